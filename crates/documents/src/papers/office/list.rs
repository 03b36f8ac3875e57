//! A list of the office as a workbook: the columns and rows that are shown. A day is a day of Excel and a whole number of a column of numbers is
//! a number, so that both are put in order as such; whatever else stands there is text, never a formula: hours, classes, codes, telephones.

use jiff::civil::{Date, DateTime};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use crate::document::DocumentsError;
use crate::press_error::PressError;

/// Characters a name of a sheet may have.
const SHEET_NAME: usize = 31;
/// Characters a cell may hold.
const CELL: usize = 32_767;
/// Digits a number of Excel keeps.
const DIGITS: usize = 15;

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// What it is called.
    pub name: String,
    /// How wide it is, in characters.
    pub width: u16,
    /// Whether its whole numbers are numbers: numbers of pupils, of hours. A code of digits is none.
    pub number: bool,
}

impl Head {
    /// Of a column of texts and days.
    #[must_use]
    pub fn of(name: impl Into<String>, width: u16) -> Self {
        Self { name: name.into(), width, number: false }
    }

    /// Of a column of numbers.
    #[must_use]
    pub fn number(name: impl Into<String>, width: u16) -> Self {
        Self { number: true, ..Self::of(name, width) }
    }
}

/// A list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// What it is called.
    pub title: String,
    /// Heads of its columns.
    pub heads: Vec<Head>,
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
        let formats = Formats::new();
        let mut book = Workbook::new();
        // The same list is the same bytes: no time of making.
        let stamp = ExcelDateTime::from_ymd(2000, 1, 1)?;
        book.set_properties(&DocProperties::new().set_title(&self.title).set_author("Objektiv").set_creation_datetime(&stamp));
        let sheet = book.add_worksheet();
        sheet.set_name(sheet_name(&self.title))?;
        for (column, of) in (0_u16..).zip(&self.heads) {
            sheet.set_column_width(column, f64::from(of.width))?;
            sheet.write_string_with_format(0, column, &of.name, &head)?;
        }
        for (row, cells) in (1_u32..).zip(&self.rows) {
            for ((column, of), cell) in (0_u16..).zip(&self.heads).zip(cells) {
                formats.write(sheet, (row, column), cell, of.number)?;
            }
        }
        let (last_row, last_column) = (self.rows.len(), self.heads.len().saturating_sub(1));
        sheet.set_freeze_panes(1, 0)?;
        sheet.autofilter(0, 0, u32::try_from(last_row).unwrap_or(u32::MAX), u16::try_from(last_column).unwrap_or(u16::MAX))?;
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
        book.save_to_buffer()
    }
}

/// How cells look.
struct Formats {
    text: Format,
    day: Format,
    moment: Format,
    number: Format,
}

impl Formats {
    fn new() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        Self {
            text: top().set_text_wrap(),
            day: top().set_align(FormatAlign::Left).set_num_format("dd.mm.yyyy"),
            moment: top().set_align(FormatAlign::Left).set_num_format("dd.mm.yyyy hh:mm"),
            number: top().set_num_format("0"),
        }
    }

    fn write(&self, sheet: &mut Worksheet, (row, column): (u32, u16), cell: &str, number: bool) -> Result<(), XlsxError> {
        let day = |day: Date| {
            ExcelDateTime::from_ymd(u16::try_from(day.year()).unwrap_or(0), day.month().unsigned_abs(), day.day().unsigned_abs())
        };
        match Holds::read(cell, number) {
            Holds::Number(value) => sheet.write_number_with_format(row, column, value, &self.number)?,
            Holds::Day(of) => sheet.write_datetime_with_format(row, column, &day(of)?, &self.day)?,
            Holds::Moment(at) => {
                let moment = day(at.date())?.and_hms(at.hour().unsigned_abs().into(), at.minute().unsigned_abs(), 0)?;
                sheet.write_datetime_with_format(row, column, &moment, &self.moment)?
            }
            Holds::Text => sheet.write_string_with_format(row, column, cell.chars().take(CELL).collect::<String>(), &self.text)?,
        };
        Ok(())
    }
}

