//! BIFF8 workbooks (`.xls` of Excel 97–2003), record by record.
//!
//! Not by calamine: it holds the whole workbook as dense tables whose corners and announced sizes a few bytes can lie about. Here a record is read where
//! it stands, a cell is kept only if it holds something, and formulas are read by their stored value.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use records::provenance::Place;
use records::text::Text;

use super::refuse::{self, Refusal};
use super::sheet::{Budget, SheetBuilder};
use crate::cells::Cell;
use crate::grid::{Book, BookKind, Sheet, Tall};
use crate::{cells, limits};

const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;
const CONTINUE: u16 = 0x003C;

/// Reads a workbook.
///
/// # Errors
/// Why it is refused.
pub(super) fn read(file: &str, sha256: &str, bytes: &[u8]) -> Result<Book, Refusal> {
    let stream = workbook_stream(file, bytes)?;
    let globals = Globals::read(file, &stream)?;
    let (mut sheets, mut budget, mut seen) = (Vec::new(), Budget::new(), BTreeSet::new());
    for bound in globals.sheets.iter().take(limits::SHEETS).filter(|bound| bound.is_table) {
        // Two names for one place would read it again and again.
        if seen.insert(bound.start) {
            let builder = SheetBuilder::new(file, &bound.name, bound.hidden, &mut budget);
            sheets.push(read_sheet(&globals, stream.get(bound.start..).unwrap_or_default(), builder)?);
        }
    }
    Ok(Book { file: file.to_owned(), sha256: sha256.to_owned(), kind: BookKind::Xls, sheets })
}

fn workbook_stream(file: &str, bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let place = || Place::file(file);
    let mut compound = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|error| refuse::damaged(place(), error.to_string()))?;
    if compound.exists("/EncryptedPackage") {
        return Err(refuse::protected(place()));
    }
    let Some(path) = ["/Workbook", "/Book"].into_iter().find(|path| compound.is_stream(path)) else {
        let what = Text::new("Это старый документ Office, но не книга Excel.", "This is an old Office document, but not a workbook.");
        return Err(refuse::other_container(place(), "", what));
    };
    let damaged = |error: std::io::Error| refuse::damaged(Place::file(file), error.to_string());
    let mut stream = Vec::new();
    compound.open_stream(path).map_err(damaged)?.take(limits::XLS_BYTES).read_to_end(&mut stream).map_err(damaged)?;
    Ok(stream)
}

