//! The schedule of procedures: which class writes what, when, where, under whom; and what of it does not agree with the rules of load.
//! Pure: what is entered, who teaches what, the calendar, the rules → clashes, each with its rule.

mod clashes;
mod rules;
#[cfg(test)]
mod tests;

pub use clashes::{Clash, Found, clashes};
pub use rules::{LoadRule, LoadRules, Source};

use std::collections::BTreeMap;

use jiff::civil::{Date, Time, Weekday};
use serde::{Deserialize, Serialize};

use crate::text::folded;

/// When on its day a procedure is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Slot {
    /// In lessons, the first and the last included.
    Lessons {
        /// The first of them.
        first: u8,
        /// The last of them.
        last: u8,
    },
    /// From a time of day on.
    Clock {
        /// When it begins.
        from: Time,
        /// How long it takes.
        minutes: u16,
    },
}

/// A class that takes part.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seat {
    /// Which class.
    pub class: String,
    /// Its room; empty where it is not known.
    pub room: String,
    /// Who organises in the room.
    pub organiser: Option<String>,
}

/// A procedure of the schedule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Procedure {
    /// Which.
    pub id: String,
    /// Key of its kind.
    pub kind: String,
    /// Its subject; empty where the kind has none.
    pub subject: String,
    /// The parallel.
    pub grade: u8,
    /// Its classes.
    pub seats: Vec<Seat>,
    /// The day.
    pub day: Date,
    /// When on that day.
    pub slot: Slot,
}

/// Who teaches what, and how much of it there is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Loads {
    /// Hours a week of a subject in a parallel; the subject as [`Loads::subject`] gives it.
    pub hours: BTreeMap<(u8, String), f64>,
    /// Lessons a day of a parallel, from Monday on.
    pub lessons: BTreeMap<u8, [u8; 6]>,
    /// Who teaches a subject in a class: teacher, class, subject as [`Loads::subject`] gives it.
    pub teaching: Vec<(String, String, String)>,
    /// Class teachers: class, teacher.
    pub class_teachers: Vec<(String, String)>,
}

impl Slot {
    /// Whether it can be one.
    #[must_use]
    pub fn fits(self) -> bool {
        match self {
            Self::Lessons { first, last } => 1 <= first && first <= last && last <= MOST_LESSONS,
            Self::Clock { from, minutes } => (1..=MOST_MINUTES).contains(&minutes) && minute(from) + u32::from(minutes) <= 24 * 60,
        }
    }

    /// Whether two share a time. Lessons and times of the clock cannot be compared: the program knows no bells.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        match (self, other) {
            (Self::Lessons { first, last }, Self::Lessons { first: begins, last: ends }) => first <= ends && begins <= last,
            (Self::Clock { from, minutes }, Self::Clock { from: begins, minutes: long }) => {
                minute(from) < minute(begins) + u32::from(long) && minute(begins) < minute(from) + u32::from(minutes)
            }
            _ => false,
        }
    }

    /// Lessons it takes, where one has so many minutes.
    #[must_use]
    pub fn hours(self, lesson_minutes: f64) -> f64 {
        match self {
            Self::Lessons { first, last } => f64::from(last.saturating_sub(first)) + 1.0,
            Self::Clock { minutes, .. } => (f64::from(minutes) / lesson_minutes).ceil(),
        }
    }
}

/// Lessons a day can have.
const MOST_LESSONS: u8 = 14;
/// Minutes a procedure can take.
const MOST_MINUTES: u16 = 600;

fn minute(time: Time) -> u32 {
    u32::from(time.hour().unsigned_abs()) * 60 + u32::from(time.minute().unsigned_abs())
}

impl Procedure {
    /// Classes it shares with another.
    fn shared<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = &'a str> {
        let theirs = |class: &str| other.seats.iter().any(|seat| seat.class == class);
        self.seats.iter().map(|seat| seat.class.as_str()).filter(move |class| theirs(class))
    }

    /// The subject in its parallel.
    fn work(&self) -> (u8, String) {
        (self.grade, Loads::subject(&self.subject))
    }

    /// Whether two are of one subject in one parallel.
    fn alike(&self, other: &Self) -> bool {
        self.work() == other.work()
    }

    /// Whether two are held at one time, as far as that is known.
    fn meets(&self, other: &Self) -> bool {
        self.day == other.day && self.slot.meets(other.slot)
    }
}

impl Loads {
    /// A subject as subjects are compared.
    #[must_use]
    pub fn subject(written: &str) -> String {
        folded(written)
    }

    /// Hours a week of a subject in a parallel, where they are known.
    #[must_use]
    pub fn weekly(&self, grade: u8, subject: &str) -> Option<f64> {
        self.hours.get(&(grade, Self::subject(subject))).copied()
    }

    /// Lessons a parallel has on a day of the week, where they are known.
    #[must_use]
    pub fn last_lesson(&self, grade: u8, day: Weekday) -> Option<u8> {
        let index = usize::try_from(day.to_monday_zero_offset()).ok()?;
        self.lessons.get(&grade)?.get(index).copied().filter(|lessons| *lessons > 0)
    }
}
