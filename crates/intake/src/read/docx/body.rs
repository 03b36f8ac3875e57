//! The words of a part: a walk over its elements that keeps a stack of what is open and no tree.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::numbering::{Lists, attribute};
use super::{Cell, Paragraph, Piece, Table};
use crate::limits;

/// Why a part was not read.
#[derive(Debug)]
pub(super) enum Unfit {
    /// The markup does not hold together.
    Broken(String),
    /// More than a plan has.
    TooMuch,
}

/// What is taken out of the words: deleted text, text moved away, the twin of a drawing for old programs, field codes, earlier formatting.
const PASSED: &[&str] = &[
    "del",
    "moveFrom",
    "Fallback",
    "instrText",
    "delText",
    "delInstrText",
    "pPrChange",
    "rPrChange",
    "tcPrChange",
    "trPrChange",
    "tblPrChange",
];

/// Something open.
enum Open {
    Body(Vec<Piece>),
    Table(Table),
    Row {
        cells: Vec<Cell>,
        next: u32,
        deleted: bool,
    },
    Cell(Cell),
    Paragraph {
        text: String,
        list: Option<(String, usize)>,
        level: usize,
        notes: Vec<String>,
    },
    /// A note of the file of notes, with its mark.
    Note(String, Vec<Piece>),
}

struct Walk<'a> {
    open: Vec<Open>,
    names: Vec<String>,
    /// Depth of `names` at which passing over began.
    passing: Option<usize>,
    lists: Lists,
    cells: usize,
    /// Element that is a note here, and the letter before its mark.
    note: (&'a str, &'a str),
    notes: BTreeMap<String, String>,
}

/// The pieces of a document, a header or a footer.
pub(super) fn read(xml: &str, lists: Lists) -> Result<Vec<Piece>, Unfit> {
    let mut walk = Walk::new(lists, ("", ""));
    walk.over(xml)?;
    match walk.open.pop() {
        Some(Open::Body(pieces)) if walk.open.is_empty() => Ok(pieces),
        _ => Err(Unfit::Broken("elements are left open".into())),
    }
}

/// The notes of a file of notes, by their marks.
pub(super) fn notes(xml: &str, element: &str, mark: &str) -> Result<BTreeMap<String, String>, Unfit> {
    let mut walk = Walk::new(Lists::default(), (element, mark));
    walk.over(xml)?;
    Ok(walk.notes)
}

impl<'a> Walk<'a> {
    const fn new(lists: Lists, note: (&'a str, &'a str)) -> Self {
        Self { open: Vec::new(), names: Vec::new(), passing: None, lists, cells: 0, note, notes: BTreeMap::new() }
    }

