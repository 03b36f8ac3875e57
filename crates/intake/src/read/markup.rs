//! A counter over the XML of a workbook: no tree, no text kept, a fixed amount of memory. It sees what the parser behind it would have to hold.

use crate::grid::{Tall, Wide};
use crate::limits;

/// What one XML part holds.
#[derive(Debug, Default)]
pub(super) struct Counts {
    /// `<c>`.
    pub cells: u64,
    /// `<si>`, or the number the part announces if that is larger: the parser reserves room for it.
    pub strings: u64,
    /// `<xf>`.
    pub styles: u64,
    /// Zero-based hidden rows.
    pub hidden_rows: Vec<u32>,
    /// Cells merged over several rows.
    pub merged: Vec<Tall>,
    /// Cells merged over several columns.
    pub wide: Vec<Wide>,
    /// The part declares an extent that is none (`1:57`, `A0:S57`): it decides nothing here, but the parser behind would stop at it.
    pub odd_extent: bool,
    /// Deepest nesting.
    pub depth: usize,
}

/// What a part asks that no honest table does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Overstep {
    /// `<!DOCTYPE`, `<!ENTITY`.
    Declarations,
    /// A text longer than a cell may hold.
    LongText,
    /// A tag longer than [`TAG_BYTES`].
    LongTag,
    /// Nesting.
    Depth,
    /// Not UTF-8 text.
    Bytes,
    /// Too many cells, strings or styles.
    Cells,
    /// Shared strings.
    Strings,
    /// Cell formats.
    Styles,
}

/// Longest tag, attributes included.
const TAG_BYTES: usize = 64 << 10;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Text,
    Tag,
    Quoted(u8),
    Comment,
    CData,
}

/// The counter; feed it the part in pieces.
pub(super) struct Scan {
    pub counts: Counts,
    state: State,
    run: usize,
    depth: usize,
    next_row: u32,
    tag: Vec<u8>,
}

impl Scan {
    pub(super) fn new() -> Self {
        Self { counts: Counts::default(), state: State::Text, run: 0, depth: 0, next_row: 0, tag: Vec::new() }
    }

    /// Takes the next piece.
    pub(super) fn feed(&mut self, piece: &[u8]) -> Result<(), Overstep> {
        // Control characters are illegal in XML; a NUL also gives UTF-16 away, which would hide tags from a byte counter.
        if piece.iter().any(|byte| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')) {
            return Err(Overstep::Bytes);
        }
        piece.iter().try_for_each(|byte| self.byte(*byte))
    }

    fn byte(&mut self, byte: u8) -> Result<(), Overstep> {
        match (self.state, byte) {
            (State::Text, b'<') => {
                self.state = State::Tag;
                self.run = 0;
                self.tag.clear();
                Ok(())
            }
            (State::Text, _) => self.long(limits::CELL_BYTES, Overstep::LongText),
            (State::Tag, b'>') => {
                self.state = State::Text;
                let tag = std::mem::take(&mut self.tag);
                let counted = self.tag_ended(&tag);
                self.tag = tag;
                counted
            }
            (State::Tag | State::Quoted(_), _) => self.in_tag(byte),
            (State::Comment, _) => self.until(byte, b"-->"),
            (State::CData, _) => self.until(byte, b"]]>"),
        }
    }

    fn in_tag(&mut self, byte: u8) -> Result<(), Overstep> {
        self.tag.push(byte);
        match (self.state, byte) {
            (State::Tag, b'"' | b'\'') => self.state = State::Quoted(byte),
            (State::Quoted(quote), _) if quote == byte => self.state = State::Tag,
            (State::Tag, b'-') if self.tag == b"!--" => self.enter(State::Comment),
            (State::Tag, b'[') if self.tag == b"![CDATA[" => self.enter(State::CData),
            _ => {}
        }
        if self.tag.len() > TAG_BYTES { Err(Overstep::LongTag) } else { Ok(()) }
    }

    fn enter(&mut self, state: State) {
        self.state = state;
        self.tag.clear();
    }

    /// Inside a comment or CDATA: keeps the last three bytes to see the end.
    fn until(&mut self, byte: u8, end: &[u8; 3]) -> Result<(), Overstep> {
        if self.tag.len() == 3 {
            self.tag.remove(0);
        }
        self.tag.push(byte);
        if self.tag == end {
            self.state = State::Text;
        }
        self.long(limits::CELL_BYTES, Overstep::LongText)
    }

