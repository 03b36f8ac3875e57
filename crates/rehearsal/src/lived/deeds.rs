//! What can happen in the rehearsal: a line of its diary, and what such a line is made of.

use jiff::civil::{Date, date};
use records::plan::Schedule;

/// A line of the diary.
pub(super) struct Line {
    /// The day and the hour.
    pub on: (Date, i8),
    /// Whose hand.
    pub by: &'static str,
    /// What was done.
    pub deed: Deed,
}

/// A time of a measure: its key in the library, and its last day by the rules of the plan.
pub(super) type Time = (&'static str, Date);

/// What was done.
pub(super) enum Deed {
    /// A schedule became known.
    Schedule(Schedule, Vec<(Date, &'static str)>),
    /// Said done, several at once where one paper shows them all.
    Done(Vec<Time>, Shown),
    /// Accepted by a second person.
    Accept(Time),
    /// Put off.
    PutOff(Time, Date, &'static str),
    /// Asked to be dropped.
    AskToDrop(Time, &'static str),
    /// Dropped, with the second person's word.
    AgreeToDrop(Time),
    /// A question answered: not needed this month.
    NotNeeded(Time, &'static str),
    /// Taken back.
    Withdraw(Time, &'static str),
    /// Evidence added: a step on the way, or afterwards.
    Attach(Time, Shown),
    /// A measure the plan did not have, by its text.
    Add(Extra),
    /// Somebody comes.
    Come(&'static str),
    /// Somebody leaves.
    Leave(&'static str),
    /// What one owned is another's now.
    HandOver(&'static str, &'static str, &'static str),
}

/// What shows it.
pub(super) struct Shown {
    /// In words.
    pub words: String,
    /// Name of the Word file, where there is one.
    pub file: Option<String>,
}

/// A measure added in the course of the year.
pub(super) struct Extra {
    pub block: &'static str,
    pub text: &'static str,
    pub when: &'static str,
    pub last: Date,
    pub owner: &'static str,
    pub reason: &'static str,
}

pub(super) fn said(words: impl Into<String>) -> Shown {
    Shown { words: words.into(), file: None }
}

pub(super) fn shown(words: impl Into<String>, file: impl Into<String>) -> Shown {
    Shown { words: words.into(), file: Some(file.into()) }
}

pub(super) fn line(on: (Date, i8), by: &'static str, deed: Deed) -> Line {
    Line { on, by, deed }
}

/// A day of a month of the calendar year the school year begins in.
pub(super) const fn day(month: i8, day: i8) -> Date {
    date(2026, month, day)
}

/// The text the added measure is found by.
pub(super) const EXTRA: &str = "Разобрать с учителями 5 классов задания стартовой работы по математике, на которых классы разошлись";
/// The own measure of the one who leaves.
pub(super) const PAGE: &str = "Завести на сайте страницу «Как у нас оценивают» с графиком процедур и критериями";
