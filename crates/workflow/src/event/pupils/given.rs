//! What pupils have been given this year: the latest consultation, interview or route of each, so that a list of who needs help does not ask twice.

use std::collections::{BTreeMap, BTreeSet};

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
    /// How it stands.
    pub stage: Stage,
}

/// How something a pupil was given stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It took place.
    Held,
    /// It took place without the pupil.
    Absent,
    /// It is to take place.
    Ahead,
    /// Its day has passed, and nobody said that it took place.
    Unmarked,
    /// It runs until a day.
    Runs(Date),
}

impl Look for HelpGiven {
    const NAME: &'static str = "pupils.given";
    const POLICY: Policy = READING;
    type Shown = BTreeMap<Id, Given>;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<BTreeMap<Id, Given>, Refusal> {
        let Some(year) = Year::at_work(db, by.now().date())? else { return Ok(BTreeMap::new()) };
        let (mut circle, mut found) = (Circle::default(), BTreeMap::<Id, Given>::new());
        let asked: BTreeSet<&Id> = self.pupils.iter().collect();
        let sql = "select * from event where year = ? and state <> 'cancelled' and id in (select event from event_pupil) order by day, id";
        let mut events = db.all(sql, [year.id.as_str()], Event::of)?;
        events.retain(|event| self.asks_for(event));
        for event in events {
            let kind = event.kind()?;
            // Whoever leads it is asked once, and only where she does not work with a pupil.
            let mut leading = None;
            for line in PupilLine::all(db, &event.id)?.into_iter().filter(|line| asked.contains(&line.pupil)) {
                let mut hers = circle.reaches(by, db, &event, &line.pupil)?;
                if !hers {
                    hers = match leading {
                        Some(leading) => leading,
                        None => *leading.insert(leads(by, &event, &Seat::all(db, &event.id)?)),
                    };
                }
                if hers {
                    // The latest stays: events come in the order of their days.
                    let stage = Stage::of(&event, kind.expires, line.came, by.now().date());
                    found.insert(line.pupil, Given { event: event.id.clone(), kind: event.kind, day: event.day, stage });
                }
            }
        }
        Ok(found)
    }
}

impl Stage {
    fn of(event: &Event, expires: bool, came: Option<bool>, today: Date) -> Self {
        match event.content.until.filter(|_| expires) {
            _ if came == Some(false) => Self::Absent,
            _ if event.state == EventState::Planned && today < event.day => Self::Ahead,
            Some(until) if event.state != EventState::Closed && today <= until => Self::Runs(until),
            _ if expires || event.state != EventState::Planned => Self::Held,
            // On the day itself it may still take place.
            _ if today == event.day => Self::Ahead,
            _ => Self::Unmarked,
        }
    }
}

impl HelpGiven {
    /// What ends with an outcome alone is no help a list speaks of; what few see is told to those few.
    fn asks_for(&self, event: &Event) -> bool {
        let subject = &event.content.subject;
        let of_subject = self.subject.is_empty() || subject.trim().is_empty() || folded(subject) == folded(&self.subject);
        let told = event.kind().is_ok_and(|kind| kind.names_pupils() && kind.outcomes.is_empty());
        let able = matches!(event.kind, "route" | "participation");
        told && able == self.able && of_subject
    }
}
