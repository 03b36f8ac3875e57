//! A pupil: enters a class, is written otherwise, moves to another class, leaves.

use jiff::civil::Date;
use serde::Serialize;
use words::{Word, acts};

use super::class::Class;
use super::rights::{KEEPERS, OF_A_CLASS};
use super::sealed::Who;
use super::stay::{ON_DAY, Stay, enrol, next, relocate};
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Conflict, Door, Field, Refusal, Rule};
use crate::school::{Edit, Standing, plan_begins};
use crate::store::{Db, Row, Tx, params};
use crate::world::World;

/// A pupil as it stands.
pub struct Pupil {
    pub(super) id: Id,
    pub(super) who: Who,
    pub(super) entry: Version,
    /// Where the pupil is on the day that was asked about: since when, in which class.
    pub(super) now: Option<Stay>,
}

impl Pupil {
    /// A pupil as of a day; one that was merged into another is not there any more.
    pub(super) fn find(db: &Db<'_>, id: &Id, on: Date) -> Result<Self, Refusal> {
        let sql = "select names, entry from pupil where id = ? and merged_into is null";
        let found = db.one(sql, [id.as_str()], |row| Ok((row.get::<Vec<u8>>("names")?, row.get("entry")?)))?;
        let (names, entry) = found.ok_or_else(|| Refusal::of(Rule::NotThere).about([id.clone()]))?;
        Ok(Self { id: id.clone(), who: db.open_names(&names)?, entry, now: Stay::on(db, id, on)? })
    }

    /// Where the pupil stands, for rights: where her class is.
    pub(super) fn place(&self) -> Place {
        let class = self.now.as_ref().map(|stay| stay.class.place());
        Place { id: Some(self.id.clone()), ..class.unwrap_or_default() }
    }
}

/// A pupil, and the class they are in.
pub(super) type Placed = (Id, Who, Option<Id>);

/// Pupils who are not merged, with the class each is in on a day. Only names of classes that `reach` are opened.
pub(super) fn everybody(db: &Db<'_>, on: Date, reach: impl Fn(Option<&Id>) -> bool) -> Result<Vec<Placed>, Refusal> {
    let sql = format!(
        "select id, names, (select class from enrolment where enrolment.id = {ON_DAY}) as class from pupil where merged_into is null order by id"
    );
    let class = |row: &Row<'_>| Ok::<_, Refusal>(row.get::<Option<String>>("class")?.and_then(|id| Id::read(&id)));
    let rows = db.all(&sql, [on.to_string()], |row| Ok((row.id("id")?, row.get::<Vec<u8>>("names")?, class(row)?)))?;
    let reached = rows.into_iter().filter(|(.., class)| reach(class.as_ref()));
    let (places, sealed): (Vec<_>, Vec<_>) = reached.map(|(id, names, class)| ((id, class), names)).unzip();
    Ok(places.into_iter().zip(db.open_many(&sealed)?).map(|((id, class), who)| (id, who, class)).collect())
}

/// Adds a pupil.
pub(super) fn add(tx: &mut Tx<'_>, who: &Who) -> Result<Id, Refusal> {
    let (id, entry, names) = (tx.new_id("pupil")?, tx.entry(), tx.seal_names(who)?);
    tx.change("insert into pupil (id, names, entry) values (?, ?, ?)", params![id.as_str(), names, entry])?;
    Ok(id)
}

/// Writes a pupil otherwise.
pub(super) fn write(tx: &mut Tx<'_>, pupil: &Id, who: &Who) -> Result<(), Refusal> {
    let (entry, names) = (tx.entry(), tx.seal_names(who)?);
    tx.change("update pupil set names = ?2, entry = ?3 where id = ?1", params![pupil.as_str(), names, entry]).map(drop)
}

/// `pupil.add`. What names the child is not written into the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AddPupil {
    /// Into which class.
    pub class: Id,
    /// Who.
    #[serde(skip)]
    pub who: Who,
    /// From which day.
    pub from: Date,
    /// Another pupil of the same name is there, and this is not that one.
    pub another: bool,
}

/// What has to be known to add a pupil.
pub struct Adding {
    class: Class,
    /// Pupils who may be the same: by number, by name and birthday, or by name in the same class where a birthday is not known.
    alike: Vec<Id>,
}

