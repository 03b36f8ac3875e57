//! What pupils have been given this year: the latest consultation, interview or route of each, so that a list of who needs help does not ask twice.

use std::collections::BTreeMap;

use jiff::civil::Date;
use records::text::folded;

use super::circle::Circle;
use super::looks::READING;
use super::stored::PupilLine;
use crate::act::Look;
use crate::event::rights::leads;
use crate::event::state::EventState;
use crate::event::stored::{Event, Seat};
use crate::id::Id;
use crate::policy::Policy;
use crate::reader::Reader;
use crate::refusal::Refusal;
use crate::school::Year;
use crate::store::Db;

/// `pupils.given`.
#[derive(Clone, Debug)]
pub struct HelpGiven {
    /// Whether what able pupils are given is asked for: routes, olympiads; else what helps those who find it hard.
    pub able: bool,
    /// To whom.
    pub pupils: Vec<Id>,
    /// In which subject, and what is of none; nothing for all.
    pub subject: String,
}

/// The latest a pupil was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The event.
    pub event: Id,
    /// Its kind.
    pub kind: &'static str,
    /// Its day.
    pub day: Date,
    /// Whether it took place.
    pub held: bool,
    /// Whether the pupil came, where it is known.
    pub came: Option<bool>,
}

impl Look for HelpGiven {
    const NAME: &'static str = "pupils.given";
    const POLICY: Policy = READING;
    type Shown = BTreeMap<Id, Given>;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<BTreeMap<Id, Given>, Refusal> {
        let Some(year) = Year::at_work(db, by.now().date())? else { return Ok(BTreeMap::new()) };
        let (mut circle, mut found, mut events) = (Circle::default(), BTreeMap::<Id, Given>::new(), BTreeMap::<Id, (Event, bool)>::new());
        for pupil in &self.pupils {
            for line in PupilLine::of_pupil(db, pupil)? {
                if !events.contains_key(&line.event) {
                    let event = Event::read(db, &line.event)?;
                    let leads = leads(by, &event, &Seat::all(db, &event.id)?);
                    events.insert(line.event.clone(), (event, leads));
                }
                let Some((event, leads)) = events.get(&line.event).filter(|(event, _)| event.year == year.id && self.asks_for(event))
                else {
                    continue;
                };
                if !(*leads || circle.reaches(by, db, event.kind()?, pupil)?) {
                    continue;
                }
                let held = matches!(event.state, EventState::Held | EventState::Closed)
                    || (!event.kind()?.is_held() && event.day <= by.now().date());
                let given = Given { event: event.id.clone(), kind: event.kind, day: event.day, held, came: line.came };
                if found.get(pupil).is_none_or(|before| (before.day, &before.event) < (given.day, &given.event)) {
                    found.insert(pupil.clone(), given);
                }
            }
        }
        Ok(found)
    }
}

impl HelpGiven {
    /// What few see, and what ends with an outcome, is no help a list speaks of.
    fn asks_for(&self, event: &Event) -> bool {
        let subject = &event.content.subject;
        let of_subject = self.subject.is_empty() || subject.trim().is_empty() || folded(subject) == folded(&self.subject);
        let told = event.kind().is_ok_and(|kind| kind.names_pupils() && !kind.restricted && kind.outcomes.is_empty());
        let able = matches!(event.kind, "route" | "participation");
        told && able == self.able && of_subject && event.state != EventState::Cancelled
    }
}
