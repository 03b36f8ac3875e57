//! What readiness for a procedure asks of events: who was briefed, which rooms were looked at, which texts are still to be read.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::kind::{Detail, Holds, Kind};
use super::looks::has_read;
use super::state::EventState;
use super::stored::{Event, Seat};
use crate::id::Id;
use crate::refusal::Refusal;
use crate::store::{Db, Row};

/// A briefing of organisers.
pub(crate) struct Briefing {
    pub event: Id,
    pub day: Date,
    /// The last day it holds; None: as long as the year.
    pub until: Option<Date>,
    /// Whether it was held.
    pub held: bool,
    /// Who takes part; of one that was held, who came.
    pub people: BTreeSet<Id>,
    /// Of them, who did not confirm the present text.
    pub unread: BTreeSet<Id>,
}

impl Briefing {
    /// Whether it holds for somebody on a day.
    pub(crate) fn holds(&self, person: &Id, day: Date) -> bool {
        self.day <= day && self.until.is_none_or(|until| day <= until) && self.people.contains(person)
    }
}

/// A look at rooms.
pub(crate) struct RoomsSeen {
    pub event: Id,
    pub day: Date,
    /// Which rooms, as written.
    pub rooms: String,
    /// Whether it is written to its end.
    pub closed: bool,
    /// Whether they were found not to be ready.
    pub lacking: bool,
}

/// A text that is to be read by a day.
pub(crate) struct TextDue {
    pub event: Id,
    pub title: String,
    pub until: Date,
    /// How many confirmed it.
    pub read: usize,
    /// Of how many who work here.
    pub of: usize,
}

/// Those of a kind in a year that are not cancelled, the earliest first; of one day those that were changed last come last.
fn of_kind(db: &Db<'_>, year: &Id, kind: &str) -> Result<Vec<Event>, Refusal> {
    let sql = "select * from event where year = ? and kind = ? and state <> 'cancelled' order by day, entry, id";
    db.all(sql, [year.as_str(), kind], Event::of)
}

fn detail<'e>(event: &'e Event, key: &str) -> &'e str {
    event.content.details.get(key).map(String::as_str).unwrap_or_default()
}

/// Briefings of organisers in a year.
pub(crate) fn briefings(db: &Db<'_>, year: &Id) -> Result<Vec<Briefing>, Refusal> {
    let of_organisers = of_kind(db, year, "briefing")?.into_iter().filter(|event| detail(event, "role") == "organiser");
    let briefing = |event: Event| {
        let held = matches!(event.state, EventState::Held | EventState::Closed);
        let (digest, text) = (event.content.digest().to_string(), event.content.can_be_read());
        let mut seats = Seat::all(db, &event.id)?;
        seats.retain(|seat| !held || seat.came == Some(true));
        let unread = seats.iter().filter(|seat| text && !has_read(seat, &digest)).map(|seat| seat.person.clone()).collect();
        let people = seats.into_iter().map(|seat| seat.person).collect();
        Ok(Briefing { event: event.id, day: event.day, until: event.content.until, held, people, unread })
    };
    of_organisers.map(briefing).collect()
}

/// Looks at rooms in a year.
pub(crate) fn rooms_seen(db: &Db<'_>, year: &Id) -> Result<Vec<RoomsSeen>, Refusal> {
    // Said to be ready, though something that was looked at is not: it is no room to rely on.
    let contradicts = |event: &Event| {
        let holds = |detail: &&Detail| matches!(detail.holds, Holds::Choice(of) if of.iter().any(|(code, _)| *code == "no"));
        let checked = event.kind().ok().into_iter().flat_map(|kind| kind.details).filter(holds);
        detail(event, "ready") == "yes" && checked.filter(|one| one.key != "ready").any(|one| detail(event, one.key) == "no")
    };
    let seen = |event: Event| RoomsSeen {
        rooms: detail(&event, "rooms").to_owned(),
        closed: event.state == EventState::Closed,
        lacking: detail(&event, "ready") == "no" || contradicts(&event),
        event: event.id,
        day: event.day,
    };
    Ok(of_kind(db, year, "readiness")?.into_iter().map(seen).collect())
}

/// Texts of a year whose last day to read them lies between two.
pub(crate) fn texts_due(db: &Db<'_>, year: &Id, (from, to): (Date, Date)) -> Result<Vec<TextDue>, Refusal> {
    let sql =
        "select * from event where year = ? and state in ('planned', 'held') and content ->> '$.until' between ? and ? order by day, id";
    let found = db.all(sql, [year.as_str(), &from.to_string(), &to.to_string()], |row: &Row<'_>| Event::of(row))?;
    let mut due = Vec::new();
    for event in found {
        let Some(until) = event.content.until else { continue };
        // Where it says how long something holds, it is no day to read it by.
        let read_by = |kind: &Kind| kind.reads && !kind.expires && !kind.names_pupils();
        if !Kind::of(event.kind).is_some_and(read_by) || !event.content.can_be_read() {
            continue;
        }
        let digest = event.content.digest().to_string();
        let mut seats = Seat::all(db, &event.id)?;
        seats.retain(|seat| !seat.left);
        let read = seats.iter().filter(|seat| has_read(seat, &digest)).count();
        due.push(TextDue { event: event.id, title: event.content.title, until, read, of: seats.len() });
    }
    Ok(due)
}
