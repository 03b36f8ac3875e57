//! A plan of one year made that of another. Which years a draft speaks of is asked once for the whole plan.

use jiff::civil::Date;

use super::When;
use super::draft::{Draft, StatedYear};
use super::words::{Ask, Why, plan_year};
use crate::vocabulary::SchoolYear;

/// Rows whose dates lie in a year that is not the plan's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherYear {
    /// That year.
    pub year: SchoolYear,
    /// Indices of the rows.
    pub rows: Vec<usize>,
}

impl Draft {
    /// Which other years than `year` its dates lie in, ascending: each is one question, «перенести на …?».
    #[must_use]
    pub fn other_years(&self, year: SchoolYear) -> Vec<OtherYear> {
        let mut found: Vec<OtherYear> = Vec::new();
        for (index, row) in self.rows.iter().enumerate() {
            for other in row.understood.rules.iter().filter_map(|rule| year_of(rule, year)).filter(|other| *other != year) {
                match found.iter_mut().find(|known| known.year == other) {
                    Some(known) if known.rows.last() == Some(&index) => {}
                    Some(known) => known.rows.push(index),
                    None => found.push(OtherYear { year: other, rows: vec![index] }),
                }
            }
        }
        found.sort_by_key(|known| known.year);
        found
    }

    /// The draft with every rule of one year moved to another. A day the other year does not have becomes a question at its row.
    #[must_use]
    pub fn moved(&self, from: SchoolYear, to: SchoolYear) -> Self {
        let mut draft = self.clone();
        for understood in draft.rows.iter_mut().map(|row| &mut row.understood) {
            let mut rules = Vec::with_capacity(understood.rules.len());
            for rule in &understood.rules {
                match year_of(rule, from) {
                    Some(year) if year == from => match moved(rule, to.0 - from.0) {
                        Some(rule) => rules.push(rule),
                        None => understood.asks.push(Ask { why: Why::NoSuchDay, words: said(rule) }),
                    },
                    _ => rules.push(rule.clone()),
                }
            }
            understood.rules = rules;
        }
        draft.year = draft.year.map(|stated| if stated.year == from { StatedYear { year: to, ..stated } } else { stated });
        draft.read_for = draft.read_for.map(|year| if year == from { to } else { year });
        draft
    }
}

/// The rule so many years later; None where that year has no such day. Whole months stay whole, however long February is.
#[must_use]
pub fn moved(rule: &When, years: i16) -> Option<When> {
    let day = |day: Date| Date::new(day.year().checked_add(years)?, day.month(), day.day()).ok();
    Some(match rule {
        When::Day { on } => When::Day { on: day(*on)? },
        When::Until { last } if *last == last.last_of_month() => When::Until { last: day(last.first_of_month())?.last_of_month() },
        When::Until { last } => When::Until { last: day(*last)? },
        When::Span { from, last } if *last == last.last_of_month() => {
            When::Span { from: day(*from)?, last: day(last.first_of_month())?.last_of_month() }
        }
        When::Span { from, last } => When::Span { from: day(*from)?, last: day(*last)? },
        other => other.clone(),
    })
}

/// A date as written, its years so many later: «Октябрь 2023 г.», «до 15.10.23», «2023/24» moved by three are «Октябрь 2026 г.»,
/// «до 15.10.26», «2026/27». Everything else stays as it was.
#[must_use]
pub fn years_moved(text: &str, years: i16) -> String {
    let mut moved = String::with_capacity(text.len());
    // Short numbers with dots behind them, one after another: a day and a month. Whether the number before was a year.
    let (mut dotted, mut after_year) = (0, false);
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (between, from) = rest.split_at(at);
        let (number, behind) = from.split_at(from.find(|c: char| !c.is_ascii_digit()).unwrap_or(from.len()));
        if between.trim() != "." {
            dotted = 0;
        }
        let short = number.len() == 2 && (dotted == 2 || after_year && matches!(between.trim(), "/" | "-" | "–"));
        let year = number.len() == 4 && number.starts_with("20");
        moved.push_str(between);
        match number.parse::<i16>().ok().and_then(|number| number.checked_add(years)) {
            Some(later) if year => moved.push_str(&later.to_string()),
            Some(later) if short => moved.push_str(&format!("{:02}", later.rem_euclid(100))),
            _ => moved.push_str(number),
        }
        dotted = if number.len() <= 2 { dotted + 1 } else { 0 };
        after_year = year;
        rest = behind;
    }
    moved.push_str(rest);
    moved
}

