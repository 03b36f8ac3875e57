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
use crate::act::Look;
use crate::id::Id;
use crate::policy::Policy;
use crate::reader::Reader;
use crate::refusal::Refusal;
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

/// A procedure that is to be held.
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
    let they: BTreeSet<&Id> = by.asks_as(&SEERS).collect();
    let mut lines = Vec::new();
    for year in Year::all(db)? {
        let mut held = Procedure::of_days(db, &year.id, (from, to))?;
        held.retain(|one| one.state != ProcedureState::Cancelled);
        if held.is_empty() {
            continue;
        }
        let rules = LoadRules::of(reference()?, SchoolYear(year.first_day.year()));
        let names: BTreeMap<Id, ClassName> = classes(db, &year.id)?.into_iter().collect();
        for one in held {
            let mut classes: Vec<ClassName> = one.seats.iter().filter_map(|seat| names.get(&seat.class).cloned()).collect();
            classes.sort();
            let kind = rules.kind(&one.kind).map_or_else(|| Text::new(&one.kind, &one.kind), |kind| kind.title.clone());
            let hers = one.seats.iter().filter_map(|seat| seat.organiser.as_ref()).any(|organiser| they.contains(organiser));
            lines.push(ProcedureLine { id: one.id, kind, subject: one.subject, classes, day: one.day, slot: one.slot, hers });
        }
    }
    lines.sort_by(|a, b| (a.day, a.slot, &a.classes, &a.id).cmp(&(b.day, b.slot, &b.classes, &b.id)));
    Ok(lines)
}
