//! Classes, a class with its pupils, loads, pupils who are looked for.

use std::collections::BTreeSet;

use jiff::civil::Date;
use records::text::folded;

use super::changes::stays;
use super::class::{CLASSES, Class};
use super::class_name::ClassName;
use super::entrusting::{self, Entrusted};
use super::merge::merged_into;
use super::one_relative::{ONES, Record, once_each};
use super::pupil::{Pupil, everybody};
use super::rights::{ASKING, KEEPERS, OF_A_CLASS, READING};
use super::sealed::{Relative, Who};
use crate::act::{Look, Version};
use crate::id::Id;
use crate::people::post::{name_among, names_apart, told_apart};
use crate::policy::{Place, Policy, authorise};
use crate::reader::Reader;
use crate::refusal::Refusal;
use crate::role::Role;
use crate::school::Year;
use crate::store::{Db, params};

/// `classes.see`: classes of the year work goes on in, as far as the reader keeps them. No name of a child is in it.
#[derive(Clone, Copy, Debug)]
pub struct Classes;

/// The classes of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassesShown {
    /// The year; None where none is open.
    pub year: Option<Year>,
    /// Its classes, in the order of their grades.
    pub classes: Vec<ClassLine>,
    /// Whether the reader keeps all of them.
    pub keeps: bool,
    /// Who can be a class teacher; empty for whoever does not keep all classes.
    pub staff: Vec<(Id, String)>,
}

/// A class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassLine {
    /// Id.
    pub id: Id,
    /// What it is called.
    pub name: ClassName,
    /// Its class teacher.
    pub teacher: Option<(Id, String)>,
    /// Whether its class teacher left: nobody is it now.
    pub gone: bool,
    /// Pupils in it.
    pub pupils: u32,
    /// The entry that made it so.
    pub entry: Version,
}

impl Look for Classes {
    const NAME: &'static str = "classes.see";
    const POLICY: Policy = ASKING;
    type Shown = ClassesShown;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<ClassesShown, Refusal> {
        let keeps = keeps(by);
        let year = Year::at_work(db, by.now().date())?;
        let mut classes = year.as_ref().map_or(Ok(Vec::new()), |year| lines(db, &year.id, by.now().date()))?;
        classes.retain(|(class, _)| hers(by, class));
        let classes = classes.into_iter().map(|(_, line)| line).collect();
        let staff = if keeps { staff(db)? } else { Vec::new() };
        Ok(ClassesShown { year, classes, keeps, staff })
    }
}

/// Whether the reader keeps all classes.
pub(super) fn keeps(by: &Reader) -> bool {
    authorise(&KEEPERS, by, &Place::default()).is_ok()
}

/// Whether a class is within the reader's reach.
fn hers(by: &Reader, class: &Class) -> bool {
    authorise(&OF_A_CLASS, by, &class.place()).is_ok()
}

/// Classes of a year, in the order of their grades.
fn lines(db: &Db<'_>, year: &Id, today: Date) -> Result<Vec<(Class, ClassLine)>, Refusal> {
    let sql = format!(
        "select class.*, (select count(distinct pupil) from enrolment where class = class.id and (to_day is null or to_day >= ?2)) as pupils
         from ({CLASSES} where school_class.year = ?1) as class"
    );
    let (names, left) = (names_apart(db)?, left(db)?);
    let mut lines = db.all(&sql, params![year.as_str(), today.to_string()], |row| {
        let class = Class::of(row)?;
        let teacher = class.teacher.clone().map(|teacher| (teacher.clone(), name_among(&names, &teacher)));
        let gone = class.teacher.as_ref().is_some_and(|teacher| left.contains(teacher));
        let (id, name) = (class.id.clone(), class.name.clone());
        let line = ClassLine { id, name, teacher, gone, pupils: row.get("pupils")?, entry: class.entry };
        Ok((class, line))
    })?;
    lines.sort_by(|(a, _), (b, _)| a.name.cmp(&b.name));
    Ok(lines)
}

/// People who do not work here any more.
fn left(db: &Db<'_>) -> Result<BTreeSet<Id>, Refusal> {
    Ok(db.all("select id from person where left_day is not null", [], |row| row.id("id"))?.into_iter().collect())
}

