//! How far an occurrence or a measure is: computed from what was decided and from today, never stored.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::state::{MeasureState, OccurrenceState};
use crate::coded::coded;

/// Days before the last one from which on an occurrence is due soon.
const SOON: i64 = 7;

coded! {
    /// How far something is, the more urgent first.
    Progress {
        /// Its last day has passed.
        Overdue = "overdue",
        /// Its last day is today or within a week.
        DueSoon = "due-soon",
        /// Accepted, and the evidence is no longer what was accepted.
        ChangedSince = "changed-since",
        /// Said done: another person accepts it.
        AwaitsAcceptance = "awaits-acceptance",
        /// Somebody asked to drop it: another person agrees.
        DropAsked = "drop-asked",
        /// Its first day has come.
        UnderWay = "under-way",
        /// Its days lie ahead.
        Planned = "planned",
        /// Its last day had passed before the order that approved the plan: nobody was asked for it.
        Passed = "passed",
        /// Its last day had passed when the approval was entered in the program; the order itself was given before.
        PassedUnentered = "passed-unentered",
        /// Its last day has passed, and nobody approved the plan yet.
        PassedDraft = "passed-draft",
        /// Bound to a schedule that is not known yet.
        WaitsForSchedule = "waits-for-schedule",
        /// Nothing was said of when.
        NoDate = "no-date",
        /// Done.
        Done = "done",
        /// Done and accepted.
        Accepted = "accepted",
        /// A question answered: not needed.
        NotNeeded = "not-needed",
        /// Given up.
        Dropped = "dropped",
    }
}

/// How many of each.
pub type Counts = BTreeMap<Progress, u32>;

/// Since when a plan is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct InForce {
    /// The day its approval was entered: nobody was asked for anything before.
    pub entered: Date,
    /// The day of the order; where there is none, the approval in the program is the approval.
    pub approved: Date,
}

/// What an occurrence is judged by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Decided {
    pub measure: MeasureState,
    pub state: OccurrenceState,
    pub from: Date,
    pub due: Date,
    pub asks_acceptance: bool,
    /// Whether what was accepted is what is there now.
    pub as_accepted: bool,
    /// Since when its plan is in force; None while it is a draft.
    pub since: Option<InForce>,
}

impl Progress {
    /// Whether nothing remains to be done.
    #[must_use]
    pub const fn closed(self) -> bool {
        matches!(self, Self::Done | Self::Accepted | Self::NotNeeded | Self::Dropped)
    }

    /// Whether a second person decides now: to accept it, or that it is dropped.
    #[must_use]
    pub const fn waits_for_another(self) -> bool {
        matches!(self, Self::AwaitsAcceptance | Self::ChangedSince | Self::DropAsked)
    }

    /// Whether it was said done, and another person accepts it before it counts as done.
    #[must_use]
    pub const fn awaits_acceptance(self) -> bool {
        matches!(self, Self::AwaitsAcceptance | Self::ChangedSince)
    }

    /// Whether it is done, or was answered: not needed. What waits to be accepted is not.
    #[must_use]
    pub const fn done(self) -> bool {
        matches!(self, Self::Done | Self::Accepted | Self::NotNeeded)
    }

    /// Whether its last day had passed before the plan was in force: nobody was asked for it.
    #[must_use]
    pub const fn passed(self) -> bool {
        matches!(self, Self::Passed | Self::PassedUnentered | Self::PassedDraft)
    }

    /// Of an occurrence on this day.
    pub(super) fn of(decided: Decided, today: Date) -> Self {
        match decided.state {
            OccurrenceState::Done if decided.asks_acceptance => Self::AwaitsAcceptance,
            OccurrenceState::Done => Self::Done,
            OccurrenceState::Accepted if decided.as_accepted => Self::Accepted,
            OccurrenceState::Accepted => Self::ChangedSince,
            OccurrenceState::NotNeeded => Self::NotNeeded,
            OccurrenceState::Dropped => Self::Dropped,
            OccurrenceState::Open | OccurrenceState::DropAsked if decided.measure == MeasureState::Dropped => Self::Dropped,
            OccurrenceState::DropAsked => Self::DropAsked,
            OccurrenceState::Open => by_day(decided, today),
        }
    }

    /// Of a measure: its most urgent occurrence; done where nothing remains and something was done.
    pub(super) fn of_measure(state: MeasureState, occurrences: &[Self], waits: bool) -> Self {
        if state == MeasureState::Dropped {
            return Self::Dropped;
        }
        let nothing = if waits { Self::WaitsForSchedule } else { Self::NoDate };
        let most = occurrences.iter().copied().min().unwrap_or(nothing);
        if most.closed() && waits { Self::WaitsForSchedule } else { most }
    }
}

