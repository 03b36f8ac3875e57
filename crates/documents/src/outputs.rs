//! What an analysis writes: every table and document as bytes, no file system. The same material gives the same bytes.

use crate::Material;
use crate::document::{Document, DocumentsError};
use crate::papers;

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
