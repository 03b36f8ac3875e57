//! Records of a canonical table: columns by name, fields without copies, problems with line and column.

use csv::{ByteRecord, Reader, ReaderBuilder};
use records::provenance::{Origin, SourceId};
use records::text::Text;
use records::vocabulary::SchoolYear;

use super::{TRAITS, Table};
use crate::draft::Draft;
use crate::limits;
use crate::read::{Lines, delimiter_of};

/// Position of a column; None where the table lacks it.
pub(super) type Column = Option<usize>;

/// The reader of one table.
pub(crate) struct Rows<'t> {
    /// Column names in the order of the file.
    pub header: Vec<String>,
    /// Whether every required column is there.
    pub complete: bool,
    /// Where the records come from.
    pub source: SourceId,
    /// Zero-based line of the current record.
    pub line: u32,
    table: &'static Table,
    reader: Reader<&'t [u8]>,
    lines: Lines<'t>,
    record: ByteRecord,
}

impl<'t> Rows<'t> {
    /// Opens the text and reads the header.
    pub(super) fn open(text: &'t str, table: &'static Table, draft: &mut Draft<'_>) -> Option<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let first = text.lines().next().unwrap_or_default();
        let delimiter = delimiter_of(first);
        let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
        let mut record = ByteRecord::new();
        let read = reader.read_byte_record(&mut record).is_ok_and(|read| read);
        if !read || record.len() > limits::COLUMNS as usize {
            let (what, mend) = (Text::new("В таблице нет строки заголовков.", "The table has no header row."), columns_wanted(table));
            draft.refuse("header-missing", draft.place("", Some(0), None), "", what, mend);
            return None;
        }
        let header: Vec<String> = record.iter().map(|field| String::from_utf8_lossy(field).trim().to_owned()).collect();
        let columns = header.iter().enumerate().map(|(at, name)| (name.clone(), u32::try_from(at).unwrap_or(u32::MAX))).collect();
        let source = draft.source((table.id, table.title.text(), TRAITS), None, columns);
        let complete = table.required.iter().all(|name| header.iter().any(|column| column == name));
        Some(Self { header, complete, source, line: 0, table, reader, lines: Lines::new(text.as_bytes()), record })
    }

    /// Moves to the next record; a record that cannot be read ends the table with a problem.
    pub(super) fn advance(&mut self, draft: &mut Draft<'_>) -> bool {
        match self.reader.read_byte_record(&mut self.record) {
            Ok(false) => false,
            Ok(true) => {
                self.line = self.lines.row_of(&self.record);
                true
            }
            Err(error) => {
                let what = Text::new("Дальше этой строки таблица не читается.", "The table cannot be read beyond this line.");
                let mend = Text::new("Проверьте кавычки в этой строке.", "Check the quotes in this line.");
                draft.warn("line-unreadable", draft.place("", Some(self.line), None), error.to_string(), what, mend);
                false
            }
        }
    }

    /// Positions of columns.
    pub(super) fn at<const N: usize>(&self, names: [&str; N]) -> [Column; N] {
        names.map(|name| self.header.iter().position(|column| column == name))
    }

    /// A field, trimmed; empty where the record is short.
    pub(super) fn field(&self, column: Column) -> &str {
        column.and_then(|column| self.record.get(column)).and_then(|field| std::str::from_utf8(field).ok()).map_or("", str::trim)
    }

    /// The bytes of a field.
    pub(super) fn bytes(&self, column: Column) -> &[u8] {
        column.and_then(|column| self.record.get(column)).unwrap_or_default()
    }

    /// Counts the record and says where it is.
    pub(super) fn origin(&self, draft: &mut Draft<'_>) -> Origin {
        draft.origin(self.source, self.line)
    }

    /// A field that must not be empty.
    pub(super) fn needed(&self, column: Column, draft: &mut Draft<'_>) -> Option<String> {
        let field = self.field(column);
        if field.is_empty() {
            self.bad(column, &Text::new("непустое значение", "a value"), draft);
            return None;
        }
        Some(field.to_owned())
    }

