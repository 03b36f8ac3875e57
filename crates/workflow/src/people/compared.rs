//! `person.compare`: two records of one person side by side, before they become one; and which became one.

use super::links::{counted, doubled};
use super::list::{List, Person};
use super::merge::{MERGING, Record};
use crate::act::Look;
use crate::id::Id;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::store::Db;

/// Asks for both.
#[derive(Clone, Debug)]
pub struct ComparePeople {
    /// The record that would stay.
    pub into: Id,
    /// The record that would go into it.
    pub merged: Id,
}

/// What belongs to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Belongs {
    /// Roles, with their days.
    Roles,
    /// Days somebody stands in.
    Deputies,
    /// Subjects in classes.
    Loads,
    /// Classes she is class teacher of.
    Classes,
    /// Pupils entrusted to her.
    Pupils,
    /// Measures that stand with her.
    Measures,
    /// Events she leads, seats in events.
    Events,
    /// Tasks of hers.
    Tasks,
    /// Procedures she organises.
    Procedures,
    /// What she was told.
    Notices,
    /// Records that went into hers before.
    Records,
    /// What she did and signed.
    Done,
}

impl Belongs {
    fn of(table: &str, field: &str) -> Self {
        match (table, field) {
            ("held_role", _) => Self::Roles,
            ("deputy", _) => Self::Deputies,
            ("teaching_load", _) => Self::Loads,
            ("school_class", _) => Self::Classes,
            ("entrustment", _) => Self::Pupils,
            ("measure_owner", _) => Self::Measures,
            ("seat" | "event" | "own_word" | "certificate", _) => Self::Events,
            ("decision", "person") => Self::Tasks,
            ("procedure_class", _) => Self::Procedures,
            ("notice", _) => Self::Notices,
            ("person", _) => Self::Records,
            _ => Self::Done,
        }
    }
}

/// Two records as they are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeopleCompared {
    /// The record that would stay.
    pub stays: Person,
    /// The record that would go into it.
    pub goes: Person,
    /// What of it would move.
    pub moves: Vec<(Belongs, u32)>,
    /// What both have: one of each stays.
    pub twice: Vec<(Belongs, u32)>,
    /// Whether its rights come along: of a record that is shut out they do not.
    pub rights: bool,
}

impl Look for ComparePeople {
    const NAME: &'static str = "person.compare";
    const POLICY: Policy = MERGING;
    type Shown = PeopleCompared;

    fn place(&self) -> Place {
        Place::of(&self.into)
    }

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<PeopleCompared, Refusal> {
        let (into, merged) = (Record::find(db, &self.into)?, Record::find(db, &self.merged)?);
        let people = List.see(by, db)?;
        let person =
            |id: &Id| people.iter().find(|person| person.id == *id).cloned().ok_or_else(|| Refusal::of(Rule::NotThere).about([id.clone()]));
        let rights = merged.works_here();
        let moves = counted(db, &merged.id, rights)?.into_iter().map(|(table, field, count)| (Belongs::of(&table, &field), count));
        let twice = doubled(db, &into.id, &merged.id, rights)?.into_iter().map(|(table, count)| (Belongs::of(&table, ""), count));
        Ok(PeopleCompared { stays: person(&into.id)?, goes: person(&merged.id)?, moves: together(moves), twice: together(twice), rights })
    }
}

/// One count a kind, in their order.
fn together(counts: impl Iterator<Item = (Belongs, u32)>) -> Vec<(Belongs, u32)> {
    let mut all: Vec<(Belongs, u32)> = Vec::new();
    for (kind, count) in counts {
        match all.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, sum)) => *sum += count,
            None => all.push((kind, count)),
        }
    }
    all.sort_unstable();
    all
}

/// Records that went into a person's: the merger, the record, its name.
pub(super) fn merged_into(db: &Db<'_>, person: &Id) -> Result<Vec<(Id, Id, String)>, Refusal> {
    let sql = "select person_merge.id as merge, person.id, name from person_merge join person on person.id = merged
        where into_person = ?1 and merged_into = ?1 order by person_merge.entry";
    db.all(sql, [person.as_str()], |row| Ok((row.id("merge")?, row.id("id")?, row.get("name")?)))
}

/// The record somebody's went into, and its name.
pub(super) fn became(db: &Db<'_>, person: &Id) -> Result<Option<(Id, String)>, Refusal> {
    let sql = "select other.id, other.name from person join person as other on other.id = person.merged_into where person.id = ?";
    db.one(sql, [person.as_str()], |row| Ok((row.id("id")?, row.get("name")?)))
}