/// Words that a year after them belongs to: what is examined that year.
const EXAMINED: [&str; 9] = ["гиа", "огэ", "егэ", "гвэ", "впр", "ким", "всош", "сессии", "кампании"];
/// Beginnings of words of a document: the years of a name that has one may be the document's own, and stay.
const DOCUMENTS: [&str; 18] = [
    "приказ",
    "письмо",
    "письма",
    "письмом",
    "закон",
    "постановлен",
    "распоряжен",
    "фгос",
    "фз",
    "санпин",
    "положени",
    "указ",
    "рекомендац",
    "утвержд",
    "программ",
    "проект",
    "стратеги",
    "концепц",
];
/// Words that begin so and are no documents.
const NO_DOCUMENTS: [&str; 3] = ["законн", "указан", "указыв"];
/// Words before «№» of a school.
const SCHOOLS: [&str; 7] = ["школ", "сош", "оош", "нош", "гимнази", "лице", "мбоу"];

/// A name with the years of `from` in it, and of the years beside it, so many later: «ГИА-2024», «по итогам 2022-2023 учебного года»,
/// «в 2024 году» of a plan for 2023/24. What may be the year of a document («приказ 2022 г.», «ФГОС-2021», «программа на 2022-2026
/// годы»), a term of several years and a year that stands alone stay. Several years together move all or none.
#[must_use]
pub fn named_years_moved(text: &str, from: SchoolYear, years: i16) -> String {
    if names_document(text) {
        return text.to_owned();
    }
    let mut moved = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, group, behind)) = next_years(rest) {
        moved.push_str(before);
        let near = (from.0 - 1)..=(from.0 + 1);
        let term =
            group.iter().zip(group.iter().skip(1)).any(|(one, next)| matches!(next.0.trim(), "-" | "–" | "—") && next.1 != one.1 + 1);
        let moves = !term && group.iter().all(|(_, year, _)| near.contains(year)) && is_named(&moved, behind);
        for (between, year, short) in &group {
            moved.push_str(between);
            let year = if moves { year + years } else { *year };
            moved.push_str(&if *short { format!("{:02}", year.rem_euclid(100)) } else { year.to_string() });
        }
        rest = behind;
    }
    moved.push_str(rest);
    moved
}

/// A year of a name: what stands before it within its group, the year, whether it is written short («2022/23»).
type Named<'a> = (&'a str, i16, bool);

/// The next years that stand together («2022-2023», «2022, 2023 и 2024», «2022/23»), with what is before and behind them.
fn next_years(text: &str) -> Option<(&str, Vec<Named<'_>>, &str)> {
    let mut at = 0;
    loop {
        at += text.get(at..)?.find(|c: char| c.is_ascii_digit())?;
        let (number, mut behind) = number_of(text.get(at..)?);
        let Some(first) = year_written(number) else {
            at += number.len();
            continue;
        };
        let mut group = vec![("", first, false)];
        while let Some(next) = behind.find(|c: char| c.is_ascii_digit()) {
            let (between, tail) = behind.split_at(next);
            let ((number, after), last) = (number_of(tail), group.last()?.1);
            let joined = matches!(between.trim(), "-" | "–" | "—" | "/" | "," | "и");
            let short = number.len() == 2 && between.trim() != "," && number.parse() == Ok((last + 1) % 100);
            match year_written(number) {
                Some(year) if joined => group.push((between, year, false)),
                None if joined && short => group.push((between, last + 1, true)),
                _ => break,
            }
            behind = after;
        }
        return Some((text.get(..at)?, group, behind));
    }
}

/// The digits a text begins with, and the rest.
fn number_of(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()))
}

/// A year of this century.
fn year_written(number: &str) -> Option<i16> {
    number.parse().ok().filter(|year| number.len() == 4 && (2000..2100).contains(year))
}

