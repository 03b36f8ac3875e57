//! A minimal writer of BIFF8, the `.xls` of Excel 97: one globals stream, sheets with texts and numbers, inside a compound file.
//! Source: [MS-XLS] 2.4 (records), 2.5.293 (XLUnicodeRichExtendedString). Only what a journal needs; no styles, formulas or dates.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use super::LayoutError;
use super::sheet::{Cell, Sheet};

const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;
const CODEPAGE: u16 = 0x0042;
const WINDOW1: u16 = 0x003D;
const FONT: u16 = 0x0031;
const XF: u16 = 0x00E0;
const STYLE: u16 = 0x0293;
const BOUNDSHEET: u16 = 0x0085;
const SST: u16 = 0x00FC;
const CONTINUE: u16 = 0x003C;
const DIMENSIONS: u16 = 0x0200;
const LABELSST: u16 = 0x00FD;
const NUMBER: u16 = 0x0203;
const RK: u16 = 0x027E;

/// Greatest length of the data of a record.
const LIMIT: usize = 8224;

/// The sheets as the bytes of an `.xls` file.
pub(super) fn xls(sheets: &[Sheet]) -> Result<Vec<u8>, LayoutError> {
    let stream = workbook(sheets);
    // Version 3 (sectors of 512 bytes) is what Excel 97 writes and every reader knows.
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))?;
    file.create_stream("/Workbook")?.write_all(&stream)?;
    file.flush()?;
    Ok(file.into_inner().into_inner())
}

/// The stream «Workbook»: globals, then every sheet. Sheets are found by their offset, so the globals are laid out once to know their length.
fn workbook(sheets: &[Sheet]) -> Vec<u8> {
    let strings = Strings::of(sheets);
    let bodies: Vec<Vec<u8>> = sheets.iter().map(|sheet| body(sheet, &strings)).collect();
    let length = globals(sheets, &strings, &vec![0; sheets.len()]).len();
    let offsets: Vec<usize> = bodies
        .iter()
        .scan(length, |at, body| {
            let start = *at;
            *at += body.len();
            Some(start)
        })
        .collect();
    let mut stream = globals(sheets, &strings, &offsets);
    stream.extend(bodies.concat());
    stream
}

fn globals(sheets: &[Sheet], strings: &Strings<'_>, offsets: &[usize]) -> Vec<u8> {
    let mut out = Vec::new();
    record(&mut out, BOF, &bof(0x0005));
    record(&mut out, CODEPAGE, &1200_u16.to_le_bytes());
    record(&mut out, WINDOW1, &[0, 0, 0, 0, 0x60, 0x3B, 0x80, 0x25, 0x38, 0, 0, 0, 0, 0, 1, 0, 0x58, 0x02]);
    for _ in 0..4 {
        record(&mut out, FONT, &font());
    }
    for index in 0..16 {
        record(&mut out, XF, &xf(index < 15));
    }
    record(&mut out, STYLE, &[0x00, 0x80, 0x00, 0xFF]);
    for (sheet, offset) in sheets.iter().zip(offsets) {
        let mut data = (*offset as u32).to_le_bytes().to_vec();
        data.extend([0, 0]);
        let units: Vec<u16> = sheet.name.encode_utf16().collect();
        data.extend([units.len() as u8, 1]);
        data.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
        record(&mut out, BOUNDSHEET, &data);
    }
    strings.write(&mut out);
    record(&mut out, EOF, &[]);
    out
}

fn body(sheet: &Sheet, strings: &Strings<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    record(&mut out, BOF, &bof(0x0010));
    let width = sheet.rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut size = 0_u32.to_le_bytes().to_vec();
    size.extend((sheet.rows.len() as u32).to_le_bytes());
    size.extend(0_u16.to_le_bytes());
    size.extend((width as u16).to_le_bytes());
    size.extend([0, 0]);
    record(&mut out, DIMENSIONS, &size);
    for (row, cells) in (0_u16..).zip(&sheet.rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            write_cell(&mut out, row, column, cell, strings);
        }
    }
    record(&mut out, EOF, &[]);
    out
}

fn write_cell(out: &mut Vec<u8>, row: u16, column: u16, cell: &Cell, strings: &Strings<'_>) {
    let mut data = [row, column, 15].iter().flat_map(|part| part.to_le_bytes()).collect::<Vec<u8>>();
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            data.extend(strings.index(text).to_le_bytes());
            record(out, LABELSST, &data);
        }
        Cell::Number(value) => {
            if let Some(packed) = rk(*value) {
                data.extend(packed.to_le_bytes());
                record(out, RK, &data);
            } else {
                data.extend(value.to_le_bytes());
                record(out, NUMBER, &data);
            }
        }
    }
}

/// A whole number of 30 bits as RK ([MS-XLS] 2.5.122): the value shifted by two, bit 1 set.
fn rk(value: f64) -> Option<u32> {
    let whole = value as i32;
    let fits = (f64::from(whole) - value).abs() < f64::EPSILON && (-(1 << 29)..(1 << 29)).contains(&whole);
    fits.then_some((whole as u32) << 2 | 2)
}

