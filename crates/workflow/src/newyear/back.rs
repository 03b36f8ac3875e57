//! `year.carry-back`: what was carried is taken back while nothing stands on it, else what stands on it is named. The tables are as before.

use serde::Serialize;
use words::{Word, acts};

use super::bring::{Step, StoodBefore};
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::plan::{changed_since, noted, take_away};
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::roster::{Class, KEEPERS, remove_class, replace_stays};
use crate::store::{Db, Row, Tx, params};
use crate::world::World;

/// `year.carry-back`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CarryBack {
    /// Which carrying.
    pub carry: Id,
    /// As it was shown.
    pub seen: Version,
}

/// What stands on a carrying: which table it is a row of, and its id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Standing {
    /// The table.
    pub table: String,
    /// The row, or what it belongs to.
    pub id: Id,
}

/// What has to be known to take a carrying back.
pub struct Undoing {
    from: Id,
    to: Id,
    /// The latest first.
    changes: Vec<(Step, Id, Option<String>)>,
    on_it: Vec<Standing>,
}

impl Undoing {
    fn read(db: &Db<'_>, carry: &Id) -> Result<Self, Refusal> {
        let sql = "select from_year, to_year, entry from year_carry where id = ?";
        let found = db.one(sql, [carry.as_str()], |row| Ok((row.id("from_year")?, row.id("to_year")?, row.get::<Version>("entry")?)))?;
        let (from, to, entry) = found.ok_or_else(|| Refusal::of(Rule::NotThere).about([carry.clone()]))?;
        let sql = "select step, thing, before from year_change where carry = ? order by ordinal desc";
        let changes = db.all(sql, [carry.as_str()], |row| {
            Ok((row.read("step", Step::from_code)?, row.id("thing")?, row.get::<Option<String>>("before")?))
        })?;
        let on_it = standing(db, carry, &to, entry)?;
        Ok(Self { from, to, changes, on_it })
    }
}

/// Tables a carrying writes into, each with the step that names its rows.
const MADE: [(&str, Step); 6] = [
    ("school_year", Step::Year),
    ("school_class", Step::Class),
    ("pupil", Step::Place),
    ("teaching_load", Step::Load),
    ("plan", Step::Plan),
    ("measure", Step::Measure),
];

/// Tables whose rows go with the row they belong to, and have no entry of their own: they are compared where they belong.
const WITH_THEIR_OWN: [&str; 1] = ["measure_owner"];

/// What was done since on what a carrying made: a row changed by a later entry, or a later row of any table that names one, also of
/// tables that come later.
pub(super) fn standing(db: &Db<'_>, carry: &Id, to: &Id, entry: Version) -> Result<Vec<Standing>, Refusal> {
    let mut on_it = Vec::new();
    for (table, step) in MADE {
        let sql = format!("select thing from year_change join {table} on id = thing where carry = ?1 and step = ?2 and {table}.entry > ?3");
        let changed = db.all(&sql, params![carry.as_str(), step.code(), entry], |row| row.id("thing"))?;
        on_it.extend(changed.into_iter().map(|id| Standing { table: table.to_owned(), id }));
    }
    let sql = "select tables.name, keys.\"table\" as named, keys.\"from\" as field,
            exists (select 1 from pragma_table_info(tables.name) as columns where columns.name = 'entry') as entered,
            exists (select 1 from pragma_table_info(tables.name) as columns where columns.name = 'id') as has_id
        from sqlite_schema as tables join pragma_foreign_key_list(tables.name) as keys
        where tables.type = 'table' and keys.\"table\" in ('school_year', 'school_class', 'enrolment', 'teaching_load', 'plan', 'block', 'measure', 'occurrence')
        order by tables.name, field";
    let keys = db.all(sql, [], |row: &Row<'_>| {
        let text = |column: &str| row.get::<String>(column);
        Ok((text("name")?, text("named")?, text("field")?, row.get::<bool>("entered")?, row.get::<bool>("has_id")?))
    })?;
    for (table, named, field, entered, has_id) in keys {
        if WITH_THEIR_OWN.contains(&table.as_str()) {
            continue;
        }
        let (id, later) = (if has_id { "id" } else { field.as_str() }, if entered { "entry > ?1" } else { "?1 = ?1" });
        let sql =
            format!("select distinct {id} as on_it from {table} where {later} and {field} in (select id from {named} where entry = ?1)");
        let rows = db.all(&sql, params![entry], |row| row.id("on_it"))?;
        on_it.extend(rows.into_iter().map(|id| Standing { table: table.clone(), id }));
    }
    on_it.extend(of_pupils(db, carry, to, entry)?);
    on_it.extend(changed_measures(db, carry, entry)?);
    on_it.sort();
    on_it.dedup();
    Ok(on_it)
}

