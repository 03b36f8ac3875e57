//! HTML saved as `.xls`: a flat, tolerant reader of its tables.
//!
//! Not a browser's parser, on purpose: journals write tables with unclosed tags and stray markup, only the order of `tr` and `td` matters, and a reader
//! that keeps no tree holds its limits whatever is nested in what. Every table of the page follows the one before; a text outside tables is a row.

use records::provenance::Place;
use records::text::Text;

use super::encoding::decode;
use super::refuse::{self, Refusal};
use super::sheet::{Budget, SheetBuilder};
use crate::cells::Cell;
use crate::grid::{Book, BookKind, Tall};
use crate::limits;

/// Tables inside tables.
const NESTING: usize = 16;
/// Widest cell.
const SPAN: u32 = 1_000;

/// Reads a page.
///
/// # Errors
/// Why it is refused.
pub(super) fn read(file: &str, sha256: &str, bytes: &[u8]) -> Result<Book, Refusal> {
    let head = String::from_utf8_lossy(bytes.get(..4096.min(bytes.len())).unwrap_or_default()).to_lowercase();
    let declared = head.split("charset").nth(1).map(|rest| rest.trim_start_matches(['=', ' ', '"', '\'']));
    let declared = declared.and_then(|rest| rest.split(['"', '\'', ' ', ';', '>', '/']).next());
    let (page, _) = decode(bytes, declared);
    let mut budget = Budget::new();
    let mut reader = Page::new(SheetBuilder::new(file, "", false, &mut budget));
    let mut rest: &str = &page;
    while let Some(at) = rest.find('<') {
        let (words, tail) = rest.split_at(at);
        reader.text(words)?;
        rest = reader.markup(tail, file)?;
    }
    reader.text(rest)?;
    reader.flush()?;
    Ok(Book { file: file.to_owned(), sha256: sha256.to_owned(), kind: BookKind::Html, sheets: vec![reader.sheet.finish(&[])] })
}

/// Where in a table we are.
#[derive(Default)]
struct Table {
    row: Option<u32>,
    column: u32,
    in_cell: bool,
    span: u32,
    /// Columns taken from above: column → rows still to go.
    taken: Vec<(u32, u32)>,
}

struct Page<'a> {
    sheet: SheetBuilder<'a>,
    tables: Vec<Table>,
    next_row: u32,
    words: String,
    /// Inside `<sup>`: МЭШ writes the weight of a mark so.
    raised: bool,
}

impl<'a> Page<'a> {
    fn new(sheet: SheetBuilder<'a>) -> Self {
        Self { sheet, tables: Vec::new(), next_row: 0, words: String::new(), raised: false }
    }

    fn text(&mut self, words: &str) -> Result<(), Refusal> {
        if self.words.len() + words.len() > limits::CELL_BYTES {
            if words.trim().is_empty() {
                return Ok(());
            }
            return Err(refuse::too_much_text(Place::default()));
        }
        let before = self.words.len();
        unescape(words, &mut self.words);
        if self.raised {
            let raised: String = self.words.get(before..).unwrap_or_default().chars().map(superscript).collect();
            self.words.truncate(before);
            self.words.push_str(&raised);
        }
        Ok(())
    }

