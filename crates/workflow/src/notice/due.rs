//! Which notices are due to be told: from what is open with a person, what she was told before, and the moment. Pure.

use std::collections::BTreeMap;

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
        /// A card of her lesson that waits for her word first.
        Comment = "comment",
        /// A document of a training that runs out.
        Expire = "expire",
        /// An erasure of personal data that waits for her as the second person.
        Erase = "erase",
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
        /// It does not take place, or is not to be done any more.
        Cancelled = "cancelled",
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
        /// It is hers once more: another text, a task that was opened again.
        Again = "again",
        /// It does not take place, or is not to be done any more.
        Cancelled = "cancelled",
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
    /// Which text of it, which opening, which decision: another is told again though the day is the same. Empty where that does not matter.
    pub mark: String,
    /// Whether it does not take place, or is not to be done any more.
    pub cancelled: bool,
    /// Since when it stands as it does.
    pub since: Date,
}

/// What a person was told: the same is not told twice in a row; another day of the same thing is something else.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Key {
    /// What it is.
    pub what: What,
    /// Which one.
    pub thing: Id,
    /// Its day.
    pub day: Option<Date>,
    /// Which text of it, which opening, which decision; empty where that was not noted.
    pub mark: String,
    /// How near the day was.
    pub stage: Stage,
    /// How often it was told that the day has passed.
    pub time: u32,
}

impl Key {
    /// Whether both are of one text and opening.
    fn marks(&self, other: &Self) -> bool {
        self.mark == other.mark || self.mark.is_empty() || other.mark.is_empty()
    }

    /// Whether both tell of the thing as it stands: on one day, of one text, and not cancelled since.
    fn stands_as(&self, other: &Self) -> bool {
        self.day == other.day && self.marks(other) && (self.stage == Stage::Cancelled) == (other.stage == Stage::Cancelled)
    }
}

/// What a person was told before, of each thing in the order it was told.
#[derive(Clone, Debug, Default)]
pub struct Before(BTreeMap<(What, Id), Vec<Key>>);

impl Before {
    /// Notes that this was told after everything else.
    pub fn add(&mut self, key: Key) {
        self.0.entry((key.what, key.thing.clone())).or_default().push(key);
    }

    fn of(&self, what: What, thing: &Id) -> &[Key] {
        self.0.get(&(what, thing.clone())).map_or(&[], Vec::as_slice)
    }
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
        matches!(self, Self::Read | Self::Task | Self::Write | Self::Occurrence | Self::Erase)
    }

    /// Whether it is told once as it stands, however near its day comes: the day says when something was decided, or until when she may say
    /// something or a document holds, not when something is due.
    const fn told_once(self) -> bool {
        matches!(self, Self::Sign | Self::Accepted | Self::Returned | Self::Comment | Self::Expire)
    }

    /// Whether it takes place on its day, where others are due by it.
    #[must_use]
    pub const fn takes_place(self) -> bool {
        matches!(self, Self::Part | Self::Organise | Self::Write)
    }
}

/// What is to be told now; nothing outside the hours of the school.
#[must_use]
pub fn notices(open: &[Matter], told: &Before, now: DateTime, hours: &Hours, telling: &Telling) -> Vec<Notice> {
    if !hours.hold(now) {
        return Vec::new();
    }
    let before = |matter: &Matter| told.of(matter.what, &matter.thing);
    let mut due: Vec<Notice> = open.iter().filter_map(|matter| notice(matter, before(matter), now.date(), hours, telling)).collect();
    due.sort();
    due.dedup();
    due
}

fn notice(matter: &Matter, before: &[Key], today: Date, hours: &Hours, telling: &Telling) -> Option<Notice> {
    let what = matter.what;
    let (stage, time) = stage(matter, today, hours, telling)?;
    let key = Key { what, thing: matter.thing.clone(), day: matter.day, mark: matter.mark.clone(), stage, time };
    // As it stands now: what was told of another day, or of another text, before it came back to this one, was told of something else.
    let mut standing = before.iter().rev().take_while(|other| other.stands_as(&key));
    if standing.any(|other| (other.stage, other.time) == (stage, time)) {
        return None;
    }
    let change = before.last().filter(|last| !last.stands_as(&key));
    let again = change.is_some_and(|last| !last.marks(&key));
    let back = change.is_some_and(|last| last.stage == Stage::Cancelled);
    let known = since(matter, today) > telling.lately;
    let kind = match stage {
        // Nobody is told of the end of what she never heard of, nor long after.
        Stage::Cancelled => (!before.is_empty() && !known).then_some(Kind::Cancelled),
        _ if what.told_once() => (!known || change.is_some()).then_some(Kind::Given),
        _ if again => Some(Kind::Again),
        Stage::Overdue => Some(Kind::Overdue),
        Stage::Given | Stage::Soon if back => Some(Kind::Given),
        Stage::Given | Stage::Soon if change.is_some() => Some(Kind::Moved),
        // What stands so for long was known before anybody was told anything; a plan is told of when its days are near.
        Stage::Given if known => None,
        Stage::Given | Stage::Soon if before.is_empty() && what.told_when_given() => Some(Kind::Given),
        Stage::Given => None,
        Stage::Soon => Some(Kind::Soon),
        // Held on its own day: what is asked for is not the day any more.
        Stage::Today if what == What::Write => Some(Kind::Given),
        Stage::Today => Some(Kind::Today),
    };
    kind.map(|kind| Notice { key, kind })
}

fn since(matter: &Matter, today: Date) -> i32 {
    (today - matter.since).get_days()
}

/// How near its day is; None where nothing is told of it now.
fn stage(matter: &Matter, today: Date, hours: &Hours, telling: &Telling) -> Option<(Stage, u32)> {
    let what = matter.what;
    match matter.day {
        // Of a meeting that is over it does not matter any more.
        Some(day) if matter.cancelled && what.takes_place() && day < today => None,
        _ if matter.cancelled => Some((Stage::Cancelled, 0)),
        None => Some((Stage::Given, 0)),
        Some(_) if what.told_once() => Some((Stage::Given, 0)),
        Some(day) if day < today => {
            // Told on the first day after it, then once in `again` days.
            let late = u32::try_from((today - day).get_days() - 1).unwrap_or(0);
            let times = late / u32::try_from(telling.again).unwrap_or(7).max(1);
            what.can_be_late().then_some((Stage::Overdue, times))
        }
        Some(day) if day == today => Some((Stage::Today, 0)),
        Some(day) if hours.ahead_of(day, telling.ahead(what.takes_place())) <= today => Some((Stage::Soon, 0)),
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
