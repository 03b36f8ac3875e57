//! Headings of tables that are not known, shown without what may be somebody's name.

/// The words of a cell that are known headings; the others as `…`.
pub(crate) fn headings_only(words: &str) -> String {
    const STEMS: [&str; 40] = [
        "класс",
        "код",
        "предмет",
        "ученик",
        "учащ",
        "обучающ",
        "участник",
        "фио",
        "фамили",
        "имя",
        "отчеств",
        "школ",
        "оо",
        "мсу",
        "ппэ",
        "дат",
        "балл",
        "отметк",
        "оценк",
        "вариант",
        "задан",
        "период",
        "год",
        "учебн",
        "четверт",
        "полугод",
        "триместр",
        "номер",
        "муницип",
        "регион",
        "итог",
        "средн",
        "колич",
        "результат",
        "аудитор",
        "учител",
        "групп",
        "протокол",
        "журнал",
        "ведомост",
    ];
    let shown = |word: &str| {
        let folded = crate::spelling::fold(word);
        let short = folded.chars().filter(|c| c.is_alphabetic()).count() <= 1;
        if short || STEMS.iter().any(|stem| folded.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(stem)) {
            word.to_owned()
        } else {
            "…".to_owned()
        }
    };
    let mut out: Vec<String> = words.split(' ').map(shown).collect();
    out.dedup_by(|a, b| a == "…" && b == "…");
    out.join(" ")
}

#[cfg(test)]
mod tests {
    use super::headings_only;

    #[test]
    fn only_headings_of_an_unknown_table_are_shown() {
        assert_eq!(headings_only("Фамилия Имя Отчество"), "Фамилия Имя Отчество");
        assert_eq!(headings_only("Петров Пётр Ильич"), "…");
        assert_eq!(headings_only("Классный журнал № 5, Петров"), "Классный журнал № 5, …");
    }
}
