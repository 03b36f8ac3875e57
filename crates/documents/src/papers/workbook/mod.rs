//! `tables.xlsx`: every table of the analysis on its own sheet, for those who go on in Excel. Text is written as text, never as a formula.

mod legend;
mod outside;
mod sheets;

use records::text::Lang;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};
use words::{Word, papers};

use super::paper::NO_DAY;
use crate::Material;
use crate::press_error::PressError;

/// A cell of a table.
#[derive(Clone)]
enum Cell {
    Text(String),
    Number(f64),
    /// A share 0..=1, shown as a percentage.
    Share(f64),
    Empty,
}

impl Cell {
    fn number(value: Option<f64>) -> Self {
        value.map_or(Self::Empty, Self::Number)
    }

    fn share(value: Option<f64>) -> Self {
        value.map_or(Self::Empty, Self::Share)
    }

    fn count(value: usize) -> Self {
        Self::Number(value as f64)
    }

    fn text(value: impl Into<String>) -> Self {
        Self::Text(value.into())
    }
}

/// A sheet to be written: its name, its heads with widths, rows.
struct Sheet {
    name: Word,
    heads: Vec<(Word, f64)>,
    rows: Vec<Vec<Cell>>,
}

/// Formats shared by the sheets.
struct Formats {
    head: Format,
    text: Format,
    number: Format,
    share: Format,
}

/// Writes the workbook.
///
/// # Errors
/// When the container cannot be written.
pub(super) fn workbook(material: &Material<'_>) -> Result<Vec<u8>, PressError> {
    build(material).map_err(|error| PressError::Workbook(error.to_string()))
}

fn build(material: &Material<'_>) -> Result<Vec<u8>, XlsxError> {
    let lang = material.lang;
    let formats = Formats {
        head: Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top).set_border_bottom(FormatBorder::Medium),
        text: Format::new().set_text_wrap().set_align(FormatAlign::Top),
        number: Format::new().set_align(FormatAlign::Top).set_num_format("0.###"),
        share: Format::new().set_align(FormatAlign::Top).set_num_format("0.0%"),
    };
    let mut book = Workbook::new();
    book.set_properties(&properties(material, lang)?);
    let mut written = Vec::new();
    let mut put = |sheet: Sheet| {
        if !sheet.rows.is_empty() {
            write(page(&mut book, sheet.rows.len())?, &sheet, &formats, lang)?;
            written.push((sheet.name, sheet.heads.iter().map(|(head, _)| *head).collect()));
        }
        Ok::<(), XlsxError>(())
    };
    // A region has hundreds of thousands of rows: each sheet is made, written and dropped before the next.
    if material.outside() {
        outside::all(material).into_iter().try_for_each(&mut put)?;
    } else {
        sheets::ALL.iter().try_for_each(|make| put(make(material)))?;
    }
    write(book.add_worksheet(), &legend::sheet(&written, lang), &formats, lang)?;
    book.save_to_buffer()
}

/// More rows than this are kept in a nameless temporary file while the workbook is written, not in memory.
const ROWS_IN_MEMORY: usize = 5_000;

fn page(book: &mut Workbook, rows: usize) -> Result<&mut Worksheet, XlsxError> {
    if rows > ROWS_IN_MEMORY { book.add_worksheet_with_constant_memory() } else { Ok(book.add_worksheet()) }
}

fn properties(material: &Material<'_>, lang: Lang) -> Result<DocProperties, XlsxError> {
    let date = material.study.as_of.unwrap_or(NO_DAY);
    let year = u16::try_from(date.year()).unwrap_or(1900);
    let stamp = ExcelDateTime::from_ymd(year, date.month().unsigned_abs(), date.day().unsigned_abs())?.and_hms(12, 0, 0)?;
    let title = papers::title(lang);
    Ok(DocProperties::new().set_title(&title).set_author("Objektiv").set_creation_datetime(&stamp))
}

fn write(target: &mut Worksheet, sheet: &Sheet, formats: &Formats, lang: Lang) -> Result<(), XlsxError> {
    target.set_name((sheet.name)(lang))?;
    for (column, (head, width)) in (0_u16..).zip(&sheet.heads) {
        target.set_column_width(column, *width)?;
        target.write_string_with_format(0, column, head(lang), &formats.head)?;
    }
    for (row, cells) in (1_u32..).zip(&sheet.rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Text(text) => target.write_string_with_format(row, column, text, &formats.text)?,
                Cell::Number(value) => target.write_number_with_format(row, column, *value, &formats.number)?,
                Cell::Share(value) => target.write_number_with_format(row, column, *value, &formats.share)?,
                Cell::Empty => target,
            };
        }
    }
    target.set_freeze_panes(1, 0)?;
    let last_row = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX);
    let last_column = u16::try_from(sheet.heads.len().saturating_sub(1)).unwrap_or(u16::MAX);
    target.autofilter(0, 0, last_row, last_column)?;
    target.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(())
}

/// Words of the methodology in the language of the workbook.
fn say(text: &records::text::Text, lang: Lang) -> Cell {
    Cell::text(text.in_lang(lang))
}
