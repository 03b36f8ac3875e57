//! Who works with a pupil: the head and her deputies with all, a class teacher with those of her class, a teacher with those she teaches, a
//! psychologist with those who are entrusted to her.

use std::collections::{BTreeMap, BTreeSet};

use records::text::folded;

use jiff::civil::Date;

use super::class::{CLASSES, Class};
use super::class_name::ClassName;
use super::rights::OF_A_CLASS;
use super::stay::ON_DAY;
use crate::id::Id;
use crate::policy::{Place, Policy, Reach, authorise};
use crate::reader::Reader;
use crate::refusal::Refusal;
use crate::role::Role;
use crate::store::Db;

/// Whoever teaches in a class.
const TEACHING: Policy = Policy { may: &[(Role::Teacher, Reach::Own)], ..OF_A_CLASS };
/// Whom a pupil is entrusted to.
const ENTRUSTED: Policy = Policy { may: &[(Role::Psychologist, Reach::Own)], ..OF_A_CLASS };

/// Of what somebody who works with a pupil sees the marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Sight {
    /// Of everything.
    All,
    /// Of what she teaches in the class, folded.
    Taught(BTreeSet<String>),
}

impl Sight {
    /// Whether a mark in this subject is seen; what is said of no subject is said of all.
    pub(crate) fn covers(&self, subject: &str) -> bool {
        match self {
            Self::All => true,
            Self::Taught(subjects) => subjects.contains(&folded(subject)),
        }
    }
}

/// A pupil, and who is near: no name.
#[derive(Clone)]
pub(crate) struct Near {
    /// The class the pupil is in on the day.
    class: Option<Class>,
    /// Who teaches in that class, and what.
    teachers: Vec<(Id, String)>,
    /// Whom the pupil is entrusted to.
    entrusted: Vec<Id>,
}

impl Near {
    /// Every pupil who is not merged into another, as of a day.
    pub(crate) fn all(db: &Db<'_>, on: Date) -> Result<BTreeMap<Id, Self>, Refusal> {
        let classes: BTreeMap<Id, Class> =
            db.all(CLASSES, [], |row| Class::of(row).map(|class| (class.id.clone(), class)))?.into_iter().collect();
        let mut teachers: BTreeMap<Id, Vec<(Id, String)>> = BTreeMap::new();
        let loads = "select class, teacher, subject from teaching_load order by id";
        for (class, load) in db.all(loads, [], |row| Ok((row.id("class")?, (row.id("teacher")?, row.get::<String>("subject")?))))? {
            teachers.entry(class).or_default().push(load);
        }
        let entrusted = pairs(db, "select pupil as of, person from entrustment order by id")?;
        let sql = format!(
            "select id, (select class from enrolment where enrolment.id = {ON_DAY}) as class from pupil where merged_into is null order by id"
        );
        let of = |rows: &BTreeMap<Id, Vec<Id>>, id: &Id| rows.get(id).cloned().unwrap_or_default();
        let near = |row: &crate::store::Row<'_>| {
            let (id, class) = (row.id("id")?, row.get::<Option<String>>("class")?.and_then(|id| Id::read(&id)));
            let entrusted = of(&entrusted, &id);
            let class = class.and_then(|class| classes.get(&class).cloned());
            let teachers = class.as_ref().and_then(|class| teachers.get(&class.id).cloned()).unwrap_or_default();
            Ok((id, Self { class, teachers, entrusted }))
        };
        Ok(db.all(&sql, [on.to_string()], near)?.into_iter().collect())
    }

    /// The class, where the pupil is in one.
    pub(crate) fn class(&self) -> Option<(Id, ClassName)> {
        self.class.as_ref().map(|class| (class.id.clone(), class.name.clone()))
    }

    /// Whether somebody works with the pupil; `taught`: teaching in the class is enough.
    pub(crate) fn reached_by(&self, by: &Reader, taught: bool) -> bool {
        match self.sight(by) {
            None => false,
            Some(Sight::All) => true,
            Some(Sight::Taught(_)) => taught,
        }
    }

    /// Of what somebody sees the marks; None where she does not work with the pupil.
    pub(crate) fn sight(&self, by: &Reader) -> Option<Sight> {
        // A class of a year that is over is hers no longer: the next one of its name is other children.
        let stands = self.class.as_ref().filter(|class| by.now().date() <= class.days.1);
        let place = stands.map(Class::place).unwrap_or_default();
        let own = |policy: &Policy, people: &[Id]| authorise(policy, by, &Place { shared: people.to_vec(), ..Place::default() }).is_ok();
        if authorise(&OF_A_CLASS, by, &place).is_ok() || own(&ENTRUSTED, &self.entrusted) {
            return Some(Sight::All);
        }
        let hers = self.teachers.iter().filter(|(teacher, _)| stands.is_some() && own(&TEACHING, std::slice::from_ref(teacher)));
        let subjects: BTreeSet<String> = hers.map(|(_, subject)| folded(subject)).collect();
        (!subjects.is_empty()).then_some(Sight::Taught(subjects))
    }
}

fn pairs(db: &Db<'_>, sql: &str) -> Result<BTreeMap<Id, Vec<Id>>, Refusal> {
    let mut found: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for (of, person) in db.all(sql, [], |row| Ok((row.id("of")?, row.id("person")?)))? {
        found.entry(of).or_default().push(person);
    }
    Ok(found)
}
