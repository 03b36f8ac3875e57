//! What a line above a protocol says: subject and day, with the exam code or without, in any order; of two days (written and spoken) the first.

use jiff::civil::Date;

use crate::{cells, spelling};

/// What the line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Title {
    /// Exam code, where given.
    pub code: Option<u16>,
    /// Subject as written.
    pub subject: String,
    /// Day of the exam.
    pub date: Date,
    /// The line speaks of a rehearsal (пробный, тренировочный, диагностический, репетиционный, ЕГКР).
    pub rehearsal: bool,
    /// The line speaks of ГВЭ.
    pub says_gve: bool,
}

/// Words around a subject that are no part of it.
const SERVICE: [&str; 32] = [
    "г",
    "год",
    "года",
    "егэ",
    "огэ",
    "гиа",
    "гиа-9",
    "гиа-11",
    "п",
    "у",
    "письменная",
    "письменно",
    "устная",
    "устно",
    "часть",
    "протокол",
    "проверки",
    "результаты",
    "результатов",
    "результат",
    "экзамен",
    "экзамена",
    "экзамену",
    "по",
    "от",
    "дата",
    "день",
    "проведения",
    "предмет",
    "предмету",
    "код",
    "ответов",
];

/// Words of a line that dates the paper, not the examination.
const OF_PAPER: [&str; 7] = ["печат", "распечат", "составл", "сформир", "верси", "выгруз", "подпис"];

impl Title {
    /// Reads the line; None where subject or day is missing, or where it says something else.
    #[must_use]
    pub(super) fn parse(line: &str) -> Option<Self> {
        let line = spelling::clean(line);
        let mut title = Self { code: None, subject: String::new(), date: Date::ZERO, rehearsal: false, says_gve: false };
        let (mut date, mut subject): (Option<Date>, Vec<&str>) = (None, Vec::new());
        for word in line.split([' ', ';', ',']).filter(|word| !word.is_empty()) {
            let folded = spelling::fold(word);
            let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
            if OF_PAPER.iter().any(|start| bare.starts_with(start)) {
                return None;
            }
            if let Some(day) = cells::date_in(word) {
                date = date.or(Some(day));
            } else if let Some((code, rest)) = code_of(word).filter(|_| title.code.is_none()) {
                title.code = Some(code);
                subject.extend(Some(rest).filter(|rest| !rest.is_empty()));
            } else if ["пробн", "трениров", "диагностич", "репетиц", "егкр"].iter().any(|start| bare.starts_with(start))
            {
                title.rehearsal = true;
            } else if bare == "гвэ" {
                title.says_gve = true;
            } else if !bare.is_empty() && !SERVICE.contains(&bare) {
                subject.push(word);
            }
        }
        let subject = subject.join(" ").trim_matches([',', ';', ':', '.', '-', '–', '—', ' ']).to_owned();
        let words = subject.split(' ').count();
        let is_subject =
            subject.chars().filter(|c| c.is_alphabetic()).count() >= 3 && !subject.chars().any(|c| c.is_ascii_digit()) && words <= 6;
        is_subject.then_some(Self { subject, date: date?, ..title })
    }
}

/// An exam code (`01`, `(22)`, `01-`) and what follows a dash in the same word.
fn code_of(word: &str) -> Option<(u16, &str)> {
    let word = word.trim_matches(['(', ')', '№']);
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let code = word.get(..digits).filter(|code| (1..=3).contains(&code.len()))?.parse().ok()?;
    let rest = word.get(digits..)?;
    let dashed = rest.trim_start_matches(['-', '–', '—', '‑', '−', '.', ')']);
    (rest.is_empty() || dashed.len() < rest.len()).then_some((code, dashed))
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
            "Русский язык (01) 30.05.2025",
            "Протокол проверки ответов ЕГЭ: 01 Русский язык, 30.05.2025",
        ] {
            let title = Title::parse(line).unwrap();
            assert_eq!((title.code, title.subject.as_str(), title.date), (Some(1), "Русский язык", date(2025, 5, 30)), "{line}");
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
    fn no_code_and_two_days() {
        for (line, subject, day) in [
            ("Английский язык п.: 2025.06.18, у.: 2025.06.21", "Английский язык", date(2025, 6, 18)),
            ("Немецкий язык п:18.06.2025; у:20.06.2025", "Немецкий язык", date(2025, 6, 18)),
            ("2025.06.18 История", "История", date(2025, 6, 18)),
            ("Результаты ОГЭ по предмету: Физика от 02.06.2025 г.", "Физика", date(2025, 6, 2)),
        ] {
            let title = Title::parse(line).unwrap();
            assert_eq!((title.code, title.subject.as_str(), title.date), (None, subject, day), "{line}");
        }
    }

    #[test]
    fn what_is_no_title() {
        for line in [
            "",
            "Протокол",
            "01 - 2025.05.30",
            "01 - Русский язык",
            "1234 - Русский 2025.05.30",
            "01 - Русский язык 2025.13.30",
            "Протокол проверки от 30.05.2025",
            "Дата печати: 30.05.2025 Сидорова",
            "Аудитория 15А 30.05.2025",
        ] {
            assert_eq!(Title::parse(line), None, "{line}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_line_is_read_or_not(line in "\\PC{0,60}") {
            if let Some(title) = Title::parse(&line) {
                proptest::prop_assert!(title.code.is_none_or(|code| code <= 999) && !title.subject.is_empty());
            }
        }
    }
}
