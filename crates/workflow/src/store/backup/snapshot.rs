//! A copy of the database at one moment, made while others write.

use std::path::Path;

use ledger::SignedCheckpoint;
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::super::entries::Standing;
use super::super::keys::Keys;
use super::super::origin::origin;
use super::calls;
use super::watch::{DATABASE, Watch};
use crate::refusal::{Refusal, Rule};

/// Pages copied between two looks at whether to stop.
const PAGES: i32 = 256;

/// What is known of a copy.
pub(super) struct Snapshot {
    pub checkpoint: SignedCheckpoint,
    /// Addresses of files that acts named.
    pub named: Vec<String>,
    /// Addresses of files that were erased.
    pub erased: Vec<String>,
    /// Step of the database.
    pub step: usize,
}

/// Bytes of the database.
pub(super) fn size(source: &Connection) -> Result<u64, Refusal> {
    let pragma = |name: &str| source.query_row(&format!("pragma {name}"), [], |row| row.get::<_, u64>(0));
    Ok(pragma("page_count")?.saturating_mul(pragma("page_size")?))
}

/// Copies the database. A reading transaction holds the moment: without it every act of others would begin the copy anew.
pub(super) fn take(source: &Connection, to: &Path, keys: &Keys, watch: Watch<'_>) -> Result<Snapshot, Refusal> {
    let moment = source.unchecked_transaction()?;
    let standing = Standing::read(&moment).map_err(|_| Refusal::of(Rule::Disk))?;
    let signed = keys.ledger.sign(&origin(&moment, keys)?, standing.tree.head(), standing.head);
    let sql = "select address from kept_file where entry is not null order by address";
    let named = moment.prepare(sql)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let erased = moment.prepare("select thing from erased")?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let step = moment.query_row("pragma user_version", [], |row| row.get(0))?;
    copy(&moment, to, watch)?;
    Ok(Snapshot { checkpoint: signed.ok_or(Refusal::of(Rule::Stopped))?, named, erased, step })
}

fn copy(source: &Connection, to: &Path, watch: Watch<'_>) -> Result<(), Refusal> {
    calls::engine()?;
    let mut copy = Connection::open(to)?;
    // A copy that is not finished is thrown away: nothing of it has to be kept safe.
    copy.execute_batch("pragma journal_mode = off; pragma synchronous = off;")?;
    let backup = Backup::new(source, &mut copy)?;
    loop {
        calls::engine()?;
        let step = backup.step(PAGES)?;
        let (left, all) = (backup.progress().remaining, backup.progress().pagecount);
        watch.at(DATABASE, u64::try_from(all - left).unwrap_or(0), u64::try_from(all).unwrap_or(0))?;
        match step {
            StepResult::Done => break,
            StepResult::More => {}
            // The source is only read, so nobody is in the way for long.
            _ => std::thread::sleep(std::time::Duration::from_millis(5)),
        }
    }
    drop(backup);
    // One file, without a log beside it.
    copy.query_row("pragma journal_mode = delete", [], |_| Ok(()))?;
    copy.close().map_err(|(_, error)| error.into())
}
