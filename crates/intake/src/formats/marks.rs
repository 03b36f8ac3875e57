//! What stands in the cells of a journal: mark tokens, names of periods, and headings that are no subject.

use records::dataset::{JournalMark, Period};

use crate::spelling;

/// One token of a journal cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// A mark 1–5 with its weight (МЭШ writes it as a superscript: `5²`).
    Mark {
        /// The mark.
        value: u8,
        /// Its weight, 1 where none is written.
        weight: u8,
    },
    /// A word that stands for a mark.
    Word(JournalMark),
    /// Absence or a remark (н, б, УП, ОТ, НП, ОП): it says nothing of attainment.
    Absence,
}

/// What the cell of a period says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PeriodCell {
    /// Nothing is written.
    Empty,
    /// A mark or the word that stands for it.
    Mark(JournalMark),
    /// Something that is no mark of a period: several tokens, an absence, a weight, an unknown word.
    Unknown,
}

/// Reads the cell of a period mark: exactly one mark or word.
#[must_use]
pub(crate) fn period_cell(cell: &str) -> PeriodCell {
    let cell = spelling::clean(cell);
    if matches!(&*cell, "" | "-" | "–" | "—") {
        return PeriodCell::Empty;
    }
    match token(&cell) {
        Some(Token::Mark { value, weight: 1 }) => PeriodCell::Mark(JournalMark::Mark(value)),
        Some(Token::Word(word)) => PeriodCell::Mark(word),
        _ => PeriodCell::Unknown,
    }
}

/// Reads a cell of current marks: tokens parted by blanks, commas, semicolons or slashes (`5 4`, `4/3`, `н`). None where a token is unknown.
#[must_use]
pub(crate) fn current_cell(cell: &str) -> Option<Vec<Token>> {
    let cell = spelling::clean(cell);
    if let Some(one) = token(&cell) {
        return Some(vec![one]);
    }
    cell.split([' ', ',', ';', '/', '.']).filter(|part| !part.is_empty()).map(token).collect()
}

/// One token; None where it is not one.
#[must_use]
pub(crate) fn token(word: &str) -> Option<Token> {
    let folded = spelling::fold(word);
    if folded.starts_with(|c: char| c.is_ascii_digit()) {
        return weighted_mark(&folded);
    }
    let letters: String = folded.chars().filter(|c| !matches!(c, '.' | ' ' | '/' | '-')).collect();
    let word = match letters.as_str() {
        "на" | "неаттестован" | "неаттестована" | "неатт" => JournalMark::NotAttested,
        "осв" | "освобожден" | "освобождена" => JournalMark::Released,
        "зач" | "зачет" | "зачтено" => JournalMark::Pass,
        "незач" | "незачет" | "незачтено" => JournalMark::Fail,
        "н" | "б" | "уп" | "от" | "нп" | "оп" => return Some(Token::Absence),
        _ => return weighted_mark(&folded),
    };
    Some(Token::Word(word))
}

/// A digit 1–5 with an optional superscript weight 1–9.
fn weighted_mark(word: &str) -> Option<Token> {
    const SUPERSCRIPTS: [char; 9] = ['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let mut chars = word.chars();
    let value = u8::try_from(chars.next()?.to_digit(10)?).ok().filter(|value| (1..=5).contains(value))?;
    let weight = match chars.next() {
        None => 1,
        Some(sign) => u8::try_from(SUPERSCRIPTS.iter().position(|s| *s == sign)? + 1).ok()?,
    };
    chars.next().is_none().then_some(Token::Mark { value, weight })
}

/// Period named by a heading: `1 четверть`, `II полугодие`, `3 трим.`, `Годовая`, `Итоговая отметка`, `Промежуточная аттестация`.
#[must_use]
pub(crate) fn period_named(heading: &str) -> Option<Period> {
    let heading = spelling::fold(heading);
    let words: Vec<&str> = heading.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| !word.is_empty()).collect();
    let of = |test: &dyn Fn(&str) -> bool| words.iter().position(|word| test(word));
    let numbered = |at: usize| {
        words.get(at.wrapping_sub(1)).and_then(|word| ordinal(word)).or_else(|| words.get(at + 1).and_then(|word| ordinal(word)))
    };
    if let Some(at) = of(&|word| word.starts_with("четв") || word == "чет" || word == "ч") {
        return numbered(at).filter(|n| *n <= 4).map(Period::Quarter);
    }
    if let Some(at) = of(&|word| word.starts_with("трим")) {
        return numbered(at).filter(|n| *n <= 3).map(Period::Trimester);
    }
    if let Some(at) = of(&|word| word.starts_with("полуг") || word == "пг" || word == "п-е") {
        return numbered(at).filter(|n| *n <= 2).map(Period::Half);
    }
    if of(&|word| word.starts_with("промежут")).is_some() {
        return Some(Period::Interim);
    }
    if of(&|word| matches!(word, "год" | "годовая" | "годовой" | "годовые" | "годов" | "г")).is_some() {
        return Some(Period::Year);
    }
    of(&|word| matches!(word, "итоговая" | "итоговые" | "аттестат")).map(|_| Period::Final)
}

