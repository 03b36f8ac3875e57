//! Hours of the school: what falls outside them waits for the next one.

use std::collections::BTreeSet;

use jiff::Span;
use jiff::civil::{Date, DateTime, Time};
use records::telling::Telling;

/// Days the school works on, and from when to when somebody may be told something on them.
#[derive(Clone, Debug)]
pub struct Hours {
    days: BTreeSet<Date>,
    from: Time,
    to: Time,
    digest: Time,
}

/// When people are told of something next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Next {
    /// Now, and until this time today.
    Now(Time),
    /// Then: nothing is told before.
    From(DateTime),
    /// No day the school works on is known ahead.
    #[default]
    Unknown,
}

impl Hours {
    /// Of these days.
    #[must_use]
    pub fn of(days: BTreeSet<Date>, telling: &Telling) -> Self {
        let at = |hour: i8| Time::new(hour, 0, 0, 0).unwrap_or_default();
        Self { days, from: at(telling.from), to: at(telling.to), digest: at(telling.digest) }
    }

    /// Whether somebody may be told something now.
    #[must_use]
    pub fn hold(&self, now: DateTime) -> bool {
        self.days.contains(&now.date()) && self.from <= now.time() && now.time() < self.to
    }

    /// The moment itself, or the beginning of the next school day's hours; None where no such day is known.
    #[must_use]
    pub fn next(&self, now: DateTime) -> Option<DateTime> {
        if self.hold(now) { Some(now) } else { self.begins(now, self.from) }
    }

    /// When people are told of something next.
    #[must_use]
    pub fn told_next(&self, now: DateTime) -> Next {
        if self.hold(now) { Next::Now(self.to) } else { self.next(now).map_or(Next::Unknown, Next::From) }
    }

    /// When the next morning letter leaves.
    #[must_use]
    pub fn morning(&self, now: DateTime) -> Option<DateTime> {
        self.begins(now, self.digest)
    }

    /// The next `hour` of a school day that is not over.
    fn begins(&self, now: DateTime, hour: Time) -> Option<DateTime> {
        self.days.range(now.date()..).map(|day| day.to_datetime(hour)).find(|at| now <= *at)
    }

    /// The day to remind on, some days ahead: where the school does not work then, the last day before on which it does, so that nobody comes
    /// back from holidays to a day that has passed.
    pub(super) fn ahead_of(&self, due: Date, days: i32) -> Date {
        let wanted = due.checked_sub(Span::new().days(days)).unwrap_or(due);
        self.days.range(..=wanted).next_back().copied().unwrap_or(wanted)
    }
}