impl Act for AddPupil {
    const NAME: &'static str = "pupil.add";
    const SAID: Word = acts::pupil_add;
    const POLICY: Policy = OF_A_CLASS;
    type Seen = Adding;
    /// The pupil and the class.
    type Done = [Id; 2];

    fn kept_back(&self) -> Vec<String> {
        self.who.typed()
    }

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Adding, Refusal> {
        let class = Class::find(tx, &self.class)?;
        let who = self.who.clone().tidy();
        let may_be = |other: &Who, at: Option<&Id>| other.same(&who).unwrap_or(at == Some(&self.class) || other.contradicts(&who));
        let alike = everybody(tx, tx.today(), |_| true)?.into_iter().filter(|(_, other, at)| may_be(other, at.as_ref())).map(|(id, ..)| id);
        Ok(Adding { class, alike: alike.collect() })
    }

    fn place(&self, seen: &Adding) -> Place {
        seen.class.place()
    }

    fn check(&self, _by: &Reader, seen: &Adding) -> Result<(), Refusal> {
        let refusal = |rule| Refusal::of(rule).about([seen.class.id.clone()]);
        self.who.fits().and(within(self.from, &seen.class)).map_err(refusal)?;
        if seen.alike.is_empty() || self.another { Ok(()) } else { Err(refusal(Rule::PupilThere).instead(Door::Again)) }
    }

    fn apply(self, seen: Adding, tx: &mut Tx<'_>) -> Result<[Id; 2], Refusal> {
        let pupil = add(tx, &self.who.tidy())?;
        enrol(tx, &pupil, &seen.class.id, self.from)?;
        Ok([pupil, seen.class.id])
    }

    fn said([pupil, class]: &[Id; 2]) -> Said {
        Said::of("pupil", pupil).id("class", class)
    }

    fn sample(world: &World) -> Self {
        let who = Who { name: "Сосновский Лев".into(), born: Some(Date::constant(2013, 3, 8)), number: String::new() };
        Self { class: world.roster.class.clone(), who, from: world.today, another: false }
    }
}

/// A stay lies in the year of its class.
fn within(day: Date, class: &Class) -> Result<(), Rule> {
    let (first, last) = class.days;
    let from = plan_begins(first);
    if (from..=last).contains(&day) { Ok(()) } else { Err(Rule::DayNotBetween(Field::EnrolmentDay, from, last)) }
}

/// `pupil.change`: written otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangePupil {
    /// Which pupil.
    pub pupil: Id,
    /// As it was shown.
    pub seen: Version,
    /// What was shown.
    #[serde(skip)]
    pub was: Who,
    /// As it is from now on.
    #[serde(skip)]
    pub who: Who,
}

impl ChangePupil {
    /// What was typed over what was shown, beside what stands there now.
    fn over(&self, now: &Pupil) -> Result<Who, Rule> {
        let (was, wanted) = (&self.was, self.who.clone().tidy());
        let text = |field, opened: &String, wanted: String, value: &String| {
            let standing = Standing { value: value.clone(), entry: now.entry };
            let changed = Edit { opened: opened.clone(), wanted }.against(&standing, field, String::clone)?;
            Ok::<_, Conflict>(changed.unwrap_or(standing.value))
        };
        let name = text(Field::PersonName, &was.name, wanted.name, &now.who.name);
        let number = text(Field::PupilNumber, &was.number, wanted.number, &now.who.number);
        let standing = Standing { value: now.who.born, entry: now.entry };
        let day = |day: &Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let born = Edit { opened: was.born, wanted: wanted.born }.against(&standing, Field::Born, day);
        match (name, number, born) {
            (Ok(name), Ok(number), Ok(born)) => Ok(Who { name, born: born.unwrap_or(standing.value), number }),
            (name, number, born) => Err(Rule::ChangedMeanwhile(name.err().into_iter().chain(number.err()).chain(born.err()).collect())),
        }
    }
}

impl Act for ChangePupil {
    const NAME: &'static str = "pupil.change";
    const SAID: Word = acts::pupil_change;
    const POLICY: Policy = OF_A_CLASS;
    type Seen = Pupil;
    type Done = Id;

