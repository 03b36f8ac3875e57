//! A ledger in a file: one writer at a time, every entry on the disk before it is acknowledged.

mod aside;
mod damage;
mod disk;
mod error;
mod scan;

use std::fs::File;
use std::path::{Path, PathBuf};

use crate::act::Act;
use crate::checkpoint::Checkpoint;
use crate::entry::Entry;
use disk::{locked, put, sync_folder};
use scan::verified;

pub use aside::{SetAside, end_last_line, set_aside};
pub use damage::{FileDamage, FileDamageKind};
pub use error::LedgerError;
pub use scan::{FileVerdict, scan, scan_file};

/// A ledger open for writing; others are kept out until it is dropped.
#[derive(Debug)]
pub struct Ledger {
    path: PathBuf,
    file: File,
    head: Checkpoint,
    length: u64,
    stopped: bool,
}

impl Ledger {
    /// Opens the file, or begins it, and verifies it whole.
    ///
    /// ```
    /// use ledger::{Act, Actor, FileDamageKind, Ledger, LedgerError};
    ///
    /// # let home = tempfile::tempdir()?;
    /// let path = home.path().join("a.ledger");
    /// let at = jiff::Timestamp::UNIX_EPOCH;
    /// let mut ledger = Ledger::open(&path)?;
    /// let entry = ledger.append(Act { at, actor: Actor::Console, name: "try".into(), subjects: vec![], details: Default::default() })?;
    /// assert_eq!((entry.sequence, ledger.checkpoint()), (1, entry.checkpoint()));
    /// assert!(matches!(Ledger::open(&path), Err(LedgerError::Locked(_))));
    /// drop(ledger);
    ///
    /// std::fs::write(&path, &std::fs::read(&path)?[..100])?;
    /// let refused = Ledger::open(&path).unwrap_err();
    /// assert!(matches!(refused, LedgerError::Damaged { damage, .. } if damage.kind == FileDamageKind::Torn));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`LedgerError::Locked`] while another writes; [`LedgerError::Damaged`] where the file is not intact, a torn last line too: nothing is
    /// added to such a file.
    pub fn open(path: &Path) -> Result<Self, LedgerError> {
        let file = locked(path, true)?;
        let FileVerdict { head, intact, damage } = verified(path, &file, None, |_| ())?;
        if let Some(damage) = damage {
            return Err(LedgerError::Damaged { path: path.to_path_buf(), damage });
        }
        Ok(Self { path: path.to_path_buf(), file, head, length: intact, stopped: false })
    }

    /// Number and hash of the last entry.
    #[must_use]
    pub const fn checkpoint(&self) -> Checkpoint {
        self.head
    }

    /// Enters an act: when this returns, the entry is on the disk.
    ///
    /// # Errors
    /// An act that cannot be an entry; a write that failed. Then the act is not entered, and the file is as it was, or the error says that it
    /// may not be.
    pub fn append(&mut self, act: Act) -> Result<Entry, LedgerError> {
        if self.stopped {
            return Err(LedgerError::Stopped(self.path.clone()));
        }
        let (entry, record) = self.head.enter(act)?;
        let line = record + "\n";
        if let Err((source, withdrawn)) = put(&mut self.file, self.length, line.as_bytes()) {
            self.stopped = true;
            return Err(LedgerError::Unwritten { path: self.path.clone(), source, withdrawn });
        }
        if self.length == 0 {
            sync_folder(&self.path);
        }
        self.length += line.len() as u64;
        self.head = entry.checkpoint();
        Ok(entry)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::act::Actor;
    use jiff::Timestamp;
    use serde_json::Map;

    fn act() -> Act {
        Act { at: Timestamp::UNIX_EPOCH, actor: Actor::Console, name: "try".into(), subjects: Vec::new(), details: Map::new() }
    }

    /// After a failure nobody knows what the disk holds: the file has to be opened, and so verified, anew.
    #[test]
    fn nothing_is_entered_after_a_failure() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.ledger");
        File::create(&path).unwrap();
        let file = File::open(&path).unwrap();
        let mut ledger = Ledger { path, file, head: Checkpoint::empty(), length: 0, stopped: false };
        assert!(matches!(ledger.append(act()), Err(LedgerError::Unwritten { withdrawn: false, .. })));
        assert!(matches!(ledger.append(act()), Err(LedgerError::Stopped(_))));
        assert_eq!(ledger.checkpoint(), Checkpoint::empty());
    }

    #[test]
    fn two_writers_are_kept_apart() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.ledger");
        let first = Ledger::open(&path).unwrap();
        assert!(matches!(Ledger::open(&path), Err(LedgerError::Locked(_))));
        assert!(matches!(set_aside(&path), Err(LedgerError::Locked(_))));
        drop(first);
        assert_eq!(Ledger::open(&path).unwrap().checkpoint(), Checkpoint::empty());
    }

    #[test]
    fn a_file_that_is_not_there_is_said() {
        let refused = set_aside(Path::new("nowhere/a.ledger")).unwrap_err();
        assert!(
            matches!(&refused, LedgerError::Unreadable { path, .. } if path.ends_with("a.ledger"))
                && refused.to_string().contains("nowhere")
        );
    }
}
