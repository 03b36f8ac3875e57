//! What an analysis writes: every table and document as bytes, no file system. The same material gives the same bytes.

use std::cell::OnceCell;

use crate::Material;
use crate::document::{Document, DocumentsError};
use crate::kind::{Kind, Making};
use crate::papers;

/// Every document that is made when asked for, in the order of switches and buttons. To add one: its folder in `papers`, its line here.
pub const KINDS: &[&Kind] = &[&papers::WORD, &papers::WORKBOOK, &papers::PDF];

/// The tables, `summary.json` after them, the report, then the documents asked for, in the order of the list.
///
/// # Errors
/// [`DocumentsError`] where a document cannot be made; nothing half-written is returned.
pub fn outputs(material: &Material<'_>, asked: &[&Kind]) -> Result<Vec<Document>, DocumentsError> {
    let mut documents = crate::tables::all(material)?;
    documents.push(Document { name: "report.html".to_owned(), bytes: crate::report::html(material).into_bytes() });
    documents.extend(pressed(material, asked)?);
    Ok(documents)
}

/// The documents asked for alone.
///
/// # Errors
/// As [`outputs`].
pub fn pressed(material: &Material<'_>, asked: &[&Kind]) -> Result<Vec<Document>, DocumentsError> {
    let making = Making { material, paper: OnceCell::new() };
    let wanted = KINDS.iter().filter(|kind| asked.iter().any(|asked| asked.file == kind.file));
    let made = wanted.filter_map(|kind| Some((kind.file, kind.make?)));
    made.map(|(file, make)| Ok(Document { name: file.to_owned(), bytes: make(&making)? })).collect()
}