    /// A field of a type; an unreadable one is a problem and leaves the row out.
    pub(super) fn parsed<T>(&self, column: Column, expected: &Text, draft: &mut Draft<'_>, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let parsed = parse(self.field(column));
        if parsed.is_none() {
            self.bad(column, expected, draft);
        }
        parsed
    }

    /// As [`Self::parsed`], and an empty field is `Some(None)`.
    #[expect(clippy::option_option, reason = "empty, unreadable and present are three answers")]
    pub(super) fn optional<T>(
        &self,
        column: Column,
        expected: &Text,
        draft: &mut Draft<'_>,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<Option<T>> {
        if self.field(column).is_empty() {
            return Some(None);
        }
        self.parsed(column, expected, draft, parse).map(Some)
    }

    /// A school year.
    pub(super) fn year(&self, column: Column, draft: &mut Draft<'_>) -> Option<SchoolYear> {
        self.parsed(column, &Text::new("учебный год вида 2025/2026", "a school year like 2025/2026"), draft, SchoolYear::parse)
    }

    /// Tells a field that does not fit; the row is left out.
    pub(super) fn bad(&self, column: Column, expected: &Text, draft: &mut Draft<'_>) {
        let name = column.and_then(|column| self.header.get(column)).map_or("", String::as_str);
        let what = Text::new(
            format!("Столбец {name}: строка не прочитана, ожидалось: {}.", expected.ru),
            format!("Column {name}: the row was left out, expected: {}.", expected.en),
        );
        let mend = Text::new("Исправьте значение в этой строке.", "Mend the value in this line.");
        let place = draft.place("", Some(self.line), column.and_then(|column| u32::try_from(column).ok()));
        draft.warn("value-unreadable", place, self.field(column), what, mend);
    }

    /// Columns that neither the table nor `also` knows.
    pub(super) fn tell_unknown_columns(&self, draft: &mut Draft<'_>, also: &[String]) {
        for (at, name) in self.header.iter().enumerate() {
            let known = self.table.required.contains(&name.as_str()) || self.table.optional.contains(&name.as_str()) || also.contains(name);
            if self.header.iter().take(at).any(|earlier| earlier == name) {
                let what = Text::new("Столбец встретился второй раз: прочитан первый.", "The column stands twice: the first was read.");
                draft.warn(
                    "column-twice",
                    draft.place("", Some(0), u32::try_from(at).ok()),
                    name.as_str(),
                    what,
                    columns_wanted(self.table),
                );
            } else if !known {
                let what = Text::new("Неизвестный столбец: он не прочитан.", "Unknown column: it was not read.");
                draft.warn(
                    "column-unknown",
                    draft.place("", Some(0), u32::try_from(at).ok()),
                    name.as_str(),
                    what,
                    columns_wanted(self.table),
                );
            }
        }
    }

    /// Columns that must be there and are not: the table is not read.
    pub(super) fn tell_missing_columns(&self, draft: &mut Draft<'_>) {
        for name in self.table.required.iter().filter(|name| !self.header.iter().any(|column| column == **name)) {
            let what =
                Text::new(format!("Нет столбца {name}: таблица не прочитана."), format!("No column {name}: the table was not read."));
            draft.refuse("column-missing", draft.place("", Some(0), None), *name, what, columns_wanted(self.table));
        }
    }
}

fn columns_wanted(table: &Table) -> Text {
    let (required, optional) = (table.required.join(", "), table.optional.join(", "));
    match optional.is_empty() {
        true => Text::new(format!("Столбцы таблицы: {required}."), format!("Columns of the table: {required}.")),
        false => Text::new(
            format!("Столбцы таблицы: {required}; по желанию: {optional}."),
            format!("Columns of the table: {required}; optional: {optional}."),
        ),
    }
}
