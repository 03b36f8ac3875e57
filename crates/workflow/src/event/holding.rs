//! `event.hold`, `event.close`, `event.cancel`, `event.reopen`: who came; everything is written, and what it was held for is shown.

use serde::{Deserialize, Serialize};
use words::{Word, acts};

use super::card::{Card, is_about};
use super::families::given;
use super::kind::{Attendance, Kind};
use super::missing::{Missing, missing, of_pupils};
use super::numbering::number;
use super::planning::{bound_to, told};
use super::pupils::PupilLine;
use super::rights::LEADERS;
use super::state::{EventState, EventStep};
use super::stored::{Decision, Event, Item, Seat};
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::plan::{Bound, bound};
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Conflict, Door, Field, Refusal, Rule};
use crate::school::{Edit, Standing};
use crate::store::{Db, Tx, params};
use crate::texts;
use crate::world::World;

/// An event with everything that stands on it.
pub struct Whole {
    pub(super) event: Event,
    pub(super) kind: &'static Kind,
    pub(super) seats: Vec<Seat>,
    pub(super) items: Vec<Item>,
    pub(super) decisions: Vec<Decision>,
    pub(super) bound: Vec<Bound>,
    /// Pupils it is about; no name.
    pub(super) pupils: Vec<PupilLine>,
    /// How far its card is, where it has one.
    pub(super) card: Option<Card>,
    /// Families that were given it to read.
    families: usize,
}

impl Whole {
    pub(super) fn read(db: &Db<'_>, id: &Id) -> Result<Self, Refusal> {
        let event = Event::read(db, id)?;
        let (seats, items, decisions) = (Seat::all(db, id)?, Item::all(db, id)?, Decision::all(db, id)?);
        let bound = bound(db, &bound_to(db, id)?)?;
        let pupils = PupilLine::all(db, id)?;
        let families = given(db, id)?;
        let kind = event.kind()?;
        let card = Card::read(db, &event, kind, &seats)?;
        Ok(Self { kind, card, event, seats, items, decisions, bound, pupils, families })
    }

    pub(super) fn refusal(&self, rule: Rule) -> Refusal {
        Refusal::of(rule).about([self.event.id.clone()])
    }

    /// Whether the step is there.
    fn steps(&self, step: EventStep) -> Result<(), Refusal> {
        let held = self.kind.is_held();
        let there = match step {
            EventStep::Hold => held,
            // What people come together for is held first.
            EventStep::Close => !held || self.event.state == EventState::Held,
            EventStep::Cancel | EventStep::Reopen => true,
        };
        if there && self.event.state.after(step).is_some() { Ok(()) } else { Err(self.refusal(Rule::NoSuchStep).instead(Door::Again)) }
    }

    /// What it lacks.
    pub(super) fn missing(&self) -> Vec<Missing> {
        let mut missing = missing(self.kind, &self.event, &self.seats, &self.items, &self.decisions);
        missing.extend(of_pupils(self.kind, &self.pupils));
        // What families alone read names nobody of the staff; of a family nothing is required.
        missing.retain(|lacks| self.families == 0 || !matches!(lacks, Missing::Readers(0)));
        missing
    }

    fn move_on(&self, tx: &mut Tx<'_>, step: EventStep, reason: &str) -> Result<Held, Refusal> {
        let mut state = self.event.state.after(step).ok_or(Refusal::of(Rule::NoSuchStep))?;
        if state == EventState::Held && !self.kind.is_held() {
            state = EventState::Planned;
        }
        let entry = tx.entry();
        let sql = "update event set state = ?2, reason = ?3, entry = ?4 where id = ?1";
        tx.change(sql, params![self.event.id.as_str(), state.code(), reason.trim(), entry])?;
        Ok(Held { event: self.event.id.clone(), occurrences: Vec::new(), measures: Vec::new() })
    }
}

/// What a step of an event brought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The event.
    pub event: Id,
    /// Times of the plan that were said done with it.
    pub occurrences: Vec<Id>,
    /// Measures they are of.
    pub measures: Vec<Id>,
}

impl Held {
    fn said(&self) -> Said {
        let all = |name, ids: &[Id]| ids.iter().map(move |id| (name, id.clone())).collect::<Vec<_>>();
        let event = std::slice::from_ref(&self.event);
        Said {
            ids: [all("event", event), all("measure", &self.measures), all("occurrence", &self.occurrences)].concat(),
            ..Said::default()
        }
    }
}

