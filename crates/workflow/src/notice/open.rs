//! What is open with somebody: as the looks she has would show it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::due::{Matter, What, window};
use crate::act::{Act, Look};
use crate::erasure;
use crate::event::{self, Event, EventState, Kind, MyEvents, ReopenDecision};
use crate::id::Id;
use crate::plan::{self, Accept, Due, OccurrenceState, Progress, Withdraw};
use crate::policy::admit;
use crate::procedure::{self, Schedule};
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::store::{Db, params};

/// Days after which nobody is told any more of what somebody decided.
const DECIDED: i32 = 7;
/// What is to be read for the first time, or was never closed.
const FIRST: &str = "0";
/// Letters of a digest that tell one text from another.
const MARK: u32 = 16;

/// Everything open with the reader, and what became of what she was told.
///
/// `reminded`: whether somebody is reminded today, or was before, of what takes place on this day.
pub(super) fn open(by: &Reader, db: &Db<'_>, reminded: impl Fn(Date) -> bool) -> Result<Vec<Matter>, Refusal> {
    let mut all = Vec::new();
    if admit(&MyEvents::POLICY, by).is_ok() {
        of_events(by, db, &mut all, reminded)?;
    }
    if admit(&plan::SEERS, by).is_ok() {
        of_plans(by, db, &mut all)?;
    }
    for one in erasure::waiting(by, db)? {
        // Asked for once more after it was withdrawn, it is told once more; it waits still for whoever came to the office later.
        let mark = one.entry.to_string();
        all.push(Matter { what: What::Erase, thing: one.thing, day: one.until, mark, cancelled: false, since: by.now().date() });
    }
    if admit(&Schedule::POLICY, by).is_ok() {
        let today = by.now().date();
        let held = procedure::between(by, db, (today, window(today).1))?.into_iter().filter(|one| one.hers);
        all.extend(held.map(|one| of(What::Organise, one.id, one.day, today)));
        for (one, entry) in procedure::told_of(by, db, window(today).0)? {
            let since = day_of(by, db, entry)?;
            add(&mut all, Matter { cancelled: one.cancelled, ..of(What::Organise, one.id, one.day, since) });
        }
    }
    Ok(all)
}

fn of_events(by: &Reader, db: &Db<'_>, all: &mut Vec<Matter>, reminded: impl Fn(Date) -> bool) -> Result<(), Refusal> {
    // Nobody's name is told here.
    let mine = event::mine(by, db, &BTreeMap::new(), reminded)?;
    for line in &mine.to_read {
        all.push(read_by(by, db, &line.event)?);
    }
    for (task, _) in &mine.tasks {
        let matter = of(What::Task, task.id.clone(), task.due, day_of(by, db, task.entry)?);
        all.push(Matter { mark: opening(db, &task.id)?, ..matter });
    }
    for (what, lines) in [(What::Write, &mine.to_write), (What::Part, &mine.ahead)] {
        for line in lines {
            all.push(of(what, line.event.id.clone(), line.event.day, day_of(by, db, line.event.entry)?));
        }
    }
    asked_of_her(by, db, all)?;
    let since = window(by.now().date()).0;
    for event in event::told_of(by, db, since)? {
        let cancelled = event.state == EventState::Cancelled;
        let matter = of(What::Part, event.id, event.day, day_of(by, db, event.entry)?);
        add(all, Matter { cancelled, ..matter });
    }
    for event in event::unread_of(by, db)? {
        // Whoever takes part in it as well is told once, as a part of hers; what is cancelled after its day is no part of anybody's any more.
        let told = |other: &Matter| other.what == What::Part && other.thing == event.id && other.cancelled && other.since <= event.day;
        if all.iter().any(told) {
            continue;
        }
        let matter = read_by(by, db, &event)?;
        add(all, Matter { cancelled: true, ..matter });
    }
    for task in event::withdrawn_of(by, db)? {
        let matter = of(What::Task, task.id, task.due, day_of(by, db, task.entry)?);
        add(all, Matter { mark: opening(db, &matter.thing)?, cancelled: true, ..matter });
    }
    Ok(())
}

/// Cards that wait for her word, and documents of trainings that run out: of a training the nearest of those she is told of.
fn asked_of_her(by: &Reader, db: &Db<'_>, all: &mut Vec<Matter>) -> Result<(), Refusal> {
    let today = by.now().date();
    for asked in event::asked_first(by, db)? {
        let since = asked.written.to_zoned_datetime(by.now().time_zone().clone()).date();
        let mark = asked.written.as_second().to_string();
        all.push(Matter { mark, ..of(What::Comment, asked.event, asked.until, since) });
    }
    // The nearest comes first.
    for one in event::expiring(by, db, &BTreeMap::new())?.into_iter().filter(|one| today <= one.until) {
        add(all, of(What::Expire, one.event, one.until, today));
    }
    Ok(())
}

