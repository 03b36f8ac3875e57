//! What an analysis writes: every table and document as bytes, no file system. The same material gives the same bytes.

use methodology::provenance::{Problem, Question, Recognition};
use methodology::study::Study;
use methodology::text::Lang;
use methodology::words::Audience;

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
    /// A paper could not be pressed.
    #[error(transparent)]
    Press(#[from] PressError),
    /// The reader may not have this document.
    #[error(
        "для читателя вне школы готовятся только таблицы CSV: в Word, Excel и PDF есть классы. Уберите --docx, --xlsx, --pdf или --audience outside / outside the school only CSV tables are made: Word, Excel and PDF name classes. Leave out --docx, --xlsx, --pdf or --audience outside"
    )]
    Outside,
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
    if material.study.protocol.audience == Audience::Outside {
        return Err(DocumentsError::Outside);
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