fn by_day(Decided { from, due, since, .. }: Decided, today: Date) -> Progress {
    let soon = today.checked_add(jiff::Span::new().days(SOON)).unwrap_or(today);
    match since {
        None if due < today => Progress::PassedDraft,
        Some(since) if due < today && due < since.entered && due < since.approved => Progress::Passed,
        Some(since) if due < today && due < since.entered => Progress::PassedUnentered,
        _ if due < today => Progress::Overdue,
        _ if due <= soon => Progress::DueSoon,
        _ if from <= today => Progress::UnderWay,
        _ => Progress::Planned,
    }
}

/// How many of them are so.
#[must_use]
pub fn sum(counts: &Counts, so: impl Fn(Progress) -> bool) -> u32 {
    counts.iter().filter(|(progress, _)| so(**progress)).map(|(_, count)| count).sum()
}

/// How many of each.
pub(super) fn counts(all: impl Iterator<Item = Progress>) -> Counts {
    let mut counts = Counts::new();
    all.for_each(|one| *counts.entry(one).or_default() += 1);
    counts
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// Approved and entered on the same day.
    fn entered(day: Date) -> InForce {
        InForce { entered: day, approved: day }
    }

    fn decided(state: OccurrenceState) -> Decided {
        let (from, due) = (date(2026, 10, 1), date(2026, 10, 30));
        Decided {
            measure: MeasureState::Kept,
            state,
            from,
            due,
            asks_acceptance: false,
            as_accepted: true,
            since: Some(entered(date(2026, 8, 31))),
        }
    }

    #[test]
    fn an_open_occurrence_is_judged_by_the_day() {
        for (today, expected) in [
            (date(2026, 9, 1), Progress::Planned),
            (date(2026, 9, 30), Progress::Planned),
            (date(2026, 10, 1), Progress::UnderWay),
            (date(2026, 10, 22), Progress::UnderWay),
            (date(2026, 10, 23), Progress::DueSoon),
            (date(2026, 10, 30), Progress::DueSoon),
            (date(2026, 10, 31), Progress::Overdue),
        ] {
            assert_eq!(Progress::of(decided(OccurrenceState::Open), today), expected, "{today}");
            // Before the plan is in force nothing is late.
            let since = |since| Progress::of(Decided { since, ..decided(OccurrenceState::Open) }, today);
            let late = |word| if expected == Progress::Overdue { word } else { expected };
            assert_eq!(since(None), late(Progress::PassedDraft), "{today}");
            // Nor is what had passed when it came into force; of its last day somebody was asked.
            let of = |day| since(Some(entered(date(2026, 10, day))));
            assert_eq!((of(31), of(30)), (late(Progress::Passed), expected), "{today}");
            // Before the approval is what was due before the day of the order, whenever the order was entered.
            let ordered = |day| since(Some(InForce { entered: date(2026, 11, 12), approved: date(2026, 10, day) }));
            assert_eq!((ordered(31), ordered(30)), (late(Progress::Passed), late(Progress::PassedUnentered)), "{today}");
        }
    }

    #[test]
    fn what_was_decided_is_not_judged_by_the_day() {
        let today = date(2027, 1, 1);
        let of = |change: fn(&mut Decided), state| {
            let mut decided = decided(state);
            change(&mut decided);
            Progress::of(decided, today)
        };
        assert_eq!(of(|_| (), OccurrenceState::Done), Progress::Done);
        assert_eq!(of(|one| one.asks_acceptance = true, OccurrenceState::Done), Progress::AwaitsAcceptance);
        assert_eq!(of(|_| (), OccurrenceState::Accepted), Progress::Accepted);
        assert_eq!(of(|one| one.as_accepted = false, OccurrenceState::Accepted), Progress::ChangedSince);
        assert_eq!(of(|one| one.measure = MeasureState::Dropped, OccurrenceState::Open), Progress::Dropped);
        assert_eq!(of(|one| one.measure = MeasureState::Dropped, OccurrenceState::Done), Progress::Done);
    }

    #[test]
    fn a_measure_is_as_urgent_as_its_most_urgent_occurrence() {
        let of = |all: &[Progress], waits| Progress::of_measure(MeasureState::Kept, all, waits);
        assert_eq!(of(&[Progress::Done, Progress::Overdue, Progress::Planned], false), Progress::Overdue);
        assert_eq!(of(&[Progress::Done, Progress::Dropped], false), Progress::Done);
        assert_eq!(of(&[Progress::Done], true), Progress::WaitsForSchedule);
        assert_eq!((of(&[], true), of(&[], false)), (Progress::WaitsForSchedule, Progress::NoDate));
        assert_eq!(Progress::of_measure(MeasureState::Dropped, &[Progress::Overdue], false), Progress::Dropped);
    }
}
