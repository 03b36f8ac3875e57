//! What can end a command early, and the exit code each ending has (they are listed in `objektiv --help`).

use std::io::{self, ErrorKind};
use std::path::Path;

use web::words::{Value, Words, key};

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
    pub fn stopped(words: &Words) -> Self {
        Self::Stopped(words.say("stopped"))
    }

    /// A file that was to be read.
    #[must_use]
    pub fn reading(words: &Words, path: &Path, error: &io::Error) -> Self {
        Self::Input(said(words, key("cannot-read"), path, error))
    }

    /// A file that was to be written.
    #[must_use]
    pub fn writing(words: &Words, path: &Path, error: &io::Error) -> Self {
        Self::Output(said(words, key("cannot-write"), path, error))
    }
}

fn said(words: &Words, what: &str, path: &Path, error: &io::Error) -> String {
    let (path, error) = (path.display().to_string(), reason(words, error));
    words.with(what, &[("path", Value::from(&path)), ("why", Value::from(&error))])
}

/// Why the system refused, in the reader's language where it is one of the usual reasons.
#[must_use]
pub fn reason(words: &Words, error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => words.say("why-not-found"),
        ErrorKind::PermissionDenied => words.say("why-no-right"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => words.say("why-no-room"),
        ErrorKind::ReadOnlyFilesystem => words.say("why-read-only"),
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => words.say("why-no-folder"),
        ErrorKind::AddrInUse => words.say("why-port-taken"),
        _ => error.to_string(),
    }
}
