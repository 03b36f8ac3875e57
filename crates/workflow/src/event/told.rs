//! What became of events and tasks somebody was told of: a meeting that was moved far away or is not held, a task that was taken back.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::looks::seen;
use super::pupils::Circle;
use super::rights::SEERS;
use super::state::DecisionState;
use super::stored::{Decision, Event};
use crate::id::Id;
use crate::reader::Reader;
use crate::refusal::Refusal;
use crate::store::{Db, params};

/// Events that were to take place since a day and whose part in them the reader was told of: those that are hers still, whatever their day now.
pub(crate) fn told_of(by: &Reader, db: &Db<'_>, since: Date) -> Result<Vec<Event>, Refusal> {
    let Some(me) = by.person() else { return Ok(Vec::new()) };
    let they: BTreeSet<&Id> = by.asks_as(&SEERS).collect();
    let sql = "select *, exists (select 1 from seat where seat.event = event.id and person = ?1) as seated from event
        where state in ('planned', 'cancelled') and id in (select thing from notice where person = ?1 and what = 'part' and day >= ?2)";
    let found = db.all(sql, params![me.as_str(), since.to_string()], |row| Ok((Event::of(row)?, row.get::<bool>("seated")?)))?;
    let (mut told, mut circle) = (Vec::new(), Circle::default());
    for (event, seated) in found {
        if (seated || they.contains(&event.owner)) && seen(&mut circle, by, db, &event.id)?.is_some() {
            told.push(event);
        }
    }
    Ok(told)
}

/// Events the reader was told to read something of, that are cancelled before she read the present text.
pub(crate) fn unread_of(by: &Reader, db: &Db<'_>) -> Result<Vec<Event>, Refusal> {
    let Some(me) = by.person() else { return Ok(Vec::new()) };
    let sql = "select event.*, read_digest from event join seat on seat.event = event.id and seat.person = ?1
        where event.state = 'cancelled' and event.id in (select thing from notice where person = ?1 and what = 'read')";
    let found = db.all(sql, [me.as_str()], |row| Ok((Event::of(row)?, row.get::<Option<String>>("read_digest")?)))?;
    let owes = |(event, read): (Event, Option<String>)| (read != Some(event.content.digest().to_string())).then_some(event);
    Ok(found.into_iter().filter_map(owes).collect())
}

/// Tasks the reader was told of that are not to be done any more.
pub(crate) fn withdrawn_of(by: &Reader, db: &Db<'_>) -> Result<Vec<Decision>, Refusal> {
    let Some(me) = by.person() else { return Ok(Vec::new()) };
    let they: BTreeSet<&Id> = by.asks_as(&SEERS).collect();
    let sql = "select * from decision where state = ? and id in (select thing from notice where person = ? and what = 'task')";
    let mut tasks = db.all(sql, [DecisionState::Withdrawn.code(), me.as_str()], Decision::of)?;
    tasks.retain(|task| task.person.as_ref().is_some_and(|person| they.contains(person)));
    Ok(tasks)
}
