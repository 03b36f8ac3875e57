//! A table of a plan, whatever file it stands in: lines of spots on a grid, each spot with what it covers.

use std::collections::BTreeMap;

use crate::cells::{self, Cell};
use crate::grid;
use crate::read::docx;

/// A table of a document, or a sheet.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    /// How people find it: the name of the sheet, «таблица 2»; none where there is only one.
    pub name: Option<String>,
    /// A sheet of a workbook, not a table of a document.
    pub is_sheet: bool,
    pub lines: Vec<Line>,
}

/// A row.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// Zero-based number in the table or sheet.
    pub index: u32,
    /// Spots that say something, from the left.
    pub spots: Vec<Spot>,
}

/// A cell with words.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Spot {
    pub column: u32,
    pub span: u32,
    pub text: String,
    /// Its words stand in a cell merged down from above.
    pub from_above: bool,
    /// Marks of notes.
    pub notes: Vec<String>,
}

impl Spot {
    pub(super) const fn covers(&self, column: u32) -> bool {
        self.column <= column && column < self.column.saturating_add(self.span)
    }
}

impl Line {
    /// What stands over a column of this width: everything that begins in it, else what covers its beginning.
    pub(super) fn over(&self, column: u32, width: u32) -> Vec<&Spot> {
        let begins = |spot: &&Spot| column <= spot.column && spot.column < column.saturating_add(width);
        let inside: Vec<&Spot> = self.spots.iter().filter(begins).collect();
        if inside.is_empty() { self.spots.iter().filter(|spot| spot.covers(column)).collect() } else { inside }
    }

    /// Its words, cell after cell.
    pub(super) fn words(&self) -> String {
        self.spots.iter().filter(|spot| !spot.from_above).map(|spot| spot.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// Spots of this line itself.
    pub(super) fn own(&self) -> impl Iterator<Item = &Spot> {
        self.spots.iter().filter(|spot| !spot.from_above)
    }
}

/// A table of a Word document.
pub(super) fn of_document(table: &docx::Table, name: Option<String>) -> Table {
    let mut above: BTreeMap<u32, String> = BTreeMap::new();
    let mut lines = Vec::new();
    for (index, cells) in table.rows.iter().enumerate() {
        let mut line = Line { index: u32::try_from(index).unwrap_or(u32::MAX), spots: Vec::new() };
        for cell in cells {
            let own = cell.words();
            // A merged cell may hold words of its own below the first: they are not lost.
            let from_above = cell.continues && own.is_empty();
            let text = if from_above { above.get(&cell.column).cloned().unwrap_or_default() } else { own };
            if !from_above {
                above.insert(cell.column, text.clone());
            }
            if !text.is_empty() {
                let notes = cell.paragraphs.iter().flat_map(|paragraph| paragraph.notes.clone()).collect();
                line.spots.push(Spot { column: cell.column, span: cell.span, text, from_above, notes });
            }
        }
        lines.push(line);
    }
    Table { name, is_sheet: false, lines }
}

/// A sheet.
pub(super) fn of_sheet(sheet: &grid::Sheet, name: Option<String>) -> Table {
    let lines = sheet.rows.iter().map(|row| {
        let last = row.cells.last().map_or(0, |cell| cell.0);
        let tall = sheet.merged.iter().filter(|tall| tall.first < row.index && row.index <= tall.last).map(|tall| tall.column);
        let mut columns: Vec<u32> =
            row.cells.iter().map(|cell| cell.0).chain(tall.filter(|column| *column <= last.saturating_add(20))).collect();
        columns.sort_unstable();
        columns.dedup();
        Line { index: row.index, spots: columns.into_iter().filter_map(|column| spot(sheet, row, column)).collect() }
    });
    Table { name, is_sheet: true, lines: lines.collect() }
}

fn spot(sheet: &grid::Sheet, row: &grid::Row, column: u32) -> Option<Spot> {
    let text = said(sheet.over(row, column)?);
    let wide = sheet.wide.iter().find(|wide| (wide.row, wide.first) == (row.index, column));
    let span = wide.map_or(1, |wide| wide.last - wide.first + 1);
    let from_above = row.get(column).is_none();
    (!text.is_empty()).then_some(Spot { column, span, text, from_above, notes: Vec::new() })
}

/// A cell as people see it: its text with the spaces set right, a day as days are written in Russian.
fn said(cell: &Cell) -> String {
    match cell {
        Cell::Date(day) => format!("{:02}.{:02}.{}", day.day(), day.month(), day.year()),
        other => cells::words(other).into_owned(),
    }
}
