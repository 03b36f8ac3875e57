//! Word documents (.docx): paragraphs and tables in their order, cells placed by the grid. Formatting is not looked at; deleted text of tracked
//! changes is not taken, inserted text is.

mod body;
mod numbering;
mod parts;

use std::collections::BTreeMap;

use super::refuse::Refusal;
use parts::Package;

/// A document as read.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Document {
    /// Paragraphs and tables in order.
    pub body: Vec<Piece>,
    /// Footnotes and endnotes by the mark that points at them.
    pub notes: BTreeMap<String, String>,
    /// Words of headers and footers.
    pub margins: Vec<String>,
}

/// A paragraph or a table.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Piece {
    Paragraph(Paragraph),
    Table(Table),
}

/// A paragraph: its words, with the number of its list before them, and marks of the notes it points at.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Paragraph {
    pub text: String,
    pub notes: Vec<String>,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Table {
    pub rows: Vec<Vec<Cell>>,
}

/// A cell in its place on the grid.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Cell {
    pub column: u32,
    /// Columns of the grid it covers.
    pub span: u32,
    /// It continues the cell above it.
    pub continues: bool,
    pub paragraphs: Vec<Paragraph>,
    /// Tables inside it.
    pub tables: Vec<Table>,
}

/// Whether a zip container is a Word document: its main part.
pub(crate) fn main_part(bytes: &[u8]) -> Option<String> {
    Package::open("", bytes).ok()?.main_part().ok()?.filter(|part| part.starts_with("word/"))
}

/// Reads a document.
///
/// # Errors
/// Why it is refused.
pub(crate) fn read(file: &str, bytes: &[u8], main: &str) -> Result<Document, Refusal> {
    let mut package = Package::open(file, bytes)?;
    let lists = package.part("word/numbering.xml")?.map_or_else(numbering::Lists::default, |xml| numbering::Lists::read(&xml));
    let mut document = Document::default();
    let xml = package.part(main)?.ok_or_else(|| package.damaged(main))?;
    document.body = body::read(&xml, lists).map_err(|why| package.refused(main, why))?;
    for (part, element, mark) in [("word/footnotes.xml", "footnote", "f"), ("word/endnotes.xml", "endnote", "e")] {
        if let Some(xml) = package.part(part)? {
            document.notes.extend(body::notes(&xml, element, mark).map_err(|why| package.refused(part, why))?);
        }
    }
    for part in package.margins() {
        if let Some(xml) = package.part(&part)? {
            let words = body::read(&xml, numbering::Lists::default()).map_err(|why| package.refused(&part, why))?;
            document.margins.extend(words.iter().map(words_of).filter(|words| !words.is_empty()));
        }
    }
    document.margins.dedup();
    Ok(document)
}

/// All words of a piece, a line for each paragraph.
pub(crate) fn words_of(piece: &Piece) -> String {
    match piece {
        Piece::Paragraph(paragraph) => paragraph.text.clone(),
        Piece::Table(table) => table.words(),
    }
}

impl Table {
    /// The words of its cells, a line for each row.
    pub(crate) fn words(&self) -> String {
        let row = |cells: &Vec<Cell>| cells.iter().map(Cell::words).filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" | ");
        self.rows.iter().map(row).filter(|words| !words.is_empty()).collect::<Vec<_>>().join("\n")
    }
}

impl Cell {
    /// Its words, a line for each paragraph and for each row of a table inside.
    pub(crate) fn words(&self) -> String {
        let own = self.paragraphs.iter().map(|paragraph| paragraph.text.clone());
        let lines = own.chain(self.tables.iter().map(Table::words)).filter(|line| !line.is_empty());
        lines.collect::<Vec<_>>().join("\n")
    }
}
