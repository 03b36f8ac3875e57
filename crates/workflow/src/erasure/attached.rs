//! Files that were attached to work: what shows that something was done, signed sheets, texts of events. Nobody reads them but people, so the
//! program cannot know whom they name: they are told to the two who sign, and each can be erased by itself.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::id::Id;
use crate::refusal::Refusal;
use crate::store::{Db, Row};

/// Every place where a file is attached: its address, its name, the day it speaks of, what it hangs on.
const ALL: &str = "
    select evidence.file as file, evidence.file_name as name, evidence.to_day as day, 'measure' as at, occurrence.measure as thing, null as event
        from evidence join occurrence on occurrence.id = evidence.occurrence where evidence.file is not null
    union all select read_sheet, read_sheet_name, read_day, 'event', event, event from seat where read_sheet is not null
    union all select json_extract(content, '$.file.address'), json_extract(content, '$.file.name'), day, 'event', id, id from event
        where json_extract(content, '$.file.address') is not null";

/// What a file is attached to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum At {
    /// A measure of a plan.
    Measure(Id),
    /// An event.
    Event(Id),
}

/// A file that was attached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachedShown {
    /// Its address: what it is erased by.
    pub thing: Id,
    /// Its name.
    pub name: String,
    /// The day it speaks of.
    pub day: Date,
    /// Where it hangs.
    pub at: At,
    /// Whether it hangs on an event the pupil has a line in.
    pub near: bool,
}

fn row(row: &Row<'_>) -> Result<AttachedShown, Refusal> {
    let at = row.id("thing")?;
    Ok(AttachedShown {
        thing: row.id("file")?,
        name: row.get("name")?,
        day: row.day("day")?,
        at: if row.get::<String>("at")? == "event" { At::Event(at) } else { At::Measure(at) },
        near: row.get("near")?,
    })
}

/// Whether a file is attached somewhere and was not erased.
pub(super) fn stays(db: &Db<'_>, address: &str) -> Result<bool, Refusal> {
    let sql = format!("select file from ({ALL}) where file = ?1 and file not in (select thing from erased) limit 1");
    Ok(db.one(&sql, [address], |_| Ok(()))?.is_some())
}

/// Whether a file is attached somewhere, erased or not.
pub(super) fn hangs(db: &Db<'_>, address: &str) -> Result<bool, Refusal> {
    Ok(db.one(&format!("select file from ({ALL}) where file = ?1 limit 1"), [address], |_| Ok(()))?.is_some())
}

/// What a file is called; empty where nobody gave a name.
pub(super) fn name(db: &Db<'_>, address: &str) -> Result<String, Refusal> {
    let sql = format!("select name from ({ALL}) where file = ?1 and name <> '' order by day, thing limit 1");
    Ok(db.one(&sql, [address], |row| row.get("name"))?.unwrap_or_default())
}

/// Files attached to work of the days some pupils were here: those of events the pupils have a line in first, then the latest. A file that
/// hangs in several places is told once.
pub(super) fn of_days(db: &Db<'_>, pupils: &[Id]) -> Result<Vec<AttachedShown>, Refusal> {
    let mut found: Vec<AttachedShown> = Vec::new();
    for pupil in pupils {
        let sql = format!(
            "select file, name, day, at, thing, coalesce(event in (select event from event_pupil where pupil = ?1), 0) as near from ({ALL}) as attached
            where file not in (select thing from erased) and (near or exists (select 1 from enrolment
                where pupil = ?1 and from_day <= attached.day and coalesce(to_day, '9999-12-31') >= attached.day))"
        );
        found.extend(db.all(&sql, [pupil.as_str()], row)?);
    }
    found.sort_by(|one, other| (other.near, other.day, &one.thing).cmp(&(one.near, one.day, &other.thing)));
    let mut told = BTreeSet::new();
    found.retain(|file| told.insert(file.thing.clone()));
    Ok(found)
}
