//! `data.erase`: a second person confirms, and it is gone. `data.erase-again`: after a restoration, what was erased once is erased again.

use serde::{Deserialize, Serialize};
use words::{Word, acts};

use super::ask::Asked;
use super::attached;
use super::subject::Kind;
use super::wipe::Gone;
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::people::signers;
use crate::policy::{Place, Policy, Purpose, Second, Unattended};
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::roster::KEEPERS;
use crate::store::{Tx, params};
use crate::world::World;

/// `data.erase`: by another person than the one who asked for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConfirmErasure {
    /// What.
    pub thing: Id,
}

/// What was erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erased {
    /// The erasure.
    pub erasure: Id,
    /// What.
    pub thing: Id,
    /// Files that go.
    pub files: u32,
}

/// What has to be known to erase.
pub struct Erasing {
    asked: Asked,
    first: Vec<Id>,
    gone: Gone,
}

impl Act for ConfirmErasure {
    const NAME: &'static str = "data.erase";
    const SAID: Word = acts::data_erase;
    const POLICY: Policy = Policy { second: Second::Other, step_up: true, ..KEEPERS };
    type Seen = Erasing;
    type Done = Erased;

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Erasing, Refusal> {
        let asked = Asked::find(tx, &self.thing)?;
        // It may have gone into another record since.
        Kind::of(tx, &self.thing)?;
        Ok(Erasing { first: signers(tx, &asked.id, &asked.by)?, gone: Gone::with(tx, asked.kind, &asked.thing)?, asked })
    }

    fn place(&self, seen: &Erasing) -> Place {
        Place { first: seen.first.clone(), ..Place::of(&seen.asked.thing) }
    }

    fn check(&self, _by: &Reader, _seen: &Erasing) -> Result<(), Refusal> {
        Ok(())
    }

    fn apply(self, seen: Erasing, tx: &mut Tx<'_>) -> Result<Erased, Refusal> {
        let Erasing { asked, gone, .. } = seen;
        let files = u32::try_from(gone.files.len()).unwrap_or(u32::MAX);
        gone.erase(tx, &asked.thing)?;
        let (entry, day) = (tx.entry(), tx.today().to_string());
        let by = tx.by().cloned().ok_or(Refusal::of(Rule::NotAllowed))?;
        let sql = "update erasure set state = 'erased', reason = '', by_person = ?2, day = ?3, entry = ?4 where id = ?1";
        tx.change(sql, params![asked.id.as_str(), by.as_str(), day, entry])?;
        Ok(Erased { erasure: asked.id, thing: asked.thing, files })
    }

    fn said(done: &Erased) -> Said {
        Said::of("erasure", &done.erasure).id("thing", &done.thing).number("files", done.files.into())
    }

    fn sample(world: &World) -> Self {
        Self { thing: world.asked.clone() }
    }
}

/// `data.erase-again`: a backup may be older than an erasure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EraseAgain {
    /// Ids and addresses, as they lie beside the backups.
    pub things: Vec<String>,
}

impl Act for EraseAgain {
    const NAME: &'static str = "data.erase-again";
    const SAID: Word = acts::data_erase_again;
    const POLICY: Policy = Policy {
        may: &[],
        unattended: &[Unattended::Program, Unattended::Console],
        second: Second::No,
        step_up: false,
        purpose: Purpose::Recovery,
    };
    /// What of it is here: a row of a kind, or a file alone.
    type Seen = Vec<(Id, Option<(Kind, Id)>)>;
    /// How many things were here.
    type Done = u32;

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Self::Seen, Refusal> {
        let mut here = Vec::new();
        for thing in self.things.iter().filter_map(|thing| Id::read(thing)) {
            let batch = tx.one("select id from roster_batch where file = ?", [thing.as_str()], |row| row.id("id"))?;
            for (kind, table) in Kind::ALL.iter().filter_map(|kind| Some((kind, kind.table()?))) {
                let row = tx.one(&format!("select id from {table} where id = ?"), [thing.as_str()], |row| row.id("id"))?;
                if row.is_some() {
                    here.push((thing.clone(), Some((*kind, thing.clone()))));
                }
            }
            if let Some(batch) = batch {
                here.push((thing.clone(), Some((Kind::File, batch))));
            } else if tx.one("select file from mark_batch where file = ?", [thing.as_str()], |_| Ok(()))?.is_some()
                || attached::stays(tx, thing.as_str())?
            {
                here.push((thing.clone(), None));
            }
        }
        Ok(here)
    }

    fn place(&self, _seen: &Self::Seen) -> Place {
        Place::of(&Id::school())
    }

    fn check(&self, _by: &Reader, seen: &Self::Seen) -> Result<(), Refusal> {
        if seen.is_empty() { Err(Refusal::of(Rule::NothingChanged)) } else { Ok(()) }
    }

    fn apply(self, seen: Self::Seen, tx: &mut Tx<'_>) -> Result<u32, Refusal> {
        let count = u32::try_from(seen.len()).unwrap_or(u32::MAX);
        for (thing, row) in seen {
            // Found anew each time: what is about several goes with the last of them.
            let gone = match row {
                Some((kind, row)) => Gone::once_more(tx, kind, &row)?,
                None => Gone::of_file(&thing),
            };
            gone.erase(tx, &thing)?;
        }
        // An erasure that waited in the backup is done by now.
        tx.change("delete from erasure where state = 'asked' and thing in (select thing from erased)", [])?;
        Ok(count)
    }

    fn said(done: &u32) -> Said {
        Said::of("school", &Id::school()).number("things", (*done).into())
    }

    fn sample(world: &World) -> Self {
        Self { things: vec![world.roster.pupil.to_string()] }
    }
}
