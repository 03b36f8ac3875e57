//! `results.see`, `results.one`.

use std::collections::BTreeMap;

use jiff::civil::Date;
use ledger::Digest;

use super::package::About;
use super::rights::KEEPERS;
use super::state::ResultState;
use crate::act::Look;
use crate::id::Id;
use crate::people::post::{name_among, names_apart};
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
    /// Address of its package.
    pub package: Digest,
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
}

impl BatchLine {
    fn of(row: &Row<'_>, names: &BTreeMap<Id, String>) -> Result<Self, Refusal> {
        Ok(Self {
            id: row.id("id")?,
            about: texts::json(row, "about")?,
            package: row.read("package", |text| text.parse().ok())?,
            state: row.read("state", ResultState::from_code)?,
            replaced_by: row.get::<Option<String>>("replaced_by")?.and_then(|id| Id::read(&id)),
            reason: row.get("reason")?,
            day: row.day("day")?,
            by: name_among(names, &row.id("by_person")?),
        })
    }
}

impl Look for Batches {
    const NAME: &'static str = "results.see";
    const POLICY: Policy = KEEPERS;
    type Shown = Vec<BatchLine>;

    fn see(&self, _by: &Reader, db: &Db<'_>) -> Result<Vec<BatchLine>, Refusal> {
        let names = names_apart(db)?;
        db.all("select * from result_batch order by entry desc, id", [], |row| BatchLine::of(row, &names))
    }
}

/// `results.one`: a batch.
#[derive(Clone, Debug)]
pub struct OneBatch {
    /// Which.
    pub batch: Id,
}

impl Look for OneBatch {
    const NAME: &'static str = "results.one";
    const POLICY: Policy = KEEPERS;
    type Shown = BatchLine;

    fn see(&self, _by: &Reader, db: &Db<'_>) -> Result<BatchLine, Refusal> {
        let names = names_apart(db)?;
        let found = db.one("select * from result_batch where id = ?", [self.batch.as_str()], |row| BatchLine::of(row, &names))?;
        found.ok_or_else(|| Refusal::of(Rule::NotThere).about([self.batch.clone()]))
    }
}
