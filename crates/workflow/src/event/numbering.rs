//! `event.number`: the number of minutes. Whoever meets has a row of numbers in a year: its kind, its subject, its class. An event gets the
//! next one when it is held; a school that began its row on paper sets another.

use serde::{Deserialize, Serialize};
use words::{Word, acts};

use super::kind::Kind;
use super::rights::LEADERS;
use super::state::EventState;
use super::stored::{Event, Seat};
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Door, Field, Refusal, Rule};
use crate::store::{Db, Tx, params};
use crate::subject;
use crate::world::World;

/// Most a number can be: nobody meets more often in a year.
const MOST: u32 = 999;

/// Numbers other events of the row have.
fn taken(db: &Db<'_>, event: &Event) -> Result<Vec<u32>, Refusal> {
    let sql = "select number, content ->> '$.subject' as subject from event where year = ? and kind = ? and content ->> '$.class' = ?
        and id <> ? and number is not null order by number";
    let with = [event.year.as_str(), event.kind, &event.content.class, event.id.as_str()];
    let found = db.all(sql, with, |row| Ok((row.get::<u32>("number")?, row.get::<Option<String>>("subject")?.unwrap_or_default())))?;
    Ok(found.into_iter().filter(|(_, of)| subject::same(of, &event.content.subject)).map(|(number, _)| number).collect())
}

/// Gives an event with an agenda the next number of its row, where it has none.
pub(super) fn number(tx: &mut Tx<'_>, event: &Event) -> Result<(), Refusal> {
    if event.number.is_some() || !Kind::of(event.kind).is_some_and(|kind| kind.agenda) {
        return Ok(());
    }
    let next = taken(tx, event)?.last().map_or(1, |last| last + 1);
    tx.change("update event set number = ? where id = ?", params![next, event.id.as_str()]).map(drop)
}

/// `event.number`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NumberMinutes {
    /// Of which event.
    pub event: Id,
    /// As it was shown.
    pub seen: Version,
    /// The number.
    pub number: u32,
}

/// Minutes with their number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Numbered {
    /// The event.
    pub event: Id,
    /// The number.
    pub number: u32,
}

/// An event with the numbers of its row.
pub struct Row {
    event: Event,
    seats: Vec<Seat>,
    taken: Vec<u32>,
}

impl Act for NumberMinutes {
    const NAME: &'static str = "event.number";
    const SAID: Word = acts::event_number;
    const POLICY: Policy = LEADERS;
    type Seen = Row;
    type Done = Numbered;

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.event.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Row, Refusal> {
        let event = Event::read(tx, &self.event)?;
        Ok(Row { seats: Seat::all(tx, &self.event)?, taken: taken(tx, &event)?, event })
    }

    fn place(&self, seen: &Row) -> Place {
        seen.event.place(&seen.seats)
    }

    fn check(&self, _by: &Reader, seen: &Row) -> Result<(), Refusal> {
        let refusal = |rule| Refusal::of(rule).about([seen.event.id.clone()]);
        match () {
            // What is not held yet has no minutes; a closed one is opened again first.
            () if seen.event.state != EventState::Held || !seen.event.kind()?.agenda => Err(refusal(Rule::NoSuchStep).instead(Door::Again)),
            () if !(1..=MOST).contains(&self.number) => Err(refusal(Rule::Wrong(Field::MinutesNumber))),
            () if seen.event.number == Some(self.number) => Err(refusal(Rule::NothingChanged)),
            () if seen.taken.contains(&self.number) => Err(refusal(Rule::NumberTaken)),
            () => Ok(()),
        }
    }

    fn apply(self, seen: Row, tx: &mut Tx<'_>) -> Result<Numbered, Refusal> {
        let entry = tx.entry();
        tx.change("update event set number = ?2, entry = ?3 where id = ?1", params![seen.event.id.as_str(), self.number, entry])?;
        Ok(Numbered { event: seen.event.id, number: self.number })
    }

    fn said(done: &Numbered) -> Said {
        Said::of("event", &done.event).number("number", done.number.into())
    }

    fn sample(world: &World) -> Self {
        Self { event: world.event.held.clone(), seen: 1, number: 7 }
    }
}