    /// Takes one tag, comment or declaration off the front.
    fn markup<'t>(&mut self, tail: &'t str, file: &str) -> Result<&'t str, Refusal> {
        if let Some(comment) = tail.strip_prefix("<!--") {
            return Ok(comment.split_once("-->").map_or("", |(_, rest)| rest));
        }
        if !tail.get(1..).is_some_and(|next| next.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))) {
            self.words.push('<');
            return Ok(tail.get(1..).unwrap_or_default());
        }
        let (tag, rest) = tail.get(1..).unwrap_or_default().split_once('>').unwrap_or((tail, ""));
        let name: String = tag.chars().take_while(|c| !c.is_whitespace() && *c != '>').take(16).collect::<String>().to_lowercase();
        let name = if name.len() > 1 { name.trim_end_matches('/') } else { name.as_str() };
        if matches!(name, "script" | "style" | "title") {
            return Ok(skip_to_close(rest, name));
        }
        self.tag(name, tag, file)?;
        Ok(rest)
    }

    fn tag(&mut self, name: &str, tag: &str, file: &str) -> Result<(), Refusal> {
        match name {
            "table" => {
                self.flush()?;
                self.tables.push(Table::default());
                if self.tables.len() > NESTING {
                    let what = Text::new("Таблицы вложены друг в друга слишком глубоко.", "Tables are nested too deeply.");
                    return Err(refuse::beyond("markup-too-deep", Place::file(file), "", what));
                }
            }
            "/table" => {
                self.flush()?;
                self.tables.pop();
            }
            "tr" => self.start_row()?,
            "td" | "th" => self.start_cell(tag)?,
            "/tr" | "/td" | "/th" => {
                self.raised = false;
                self.flush()?;
            }
            "sup" | "/sup" => self.raised = name == "sup",
            "br" | "br/" => self.words.push(' '),
            "p" | "/p" | "div" | "/div" | "h1" | "/h1" | "h2" | "/h2" | "h3" | "/h3" | "h4" | "/h4" | "li" | "/li" | "body" | "caption"
            | "/caption" => {
                self.block()?;
            }
            _ => {}
        }
        Ok(())
    }

    /// A block outside a cell ends a text row; inside a cell it is a space.
    fn block(&mut self) -> Result<(), Refusal> {
        if self.tables.last().is_some_and(|table| table.in_cell) {
            self.words.push(' ');
            return Ok(());
        }
        self.flush()
    }

    fn start_row(&mut self) -> Result<(), Refusal> {
        self.flush()?;
        let row = self.next_row;
        self.next_row = row.saturating_add(1);
        if let Some(table) = self.tables.last_mut() {
            for taken in &mut table.taken {
                taken.1 = taken.1.saturating_sub(1);
            }
            table.taken.retain(|taken| taken.1 > 0);
            (table.row, table.column) = (Some(row), 0);
        }
        Ok(())
    }

    fn start_cell(&mut self, tag: &str) -> Result<(), Refusal> {
        self.flush()?;
        if self.tables.last().is_none_or(|table| table.row.is_none()) {
            if self.tables.is_empty() {
                self.tables.push(Table::default());
            }
            self.start_row()?;
        }
        let span = |name| attribute(tag, name).and_then(|value| value.parse::<u32>().ok()).unwrap_or(1).clamp(1, SPAN);
        let (wide, tall) = (span("colspan"), span("rowspan"));
        let Some(table) = self.tables.last_mut() else { return Ok(()) };
        while table.taken.iter().any(|taken| taken.0 == table.column) {
            table.column += 1;
        }
        if tall > 1 && table.taken.len() < SPAN as usize {
            table.taken.extend((table.column..table.column + wide).map(|column| (column, tall)));
            let first = table.row.unwrap_or(0);
            self.sheet.merge(Tall { column: table.column, first, last: first.saturating_add(tall - 1) });
        }
        (table.in_cell, table.span) = (true, wide);
        Ok(())
    }

    /// Ends the cell or the text row being collected.
    fn flush(&mut self) -> Result<(), Refusal> {
        let cell = Cell::text(&self.words);
        self.words.clear();
        match self.tables.last_mut() {
            Some(table) if table.in_cell => {
                let (row, column) = (table.row.unwrap_or(0), table.column);
                (table.in_cell, table.column) = (false, column + table.span);
                self.sheet.put(row, column, cell)
            }
            _ if cell.is_blank() => Ok(()),
            _ => {
                let row = self.next_row;
                self.next_row = row.saturating_add(1);
                self.sheet.put(row, 0, cell)
            }
        }
    }
}

/// A raised digit as the sign of its own that plain text has for it.
fn superscript(c: char) -> char {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    c.to_digit(10).and_then(|digit| RAISED.get(digit as usize).copied()).unwrap_or(c)
}

/// Past the end tag of an element whose content is not text.
fn skip_to_close<'t>(rest: &'t str, name: &str) -> &'t str {
    let close = format!("</{name}");
    let bytes = rest.as_bytes();
    let at = bytes.windows(close.len()).position(|window| window.eq_ignore_ascii_case(close.as_bytes()));
    at.and_then(|at| rest.get(at..)).and_then(|tail| tail.split_once('>')).map_or("", |(_, rest)| rest)
}

