//! Lines above a table that say what it is of: `Класс: 8А`, `Учебный год: 2025/2026  Период: 1 четверть`.

use crate::formats::asked;
use crate::grid::Row;
use crate::{cells, spelling};

/// What a row before the colon may speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    /// «Учебный год».
    Year,
    /// «Класс».
    Class,
    /// «Период».
    Period,
    /// «Ученик».
    Pupil,
    /// «Школа».
    School,
    /// «Предмет».
    Subject,
    /// Known, of no use here; ends the value before it.
    Other,
}

/// Label → value pairs of a row: `Ученик: …` in one cell, in two, or several in one line. Empty where the row does not begin with words that end in a
/// label; a row without a colon has none.
#[must_use]
pub(crate) fn labels(row: &Row) -> Vec<(Label, String)> {
    if !row.cells.iter().any(|(_, cell)| cells::heading(cell).contains(':')) {
        return Vec::new();
    }
    let line = row.line();
    let mut found: Vec<(Label, String)> = Vec::new();
    for (at, piece) in line.split(':').enumerate() {
        let (value, label) = trailing_label(piece);
        if at > 0
            && let Some((_, last)) = found.last_mut()
        {
            last.push_str(value);
        }
        match label {
            Some(label) => found.push((label, String::new())),
            None if at == 0 => return Vec::new(),
            None => {}
        }
    }
    found.into_iter().map(|(label, value)| (label, spelling::clean(&value).into_owned())).filter(|(_, value)| !value.is_empty()).collect()
}

/// The words before a label that ends `piece`, and the label.
fn trailing_label(piece: &str) -> (&str, Option<Label>) {
    const LABELS: [(&str, Label); 14] = [
        ("учебный год", Label::Year),
        ("уч. год", Label::Year),
        ("класс", Label::Class),
        ("период", Label::Period),
        ("ученик", Label::Pupil),
        ("ученица", Label::Pupil),
        ("учащийся", Label::Pupil),
        ("обучающийся", Label::Pupil),
        ("школа", Label::School),
        ("образовательная организация", Label::School),
        ("оо", Label::School),
        ("предмет", Label::Subject),
        ("классный руководитель", Label::Other),
        ("дата", Label::Other),
    ];
    let trimmed = piece.trim_end();
    for (words, label) in LABELS {
        let length = words.chars().count();
        let Some((start, _)) = trimmed.char_indices().rev().nth(length - 1) else { continue };
        let (before, tail) = trimmed.split_at(start);
        if spelling::fold(tail) == words && !before.ends_with(char::is_alphanumeric) {
            return (before, Some(label));
        }
    }
    (piece, None)
}

/// A subject without the teacher some journals write beside it: `Алгебра (Петрова А. А.)`, `Петрова А.А. Алгебра`.
#[must_use]
pub(crate) fn subject_only(heading: &str) -> String {
    // «Алгебра/9А»: the class is said elsewhere.
    let is_class = |words: &str| words.chars().count() <= 6 && asked::class_in(words).is_some();
    let heading = heading.rsplit_once('/').filter(|(_, class)| is_class(class)).map_or(heading, |(subject, _)| subject);
    let clean = spelling::clean(heading).replace('.', ". ");
    let words: Vec<&str> = clean.split(' ').filter(|word| !word.is_empty()).collect();
    let initial: Vec<bool> = words.iter().map(|word| is_initial(word)).collect();
    let Some(first) = initial.iter().position(|yes| *yes) else { return spelling::clean(heading).into_owned() };
    let last = initial.iter().rposition(|yes| *yes).unwrap_or(first);
    // The surname stands before the initials, or after them where they come first.
    let drop = if first > 0 { first - 1..=last } else { first..=last + 1 };
    let kept: Vec<&str> = words.iter().enumerate().filter(|(at, _)| !drop.contains(at)).map(|(_, word)| *word).collect();
    kept.join(" ").replace(". ", ".").trim_matches([' ', ',', ';', '(', ')', '/', '-', ':']).to_owned()
}

/// `А.`, `(А.`, `А.)`: one capital and a full stop.
fn is_initial(word: &str) -> bool {
    let mut chars = word.trim_matches(['(', ')', ',', ';']).chars();
    matches!((chars.next(), chars.next(), chars.next()), (Some(letter), Some('.'), None) if letter.is_uppercase())
}

/// A class as a label gives it, without what else stands there (the class teacher, as a rule).
#[must_use]
pub(crate) fn class_only(value: &str) -> Option<String> {
    let value = spelling::clean(value);
    let class = if value.chars().count() <= 6 { Some(value.into_owned()) } else { asked::class_in(&value) };
    class.filter(|class| asked::grade_of_class(class).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::sample;
    use crate::grid::BookKind;

    fn heard(line: &str) -> Vec<(Label, String)> {
        sample::book(BookKind::Html, &[("", line)]).sheets[0].rows.first().map(labels).unwrap_or_default()
    }

    #[test]
    fn labels_in_one_cell_in_two_and_in_one_line() {
        for line in ["Класс: 8А", "Класс: | 8А", "КЛАСС : 8А", "Отчёт за год, класс: 8А"] {
            assert_eq!(heard(line), [(Label::Class, "8А".to_owned())], "{line}");
        }
        let line = "Учебный\u{a0}год: 2025/2026 Период: с 01.09.2025 по 26.10.2025 | Класс: 8А Школа: edu1 | Предмет: | Алгебра";
        let expected = [
            (Label::Year, "2025/2026"),
            (Label::Period, "с 01.09.2025 по 26.10.2025"),
            (Label::Class, "8А"),
            (Label::School, "edu1"),
            (Label::Subject, "Алгебра"),
        ];
        assert_eq!(heard(line), expected.map(|(label, value)| (label, value.to_owned())));
    }

    #[test]
    fn other_rows_have_none() {
        for line in ["Предмет | Итог. оценка", "Всего: 12", "Класс", "Одноклассник: да", "Ученик:"]
        {
            assert!(heard(line).is_empty(), "{line}");
        }
    }

    #[test]
    fn a_teacher_beside_the_subject_is_dropped() {
        for heading in [
            "Алгебра (Петрова А. А.)",
            "Алгебра (Петрова А.А.)",
            "Петрова А.А. Алгебра",
            "А. А. Петрова, Алгебра",
            "Алгебра, Петрова А.",
            "Алгебра/9А",
        ] {
            assert_eq!(subject_only(heading), "Алгебра", "{heading}");
        }
        for heading in ["Русский язык", "Иностранный язык (англ.)", "Физ. культура", "ОБЖ", "Математика (профильная)"]
        {
            assert_eq!(subject_only(heading), heading);
        }
        assert_eq!(class_only("8 «а»").as_deref(), Some("8 «а»"));
        assert_eq!(class_only("8А (Петрова А. А.)").as_deref(), Some("8А"));
        assert_eq!(class_only("Петрова А. А."), None);
    }
}
