//! What can stand in the way of a ledger in a file.

use std::io;
use std::path::PathBuf;

use super::damage::FileDamage;
use crate::unfit::Unfit;

/// Why an act was not entered or a file not read.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// The file cannot be opened, read or locked.
    #[error("{}: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The entry could not be written.
    #[error("{}: not written: {source}", path.display())]
    Unwritten {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
        /// Whether the file is known to be as it was before.
        withdrawn: bool,
    },
    /// Another program is writing to it.
    #[error("{}: another program is writing", .0.display())]
    Locked(PathBuf),
    /// The file is not intact, so nothing is added to it.
    #[error("{}: {damage}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Where and what.
        damage: FileDamage,
    },
    /// An earlier write failed: what the file holds has to be looked at first.
    #[error("{}: an earlier write failed", .0.display())]
    Stopped(PathBuf),
    /// The act cannot be an entry.
    #[error(transparent)]
    Unfit(#[from] Unfit),
}
