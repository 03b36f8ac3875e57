//! Procedures of some days, as a calendar, a search and somebody's day show them: nothing is held against the rules here.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use records::procedure::{LoadRules, Slot};
use records::text::Text;
use records::vocabulary::SchoolYear;

use super::rights::SEERS;
use super::state::ProcedureState;
use super::stored::Procedure;
use super::whole::{classes, reference};
use crate::act::{Look, Version};
use crate::id::Id;
use crate::policy::Policy;
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::roster::ClassName;
use crate::school::Year;
use crate::store::Db;

/// `procedures.between`: what is held on the days between two, both included.
#[derive(Clone, Debug)]
pub struct ProceduresBetween {
    /// The first.
    pub from: Date,
    /// The last.
    pub to: Date,
}

/// A procedure as a day shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct ProcedureLine {
    /// Which.
    pub id: Id,
    /// What its kind is called.
    pub kind: Text,
    /// Its subject; empty where the kind has none.
    pub subject: String,
    /// Its classes, in order.
    pub classes: Vec<ClassName>,
    /// The day.
    pub day: Date,
    /// When on that day.
    pub slot: Slot,
    /// Whether whoever looks, or whom she stands in for, organises in a room.
    pub hers: bool,
    /// Whether it is not held.
    pub cancelled: bool,
}

impl Look for ProceduresBetween {
    const NAME: &'static str = "procedures.between";
    const POLICY: Policy = SEERS;
    type Shown = Vec<ProcedureLine>;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<Vec<ProcedureLine>, Refusal> {
        between(by, db, (self.from, self.to))
    }
}

/// What is held on these days, by day and time.
pub(crate) fn between(by: &Reader, db: &Db<'_>, (from, to): (Date, Date)) -> Result<Vec<ProcedureLine>, Refusal> {
    let mut lines = Vec::new();
    for year in Year::all(db)? {
        let mut held = Procedure::of_days(db, &year.id, (from, to))?;
        held.retain(|one| one.state != ProcedureState::Cancelled);
        lines.extend(of_year(by, db, &year, held)?);
    }
    lines.sort_by(|a, b| (a.day, a.slot, &a.classes, &a.id).cmp(&(b.day, b.slot, &b.classes, &b.id)));
    Ok(lines)
}

/// One procedure, also one that is not held; None where there is none.
pub(crate) fn line(by: &Reader, db: &Db<'_>, id: &Id) -> Result<Option<ProcedureLine>, Refusal> {
    let one = match Procedure::find(db, id) {
        Err(refusal) if refusal.rule == Rule::NotThere => return Ok(None),
        found => found?,
    };
    let Some(year) = Year::all(db)?.into_iter().find(|year| year.id == one.year) else { return Ok(None) };
    Ok(of_year(by, db, &year, vec![one])?.pop())
}

/// Procedures that were to be held since a day and that the reader was told she organises in: those that are hers still, whatever their day now,
/// each with the entry that made it so.
pub(crate) fn told_of(by: &Reader, db: &Db<'_>, since: Date) -> Result<Vec<(ProcedureLine, Version)>, Refusal> {
    let Some(me) = by.person() else { return Ok(Vec::new()) };
    let sql = "select id, entry from procedure where id in (select thing from notice where person = ? and what = 'organise' and day >= ?)";
    let mut told = Vec::new();
    for (id, entry) in db.all(sql, [me.as_str(), &since.to_string()], |row| Ok((row.id("id")?, row.get("entry")?)))? {
        told.extend(line(by, db, &id)?.filter(|one| one.hers).map(|one| (one, entry)));
    }
    Ok(told)
}

pub(super) fn of_year(by: &Reader, db: &Db<'_>, year: &Year, held: Vec<Procedure>) -> Result<Vec<ProcedureLine>, Refusal> {
    if held.is_empty() {
        return Ok(Vec::new());
    }
    let they: BTreeSet<&Id> = by.asks_as(&SEERS).collect();
    let rules = LoadRules::of(reference()?, SchoolYear(year.first_day.year()));
    let names: BTreeMap<Id, ClassName> = classes(db, &year.id)?.into_iter().collect();
    let line = |one: Procedure| {
        let mut classes: Vec<ClassName> = one.seats.iter().filter_map(|seat| names.get(&seat.class).cloned()).collect();
        classes.sort();
        let kind = rules.kind(&one.kind).map_or_else(|| Text::new(&one.kind, &one.kind), |kind| kind.title.clone());
        let hers = one.seats.iter().filter_map(|seat| seat.organiser.as_ref()).any(|organiser| they.contains(organiser));
        let cancelled = one.state == ProcedureState::Cancelled;
        ProcedureLine { id: one.id, kind, subject: one.subject, classes, day: one.day, slot: one.slot, hers, cancelled }
    };
    Ok(held.into_iter().map(line).collect())
}
