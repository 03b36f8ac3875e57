//! Collects cells into a sheet within the limits, whatever order they come in.

use records::provenance::Place;

use super::refuse::{self, Refusal};
use crate::cells::Cell;
use crate::grid::{Row, Sheet, Tall, Wide};
use crate::limits;

/// What one workbook may still keep.
pub(super) struct Budget {
    cells: u64,
    text: u64,
}

impl Budget {
    pub(super) const fn new() -> Self {
        Self { cells: limits::CELLS, text: limits::TEXT_BYTES }
    }
}

/// A sheet being filled.
pub(super) struct SheetBuilder<'a> {
    sheet: Sheet,
    file: &'a str,
    budget: &'a mut Budget,
}

impl<'a> SheetBuilder<'a> {
    pub(super) fn new(file: &'a str, name: &str, hidden: bool, budget: &'a mut Budget) -> Self {
        Self { sheet: Sheet { name: name.to_owned(), hidden, rows: Vec::new(), merged: Vec::new(), wide: Vec::new() }, file, budget }
    }

    /// Puts a cell; one that holds nothing is dropped.
    pub(super) fn put(&mut self, row: u32, column: u32, cell: Cell) -> Result<(), Refusal> {
        if cell.is_blank() {
            return Ok(());
        }
        if row >= limits::ROWS || column >= limits::COLUMNS {
            return Err(refuse::far_cell(self.place(row, column), ""));
        }
        self.spend(&cell, row, column)?;
        match self.sheet.rows.last_mut() {
            Some(last) if last.index == row => last.cells.push((column, cell)),
            _ => self.sheet.rows.push(Row { index: row, hidden: false, cells: vec![(column, cell)] }),
        }
        Ok(())
    }

    /// Notes a cell merged over rows.
    pub(super) fn merge(&mut self, tall: Tall) {
        if tall.first < tall.last && self.sheet.merged.len() < limits::MERGED {
            self.sheet.merged.push(tall);
        }
    }

    /// Notes a cell merged over columns.
    pub(super) fn widen(&mut self, wide: Wide) {
        if wide.last < limits::COLUMNS && self.sheet.wide.len() < limits::MERGED {
            self.sheet.wide.push(wide);
        }
    }

    fn spend(&mut self, cell: &Cell, row: u32, column: u32) -> Result<(), Refusal> {
        let length = match cell {
            Cell::Text(words) => words.len(),
            Cell::Error(code) => code.len(),
            Cell::Number(_) | Cell::Bool(_) | Cell::Date(_) => 0,
        };
        let text = self.budget.text.checked_sub(length as u64).filter(|_| length <= limits::CELL_BYTES);
        self.budget.text = text.ok_or_else(|| refuse::too_much_text(self.place(row, column)))?;
        let cells = self.budget.cells.checked_sub(1);
        self.budget.cells = cells.ok_or_else(|| refuse::too_many_cells(self.place(row, column), limits::CELLS))?;
        Ok(())
    }

    fn place(&self, row: u32, column: u32) -> Place {
        let sheet = (!self.sheet.name.is_empty()).then(|| self.sheet.name.clone());
        Place { file: self.file.to_owned(), sheet, row: Some(row), column: Some(column) }
    }

    /// The sheet: rows and cells ascending; of two cells in one place the first stands.
    pub(super) fn finish(mut self, hidden_rows: &[u32]) -> Sheet {
        let rows = &mut self.sheet.rows;
        if !rows.is_sorted_by(|a, b| a.index < b.index) {
            rows.sort_by_key(|row| row.index);
            let mut merged: Vec<Row> = Vec::with_capacity(rows.len());
            for row in rows.drain(..) {
                match merged.last_mut() {
                    Some(last) if last.index == row.index => last.cells.extend(row.cells),
                    _ => merged.push(row),
                }
            }
            *rows = merged;
        }
        for row in rows.iter_mut() {
            if !row.cells.is_sorted_by(|a, b| a.0 < b.0) {
                row.cells.sort_by_key(|cell| cell.0);
                row.cells.dedup_by_key(|cell| cell.0);
            }
        }
        self.sheet.merged.sort_unstable();
        self.sheet.wide.sort_unstable();
        let mut hidden = hidden_rows.to_vec();
        hidden.sort_unstable();
        for row in &mut self.sheet.rows {
            row.hidden = hidden.binary_search(&row.index).is_ok();
        }
        self.sheet
    }
}
