//! Whether what was unpacked is a school: database, keys, the ledger from its first entry to the signed checkpoint, every named file.

use std::path::Path;

use ledger::{Checkpoint, Payload, SignedCheckpoint, Tree};
use rusqlite::Connection;

use super::super::connect::{self, Settings, present_step};
use super::super::entries::node;
use super::super::keys::Keys;
use super::super::origin::origin;
use super::calls;
use super::error::{Damaged, RestoreError};
use super::manifest::{FIRST, Manifest};
use super::watch::{VERIFYING, Watch};

/// Verifies a folder; the name of its ledger.
pub(super) fn verify(folder: &Path, manifest: &Manifest, watch: Watch<'_>) -> Result<String, RestoreError> {
    let unread = |_| RestoreError::from(Damaged::Database);
    calls::engine().map_err(RestoreError::at(folder))?;
    let keys = Keys::of(folder, false, &mut no_random()).map_err(|_| Damaged::Key)?;
    let connection = connect::reading(&folder.join(FIRST[0]), Settings::default()).map_err(|_| Damaged::Database)?;
    let step: usize = connection.query_row("pragma user_version", [], |row| row.get(0)).map_err(unread)?;
    if step > present_step() {
        return Err(RestoreError::Later(manifest.program.clone()));
    }
    let whole: String = connection.query_row("pragma integrity_check(1)", [], |row| row.get(0)).map_err(unread)?;
    if whole != "ok" || step != manifest.step {
        return Err(Damaged::Database.into());
    }
    let signed: SignedCheckpoint = manifest.checkpoint.parse().map_err(|_| Damaged::Checkpoint)?;
    let (head, tree) = chain(&connection, signed.tree.size, watch)?;
    let name = if step == present_step() { origin(&connection, &keys).map_err(unread)? } else { signed.origin.clone() };
    let key = keys.ledger.public();
    let agrees = signed.tree == tree.head() && signed.last == head && signed.origin == name && signed.is_by(&key);
    if !agrees || manifest.key != key.to_string() {
        return Err(Damaged::Checkpoint.into());
    }
    named(&connection, manifest)?;
    Ok(name)
}

/// Keys that are there need no randomness.
fn no_random() -> super::super::random::Random {
    Box::new(|_| false)
}

/// Every entry, what was typed with it, and every node of the tree.
fn chain(connection: &Connection, total: u64, watch: Watch<'_>) -> Result<(Checkpoint, Tree), RestoreError> {
    let unread = |_| RestoreError::from(Damaged::Database);
    let sql = "select record, salt, content from entry left join payload on payload.entry = entry.sequence order by entry.sequence";
    let mut statement = connection.prepare(sql).map_err(unread)?;
    let mut rows = statement.query([]).map_err(unread)?;
    let (mut head, mut tree) = (Checkpoint::empty(), Tree::empty());
    while let Some(row) = rows.next().map_err(unread)? {
        let damaged = || RestoreError::from(Damaged::Ledger(head.sequence + 1));
        let record: String = row.get(0).map_err(unread)?;
        let (salt, content): (Option<[u8; 32]>, Option<String>) = (row.get(1).map_err(unread)?, row.get(2).map_err(unread)?);
        let entry = head.follow(record.as_bytes()).map_err(|_| damaged())?;
        let payload = salt.zip(content).map(|(salt, content)| Payload { salt, content });
        let stored = |at, hash| node(connection, at).is_ok_and(|stored| stored == hash);
        let fits = payload.is_none_or(|payload| payload.belongs(&entry.details))
            && tree.push(record.as_bytes()).into_iter().all(|(at, hash)| stored(at, hash));
        if !fits {
            return Err(damaged());
        }
        head = entry.checkpoint();
        if head.sequence % 1000 == 0 {
            watch.at(VERIFYING, head.sequence, total)?;
        }
    }
    Ok((head, tree))
}

/// Every file an act named is in the backup, or told as missing.
fn named(connection: &Connection, manifest: &Manifest) -> Result<(), RestoreError> {
    let unread = |_| RestoreError::from(Damaged::Database);
    let mut statement = connection.prepare("select address from kept_file where entry is not null").map_err(unread)?;
    let mut rows = statement.query([]).map_err(unread)?;
    while let Some(row) = rows.next().map_err(unread)? {
        let address: String = row.get(0).map_err(unread)?;
        if !manifest.knows(&address) {
            return Err(Damaged::Part(address).into());
        }
    }
    Ok(())
}