/// People who work here, as they are looked for; of two of one name each with what tells them apart.
pub(super) fn staff(db: &Db<'_>) -> Result<Vec<(Id, String)>, Refusal> {
    let sql = "select id, name from person where state <> 'locked' order by id";
    let mut staff = db.all(sql, [], |row| Ok((row.id("id")?, row.get::<String>("name")?)))?;
    staff.sort_by_key(|(_, name)| folded(name));
    told_apart(db, staff)
}

/// `class.see`: a class with its pupils and their families.
#[derive(Clone, Debug)]
pub struct ClassOf {
    /// Which class.
    pub class: Id,
}

/// A class with its pupils.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassShown {
    /// The class.
    pub class: ClassLine,
    /// Days of its year.
    pub days: (Date, Date),
    /// Its pupils, by name.
    pub pupils: Vec<PupilShown>,
    /// Whether the reader keeps all classes.
    pub keeps: bool,
    /// Other classes of the year, for whoever keeps them.
    pub others: Vec<(Id, ClassName)>,
    /// Who can be its class teacher, for whoever keeps classes.
    pub staff: Vec<(Id, String)>,
}

/// A pupil.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PupilShown {
    /// Id.
    pub id: Id,
    /// Who.
    pub who: Who,
    /// Since when in this class.
    pub from: Date,
    /// Until when, where that is known.
    pub to: Option<Date>,
    /// The family.
    pub family: Vec<RelativeShown>,
    /// The entry that made the pupil so.
    pub entry: Version,
}

/// Somebody of a family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelativeShown {
    /// Id.
    pub id: Id,
    /// Who.
    pub relative: Relative,
    /// How many other children she has.
    pub others: usize,
}

impl Look for ClassOf {
    const NAME: &'static str = "class.see";
    const POLICY: Policy = READING;
    type Shown = ClassShown;

    fn place(&self) -> Place {
        Place::of(&self.class)
    }

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<ClassShown, Refusal> {
        let class = Class::find(db, &self.class)?;
        authorise(&OF_A_CLASS, by, &class.place())?;
        let year = db.one("select year from school_class where id = ?", [class.id.as_str()], |row| row.id("year"))?;
        let all = year.map_or(Ok(Vec::new()), |year| lines(db, &year, by.now().date()))?;
        let keeps = keeps(by);
        let others = all.iter().filter(|(other, _)| keeps && other.id != class.id).map(|(other, _)| (other.id.clone(), other.name.clone()));
        let others = others.collect();
        let line = all.into_iter().find(|(one, _)| one.id == class.id).map(|(_, line)| line);
        let line = line.ok_or_else(|| Refusal::of(crate::refusal::Rule::NotThere).about([class.id.clone()]))?;
        let pupils = pupils(db, &class, by.now().date())?;
        let staff = if keeps { staff(db)? } else { Vec::new() };
        Ok(ClassShown { class: line, days: class.days, pupils, keeps, others, staff })
    }
}

/// Pupils of a class who have not left it, by name.
fn pupils(db: &Db<'_>, class: &Class, today: Date) -> Result<Vec<PupilShown>, Refusal> {
    let sql = "select pupil.id, pupil.names, pupil.entry, min(from_day) as from_day, max(coalesce(to_day, '9999-12-31')) as to_day
        from enrolment join pupil on pupil.id = enrolment.pupil
        where class = ? and (to_day is null or to_day >= ?) and merged_into is null group by pupil.id order by pupil.id";
    let open = Date::constant(9999, 12, 31);
    let rows = db.all(sql, params![class.id.as_str(), today.to_string()], |row| {
        let to = Some(row.day("to_day")?).filter(|to| *to != open);
        Ok((row.id("id")?, row.get::<Vec<u8>>("names")?, row.day("from_day")?, to, row.get("entry")?))
    })?;
    let shown = |(id, names, from, to, entry): (Id, Vec<u8>, Date, Option<Date>, Version)| {
        let family = family(db, &id)?;
        Ok(PupilShown { who: db.open_names(&names)?, id, from, to, family, entry })
    };
    let mut pupils = rows.into_iter().map(shown).collect::<Result<Vec<_>, Refusal>>()?;
    // The database cannot sort what is sealed: as people look for one another, ё beside е.
    pupils.sort_by_key(|pupil| folded(&pupil.who.name));
    Ok(pupils)
}

