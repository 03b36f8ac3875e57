//! A class of a year, and its class teacher: with the class she gets the right to see and keep it, for that year.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;
use words::{Word, acts};

use super::class_name::ClassName;
use super::rights::KEEPERS;
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::people::give;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Door, Field, Refusal, Rule};
use crate::role::{Grant, Role, Scope};
use crate::store::{Db, Row, Tx, params};
use crate::texts::day;
use crate::world::World;

/// A class as it stands.
#[derive(Clone)]
pub struct Class {
    pub(super) id: Id,
    pub(super) name: ClassName,
    pub(super) teacher: Option<Id>,
    pub(super) entry: Version,
    /// Days of its year.
    pub(super) days: (Date, Date),
}

impl ClassName {
    /// Classes of a year, in the order of their grades.
    pub(crate) fn of_year(db: &Db<'_>, year: &Id) -> Result<Vec<Self>, Refusal> {
        let name = |row: &Row<'_>| Ok(Self { grade: row.get("grade")?, letter: row.get("letter")? });
        let mut all = db.all("select grade, letter from school_class where year = ?", [year.as_str()], name)?;
        all.sort();
        Ok(all)
    }
}

pub(super) const CLASSES: &str =
    "select school_class.*, first_day, last_day from school_class join school_year on school_year.id = school_class.year";

impl Class {
    pub(super) fn of(row: &Row<'_>) -> Result<Self, Refusal> {
        Ok(Self {
            id: row.id("id")?,
            name: ClassName { grade: row.get("grade")?, letter: row.get("letter")? },
            teacher: row.get::<Option<String>>("teacher")?.and_then(|id| Id::read(&id)),
            entry: row.get("entry")?,
            days: (row.day("first_day")?, row.day("last_day")?),
        })
    }

    pub(crate) fn find(db: &Db<'_>, id: &Id) -> Result<Self, Refusal> {
        let found = db.one(&format!("{CLASSES} where school_class.id = ?"), [id.as_str()], Self::of)?;
        found.ok_or_else(|| Refusal::of(Rule::NotThere).about([id.clone()]))
    }

    /// Where it stands, for rights: a class teacher's grant names it.
    pub(crate) fn place(&self) -> Place {
        Place { class: Some(self.name.to_string()), days: Some(self.days), ..Place::of(&self.id) }
    }

    /// The class of a year that is written so; None where there is none.
    pub(crate) fn written(db: &Db<'_>, year: &Id, text: &str) -> Result<Option<Self>, Refusal> {
        let Some(ClassName { grade, letter }) = ClassName::read(text) else { return Ok(None) };
        db.one(&format!("{CLASSES} where year = ? and grade = ? and letter = ?"), params![year.as_str(), grade, letter], Self::of)
    }

    /// What it is called.
    pub(crate) fn called(&self) -> &ClassName {
        &self.name
    }

    /// Pupils who are in it on a day, or on the day of its year nearest to it; no name.
    pub(crate) fn members(&self, db: &Db<'_>, on: Date) -> Result<Vec<Id>, Refusal> {
        let sql = "select distinct pupil.id from enrolment join pupil on pupil.id = enrolment.pupil
            where class = ?1 and from_day <= ?2 and (to_day is null or to_day >= ?2) and merged_into is null order by pupil.id";
        let on = on.clamp(self.days.0, self.days.1).to_string();
        db.all(sql, params![self.id.as_str(), on], |row| row.id("id"))
    }

    /// Pupils who are or were in it; no name.
    pub(crate) fn ever(&self, db: &Db<'_>) -> Result<BTreeSet<Id>, Refusal> {
        let sql =
            "select distinct pupil.id from enrolment join pupil on pupil.id = enrolment.pupil where class = ?1 and merged_into is null";
        Ok(db.all(sql, [self.id.as_str()], |row| row.id("id"))?.into_iter().collect())
    }

    /// The grant of its class teacher.
    fn grant(&self, from: Date) -> Grant {
        Grant { role: Role::ClassTeacher, scope: Scope::Class(self.name.to_string()), from, to: Some(self.days.1), instead_of: None }
    }
}