    fn kept_back(&self) -> Vec<String> {
        self.who.typed()
    }

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.pupil.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Pupil, Refusal> {
        Pupil::find(tx, &self.pupil, tx.today())
    }

    fn place(&self, seen: &Pupil) -> Place {
        seen.place()
    }

    fn check(&self, _by: &Reader, seen: &Pupil) -> Result<(), Refusal> {
        let refusal = |rule| Refusal::of(rule).about([seen.id.clone()]);
        self.who.fits().map_err(refusal)?;
        if self.over(seen).map_err(refusal)? == seen.who { Err(refusal(Rule::NothingChanged)) } else { Ok(()) }
    }

    fn apply(self, seen: Pupil, tx: &mut Tx<'_>) -> Result<Id, Refusal> {
        let who = self.over(&seen).map_err(Refusal::of)?;
        write(tx, &seen.id, &who)?;
        Ok(seen.id)
    }

    fn said(done: &Id) -> Said {
        Said::of("pupil", done)
    }

    fn sample(world: &World) -> Self {
        let named = |name: &str| Who { name: name.into(), ..Who::default() };
        Self { pupil: world.roster.pupil.clone(), seen: 1, was: named("Ёлкин Пётр"), who: named("Ёлкин Пётр Ильич") }
    }
}

/// `pupil.move`: into another class from a day on, or out of the school after it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MovePupil {
    /// Which pupil.
    pub pupil: Id,
    /// As it was shown.
    pub seen: Version,
    /// Into which class; None = leaves the school.
    pub to: Option<Id>,
    /// First day there; the last one here for a pupil who leaves.
    pub on: Date,
}

impl Act for MovePupil {
    const NAME: &'static str = "pupil.move";
    const SAID: Word = acts::pupil_move;
    const POLICY: Policy = KEEPERS;
    /// The pupil as of that day, the class moved into, and the day from which the pupil is entered for something later.
    type Seen = (Pupil, Option<Class>, Option<Date>);
    type Done = (Id, Option<Id>);

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.pupil.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Self::Seen, Refusal> {
        let to = self.to.as_ref().map(|class| Class::find(tx, class)).transpose()?;
        Ok((Pupil::find(tx, &self.pupil, self.on)?, to, next(tx, &self.pupil, self.on)?))
    }

    fn place(&self, (pupil, ..): &Self::Seen) -> Place {
        pupil.place()
    }

    fn check(&self, by: &Reader, (pupil, to, later): &Self::Seen) -> Result<(), Refusal> {
        let refusal = |rule| Refusal::of(rule).about([pupil.id.clone()]);
        let begun = later.filter(|later| *later <= by.now().date());
        let rule = match (&pupil.now, to, begun) {
            (None, None, _) => Err(Rule::NoSuchStep),
            // A stay that has begun is not passed over.
            (Some(now), _, Some(begun)) => Err(Rule::DayNotBetween(Field::EnrolmentDay, begun, now.class.days.1.max(begun))),
            (Some(now), None, _) if now.over_by(self.on) && later.is_none() => Err(Rule::NoSuchStep),
            (Some(now), Some(to), _) if now.class.id == to.id && !now.over_by(self.on) => Err(Rule::NothingChanged),
            (Some(now), ..) if self.on < now.from => Err(Rule::DayNotBetween(Field::EnrolmentDay, now.from, now.class.days.1)),
            (_, Some(to), _) => within(self.on, to),
            (Some(now), None, _) => within(self.on, &now.class),
        };
        rule.map_err(refusal)
    }

    fn apply(self, (pupil, to, _): Self::Seen, tx: &mut Tx<'_>) -> Result<Self::Done, Refusal> {
        relocate(tx, &pupil.id, pupil.now.as_ref(), to.as_ref(), self.on)?;
        Ok((pupil.id, self.to))
    }

    fn said((pupil, to): &Self::Done) -> Said {
        let said = Said::of("pupil", pupil);
        match to {
            Some(class) => said.id("class", class),
            None => said,
        }
    }

    fn sample(world: &World) -> Self {
        Self { pupil: world.roster.pupil.clone(), seen: 1, to: Some(world.roster.empty.clone()), on: world.today }
    }
}
