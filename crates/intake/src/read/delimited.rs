//! Text with a delimiter: `;`, `,` or tab, quotes, any line ends.

use csv::{ByteRecord, ReaderBuilder};
use records::provenance::Place;

use super::encoding::decode;
use super::refuse::{self, Refusal};
use super::sheet::{Budget, SheetBuilder};
use crate::cells::Cell;
use crate::grid::{Book, BookKind};
use crate::limits;

/// Lines looked at to find the delimiter.
const SAMPLE_LINES: usize = 30;

/// Reads a table.
///
/// # Errors
/// Why it is refused.
pub(super) fn read(file: &str, sha256: &str, bytes: &[u8]) -> Result<Book, Refusal> {
    let (text, _) = decode(bytes, None);
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter_of(&text)).from_reader(text.as_bytes());
    let mut budget = Budget::new();
    let mut sheet = SheetBuilder::new(file, "", false, &mut budget);
    let (mut record, mut lines) = (ByteRecord::new(), Lines::new(text.as_bytes()));
    while reader.read_byte_record(&mut record).map_err(|error| refuse::damaged(Place::file(file), error.to_string()))? {
        let row = lines.row_of(&record);
        for (column, field) in record.iter().enumerate().filter(|(_, field)| !field.is_empty()) {
            let column = u32::try_from(column).unwrap_or(limits::COLUMNS);
            sheet.put(row, column, Cell::text(&String::from_utf8_lossy(field)))?;
        }
    }
    let sheets = vec![sheet.finish(&[])];
    Ok(Book { file: file.to_owned(), sha256: sha256.to_owned(), kind: BookKind::Csv, sheets })
}

/// Numbers lines as people count them: every line end counts, also inside quotes and of empty lines.
pub(crate) struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    row: u32,
}

impl<'a> Lines<'a> {
    /// From the start of a text.
    pub(crate) const fn new(text: &'a [u8]) -> Self {
        Self { text, at: 0, row: 0 }
    }

    /// Zero-based line a record starts on; records come in order.
    pub(crate) fn row_of(&mut self, record: &ByteRecord) -> u32 {
        let start = record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(self.at);
        let ends = self.text.get(start..).unwrap_or_default().iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let passed = self.text.get(self.at..start + ends).unwrap_or_default();
        let next = self.text.get(start + ends);
        for (index, byte) in passed.iter().enumerate() {
            let lone = *byte == b'\r' && passed.get(index + 1).or(next) != Some(&b'\n');
            self.row = self.row.saturating_add(u32::from(*byte == b'\n' || lone));
        }
        self.at = start + ends;
        self.row
    }
}

/// The delimiter: the one that cuts most of the first lines into the same number of fields (a decimal comma cuts them into different numbers).
pub(crate) fn delimiter_of(text: &str) -> u8 {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(SAMPLE_LINES).collect();
    if let Some(named) =
        lines.first().and_then(|line| line.trim_start_matches('\u{feff}').strip_prefix("sep=")).and_then(|rest| rest.bytes().next())
    {
        return named;
    }
    let agreement = |delimiter: u8| {
        let counts: Vec<usize> = lines.iter().map(|line| fields(line, delimiter)).filter(|count| *count > 0).collect();
        counts.iter().map(|count| counts.iter().filter(|other| *other == count).count() * 1000 + (*count).min(999)).max().unwrap_or(0)
    };
    // In order of preference: of equals the first stands.
    [b';', b'\t', b','].into_iter().rev().max_by_key(|delimiter| agreement(*delimiter)).unwrap_or(b',')
}

/// Delimiters of a line outside quotes.
fn fields(line: &str, delimiter: u8) -> usize {
    let mut quoted = false;
    let outside = line.bytes().filter(|byte| {
        quoted ^= *byte == b'"';
        !quoted && *byte == delimiter
    });
    outside.count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_the_one_that_agrees() {
        for (text, expected) in [
            ("a;b;c\n1,5;2,5;3\n1;2;3", b';'),
            ("a,b,c\n1,2,3\n", b','),
            ("a\tb\n1,5\t2\n", b'\t'),
            ("Сводка, отчёт\nКод;Имя\n1;2\n", b';'),
            ("sep=;\na;b\n", b';'),
            ("school,class,note\n1,5А,\"a;b;c\"\n", b','),
            ("one column\n1\n", b';'),
        ] {
            assert_eq!(delimiter_of(text), expected, "{text}");
        }
    }

    #[test]
    fn lines_are_numbered_as_people_count_them() {
        let book = read("a.csv", "", "a;b\r\n\r\n1;\"два\r\nстроки\"\r\n;3\r\n".as_bytes()).unwrap();
        let rows: Vec<u32> = book.sheets[0].rows.iter().map(|row| row.index).collect();
        assert_eq!(rows, [0, 2, 4]);
        assert_eq!(book.sheets[0].rows[1].words(1), "два строки");
        let old = read("a.csv", "", b"a;b\r1;2\r\r3;4").unwrap();
        assert_eq!(old.sheets[0].rows.iter().map(|row| row.index).collect::<Vec<_>>(), [0, 1, 3]);
        assert_eq!(book.sheets[0].rows[2].cells, [(1, Cell::text("3"))]);
    }
}