/// Whether a name has a word of a document in it.
fn names_document(text: &str) -> bool {
    let lower = text.to_lowercase();
    let begins = |word: &str, all: &[&str]| all.iter().any(|begin| word.starts_with(begin));
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric() && c != '№').filter(|word| !word.is_empty()).collect();
    let document = words.iter().any(|word| begins(word, &DOCUMENTS) && !begins(word, &NO_DOCUMENTS));
    let numbered = words.iter().enumerate().any(|(at, word)| {
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        word.starts_with('№') && !before.is_some_and(|word| begins(word, &SCHOOLS))
    });
    document || numbered
}

/// Whether years between these two are those of an examination or of a school year, and of no date.
fn is_named(before: &str, behind: &str) -> bool {
    let near = before.to_lowercase();
    let dated = near.ends_with('.') && near.trim_end_matches('.').ends_with(|c: char| c.is_ascii_digit());
    // «ГИА-9-2024»: the class may stand between.
    let own = near.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '–' | '—' | '«' | '\u{a0}'));
    let examined = own.rsplit(|c: char| !c.is_alphanumeric()).next().is_some_and(|word| EXAMINED.contains(&word));
    let after = behind.trim_start_matches([' ', '\u{a0}']).to_lowercase();
    let of_a_year = ["уч", "год", "г."].iter().any(|word| after.starts_with(word));
    !dated && (examined || of_a_year)
}

/// The year of a plan a rule lies in, where it has days at all.
fn year_of(rule: &When, preferred: SchoolYear) -> Option<SchoolYear> {
    match rule {
        When::Day { on: day } | When::Until { last: day } | When::Span { from: day, .. } => Some(plan_year(*day, preferred)),
        When::Each { .. } | When::AllYear | When::Scheduled { .. } | When::AsNeeded => None,
    }
}