/// Whether somebody works here who can be given a class or a subject.
pub(super) fn works_here(db: &Db<'_>, person: &Id) -> Result<(), Refusal> {
    let sql = "select id from person where id = ? and state <> 'locked'";
    let found = db.one(sql, [person.as_str()], |row| row.id("id"))?;
    found.map(drop).ok_or_else(|| Refusal::of(Rule::NotThere).about([person.clone()]))
}

fn entrust(tx: &mut Tx<'_>, class: &Class, teacher: &Id) -> Result<(), Refusal> {
    let (first, last) = class.days;
    // The class of that name in the year before is other children.
    let sql = "select max(last_day) as last from school_year where first_day < ?";
    let before = tx.one(sql, [first.to_string()], |row| day(row, "last"))?.flatten();
    let from = before.and_then(|before| before.tomorrow().ok()).map_or(tx.today(), |from| from.max(tx.today()));
    if from <= last { give(tx, teacher, &class.grant(from)).map(drop) } else { Ok(()) }
}

fn relieve(tx: &mut Tx<'_>, class: &Class) -> Result<(), Refusal> {
    let Some(teacher) = &class.teacher else { return Ok(()) };
    let Grant { role, scope, .. } = class.grant(class.days.0);
    // Of this year: another year's class of the name is other children.
    let sql = "delete from held_role where person = ? and role = ? and scope = ? and to_day = ?";
    tx.change(sql, params![teacher.as_str(), role.code(), scope.written(), class.days.1.to_string()]).map(drop)
}

/// Adds a class; whoever asks has looked that there is none.
pub(crate) fn add(tx: &mut Tx<'_>, year: &Id, name: &ClassName, teacher: Option<&Id>) -> Result<Id, Refusal> {
    let (id, entry) = (tx.new_id("class")?, tx.entry());
    let sql = "insert into school_class (id, year, grade, letter, teacher, entry) values (?, ?, ?, ?, ?, ?)";
    tx.change(sql, params![id.as_str(), year.as_str(), name.grade, name.letter, teacher.map(Id::as_str), entry])?;
    if let Some(teacher) = teacher {
        let class = Class::find(tx, &id)?;
        entrust(tx, &class, teacher)?;
    }
    Ok(id)
}

/// Names another class teacher, or none.
pub(super) fn set_teacher(tx: &mut Tx<'_>, class: &Class, teacher: Option<&Id>) -> Result<(), Refusal> {
    relieve(tx, class)?;
    let entry = tx.entry();
    let sql = "update school_class set teacher = ?2, entry = ?3 where id = ?1";
    tx.change(sql, params![class.id.as_str(), teacher.map(Id::as_str), entry])?;
    teacher.map_or(Ok(()), |teacher| entrust(tx, class, teacher))
}

/// Removes a class nobody is in, with what its teacher holds by it.
pub(crate) fn remove(tx: &mut Tx<'_>, class: &Class) -> Result<(), Refusal> {
    relieve(tx, class)?;
    tx.change("delete from school_class where id = ?", [class.id.as_str()]).map(drop)
}

/// `class.add`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AddClass {
    /// In which year.
    pub year: Id,
    /// What it is called.
    pub class: ClassName,
    /// Its class teacher, where there is one already.
    pub teacher: Option<Id>,
}

impl Act for AddClass {
    const NAME: &'static str = "class.add";
    const SAID: Word = acts::class_add;
    const POLICY: Policy = KEEPERS;
    /// Whether there is such a class.
    type Seen = bool;
    type Done = Id;

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<bool, Refusal> {
        let year = tx.one("select id from school_year where id = ? and state = 'opened'", [self.year.as_str()], |row| row.id("id"))?;
        year.ok_or_else(|| Refusal::of(Rule::NotThere).about([self.year.clone()]))?;
        self.teacher.as_ref().map_or(Ok(()), |teacher| works_here(tx, teacher))?;
        let sql = "select id from school_class where year = ? and grade = ? and letter = ?";
        Ok(tx.one(sql, params![self.year.as_str(), self.class.grade, self.class.letter], |row| row.id("id"))?.is_some())
    }

    fn place(&self, _seen: &bool) -> Place {
        Place::of(&self.year)
    }

    fn check(&self, _by: &Reader, there: &bool) -> Result<(), Refusal> {
        match () {
            () if !self.class.fits() => Err(Refusal::of(Rule::Wrong(Field::ClassName))),
            () if *there => Err(Refusal::of(Rule::ClassThere)),
            () => Ok(()),
        }
    }