/// Records of a stream: type and data. Ends at the first that is cut.
fn records(stream: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = stream;
    std::iter::from_fn(move || {
        let kind = u16_at(rest, 0)?;
        let length = usize::from(u16_at(rest, 2)?);
        let data = rest.get(4..4 + length)?;
        rest = rest.get(4 + length..)?;
        Some((kind, data))
    })
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    data.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    data.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

fn f64_at(data: &[u8], at: usize) -> Option<f64> {
    data.get(at..at + 8)?.try_into().ok().map(f64::from_le_bytes)
}

struct Bound {
    start: usize,
    name: String,
    hidden: bool,
    is_table: bool,
}

/// What holds for the whole workbook.
#[derive(Default)]
struct Globals {
    sheets: Vec<Bound>,
    strings: Vec<String>,
    /// Whether each cell format shows a date.
    dates: Vec<bool>,
    from_1904: bool,
}

impl Globals {
    fn read(file: &str, stream: &[u8]) -> Result<Self, Refusal> {
        let place = || Place::file(file);
        let mut globals = Self::default();
        let (mut date_formats, mut formats) = (BTreeSet::new(), Vec::new());
        let mut shared: Option<Vec<&[u8]>> = None;
        let mut first = true;
        for (kind, data) in records(stream) {
            if first && (kind != BOF || u16_at(data, 0) != Some(0x0600)) {
                let what = Text::new("Это книга Excel 95 или старше.", "This is a workbook of Excel 95 or older.");
                return Err(refuse::other_container(place(), "", what));
            }
            first = false;
            match kind {
                0x002F => return Err(refuse::protected(place())),
                0x0022 => globals.from_1904 = u16_at(data, 0) == Some(1),
                0x041E if formats.len() < limits::STYLES as usize => {
                    let shown = wide_string(data, 2).unwrap_or_default();
                    if let Some(id) = u16_at(data, 0).filter(|_| shows_date(&shown)) {
                        date_formats.insert(id);
                    }
                }
                0x00E0 if formats.len() < limits::STYLES as usize => formats.push(u16_at(data, 2).unwrap_or(0)),
                0x0085 => globals.sheets.extend(bound_sheet(data)),
                0x00FC => shared = Some(vec![data.get(8..).unwrap_or_default()]),
                CONTINUE => {
                    if let Some(pieces) = &mut shared {
                        pieces.push(data);
                    }
                }
                EOF => break,
                _ => globals.take_strings(&mut shared, file)?,
            }
        }
        globals.take_strings(&mut shared, file)?;
        globals.dates = formats.iter().map(|id| date_formats.contains(id) || is_builtin_date(*id)).collect();
        Ok(globals)
    }

    fn take_strings(&mut self, shared: &mut Option<Vec<&[u8]>>, file: &str) -> Result<(), Refusal> {
        let Some(pieces) = shared.take() else { return Ok(()) };
        let mut pieces = Pieces { pieces, piece: 0, at: 0 };
        let mut bytes = 0_u64;
        while let Some(string) = pieces.rich_string() {
            bytes += string.len() as u64;
            if bytes > limits::TEXT_BYTES || self.strings.len() as u64 >= limits::STRINGS {
                return Err(refuse::too_much_text(Place::file(file)));
            }
            self.strings.push(string);
        }
        Ok(())
    }

    /// A number under a cell format.
    fn number(&self, value: f64, format: u16) -> Cell {
        let serial = if self.from_1904 { value + 1462.0 } else { value };
        let is_date = self.dates.get(usize::from(format)).copied().unwrap_or(false);
        match is_date.then(|| cells::date(&Cell::Number(serial.floor()))).flatten() {
            Some(date) => Cell::Date(date),
            None => Cell::Number(value),
        }
    }
}

fn bound_sheet(data: &[u8]) -> Option<Bound> {
    let start = usize::try_from(u32_at(data, 0)?).ok()?;
    let (state, kind) = (data.get(4)?, data.get(5)?);
    let length = usize::from(*data.get(6)?);
    let name = characters(data.get(8..)?, length, data.get(7)? & 1 == 1);
    Some(Bound { start, name, hidden: state & 0x3 != 0, is_table: *kind == 0 })
}

fn is_builtin_date(id: u16) -> bool {
    matches!(id, 14..=17 | 22 | 27..=31 | 34..=36 | 50..=58)
}

/// Whether a number format shows a day: `dd.mm.yyyy`, not `0.00` or `h:mm`.
fn shows_date(format: &str) -> bool {
    let (mut quoted, mut bracketed) = (false, false);
    let bare: String = format
        .chars()
        .filter(|c| {
            quoted ^= *c == '"';
            bracketed = (bracketed || *c == '[') && *c != ']';
            !quoted && !bracketed
        })
        .collect();
    let bare = bare.to_lowercase();
    bare.contains('y') || bare.contains('г') || (bare.contains('d') && bare.contains('m'))
}

/// `length` characters, one or two bytes each, or as many as there are.
fn characters(data: &[u8], length: usize, wide: bool) -> String {
    if wide {
        let units = data.chunks_exact(2).take(length).filter_map(|pair| u16_at(pair, 0));
        char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    } else {
        data.iter().take(length).map(|byte| char::from(*byte)).collect()
    }
}

/// A string with a two-byte length at `at`.
fn wide_string(data: &[u8], at: usize) -> Option<String> {
    let length = usize::from(u16_at(data, at)?);
    let flags = *data.get(at + 2)?;
    Some(characters(data.get(at + 3..)?, length, flags & 1 == 1))
}

/// The shared strings, spread over a record and its continuations.
struct Pieces<'a> {
    pieces: Vec<&'a [u8]>,
    piece: usize,
    at: usize,
}