/// The day of a rule that cannot be moved, as people write it.
fn said(rule: &When) -> String {
    match rule {
        When::Day { on: day } | When::Until { last: day } | When::Span { last: day, .. } => {
            format!("{:02}.{:02}.{}", day.day(), day.month(), day.year())
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::draft::{Row, StatedBy};
    use crate::plan::words::{self, Context};

    #[test]
    fn the_years_of_a_date_as_written_move_and_nothing_else() {
        for (written, later) in [
            ("Октябрь 2023 г.", "Октябрь 2026 г."),
            ("до 15.10.2023", "до 15.10.2026"),
            ("15.10.23 – 5.11.23", "15.10.26 – 5.11.26"),
            ("2023/24 учебный год", "2026/27 учебный год"),
            ("2023 - 2024", "2026 - 2027"),
            ("5-11 классы, до 15.10", "5-11 классы, до 15.10"),
            ("декабрь", "декабрь"),
            ("приказ № 1999, 12.5.1", "приказ № 1999, 12.5.1"),
            ("", ""),
        ] {
            assert_eq!(years_moved(written, 3), later);
        }
    }

    fn draft(year: i16, dates: &[&str]) -> Draft {
        let context = Context { year: SchoolYear(year), periods: &[], about: "" };
        let rows = dates.iter().map(|words| Row { understood: words::read(words, &context), ..Row::saying(words) });
        Draft { year: Some(StatedYear { year: SchoolYear(year), by: StatedBy::Title }), rows: rows.collect(), ..Draft::default() }
    }

    #[test]
    fn years_in_names_are_moved_and_those_of_documents_are_not() {
        for (written, later) in [
            ("Анализ ВПР по итогам 2022-2023 учебного года", "Анализ ВПР по итогам 2025-2026 учебного года"),
            ("по итогам 2022/23 уч. года", "по итогам 2025/26 уч. года"),
            ("Изучение КИМ ГИА-2024 и ОГЭ 2024", "Изучение КИМ ГИА-2027 и ОГЭ 2027"),
            ("Подготовка к «ЕГЭ – 2024»", "Подготовка к «ЕГЭ – 2027»"),
            ("Итоги олимпиад в 2023 году", "Итоги олимпиад в 2026 году"),
            ("Приказ от 12.05.2023 № 267", "Приказ от 12.05.2023 № 267"),
            ("Письмо 2023 года о ВПР", "Письмо 2023 года о ВПР"),
            ("Переход на ФГОС-2022", "Переход на ФГОС-2022"),
            ("Программа развития школы на 2022-2024 годы", "Программа развития школы на 2022-2024 годы"),
            ("Анализ за 2022-2024 годы", "Анализ за 2022-2024 годы"),
            ("Анализ ГИА 2022, 2023 и 2024 годов", "Анализ ГИА 2025, 2026 и 2027 годов"),
            ("Анализ ГИА 2020, 2023 и 2024 годов", "Анализ ГИА 2020, 2023 и 2024 годов"),
            (
                "В соответствии с приказом Министерства просвещения и Рособрнадзора о ГИА 2023 года",
                "В соответствии с приказом Министерства просвещения и Рособрнадзора о ГИА 2023 года",
            ),
            ("Изучение утверждённых в 2023 году приказов о ГИА", "Изучение утверждённых в 2023 году приказов о ГИА"),
            ("Методические рекомендации Рособрнадзора 2023 года", "Методические рекомендации Рособрнадзора 2023 года"),
            (
                "Ознакомление законных представителей с итогами ВПР 2023 года",
                "Ознакомление законных представителей с итогами ВПР 2026 года",
            ),
            ("Анализ письменных работ ОГЭ 2024", "Анализ письменных работ ОГЭ 2027"),
            ("В школе № 5 анализ ВПР 2023 года", "В школе № 5 анализ ВПР 2026 года"),
            ("Указанные результаты ВПР 2023 года", "Указанные результаты ВПР 2026 года"),
            ("Ознакомление с ГИА-9-2024", "Ознакомление с ГИА-9-2027"),
            ("Работы 5 и 6 классов 2022/23 уч. г.", "Работы 5 и 6 классов 2025/26 уч. г."),
            ("Программа 2020-2025 годов", "Программа 2020-2025 годов"),
            ("Кабинет 2023", "Кабинет 2023"),
            ("12.05.2023 г.", "12.05.2023 г."),
            ("", ""),
        ] {
            assert_eq!(named_years_moved(written, SchoolYear(2023), 3), later);
        }
    }

    #[test]
    fn a_plan_of_another_year_is_moved_whole() {
        let old = draft(2023, &["Октябрь 2023 г.", "август", "февраль", "29.02.2024", "1 раз в квартал", "до 15 мая"]);
        assert_eq!(old.other_years(SchoolYear(2026)), [OtherYear { year: SchoolYear(2023), rows: vec![0, 1, 2, 3, 5] }]);
        let new = old.moved(SchoolYear(2023), SchoolYear(2026));
        assert!(new.other_years(SchoolYear(2026)).is_empty());
        assert_eq!(new.year.unwrap().year, SchoolYear(2026));
        let expected = draft(2026, &["октябрь", "август", "февраль", "", "1 раз в квартал", "до 15 мая"]);
        for at in [0, 1, 2, 4, 5] {
            assert_eq!(new.rows[at].understood.rules, expected.rows[at].understood.rules, "{at}");
        }
        assert_eq!(new.rows[3].understood.rules, []);
        assert_eq!(new.rows[3].understood.asks, [Ask { why: Why::NoSuchDay, words: "29.02.2024".into() }]);
    }

    #[test]
    fn one_row_left_from_an_older_plan_is_seen_and_moved_alone() {
        let mixed = draft(2026, &["октябрь", "Октябрь 2023 г.", "15.03.2024, май 2024"]);
        assert_eq!(mixed.other_years(SchoolYear(2026)), [OtherYear { year: SchoolYear(2023), rows: vec![1, 2] }]);
        let moved = mixed.moved(SchoolYear(2023), SchoolYear(2026));
        assert!(moved.other_years(SchoolYear(2026)).is_empty());
        assert_eq!(moved.rows[0], mixed.rows[0]);
        assert_eq!(moved.rows[1].understood.rules, moved.rows[0].understood.rules);
    }
}
