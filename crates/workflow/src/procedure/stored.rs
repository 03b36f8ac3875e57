//! Procedures as they stand in the database.

use std::collections::BTreeMap;

use jiff::civil::Date;
use records::procedure::{LoadRule, Procedure as Pure, Seat, Slot};

use super::state::{ProcedureState, ProcedureStep};
use crate::act::Version;
use crate::id::Id;
use crate::refusal::{Door, Refusal, Rule};
use crate::school::YearState;
use crate::store::{Db, Row, Tx, params};
use crate::texts::{day, json, written};

/// A procedure as acts see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Procedure {
    pub(super) id: Id,
    pub(super) year: Id,
    pub(super) kind: String,
    pub(super) subject: String,
    pub(super) grade: u8,
    pub(super) day: Date,
    pub(super) slot: Slot,
    pub(super) in_plan: bool,
    pub(super) state: ProcedureState,
    pub(super) reason: String,
    pub(super) order: Option<(String, Date)>,
    pub(super) seats: Vec<Placed>,
    /// Whether its year is closed.
    pub(super) closed: bool,
    pub(super) entry: Version,
}

/// A class of a procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    pub class: Id,
    pub room: String,
    pub organiser: Option<Id>,
}

/// Where a procedure stood before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The day it stood on.
    pub day: Date,
    /// When on that day.
    pub slot: Slot,
    /// Why it was moved.
    pub reason: String,
    /// The entry that moved it.
    pub entry: Version,
}

/// Rules that were gone against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    /// Which.
    pub rules: Vec<LoadRule>,
    /// Why.
    pub reason: String,
    /// The entry it was taken with.
    pub entry: Version,
}

impl Procedure {
    fn of(row: &Row<'_>) -> Result<Self, Refusal> {
        let number = row.get::<Option<String>>("order_number")?;
        Ok(Self {
            id: row.id("id")?,
            year: row.id("year")?,
            kind: row.get("kind")?,
            subject: row.get("subject")?,
            grade: row.get("grade")?,
            day: row.day("day")?,
            slot: json(row, "slot")?,
            in_plan: row.get("in_plan")?,
            state: row.read("state", ProcedureState::from_code)?,
            reason: row.get("reason")?,
            order: number.zip(day(row, "order_day")?),
            seats: Vec::new(),
            closed: row.get::<String>("year_state")? == YearState::Closed.code(),
            entry: row.get("entry")?,
        })
    }

    pub(super) fn find(db: &Db<'_>, id: &Id) -> Result<Self, Refusal> {
        let found = db.one("select procedure.*, school_year.state as year_state from procedure join school_year on school_year.id = procedure.year where procedure.id = ?", [id.as_str()], Self::of)?;
        let mut found = found.ok_or_else(|| Refusal::of(Rule::NotThere).about([id.clone()]))?;
        found.seats = db.all("select * from procedure_class where procedure = ? order by class", [id.as_str()], Placed::of)?;
        Ok(found)
    }

    /// Those of a year, by day.
    pub(super) fn of_year(db: &Db<'_>, year: &Id) -> Result<Vec<Self>, Refusal> {
        Self::of_days(db, year, (Date::MIN, Date::MAX))
    }

    /// Those of a year on the days between two, both included, by day.
    pub(super) fn of_days(db: &Db<'_>, year: &Id, (from, to): (Date, Date)) -> Result<Vec<Self>, Refusal> {
        // Days are compared as they are written, which years of four figures allow.
        let bounds = [from.max(Date::ZERO).to_string(), to.to_string()];
        let with = [year.as_str(), &bounds[0], &bounds[1]];
        let mut all = db.all(
            "select procedure.*, school_year.state as year_state from procedure join school_year on school_year.id = procedure.year
            where procedure.year = ? and day between ? and ? order by day, slot, procedure.id",
            with,
            Self::of,
        )?;
        let sql = "select procedure_class.* from procedure_class join procedure on procedure.id = procedure
            where year = ? and day between ? and ? order by procedure, class";
        let mut seats: BTreeMap<Id, Vec<Placed>> = BTreeMap::new();
        for (procedure, placed) in db.all(sql, with, |row| Ok((row.id("procedure")?, Placed::of(row)?)))? {
            seats.entry(procedure).or_default().push(placed);
        }
        all.iter_mut().for_each(|one| one.seats = seats.remove(&one.id).unwrap_or_default());
        Ok(all)
    }

