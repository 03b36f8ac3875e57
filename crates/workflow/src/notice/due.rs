//! Which notices are due to be told: from what is open with a person, what she was told before, and the moment. Pure.

use std::collections::BTreeSet;

use jiff::Span;
use jiff::civil::{Date, DateTime};
use records::telling::Telling;
use serde::{Deserialize, Serialize};

use super::hours::Hours;
use crate::coded::coded;
use crate::id::Id;

coded! {
    /// What somebody is told of.
    What {
        /// Something she is to read.
        Read = "read",
        /// A task.
        Task = "task",
        /// An event she has to write of.
        Write = "write",
        /// An event she takes part in.
        Part = "part",
        /// A procedure she organises in a room.
        Organise = "organise",
        /// A time of the plan.
        Occurrence = "occurrence",
        /// A time of the plan that waits for her as the second person.
        Sign = "sign",
        /// A time of the plan she said done, and somebody accepted.
        Accepted = "accepted",
        /// A time of the plan somebody else opened again.
        Returned = "returned",
    }
}

coded! {
    /// How near the day is.
    Stage {
        /// Ahead, or there is no day.
        Given = "given",
        /// Within the days of reminding.
        Soon = "soon",
        /// Today.
        Today = "today",
        /// It has passed.
        Overdue = "overdue",
    }
}

coded! {
    /// What is said of it.
    Kind {
        /// It is hers from now on.
        Given = "given",
        /// Its day is another one.
        Moved = "moved",
        /// Its day is near.
        Soon = "soon",
        /// Its day is today.
        Today = "today",
        /// Its day has passed.
        Overdue = "overdue",
    }
}

/// Something open with a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matter {
    /// What it is.
    pub what: What,
    /// Which one.
    pub thing: Id,
    /// The day it is due, or takes place.
    pub day: Option<Date>,
    /// Since when it stands as it does.
    pub since: Date,
}

/// What a person was told: the same is not told twice; another day of the same thing is something else.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Key {
    /// What it is.
    pub what: What,
    /// Which one.
    pub thing: Id,
    /// Its day.
    pub day: Option<Date>,
    /// How near the day was.
    pub stage: Stage,
    /// How often it was told that the day has passed.
    pub time: u32,
}

/// Something to be told.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Notice {
    /// What makes it the same or another.
    pub key: Key,
    /// What is said.
    pub kind: Kind,
}

impl What {
    /// Whether people are told as soon as it is theirs. Times of a plan are hundreds, and known since the plan was: they are told when near.
    const fn told_when_given(self) -> bool {
        !matches!(self, Self::Occurrence)
    }

    /// Whether its day can pass without it being done.
    const fn can_be_late(self) -> bool {
        matches!(self, Self::Read | Self::Task | Self::Write | Self::Occurrence)
    }

    /// Whether its day says when it was decided, not when something is due.
    const fn decided(self) -> bool {
        matches!(self, Self::Sign | Self::Accepted | Self::Returned)
    }

    /// Whether it takes place on its day, where others are due by it.
    #[must_use]
    pub const fn takes_place(self) -> bool {
        matches!(self, Self::Part | Self::Organise | Self::Write)
    }
}

/// What is to be told now; nothing outside the hours of the school.
#[must_use]
pub fn notices(open: &[Matter], told: &BTreeSet<Key>, now: DateTime, hours: &Hours, telling: &Telling) -> Vec<Notice> {
    if !hours.hold(now) {
        return Vec::new();
    }
    let mut due: Vec<Notice> = open.iter().filter_map(|matter| notice(matter, told, now.date(), hours, telling)).collect();
    due.sort();
    due.dedup();
    due
}

fn notice(matter: &Matter, told: &BTreeSet<Key>, today: Date, hours: &Hours, telling: &Telling) -> Option<Notice> {
    let (what, thing) = (matter.what, &matter.thing);
    let (stage, time) = stage(matter, today, hours, telling)?;
    let key = Key { what, thing: thing.clone(), day: matter.day, stage, time };
    let before = || told.iter().filter(|key| key.what == what && key.thing == *thing);
    if before().any(|other| *other == key) {
        return None;
    }
    let moved = before().next().is_some() && before().all(|other| other.day != matter.day);
    let first = before().next().is_none() && what.told_when_given();
    let kind = match stage {
        Stage::Overdue => Kind::Overdue,
        _ if what.decided() => Kind::Given,
        Stage::Given | Stage::Soon if moved => Kind::Moved,
        Stage::Given | Stage::Soon if first => Kind::Given,
        // What stands so for long was known before anybody was told anything; a plan is told of when its days are near.
        Stage::Given => return None,
        Stage::Soon => Kind::Soon,
        Stage::Today => Kind::Today,
    };
    let known = stage == Stage::Given && !moved && since(matter, today) > telling.lately;
    (!known).then_some(Notice { key, kind })
}

fn since(matter: &Matter, today: Date) -> i32 {
    (today - matter.since).get_days()
}

/// How near its day is; None where nothing is told of it now.
fn stage(matter: &Matter, today: Date, hours: &Hours, telling: &Telling) -> Option<(Stage, u32)> {
    let what = matter.what;
    match matter.day {
        None => Some((Stage::Given, 0)),
        Some(_) if what.decided() => Some((Stage::Given, 0)),
        Some(day) if day < today => {
            // Told on the first day after it, then once in `again` days.
            let late = u32::try_from((today - day).get_days() - 1).unwrap_or(0);
            let times = late / u32::try_from(telling.again).unwrap_or(7).max(1);
            what.can_be_late().then_some((Stage::Overdue, times))
        }
        Some(day) if day == today => Some((Stage::Today, 0)),
        Some(day) if hours.ahead_of(day, telling.lead) <= today => Some((Stage::Soon, 0)),
        Some(_) => Some((Stage::Given, 0)),
    }
}

/// Days around today that have to be known to say what is told.
pub(super) fn window(today: Date) -> (Date, Date) {
    let around = |days: i32| today.checked_add(Span::new().days(days)).unwrap_or(today);
    (around(-31), around(120))
}

#[cfg(test)]
mod tests;