    fn long(&mut self, limit: usize, overstep: Overstep) -> Result<(), Overstep> {
        self.run += 1;
        if self.run > limit { Err(overstep) } else { Ok(()) }
    }

    fn tag_ended(&mut self, tag: &[u8]) -> Result<(), Overstep> {
        match tag.first() {
            Some(b'!') => return Err(Overstep::Declarations),
            Some(b'?') => return Ok(()),
            Some(b'/') => {
                self.depth = self.depth.saturating_sub(1);
                return Ok(());
            }
            _ => {}
        }
        if tag.last() != Some(&b'/') {
            self.depth += 1;
            self.counts.depth = self.counts.depth.max(self.depth);
        }
        if self.depth > limits::XML_DEPTH {
            return Err(Overstep::Depth);
        }
        self.count(tag)
    }

    fn count(&mut self, tag: &[u8]) -> Result<(), Overstep> {
        let name = tag.split(|b| b.is_ascii_whitespace() || *b == b'/').next().unwrap_or_default();
        let local = name.rsplit(|b| *b == b':').next().unwrap_or_default();
        let counts = &mut self.counts;
        match local {
            b"c" => counts.cells += 1,
            b"si" => counts.strings += 1,
            b"sst" => counts.strings = attribute(tag, b"uniqueCount").and_then(digits).unwrap_or(0),
            b"xf" => counts.styles += 1,
            b"row" => self.row(tag),
            b"dimension" => counts.odd_extent |= !attribute(tag, b"ref").is_some_and(is_extent),
            b"mergeCell" if counts.merged.len().max(counts.wide.len()) < limits::MERGED => {
                let corners = attribute(tag, b"ref").and_then(corners);
                counts.merged.extend(corners.map(tall).filter(|tall| tall.first < tall.last));
                counts.wide.extend(corners.map(wide).filter(|wide| wide.first < wide.last));
            }
            _ => {}
        }
        let counts = &self.counts;
        if counts.cells > limits::CELLS {
            Err(Overstep::Cells)
        } else if counts.strings > 2 * limits::STRINGS {
            // An honest part announces its strings once and then brings them.
            Err(Overstep::Strings)
        } else if counts.styles > limits::STYLES {
            Err(Overstep::Styles)
        } else {
            Ok(())
        }
    }

    fn row(&mut self, tag: &[u8]) {
        let number = attribute(tag, b"r").and_then(digits).and_then(|r| u32::try_from(r.checked_sub(1)?).ok());
        let index = number.unwrap_or(self.next_row);
        self.next_row = index.saturating_add(1);
        let hidden = attribute(tag, b"hidden").is_some_and(|value| matches!(value, b"1" | b"true"));
        if hidden && self.counts.hidden_rows.len() < limits::ROWS as usize {
            self.counts.hidden_rows.push(index);
        }
    }
}

/// Raw value of an attribute.
fn attribute<'a>(tag: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let mut rest = tag;
    while let Some(at) = rest.windows(name.len()).position(|window| window == name) {
        let before = at.checked_sub(1).and_then(|before| rest.get(before));
        let after = rest.get(at + name.len()..)?.trim_ascii_start();
        if before.is_some_and(u8::is_ascii_whitespace) && after.first() == Some(&b'=') {
            let value = after.get(1..)?.trim_ascii_start();
            let quote = value.first().filter(|b| matches!(b, b'"' | b'\''))?;
            return value.get(1..)?.split(|b| b == quote).next();
        }
        rest = after;
    }
    None
}

/// Column and row of a corner.
type Corner = (u32, u32);

/// The corners of `A5:B20`.
fn corners(range: &[u8]) -> Option<(Corner, Corner)> {
    let (from, to) = std::str::from_utf8(range).ok()?.split_once(':')?;
    let corner = |cell: &str| corner(&cell.trim().replace('$', ""));
    Some((corner(from)?, corner(to)?))
}

/// The rows, in the column of the first cell.
const fn tall(((column, first), (_, last)): (Corner, Corner)) -> Tall {
    Tall { column, first, last }
}

/// The columns, in the row of the first cell.
const fn wide(((first, row), (last, _)): (Corner, Corner)) -> Wide {
    Wide { row, first, last }
}

/// A cell or a range whose corners stand in order.
fn is_extent(range: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(range) else { return false };
    let (from, to) = text.split_once(':').unwrap_or((text, text));
    from.bytes().chain(to.bytes()).all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        && corner(from).zip(corner(to)).is_some_and(|(from, to)| from.0 <= to.0 && from.1 <= to.1)
}