impl Pieces<'_> {
    fn byte(&mut self) -> Option<u8> {
        loop {
            let piece = self.pieces.get(self.piece)?;
            if let Some(byte) = piece.get(self.at) {
                self.at += 1;
                return Some(*byte);
            }
            (self.piece, self.at) = (self.piece + 1, 0);
        }
    }

    fn number(&mut self, bytes: usize) -> Option<usize> {
        (0..bytes).try_fold(0_usize, |sum, place| Some(sum | usize::from(self.byte()?) << (8 * place)))
    }

    fn skip(&mut self, mut bytes: usize) {
        while let Some(piece) = self.pieces.get(self.piece) {
            let left = piece.len().saturating_sub(self.at);
            if bytes <= left {
                self.at += bytes;
                return;
            }
            bytes -= left;
            (self.piece, self.at) = (self.piece + 1, 0);
        }
    }

    fn rich_string(&mut self) -> Option<String> {
        let length = self.number(2)?;
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { self.number(2)? } else { 0 };
        let extra = if flags & 4 != 0 { self.number(4)? } else { 0 };
        let string = self.text(length, flags & 1 == 1);
        self.skip(runs.saturating_mul(4).saturating_add(extra));
        Some(string)
    }

    /// Characters may be cut by a continuation, which starts with its own width flag.
    fn text(&mut self, length: usize, mut wide: bool) -> String {
        let (mut out, mut left) = (String::new(), length);
        while left > 0 {
            let Some(piece) = self.pieces.get(self.piece) else { break };
            let rest = piece.get(self.at..).unwrap_or_default();
            let width = if wide { 2 } else { 1 };
            let count = left.min(rest.len() / width);
            out.push_str(&characters(rest, count, wide));
            self.at += count * width;
            left -= count;
            if left > 0 {
                (self.piece, self.at) = (self.piece + 1, 1);
                let Some(next) = self.pieces.get(self.piece).and_then(|piece| piece.first()) else { break };
                wide = next & 1 == 1;
            }
        }
        out
    }
}

fn read_sheet(globals: &Globals, stream: &[u8], mut sheet: SheetBuilder<'_>) -> Result<Sheet, Refusal> {
    let (mut depth, mut hidden) = (0_usize, Vec::new());
    // Where the text of a formula goes: it follows in a record of its own.
    let mut awaited: Option<(u16, u16)> = None;
    for (kind, data) in records(stream) {
        match kind {
            BOF => depth += 1,
            EOF => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            break;
        }
        // Charts inside a sheet bring records that look like cells.
        if depth > 1 {
            continue;
        }
        let at = u16_at(data, 0).zip(u16_at(data, 2));
        match (kind, at) {
            (0x0208, Some((row, _))) if u16_at(data, 12).is_some_and(|flags| flags & 0x20 != 0) => hidden.push(u32::from(row)),
            (0x00BD, Some((row, column))) => put_many(globals, data, (row, column), &mut sheet)?,
            (0x0006, Some(at)) => {
                let value = formula_value(globals, data);
                awaited = value.is_none().then_some(at);
                put(&mut sheet, at, value)?;
            }
            (0x0207, _) => {
                if let Some(at) = awaited.take() {
                    put(&mut sheet, at, wide_string(data, 0).map(|text| Cell::text(&text)))?;
                }
            }
            (0x00E5, _) => merged(data).for_each(|tall| sheet.merge(tall)),
            (_, Some(at)) => put(&mut sheet, at, single(globals, kind, data))?,
            _ => {}
        }
    }
    Ok(sheet.finish(&hidden))
}

