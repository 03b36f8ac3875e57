//! What is open with somebody: as the looks she has would show it.

use jiff::civil::Date;

use super::due::{Matter, What, window};
use crate::act::Look;
use crate::event::{Kind, MyEvents};
use crate::id::Id;
use crate::plan::{self, Due, OccurrenceState};
use crate::policy::admit;
use crate::procedure::{self, Schedule};
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::store::Db;

/// Days after which nobody is told any more of what somebody decided.
const DECIDED: i32 = 7;

/// Everything open with the reader.
pub(super) fn open(by: &Reader, db: &Db<'_>) -> Result<Vec<Matter>, Refusal> {
    let mut all = Vec::new();
    if admit(&MyEvents::POLICY, by).is_ok() {
        of_events(by, db, &mut all)?;
    }
    if admit(&plan::SEERS, by).is_ok() {
        of_plans(by, db, &mut all)?;
    }
    if admit(&Schedule::POLICY, by).is_ok() {
        let today = by.now().date();
        let held = procedure::between(by, db, (today, window(today).1))?.into_iter().filter(|one| one.hers);
        all.extend(held.map(|one| Matter { what: What::Organise, thing: one.id, day: Some(one.day), since: today }));
    }
    Ok(all)
}

fn of_events(by: &Reader, db: &Db<'_>, all: &mut Vec<Matter>) -> Result<(), Refusal> {
    let mine = MyEvents.see(by, db)?;
    for line in &mine.to_read {
        let event = &line.event;
        // The day it is to be read by; where it says until when it holds, its own day.
        let until = event.content.until.filter(|_| Kind::of(event.kind).is_some_and(|kind| !kind.expires));
        all.push(matter(by, db, What::Read, &event.id, until.unwrap_or(event.day), event.entry)?);
    }
    for (task, _) in &mine.tasks {
        all.push(matter(by, db, What::Task, &task.id, task.due, task.entry)?);
    }
    for (what, lines) in [(What::Write, &mine.to_write), (What::Part, &mine.ahead)] {
        for line in lines {
            all.push(matter(by, db, what, &line.event.id, line.event.day, line.event.entry)?);
        }
    }
    Ok(())
}

fn of_plans(by: &Reader, db: &Db<'_>, all: &mut Vec<Matter>) -> Result<(), Refusal> {
    let today = by.now().date();
    // What was overdue for long is still open.
    let (_, last) = window(today);
    let first = today.checked_sub(jiff::Span::new().days(400)).unwrap_or(today);
    for line in plan::between(by, db, (first, last), true)? {
        let one = &line.occurrence;
        if !one.progress.closed() && !one.progress.waits_for_another() {
            all.push(Matter { what: What::Occurrence, thing: one.id.clone(), day: Some(one.due), since: today });
        }
        let what = match one.state {
            OccurrenceState::Accepted if one.by.as_ref() == by.person() => What::Accepted,
            OccurrenceState::Open if !one.reason.is_empty() && one.by.as_ref().is_some_and(|other| !by.is(other)) => What::Returned,
            _ => continue,
        };
        let on = day_of(by, db, one.entry)?;
        if (today - on).get_days() <= DECIDED {
            all.push(Matter { what, thing: one.id.clone(), day: Some(on), since: on });
        }
    }
    if plan::keeps(by) {
        for line in (Due { owner: None }).see(by, db)?.to_sign {
            let one = line.occurrence;
            if one.by.as_ref().is_none_or(|other| !by.is(other)) {
                let on = day_of(by, db, one.entry)?;
                all.push(Matter { what: What::Sign, thing: one.id, day: Some(on), since: on });
            }
        }
    }
    Ok(())
}

fn matter(by: &Reader, db: &Db<'_>, what: What, thing: &Id, day: Date, entry: u64) -> Result<Matter, Refusal> {
    Ok(Matter { what, thing: thing.clone(), day: Some(day), since: day_of(by, db, entry)? })
}

/// The day an entry was made.
fn day_of(by: &Reader, db: &Db<'_>, entry: u64) -> Result<Date, Refusal> {
    let at = db.one("select at from entry where sequence = ?", [entry], |row| row.get::<i64>("at"))?;
    let at = at.and_then(|at| jiff::Timestamp::from_second(at).ok()).ok_or(Refusal::of(Rule::Disk))?;
    Ok(at.to_zoned_datetime(by.now().time_zone().clone()).date())
}
