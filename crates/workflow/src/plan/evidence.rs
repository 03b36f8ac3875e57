//! What shows that something was done: words, the day or period they speak of, a file.

use jiff::civil::Date;
use ledger::Digest;
use serde::{Deserialize, Serialize};

use crate::act::Version;
use crate::id::Id;
use crate::refusal::{Field, Refusal, Rule};
use crate::store::{Db, Row, Tx, params};
use crate::texts;

/// Evidence as it is given: words or a file, or both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// In words.
    pub words: String,
    /// The first day it speaks of.
    pub from: Date,
    /// The last day it speaks of.
    pub to: Date,
    /// A file.
    pub file: Option<KeptFile>,
}

/// A file that was kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFile {
    /// Its address.
    pub address: String,
    /// Its name, as it came; empty where it was erased.
    pub name: String,
}

impl KeptFile {
    /// Whether it was erased: its address stays, its name went with it. No file is kept without a name.
    #[must_use]
    pub const fn erased(&self) -> bool {
        self.name.is_empty()
    }
}

/// Evidence as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Id.
    pub id: Id,
    /// Of which occurrence.
    pub occurrence: Id,
    /// What was given.
    pub evidence: Evidence,
    /// By whom.
    pub by: Id,
    /// With which entry it came.
    pub entry: Version,
}

impl Evidence {
    /// Whether it can be evidence by today: nothing is shown of days to come, or of days before there was such a plan.
    pub(super) fn fits(&self, first: Date, today: Date) -> Result<(), Rule> {
        match &self.file {
            None => texts::required(&self.words, Field::Words)?,
            Some(file) => {
                texts::text(&self.words, Field::Words)?;
                texts::digest(&file.address, Field::File)?;
                texts::required_line(&file.name, Field::File)?;
            }
        }
        match () {
            () if self.from < first || today < self.to => Err(Rule::DayNotBetween(Field::EvidenceDays, first, today)),
            () if self.to < self.from => Err(Rule::Wrong(Field::EvidenceDays)),
            () => Ok(()),
        }
    }

    /// Attaches it to an occurrence.
    pub(super) fn attach(&self, tx: &mut Tx<'_>, occurrence: &Id) -> Result<Id, Refusal> {
        if let Some(file) = &self.file {
            tx.name_file(&texts::digest(&file.address, Field::File).map_err(Refusal::of)?)?;
        }
        let (id, entry) = (tx.new_id("evidence")?, tx.entry());
        let by = tx.by().cloned().ok_or(Refusal::of(Rule::NotAllowed))?;
        let days = [self.from.to_string(), self.to.to_string()];
        let file = self.file.as_ref().map(|file| file.address.as_str());
        let name = self.file.as_ref().map_or("", |file| file.name.trim());
        let sql = "insert into evidence (id, occurrence, words, from_day, to_day, file, file_name, by_person, entry)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)";
        let words = self.words.trim();
        tx.change(sql, params![id.as_str(), occurrence.as_str(), words, days[0], days[1], file, name, by.as_str(), entry])?;
        Ok(id)
    }
}

impl Kept {
    pub(crate) fn of_occurrence(db: &Db<'_>, occurrence: &Id) -> Result<Vec<Self>, Refusal> {
        db.all("select * from evidence where occurrence = ? order by entry, id", [occurrence.as_str()], Self::of)
    }

    /// All evidence of a plan.
    pub(super) fn of_plan(db: &Db<'_>, plan: &Id) -> Result<Vec<Self>, Refusal> {
        let sql = "select evidence.* from evidence join occurrence on occurrence.id = evidence.occurrence
            join measure on measure.id = occurrence.measure where measure.plan = ? order by evidence.entry, evidence.id";
        db.all(sql, [plan.as_str()], Self::of)
    }

    /// All evidence of a measure.
    pub(super) fn of_measure(db: &Db<'_>, measure: &Id) -> Result<Vec<Self>, Refusal> {
        let sql = "select evidence.* from evidence join occurrence on occurrence.id = evidence.occurrence
            where occurrence.measure = ? order by evidence.entry, evidence.id";
        db.all(sql, [measure.as_str()], Self::of)
    }

    pub(super) fn of(row: &Row<'_>) -> Result<Self, Refusal> {
        let file = match row.get::<Option<String>>("file")? {
            None => None,
            Some(address) => Some(KeptFile { address, name: row.get("file_name")? }),
        };
        let evidence = Evidence { words: row.get("words")?, from: row.day("from_day")?, to: row.day("to_day")?, file };
        Ok(Self { id: row.id("id")?, occurrence: row.id("occurrence")?, evidence, by: row.id("by_person")?, entry: row.get("entry")? })
    }
}

/// Digest of all evidence of an occurrence: what was accepted, and whether it is still the same.
#[must_use]
pub fn digest_of(all: &[Kept]) -> Digest {
    let lines = all.iter().map(|kept| {
        let Evidence { words, from, to, file } = &kept.evidence;
        let file = file.as_ref().map_or("", |file| file.address.as_str());
        format!("{}\u{1f}{from}\u{1f}{to}\u{1f}{file}\u{1f}{words}\u{1e}", kept.id)
    });
    Digest::of(lines.collect::<String>().as_bytes())
}
