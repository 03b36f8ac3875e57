//! What can end a command early, and the exit code each ending has (they are listed in `objektiv --help`).

use records::text::Lang;
use std::io::{self, ErrorKind};
use std::path::Path;
use words::objektiv;

/// How a command ended when nothing stood in its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Done.
    Done,
    /// Done, but something in the input asks for attention and `--strict` was given.
    Problems,
}

impl Ending {
    /// The exit code.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Problems => 1,
        }
    }
}

/// Why a command could not go on; the text says what happened, where, and what to do next.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The call cannot be carried out as written.
    #[error("{0}")]
    Usage(String),
    /// The input could not be read.
    #[error("{0}")]
    Input(String),
    /// The output could not be written.
    #[error("{0}")]
    Output(String),
    /// The person stopped the work.
    #[error("{0}")]
    Stopped(String),
}

impl Failure {
    /// The exit code.
    #[must_use]
    pub const fn code(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            Self::Input(_) => 3,
            Self::Output(_) => 4,
            Self::Stopped(_) => 130,
        }
    }

    /// The person asked to stop; nothing was written.
    #[must_use]
    pub fn stopped(lang: Lang) -> Self {
        Self::Stopped(objektiv::stopped(lang))
    }

    /// A file that was to be read.
    #[must_use]
    pub fn reading(lang: Lang, path: &Path, error: &io::Error) -> Self {
        Self::Input(objektiv::cannot_read(lang, path.display().to_string(), reason(lang, error)))
    }

    /// A file that was to be written.
    #[must_use]
    pub fn writing(lang: Lang, path: &Path, error: &io::Error) -> Self {
        Self::Output(objektiv::cannot_write(lang, path.display().to_string(), reason(lang, error)))
    }
}

/// Why the system refused, in the reader's language where it is one of the usual reasons.
#[must_use]
pub fn reason(lang: Lang, error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => objektiv::why_not_found(lang),
        ErrorKind::PermissionDenied => objektiv::why_no_right(lang),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => objektiv::why_no_room(lang),
        ErrorKind::ReadOnlyFilesystem => objektiv::why_read_only(lang),
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => objektiv::why_no_folder(lang),
        ErrorKind::AddrInUse => objektiv::why_port_taken(lang),
        _ => error.to_string(),
    }
}