/// 1–4 in digits (`1`, `1-я`) or Roman letters, as [`spelling::fold`] leaves them (`IV` in Latin, `ІV` with a Cyrillic letter).
fn ordinal(word: &str) -> Option<u8> {
    let bare = word.split('-').next().unwrap_or(word);
    match bare {
        "1" | "1я" | "1ая" | "i" | "і" | "первая" | "первое" | "первый" => Some(1),
        "2" | "2я" | "2ая" | "ii" | "іі" | "вторая" | "второе" | "второй" => Some(2),
        "3" | "3я" | "3ья" | "iii" | "ііі" | "третья" | "третий" => Some(3),
        "4" | "4я" | "4ая" | "iv" | "іv" | "четвертая" => Some(4),
        _ => None,
    }
}

/// Month of a heading: `Сентябрь`, `сент.`, `2 октября`; a longer word that begins so («Маркетинг») is none.
#[must_use]
pub(crate) fn month_named(heading: &str) -> Option<i8> {
    const MONTHS: [(&str, i8); 12] = [
        ("январь", 1),
        ("февраль", 2),
        ("март", 3),
        ("апрель", 4),
        ("май", 5),
        ("июнь", 6),
        ("июль", 7),
        ("август", 8),
        ("сентябрь", 9),
        ("октябрь", 10),
        ("ноябрь", 11),
        ("декабрь", 12),
    ];
    let heading = spelling::fold(heading);
    let mut words = heading.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty() && *word != "г");
    let (word, more) = (words.next()?, words.next());
    let stem = |month: &'static str| month.trim_end_matches(['ь', 'й']);
    let is = |month: &'static str| {
        let short = word.chars().count() >= 3 && month.starts_with(word);
        short || word.strip_prefix(stem(month)).is_some_and(|end| matches!(end, "а" | "я"))
    };
    MONTHS.iter().find(|(month, _)| is(month)).filter(|_| more.is_none()).map(|(_, number)| *number)
}

/// Whether a heading or the first cell of a row may be a subject: no month, no day, no period, no word of a summary.
#[must_use]
pub(crate) fn is_subject(heading: &str) -> bool {
    const WORDS: [&str; 47] = [
        "класс",
        "пол",
        "дата",
        "день",
        "дни",
        "число",
        "тема",
        "урок",
        "уроки",
        "уроков",
        "группа",
        "подгруппа",
        "статус",
        "примечание",
        "примечания",
        "замечания",
        "телефон",
        "адрес",
        "логин",
        "код",
        "снилс",
        "вариант",
        "номер",
        "экзамен",
        "экз",
        "экзамены",
        "балл",
        "баллы",
        "отметка",
        "отметки",
        "оценка",
        "оценки",
        "болел",
        "болезнь",
        "по",
        "прогул",
        "прогулы",
        "опоздал",
        "опозданий",
        "опоздания",
        "состояние",
        "подпись",
        "поведение",
        "прилежание",
        "аттестация",
        "итог",
        "легенда",
    ];
    const DAYS: [&str; 14] =
        ["пн", "вт", "ср", "чт", "пт", "сб", "вс", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"];
    let folded = spelling::fold(heading);
    let mut words = folded.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| !word.is_empty());
    let first = words.next().unwrap_or_default();
    let day = DAYS.contains(&first) && words.all(|word| word.chars().all(|c| c.is_ascii_digit()));
    let letters = folded.chars().filter(|c| c.is_alphabetic()).count();
    letters > 1
        && !day
        && !WORDS.contains(&first)
        && !is_total(heading)
        && period_named(heading).is_none()
        && month_named(heading).is_none()
}

