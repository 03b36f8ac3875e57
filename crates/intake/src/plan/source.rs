//! A file into paragraphs and tables, whatever it is.

use std::collections::BTreeMap;
use std::io::Cursor;

use records::provenance::{Place, Problem, Severity};
use records::text::Text;

use super::columns::Headings;
use super::refuse;
use super::table::{self, Table};
use crate::limits;
use crate::read::{self, Nature, Refusal, docx};

/// What a file brings.
#[derive(Debug, Default)]
pub(super) struct Source {
    pub pieces: Vec<Piece>,
    /// Footnotes by their marks.
    pub notes: BTreeMap<String, String>,
    pub told: Vec<Problem>,
}

/// A paragraph with the notes it points at, or a table.
#[derive(Debug)]
pub(super) enum Piece {
    Words(String, Vec<String>),
    Table(Table),
}

/// Reads a file.
///
/// # Errors
/// Why it is refused.
pub(super) fn read(file: &str, bytes: &[u8]) -> Result<Source, Refusal> {
    match read::nature(bytes) {
        Nature::Zip if bytes.len() as u64 <= limits::BOOK_BYTES => match docx::main_part(bytes) {
            Some(main) => docx::read(file, bytes, &main).map(|document| of_document(file, &document)),
            None if is_open_document(bytes) => Err(refuse::open_document(file)),
            None => sheets(file, bytes),
        },
        Nature::Compound if is_old_word(bytes) => Err(refuse::old_word(file)),
        _ => sheets(file, bytes),
    }
}

fn is_open_document(bytes: &[u8]) -> bool {
    zip::ZipArchive::new(Cursor::new(bytes))
        .is_ok_and(|archive| archive.index_for_name("content.xml").is_some() && archive.index_for_name("mimetype").is_some())
}

fn is_old_word(bytes: &[u8]) -> bool {
    let small = bytes.len() as u64 <= limits::BOOK_BYTES;
    small && cfb::CompoundFile::open(Cursor::new(bytes)).is_ok_and(|compound| compound.is_stream("/WordDocument"))
}

fn of_document(file: &str, document: &docx::Document) -> Source {
    let mut source = Source { notes: document.notes.clone(), ..Source::default() };
    document.body.iter().for_each(|piece| put(piece, &mut source.pieces));
    let tables = source.pieces.iter().filter(|piece| matches!(piece, Piece::Table(_))).count();
    let mut number = 0;
    for piece in &mut source.pieces {
        if let Piece::Table(table) = piece {
            number += 1;
            table.name = (tables > 1).then(|| format!("таблица {number}"));
        }
    }
    if !document.margins.is_empty() {
        let what = Text::new("Колонтитулы не взяты в план.", "Headers and footers were not taken into the plan.");
        source.told.push(note("plan-margins", Place::file(file), document.margins.join("; "), what));
    }
    source
}

/// A table that only lays out the page is opened: its cells are paragraphs and tables of the document.
fn put(piece: &docx::Piece, pieces: &mut Vec<Piece>) {
    match piece {
        docx::Piece::Paragraph(paragraph) if paragraph.text.is_empty() && paragraph.notes.is_empty() => {}
        docx::Piece::Paragraph(paragraph) => pieces.push(Piece::Words(paragraph.text.clone(), paragraph.notes.clone())),
        docx::Piece::Table(inner) => {
            let read = table::of_document(inner, None);
            let lays_out = Headings::find(&read).is_none() && inner.rows.iter().flatten().any(|cell| !cell.tables.is_empty());
            if !lays_out {
                return pieces.push(Piece::Table(read));
            }
            for cell in inner.rows.iter().flatten() {
                cell.paragraphs.iter().for_each(|paragraph| put(&docx::Piece::Paragraph(paragraph.clone()), pieces));
                cell.tables.iter().for_each(|table| put(&docx::Piece::Table(table.clone()), pieces));
            }
        }
    }
}

fn sheets(file: &str, bytes: &[u8]) -> Result<Source, Refusal> {
    let book = read::book(file, "", bytes)?;
    let mut source = Source::default();
    let full: Vec<_> = book.sheets.iter().filter(|sheet| !sheet.rows.is_empty()).collect();
    for sheet in &full {
        if sheet.rows.len() > limits::PLAN_LINES {
            return Err(refuse::too_long(file, sheet.rows.len()));
        }
        let name = (full.len() > 1 || !sheet.name.is_empty()).then(|| sheet.name.clone());
        if sheet.hidden {
            let what = Text::new("Лист скрыт: он прочитан вместе с остальными.", "The sheet is hidden: it was read with the others.");
            source.told.push(note("sheet-hidden", Place { sheet: name.clone(), ..Place::file(file) }, String::new(), what));
        }
        let hidden = sheet.rows.iter().filter(|row| row.hidden).count();
        if hidden > 0 {
            let what = Text::new(
                format!("На листе скрыты строки ({hidden}): они прочитаны вместе с остальными."),
                format!("Rows of the sheet are hidden ({hidden}): they were read with the others."),
            );
            source.told.push(note("rows-hidden", Place { sheet: name.clone(), ..Place::file(file) }, hidden.to_string(), what));
        }
        source.pieces.push(Piece::Table(table::of_sheet(sheet, name)));
    }
    Ok(source)
}

/// Something worth knowing that costs nothing.
pub(super) fn note(code: &'static str, place: Place, found: String, what: Text) -> Problem {
    let mend = Text::new("Делать ничего не нужно.", "Nothing need be done.");
    Problem { code, severity: Severity::Note, place, found, what, mend }
}
