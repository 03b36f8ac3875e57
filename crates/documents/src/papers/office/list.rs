//! A list of the office as a workbook: the columns and rows that are shown. Text is written as text, never as a formula.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError};

use crate::document::DocumentsError;
use crate::press_error::PressError;

/// Characters a name of a sheet may have.
const SHEET_NAME: usize = 31;
/// Characters a cell may hold.
const CELL: usize = 32_767;

/// A list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// What it is called.
    pub title: String,
    /// Heads, each with the width of its column in characters.
    pub heads: Vec<(String, u16)>,
    /// Rows, a text a column.
    pub rows: Vec<Vec<String>>,
}

impl Listing {
    /// Its workbook.
    ///
    /// # Errors
    /// When the container cannot be written.
    pub fn workbook(&self) -> Result<Vec<u8>, DocumentsError> {
        self.build().map_err(|error| PressError::Workbook(error.to_string()).into())
    }

    fn build(&self) -> Result<Vec<u8>, XlsxError> {
        let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top).set_border_bottom(FormatBorder::Medium);
        let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let mut book = Workbook::new();
        // The same list is the same bytes: no time of making.
        let stamp = ExcelDateTime::from_ymd(2000, 1, 1)?;
        book.set_properties(&DocProperties::new().set_title(&self.title).set_author("Objektiv").set_creation_datetime(&stamp));
        let sheet = book.add_worksheet();
        sheet.set_name(sheet_name(&self.title))?;
        for (column, (name, width)) in (0_u16..).zip(&self.heads) {
            sheet.set_column_width(column, f64::from(*width))?;
            sheet.write_string_with_format(0, column, name, &head)?;
        }
        for (row, cells) in (1_u32..).zip(&self.rows) {
            for (column, cell) in (0_u16..).zip(cells) {
                sheet.write_string_with_format(row, column, cell.chars().take(CELL).collect::<String>(), &text)?;
            }
        }
        let (last_row, last_column) = (self.rows.len(), self.heads.len().saturating_sub(1));
        sheet.set_freeze_panes(1, 0)?;
        sheet.autofilter(0, 0, u32::try_from(last_row).unwrap_or(u32::MAX), u16::try_from(last_column).unwrap_or(u16::MAX))?;
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
        book.save_to_buffer()
    }
}

/// A title as a name Excel takes.
fn sheet_name(title: &str) -> String {
    let name: String = title.chars().filter(|c| !"[]:*?/\\'".contains(*c) && !c.is_control()).take(SHEET_NAME).collect();
    if name.trim().is_empty() { "1".to_owned() } else { name.trim().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_a_workbook_whatever_stands_in_it() {
        let list = Listing {
            title: "План: [2026/27] *? 'проверка' на длинное название, длиннее тридцати".into(),
            heads: vec![("Мероприятие".into(), 60), ("Срок".into(), 20)],
            rows: vec![vec!["=1+1".into(), "я".repeat(40_000)], vec!["a\u{1}b".into()]],
        };
        let bytes = list.workbook().unwrap();
        assert_eq!(bytes, list.workbook().unwrap(), "the same bytes again");
        let text = read(&bytes, "xl/sharedStrings.xml");
        assert!(text.contains("=1+1") && text.contains("Мероприятие"), "{}", &text[..200]);
        assert!(!read(&bytes, "xl/worksheets/sheet1.xml").contains("<f>"), "no formula");
        for title in ["", "///", "История"] {
            assert!(Listing { title: title.into(), heads: Vec::new(), rows: Vec::new() }.workbook().is_ok(), "{title}");
        }
    }

    fn read(bytes: &[u8], name: &str) -> String {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        std::io::read_to_string(archive.by_name(name).unwrap()).unwrap()
    }
}
