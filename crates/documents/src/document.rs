//! A document as bytes, and why one was not made.

use records::text::Text;
use words::{both, tables};

use crate::press_error::PressError;

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// File name.
    pub name: String,
    /// Content.
    pub bytes: Vec<u8>,
}

/// Why a document was not made. [`DocumentsError::text`] says it to people; `Display` is for logs.
#[derive(Debug, thiserror::Error)]
pub enum DocumentsError {
    /// A table could not be written.
    #[error("table {name} was not written: {reason}")]
    Table {
        /// File name.
        name: String,
        /// What happened.
        reason: String,
    },
    /// A paper could not be pressed.
    #[error(transparent)]
    Press(#[from] PressError),
}

impl DocumentsError {
    /// What happened and what to do next, in words.
    #[must_use]
    pub fn text(&self) -> Text {
        match self {
            Self::Table { name, reason } => both(|lang| tables::error_table(lang, name.as_str(), reason.as_str())),
            Self::Press(error) => error.text(),
        }
    }
}