    /// As the rules see it.
    pub(super) fn pure(&self) -> Pure {
        let seat = |placed: &Placed| Seat {
            class: placed.class.as_str().to_owned(),
            room: placed.room.clone(),
            organiser: placed.organiser.as_ref().map(|who| who.as_str().to_owned()),
        };
        Pure {
            id: self.id.as_str().to_owned(),
            kind: self.kind.clone(),
            subject: self.subject.clone(),
            grade: self.grade,
            seats: self.seats.iter().map(seat).collect(),
            day: self.day,
            slot: self.slot,
        }
    }

    /// Whether anything can still be decided in its year.
    pub(super) fn year_is_open(&self) -> Result<(), Refusal> {
        if self.closed { Err(Refusal::of(Rule::NoSuchStep).about([self.year.clone()])) } else { Ok(()) }
    }

    /// Whether the step is there.
    pub(super) fn steps(&self, step: ProcedureStep) -> Result<ProcedureState, Refusal> {
        self.state.after(step).ok_or_else(|| Refusal::of(Rule::NoSuchStep).about([self.id.clone()]).instead(Door::Again))
    }
}

impl Placed {
    fn of(row: &Row<'_>) -> Result<Self, Refusal> {
        let organiser = row.get::<Option<String>>("organiser")?.and_then(|id| Id::read(&id));
        Ok(Self { class: row.id("class")?, room: row.get("room")?, organiser })
    }
}

/// Where procedures of a year stood before, by procedure, the earliest first.
pub(super) fn moves(db: &Db<'_>, year: &Id) -> Result<BTreeMap<Id, Vec<Moved>>, Refusal> {
    let sql = "select procedure_move.* from procedure_move join procedure on procedure.id = procedure where year = ? order by procedure_move.entry";
    let read = |row: &Row<'_>| {
        let moved = Moved { day: row.day("day")?, slot: json(row, "slot")?, reason: row.get("reason")?, entry: row.get("entry")? };
        Ok((row.id("procedure")?, moved))
    };
    Ok(gathered(db.all(sql, [year.as_str()], read)?))
}

/// Rules that procedures of a year were taken in spite of, by procedure.
pub(super) fn gone_against(db: &Db<'_>, year: &Id) -> Result<BTreeMap<Id, Vec<Gone>>, Refusal> {
    let sql = "select procedure_despite.* from procedure_despite join procedure on procedure.id = procedure where year = ? order by procedure_despite.entry";
    let read = |row: &Row<'_>| {
        let gone = Gone { rules: json(row, "rules")?, reason: row.get("reason")?, entry: row.get("entry")? };
        Ok((row.id("procedure")?, gone))
    };
    Ok(gathered(db.all(sql, [year.as_str()], read)?))
}

fn gathered<T>(all: Vec<(Id, T)>) -> BTreeMap<Id, Vec<T>> {
    let mut by_id: BTreeMap<Id, Vec<T>> = BTreeMap::new();
    for (id, one) in all {
        by_id.entry(id).or_default().push(one);
    }
    by_id
}

/// Writes down the rules a procedure is taken in spite of; nothing where there are none.
pub(super) fn take_despite(tx: &mut Tx<'_>, procedure: &Id, rules: &[LoadRule], reason: &str) -> Result<(), Refusal> {
    if rules.is_empty() {
        return Ok(());
    }
    let entry = tx.entry();
    let sql = "insert into procedure_despite (procedure, rules, reason, entry) values (?, ?, ?, ?)";
    tx.change(sql, params![procedure.as_str(), written(&rules)?, reason.trim(), entry]).map(drop)
}