/// What a cell holds.
#[derive(Debug, PartialEq)]
enum Holds {
    Text,
    Number(f64),
    Day(Date),
    Moment(DateTime),
}

impl Holds {
    /// A cell that is a day, a day with its hour, or a whole number, and nothing beside.
    fn read(cell: &str, number: bool) -> Self {
        // Excel knows no days before its own year 1900.
        let known = |year: i16| year > 1900;
        let shape = |like: &str| {
            cell.len() == like.len()
                && cell.bytes().zip(like.bytes()).all(|(c, like)| if like == b'0' { c.is_ascii_digit() } else { c == like })
        };
        let day = || Date::strptime("%d.%m.%Y", cell).ok().filter(|_| shape("00.00.0000")).filter(|day| known(day.year()));
        let moment = || DateTime::strptime("%d.%m.%Y %H:%M", cell).ok().filter(|_| shape("00.00.0000 00:00")).filter(|at| known(at.year()));
        let whole = || (cell == "0" || !cell.starts_with('0')) && cell.len() <= DIGITS && cell.bytes().all(|c| c.is_ascii_digit());
        match (number && !cell.is_empty() && whole(), day()) {
            (true, _) => cell.parse().map_or(Self::Text, Self::Number),
            (_, Some(day)) => Self::Day(day),
            _ => moment().map_or(Self::Text, Self::Moment),
        }
    }
}

/// A title as a name Excel takes.
fn sheet_name(title: &str) -> String {
    let name: String = title.chars().filter(|c| !"[]:*?/\\'".contains(*c) && !c.is_control()).take(SHEET_NAME).collect();
    if name.trim().is_empty() { "1".to_owned() } else { name.trim().to_owned() }
}

#[cfg(test)]
mod tests {
    use calamine::{Data, Reader, Xlsx};

    use super::*;

    #[test]
    fn a_list_is_a_workbook_whatever_stands_in_it() {
        let list = Listing {
            title: "План: [2026/27] *? 'проверка' на длинное название, длиннее тридцати".into(),
            heads: vec![Head::of("Мероприятие", 60), Head::of("Срок", 20)],
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

    /// Days and numbers are days and numbers of Excel, read back as such; nothing that only looks like one is.
    #[test]
    fn days_and_numbers_are_read_back_as_what_they_are() {
        let heads = vec![Head::of("День", 12), Head::number("Учеников", 10), Head::of("Что", 20)];
        let rows = [
            ["12.11.2026", "25", "7"],
            ["02.12.2026", "0", "12.11.2026 14:05"],
            ["31.02.2026", "007", "10А"],
            ["1.11.2026", "+7 900 000-00-00", "10:30"],
            ["12.11.1890", "12345678901234567", "до 12.11.2026"],
            ["12.11.2026, 3 урок", "2,5", "0042"],
        ];
        let list = Listing { title: "Список".into(), heads, rows: rows.map(|row| row.map(str::to_owned).to_vec()).to_vec() };
        let bytes = list.workbook().unwrap();
        let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
        let sheet = book.worksheet_range_at(0).unwrap().unwrap();
        let told: Vec<Vec<String>> = sheet.rows().skip(1).map(|row| row.iter().map(told).collect()).collect();
        let day = |text: &str| format!("day {text}");
        assert_eq!(told[0], [day("2026-11-12 00:00"), "number 25".into(), "7".into()]);
        assert_eq!(told[1], [day("2026-12-02 00:00"), "number 0".into(), day("2026-11-12 14:05")]);
        for (row, was) in told.iter().zip(&rows).skip(2) {
            assert_eq!(row, was, "text");
        }
    }

    fn told(cell: &Data) -> String {
        match cell {
            Data::DateTime(at) => {
                let (year, month, day, hour, minute, ..) = at.to_ymd_hms_milli();
                format!("day {year}-{month:02}-{day:02} {hour:02}:{minute:02}")
            }
            Data::Float(value) => format!("number {value}"),
            Data::String(text) => text.clone(),
            other => panic!("{other:?}"),
        }
    }

    fn read(bytes: &[u8], name: &str) -> String {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        std::io::read_to_string(archive.by_name(name).unwrap()).unwrap()
    }
}
