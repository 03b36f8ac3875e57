//! `year.next`: what would go on into the next year. `year.carries`: what was carried, and what stands on it.

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::Date;
use records::text::folded;

use super::back::standing;
use super::bring::CarriedTold;
use super::ground::Ground;
use super::proposal::{Choice, Proposal};
use crate::act::{Look, Version};
use crate::id::Id;
use crate::people::post::{name_among, names_apart};
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::roster::{ClassName, KEEPERS, Who, called};
use crate::school::Year;
use crate::store::Db;
use crate::texts::json;

/// Asks for the preview.
#[derive(Clone, Debug)]
pub struct NextYear {
    /// Of which year.
    pub year: Id,
    /// What was decided so far.
    pub choices: BTreeMap<Id, Choice>,
}

/// What would go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextYearShown {
    /// The year that goes on.
    pub from: Year,
    /// The next, where it is open.
    pub to: Option<Year>,
    /// Days proposed for it, where it is not.
    pub days: (Date, Date),
    /// What becomes of what.
    pub proposal: Proposal,
    /// Classes of the next year.
    pub there: BTreeMap<ClassName, Id>,
    /// Pupils by name.
    pub names: BTreeMap<Id, Who>,
    /// Class teachers by name.
    pub teachers: BTreeMap<Id, String>,
    /// Whether there is anything to do.
    pub changes: bool,
}

impl Look for NextYear {
    const NAME: &'static str = "year.next";
    const POLICY: Policy = Policy { step_up: true, ..KEEPERS };
    type Shown = NextYearShown;

    fn place(&self) -> Place {
        Place::of(&self.year)
    }

    fn see(&self, _by: &Reader, db: &Db<'_>) -> Result<NextYearShown, Refusal> {
        let ground = Ground::read(db, &self.year)?;
        let mut proposal = Proposal::of(&ground, &self.choices);
        let sql = "select pupil.id, names from pupil where merged_into is null
            and id in (select pupil from enrolment join school_class on school_class.id = class where year = ?) order by id";
        let rows = db.all(sql, [self.year.as_str()], |row| Ok((row.id("id")?, row.get::<Vec<u8>>("names")?)))?;
        let wanted = |id: &Id| proposal.pupils.iter().any(|pupil| pupil.pupil == *id);
        let (ids, sealed): (Vec<Id>, Vec<Vec<u8>>) = rows.into_iter().filter(|(id, _)| wanted(id)).unzip();
        let names: BTreeMap<Id, Who> = ids.into_iter().zip(db.open_many::<Who>(&sealed)?).collect();
        let name = |id: &Id| names.get(id).map(|who| folded(&who.name)).unwrap_or_default();
        proposal.pupils.sort_by_cached_key(|pupil| (name(&pupil.pupil), pupil.pupil.clone()));
        let teachers = names_apart(db)?;
        let later = |day: Date| day.checked_add(Span::new().years(1)).unwrap_or(day);
        let days = (later(ground.from.first_day), later(ground.from.last_day));
        let changes = ground.to.is_none() || proposal.changes();
        Ok(NextYearShown { from: ground.from, to: ground.to, there: ground.there, days, proposal, names, teachers, changes })
    }
}

/// Asks for what was carried.
#[derive(Clone, Copy, Debug)]
pub struct Carries;

/// A year that was carried on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CarryLine {
    /// Id.
    pub id: Id,
    /// From which year.
    pub from: Id,
    /// Into which.
    pub to: Id,
    /// How much.
    pub told: CarriedTold,
    /// When.
    pub day: Date,
    /// By whom.
    pub by: String,
    /// The entry that made it so.
    pub entry: Version,
    /// What stands on it: the table, the id, what it is called where it has a name of its own.
    pub on_it: Vec<(String, Id, String)>,
}

impl Look for Carries {
    const NAME: &'static str = "year.carries";
    const POLICY: Policy = Policy { step_up: true, ..KEEPERS };
    type Shown = Vec<CarryLine>;

    fn see(&self, _by: &Reader, db: &Db<'_>) -> Result<Vec<CarryLine>, Refusal> {
        let (sql, names) = ("select * from year_carry order by entry desc, id", names_apart(db)?);
        let mut lines = db.all(sql, [], |row| {
            Ok(CarryLine {
                id: row.id("id")?,
                from: row.id("from_year")?,
                to: row.id("to_year")?,
                told: json(row, "told")?,
                day: row.day("day")?,
                by: name_among(&names, &row.id("by_person")?),
                entry: row.get("entry")?,
                on_it: Vec::new(),
            })
        })?;
        for line in &mut lines {
            for on_it in standing(db, &line.id, &line.to, line.entry)? {
                let name = name_of(db, &on_it.table, &on_it.id)?;
                line.on_it.push((on_it.table, on_it.id, name));
            }
        }
        Ok(lines)
    }
}

/// What something that stands on a carrying is called.
fn name_of(db: &Db<'_>, table: &str, id: &Id) -> Result<String, Refusal> {
    let named = |sql: &str| Ok::<_, Refusal>(db.one(sql, [id.as_str()], |row| row.get::<String>("name"))?.unwrap_or_default());
    match table {
        "pupil" | "school_class" | "teaching_load" => called(db, id),
        "plan" => named("select title as name from plan where id = ?"),
        "event" => named("select coalesce(content ->> '$.title', '') as name from event where id = ?"),
        "measure" | "effect" => named("select text as name from measure where id = ?"),
        "occurrence" => {
            named("select text as name from measure join occurrence on occurrence.measure = measure.id where occurrence.id = ?")
        }
        "enrolment" => match db.one("select pupil from enrolment where id = ?", [id.as_str()], |row| row.id("pupil"))? {
            Some(pupil) => called(db, &pupil),
            None => Err(Refusal::of(Rule::Disk)),
        },
        _ => Ok(String::new()),
    }
}
