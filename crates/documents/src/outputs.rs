//! What an analysis writes: every table and document as bytes, no file system. The same material gives the same bytes.

use records::provenance::{Problem, Question, Recognition};
use records::study::Study;
use records::text::{Lang, Text};
use words::{both, tables};

use crate::papers::{self, PressError};

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

/// Every document asked for, tables first, `summary.json` after them.
///
/// # Errors
/// [`DocumentsError`] where a document cannot be made; nothing half-written is returned.
pub fn outputs(material: &Material<'_>, wanted: &Wanted) -> Result<Vec<Document>, DocumentsError> {
    let mut documents = crate::tables::all(material)?;
    if wanted.html {
        documents.push(Document { name: "report.html".to_owned(), bytes: crate::report::html(material).into_bytes() });
    }
    documents.extend(pressed(material, wanted)?);
    Ok(documents)
}

/// Word, Excel and PDF. One composition serves Word and PDF.
fn pressed(material: &Material<'_>, wanted: &Wanted) -> Result<Vec<Document>, DocumentsError> {
    let mut documents = Vec::new();
    if !(wanted.docx || wanted.xlsx || wanted.pdf) {
        return Ok(documents);
    }
    let mut add = |name: &str, bytes: Vec<u8>| documents.push(Document { name: name.to_owned(), bytes });
    if wanted.docx || wanted.pdf {
        let paper = papers::compose(material);
        if wanted.docx {
            add("report.docx", papers::word(&paper)?);
        }
        #[cfg(feature = "pdf")]
        if wanted.pdf {
            add("report.pdf", papers::pdf(&paper)?);
        }
    }
    if wanted.xlsx {
        add("tables.xlsx", papers::workbook(material)?);
    }
    Ok(documents)
}
