//! What the database and the disk say, as refusals; and why a folder cannot be opened.

use std::io;
use std::path::PathBuf;

use rusqlite::ErrorCode;

use crate::refusal::{Refusal, Rule};

impl From<rusqlite::Error> for Refusal {
    fn from(error: rusqlite::Error) -> Self {
        let full = error.sqlite_error_code() == Some(ErrorCode::DiskFull);
        Self::of(if full { Rule::DiskFull } else { Rule::Disk })
    }
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        let full = matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded);
        Self::of(if full { Rule::DiskFull } else { Rule::Disk })
    }
}

/// Why a folder cannot be opened as a school's. Another caller than that of a [`Refusal`]: the program at its start.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another program works on the folder.
    #[error("another program works on this folder: {address}")]
    InUse {
        /// Where it can be reached.
        address: String,
    },
    /// The folder lies where the database cannot keep its promises: a network share.
    #[error("the folder must be on a local disk: the journal is {0}")]
    NotLocal(String),
    /// The folder lies on a network share.
    #[error("{} lies on a network share ({kind})", .folder.display())]
    Share {
        /// The folder.
        folder: PathBuf,
        /// What kind of share.
        kind: String,
    },
    /// The database engine is too old.
    #[error("SQLite {0} is too old")]
    OldEngine(&'static str),
    /// The database is of a later version of the program.
    #[error("the folder was written by a later version of the program")]
    Later,
    /// The key of the ledger is gone, the ledger is not.
    #[error("{}: the key is not there or damaged", .0.display())]
    Key(PathBuf),
    /// The end of the ledger is not as it was written.
    #[error("the ledger is damaged: {0}")]
    Damaged(String),
    /// No randomness from the system.
    #[error("the system gives no random numbers")]
    NoRandomness,
    /// The disk refused.
    #[error("{}: {source}", .path.display())]
    Io {
        /// Where.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// There is no room on the disk.
    #[error("there is no room on the disk")]
    Full,
    /// The database refused.
    #[error("the database: {0}")]
    Database(String),
}

impl OpenError {
    pub(crate) fn at(path: &std::path::Path) -> impl FnOnce(io::Error) -> Self + '_ {
        |source| Self::Io { path: path.to_path_buf(), source }
    }
}

impl From<rusqlite::Error> for OpenError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            _ => Self::Database(error.to_string()),
        }
    }
}

impl From<rusqlite_migration::Error> for OpenError {
    fn from(error: rusqlite_migration::Error) -> Self {
        match error {
            rusqlite_migration::Error::MigrationDefinition(rusqlite_migration::MigrationDefinitionError::DatabaseTooFarAhead) => {
                Self::Later
            }
            other => Self::Database(other.to_string()),
        }
    }
}
