//! Dates of procedures: printed ones, and those that follow from a rule («first Wednesday of December»).

use jiff::civil::{Date, Weekday};
use serde::Deserialize;

use super::file::Entry;
use crate::provenance::Citation;
use crate::text::Text;
use crate::vocabulary::SchoolYear;

/// A date, a window or a rule.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarEntry {
    /// Key.
    pub key: String,
    /// What it is about: a kind of procedure or `school-year`.
    pub what: String,
    /// Name.
    pub title: Text,
    /// First day of a window.
    pub from: Option<Date>,
    /// Last day of a window.
    pub to: Option<Date>,
    /// Rule that gives the day in any school year.
    pub rule: Option<DayRule>,
    /// Source.
    pub cite: Citation,
}

/// How a day follows from the school year.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum DayRule {
    /// A fixed day.
    Day {
        /// Month 1–12.
        month: i8,
        /// Day of the month.
        day: i8,
    },
    /// The n-th weekday of a month that is a working day.
    Nth {
        /// Month 1–12.
        month: i8,
        /// Which, from 1.
        nth: i8,
        /// Weekday.
        weekday: NamedDay,
        /// Days `MM-DD` that do not count.
        #[serde(default)]
        not_on: Vec<String>,
    },
}

/// A weekday in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NamedDay {
    /// Понедельник.
    Monday,
    /// Вторник.
    Tuesday,
    /// Среда.
    Wednesday,
    /// Четверг.
    Thursday,
    /// Пятница.
    Friday,
    /// Суббота.
    Saturday,
    /// Воскресенье.
    Sunday,
}

impl NamedDay {
    const fn weekday(self) -> Weekday {
        match self {
            Self::Monday => Weekday::Monday,
            Self::Tuesday => Weekday::Tuesday,
            Self::Wednesday => Weekday::Wednesday,
            Self::Thursday => Weekday::Thursday,
            Self::Friday => Weekday::Friday,
            Self::Saturday => Weekday::Saturday,
            Self::Sunday => Weekday::Sunday,
        }
    }
}

impl CalendarEntry {
    /// The window in a school year: printed days that fall into it, or the day the rule gives; None where nothing does.
    #[must_use]
    pub fn days(&self, year: SchoolYear) -> Option<(Date, Date)> {
        if let Some(rule) = &self.rule {
            let day = rule.day(year)?;
            return Some((day, day));
        }
        let (from, to) = self.from.zip(self.to)?;
        (school_year(from) == year).then_some((from, to))
    }
}

impl DayRule {
    /// The day in a school year: months from September on belong to its first calendar year.
    #[must_use]
    pub fn day(&self, year: SchoolYear) -> Option<Date> {
        let calendar_year = |month: i8| if month >= 9 { year.0 } else { year.0 + 1 };
        match self {
            Self::Day { month, day } => Date::new(calendar_year(*month), *month, *day).ok(),
            Self::Nth { month, nth, weekday, not_on } => {
                let first = Date::new(calendar_year(*month), *month, 1).ok()?;
                let works = |date: &Date| !not_on.contains(&format!("{:02}-{:02}", date.month(), date.day()));
                let days = (1..=first.days_in_month()).filter_map(|day| Date::new(first.year(), *month, day).ok());
                let mut fitting = days.filter(|date| date.weekday() == weekday.weekday()).filter(works);
                fitting.nth(usize::try_from(nth.checked_sub(1)?).ok()?)
            }
        }
    }
}

/// The school year a day belongs to (1 Sep – 31 Aug).
#[must_use]
pub fn school_year(date: Date) -> SchoolYear {
    SchoolYear(if date.month() >= 9 { date.year() } else { date.year() - 1 })
}

impl Entry for CalendarEntry {
    fn key(&self) -> &str {
        &self.key
    }

    fn cite(&self) -> &Citation {
        &self.cite
    }

    fn say(&self) -> Text {
        match (self.from, self.to) {
            (Some(from), Some(to)) => {
                Text::new(format!("{}: {} — {}", self.title.ru, russian(from), russian(to)), format!("{}: {from} to {to}", self.title.en))
            }
            _ => self.title.clone(),
        }
    }

    fn check(&self) -> Result<(), Text> {
        let window = matches!((self.from, self.to), (Some(from), Some(to)) if from <= to);
        let rule = self.rule.as_ref().is_some_and(|rule| rule.day(SchoolYear(2025)).is_some());
        if window != rule {
            return Ok(());
        }
        Err(Text::new("нужны либо from и to по порядку, либо rule", "either from and to in order, or a rule, is needed"))
    }
}

/// 20.04.2026.
fn russian(date: Date) -> String {
    format!("{:02}.{:02}.{}", date.day(), date.month(), date.year())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::Reference;

    #[test]
    fn rules_give_the_printed_dates() {
        let reference = Reference::shipped().expect("well-formed");
        let day = |key: &str, year| reference.calendar(key).and_then(|entry| entry.days(SchoolYear(year))).map(|days| days.0.to_string());
        let printed = [
            ("is11-december", "2025-12-03", "2026-12-02"),
            ("is11-february", "2026-02-04", "2027-02-03"),
            ("is11-april", "2026-04-08", "2027-04-14"),
            ("is9-february", "2026-02-11", "2027-02-10"),
            ("is9-march", "2026-03-11", "2027-03-10"),
            ("is9-april", "2026-04-20", "2027-04-19"),
        ];
        for (key, this, next) in printed {
            assert_eq!(day(key, 2025).as_deref(), Some(this), "{key}");
            assert_eq!(day(key, 2026).as_deref(), Some(next), "{key}");
        }
        assert_eq!(day("is9-march", 2022).as_deref(), Some("2023-03-15"), "8 March is not a working day");
        assert_eq!(day("vpr-2026", 2025).as_deref(), Some("2026-04-20"));
        assert_eq!(day("vpr-2026", 2026), None);
        assert_eq!(day("school-year-last", 2025).as_deref(), Some("2026-08-31"));
    }
}