/// Something to read, by the day it is to be read by; where it says until when it holds, by its own day.
fn read_by(by: &Reader, db: &Db<'_>, event: &Event) -> Result<Matter, Refusal> {
    let until = event.content.until.filter(|_| Kind::of(event.kind).is_some_and(|kind| !kind.expires));
    let matter = of(What::Read, event.id.clone(), until.unwrap_or(event.day), day_of(by, db, event.entry)?);
    Ok(Matter { mark: read_before(by, db, &event.id)?.unwrap_or_else(|| FIRST.to_owned()), ..matter })
}

fn of_plans(by: &Reader, db: &Db<'_>, all: &mut Vec<Matter>) -> Result<(), Refusal> {
    let today = by.now().date();
    let in_force = plan::in_force(db)?;
    // What was overdue for long is still open.
    let (_, last) = window(today);
    let first = today.checked_sub(jiff::Span::new().days(400)).unwrap_or(today);
    for line in plan::between_unnamed(by, db, (first, last))? {
        if !in_force.contains(&line.plan) {
            continue;
        }
        let one = &line.occurrence;
        let asked = !one.progress.passed();
        if asked && !one.progress.closed() && !one.progress.waits_for_another() {
            all.push(of(What::Occurrence, one.id.clone(), one.due, today));
        }
        // The decision itself counts: a file that is added to what was accepted is none.
        let (what, entry) = match one.state {
            OccurrenceState::Accepted if one.progress == Progress::Accepted && one.by.as_ref() == by.person() => {
                (What::Accepted, entered(db, &one.id, Accept::NAME)?)
            }
            OccurrenceState::Open if !one.reason.is_empty() && one.by.as_ref().is_some_and(|other| !by.is(other)) => {
                (What::Returned, entered(db, &one.id, Withdraw::NAME)?)
            }
            _ => continue,
        };
        let Some(entry) = entry else { continue };
        let on = day_of(by, db, entry)?;
        if (today - on).get_days() <= DECIDED {
            all.push(Matter { mark: entry.to_string(), ..of(what, one.id.clone(), on, on) });
        }
    }
    if plan::keeps(by) {
        for line in (Due { owner: None }).see(by, db)?.to_sign.into_iter().filter(|line| in_force.contains(&line.plan)) {
            let one = line.occurrence;
            if one.by.as_ref().is_none_or(|other| !by.is(other)) {
                let on = day_of(by, db, one.entry)?;
                all.push(of(What::Sign, one.id, on, on));
            }
        }
    }
    Ok(())
}

fn of(what: What, thing: Id, day: Date, since: Date) -> Matter {
    Matter { what, thing, day: Some(day), mark: String::new(), cancelled: false, since }
}

/// What became of something she was told; not where it is open with her anyway.
fn add(all: &mut Vec<Matter>, matter: Matter) {
    if all.iter().all(|other| other.what != matter.what || other.thing != matter.thing) {
        all.push(matter);
    }
}

/// Which text she read, where the present one is another: it is to be read again.
fn read_before(by: &Reader, db: &Db<'_>, event: &Id) -> Result<Option<String>, Refusal> {
    let Some(me) = by.person() else { return Ok(None) };
    let sql = "select substr(read_digest, 1, ?3) as mark from seat where event = ?1 and person = ?2";
    Ok(db.one(sql, params![event.as_str(), me.as_str(), MARK], |row| row.get::<Option<String>>("mark"))?.flatten())
}

/// Which opening of a task it is.
fn opening(db: &Db<'_>, task: &Id) -> Result<String, Refusal> {
    Ok(entered(db, task, ReopenDecision::NAME)?.map_or_else(|| FIRST.to_owned(), |entry| entry.to_string()))
}

/// The last entry of an act about something.
fn entered(db: &Db<'_>, thing: &Id, act: &str) -> Result<Option<u64>, Refusal> {
    let sql = "select max(sequence) as last from entry_object join entry on sequence = entry
        where object = ? and substr(record, 66) ->> '$.act' = ?";
    Ok(db.one(sql, [thing.as_str(), act], |row| row.get::<Option<u64>>("last"))?.flatten())
}

/// The day an entry was made.
fn day_of(by: &Reader, db: &Db<'_>, entry: u64) -> Result<Date, Refusal> {
    let at = db.one("select at from entry where sequence = ?", [entry], |row| row.get::<i64>("at"))?;
    let at = at.and_then(|at| jiff::Timestamp::from_second(at).ok()).ok_or(Refusal::of(Rule::Disk))?;
    Ok(at.to_zoned_datetime(by.now().time_zone().clone()).date())
}
