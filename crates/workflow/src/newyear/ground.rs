//! What stands before a year is carried on: read once, for the preview and for the act.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::id::Id;
use crate::plan::{Earlier, earlier};
use crate::refusal::{Refusal, Rule};
use crate::roster::ClassName;
use crate::school::Year;
use crate::store::{Db, Row};
use crate::texts::day;

/// The school as far as the next year needs it.
pub struct Ground {
    pub(super) from: Year,
    /// The next year, where it is open already.
    pub(super) to: Option<Year>,
    pub(super) classes: Vec<OldClass>,
    /// Classes of the next year.
    pub(super) there: BTreeMap<ClassName, Id>,
    pub(super) pupils: Vec<OldPupil>,
    pub(super) loads: Vec<OldLoad>,
    /// Loads of the next year: class, subject, teacher.
    pub(super) loads_there: BTreeSet<(Id, String, Id)>,
    pub(super) plans: Vec<Earlier>,
    /// Whether the next year has a plan that no carrying began.
    pub(super) planned: bool,
    /// What was carried into the next year before: it does not come twice, nor once more where it was removed there.
    pub(super) brought: BTreeMap<Id, Id>,
}

/// A class of the old year.
pub(super) struct OldClass {
    pub id: Id,
    pub name: ClassName,
    pub teacher: Option<Id>,
    /// Whether its class teacher still works here.
    pub works: bool,
}

/// A pupil of the old year.
pub(super) struct OldPupil {
    pub id: Id,
    pub class: Id,
    /// The stay that is open; None for a pupil who left the school.
    pub stay: Option<(Id, Date)>,
    /// Until when, for whoever left.
    pub last: Option<Date>,
}

/// A load of the old year.
pub(super) struct OldLoad {
    pub id: Id,
    pub class: Id,
    pub subject: String,
    pub teacher: Id,
    pub teacher_name: String,
    /// Whether she still works here.
    pub works: bool,
}

impl Ground {
    /// Everything of a year.
    pub(super) fn read(db: &Db<'_>, year: &Id) -> Result<Self, Refusal> {
        let years = Year::all(db)?;
        let from = years.iter().find(|each| each.id == *year).cloned();
        let from = from.ok_or_else(|| Refusal::of(Rule::NotThere).about([year.clone()]))?;
        let to = years.into_iter().find(|each| each.first_day.year() == from.first_day.year() + 1);
        let next = to.as_ref().map_or("", |to| to.id.as_str());
        let named = |row: &Row<'_>| Ok((ClassName { grade: row.get("grade")?, letter: row.get("letter")? }, row.id("id")?));
        let there = db.all("select id, grade, letter from school_class where year = ?", [next], named)?.into_iter().collect();
        let sql =
            "select class, subject, teaching_load.teacher from teaching_load join school_class on school_class.id = class where year = ?";
        let loads_there = db.all(sql, [next], |row| Ok((row.id("class")?, row.get("subject")?, row.id("teacher")?)))?.into_iter().collect();
        let sql = "select source, thing from year_change join year_carry on year_carry.id = carry where to_year = ? and source is not null";
        let brought: BTreeMap<Id, Id> = db.all(sql, [next], |row| Ok((row.id("source")?, row.id("thing")?)))?.into_iter().collect();
        let plans = db.all("select id from plan where year = ?", [next], |row| row.id("id"))?;
        Ok(Self {
            classes: classes(db, year)?,
            pupils: pupils(db, year, next)?,
            loads: loads(db, year)?,
            plans: earlier(db, &from)?,
            planned: plans.iter().any(|plan| !brought.values().any(|thing| thing == plan)),
            from,
            to,
            there,
            loads_there,
            brought,
        })
    }
}

fn classes(db: &Db<'_>, year: &Id) -> Result<Vec<OldClass>, Refusal> {
    let sql = "select school_class.id, grade, letter, teacher, coalesce(person.state <> 'locked', 0) as works
        from school_class left join person on person.id = teacher where year = ?";
    let mut classes = db.all(sql, [year.as_str()], |row| {
        let name = ClassName { grade: row.get("grade")?, letter: row.get("letter")? };
        let teacher = row.get::<Option<String>>("teacher")?.and_then(|id| Id::read(&id));
        Ok(OldClass { id: row.id("id")?, name, teacher, works: row.get("works")? })
    })?;
    classes.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(classes)
}

/// Pupils whose last class was one of this year: those in none of the next yet.
fn pupils(db: &Db<'_>, year: &Id, next: &str) -> Result<Vec<OldPupil>, Refusal> {
    let sql = "select enrolment.id, pupil, class, from_day, to_day from enrolment
        join school_class on school_class.id = class join pupil on pupil.id = pupil
        where year = ?1 and merged_into is null
        and not exists (select 1 from enrolment as later join school_class as its on its.id = later.class
            where later.pupil = enrolment.pupil and its.year <> ?1 and (its.year = ?2 or later.from_day > enrolment.from_day))
        order by pupil, to_day is null desc, from_day desc, enrolment.id";
    let rows = db.all(sql, [year.as_str(), next], |row| {
        let stay = (row.id("id")?, row.day("from_day")?);
        let last = day(row, "to_day")?;
        Ok(OldPupil { id: row.id("pupil")?, class: row.id("class")?, stay: last.is_none().then_some(stay), last })
    })?;
    let mut pupils: Vec<OldPupil> = Vec::with_capacity(rows.len());
    for one in rows {
        if pupils.last().is_none_or(|known| known.id != one.id) {
            pupils.push(one);
        }
    }
    Ok(pupils)
}

fn loads(db: &Db<'_>, year: &Id) -> Result<Vec<OldLoad>, Refusal> {
    let sql = "select teaching_load.*, person.name, person.state <> 'locked' as works from teaching_load
        join school_class on school_class.id = class join person on person.id = teaching_load.teacher where year = ? order by teaching_load.id";
    db.all(sql, [year.as_str()], |row| {
        Ok(OldLoad {
            id: row.id("id")?,
            class: row.id("class")?,
            subject: row.get("subject")?,
            teacher: row.id("teacher")?,
            teacher_name: row.get("name")?,
            works: row.get("works")?,
        })
    })
}