/// The family of a pupil, each person once.
fn family(db: &Db<'_>, pupil: &Id) -> Result<Vec<RelativeShown>, Refusal> {
    let sql = format!(
        "{ONES} select count(distinct relative.pupil) as n from relative join person on person.relative = relative.id
            where person.one = ?1 and relative.pupil <> ?2"
    );
    let shown = |record: Record| {
        let others = match &record.one {
            Some(one) => db.one(&sql, [one.as_str(), pupil.as_str()], |row| row.get("n"))?.unwrap_or(0),
            None => 0,
        };
        Ok(RelativeShown { id: record.id, relative: record.relative, others })
    };
    once_each(Record::of_pupil(db, pupil)?).into_iter().map(shown).collect()
}

/// `pupil.see`: a pupil with the family.
#[derive(Clone, Debug)]
pub struct PupilOf {
    /// Which pupil.
    pub pupil: Id,
}

/// A pupil on a page of her own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnePupil {
    /// The pupil.
    pub pupil: PupilShown,
    /// The class the pupil is in.
    pub class: Option<(Id, ClassName)>,
    /// Classes the pupil was in before: from, to.
    pub before: Vec<(ClassName, Date, Date)>,
    /// Classes the pupil is entered in for later: from when.
    pub later: Vec<(ClassName, Date)>,
    /// Records that were merged into this one: the merger, as it was written; for whoever keeps all classes.
    pub merged: Vec<(Id, Who)>,
    /// Classes to move into, for whoever keeps them.
    pub others: Vec<(Id, ClassName)>,
    /// Whom the pupil is entrusted to.
    pub entrusted: Vec<Entrusted>,
    /// Whom a pupil can be entrusted to, for whoever keeps all classes.
    pub trusted: Vec<(Id, String)>,
    /// Whether the reader keeps all classes.
    pub keeps: bool,
}

impl Look for PupilOf {
    const NAME: &'static str = "pupil.see";
    const POLICY: Policy = READING;
    type Shown = OnePupil;

    fn place(&self) -> Place {
        Place::of(&self.pupil)
    }

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<OnePupil, Refusal> {
        let pupil = Pupil::find(db, &self.pupil, by.now().date())?;
        authorise(&OF_A_CLASS, by, &pupil.place())?;
        let keeps = keeps(by);
        let classes = db.all(CLASSES, [], Class::of)?;
        let named = |id: &Id| classes.iter().find(|class| class.id == *id).map(|class| class.name.clone());
        let mut others = stays(db, &pupil.id)?;
        others.retain(|stay| pupil.now.as_ref().is_none_or(|now| now.id != stay.id));
        others.sort_by_key(|stay| stay.from);
        let (later, ended): (Vec<_>, Vec<_>) = others.into_iter().partition(|stay| by.now().date() < stay.from);
        let before = ended.into_iter().filter_map(|stay| Some((named(&stay.class)?, stay.from, stay.to?))).collect();
        let later = later.into_iter().filter_map(|stay| Some((named(&stay.class)?, stay.from))).collect();
        let now = pupil.now.as_ref().map(|stay| stay.class.clone());
        let merged = if keeps { merged_into(db, &pupil.id)? } else { Vec::new() };
        let year = Year::at_work(db, by.now().date())?;
        let others = match year.filter(|_| keeps) {
            Some(year) => lines(db, &year.id, by.now().date())?,
            None => Vec::new(),
        };
        let others = others.into_iter().filter(|(class, _)| now.as_ref().is_none_or(|now| now.id != class.id));
        let others = others.map(|(class, _)| (class.id, class.name)).collect();
        let family = family(db, &pupil.id)?;
        let from = pupil.now.as_ref().map_or_else(|| by.now().date(), |stay| stay.from);
        let entrusted = entrusting::of_pupil(db, &pupil.id)?;
        let trusted = if keeps { trusted(db, by.now().date())? } else { Vec::new() };
        let to = pupil.now.as_ref().and_then(|stay| stay.to);
        let shown = PupilShown { id: pupil.id, who: pupil.who, from, to, family, entry: pupil.entry };
        let class = now.map(|class| (class.id, class.name));
        Ok(OnePupil { pupil: shown, class, before, later, merged, others, entrusted, trusted, keeps })
    }
}

