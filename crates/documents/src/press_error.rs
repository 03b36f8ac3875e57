//! Why a paper could not be pressed.

use records::text::Text;
use words::{both, tables};

/// What can go wrong while a paper is pressed; the study itself is untouched by it.
#[derive(Debug, thiserror::Error)]
pub enum PressError {
    /// A figure could not be drawn.
    #[error("figure «{figure}» was not drawn: {reason}")]
    Figure {
        /// Title of the figure.
        figure: String,
        /// What the renderer said.
        reason: String,
    },
    /// The typesetter refused the document.
    #[error("the document was not typeset: {0}")]
    Typeset(String),
    /// The workbook could not be written.
    #[error("the workbook was not written: {0}")]
    Workbook(String),
    /// Word's container could not be written.
    #[error("the Word file was not written: {0}")]
    Word(String),
}

impl PressError {
    /// What happened and what to do next, in words.
    #[must_use]
    pub fn text(&self) -> Text {
        match self {
            Self::Figure { figure, reason } => both(|lang| tables::error_figure(lang, figure.as_str(), reason.as_str())),
            Self::Typeset(what) => both(|lang| tables::error_typeset(lang, what)),
            Self::Workbook(what) => both(|lang| tables::error_workbook(lang, what)),
            Self::Word(what) => both(|lang| tables::error_word(lang, what)),
        }
    }
}