/// Value of an attribute, quoted or not.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let at = tag.to_ascii_lowercase().find(name)?;
    let value = tag.get(at + name.len()..)?.trim_start().strip_prefix('=')?.trim_start();
    let value = value.trim_start_matches(['"', '\'']);
    value.split(['"', '\'', ' ', '>', '/']).next()
}

/// Appends `words` with character references resolved.
fn unescape(words: &str, out: &mut String) {
    let mut rest = words;
    while let Some(at) = rest.find('&') {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        let reference = tail.get(1..).and_then(|tail| tail.split_once(';')).filter(|(name, _)| name.len() <= 8);
        match reference.and_then(|(name, after)| Some((character(name)?, after))) {
            Some((c, after)) => {
                out.push(c);
                rest = after;
            }
            None => {
                out.push('&');
                rest = tail.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
}

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']).map(|hex| u32::from_str_radix(hex, 16));
        return char::from_u32(hex.unwrap_or_else(|| number.parse()).ok()?).filter(|c| *c != '\0');
    }
    Some(match name {
        "nbsp" => '\u{a0}',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "laquo" => '«',
        "raquo" => '»',
        "ndash" => '–',
        "mdash" => '—',
        "sup2" => '²',
        "sup3" => '³',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(page: &str) -> Vec<(u32, Vec<(u32, String)>)> {
        let book = read("a.xls", "", page.as_bytes()).unwrap();
        book.sheets[0]
            .rows
            .iter()
            .map(|row| (row.index, row.cells.iter().map(|(c, cell)| (*c, crate::cells::words(cell).into_owned())).collect()))
            .collect()
    }

    fn row(index: u32, cells: &[(u32, &str)]) -> (u32, Vec<(u32, String)>) {
        (index, cells.iter().map(|(c, w)| (*c, (*w).to_owned())).collect())
    }

    #[test]
    fn raised_digits_and_cells_over_rows_are_kept() {
        let page = "<table><tr><td rowspan=3>8А</td><td>5<sup>2</sup> 4<sup>10</sup></td></tr><tr><td>3<sup>3</td></tr><tr><td>2</td></tr></table>";
        let sheet = &read("a.xls", "", page.as_bytes()).unwrap().sheets[0];
        let cells: Vec<_> =
            sheet.rows.iter().map(|row| (sheet.over(row, 0).map(crate::cells::words).unwrap_or_default(), row.words(1))).collect();
        let expected = [("8А", "5² 4¹⁰"), ("8А", "3³"), ("8А", "2")];
        assert_eq!(cells, expected.map(|(class, mark)| (class.into(), mark.into())));
    }

    #[test]
    fn merged_headers_keep_their_columns() {
        let page = "<h2>Отчёт</h2><p>Период: с 1 по 2<table><tr><td rowspan=2>Предмет<td colspan=\"2\">Сентябрь</td><td rowspan='2'>Средн.&nbsp;оценка\
                    <tr><td>1<td>2<tr><td>Русский&nbsp;язык<td>5<td><td>4,50</table>";
        let expected = [
            row(0, &[(0, "Отчёт")]),
            row(1, &[(0, "Период: с 1 по 2")]),
            row(2, &[(0, "Предмет"), (1, "Сентябрь"), (3, "Средн. оценка")]),
            row(3, &[(1, "1"), (2, "2")]),
            row(4, &[(0, "Русский язык"), (1, "5"), (3, "4,50")]),
        ];
        assert_eq!(rows(page), expected);
    }

    #[test]
    fn scripts_comments_and_stray_signs() {
        let page = "<!-- x --><style>td{}</style><table><tr><td>2 < 3 &amp; &#x416;&unknown;<script>if(a<b){}</script></td></tr></table>";
        assert_eq!(rows(page), [row(0, &[(0, "2 < 3 & Ж&unknown;")])]);
    }

    #[test]
    fn nesting_is_limited_and_odd_spans_are_harmless() {
        assert!(read("a.xls", "", "<table><tr><td>".repeat(40).as_bytes()).is_err());
        assert_eq!(rows("<td colspan=99999999>1<td rowspan=-5>2").len(), 1);
    }
}
