//! What a schedule is held against: everything that is entered, who teaches what, the calendar, the rules of the year.

use std::sync::OnceLock;

use records::plan::calendar::Calendar;
use records::procedure::{Clash, LoadRule, LoadRules, Loads, Procedure as Pure, clashes};
use records::reference::Reference;
use records::vocabulary::SchoolYear;

use super::hours;
use super::state::ProcedureState;
use super::stored::Procedure;
use crate::id::Id;
use crate::plan::calendar_of;
use crate::refusal::{Refusal, Rule};
use crate::roster::ClassName;
use crate::school::{Year, YearState};
use crate::store::Db;

/// A year with its schedule.
#[derive(Clone, Debug)]
pub struct Whole {
    pub(super) year: Year,
    pub(super) procedures: Vec<Procedure>,
    pub(super) classes: Vec<(Id, ClassName)>,
    pub(super) loads: Loads,
    pub(super) calendar: Calendar,
    pub(super) rules: LoadRules,
}

/// The reference data of the program, read once.
pub(super) fn reference() -> Result<&'static Reference, Refusal> {
    static SHIPPED: OnceLock<Option<Reference>> = OnceLock::new();
    SHIPPED.get_or_init(|| Reference::shipped().ok()).as_ref().ok_or(Refusal::of(Rule::Stopped))
}

impl Whole {
    pub(super) fn of(db: &Db<'_>, year: &Id) -> Result<Self, Refusal> {
        let found = Year::all(db)?.into_iter().find(|each| each.id == *year);
        Self::read(db, found.ok_or_else(|| Refusal::of(Rule::NotThere).about([year.clone()]))?)
    }

    pub(super) fn read(db: &Db<'_>, year: Year) -> Result<Self, Refusal> {
        Ok(Self {
            procedures: Procedure::of_year(db, &year.id)?,
            classes: classes(db, &year.id)?,
            loads: loads(db, &year.id)?,
            calendar: calendar_of(db, &year.id)?,
            rules: LoadRules::of(reference()?, SchoolYear(year.first_day.year())),
            year,
        })
    }

    /// Whether anything can still be decided in it.
    pub(super) fn open(&self) -> Result<(), Refusal> {
        if self.year.state == YearState::Closed { Err(Refusal::of(Rule::NoSuchStep).about([self.year.id.clone()])) } else { Ok(()) }
    }

    /// What is to be held, as the rules see it.
    fn pure(&self) -> Vec<Pure> {
        self.procedures.iter().filter(|one| one.state != ProcedureState::Cancelled).map(Procedure::pure).collect()
    }

    /// What does not agree with the rules.
    pub(super) fn clashes(&self) -> Vec<Clash> {
        clashes(&self.pure(), &self.loads, &self.calendar, &self.rules)
    }

    /// What would not agree with one more, or with one as it would be.
    pub(super) fn clashes_of(&self, wanted: Pure) -> Vec<Clash> {
        let held = |all: &[Pure]| clashes(all, &self.loads, &self.calendar, &self.rules);
        let over = |clash: &Clash| clash.rule == LoadRule::ShareOfHours;
        let mut all = self.pure();
        all.retain(|one| one.id != wanted.id);
        let before: Vec<Clash> = if self.rules.count(&wanted) { held(&all).into_iter().filter(over).collect() } else { Vec::new() };
        let id = wanted.id.clone();
        all.push(wanted);
        let (mut own, others): (Vec<Clash>, Vec<Clash>) = held(&all).into_iter().partition(|clash| clash.procedure == id);
        // The share is counted by days, and an earlier work takes of a later one: it is this one that goes over it.
        if !own.iter().any(over) {
            let last = others.into_iter().rfind(|clash| over(clash) && !before.contains(clash));
            own.extend(last.map(|clash| Clash { with: vec![clash.procedure], procedure: id, ..clash }));
        }
        own
    }

    /// Procedures a clash is between: of hours all that take of them.
    pub(super) fn between(&self, clash: &Clash) -> Vec<String> {
        let mut all: Vec<String> = std::iter::once(&clash.procedure).chain(&clash.with).cloned().collect();
        let about = self.procedures.iter().find(|one| one.id.as_str() == clash.procedure).filter(|_| clash.rule == LoadRule::ShareOfHours);
        if let Some(about) = about {
            let takes = |one: &&Procedure| {
                Loads::subject(&one.subject) == Loads::subject(&about.subject)
                    && one.seats.iter().any(|seat| clash.classes.iter().any(|class| class == seat.class.as_str()))
            };
            all.extend(self.procedures.iter().filter(takes).map(|one| one.id.as_str().to_owned()));
        }
        all
    }
}

/// Classes of a year, in the order of their grades.
pub(super) fn classes(db: &Db<'_>, year: &Id) -> Result<Vec<(Id, ClassName)>, Refusal> {
    let mut classes = db.all("select id, grade, letter from school_class where year = ?", [year.as_str()], |row| {
        Ok((row.id("id")?, ClassName { grade: row.get("grade")?, letter: row.get("letter")? }))
    })?;
    classes.sort_by(|(_, a), (_, b)| a.cmp(b));
    Ok(classes)
}

fn loads(db: &Db<'_>, year: &Id) -> Result<Loads, Refusal> {
    let sql = "select class, subject, teaching_load.teacher as teacher from teaching_load join school_class on school_class.id = class where year = ?";
    let teaching =
        db.all(sql, [year.as_str()], |row| Ok((row.get("teacher")?, row.get("class")?, Loads::subject(&row.get::<String>("subject")?))))?;
    let sql = "select id, teacher from school_class where year = ? and teacher is not null";
    let class_teachers = db.all(sql, [year.as_str()], |row| Ok((row.get("id")?, row.get("teacher")?)))?;
    let (hours, lessons, _) = hours::read(db, year)?;
    Ok(Loads {
        hours: hours.into_iter().map(|one| ((one.grade, Loads::subject(&one.subject)), f64::from(one.tenths) / 10.0)).collect(),
        lessons: lessons.into_iter().map(|one| (one.grade, one.lessons)).collect(),
        teaching,
        class_teachers,
    })
}
