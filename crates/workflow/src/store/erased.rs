//! What an erasure leaves to be done on the disk: files that go, the log of writes begun anew, the list beside the backups.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

use ledger::Digest;

use crate::refusal::{Refusal, Rule};

use super::connect;
use super::disk::{Rights, put};
use super::folder::{BACKUPS, SEALED, path, read, remove};
use super::open::Store;
use super::writer::Writer;

/// The list of what was erased, beside the backups: an id or an address a line.
pub const ERASED: &str = "erased.txt";

/// Lies in the folder from before an erasure is finished until the log of writes was begun anew.
const UNFINISHED_LOG: &str = "objektiv.erasing";

/// How long readers of an earlier moment are waited for before the log is left for the next time.
const HELD_UP: Duration = Duration::from_millis(300);

/// Longest list that is read.
const LONGEST: usize = 64 * 1024 * 1024;

impl Store {
    /// Finishes erasures on the disk: the list beside the backups first, so that no restoration brings anything back, then the files, then
    /// what the log of writes still holds. Asked after an erasure, when the program begins, and from time to time: what a machine that stopped
    /// left undone, or a reader of an earlier moment held up, is done then. How many things are on the list.
    ///
    /// # Errors
    /// Those of the disk.
    pub async fn finish_erasures(&self) -> Result<usize, Refusal> {
        self.keys().names.forget();
        let erased = self.read(|db| db.all("select thing from erased order by thing", [], |row| row.get::<String>("thing"))).await?;
        let folder = self.folder().to_path_buf();
        let listed = move || {
            let before = list(&folder)?;
            let all: BTreeSet<String> = before.iter().cloned().chain(erased).collect();
            let new = all != before;
            if new {
                // First of all: whatever stops the rest, the log is begun anew some day.
                put(&folder.join(UNFINISHED_LOG), b"", Rights::OwnerOnly)?;
                write(&folder, &all)?;
            }
            gone(&folder, &all)?;
            Ok::<_, Refusal>((all.len(), new || read(&folder.join(UNFINISHED_LOG))?.is_some()))
        };
        let (count, unfinished) = self.readers().ask(move |_| listed()).await??;
        if unfinished {
            let mark = self.folder().join(UNFINISHED_LOG);
            // Where acts are written, so that no other erasure comes between the log and its mark.
            let begun = move |writer: &mut Writer| {
                if writer.begin_log_anew()? {
                    remove(&mark).map(drop)?
                } else {
                    put(&mark, b"", Rights::OwnerOnly)?
                }
                Ok::<_, Refusal>(())
            };
            self.writer().ask(begun).await??;
        }
        Ok(count)
    }

    /// The list of what was erased, to be kept with a backup that is carried away; None where nothing was.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn erased(&self) -> Result<Option<Vec<u8>>, Refusal> {
        Ok(read(&self.folder().join(BACKUPS).join(ERASED))?)
    }
}

/// The list of a folder.
fn list(folder: &Path) -> Result<BTreeSet<String>, Refusal> {
    let bytes = read(&folder.join(BACKUPS).join(ERASED))?.unwrap_or_default();
    Ok(things(&String::from_utf8_lossy(&bytes)).into_iter().collect())
}

/// Things of a list as it is written: what cannot be an id or an address is none.
pub(super) fn things(list: &str) -> Vec<String> {
    let fits = |line: &&str| crate::id::Id::read(line).is_some();
    list.get(..LONGEST.min(list.len())).unwrap_or_default().lines().map(str::trim).filter(fits).map(str::to_owned).collect()
}

/// Writes a list.
pub(super) fn write(folder: &Path, all: &BTreeSet<String>) -> Result<(), Refusal> {
    let text: String = all.iter().map(|thing| format!("{thing}\n")).collect();
    fs::create_dir_all(folder.join(BACKUPS))?;
    Ok(put(&folder.join(BACKUPS).join(ERASED), text.as_bytes(), Rights::OwnerOnly)?)
}

/// Removes the files of a list.
pub(super) fn gone(folder: &Path, all: &BTreeSet<String>) -> Result<(), Refusal> {
    for address in all.iter().filter_map(|thing| thing.parse::<Digest>().ok()) {
        let path = path(folder, &address);
        remove(&path)?;
        remove(&path.with_extension(SEALED))?;
    }
    Ok(())
}

impl Writer {
    /// Brings the log of writes into the database and begins it anew: what was erased is in neither. False where somebody reads an earlier
    /// moment still: then it is to be asked again. Nobody who writes waits for that.
    pub(super) fn begin_log_anew(&mut self) -> Result<bool, Refusal> {
        let (connection, _) = self.open.as_ref().ok_or(Refusal::of(Rule::Stopped))?;
        connection.busy_timeout(HELD_UP)?;
        let busy = connection.query_row("pragma wal_checkpoint(truncate)", [], |row| row.get::<_, i64>(0));
        connection.busy_timeout(connect::BUSY)?;
        Ok(busy? == 0)
    }
}