/// Psychologists and social teachers of this day.
fn trusted(db: &Db<'_>, today: Date) -> Result<Vec<(Id, String)>, Refusal> {
    let sql =
        "select distinct person.id, name from person join held_role on held_role.person = person.id where state <> 'locked' and role = ?1
        and from_day <= ?2 and (to_day is null or ?2 <= to_day) order by name, person.id";
    let names = names_apart(db)?;
    db.all(sql, params![Role::Psychologist.code(), today.to_string()], |row| row.id("id").map(|id| (id.clone(), name_among(&names, &id))))
}

/// `pupils.find`: pupils whose name has these words.
#[derive(Clone, Debug)]
pub struct FindPupils {
    /// Words, in any order and case, ё or е.
    pub words: String,
}

/// A pupil who was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Id.
    pub pupil: Id,
    /// Who.
    pub who: Who,
    /// The class, where the pupil is in one.
    pub class: Option<(Id, ClassName)>,
}

impl Look for FindPupils {
    const NAME: &'static str = "pupils.find";
    const POLICY: Policy = READING;
    type Shown = Vec<Found>;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<Vec<Found>, Refusal> {
        let words: Vec<String> = folded(&self.words).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let (classes, keeps) = (db.all(CLASSES, [], Class::of)?, keeps(by));
        let class = |id: &Id| classes.iter().find(|class| class.id == *id);
        let reach = |at: Option<&Id>| keeps || at.and_then(class).is_some_and(|class| hers(by, class));
        let fits = |who: &Who| {
            let name = folded(&who.name);
            words.iter().all(|word| name.contains(word.as_str()))
        };
        let found = everybody(db, by.now().date(), reach)?.into_iter().filter(|(_, who, _)| fits(who));
        let mut found: Vec<Found> = found
            .map(|(pupil, who, at)| {
                let class = at.as_ref().and_then(class).map(|class| (class.id.clone(), class.name.clone()));
                Found { pupil, who, class }
            })
            .collect();
        found.sort_by_cached_key(|found| (folded(&found.who.name), found.pupil.clone()));
        Ok(found)
    }
}

/// `loads.see`: who teaches what where.
#[derive(Clone, Copy, Debug)]
pub struct Loads;

/// The loads of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadsShown {
    /// Classes of the year.
    pub classes: Vec<(Id, ClassName)>,
    /// Loads, by teacher, subject, class.
    pub loads: Vec<LoadShown>,
    /// Who can be given one.
    pub staff: Vec<(Id, String)>,
}

/// A load.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadShown {
    /// Id.
    pub id: Id,
    /// The class.
    pub class: Id,
    /// The subject.
    pub subject: String,
    /// The teacher.
    pub teacher: (Id, String),
    /// Whether she left: nobody teaches it now.
    pub gone: bool,
}

impl Look for Loads {
    const NAME: &'static str = "loads.see";
    const POLICY: Policy = KEEPERS;
    type Shown = LoadsShown;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<LoadsShown, Refusal> {
        let year = Year::at_work(db, by.now().date())?;
        let Some(year) = year else { return Ok(LoadsShown { classes: Vec::new(), loads: Vec::new(), staff: staff(db)? }) };
        let classes = lines(db, &year.id, by.now().date())?.into_iter().map(|(class, _)| (class.id, class.name)).collect();
        let left = left(db)?;
        let sql = "select teaching_load.*, person.name from teaching_load join person on person.id = teaching_load.teacher
            join school_class on school_class.id = class where year = ? order by teaching_load.id";
        let mut loads = db.all(sql, [year.id.as_str()], |row| {
            let (teacher, subject) = ((row.id("teacher")?, row.get("name")?), row.get("subject")?);
            Ok(LoadShown { id: row.id("id")?, class: row.id("class")?, subject, gone: left.contains(&teacher.0), teacher })
        })?;
        let names = names_apart(db)?;
        for load in &mut loads {
            load.teacher.1 = name_among(&names, &load.teacher.0);
        }
        loads.sort_by_cached_key(|load| (folded(&load.teacher.1), load.teacher.0.clone(), folded(&load.subject)));
        Ok(LoadsShown { classes, loads, staff: staff(db)? })
    }
}
