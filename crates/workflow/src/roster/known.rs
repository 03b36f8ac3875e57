//! What the school knows of its people before a file is taken.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use records::text::{bare_code, folded};

use super::apart::Apart;
use super::class::{CLASSES, Class};
use super::one_relative::{Spelled, spelled};
use super::sealed::Who;
use super::stay::ON_DAY_OF_YEAR;
use crate::id::Id;
use crate::procedure::{Hours, hours_of};
use crate::refusal::Refusal;
use crate::store::{Db, Row};

/// The people of a school.
pub struct Known {
    /// Classes of the year.
    pub(super) classes: Vec<Class>,
    /// People who work here.
    pub(super) staff: Vec<KnownStaff>,
    /// Loads: class, subject, teacher.
    pub(super) loads: Vec<(Id, String, Id)>,
    /// Pupils, and what was merged into them.
    pub(super) pupils: Vec<KnownPupil>,
    /// Hours a week of subjects, by parallels.
    pub(super) hours: Vec<Hours>,
    /// Codes of pupils in works of the year, as codes are compared.
    pub(super) codes: BTreeMap<String, Id>,
}

/// Somebody who works here.
pub(super) struct KnownStaff {
    pub(super) id: Id,
    pub(super) name: String,
    /// Her post; empty where none is told.
    pub(super) post: String,
    /// What lists said of her beside the name, and what she teaches.
    pub(super) apart: Apart,
    pub(super) teaches: BTreeSet<String>,
    /// Whether this is how a record is written that went into hers, or what she was called before: it says who is meant.
    pub(super) merged: bool,
}

/// A pupil who is known.
pub(super) struct KnownPupil {
    pub(super) id: Id,
    /// As written; a record that was merged into this one has its own line with this id.
    pub(super) who: Who,
    /// Whether this is how a merged record was written: it says who is meant, and is not changed.
    pub(super) merged: bool,
    /// The class of the year the pupil is in.
    pub(super) class: Option<Id>,
    /// Every class of the year the pupil is or was in.
    pub(super) classes: Vec<Id>,
    pub(super) family: Vec<Spelled>,
}

impl Known {
    /// Everything of a year, as of a day; one outside the year stands for its nearest.
    pub(super) fn read(db: &Db<'_>, year: &Id, today: Date) -> Result<Self, Refusal> {
        let classes = db.all(&format!("{CLASSES} where year = ? order by school_class.id"), [year.as_str()], Class::of)?;
        let loads: Vec<(Id, String, Id)> = db.all("select class, subject, teacher from teaching_load order by id", [], |row| {
            Ok((row.id("class")?, row.get("subject")?, row.id("teacher")?))
        })?;
        let staff = staff(db, &loads)?;
        let mut families = spelled(db)?;
        let sql = format!(
            "select id, coalesce(merged_into, id) as stands_for, names,
                (select class from enrolment where enrolment.id = {ON_DAY_OF_YEAR}) as class from pupil order by entry, id"
        );
        let on = day_in(db, year, today)?;
        let rows = db.all(&sql, [on.to_string().as_str(), year.as_str()], |row| {
            let class = row.get::<Option<String>>("class")?.and_then(|id| Id::read(&id));
            Ok((row.id("id")?, row.id("stands_for")?, row.get::<Vec<u8>>("names")?, class))
        })?;
        let at: BTreeMap<Id, Option<Id>> = rows.iter().map(|(id, _, _, class)| (id.clone(), class.clone())).collect();
        let (ids, sealed): (Vec<(Id, Id)>, Vec<Vec<u8>>) =
            rows.into_iter().map(|(id, stands_for, names, _)| ((id, stands_for), names)).unzip();
        let of_year = stays(db, year)?;
        let mut pupils = Vec::with_capacity(ids.len());
        for ((id, stands_for), who) in ids.into_iter().zip(db.open_many::<Who>(&sealed)?) {
            let (merged, class) = (id != stands_for, at.get(&stands_for).cloned().flatten());
            let family = if merged { Vec::new() } else { families.remove(&id).unwrap_or_default() };
            let classes = of_year.get(&stands_for).cloned().unwrap_or_default();
            pupils.push(KnownPupil { id: stands_for, who, merged, class, classes, family });
        }
        let hours = hours_of(db, year)?;
        Ok(Self { classes, staff, loads, pupils, hours, codes: codes(db, year)? })
    }
}

/// Classes of a year each pupil is or was in.
fn stays(db: &Db<'_>, year: &Id) -> Result<BTreeMap<Id, Vec<Id>>, Refusal> {
    let sql =
        "select distinct pupil, class from enrolment join school_class on school_class.id = class where year = ? order by pupil, class";
    let mut classes: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for (pupil, class) in db.all(sql, [year.as_str()], |row| Ok((row.id("pupil")?, row.id("class")?)))? {
        classes.entry(pupil).or_default().push(class);
    }
    Ok(classes)
}

/// Whoever works here, and after them how records are written that went into theirs, and what they were called before.
fn staff(db: &Db<'_>, loads: &[(Id, String, Id)]) -> Result<Vec<KnownStaff>, Refusal> {
    let sql = "select id, name, coalesce(post, '') as post, apart, 0 as merged from person where state <> 'locked'
        union all select became.id, was.name, coalesce(became.post, ''), coalesce(was.apart, became.apart), 1 from (
            with recursive went (record, id) as (select id, merged_into from person where merged_into is not null
                union select record, merged_into from went join person on person.id = went.id where merged_into is not null)
            select record, id from went
        ) as went join person as was on was.id = record join person as became on became.id = went.id where became.state <> 'locked'
        union all select person.id, was.name, coalesce(post, ''), apart, 1 from former_name as was join person on person.id = was.person
            where person.state <> 'locked'
        order by merged, id";
    let mut staff = db.all(sql, [], |row| {
        let one = KnownStaff {
            id: row.id("id")?,
            name: row.get("name")?,
            post: row.get("post")?,
            apart: Apart::default(),
            teaches: BTreeSet::new(),
            merged: row.get("merged")?,
        };
        Ok((one, row.get::<Option<Vec<u8>>>("apart")?))
    })?;
    for (one, sealed) in &mut staff {
        one.apart = sealed.take().map(|sealed| db.open_names(&sealed)).transpose()?.unwrap_or_default();
        one.teaches = one.apart.subjects().chain(loads.iter().filter(|load| load.2 == one.id).map(|load| folded(&load.1))).collect();
    }
    Ok(staff.into_iter().map(|(one, _)| one).collect())
}

/// A day, or the nearest to it in the year.
fn day_in(db: &Db<'_>, year: &Id, today: Date) -> Result<Date, Refusal> {
    let days = |row: &Row<'_>| Ok((row.day("first_day")?, row.day("last_day")?));
    let found = db.one("select first_day, last_day from school_year where id = ?", [year.as_str()], days)?;
    Ok(found.map_or(today, |(first, last)| today.clamp(first, last)))
}

fn codes(db: &Db<'_>, year: &Id) -> Result<BTreeMap<String, Id>, Refusal> {
    let sql = "select pupil, code from pupil_code where year = ? order by id";
    let rows = db.all(sql, [year.as_str()], |row| Ok((row.id("pupil")?, row.get::<Vec<u8>>("code")?)))?;
    let (pupils, sealed): (Vec<Id>, Vec<Vec<u8>>) = rows.into_iter().unzip();
    let codes = db.open_many::<String>(&sealed)?.into_iter().map(|code| bare_code(&code).to_owned());
    Ok(codes.zip(pupils).collect())
}