/// Ranges of merged cells: first and last row, first and last column each.
fn merged(data: &[u8]) -> impl Iterator<Item = Tall> + '_ {
    data.get(2..).unwrap_or_default().chunks_exact(8).filter_map(|range| {
        let (first, last, column) = (u16_at(range, 0)?, u16_at(range, 2)?, u16_at(range, 4)?);
        Some(Tall { column: column.into(), first: first.into(), last: last.into() })
    })
}

fn put(sheet: &mut SheetBuilder<'_>, at: (u16, u16), cell: Option<Cell>) -> Result<(), Refusal> {
    cell.map_or(Ok(()), |cell| sheet.put(u32::from(at.0), u32::from(at.1), cell))
}

/// A record of one cell.
fn single(globals: &Globals, kind: u16, data: &[u8]) -> Option<Cell> {
    let format = u16_at(data, 4)?;
    match kind {
        0x0203 => Some(globals.number(f64_at(data, 6)?, format)),
        0x027E => Some(globals.number(packed(u32_at(data, 6)?), format)),
        0x00FD => globals.strings.get(usize::try_from(u32_at(data, 6)?).ok()?).map(|text| Cell::text(text)),
        0x0204 | 0x00D6 => wide_string(data, 6).map(|text| Cell::text(&text)),
        0x0205 => Some(bool_or_error(*data.get(6)?, *data.get(7)? != 0)),
        _ => None,
    }
}

/// A run of packed numbers in one row.
fn put_many(globals: &Globals, data: &[u8], at: (u16, u16), sheet: &mut SheetBuilder<'_>) -> Result<(), Refusal> {
    let body = data.get(4..data.len().saturating_sub(2)).unwrap_or_default();
    for (column, pair) in (at.1..=u16::MAX).zip(body.chunks_exact(6)) {
        let cell = u16_at(pair, 0).zip(u32_at(pair, 2)).map(|(format, number)| globals.number(packed(number), format));
        put(sheet, (at.0, column), cell)?;
    }
    Ok(())
}

/// The stored value of a formula; None where a text follows.
fn formula_value(globals: &Globals, data: &[u8]) -> Option<Cell> {
    let value = data.get(6..14)?;
    if value.get(6..8) != Some(&[0xFF, 0xFF]) {
        return Some(globals.number(f64_at(value, 0)?, u16_at(data, 4)?));
    }
    match value.first()? {
        1 => Some(bool_or_error(*value.get(2)?, false)),
        2 => Some(bool_or_error(*value.get(2)?, true)),
        _ => None,
    }
}

fn bool_or_error(value: u8, is_error: bool) -> Cell {
    let name = match value {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    };
    if is_error { Cell::Error(name.to_owned()) } else { Cell::Bool(value != 0) }
}

