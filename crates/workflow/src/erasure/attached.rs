//! Files that are kept and read by people alone: what shows that something was done, signed sheets, texts of events, scans of orders, printed
//! papers, and what hangs nowhere any more. The program cannot know whom they name: they are told to the two who sign, and each can be erased by
//! itself.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::act::Look;
use crate::coded::coded;
use crate::id::Id;
use crate::policy::Policy;
use crate::reader::Reader;
use crate::refusal::Refusal;
use crate::roster::KEEPERS;
use crate::store::{Db, Row, params};

/// Every place where such a file hangs: its address and name, the days it speaks of, where, and of which event or time of the plan. Files of
/// lists and of marks are none of them: of those it is known whom they name. Nor are plans as they came and packages of results.
const PLACES: &str = "hung (file, name, first, last, at, thing, event, occurrence) as (
    select evidence.file, evidence.file_name, evidence.from_day, evidence.to_day, 'measure', occurrence.measure, null, occurrence.id
        from evidence join occurrence on occurrence.id = evidence.occurrence where evidence.file is not null
    union all select read_sheet, read_sheet_name, read_day, read_day, 'event', event, event, null from seat where read_sheet is not null
    union all select sheet, '', min(read_day), max(read_day), 'event', event, event, null from family_code
        where sheet is not null group by sheet, event
    union all select json_extract(content, '$.file.address'), json_extract(content, '$.file.name'), day, day, 'event', id, id, null from event
        where json_extract(content, '$.file.address') is not null
    union all select paper_scan, '', paper_day, paper_day, 'order', object, null, null from signature where paper_scan is not null
    union all select file, file_name, day, day, 'upper', id, null, null from upper_plan
    union all select report_file, '', date(at, 'unixepoch'), date(at, 'unixepoch'), 'paper', id, null, null
        from plan join entry on sequence = plan.entry where report_file is not null
    union all select word, title, day, day, 'paper', id, null, null from issued_paper
    union all select pdf, title, day, day, 'paper', id, null, null from issued_paper where pdf is not null
    union all select word, title, day, day, 'paper', id, null, null from issued_procedure_paper
    union all select pdf, title, day, day, 'paper', id, null, null from issued_procedure_paper where pdf is not null),
known (file) as (select file from hung union select file from roster_batch union select file from mark_batch union select digest from batch
    union select package from result_batch),
place as (select *, (select max(sheet_name) from family_code where sheet = file) as sealed from hung union all
    select address, '', date(entry.at, 'unixepoch'), date(entry.at, 'unixepoch'), 'loose', address, null, null, null
        from kept_file join entry on sequence = kept_file.entry where address not in (select file from known))";

coded! {
    /// Where a file hangs.
    At {
        /// It shows that a time of a measure was done.
        Measure = "measure",
        /// The text of an event, or a signed sheet.
        Event = "event",
        /// The scan of an order.
        Order = "order",
        /// A plan of a level above.
        Upper = "upper",
        /// A printed paper, or the report a plan was closed with.
        Paper = "paper",
        /// Nowhere any more: it was taken away, or another one took its place.
        Loose = "loose",
    }
}

/// A file in a place where it hangs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachedShown {
    /// Its address: what it is erased by.
    pub thing: Id,
    /// Its name; empty where nobody gave it one.
    pub name: String,
    /// The last day it speaks of.
    pub day: Date,
    /// Where it hangs.
    pub at: At,
    /// The measure, the event, or what else it hangs on.
    pub on: Id,
    /// Whether it hangs on a matter of the pupil or of its class.
    pub near: bool,
}

fn row(db: &Db<'_>, row: &Row<'_>) -> Result<AttachedShown, Refusal> {
    // The name of a sheet families signed is sealed; none is there of one that was erased.
    let sealed = row.get::<Option<Vec<u8>>>("sealed")?;
    let name = sealed.map_or_else(|| row.get("name"), |sealed| db.open_names(&sealed))?;
    Ok(AttachedShown {
        thing: row.id("file")?,
        name,
        day: row.day("last")?,
        at: row.read("at", At::from_code)?,
        on: row.id("thing")?,
        near: row.get("near")?,
    })
}

/// Whether a file hangs somewhere and was not erased.
pub(super) fn stays(db: &Db<'_>, address: &str) -> Result<bool, Refusal> {
    if address.parse::<ledger::Digest>().is_err() {
        return Ok(false);
    }
    let sql = format!("with {PLACES} select file from place where file = ?1 and file not in (select thing from erased) limit 1");
    Ok(db.one(&sql, [address], |_| Ok(()))?.is_some())
}

