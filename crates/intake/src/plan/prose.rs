//! Paragraphs outside the table: approval head, title, goal, directions. They are kept as written; only their kind is told.

use records::plan::draft::{Prose, ProseKind};
use records::vocabulary::SchoolYear;

use crate::spelling::fold;

/// Tells the kind of each paragraph, in order.
pub(super) fn kinds(lines: Vec<String>) -> Vec<Prose> {
    let has_title = lines.iter().any(|line| begins(line) == Some(ProseKind::Title));
    // Before the title stands the head: the school, who approves, the order.
    let mut kind = if has_title { ProseKind::Head } else { ProseKind::Other };
    let mut prose = Vec::with_capacity(lines.len());
    for text in lines {
        kind = next(kind, &text);
        prose.push(Prose { kind, text });
    }
    prose
}

fn next(before: ProseKind, line: &str) -> ProseKind {
    match begins(line) {
        Some(kind) => kind,
        None if before == ProseKind::Title && !goes_on(line) => ProseKind::Other,
        None => before,
    }
}

/// What the beginning of a paragraph says of it.
fn begins(line: &str) -> Option<ProseKind> {
    let folded = fold(line);
    let starts = |words: &[&str]| words.iter().any(|word| folded.starts_with(word));
    if starts(&["план", "дорожная карта", "комплекс мер", "программа", "перечень мер", "мероприятия по"])
    {
        Some(ProseKind::Title)
    } else if starts(&["утвержд", "согласован", "принят", "рассмотрен", "приложение", "к приказу", "приказ"])
    {
        Some(ProseKind::Head)
    } else if starts(&["цель", "цели"]) {
        Some(ProseKind::Goal)
    } else if folded.contains("направлени") {
        Some(ProseKind::Direction)
    } else if starts(&["задачи", "основание", "примечание"]) {
        Some(ProseKind::Other)
    } else {
        None
    }
}

/// Whether a line after a title is still of it: «по повышению …», «на 2026/2027 учебный год», «МБОУ СОШ № 5».
fn goes_on(line: &str) -> bool {
    let small = line.trim_start().chars().next().is_some_and(char::is_lowercase);
    small || line.chars().count() <= 120
}

/// School years named in a text, in order, each once: `2026-2027`, «2026/27».
pub(super) fn years(text: &str) -> Vec<SchoolYear> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("20") {
        let year = school_year(text.get(at..).unwrap_or_default());
        let inside = text.get(..at).and_then(|before| before.chars().last()).is_some_and(|c| c.is_ascii_digit());
        if let Some(year) = year.filter(|year| !inside && !found.contains(year)) {
            found.push(year);
        }
    }
    found
}

/// The school year a text begins with.
fn school_year(text: &str) -> Option<SchoolYear> {
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).collect::<String>();
    let first = digits(text);
    let rest = text.get(first.len()..)?.trim_start();
    let rest = rest.strip_prefix(['-', '–', '—', '−', '/', '_'])?.trim_start();
    SchoolYear::parse(&format!("{first}/{}", digits(rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_before_a_table() {
        let lines = [
            ("МБОУ «Школа № 7»", ProseKind::Head),
            ("УТВЕРЖДЕНО", ProseKind::Head),
            ("приказом от 28.08.2026 № 120", ProseKind::Head),
            ("ПЛАН", ProseKind::Title),
            ("работы по объективности на 2026/2027 учебный год", ProseKind::Title),
            ("Цель: честные отметки.", ProseKind::Goal),
            ("Работа ведётся по двум направлениям:", ProseKind::Direction),
            ("1. Процедуры;", ProseKind::Direction),
            ("План мероприятий", ProseKind::Title),
        ];
        let read = kinds(lines.iter().map(|(text, _)| (*text).to_owned()).collect());
        assert_eq!(read.iter().map(|prose| prose.kind).collect::<Vec<_>>(), lines.map(|(_, kind)| kind));
        assert_eq!(kinds(vec!["Протокол № 1".into()])[0].kind, ProseKind::Other);
    }

    #[test]
    fn years_as_they_are_written() {
        for text in ["на 2026-2027 учебный год", "2026/27 уч. г.", "2026 – 2027", "plan_2026_2027.docx"] {
            assert_eq!(years(text), [SchoolYear(2026)], "{text}");
        }
        for text in ["2026", "от 28.08.2026 № 120", "2026-2029", "12026-2027"] {
            assert_eq!(years(text), [], "{text}");
        }
    }
}
