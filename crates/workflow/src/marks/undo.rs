//! `marks.undo`: what a file said is taken back; the files that were taken.

use jiff::civil::Date;
use serde::Serialize;
use words::{Word, acts};

use super::take::MarkTold;
use crate::act::{Act, Look, Said, Version};
use crate::id::Id;
use crate::people::post::{name_among, names_apart};
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Door, Refusal, Rule};
use crate::roster::{KEEPERS, RosterState};
use crate::store::{Db, Tx, params};
use crate::texts::json;
use crate::world::World;

/// `marks.undo`. Lists that were made of it keep their reasons: they say what was known then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UndoMarks {
    /// Which.
    pub batch: Id,
    /// As it was shown.
    pub seen: Version,
}

impl Act for UndoMarks {
    const NAME: &'static str = "marks.undo";
    const SAID: Word = acts::marks_undo;
    const POLICY: Policy = KEEPERS;
    type Seen = RosterState;
    type Done = Id;

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.batch.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<RosterState, Refusal> {
        let sql = "select state from mark_batch where id = ?";
        let found = tx.one(sql, [self.batch.as_str()], |row| row.read("state", RosterState::from_code))?;
        found.ok_or_else(|| Refusal::of(Rule::NotThere).about([self.batch.clone()]))
    }

    fn place(&self, _seen: &RosterState) -> Place {
        Place::of(&self.batch)
    }

    fn check(&self, _by: &Reader, seen: &RosterState) -> Result<(), Refusal> {
        match seen {
            RosterState::Taken => Ok(()),
            RosterState::Undone => Err(Refusal::of(Rule::NoSuchStep).about([self.batch.clone()]).instead(Door::Again)),
        }
    }

    fn apply(self, _seen: RosterState, tx: &mut Tx<'_>) -> Result<Id, Refusal> {
        let entry = tx.entry();
        tx.change("delete from pupil_marks where batch = ?", [self.batch.as_str()])?;
        let sql = "update mark_batch set state = ?2, entry = ?3 where id = ?1";
        tx.change(sql, params![self.batch.as_str(), RosterState::Undone.code(), entry])?;
        Ok(self.batch)
    }

    fn said(done: &Id) -> Said {
        Said::of("batch", done)
    }

    fn sample(world: &World) -> Self {
        Self { batch: world.roster.marks.clone(), seen: 1 }
    }
}

/// `marks.batches`: files that were taken, the latest first.
#[derive(Clone, Copy, Debug)]
pub struct MarkBatches;

/// A file that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkBatch {
    /// Id.
    pub id: Id,
    /// Address of the file.
    pub file: String,
    /// Its name.
    pub file_name: String,
    /// How much it brought.
    pub told: MarkTold,
    /// Whether it stands.
    pub state: RosterState,
    /// When it was taken.
    pub day: Date,
    /// By whom.
    pub by: String,
    /// The entry that made it so.
    pub entry: Version,
}

impl Look for MarkBatches {
    const NAME: &'static str = "marks.batches";
    const POLICY: Policy = Policy { step_up: true, ..KEEPERS };
    type Shown = Vec<MarkBatch>;

    fn see(&self, _by: &Reader, db: &Db<'_>) -> Result<Vec<MarkBatch>, Refusal> {
        let (sql, names) = ("select * from mark_batch order by entry desc, id", names_apart(db)?);
        let rows = db.all(sql, [], |row| {
            let batch = MarkBatch {
                id: row.id("id")?,
                file: row.get("file")?,
                file_name: String::new(),
                told: json(row, "told")?,
                state: row.read("state", RosterState::from_code)?,
                day: row.day("day")?,
                by: name_among(&names, &row.id("by_person")?),
                entry: row.get("entry")?,
            };
            Ok((batch, row.get::<Vec<u8>>("file_name")?))
        })?;
        // The name of a file that was erased is empty.
        let name = |name: Vec<u8>| if name.is_empty() { Ok(String::new()) } else { db.open_names(&name) };
        rows.into_iter().map(|(batch, sealed)| Ok(MarkBatch { file_name: name(sealed)?, ..batch })).collect()
    }
}
