//! Why a school was not restored. Nothing is changed then.

use std::io;
use std::path::{Path, PathBuf};

use records::text::Lang;
use words::recovery;

use super::super::error::OpenError;
use super::super::told::reason;
use super::watch::Halt;
use crate::recovery::Mistyped;
use crate::refusal::Refusal;

/// Why a school was not restored.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// The key was mistyped.
    #[error("the key: {0}")]
    Key(#[from] Mistyped),
    /// The key is another one's.
    #[error("the key does not open this backup")]
    WrongKey,
    /// The file is something else.
    #[error("not a backup")]
    NotABackup,
    /// The file ends early.
    #[error("the backup ends early")]
    CutShort,
    /// The file is not what was written.
    #[error("the backup is damaged: {0:?}")]
    Damaged(Damaged),
    /// The backup is of a later version of the program.
    #[error("the backup was made by version {0}")]
    Later(String),
    /// The folder is not empty.
    #[error("{}: not empty", .0.display())]
    NotEmpty(PathBuf),
    /// Somebody stopped it.
    #[error("stopped")]
    Interrupted,
    /// There is no room on the disk.
    #[error("no room on the disk")]
    Full,
    /// The disk refused.
    #[error("{}: {source}", .path.display())]
    Io {
        /// Where.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The folder cannot be a school's.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The first entry was refused.
    #[error("the first entry: {0}")]
    Refused(Refusal),
}

/// What of a backup is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Damaged {
    /// Its list of contents.
    Manifest,
    /// A file of it.
    Part(String),
    /// There is something that is not listed.
    Extra,
    /// An entry of the ledger, or what belongs to it.
    Ledger(u64),
    /// The ledger is not the one that was signed.
    Checkpoint,
    /// The keys of the school.
    Key,
    /// The database.
    Database,
    /// The cipher does not agree.
    Inside,
}

impl RestoreError {
    /// What the disk said of a path.
    pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        |source| match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            _ => Self::Io { path: path.to_path_buf(), source },
        }
    }

    /// What happened, where, what to do.
    #[must_use]
    pub fn told(&self, lang: Lang, folder: &Path) -> String {
        match self {
            Self::Key(mistyped) => recovery::not_key(lang, mistyped.told(lang)),
            Self::WrongKey => recovery::wrong_key(lang),
            Self::NotABackup => recovery::not_a_backup(lang),
            Self::CutShort => recovery::cut_short(lang),
            Self::Damaged(what) => recovery::damaged(lang, what.told(lang)),
            Self::Later(program) => recovery::later(lang, program),
            Self::NotEmpty(folder) => recovery::not_empty(lang, folder.display().to_string()),
            Self::Interrupted => recovery::interrupted(lang),
            Self::Full => recovery::no_room(lang),
            Self::Io { path, source } => recovery::disk(lang, path.display().to_string(), reason(lang, source)),
            Self::Open(error) => error.told(lang, folder),
            Self::Refused(refusal) => recovery::refused(lang, refusal.rule.told(lang)),
        }
    }
}

impl Damaged {
    fn told(&self, lang: Lang) -> String {
        match self {
            Self::Manifest => recovery::damaged_manifest(lang),
            Self::Part(path) => recovery::damaged_part(lang, path),
            Self::Extra => recovery::damaged_extra(lang),
            Self::Ledger(entry) => recovery::damaged_ledger(lang, entry.to_string()),
            Self::Checkpoint => recovery::damaged_checkpoint(lang),
            Self::Key => recovery::damaged_key(lang),
            Self::Database => recovery::damaged_database(lang),
            Self::Inside => recovery::damaged_inside(lang),
        }
    }
}

impl From<Halt> for RestoreError {
    fn from(_halt: Halt) -> Self {
        Self::Interrupted
    }
}

impl From<Damaged> for RestoreError {
    fn from(what: Damaged) -> Self {
        Self::Damaged(what)
    }
}
