//! Who works with a pupil: the head and her deputies with all, a class teacher with those of her class, a teacher with those she teaches, a
//! psychologist with those who are entrusted to her.

use std::collections::BTreeMap;

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

/// A pupil, and who is near: no name.
#[derive(Clone)]
pub(crate) struct Near {
    /// The class the pupil is in on the day.
    class: Option<Class>,
    /// Who teaches in that class.
    teachers: Vec<Id>,
    /// Whom the pupil is entrusted to.
    entrusted: Vec<Id>,
}

impl Near {
    /// Every pupil who is not merged into another, as of a day.
    pub(crate) fn all(db: &Db<'_>, on: Date) -> Result<BTreeMap<Id, Self>, Refusal> {
        let classes: BTreeMap<Id, Class> =
            db.all(CLASSES, [], |row| Class::of(row).map(|class| (class.id.clone(), class)))?.into_iter().collect();
        let teachers = pairs(db, "select class as of, teacher as person from teaching_load order by id")?;
        let entrusted = pairs(db, "select pupil as of, person from entrustment order by id")?;
        let sql = format!(
            "select id, (select class from enrolment where enrolment.id = {ON_DAY}) as class from pupil where merged_into is null order by id"
        );
        let of = |rows: &BTreeMap<Id, Vec<Id>>, id: &Id| rows.get(id).cloned().unwrap_or_default();
        let near = |row: &crate::store::Row<'_>| {
            let (id, class) = (row.id("id")?, row.get::<Option<String>>("class")?.and_then(|id| Id::read(&id)));
            let entrusted = of(&entrusted, &id);
            let class = class.and_then(|class| classes.get(&class).cloned());
            let teachers = class.as_ref().map(|class| of(&teachers, &class.id)).unwrap_or_default();
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
        // A class of a year that is over is hers no longer: the next one of its name is other children.
        let stands = self.class.as_ref().filter(|class| by.now().date() <= class.days.1);
        let place = stands.map(Class::place).unwrap_or_default();
        let own = |policy: &Policy, people: &[Id]| authorise(policy, by, &Place { shared: people.to_vec(), ..Place::default() }).is_ok();
        authorise(&OF_A_CLASS, by, &place).is_ok()
            || own(&ENTRUSTED, &self.entrusted)
            || (taught && stands.is_some() && own(&TEACHING, &self.teachers))
    }
}

fn pairs(db: &Db<'_>, sql: &str) -> Result<BTreeMap<Id, Vec<Id>>, Refusal> {
    let mut found: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for (of, person) in db.all(sql, [], |row| Ok((row.id("of")?, row.id("person")?)))? {
        found.entry(of).or_default().push(person);
    }
    Ok(found)
}