    fn apply(self, _there: bool, tx: &mut Tx<'_>) -> Result<Id, Refusal> {
        add(tx, &self.year, &self.class, self.teacher.as_ref())
    }

    fn said(done: &Id) -> Said {
        Said::of("class", done)
    }

    fn sample(world: &World) -> Self {
        Self { year: world.year.clone(), class: ClassName { grade: 8, letter: "В".into() }, teacher: Some(world.active.clone()) }
    }
}

/// `class.teacher`: who is its class teacher from today on; None = nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SetClassTeacher {
    /// Of which class.
    pub class: Id,
    /// As it was shown.
    pub seen: Version,
    /// Who.
    pub teacher: Option<Id>,
}

impl Act for SetClassTeacher {
    const NAME: &'static str = "class.teacher";
    const SAID: Word = acts::class_teacher;
    const POLICY: Policy = KEEPERS;
    type Seen = Class;
    type Done = (Id, Option<Id>);

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.class.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Class, Refusal> {
        self.teacher.as_ref().map_or(Ok(()), |teacher| works_here(tx, teacher))?;
        Class::find(tx, &self.class)
    }

    fn place(&self, seen: &Class) -> Place {
        seen.place()
    }

    fn check(&self, by: &Reader, seen: &Class) -> Result<(), Refusal> {
        let refusal = |rule| Refusal::of(rule).about([seen.id.clone()]);
        // A right held for some days for somebody gives none to keep.
        let lent = !by.grants().any(|grant| grant.instead_of.is_none() && matches!(grant.role, Role::Head | Role::DeputyHead));
        if lent && self.teacher.is_some() && self.teacher.as_ref() == by.person() {
            return Err(refusal(Rule::Oneself));
        }
        if seen.teacher == self.teacher { Err(refusal(Rule::NothingChanged)) } else { Ok(()) }
    }

    fn apply(self, seen: Class, tx: &mut Tx<'_>) -> Result<Self::Done, Refusal> {
        set_teacher(tx, &seen, self.teacher.as_ref())?;
        Ok((seen.id, self.teacher))
    }

    fn said((class, teacher): &Self::Done) -> Said {
        let said = Said::of("class", class);
        match teacher {
            Some(teacher) => said.id("person", teacher),
            None => said,
        }
    }

    fn sample(world: &World) -> Self {
        Self { class: world.roster.class.clone(), seen: 1, teacher: Some(world.active.clone()) }
    }
}

/// `class.remove`: as long as nobody is or was in it and nobody teaches in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RemoveClass {
    /// Which class.
    pub class: Id,
    /// As it was shown.
    pub seen: Version,
}

impl Act for RemoveClass {
    const NAME: &'static str = "class.remove";
    const SAID: Word = acts::class_remove;
    const POLICY: Policy = KEEPERS;
    /// The class, and what stands on it.
    type Seen = (Class, Vec<Id>);
    type Done = Id;

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.class.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Self::Seen, Refusal> {
        Ok((Class::find(tx, &self.class)?, standing_on(tx, &self.class)?))
    }

    fn place(&self, (class, _): &Self::Seen) -> Place {
        class.place()
    }

    fn check(&self, _by: &Reader, (_, on_it): &Self::Seen) -> Result<(), Refusal> {
        if on_it.is_empty() { Ok(()) } else { Err(Refusal::of(Rule::StandsOnIt).about(on_it.clone()).instead(Door::Again)) }
    }

    fn apply(self, (class, _): Self::Seen, tx: &mut Tx<'_>) -> Result<Id, Refusal> {
        remove(tx, &class)?;
        Ok(self.class)
    }

    fn said(done: &Id) -> Said {
        Said::of("class", done)
    }

    fn sample(world: &World) -> Self {
        Self { class: world.roster.empty.clone(), seen: 1 }
    }
}

/// Pupils, loads and procedures of a class.
pub(super) fn standing_on(db: &Db<'_>, class: &Id) -> Result<Vec<Id>, Refusal> {
    let sql = "select pupil as id from enrolment where class = ?1 union select id from teaching_load where class = ?1
        union select procedure from procedure_class where class = ?1 order by id";
    db.all(sql, [class.as_str()], |row| row.id("id"))
}
