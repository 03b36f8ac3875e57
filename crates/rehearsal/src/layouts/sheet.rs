//! A sheet as plain cells, and how it becomes an Excel workbook: one way of writing for all xlsx layouts.

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook};

use super::LayoutError;

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    Empty,
    Text(String),
    Number(f64),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<f64> for Cell {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}

macro_rules! whole {
    ($($kind:ty),+) => { $(impl From<$kind> for Cell {
        fn from(value: $kind) -> Self { Self::Number(f64::from(value)) }
    })+ };
}
whole!(u8, u16, u32, i16);

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// A row of cells of different kinds.
macro_rules! row {
    ($($cell:expr),* $(,)?) => { vec![$($crate::layouts::sheet::Cell::from($cell)),*] };
}
pub(super) use row;

/// A named sheet.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sheet {
    pub name: String,
    pub rows: Vec<Vec<Cell>>,
    /// Rectangles of merged cells: first row, first column, last row, last column.
    pub merged: Vec<(u32, u16, u32, u16)>,
}

impl Sheet {
    /// A sheet; Excel allows names of 31 characters.
    pub(super) fn new(name: &str, rows: Vec<Vec<Cell>>) -> Self {
        Self { name: name.chars().take(31).collect(), rows, merged: Vec::new() }
    }
}

/// Midday of the day every time stamp inside a document is set to.
fn moment(day: Date) -> Result<ExcelDateTime, LayoutError> {
    let year = u16::try_from(day.year()).unwrap_or(2000);
    let (month, day) = (u8::try_from(day.month()).unwrap_or(1), u8::try_from(day.day()).unwrap_or(1));
    Ok(ExcelDateTime::from_ymd(year, month, day)?.and_hms(12, 0, 0)?)
}

/// The sheets as an xlsx workbook whose time stamps are the given day.
pub(super) fn xlsx(sheets: &[Sheet], day: Date) -> Result<Vec<u8>, LayoutError> {
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_creation_datetime(&moment(day)?));
    for sheet in sheets {
        let page = book.add_worksheet();
        page.set_name(&sheet.name)?;
        for &(top, left, bottom, right) in &sheet.merged {
            page.merge_range(top, left, bottom, right, "", &Format::new())?;
        }
        for (row, cells) in (0_u32..).zip(&sheet.rows) {
            for (column, cell) in (0_u16..).zip(cells) {
                match cell {
                    Cell::Empty => {}
                    Cell::Text(text) => {
                        page.write_string(row, column, text)?;
                    }
                    Cell::Number(value) => {
                        page.write_number(row, column, *value)?;
                    }
                }
            }
        }
    }
    Ok(book.save_to_buffer()?)
}