/// Headings and row names of totals: they are no subject and no pupil.
#[must_use]
pub(crate) fn is_total(heading: &str) -> bool {
    const STARTS: [&str; 22] = [
        "итог",
        "всего",
        "средн",
        "ср. балл",
        "ср.балл",
        "ср балл",
        "успеваем",
        "качеств",
        "% усп",
        "% кач",
        "соу",
        "пропу",
        "кол-во",
        "количество",
        "отличник",
        "хорошист",
        "неуспева",
        "рейтинг",
        "обучен",
        "подпись",
        "классный руковод",
        "дата",
    ];
    let folded = spelling::fold(heading);
    !folded.starts_with("обучение грамоте") && STARTS.iter().any(|start| folded.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_token() {
        use JournalMark::{Fail, NotAttested, Pass, Released};
        for (cell, expected) in [
            ("5", Some(Token::Mark { value: 5, weight: 1 })),
            ("2", Some(Token::Mark { value: 2, weight: 1 })),
            (" 4\u{a0}", Some(Token::Mark { value: 4, weight: 1 })),
            ("5²", Some(Token::Mark { value: 5, weight: 2 })),
            ("3³", Some(Token::Mark { value: 3, weight: 3 })),
            ("н/а", Some(Token::Word(NotAttested))),
            ("Н/A", Some(Token::Word(NotAttested))),
            ("н. а.", Some(Token::Word(NotAttested))),
            ("осв.", Some(Token::Word(Released))),
            ("ОСВ", Some(Token::Word(Released))),
            ("зач", Some(Token::Word(Pass))),
            ("зачёт", Some(Token::Word(Pass))),
            ("незач.", Some(Token::Word(Fail))),
            ("не зачтено", Some(Token::Word(Fail))),
            ("н", Some(Token::Absence)),
            ("H", Some(Token::Absence)),
            ("б", Some(Token::Absence)),
            ("УП", Some(Token::Absence)),
            ("ОТ", Some(Token::Absence)),
            ("OT", Some(Token::Absence)),
            ("НП", Some(Token::Absence)),
            ("52", None),
            ("6", None),
            ("0", None),
            ("5+", None),
            ("4-5", None),
            ("отл", None),
            ("", None),
        ] {
            assert_eq!(token(cell), expected, "{cell}");
        }
    }

    #[test]
    fn a_period_cell_holds_one_mark() {
        assert_eq!(period_cell("4"), PeriodCell::Mark(JournalMark::Mark(4)));
        assert_eq!(period_cell(" "), PeriodCell::Empty);
        assert_eq!(period_cell("—"), PeriodCell::Empty);
        for cell in ["5 4", "5²", "н", "4,33", "2024-04-05", "x"] {
            assert_eq!(period_cell(cell), PeriodCell::Unknown, "{cell}");
        }
    }

    #[test]
    fn a_current_cell_may_hold_several() {
        assert_eq!(current_cell("5 4").map(|tokens| tokens.len()), Some(2));
        assert_eq!(current_cell("4/3, н").map(|tokens| tokens.len()), Some(3));
        assert_eq!(current_cell("н/а").map(|tokens| tokens.len()), Some(1));
        assert_eq!(current_cell("").map(|tokens| tokens.len()), Some(0));
        assert_eq!(current_cell("5 x"), None);
    }

    #[test]
    fn periods_in_every_dress() {
        for (heading, expected) in [
            ("1 четверть", Some(Period::Quarter(1))),
            ("IV четверть", Some(Period::Quarter(4))),
            ("Средн. оценка за 2-ю четверть", Some(Period::Quarter(2))),
            ("4 чет.", Some(Period::Quarter(4))),
            ("Четверть 3", Some(Period::Quarter(3))),
            ("I полугодие", Some(Period::Half(1))),
            ("2 полугодие", Some(Period::Half(2))),
            ("3 триместр", Some(Period::Trimester(3))),
            ("Год", Some(Period::Year)),
            ("Годовая оценка", Some(Period::Year)),
            ("Итоговая", Some(Period::Final)),
            ("Промежуточная аттестация", Some(Period::Interim)),
            ("5 четверть", None),
            ("четверть", None),
            ("3 полугодие", None),
            ("Математика", None),
        ] {
            assert_eq!(period_named(heading), expected, "{heading}");
        }
    }

    #[test]
    fn totals_are_no_subjects() {
        for heading in ["Итого", "Средний балл", "Успеваемость, %", "% качества", "Качество знаний", "СОУ", "Пропуски", "Кол-во «5»"]
        {
            assert!(is_total(heading), "{heading}");
        }
        for heading in ["Математика", "История", "Родной язык"] {
            assert!(!is_total(heading), "{heading}");
        }
    }

    #[test]
    fn what_cannot_be_a_subject_is_none() {
        for heading in [
            "Сентябрь",
            "сент.",
            "Октябрь 2025",
            "янв",
            "мая",
            "2 марта",
            "июль",
            "Пн",
            "среда 14",
            "Экз. оценка",
            "Экзамен",
            "Уроков",
            "По болезни",
            "Средний балл",
            "1 четверть",
            "Год",
            "Дата",
            "Класс",
            "Подгруппа 1",
            "Поведение",
            "02.09",
            "5",
            "",
        ] {
            assert!(!is_subject(heading), "{heading}");
        }
        for heading in [
            "Маркетинг",
            "Декоративное искусство",
            "Сенсорика",
            "Обучение грамоте",
            "Физика",
            "ОБЖ",
            "ИЗО",
            "Среда обитания",
            "Классическая литература",
            "Ин.яз./Английский язык",
            "Актёрское мастерство",
            "Датский язык",
        ] {
            assert!(is_subject(heading), "{heading}");
        }
        assert_eq!(["сен", "сентября", "Май", "мая", "авг.", "Марс"].map(month_named), [Some(9), Some(9), Some(5), Some(5), Some(8), None]);
    }
}
