//! A workbook or a text table as rows of cells, whatever the file was called: the one shape every layout reads.

use std::borrow::Cow;

use crate::cells::{self, Cell};

/// What the bytes turned out to be; the extension is not asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum BookKind {
    /// OOXML workbook.
    Xlsx,
    /// BIFF workbook in a compound file.
    Xls,
    /// HTML, often saved as `.xls`.
    Html,
    /// Text with a delimiter.
    Csv,
}

/// A file read into cells.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Book {
    /// Name as the user gave it, `/`-separated.
    pub file: String,
    /// SHA-256 of the bytes, lower-case hex.
    pub sha256: String,
    /// What the bytes are.
    pub kind: BookKind,
    /// Sheets in the order of the file; a text file is one sheet without a name.
    pub sheets: Vec<Sheet>,
}

/// One sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Sheet {
    /// Name; empty for text and HTML.
    pub name: String,
    /// Hidden by the author.
    pub hidden: bool,
    /// Rows with at least one non-empty cell, ascending by index.
    pub rows: Vec<Row>,
    /// Cells merged over several rows, ascending; the value stands in the first row only.
    pub merged: Vec<Tall>,
    /// Cells merged over several columns, ascending; known of OOXML workbooks only.
    pub wide: Vec<Wide>,
}

/// A cell merged over columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Wide {
    /// Zero-based row of the value.
    pub row: u32,
    /// Zero-based first column, where the value stands.
    pub first: u32,
    /// Zero-based last column.
    pub last: u32,
}

/// A cell merged over rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Tall {
    /// Zero-based column of the value.
    pub column: u32,
    /// Zero-based first row, where the value stands.
    pub first: u32,
    /// Zero-based last row.
    pub last: u32,
}

/// One row: only cells that hold something, ascending by column.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Row {
    /// Zero-based number in the sheet.
    pub index: u32,
    /// Hidden (by hand or by a filter).
    pub hidden: bool,
    /// Zero-based column and value.
    pub cells: Vec<(u32, Cell)>,
}

impl Sheet {
    /// The row with this number.
    #[must_use]
    pub(crate) fn row(&self, index: u32) -> Option<&Row> {
        self.rows.binary_search_by_key(&index, |row| row.index).ok().and_then(|at| self.rows.get(at))
    }

    /// The cell in a column of a row, or the one merged down over it (a class written once beside all its pupils).
    #[must_use]
    pub(crate) fn over<'a>(&'a self, row: &'a Row, column: u32) -> Option<&'a Cell> {
        row.get(column).or_else(|| {
            let after = self.merged.partition_point(|tall| (tall.column, tall.first) <= (column, row.index));
            let tall = self.merged.get(after.checked_sub(1)?)?;
            (tall.column == column && row.index <= tall.last).then(|| self.row(tall.first)?.get(column)).flatten()
        })
    }
}

impl Row {
    /// The cell in a column.
    #[must_use]
    pub(crate) fn get(&self, column: u32) -> Option<&Cell> {
        self.cells.binary_search_by_key(&column, |cell| cell.0).ok().and_then(|at| self.cells.get(at)).map(|cell| &cell.1)
    }

    /// The words of the cell in a column, tidied; empty where there is none.
    #[must_use]
    pub(crate) fn words(&self, column: u32) -> Cow<'_, str> {
        self.get(column).map(cells::words).unwrap_or_default()
    }

    /// The words of all its cells in one line.
    #[must_use]
    pub(crate) fn line(&self) -> String {
        self.cells.iter().map(|(_, cell)| cells::words(cell)).collect::<Vec<_>>().join(" ")
    }
}
