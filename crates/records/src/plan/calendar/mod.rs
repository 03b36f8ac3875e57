//! The calendar of a school year, and what the rules of a plan come to on it.
//!
//! Days nobody works and usual holidays are reference data; the days of periods and holidays are the school's own once it has set them.

mod days_off;
mod occurrences;
mod usual;

pub use days_off::DaysOff;
pub use occurrences::{Occurrence, ScheduleDay, Schedules, awaited, occurrences};

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

/// Working days of the school.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Week {
    /// Monday to Friday.
    Five,
    /// Monday to Saturday.
    Six,
}

/// What the year is parted into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Periods {
    /// Four.
    Quarters,
    /// Three.
    Trimesters,
    /// Two.
    HalfYears,
}

/// Days one after another, the first and the last included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Days {
    /// First.
    pub first: Date,
    /// Last.
    pub last: Date,
}

/// Periods of study and holidays of one year: what a school sets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// Periods, in order.
    pub periods: Vec<Days>,
    /// Holidays between lessons, in order.
    pub holidays: Vec<Days>,
}

/// The calendar of a school year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    year: Days,
    week: Week,
    terms: Terms,
    off: BTreeSet<Date>,
}

impl Week {
    /// Its code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Five => "five",
            Self::Six => "six",
        }
    }

    /// The week of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Five, Self::Six].into_iter().find(|week| week.code() == code)
    }

    /// Whether lessons are held on this day of the week.
    #[must_use]
    pub const fn holds(self, day: Weekday) -> bool {
        match day {
            Weekday::Sunday => false,
            Weekday::Saturday => matches!(self, Self::Six),
            _ => true,
        }
    }
}

impl Periods {
    /// Its code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Quarters => "quarters",
            Self::Trimesters => "trimesters",
            Self::HalfYears => "half-years",
        }
    }

    /// The periods of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Quarters, Self::Trimesters, Self::HalfYears].into_iter().find(|periods| periods.code() == code)
    }
}

impl Days {
    /// From one day to another; None where the second is before the first.
    #[must_use]
    pub fn of(first: Date, last: Date) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    /// Whether a day is one of them.
    #[must_use]
    pub fn hold(&self, day: Date) -> bool {
        self.first <= day && day <= self.last
    }

    /// Those that are also among others.
    #[must_use]
    pub fn within(&self, other: &Self) -> Option<Self> {
        Self::of(self.first.max(other.first), self.last.min(other.last))
    }

    /// Each of them, the first first.
    pub fn each(&self) -> impl DoubleEndedIterator<Item = Date> {
        let count = (self.last - self.first).get_days();
        let first = self.first;
        (0..=count).filter_map(move |number| first.checked_add(jiff::Span::new().days(number)).ok())
    }
}

impl Terms {
    /// Whether they can be those of a year: in order, within its plan, no day in two of them.
    #[must_use]
    pub fn fit(&self, year: Days) -> bool {
        let plan = Days { first: plan_begins(year.first), last: year.last };
        let ordered = |days: &[Days]| {
            days.iter().all(|days| days.first <= days.last && plan.hold(days.first) && plan.hold(days.last))
                && days.windows(2).all(|two| two[0].last < two[1].first)
        };
        !self.periods.is_empty() && ordered(&self.periods) && ordered(&self.holidays)
    }
}

impl Calendar {
    /// The calendar of a year with the days the school has set.
    #[must_use]
    pub fn new(year: Days, week: Week, terms: Terms, days_off: &DaysOff) -> Self {
        let off = days_off.of_year(year.first.year(), week);
        Self { year, week, terms, off }
    }

    /// First and last day of the year.
    #[must_use]
    pub const fn year(&self) -> Days {
        self.year
    }

    /// Periods and holidays.
    #[must_use]
    pub const fn terms(&self) -> &Terms {
        &self.terms
    }

    /// The first day of the year's plan: the 1 August before it.
    #[must_use]
    pub fn plan_begins(&self) -> Date {
        plan_begins(self.year.first)
    }

    /// Whether people work on this day.
    #[must_use]
    pub fn works(&self, day: Date) -> bool {
        self.week.holds(day.weekday()) && !self.off.contains(&day)
    }

    /// Whether it is a Sunday or a public holiday: nobody works then, however long the school's week is.
    #[must_use]
    pub fn is_off(&self, day: Date) -> bool {
        day.weekday() == Weekday::Sunday || self.off.contains(&day)
    }

    /// Whether lessons are held on this day.
    #[must_use]
    pub fn teaches(&self, day: Date) -> bool {
        self.year.hold(day) && self.works(day) && !self.terms.holidays.iter().any(|holidays| holidays.hold(day))
    }
}

/// The 1 August before a year that begins on this day.
fn plan_begins(first_day: Date) -> Date {
    Date::new(first_day.year(), 8, 1).unwrap_or(first_day)
}

#[cfg(test)]
mod tests;