    fn over(&mut self, xml: &str) -> Result<(), Unfit> {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().expand_empty_elements = true;
        self.open.push(Open::Body(Vec::new()));
        loop {
            match reader.read_event().map_err(|error| Unfit::Broken(error.to_string()))? {
                Event::Start(element) => self.start(&element)?,
                Event::End(_) => self.end(),
                Event::Text(text) => self.words(&text.xml10_content()),
                Event::CData(text) => self.words(&text.xml10_content()),
                Event::GeneralRef(reference) => {
                    let character = reference.resolve_char_ref().ok().flatten().map(String::from);
                    let named = || resolve_predefined_entity(&reference.xml10_content()).map(str::to_owned);
                    self.words(&character.or_else(named).unwrap_or_default());
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), Unfit> {
        let name = element.local_name().as_ref().to_owned();
        let parent = self.names.last().cloned().unwrap_or_default();
        self.names.push(name.clone());
        if self.passing.is_some() {
            return Ok(());
        }
        // A row marked as deleted, or a deleted end of a paragraph, is a mark among properties, not a stretch of text.
        if PASSED.contains(&name.as_str()) && !matches!(parent.as_str(), "trPr" | "rPr") {
            self.passing = Some(self.names.len());
            return Ok(());
        }
        self.opened(element, &name, &parent)
    }

    fn opened(&mut self, element: &BytesStart<'_>, name: &str, parent: &str) -> Result<(), Unfit> {
        match name {
            "tbl" => self.open.push(Open::Table(Table::default())),
            "tr" => self.open.push(Open::Row { cells: Vec::new(), next: 0, deleted: false }),
            "tc" => self.cell()?,
            "p" if parent != "pPr" => self.open.push(Open::Paragraph { text: String::new(), list: None, level: 0, notes: Vec::new() }),
            "txbxContent" => self.open.push(Open::Body(Vec::new())),
            _ if !self.note.0.is_empty() && name == self.note.0 => {
                let mark = format!("{}{}", self.note.1, attribute(element, "id").unwrap_or_default());
                self.open.push(Open::Note(mark, Vec::new()));
            }
            _ => self.property(element, name, parent),
        }
        Ok(())
    }

    fn cell(&mut self) -> Result<(), Unfit> {
        self.cells += 1;
        let depth = self.open.iter().filter(|open| matches!(open, Open::Table(_))).count();
        if self.cells > limits::DOCUMENT_CELLS || depth > limits::DOCUMENT_TABLES_DEEP {
            return Err(Unfit::TooMuch);
        }
        let column = match self.open.last() {
            Some(Open::Row { next, .. }) => *next,
            _ => 0,
        };
        self.open.push(Open::Cell(Cell { column, span: 1, ..Cell::default() }));
        Ok(())
    }

    fn property(&mut self, element: &BytesStart<'_>, name: &str, parent: &str) {
        let value = || attribute(element, "val").unwrap_or_default();
        let number = || value().parse::<u32>().unwrap_or(1);
        match (self.open.last_mut(), name, parent) {
            (Some(Open::Cell(cell)), "gridSpan", _) => cell.span = number().clamp(1, limits::COLUMNS),
            (Some(Open::Cell(cell)), "vMerge", _) => cell.continues = value() != "restart",
            (Some(Open::Row { next, .. }), "gridBefore", _) => *next = number().min(limits::COLUMNS),
            (Some(Open::Row { deleted, .. }), "del", "trPr") => *deleted = true,
            (Some(Open::Paragraph { level, .. }), "ilvl", "numPr") => *level = value().parse().unwrap_or(0),
            (Some(Open::Paragraph { list, level, .. }), "numId", "numPr") => *list = Some((value(), *level)).filter(|list| list.0 != "0"),
            (Some(Open::Paragraph { text, .. }), "tab", "r") => text.push(' '),
            (Some(Open::Paragraph { text, .. }), "br" | "cr", "r") => text.push('\n'),
            (Some(Open::Paragraph { text, .. }), "noBreakHyphen", _) => text.push('-'),
            (Some(Open::Paragraph { notes, .. }), "footnoteReference", _) => {
                notes.extend(attribute(element, "id").map(|id| format!("f{id}")))
            }
            (Some(Open::Paragraph { notes, .. }), "endnoteReference", _) => {
                notes.extend(attribute(element, "id").map(|id| format!("e{id}")))
            }
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        let in_text = self.passing.is_none() && self.names.last().is_some_and(|name| name == "t");
        if let Some(Open::Paragraph { text, .. }) = self.open.last_mut().filter(|_| in_text) {
            text.push_str(words);
        }
    }

    fn end(&mut self) {
        let depth = self.names.len();
        let Some(name) = self.names.pop() else { return };
        if let Some(began) = self.passing {
            self.passing = (depth > began).then_some(began);
            return;
        }
        let parent = self.names.last().map_or("", String::as_str);
        let closes = match name.as_str() {
            "tbl" | "tr" | "tc" | "txbxContent" => true,
            "p" => parent != "pPr",
            other => !self.note.0.is_empty() && other == self.note.0,
        };
        if closes && self.open.len() > 1 {
            let closed = self.open.pop();
            closed.into_iter().for_each(|closed| self.close(closed));
        }
    }

    /// Puts what was closed into what is open.
    fn close(&mut self, closed: Open) {
        match closed {
            Open::Paragraph { text, list, notes, .. } => {
                let number = list.map(|(list, level)| self.lists.next(&list, level)).unwrap_or_default();
                let text = format!("{number} {}", text.trim()).trim().to_owned();
                self.put(Piece::Paragraph(Paragraph { text, notes }));
            }
            Open::Table(table) => self.put(Piece::Table(table)),
            // A text box stands in the paragraph it is anchored to; its words come before that paragraph's own.
            Open::Body(pieces) => pieces.into_iter().for_each(|piece| self.put(piece)),
            Open::Row { cells, deleted: false, .. } => {
                if let Some(Open::Table(table)) = self.open.last_mut() {
                    table.rows.push(cells);
                }
            }
            Open::Row { .. } => {}
            Open::Cell(cell) => {
                if let Some(Open::Row { cells, next, .. }) = self.open.last_mut() {
                    *next = cell.column.saturating_add(cell.span);
                    cells.push(cell);
                }
            }
            Open::Note(mark, pieces) => {
                let words: Vec<String> = pieces.iter().map(super::words_of).filter(|words| !words.is_empty()).collect();
                if !words.is_empty() {
                    self.notes.insert(mark, words.join("\n"));
                }
            }
        }
    }

    /// Puts a piece into the nearest thing that holds pieces.
    fn put(&mut self, piece: Piece) {
        let holder = self.open.iter_mut().rev().find(|open| matches!(open, Open::Body(_) | Open::Cell(_) | Open::Note(..)));
        match (holder, piece) {
            (Some(Open::Body(pieces) | Open::Note(_, pieces)), piece) => pieces.push(piece),
            (Some(Open::Cell(cell)), Piece::Paragraph(paragraph)) => cell.paragraphs.push(paragraph),
            (Some(Open::Cell(cell)), Piece::Table(table)) => cell.tables.push(table),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(xml: &str) -> String {
        let xml = format!("<w:document><w:body>{xml}</w:body></w:document>");
        let pieces = read(&xml, Lists::default()).unwrap();
        pieces.iter().map(super::super::words_of).collect::<Vec<_>>().join(" / ")
    }

    fn paragraph(run: &str) -> String {
        format!("<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr>{run}</w:p>")
    }

    #[test]
    fn deleted_text_is_not_taken_and_inserted_is() {
        let run = "<w:r><w:t>до </w:t></w:r><w:del><w:r><w:delText>1</w:delText><w:t>1</w:t></w:r></w:del><w:ins><w:r><w:t>15</w:t></w:r></w:ins>\
            <w:moveFrom><w:r><w:t>x</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t> мая</w:t></w:r></w:moveTo>";
        assert_eq!(said(&paragraph(run)), "до 15 мая");
        let row =
            |mark: &str, words: &str| format!("<w:tr>{mark}<w:tc>{}</w:tc></w:tr>", paragraph(&format!("<w:r><w:t>{words}</w:t></w:r>")));
        let table = format!(
            "<w:tbl>{}{}</w:tbl>",
            row("<w:trPr><w:del w:id=\"1\"/></w:trPr>", "а"),
            row("<w:trPr><w:ins w:id=\"1\"/></w:trPr>", "б")
        );
        assert_eq!(said(&table), "б");
    }

    #[test]
    fn text_boxes_are_read_once_and_marks_are_written_out() {
        let inner = "<w:txbxContent><w:p><w:r><w:t>УТВЕРЖДЕНО</w:t></w:r></w:p></w:txbxContent>";
        let run = format!(
            "<w:r><mc:AlternateContent><mc:Choice><wps:txbx>{inner}</wps:txbx></mc:Choice><mc:Fallback><v:textbox>{inner}</v:textbox></mc:Fallback></mc:AlternateContent></w:r>\
            <w:r><w:t>План</w:t><w:tab/><w:t>А&amp;Б&#x41;</w:t><w:br/><w:t>конец</w:t></w:r>"
        );
        assert_eq!(said(&paragraph(&run)), "УТВЕРЖДЕНО / План А&БA\nконец");
    }

    #[test]
    fn cells_stand_on_the_grid() {
        let cell = |properties: &str, words: &str| {
            format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", paragraph(&format!("<w:r><w:t>{words}</w:t></w:r>")))
        };
        let nested = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cell("", "внутри"));
        let xml = format!(
            "<w:tbl><w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>{}{}</w:tr><w:tr>{}<w:tc><w:tcPr><w:vMerge/></w:tcPr>{nested}<w:p/></w:tc></w:tr></w:tbl>",
            cell("<w:gridSpan w:val=\"2\"/>", "а"),
            cell("<w:vMerge w:val=\"restart\"/>", "б"),
            cell("<w:gridSpan w:val=\"3\"/>", "в"),
        );
        let pieces = read(&format!("<w:body>{xml}</w:body>"), Lists::default()).unwrap();
        let Some(Piece::Table(table)) = pieces.first() else { panic!("no table: {pieces:?}") };
        let places: Vec<Vec<(u32, u32, bool)>> =
            table.rows.iter().map(|row| row.iter().map(|cell| (cell.column, cell.span, cell.continues)).collect()).collect();
        assert_eq!(places, [vec![(1, 2, false), (3, 1, false)], vec![(0, 3, false), (3, 1, true)]]);
        assert_eq!(table.words(), "а | б\nв | внутри");
    }

    #[test]
    fn what_is_broken_or_too_deep_is_refused() {
        assert!(matches!(read("<w:p><w:r></w:p>", Lists::default()), Err(Unfit::Broken(_))));
        let deep = format!("{}{}", "<w:tbl><w:tr><w:tc>".repeat(20), "</w:tc></w:tr></w:tbl>".repeat(20));
        assert!(matches!(read(&deep, Lists::default()), Err(Unfit::TooMuch)));
    }
}
