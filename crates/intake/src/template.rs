//! Mapping templates: a table described by data (TOML) instead of code (`formats.md` §6). Words are compared folded and without spaces.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::blocks::{self, Block};
use crate::cells;
use crate::cells::Cell;
use crate::grid::{Book, Row, Sheet};
use crate::spelling;

/// How a table is found and what its columns are.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Template {
    // All words are kept folded and without spaces from reading on (`parse`).
    /// Fragments of the sheet's name or of a title above the header; one must be there.
    pub sheet: Vec<String>,
    /// Fragments that must not be there.
    #[serde(default)]
    pub not_sheet: Vec<String>,
    /// Words that stand together in the header row.
    pub header: Vec<String>,
    /// Rows looked through for the header.
    pub within: usize,
    /// Whether the headings are enough where neither a sheet nor a title is called so.
    #[serde(default)]
    pub unnamed: bool,
    /// What published shares are shares of.
    #[serde(default)]
    pub quantity: String,
    /// Where the keys of shares stand: `marks`, `numbers`, `items`, `words`, `rows`.
    #[serde(default)]
    pub keys: String,
    /// Role of a column → words of its heading; `*` at the end: the heading starts so.
    pub columns: BTreeMap<String, Vec<String>>,
    /// Kind of token → words.
    #[serde(default)]
    pub tokens: BTreeMap<String, Vec<String>>,
    /// Key of a share → first word of its heading.
    #[serde(default)]
    pub key_words: BTreeMap<String, String>,
}

/// The header of a sheet: its row and the role of each column that has one.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Header {
    /// Zero-based row.
    pub row: u32,
    /// First of the rows above that speak of this table: those of another one before it do not.
    pub from: u32,
    /// Where the next table of the sheet begins.
    pub until: Option<u32>,
    /// Role → columns, left to right (a role may stand twice: variants of two parts).
    pub roles: BTreeMap<String, Vec<u32>>,
}

impl Header {
    /// The first column with a role.
    #[must_use]
    pub(crate) fn column(&self, role: &str) -> Option<u32> {
        self.roles.get(role).and_then(|columns| columns.first().copied())
    }

    /// All columns with a role.
    #[must_use]
    pub(crate) fn columns(&self, role: &str) -> &[u32] {
        self.roles.get(role).map_or(&[], Vec::as_slice)
    }
}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// What is wrong in the TOML.
    pub(crate) fn parse(toml: &str) -> Result<Self, toml::de::Error> {
        let mut template: Self = toml::from_str(toml)?;
        let lists = [&mut template.sheet, &mut template.not_sheet, &mut template.header];
        let lists = lists.into_iter().chain(template.columns.values_mut()).chain(template.tokens.values_mut());
        lists.flatten().chain(template.key_words.values_mut()).for_each(|words| *words = tight(words));
        Ok(template)
    }

    /// Every header of a sheet, the first of them within the rows the template allows.
    #[must_use]
    pub(crate) fn headers_of(&self, sheet: &Sheet) -> Vec<Header> {
        if !sheet.rows.iter().take(self.within).any(|row| self.is_header(row)) {
            return Vec::new();
        }
        let blocks = blocks::blocks(sheet, |row| self.is_header(row), |_| false);
        let ends: Vec<u32> = blocks.iter().skip(1).map(|block| block.above.first().unwrap_or(&block.head).index).collect();
        let header = |(at, block): (usize, &Block<'_>)| {
            let from = if at == 0 { 0 } else { block.above.first().unwrap_or(&block.head).index };
            let mut header = Header { row: block.head.index, from, until: ends.get(at).copied(), roles: BTreeMap::new() };
            for (column, cell) in &block.head.cells {
                if let Some(role) = self.role_of(&cells::folded(cell)) {
                    header.roles.entry(role.to_owned()).or_default().push(*column);
                }
            }
            header
        };
        blocks.iter().enumerate().map(header).collect()
    }

    fn is_header(&self, row: &Row) -> bool {
        self.header.iter().all(|wanted| row.cells.iter().any(|(_, cell)| heading_is(cells::heading(cell), wanted)))
    }

    /// The role a folded heading names: a whole word goes before a beginning.
    fn role_of(&self, heading: &str) -> Option<&str> {
        let find = |whole: bool| {
            let fits = |words: &&String| words.ends_with('*') != whole && heading_is(heading, words);
            self.columns.iter().find(|(_, words)| words.iter().any(|word| fits(&word))).map(|(role, _)| role.as_str())
        };
        find(true).or_else(|| find(false))
    }

    /// Whether the sheet is called so, or a cell above the header says so.
    #[must_use]
    pub(crate) fn names(&self, sheet: &Sheet, header: &Header) -> bool {
        let above = sheet.rows.iter().take_while(|row| row.index < header.row).flat_map(|row| &row.cells);
        let said: Vec<String> = std::iter::once(tight(&sheet.name)).chain(above.map(|(_, cell)| tight(&cells::words(cell)))).collect();
        let has = |fragments: &[String]| fragments.iter().any(|fragment| said.iter().any(|words| words.contains(fragment.as_str())));
        (has(&self.sheet) || self.unnamed) && !has(&self.not_sheet)
    }

    /// Columns of the header whose words name neither a role nor an item.
    pub(crate) fn strangers(&self, sheet: &Sheet, header: &Header, is_item: impl Fn(u32) -> bool) -> Vec<u32> {
        let known: Vec<u32> = header.roles.values().flatten().copied().collect();
        let cells = sheet.row(header.row).into_iter().flat_map(|row| &row.cells);
        let words = cells.filter(|(_, cell)| tight_letters(cells::heading(cell)).next().is_some());
        words.map(|(column, _)| *column).filter(|column| !known.contains(column) && !is_item(*column)).collect()
    }

    /// Every sheet with such a table.
    #[must_use]
    pub(crate) fn tables<'b>(&self, book: &'b Book) -> Vec<(&'b Sheet, Header)> {
        let headed = book.sheets.iter().map(|sheet| (sheet, self.headers_of(sheet)));
        let named = headed.filter(|(sheet, headers)| headers.first().is_some_and(|header| self.names(sheet, header)));
        named.flat_map(|(sheet, headers)| headers.into_iter().map(move |header| (sheet, header))).collect()
    }

    /// Whether a cell holds a token of this kind; a number is none.
    #[must_use]
    pub(crate) fn is_token(&self, kind: &str, cell: &Cell) -> bool {
        let words = cells::heading(cell);
        self.tokens.get(kind).is_some_and(|tokens| tokens.iter().any(|token| heading_is(words, token)))
    }
}

