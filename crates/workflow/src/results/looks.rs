//! `results.see`, `results.one`.

use jiff::civil::Date;

use super::keep::KeptPart;
use super::package::{About, Part};
use super::rights::KEEPERS;
use super::state::ResultState;
use crate::act::Look;
use crate::id::Id;
use crate::policy::Policy;
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::store::{Db, Row};
use crate::texts;

/// `results.see`: every batch.
#[derive(Clone, Copy, Debug)]
pub struct Batches;

/// A batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchLine {
    /// Id.
    pub id: Id,
    /// What was counted.
    pub about: About,
    /// The package it came in.
    pub handed: String,
    /// How it stands.
    pub state: ResultState,
    /// The one that stands in its place.
    pub replaced_by: Option<Id>,
    /// Why it was taken back.
    pub reason: String,
    /// The day it was kept.
    pub day: Date,
    /// Who kept it.
    pub by: String,
    /// Addresses of the files it was read from.
    pub sources: Vec<String>,
}

const LINES: &str = "select result_batch.*, person.name as by_name,
    (select group_concat(address, ' ') from result_file where batch = result_batch.id and part = 'source') as addresses
    from result_batch join person on person.id = result_batch.by_person";

impl BatchLine {
    fn of(row: &Row<'_>) -> Result<Self, Refusal> {
        Ok(Self {
            id: row.id("id")?,
            about: texts::json(row, "about")?,
            handed: row.get("handed")?,
            state: row.read("state", ResultState::from_code)?,
            replaced_by: row.get::<Option<String>>("replaced_by")?.and_then(|id| Id::read(&id)),
            reason: row.get("reason")?,
            day: row.day("day")?,
            by: row.get("by_name")?,
            sources: row.get::<Option<String>>("addresses")?.unwrap_or_default().split_whitespace().map(str::to_owned).collect(),
        })
    }
}

impl Look for Batches {
    const NAME: &'static str = "results.see";
    const POLICY: Policy = KEEPERS;
    type Shown = Vec<BatchLine>;

    fn see(&self, _by: &Reader, db: &Db<'_>) -> Result<Vec<BatchLine>, Refusal> {
        db.all(&format!("{LINES} order by result_batch.day desc, result_batch.id"), [], BatchLine::of)
    }
}

/// `results.one`: a batch with its files.
#[derive(Clone, Debug)]
pub struct OneBatch {
    /// Which.
    pub batch: Id,
}

/// A batch with its files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneBatchShown {
    /// The batch.
    pub line: BatchLine,
    /// Address of the list of its files with their names.
    pub list: String,
    /// Its files, in the order of the list.
    pub files: Vec<KeptPart>,
}

impl Look for OneBatch {
    const NAME: &'static str = "results.one";
    const POLICY: Policy = KEEPERS;
    type Shown = OneBatchShown;

    fn see(&self, _by: &Reader, db: &Db<'_>) -> Result<OneBatchShown, Refusal> {
        let id = self.batch.as_str();
        let found = db.one(&format!("{LINES} where result_batch.id = ?"), [id], |row| Ok((BatchLine::of(row)?, row.get("list")?)))?;
        let (line, list) = found.ok_or_else(|| Refusal::of(Rule::NotThere).about([self.batch.clone()]))?;
        let files = db.all("select part, address from result_file where batch = ? order by ordinal", [id], |row| {
            Ok(KeptPart { part: row.read("part", Part::from_code)?, address: row.get("address")? })
        })?;
        Ok(OneBatchShown { line, list, files })
    }
}
