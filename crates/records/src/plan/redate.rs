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
/// Words of a document: the year in its name is the document's own, whatever year the plan is for.
const DOCUMENTS: [&str; 11] = ["приказ", "письм", "закон", "постановлен", "распоряжен", "№", "фгос", "фз", "санпин", "положени", "указ"];
/// Characters before a year that are looked at for the name of a document.
const AROUND: usize = 60;

/// A name with the years of `from` in it, and of the years beside it, so many later: «ГИА-2024», «по итогам 2022-2023 учебного года»,
/// «в 2024 году» of a plan for 2023/24. The year of a document («приказ от 2022 г. № 3», «ФГОС-2021») and a year that stands alone stay.
#[must_use]
pub fn named_years_moved(text: &str, from: SchoolYear, years: i16) -> String {
    let mut moved = String::with_capacity(text.len());
    // The year before, where it was moved: «2022-2023», «2022/23» are one name.
    let mut before: Option<i16> = None;
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (between, tail) = rest.split_at(at);
        let (number, behind) = tail.split_at(tail.find(|c: char| !c.is_ascii_digit()).unwrap_or(tail.len()));
        moved.push_str(between);
        let pair = before.filter(|_| matches!(between.trim(), "-" | "–" | "—" | "/")).map(|first| first + 1);
        let year = number.parse::<i16>().ok().filter(|_| number.len() == 4);
        match (year, pair) {
            (Some(year), Some(second)) if year == second => moved.push_str(&(year + years).to_string()),
            (None, Some(second)) if number.len() == 2 && number.parse() == Ok(second % 100) => {
                moved.push_str(&format!("{:02}", (second + years).rem_euclid(100)));
            }
            (Some(year), _) if (from.0 - 1..=from.0 + 1).contains(&year) && is_named(&moved, behind) => {
                moved.push_str(&(year + years).to_string());
            }
            _ => moved.push_str(number),
        }
        before = year.filter(|_| !moved.ends_with(number));
        rest = behind;
    }
    moved.push_str(rest);
    moved
}

/// Whether a year between these two is that of an examination or of a school year, and of no document.
fn is_named(before: &str, behind: &str) -> bool {
    let near: String = before.to_lowercase().chars().rev().take(AROUND).collect::<Vec<_>>().into_iter().rev().collect();
    let words: Vec<&str> = near.split(|c: char| !c.is_alphanumeric() && c != '№').collect();
    let document = words.iter().any(|word| DOCUMENTS.iter().any(|document| word.starts_with(document)));
    let own = near.trim_end_matches([' ', '-', '–', '—', '«', '\u{a0}']);
    let examined =
        words.iter().rev().find(|word| !word.is_empty()).is_some_and(|word| EXAMINED.contains(word)) && own.ends_with(char::is_alphabetic);
    let after =
        behind.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '–' | '—' | '/' | '\u{a0}')).to_lowercase();
    let of_a_year = ["уч", "год", "г."].iter().any(|word| after.starts_with(word));
    // A day before it: the year is that of a date.
    let dated = near.ends_with('.') && near.trim_end_matches('.').ends_with(|c: char| c.is_ascii_digit());
    !document && !dated && (examined || of_a_year)
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