/// What was done in the next year with pupils it put into a class: a pupil belongs to no year, what names it does.
fn of_pupils(db: &Db<'_>, carry: &Id, to: &Id, entry: Version) -> Result<Vec<Standing>, Refusal> {
    let mut on_it = Vec::new();
    for (table, of, field) in [("event_pupil", "event", "event"), ("pupil_marks", "mark_batch", "batch")] {
        let sql = format!(
            "select distinct {of}.id as on_it from {table} join {of} on {of}.id = {table}.{field}
            where {of}.year = ?1 and {table}.entry > ?2
                and pupil in (select thing from year_change where carry = ?3 and step = ?4)"
        );
        let with = params![to.as_str(), entry, carry.as_str(), Step::Place.code()];
        on_it.extend(db.all(&sql, with, |row| row.id("on_it"))?.into_iter().map(|id| Standing { table: of.to_owned(), id }));
    }
    Ok(on_it)
}

/// Measures that say something else by now, or stand with others.
fn changed_measures(db: &Db<'_>, carry: &Id, entry: Version) -> Result<Vec<Standing>, Refusal> {
    let sql = "select thing, before from year_change where carry = ? and step = 'measure'";
    let owners = db.all(sql, [carry.as_str()], |row| Ok((row.id("thing")?, noted(row, "before")?)))?;
    let plans = db.all("select thing from year_change where carry = ? and step = 'plan'", [carry.as_str()], |row| row.id("thing"))?;
    let mut changed = Vec::new();
    for plan in plans {
        let ids = changed_since(db, &plan, entry, &owners)?;
        changed.extend(ids.into_iter().map(|id| Standing { table: "measure".to_owned(), id }));
    }
    Ok(changed)
}

impl Act for CarryBack {
    const NAME: &'static str = "year.carry-back";
    const SAID: Word = acts::year_carry_back;
    const POLICY: Policy = KEEPERS;
    type Seen = Undoing;
    /// The carrying, the year it went on from, the one it went into.
    type Done = [Id; 3];

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.carry.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Undoing, Refusal> {
        Undoing::read(tx, &self.carry)
    }

    fn place(&self, _seen: &Undoing) -> Place {
        Place::of(&self.carry)
    }

    fn check(&self, _by: &Reader, seen: &Undoing) -> Result<(), Refusal> {
        let on_it = seen.on_it.iter().map(|standing| standing.id.clone());
        if seen.on_it.is_empty() { Ok(()) } else { Err(Refusal::of(Rule::StandsOnIt).about(on_it)) }
    }

    fn apply(self, seen: Undoing, tx: &mut Tx<'_>) -> Result<[Id; 3], Refusal> {
        let Undoing { from, to, changes, .. } = seen;
        let carry = self.carry.as_str();
        tx.change("delete from year_change where carry = ?", [carry])?;
        tx.change("delete from year_carry where id = ?", [carry])?;
        for (step, thing, before) in changes {
            back(tx, step, &thing, before)?;
        }
        Ok([self.carry, from, to])
    }

    fn said([carry, from, to]: &[Id; 3]) -> Said {
        Said::of("carry", carry).id("from", from).id("year", to)
    }

    fn sample(world: &World) -> Self {
        Self { carry: world.carry.clone(), seen: 1 }
    }
}

/// Takes one change back; what was removed by hand since stays removed.
fn back(tx: &mut Tx<'_>, step: Step, thing: &Id, before: Option<String>) -> Result<(), Refusal> {
    let id = thing.as_str();
    match step {
        Step::Year => tx.change("delete from school_year where id = ?", [id]).map(drop),
        Step::Class => match Class::find(tx, thing) {
            Ok(class) => remove_class(tx, &class),
            Err(refusal) if refusal.rule == Rule::NotThere => Ok(()),
            Err(refusal) => Err(refusal),
        },
        Step::Load => tx.change("delete from teaching_load where id = ?", [id]).map(drop),
        // Its measures go with it.
        Step::Plan => take_away(tx, thing),
        Step::Measure => Ok(()),
        Step::Place => {
            let before = before.and_then(|text| serde_json::from_str::<StoodBefore>(&text).ok()).ok_or(Refusal::of(Rule::Disk))?;
            replace_stays(tx, thing, &before.stays)?;
            tx.change("update pupil set entry = ?2 where id = ?1", params![id, before.entry]).map(drop)
        }
    }
}
