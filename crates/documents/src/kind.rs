//! A kind of document that is made when asked for. Command line and page offer what [`crate::KINDS`] lists; nothing else names one.

use std::cell::OnceCell;

use words::Word;

use crate::Material;
use crate::document::DocumentsError;
use crate::papers::Paper;

/// A document that is made when asked for.
pub struct Kind {
    /// Switch of the command line without its dashes.
    pub switch: &'static str,
    /// Name of the file.
    pub file: &'static str,
    /// What the switch does.
    pub about: Word,
    /// The button of the page.
    pub button: Word,
    /// None where this build cannot make it.
    pub(crate) make: Option<Maker>,
}

pub(crate) type Maker = fn(&Making<'_>) -> Result<Vec<u8>, DocumentsError>;

impl Kind {
    /// Whether this build can make it.
    #[must_use]
    pub const fn built(&self) -> bool {
        self.make.is_some()
    }
}

/// What the documents of one call share: one composition serves Word and PDF.
pub(crate) struct Making<'a> {
    pub(crate) material: &'a Material<'a>,
    pub(crate) paper: OnceCell<Paper>,
}