/// The shared strings: every text once, in order.
struct Strings<'a> {
    order: BTreeMap<&'a str, u32>,
    uses: u32,
}

impl<'a> Strings<'a> {
    fn of(sheets: &'a [Sheet]) -> Self {
        let mut strings = Self { order: BTreeMap::new(), uses: 0 };
        for cell in sheets.iter().flat_map(|sheet| &sheet.rows).flatten() {
            if let Cell::Text(text) = cell {
                strings.uses += 1;
                strings.order.insert(text, 0);
            }
        }
        for (index, place) in (0..).zip(strings.order.values_mut()) {
            *place = index;
        }
        strings
    }

    fn index(&self, text: &str) -> u32 {
        self.order.get(text).copied().unwrap_or(0)
    }

    /// SST, continued between strings whenever the next one does not fit.
    fn write(&self, out: &mut Vec<u8>) {
        let mut data = self.uses.to_le_bytes().to_vec();
        data.extend((self.order.len() as u32).to_le_bytes());
        let mut kind = SST;
        for text in self.order.keys() {
            let units: Vec<u16> = text.encode_utf16().take(LIMIT / 2 - 8).collect();
            let mut packed = (units.len() as u16).to_le_bytes().to_vec();
            packed.push(1);
            packed.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
            if data.len() + packed.len() > LIMIT {
                record(out, kind, &data);
                data.clear();
                kind = CONTINUE;
            }
            data.extend(packed);
        }
        record(out, kind, &data);
    }
}

fn record(out: &mut Vec<u8>, kind: u16, data: &[u8]) {
    out.extend(kind.to_le_bytes());
    out.extend((data.len() as u16).to_le_bytes());
    out.extend(data);
}

/// Version 0600 (BIFF8), kind of stream, build and year of Excel 97.
fn bof(kind: u16) -> Vec<u8> {
    let mut data: Vec<u8> = [0x0600, kind, 0x0DBB, 0x07CC].iter().flat_map(|part: &u16| part.to_le_bytes()).collect();
    data.extend([0x41, 0, 0, 0, 6, 0, 0, 0]);
    data
}

/// Arial 10.
fn font() -> Vec<u8> {
    let mut data: Vec<u8> = [200, 0, 0x7FFF, 400, 0].iter().flat_map(|part: &u16| part.to_le_bytes()).collect();
    data.extend([0, 0, 204, 0]);
    data.extend([5, 1]);
    data.extend("Arial".encode_utf16().flat_map(u16::to_le_bytes));
    data
}

/// A format of the default look: of a style (0..=14) or of cells (15).
fn xf(style: bool) -> Vec<u8> {
    let kind: u16 = if style { 0xFFF5 } else { 0x0001 };
    let mut data: Vec<u8> = [0, 0, kind].iter().flat_map(|part: &u16| part.to_le_bytes()).collect();
    data.extend([0x20, 0, 0, if style { 0xF4 } else { 0 }, 0, 0, 0, 0, 0, 0, 0, 0, 0xC0, 0x20]);
    data
}

#[cfg(test)]
mod tests {
    use calamine::{Data, Reader};

    use super::*;
    use crate::layouts::sheet::row;

    fn sample() -> Vec<Sheet> {
        let many = (0..700).map(|n| row![format!("строка {n} с довольно длинным текстом"), n as f64, 4.25]).collect();
        vec![Sheet::new("Первый лист", vec![row!["Ученик", 5_u8, "", -1.5], row![], row!["н", 1e12, 0.0]]), Sheet::new("Много", many)]
    }

    #[test]
    fn another_reader_gets_every_cell_back() {
        let bytes = xls(&sample()).unwrap();
        let mut book: calamine::Xls<_> = calamine::Xls::new(Cursor::new(bytes)).unwrap();
        assert_eq!(book.sheet_names(), ["Первый лист", "Много"]);
        let first = book.worksheet_range("Первый лист").unwrap();
        assert_eq!(first.get_value((0, 0)), Some(&Data::String("Ученик".into())));
        assert_eq!(first.get_value((0, 1)).map(ToString::to_string).as_deref(), Some("5"));
        assert_eq!(first.get_value((0, 3)).map(ToString::to_string).as_deref(), Some("-1.5"));
        assert_eq!(first.get_value((2, 1)).map(ToString::to_string).as_deref(), Some("1000000000000"));
        let many = book.worksheet_range("Много").unwrap();
        for n in 0..700_u32 {
            assert_eq!(many.get_value((n, 0)).map(ToString::to_string), Some(format!("строка {n} с довольно длинным текстом")));
        }
    }

    #[test]
    fn same_sheets_same_bytes() {
        let first = xls(&sample()).unwrap();
        std::thread::sleep(std::time::Duration::from_millis(20));
        assert_eq!(first, xls(&sample()).unwrap(), "no time of writing inside");
    }
}
