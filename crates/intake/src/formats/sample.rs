//! Samples of tables as text, for the tests of the layouts.

use records::reference::Reference;

use crate::answers::Answers;
use crate::cells::Cell;
use crate::draft::Draft;
use crate::grid::{Book, BookKind, Row, Sheet};
use crate::layout::Layout;

/// A book of sheets written as lines of cells parted by `|`; an empty line is an empty row, an empty cell no cell.
pub(crate) fn book(kind: BookKind, sheets: &[(&str, &str)]) -> Book {
    let sheets =
        sheets.iter().map(|(name, text)| Sheet { name: (*name).to_owned(), hidden: false, rows: rows(text), ..Sheet::default() }).collect();
    Book { file: "папка/файл.xls".to_owned(), sha256: "0123456789abcdef".to_owned(), kind, sheets }
}

fn rows(text: &str) -> Vec<Row> {
    let cell = |(column, words): (usize, &str)| (column as u32, Cell::text(words));
    let cells = |line: &str| line.split('|').enumerate().map(cell).filter(|(_, cell)| *cell != Cell::text("")).collect();
    let row = |(index, line): (usize, &str)| Row { index: index as u32, hidden: false, cells: cells(line) };
    text.trim_start_matches('\n').lines().enumerate().map(row).filter(|row| !row.cells.is_empty()).collect()
}

/// Reads the book and checks that no word of `names` is spoken anywhere.
pub(crate) fn read<'a>(layout: &dyn Layout, book: &Book, answers: &'a Answers, names: &[&str]) -> Draft<'a> {
    let recognised = layout.recognise(book);
    static SHIPPED: std::sync::LazyLock<Reference> = std::sync::LazyLock::new(|| Reference::shipped().unwrap());
    let mut draft = Draft::new(&book.file, &book.sha256, answers).knowing(&SHIPPED);
    layout.read(book, &mut draft);
    draft.finish();
    let spoken = format!(
        "{recognised:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        draft.problems, draft.questions, draft.details, draft.preview, draft.sealed, draft.exam_sheets, draft.data
    );
    for name in names {
        assert!(!spoken.to_lowercase().contains(&name.to_lowercase()), "{name} is spoken: {spoken}");
    }
    draft
}