/// Folded, without spaces: headings are broken over lines anyhow.
pub(crate) fn tight(words: &str) -> String {
    tight_letters(&spelling::fold(words)).collect()
}

/// Letters of a folded heading without spaces and the colon that ends it.
fn tight_letters(folded: &str) -> impl Iterator<Item = char> {
    folded.trim_end_matches([':', ' ']).chars().filter(|c| *c != ' ')
}

/// Whether a folded heading is the wanted one, which is tight, or begins so where that ends in `*`.
fn heading_is(heading: &str, wanted: &str) -> bool {
    let mut letters = tight_letters(heading);
    match wanted.strip_suffix('*') {
        Some(start) => start.chars().all(|letter| letters.next() == Some(letter)),
        None => letters.eq(wanted.chars()),
    }
}

/// Rows below a header, to where another table begins.
pub(crate) fn below<'b>(sheet: &'b Sheet, header: &Header) -> impl Iterator<Item = &'b Row> {
    let (after, until) = (header.row, header.until.unwrap_or(u32::MAX));
    sheet.rows.iter().skip_while(move |row| row.index <= after).take_while(move |row| row.index < until)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template() -> Template {
        Template::parse("sheet=['протокол']\nheader=['код*','итого баллов']\nwithin=5\n[columns]\ncode=['Код участника','Код']\nprior=['Отметка за предыдущий*']\nmark=['Отметка']\n[tokens]\nabsent=['отсутствовал']\nmissing=['-']")
            .unwrap()
    }

    #[test]
    fn headings_are_known_by_words() {
        let template = template();
        for (heading, role) in [
            ("Код\nучастника", Some("code")),
            ("КОД", Some("code")),
            ("Отметка за предыдущий триместр/ четверть/полугодие", Some("prior")),
            ("Отметка", Some("mark")),
            ("Отметка по физике", None),
        ] {
            assert_eq!(template.role_of(&spelling::fold(heading)), role, "{heading}");
        }
        assert!(template.is_token("absent", &Cell::text("Отсутствовал ")));
        assert!(template.is_token("missing", &Cell::text("—")));
        assert!(!template.is_token("absent", &Cell::Number(1.0)));
    }
}