/// `event.hold`: it took place; who came. Said again, it is mended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hold {
    /// Which.
    pub event: Id,
    /// As it was shown.
    pub seen: Version,
    /// Who came, and who did not: people, and lines of pupils.
    pub came: Vec<(Id, bool)>,
    /// How many came of how many, where they are counted.
    pub counted: Option<(u32, u32)>,
    /// What stood when the form was opened; None where no form showed it.
    pub stood: Option<Stood>,
}

/// Attendance as a form showed it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stood {
    /// Of whom it was known whether they came.
    pub came: Vec<(Id, bool)>,
    /// How many came of how many.
    pub counted: Option<(u32, u32)>,
}

impl Hold {
    /// What somebody else wrote of the same people since the form was opened.
    fn conflicts(&self, seen: &Whole) -> Vec<Conflict> {
        let Some(stood) = &self.stood else { return Vec::new() };
        let seats = seen.seats.iter().map(|seat| (&seat.person, seat.came, seat.entry));
        let lines = seen.pupils.iter().map(|line| (&line.id, line.came, line.entry));
        let mut conflicts = Vec::new();
        for (id, value, entry) in seats.chain(lines) {
            let Some((_, wanted)) = self.came.iter().find(|(other, _)| other == id) else { continue };
            let opened = stood.came.iter().find(|(other, _)| other == id).map(|(_, came)| *came);
            let one = Edit { opened, wanted: Some(*wanted) };
            conflicts.extend(one.against(&Standing { value, entry }, Field::Came, told).err());
        }
        let one = Edit { opened: stood.counted, wanted: self.counted };
        conflicts.extend(one.against(&Standing { value: seen.event.counted, entry: seen.event.entry }, Field::Came, told).err());
        conflicts.truncate(1);
        conflicts
    }
}

/// `event.close`: everything is written; times of the plan it was held for are said done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Close {
    /// Which.
    pub event: Id,
    /// As it was shown.
    pub seen: Version,
    /// What stands as evidence at the times of the plan: made by the program of what the event is.
    pub words: String,
}

/// `event.cancel`: it does not take place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cancel {
    /// Which.
    pub event: Id,
    /// As it was shown.
    pub seen: Version,
    /// Why.
    pub reason: String,
}

/// `event.reopen`: something is to be mended. What was said done of the plan stays; whoever accepted it sees that it changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reopen {
    /// Which.
    pub event: Id,
    /// As it was shown.
    pub seen: Version,
    /// Why.
    pub reason: String,
}

