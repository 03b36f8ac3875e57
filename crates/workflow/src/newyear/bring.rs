//! The rows of a year that is carried on, each noted with what it came from and what stood there before.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::ground::Ground;
use super::proposal::{ClassUp, Fate, LoadUp, Proposal, PupilUp};
use crate::act::Version;
use crate::coded::coded;
use crate::id::Id;
use crate::plan::{begin_again, owners};
use crate::refusal::{Refusal, Rule};
use crate::roster::{ClassName, StayBefore, add_class, add_load, end_stay, enrol, stays};
use crate::school::{Year, add_year};
use crate::store::{Tx, params};
use crate::texts::written;

/// How much a carrying brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarriedTold {
    /// Whether the year was opened by it.
    pub opened: bool,
    /// Classes made.
    pub classes: u32,
    /// Pupils put into a class.
    pub pupils: u32,
    /// Pupils who leave.
    pub leave: u32,
    /// Pupils of whom it is decided later.
    pub stay: u32,
    /// Loads.
    pub loads: u32,
    /// Measures.
    pub measures: u32,
}

coded! {
    /// One change of a carrying.
    Step {
        /// The year was opened.
        Year = "year",
        /// A class was made.
        Class = "class",
        /// A pupil was put into a class of the next year, or left.
        Place = "place",
        /// A load was entered.
        Load = "load",
        /// A plan was begun.
        Plan = "plan",
        /// A measure was taken into it.
        Measure = "measure",
    }
}

/// Where a pupil stood before.
#[derive(Serialize, Deserialize)]
pub(super) struct StoodBefore {
    /// Stays.
    pub stays: Vec<StayBefore>,
    /// The entry that had made the pupil so.
    pub entry: Version,
}

/// A carrying that is being written.
pub(super) struct Bringing {
    pub carry: Id,
    pub to: Id,
    from: Year,
    first_day: Date,
    next: u32,
    classes: BTreeMap<ClassName, Id>,
    pub told: CarriedTold,
}

impl Bringing {
    /// Begins one; the year is opened where it is not.
    pub(super) fn begin(tx: &mut Tx<'_>, ground: &Ground, days: (Date, Date)) -> Result<Self, Refusal> {
        let (carry, entry) = (tx.new_id("carry")?, tx.entry());
        let (to, first_day, opened) = match &ground.to {
            Some(year) => (year.id.clone(), year.first_day, false),
            None => (add_year(tx, days.0, days.1)?, days.0, true),
        };
        let by = tx.by().cloned().ok_or(Refusal::of(Rule::NotAllowed))?;
        let sql = "insert into year_carry (id, from_year, to_year, told, by_person, day, entry) values (?, ?, ?, '', ?, ?, ?)";
        let day = tx.today().to_string();
        tx.change(sql, params![carry.as_str(), ground.from.id.as_str(), to.as_str(), by.as_str(), day, entry])?;
        let (from, classes) = (ground.from.clone(), ground.there.clone());
        let told = CarriedTold { opened, ..CarriedTold::default() };
        let mut bringing = Self { carry, to: to.clone(), from, first_day, next: 0, classes, told };
        if opened {
            bringing.note(tx, Step::Year, &to, None, None)?;
        }
        Ok(bringing)
    }

    fn note(&mut self, tx: &mut Tx<'_>, step: Step, thing: &Id, source: Option<&Id>, before: Option<String>) -> Result<(), Refusal> {
        self.next += 1;
        let sql = "insert into year_change (carry, ordinal, step, thing, source, before) values (?, ?, ?, ?, ?, ?)";
        let with = params![self.carry.as_str(), self.next, step.code(), thing.as_str(), source.map(Id::as_str), before];
        tx.change(sql, with).map(drop)
    }