/// A packed number: 30 bits of a float or a whole number, perhaps in hundredths.
fn packed(bits: u32) -> f64 {
    let value = if bits & 2 != 0 {
        #[expect(clippy::cast_possible_wrap, reason = "the sign bit is meant")]
        f64::from((bits as i32) >> 2)
    } else {
        f64::from_bits(u64::from(bits & !3) << 32)
    };
    if bits & 1 != 0 { value / 100.0 } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    /// Writes records of a tiny workbook into a compound file.
    fn workbook(globals: &[(u16, Vec<u8>)], cells: &[(u16, Vec<u8>)]) -> Vec<u8> {
        let record = |kind: u16, data: &[u8]| [&kind.to_le_bytes()[..], &u16::try_from(data.len()).unwrap().to_le_bytes(), data].concat();
        let bof = |kind: u16| record(BOF, &[&0x0600_u16.to_le_bytes()[..], &kind.to_le_bytes(), &[0; 12]].concat());
        let eof = record(EOF, &[]);
        let rest: Vec<u8> = globals.iter().flat_map(|(kind, data)| record(*kind, data)).collect();
        let bound_length = 4 + 8 + 4;
        let start = u32::try_from(bof(5).len() + bound_length + rest.len() + eof.len()).unwrap();
        let bound = record(0x0085, &[&start.to_le_bytes()[..], &[0, 0, 4, 0], b"List"].concat());
        let body: Vec<u8> = cells.iter().flat_map(|(kind, data)| record(*kind, data)).collect();
        let stream = [bof(5), bound, rest, eof.clone(), bof(0x10), body, eof].concat();
        let mut compound = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        compound.create_stream("/Workbook").unwrap().write_all(&stream).unwrap();
        compound.into_inner().into_inner()
    }

    fn at(row: u16, column: u16, rest: &[u8]) -> Vec<u8> {
        [&row.to_le_bytes()[..], &column.to_le_bytes(), &0_u16.to_le_bytes(), rest].concat()
    }

    #[test]
    fn every_kind_of_cell() {
        let sst = {
            let wide: Vec<u8> = "Ива".encode_utf16().flat_map(u16::to_le_bytes).collect();
            [&[1, 0, 0, 0, 1, 0, 0, 0][..], &[5, 0, 1], &wide].concat()
        };
        // The string goes on in a continuation, in narrow letters there.
        let more = [&[0][..], b"no"].concat();
        let format = [&14_u16.to_le_bytes()[..], &[0; 2]].concat();
        let globals = [(0x00E0, vec![0, 0, 0, 0]), (0x00E0, [&[0, 0][..], &format].concat()), (0x00FC, sst), (CONTINUE, more)];
        let row_hidden = [&3_u16.to_le_bytes()[..], &[0; 10], &0x20_u32.to_le_bytes()].concat();
        let date = [&2_u16.to_le_bytes()[..], &1_u16.to_le_bytes(), &1_u16.to_le_bytes(), &46132.0_f64.to_le_bytes()].concat();
        let rk = |value: u32| [&0_u16.to_le_bytes()[..], &value.to_le_bytes()].concat();
        let many = [&4_u16.to_le_bytes()[..], &1_u16.to_le_bytes(), &rk(5 << 2 | 2), &rk(450 << 2 | 3), &2_u16.to_le_bytes()].concat();
        let cells = [
            (0x0208, row_hidden),
            (0x00FD, at(0, 0, &[0, 0, 0, 0])),
            (0x0203, at(1, 0, &2.5_f64.to_le_bytes())),
            (0x0203, date),
            (0x00BD, many),
            (0x0006, at(3, 0, &[&7.0_f64.to_le_bytes()[..], &[0; 8]].concat())),
            (0x0006, at(3, 1, &[0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0])),
            (0x0207, [&[2, 0, 0][..], b"ok"].concat()),
            (0x0205, at(5, 0, &[0x17, 1])),
        ];
        let book = read("a.xls", "", &workbook(&globals, &cells)).unwrap();
        let sheet = &book.sheets[0];
        assert_eq!(sheet.name, "List");
        let words: Vec<(u32, u32, String)> =
            sheet.rows.iter().flat_map(|row| row.cells.iter().map(|(c, cell)| (row.index, *c, cells::words(cell).into_owned()))).collect();
        let words: Vec<(u32, u32, &str)> = words.iter().map(|(r, c, w)| (*r, *c, w.as_str())).collect();
        let expected =
            [(0, 0, "Иваno"), (1, 0, "2.5"), (2, 1, "2026-04-20"), (3, 0, "7"), (3, 1, "ok"), (4, 1, "5"), (4, 2, "4.5"), (5, 0, "#REF!")];
        assert_eq!(words, expected);
        assert!(sheet.row(3).unwrap().hidden && !sheet.row(4).unwrap().hidden);
    }

    #[test]
    fn date_formats() {
        assert!(shows_date("dd.mm.yyyy") && shows_date("[$-419]d mmm;@") && shows_date("ДД.ММ.ГГГГ"));
        assert!(!shows_date("0.00") && !shows_date("General") && !shows_date("0\" дня\"") && !shows_date("[Red]0"));
    }
}