/// Zero-based column and row of a cell.
fn corner(cell: &str) -> Option<(u32, u32)> {
    let letters = cell.bytes().take_while(u8::is_ascii_uppercase).count();
    let column = cell.bytes().take(letters.min(4)).fold(0_u32, |column, letter| column * 26 + u32::from(letter - b'A') + 1);
    let row: u32 = cell.get(letters..)?.parse().ok()?;
    (letters <= 3).then_some((column.checked_sub(1)?, row.checked_sub(1)?))
}

/// A number; more digits than fit count as the largest.
fn digits(value: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(value).ok()?.trim();
    let all = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    all.then(|| text.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan(text: &str) -> Result<Counts, Overstep> {
        let mut scan = Scan::new();
        // In small pieces: a tag may be cut anywhere.
        text.as_bytes().chunks(3).try_for_each(|piece| scan.feed(piece))?;
        Ok(scan.counts)
    }

    #[test]
    fn counts_cells_and_hidden_rows() {
        let counts = scan(
            "<?xml version=\"1.0\"?><x:sheetData><x:row r='3' hidden=\"1\"><x:c r=\"A3\"/><c t='>'><v>1</v></c></x:row><row hidden='true'/></x:sheetData>",
        )
        .unwrap();
        assert_eq!((counts.cells, counts.hidden_rows, counts.depth), (2, vec![2, 3], 4));
    }

    #[test]
    fn cells_merged_over_rows() {
        let text = "<mergeCells><mergeCell ref=\"E5:E20\"/><mergeCell ref=\"A1:L1\"/><mergeCell ref='$AB$2:$AC$3'/><mergeCell ref=\"E5\"/></mergeCells>";
        let tall = |column, first, last| Tall { column, first, last };
        assert_eq!(scan(text).unwrap().merged, [tall(4, 4, 19), tall(27, 1, 2)]);
        let wide = |row, first, last| Wide { row, first, last };
        assert_eq!(scan(text).unwrap().wide, [wide(0, 0, 11), wide(1, 27, 28)]);
        for odd in ["5:6", "A:B", "A0:A9", "AAAAAAAAAAAAAA1:B2", "A99999999999:A1", "é1:é2"] {
            assert!(scan(&format!("<mergeCell ref=\"{odd}\"/>")).unwrap().merged.len() <= 1, "{odd}");
        }
    }

    #[test]
    fn a_lying_announcement_is_seen() {
        assert_eq!(scan("<sst uniqueCount = \"68719476736\"></sst>").unwrap_err(), Overstep::Strings);
        assert_eq!(scan("<sst count=\"1\" uniqueCount=\"99999999999999999999999\"/>").unwrap_err(), Overstep::Strings);
        assert!(scan("<sst count=\"9999999999\" uniqueCount=\"1\"><si/></sst>").is_ok());
    }

    #[test]
    fn oversteps_are_named() {
        assert_eq!(scan("<!DOCTYPE a [<!ENTITY b \"c\">]><a/>").unwrap_err(), Overstep::Declarations);
        assert_eq!(scan("<a>\0</a>").unwrap_err(), Overstep::Bytes);
        assert_eq!(scan(&"<a>".repeat(limits::XML_DEPTH + 1)).unwrap_err(), Overstep::Depth);
        assert_eq!(scan(&format!("<a>{}</a>", "z".repeat(limits::CELL_BYTES + 1))).unwrap_err(), Overstep::LongText);
        assert_eq!(scan(&format!("<a b=\"{}\"/>", "z".repeat(TAG_BYTES + 1))).unwrap_err(), Overstep::LongTag);
        assert_eq!(scan(&"<xf/>".repeat(70_000)).unwrap_err(), Overstep::Styles);
    }

    #[test]
    fn comments_and_cdata_hide_nothing() {
        let counts = scan("<a><!-- <c> --><![CDATA[<c>]]><c/></a>").unwrap();
        assert_eq!(counts.cells, 1);
    }

    #[test]
    fn a_declared_extent_that_is_none_is_seen() {
        for odd in ["1:57", "A0:S57", "S57:A1", "A:S", "", "A1:S99999999999", "a1", "$A$1", "ZZZZ1"] {
            assert!(scan(&format!("<dimension ref=\"{odd}\"/>")).unwrap().odd_extent, "{odd}");
        }
        for plain in ["A1", "A1:S57", "B2:XFD1048576"] {
            assert!(!scan(&format!("<x:dimension ref='{plain}'/>")).unwrap().odd_extent, "{plain}");
        }
    }
}