    /// Writes everything that was proposed, and how much that was.
    pub(super) fn all(&mut self, tx: &mut Tx<'_>, ground: Ground, proposal: &Proposal) -> Result<(), Refusal> {
        proposal.classes.iter().filter(|class| class.made).try_for_each(|class| self.class(tx, class))?;
        proposal.pupils.iter().try_for_each(|pupil| self.pupil(tx, pupil))?;
        proposal.loads.iter().filter(|load| load.goes).try_for_each(|load| self.load(tx, load))?;
        let goes = |measure: &Id| {
            let all = proposal.plans.iter().flat_map(|plan| &plan.measures);
            all.into_iter().any(|again| again.measure == *measure && again.goes)
        };
        for mut plan in ground.plans {
            plan.measures.retain(|measure| goes(&measure.id));
            if !plan.measures.is_empty() {
                self.plan(tx, plan)?;
            }
        }
        let told = written(&self.told)?;
        tx.change("update year_carry set told = ?2 where id = ?1", params![self.carry.as_str(), told]).map(drop)
    }

    fn class(&mut self, tx: &mut Tx<'_>, class: &ClassUp) -> Result<(), Refusal> {
        let Some(name) = &class.above else { return Ok(()) };
        let id = add_class(tx, &self.to, name, class.teacher.as_ref())?;
        self.classes.insert(name.clone(), id.clone());
        self.told.classes += 1;
        self.note(tx, Step::Class, &id, Some(&class.class), None)
    }

    fn at(&self, name: &ClassName) -> Result<Id, Refusal> {
        self.classes.get(name).cloned().ok_or(Refusal::of(Rule::NotThere))
    }

    /// The old stay ends with the old year; the new one begins with the new.
    fn pupil(&mut self, tx: &mut Tx<'_>, pupil: &PupilUp) -> Result<(), Refusal> {
        let Some((stay, began)) = pupil.stay.as_ref().filter(|_| pupil.fate != Fate::Stays) else {
            self.told.stay += u32::from(pupil.stay.is_some());
            return Ok(());
        };
        let entry = tx.one("select entry from pupil where id = ?", [pupil.pupil.as_str()], |row| row.get("entry"))?;
        let before = StoodBefore { stays: stays(tx, &pupil.pupil)?, entry: entry.ok_or(Refusal::of(Rule::NotThere))? };
        end_stay(tx, stay, self.from.last_day.max(*began))?;
        match &pupil.fate {
            Fate::Into(name) => {
                let class = self.at(name)?;
                enrol(tx, &pupil.pupil, &class, self.first_day)?;
                self.told.pupils += 1;
            }
            Fate::Leaves | Fate::Stays => self.told.leave += 1,
        }
        let entry = tx.entry();
        tx.change("update pupil set entry = ?2 where id = ?1", params![pupil.pupil.as_str(), entry])?;
        self.note(tx, Step::Place, &pupil.pupil, Some(stay), Some(written(&before)?))
    }

    fn load(&mut self, tx: &mut Tx<'_>, load: &LoadUp) -> Result<(), Refusal> {
        let Some(above) = &load.above else { return Ok(()) };
        let class = self.at(above)?;
        let id = add_load(tx, &class, &load.subject, &load.teacher.0)?;
        self.told.loads += 1;
        self.note(tx, Step::Load, &id, Some(&load.load), None)
    }

    fn plan(&mut self, tx: &mut Tx<'_>, plan: crate::plan::Earlier) -> Result<(), Refusal> {
        let (was, people): (Id, BTreeMap<Id, Vec<Id>>) =
            (plan.id.clone(), plan.measures.iter().map(|measure| (measure.id.clone(), measure.people.clone())).collect());
        let (id, measures) = begin_again(tx, &self.to, plan)?;
        self.note(tx, Step::Plan, &id, Some(&was), None)?;
        for (source, measure) in measures {
            self.told.measures += 1;
            let with = people.get(&source).map(Vec::as_slice).unwrap_or_default();
            self.note(tx, Step::Measure, &measure, Some(&source), Some(owners(with)?))?;
        }
        Ok(())
    }
}