/// What acts on a whole event have in common.
macro_rules! on_a_whole_event {
    ($act:ident, $name:literal, $said:path, $sample:expr, $check:expr, $apply:expr) => {
        impl Act for $act {
            const NAME: &'static str = $name;
            const SAID: Word = $said;
            const POLICY: Policy = LEADERS;
            type Seen = Whole;
            type Done = Held;

            fn about(&self) -> Vec<(Id, Version)> {
                vec![(self.event.clone(), self.seen)]
            }

            fn read(&self, tx: &Tx<'_>) -> Result<Whole, Refusal> {
                Whole::read(tx, &self.event)
            }

            fn place(&self, seen: &Whole) -> Place {
                seen.event.place(&seen.seats)
            }

            fn check(&self, by: &Reader, seen: &Whole) -> Result<(), Refusal> {
                let check: fn(&Self, &Reader, &Whole) -> Result<(), Refusal> = $check;
                check(self, by, seen)
            }

            fn apply(self, seen: Whole, tx: &mut Tx<'_>) -> Result<Held, Refusal> {
                let apply: fn(Self, &Whole, &mut Tx<'_>) -> Result<Held, Refusal> = $apply;
                apply(self, &seen, tx)
            }

            fn said(done: &Held) -> Said {
                done.said()
            }

            fn sample(world: &World) -> Self {
                let sample: fn(&World) -> Self = $sample;
                sample(world)
            }
        }
    };
}

on_a_whole_event!(
    Hold,
    "event.hold",
    acts::event_hold,
    |world| Self { event: world.event.planned.clone(), seen: 1, came: vec![(world.active.clone(), true)], counted: None, stood: None },
    |act, by, seen| {
        seen.steps(EventStep::Hold)?;
        let seated = |id: &Id| seen.seats.iter().any(|seat| seat.person == *id) || seen.pupils.iter().any(|line| line.id == *id);
        let counted = act.counted.is_some() == (seen.kind.attendance == Attendance::Counted);
        match () {
            () if by.now().date() < seen.event.day => Err(seen.refusal(Rule::NotYet(seen.event.day))),
            () if !act.came.iter().all(|(person, _)| seated(person)) => Err(seen.refusal(Rule::Wrong(Field::Participants))),
            () if !counted || act.counted.is_some_and(|(came, of)| came > of) => Err(seen.refusal(Rule::Wrong(Field::Came))),
            () => match act.conflicts(seen) {
                conflicts if conflicts.is_empty() => Ok(()),
                conflicts => Err(seen.refusal(Rule::ChangedMeanwhile(conflicts)).instead(Door::Again)),
            },
        }
    },
    |act, seen, tx| {
        let entry = tx.entry();
        for (person, came) in &act.came {
            let sql = "update seat set came = ?3, entry = ?4 where event = ?1 and person = ?2";
            tx.change(sql, params![seen.event.id.as_str(), person.as_str(), came, entry])?;
            let sql = "update event_pupil set came = ?3, entry = ?4 where event = ?1 and id = ?2";
            tx.change(sql, params![seen.event.id.as_str(), person.as_str(), came, entry])?;
        }
        let (came, of) = act.counted.unzip();
        tx.change("update event set came = ?2, invited = ?3 where id = ?1", params![seen.event.id.as_str(), came, of])?;
        number(tx, &seen.event)?;
        // With the visit its card is put before whoever was visited; who came can be mended later without that.
        if seen.card.is_some() && seen.event.state == EventState::Planned {
            tx.change("update event set card = ?2 where id = ?1", params![seen.event.id.as_str(), entry])?;
        }
        seen.move_on(tx, EventStep::Hold, "")
    }
);

on_a_whole_event!(
    Close,
    "event.close",
    acts::event_close,
    |world| Self { event: world.event.held.clone(), seen: 1, words: "Педагогический совет 23.11.2026".into() },
    |act, by, seen| {
        seen.steps(EventStep::Close)?;
        // Whoever was visited may lead the events of the school: the card of her own lesson is closed by others.
        if is_about(by, &seen.event, seen.kind, &seen.seats) {
            return Err(seen.refusal(Rule::NotAllowed));
        }
        texts::required(&act.words, Field::Words).map_err(|rule| seen.refusal(rule))?;
        let missing = seen.missing();
        let awaited = seen.card.as_ref().and_then(|card| card.awaits(by)).and_then(|awaits| awaits.until);
        match (missing.is_empty(), awaited) {
            (false, _) => Err(seen.refusal(Rule::Incomplete)),
            (true, Some(day)) => Err(seen.refusal(Rule::AwaitsWord(day))),
            (true, None) => Ok(()),
        }
    },
    |act, seen, tx| {
        let mut done = seen.move_on(tx, EventStep::Close, "")?;
        // What holds until a day, or is read by one, speaks of the day it was closed at the latest.
        let day = seen.event.day.min(tx.today());
        for bound in &seen.bound {
            if bound.show(tx, &act.words, day)? {
                done.measures.push(bound.measure().clone());
                done.occurrences.push(bound.occurrence().clone());
            }
        }
        done.measures.sort();
        done.measures.dedup();
        Ok(done)
    }
);

on_a_whole_event!(
    Cancel,
    "event.cancel",
    acts::event_cancel,
    |world| Self { event: world.event.planned.clone(), seen: 1, reason: "Карантин".into() },
    |act, _, seen| {
        seen.steps(EventStep::Cancel)?;
        texts::required(&act.reason, Field::Reason).map_err(|rule| seen.refusal(rule))
    },
    |act, seen, tx| seen.move_on(tx, EventStep::Cancel, &act.reason)
);

on_a_whole_event!(
    Reopen,
    "event.reopen",
    acts::event_reopen,
    |world| Self { event: world.event.closed.clone(), seen: 1, reason: "Не записано решение".into() },
    |act, _, seen| {
        seen.steps(EventStep::Reopen)?;
        texts::required(&act.reason, Field::Reason).map_err(|rule| seen.refusal(rule))
    },
    |act, seen, tx| seen.move_on(tx, EventStep::Reopen, &act.reason)
);
