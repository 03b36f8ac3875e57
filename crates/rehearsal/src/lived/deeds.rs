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
    /// The schedule of procedures is entered and ordered.
    Procedures,
    /// The next procedure gets its rooms and organisers.
    Seats,
    /// Marks and lessons missed of a quarter are taken from a file.
    Marks,
    /// Pupils who are proposed are asked to come.
    Help,
    /// They came.
    Helped,
    /// An event; the times of the plan it is held for.
    Meeting(Meeting, Vec<Time>),
}

/// What happens to an event, by its key.
pub(super) enum Meeting {
    /// It is planned.
    Plan(Box<Story>),
    /// It took place; who was away, how many came of how many.
    Hold(&'static str, &'static [&'static str], Option<(u32, u32)>),
    /// What was heard and decided on a question.
    Write(&'static str, usize, Box<Written>),
    /// It is closed.
    Close(&'static str),
    /// Some read it in the program.
    Read(&'static str, &'static [&'static str]),
    /// Some signed a sheet.
    Sheet(&'static str, &'static [&'static str]),
    /// Families of a class signed: the first so many of them, and of one more it is known that it declined.
    Families(&'static str, usize),
    /// Somebody says her word.
    Comment(&'static str, &'static str),
    /// Documents came: of whom, its number, the last day it is valid.
    Certify(&'static str, &'static [(&'static str, &'static str, Date)]),
    /// A task is done.
    TaskDone(&'static str, usize, &'static str),
}

/// An event as it is planned.
#[derive(Clone)]
pub(super) struct Story {
    pub key: &'static str,
    pub kind: &'static str,
    pub title: &'static str,
    pub on: Date,
    pub time: &'static str,
    pub place: &'static str,
    pub class: &'static str,
    pub subject: &'static str,
    pub owner: &'static str,
    pub chair: Option<&'static str>,
    pub secretary: Option<&'static str>,
    /// Whether every teacher takes part.
    pub everybody: bool,
    pub parts: &'static [&'static str],
    pub agenda: &'static [(&'static str, &'static str)],
    pub details: &'static [(&'static str, &'static str)],
    pub text: &'static str,
    pub quiz: &'static [(&'static str, &'static [&'static str], usize)],
    pub until: Option<Date>,
}

/// An event nothing is said of.
pub(super) const NOTHING: Story = Story {
    key: "",
    kind: "",
    title: "",
    on: day(9, 1),
    time: "",
    place: "",
    class: "",
    subject: "",
    owner: "",
    chair: None,
    secretary: None,
    everybody: false,
    parts: &[],
    agenda: &[],
    details: &[],
    text: "",
    quiz: &[],
    until: None,
};

/// What was written of a question.
pub(super) struct Written {
    pub heard: &'static str,
    pub decided: &'static str,
    pub tasks: Vec<(&'static str, &'static str, Date)>,
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