/// Every place where a file hangs.
pub(super) fn of_file(db: &Db<'_>, address: &str) -> Result<Vec<AttachedShown>, Refusal> {
    let sql = format!("with {PLACES} select *, 0 as near from place where file = ?1 order by last desc, at, thing");
    db.all(&sql, [address], |found| row(db, found))
}

/// Entries that tell of a file: of what it hangs on, and all of them where it hangs nowhere.
pub(super) fn entries(db: &Db<'_>, address: &str) -> Result<Vec<u64>, Refusal> {
    // Without names: a folder that is being restored opens none.
    let sql = format!("with {PLACES} select at, thing from place where file = ?1");
    let places = db.all(&sql, [address], |row| Ok((row.read("at", At::from_code)?, row.id("thing")?)))?;
    if places.iter().any(|(at, _)| *at == At::Loose) {
        return db.all("select entry from payload where instr(content, ?1) > 0", [address], |row| row.get("entry"));
    }
    let sql = "select distinct payload.entry from entry_object join payload on payload.entry = entry_object.entry
        where object = ?2 and instr(content, ?1) > 0";
    let mut found = Vec::new();
    let times = "select occurrence as id from evidence where file = ?1";
    let on = places.into_iter().map(|(_, on)| on).chain(db.all(times, [address], |row| row.id("id"))?);
    for thing in on.collect::<BTreeSet<Id>>() {
        found.extend(db.all(sql, params![address, thing.as_str()], |row| row.get::<u64>("entry"))?);
    }
    Ok(found)
}

/// Once each, the first place of it.
fn once_each(mut found: Vec<AttachedShown>) -> Vec<AttachedShown> {
    found.sort_by(|one, other| (other.near, other.day, &one.thing, one.at.code()).cmp(&(one.near, one.day, &other.thing, other.at.code())));
    let mut told = BTreeSet::new();
    found.retain(|file| told.insert(file.thing.clone()));
    found
}

/// Files of the school years some pupils were here, from the August before to the August after, for a paper of June may name whoever left in
/// May: those of matters of the pupil and of its class first, then the latest. A file that hangs in several places is told once.
pub(super) fn of_years(db: &Db<'_>, pupils: &[Id]) -> Result<Vec<AttachedShown>, Refusal> {
    let mut found = Vec::new();
    for pupil in pupils {
        let sql = format!(
            "with {PLACES},
            here (year, class, dashed) as (select school_class.year, grade || letter, grade || '-' || letter from enrolment join school_class on school_class.id = class
                where pupil = ?1),
            hers (event) as (select event from event_pupil where pupil = ?1 union select event from family_code where pupil = ?1
                union select event.id from event join here on here.year = event.year and json_extract(content, '$.class') in (here.class, here.dashed)),
            shown (occurrence) as (select occurrence from event_occurrence join hers on hers.event = event_occurrence.event)
            select place.*, coalesce(event in (select event from hers), 0) or coalesce(occurrence in (select occurrence from shown), 0) as near
            from place where file not in (select thing from erased) and (near or exists (select 1 from here
                join school_year on school_year.id = here.year
                where first <= printf('%04d-08-31', starts + 1) and last >= printf('%04d-08-01', starts)))"
        );
        found.extend(db.all(&sql, [pupil.as_str()], |found| row(db, found))?);
    }
    Ok(once_each(found))
}

/// `data.files`: every such file of the school that was not erased, the latest first.
#[derive(Clone, Debug, Default)]
pub struct AttachedFiles {
    /// Letters the name has to have; empty = all.
    pub named: String,
}

impl Look for AttachedFiles {
    const NAME: &'static str = "data.files";
    const POLICY: Policy = Policy { step_up: true, ..KEEPERS };
    type Shown = Vec<AttachedShown>;

    fn see(&self, _by: &Reader, db: &Db<'_>) -> Result<Vec<AttachedShown>, Refusal> {
        let sql = format!("with {PLACES} select *, 0 as near from place where file not in (select thing from erased)");
        let named = self.named.trim().to_lowercase();
        let mut all = once_each(db.all(&sql, [], |found| row(db, found))?);
        all.retain(|file| file.name.to_lowercase().contains(&named));
        Ok(all)
    }
}
