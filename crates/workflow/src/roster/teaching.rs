//! What somebody leads and teaches in the year work goes on in, and what of it is with nobody since she left.

use std::collections::BTreeMap;

use super::class::{CLASSES, Class};
use super::class_name::ClassName;
use super::looks::{keeps, staff};
use super::rights::KEEPERS;
use crate::act::{Look, Version};
use crate::id::Id;
use crate::people::List;
use crate::people::post::{name_among, names_apart};
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::Refusal;
use crate::school::Year;
use crate::store::{Db, params};

/// `teaching.with-person`: what stays without a teacher where somebody goes. No name of a child is in it.
#[derive(Clone, Debug)]
pub struct TeachingOf {
    /// Who.
    pub person: Id,
}

/// What somebody leads and teaches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TeachingShown {
    /// Classes she is class teacher of, each with the entry that made it so.
    pub classes: Vec<(Id, ClassName, Version)>,
    /// Her loads, in the order of their classes.
    pub loads: Vec<Taught>,
    /// To whom they can go, for whoever keeps all classes; not herself.
    pub staff: Vec<(Id, String)>,
}

/// A load of one teacher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taught {
    /// The load.
    pub load: Id,
    /// Its class.
    pub class: Id,
    /// What the class is called.
    pub name: ClassName,
    /// The subject.
    pub subject: String,
}

impl TeachingShown {
    /// Whether there is nothing of it.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.classes.is_empty() && self.loads.is_empty()
    }
}

impl Look for TeachingOf {
    const NAME: &'static str = "teaching.with-person";
    const POLICY: Policy = List::POLICY;
    type Shown = TeachingShown;

    fn place(&self) -> Place {
        Place::of(&self.person)
    }

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<TeachingShown, Refusal> {
        let Some(year) = Year::at_work(db, by.now().date())? else { return Ok(TeachingShown::default()) };
        let sql = format!("{CLASSES} where school_class.year = ?1 and teacher = ?2");
        let mut classes = db.all(&sql, params![year.id.as_str(), self.person.as_str()], Class::of)?;
        classes.sort_by(|a, b| a.name.cmp(&b.name));
        let sql = "select teaching_load.id, class, subject, grade, letter from teaching_load
            join school_class on school_class.id = teaching_load.class where year = ? and teaching_load.teacher = ? order by subject";
        let mut loads = db.all(sql, params![year.id.as_str(), self.person.as_str()], |row| {
            let name = ClassName { grade: row.get("grade")?, letter: row.get("letter")? };
            Ok(Taught { load: row.id("id")?, class: row.id("class")?, name, subject: row.get("subject")? })
        })?;
        loads.sort_by(|a, b| (&a.name, &a.subject).cmp(&(&b.name, &b.subject)));
        let mut staff = if keeps(by) { staff(db)? } else { Vec::new() };
        staff.retain(|(id, _)| *id != self.person);
        Ok(TeachingShown { classes: classes.into_iter().map(|class| (class.id, class.name, class.entry)).collect(), loads, staff })
    }
}

/// `teaching.lacking`: classes and loads of those who left, which nobody was given since.
#[derive(Clone, Copy, Debug)]
pub struct Lacking;

/// What is with nobody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LackingShown {
    /// Classes without a class teacher, each with who was it.
    pub classes: Vec<(Id, ClassName, (Id, String))>,
    /// Subjects of those who left, each with its classes.
    pub loads: Vec<Untaught>,
}

/// A subject of somebody who left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Untaught {
    /// Who taught it.
    pub teacher: (Id, String),
    /// The subject.
    pub subject: String,
    /// Its classes, in the order of their grades.
    pub classes: Vec<ClassName>,
}

impl Look for Lacking {
    const NAME: &'static str = "teaching.lacking";
    const POLICY: Policy = KEEPERS;
    type Shown = LackingShown;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<LackingShown, Refusal> {
        let Some(year) = Year::at_work(db, by.now().date())? else { return Ok(LackingShown::default()) };
        let names = names_apart(db)?;
        let sql = format!("{CLASSES} join person on person.id = teacher where school_class.year = ? and left_day is not null");
        let left = db.all(&sql, [year.id.as_str()], |row| Ok((row.id("id")?, Class::of(row)?.name, row.id("teacher")?)))?;
        let mut classes: Vec<_> = left.into_iter().map(|(id, name, who)| (id, name, (who.clone(), name_among(&names, &who)))).collect();
        classes.sort_by(|(_, a, _), (_, b, _)| a.cmp(b));
        let sql = "select subject, grade, letter, teaching_load.teacher as teacher from teaching_load
            join school_class on school_class.id = teaching_load.class join person on person.id = teaching_load.teacher
            where year = ? and left_day is not null";
        let mut untaught: BTreeMap<(String, Id), Vec<ClassName>> = BTreeMap::new();
        for (subject, who, name) in db.all(sql, [year.id.as_str()], |row| {
            let name = ClassName { grade: row.get("grade")?, letter: row.get("letter")? };
            Ok((row.get::<String>("subject")?, row.id("teacher")?, name))
        })? {
            untaught.entry((subject, who)).or_default().push(name);
        }
        let loads = untaught.into_iter().map(|((subject, who), mut classes)| {
            classes.sort();
            Untaught { teacher: (who.clone(), name_among(&names, &who)), subject, classes }
        });
        Ok(LackingShown { classes, loads: loads.collect() })
    }
}
