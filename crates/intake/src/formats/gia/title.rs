//! First line of a protocol: `<exam code> - <subject> <date>`, the date in either order.

use jiff::civil::Date;

use crate::{cells, spelling};

/// What the first line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// Exam code.
    pub code: u16,
    /// Subject as written.
    pub subject: String,
    /// Day of the exam.
    pub date: Date,
    /// The line speaks of a rehearsal (пробный, тренировочный, диагностический, репетиционный, ЕГКР).
    pub rehearsal: bool,
    /// The line speaks of ГВЭ.
    pub says_gve: bool,
}

impl Title {
    /// Reads the line; None where code, dash, subject or date is missing.
    #[must_use]
    pub fn parse(line: &str) -> Option<Self> {
        let line = spelling::clean(line);
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let code: u16 = line.get(..digits).filter(|code| code.len() <= 3)?.parse().ok()?;
        let rest = line.get(digits..)?.trim_start().strip_prefix(['-', '–', '—', '‑', '−'])?;
        let mut date = None;
        let mut subject: Vec<&str> = Vec::new();
        let (mut rehearsal, mut says_gve) = (false, false);
        for word in rest.split(' ').filter(|word| !word.is_empty()) {
            let bare = spelling::fold(word);
            let bare = bare.trim_matches(|c: char| !c.is_alphanumeric());
            if date.is_none()
                && let Some(day) = cells::date_in(word)
            {
                date = Some(day);
            } else if ["пробн", "трениров", "диагностич", "репетиц", "егкр"].iter().any(|start| bare.starts_with(start))
            {
                rehearsal = true;
            } else if bare == "гвэ" {
                says_gve = true;
            } else if !matches!(bare, "" | "г" | "егэ" | "огэ") {
                subject.push(word);
            }
        }
        let subject = subject.join(" ").trim_matches([',', ';', '-', ' ']).to_owned();
        (!subject.is_empty()).then_some(Self { code, subject, date: date?, rehearsal, says_gve })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn both_orders_of_the_date() {
        for line in [
            "01 - Русский язык 2025.05.30",
            "1 – Русский язык 30.05.2025",
            "01 — Русский\u{a0}язык 30.05.2025 г.",
            "01-Русский язык  2025-05-30",
        ] {
            let title = Title::parse(line).unwrap();
            assert_eq!((title.code, title.subject.as_str(), title.date), (1, "Русский язык", date(2025, 5, 30)), "{line}");
            assert!(!title.rehearsal && !title.says_gve);
        }
        assert_eq!(Title::parse("22 - Математика базовая 2025.05.27").unwrap().subject, "Математика базовая");
    }

    #[test]
    fn rehearsals_and_gve_say_so() {
        let title = Title::parse("12 - Обществознание (пробный ЕГЭ) 2026.03.10").unwrap();
        assert_eq!((title.subject.as_str(), title.rehearsal), ("Обществознание", true));
        assert!(Title::parse("51 - Русский язык ГВЭ 30.05.2025").unwrap().says_gve);
    }

    #[test]
    fn what_is_no_title() {
        for line in [
            "",
            "Протокол",
            "01 Русский язык 2025.05.30",
            "01 - 2025.05.30",
            "01 - Русский язык",
            "1234 - Русский 2025.05.30",
            "01 - Русский язык 2025.13.30",
        ] {
            assert_eq!(Title::parse(line), None, "{line}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_line_is_read_or_not(line in "\\PC{0,60}") {
            if let Some(title) = Title::parse(&line) {
                proptest::prop_assert!(title.code <= 999 && !title.subject.is_empty());
            }
        }
    }
}
