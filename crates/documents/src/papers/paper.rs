//! The paper as blocks, before any format.

use jiff::civil::Date;
use records::text::Lang;
use serde::Serialize;

use crate::charts::ems;

/// Containers hold a time: the first day all of them can hold, where the data know none.
pub(super) const NO_DAY: Date = Date::constant(1980, 1, 1);

/// A document: title, blocks, footer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Paper {
    /// Language of the words.
    pub lang: Lang,
    /// Who speaks, an address in further lines: stands above the title, which is centred then, as orders and acts have it.
    pub letterhead: Option<String>,
    /// Title.
    pub title: String,
    /// Line below the title.
    pub subtitle: String,
    /// Date of the document; also the time in its container.
    #[serde(skip)]
    pub date: Date,
    /// Content in reading order.
    pub blocks: Vec<Block>,
    /// Foot of every page.
    pub footer: String,
    /// A drawing at the end that a machine reads, with what it is.
    pub mark: Option<Mark>,
    /// Whether the sheet lies on its long side: a journal of many columns.
    pub landscape: bool,
    /// Whether its pages are numbered: not where each is a paper by itself.
    pub numbered: bool,
}

/// A drawing a machine reads.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Mark {
    /// Drawing.
    #[serde(skip)]
    pub svg: String,
    /// What it is.
    pub text: String,
}

/// One block.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(crate) enum Block {
    /// Heading of level 1–3.
    Heading {
        /// 1–3.
        level: u8,
        /// Words.
        text: String,
        /// Whether it opens a page.
        page: bool,
    },
    /// The head of a paper again, on a page of its own: one file holds the same paper for many.
    Opening {
        /// Who speaks.
        letterhead: String,
        /// Title.
        title: String,
    },
    /// A word to be typed from the paper, large, beside a drawing for a camera where there is one.
    Key {
        /// The word.
        word: String,
        /// What it is.
        text: String,
        /// Drawing, as words for whoever does not see it; the drawing itself stands in a file.
        alt: Option<String>,
        /// Drawing.
        #[serde(skip)]
        svg: String,
    },
    /// A line between what is kept and what is cut off.
    Cut {
        /// What it is.
        text: String,
    },
    /// A statement that leads a section.
    Lead {
        /// Words.
        text: String,
    },
    /// A paragraph.
    Text {
        /// Words.
        text: String,
    },
    /// A remark in smaller grey letters: source, gate, how to read.
    Note {
        /// Words.
        text: String,
    },
    /// A list.
    List {
        /// Points.
        points: Vec<String>,
    },
    /// Numbered points: what an order orders.
    Steps {
        /// Points.
        points: Vec<String>,
    },
    /// Lines at the right: who approved, by which paper.
    Right {
        /// Words.
        text: String,
    },
    /// A line with something at its left and something at its right.
    Pair {
        /// At the left.
        left: String,
        /// At the right.
        right: String,
    },
    /// A table.
    Table(Table),
    /// A figure: a statement, the drawing, how to read it.
    Figure {
        /// What is seen.
        title: String,
        /// Drawing.
        #[serde(skip)]
        svg: String,
        /// Whether it needs the whole width; others stand two in a row where the format can.
        wide: bool,
        /// How to read it.
        caption: String,
    },
}

/// A table with a head.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Table {
    /// What it shows.
    pub title: String,
    /// Columns.
    pub columns: Vec<Column>,
    /// Rows, as wide as `columns`.
    pub rows: Vec<Vec<String>>,
    /// Whether the rows are high enough to be signed in.
    pub signed: bool,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Column {
    /// Head with unit.
    pub head: String,
    /// Right-aligned numbers.
    pub numeric: bool,
    /// Relative width.
    pub weight: u16,
}

/// How much wider the letters of a head are.
const BOLD: f64 = 1.12;

/// Letters that the edges of a cell take.
const EDGES: f64 = 1.0;

impl Table {
    /// Widths of the columns as shares of the whole, for a text `ems` letters wide: by weight, and none narrower than its longest word, so
    /// that no word and no number is broken inside a cell.
    pub(super) fn widths(&self, ems: f64) -> Vec<f64> {
        let needs: Vec<f64> = (0..self.columns.len()).map(|at| self.longest(at) / ems).collect();
        let need: f64 = needs.iter().sum();
        if need >= 1.0 {
            return needs.iter().map(|own| own / need).collect();
        }
        let mut widths = vec![0.0; needs.len()];
        let mut free: Vec<usize> = (0..needs.len()).collect();
        let mut left = 1.0;
        loop {
            let weights: f64 = free.iter().map(|&at| self.weight(at)).sum();
            let Some(place) = free.iter().position(|&at| left * self.weight(at) / weights < needs[at]) else {
                free.iter().for_each(|&at| widths[at] = left * self.weight(at) / weights);
                return widths;
            };
            let at = free.remove(place);
            widths[at] = needs[at];
            left -= needs[at];
        }
    }

    fn weight(&self, at: usize) -> f64 {
        self.columns.get(at).map_or(1.0, |column| f64::from(column.weight.max(1)))
    }

    /// The longest word of a column with the edges of its cell, in letters.
    fn longest(&self, at: usize) -> f64 {
        let words = |cell: &str| cell.split([' ', '\n']).map(ems).fold(0.0, f64::max);
        let head = self.columns.get(at).map_or(0.0, |column| BOLD * words(&column.head));
        self.rows.iter().filter_map(|row| row.get(at)).map(|cell| words(cell)).fold(head, f64::max) + EDGES
    }
}

impl Column {
    /// A column of words.
    pub(crate) fn words(head: impl Into<String>, weight: u16) -> Self {
        Self { head: head.into(), numeric: false, weight }
    }

    /// A column of numbers.
    pub(crate) fn numbers(head: impl Into<String>, weight: u16) -> Self {
        Self { head: head.into(), numeric: true, weight }
    }
}

impl Paper {
    /// Adds a heading.
    pub(crate) fn heading(&mut self, level: u8, text: impl Into<String>) {
        self.blocks.push(Block::Heading { level, text: text.into(), page: false });
    }

    /// Strikes headings with nothing under them: a section may find nothing to say.
    pub(crate) fn without_empty_headings(&mut self) {
        let level = |block: Option<&Block>| match block {
            Some(Block::Heading { level, .. }) => *level,
            Some(_) => u8::MAX,
            None => 0,
        };
        let mut kept: Vec<Block> = Vec::with_capacity(self.blocks.len());
        for block in self.blocks.drain(..).rev() {
            let empty = matches!(&block, Block::Heading { level: own, .. } if level(kept.last()) <= *own);
            if !empty {
                kept.push(block);
            }
        }
        kept.reverse();
        self.blocks = kept;
    }

    /// Adds a heading that opens a page.
    #[cfg(test)]
    pub(crate) fn page(&mut self, level: u8, text: impl Into<String>) {
        self.blocks.push(Block::Heading { level, text: text.into(), page: true });
    }

    /// Adds a paragraph; nothing for empty words.
    pub(crate) fn text(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.blocks.push(Block::Text { text });
        }
    }

    /// Adds a leading statement.
    pub(crate) fn lead(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Lead { text: text.into() });
    }

    /// Adds a remark; nothing for empty words.
    pub(crate) fn note(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.blocks.push(Block::Note { text });
        }
    }

    /// Adds a list; nothing for no points.
    pub(crate) fn list(&mut self, points: Vec<String>) {
        if !points.is_empty() {
            self.blocks.push(Block::List { points });
        }
    }

    /// Adds numbered points; nothing for none.
    pub(crate) fn steps(&mut self, points: Vec<String>) {
        if !points.is_empty() {
            self.blocks.push(Block::Steps { points });
        }
    }

    /// Adds lines at the right; nothing for empty words.
    pub(crate) fn right(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.blocks.push(Block::Right { text });
        }
    }

    /// Adds a line with two ends.
    pub(crate) fn pair(&mut self, left: impl Into<String>, right: impl Into<String>) {
        self.blocks.push(Block::Pair { left: left.into(), right: right.into() });
    }

    /// Adds a table people sign in.
    pub(crate) fn signed(&mut self, columns: Vec<Column>, rows: Vec<Vec<String>>) {
        self.blocks.push(Block::Table(Table { title: String::new(), columns, rows, signed: true }));
    }

    /// Adds a table; nothing for no rows.
    pub(crate) fn table(&mut self, title: impl Into<String>, columns: Vec<Column>, rows: Vec<Vec<String>>) {
        if !rows.is_empty() {
            self.blocks.push(Block::Table(Table { title: title.into(), columns, rows, signed: false }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_with_nothing_under_it_is_struck() {
        let mut paper = super::super::sample::paper();
        paper.blocks.clear();
        paper.heading(1, "пусто");
        paper.heading(1, "полно");
        paper.heading(2, "тоже пусто");
        paper.heading(2, "слова");
        paper.text("слова");
        paper.heading(1, "внизу");
        paper.heading(2, "ничего");
        paper.without_empty_headings();
        let headings: Vec<&str> = paper
            .blocks
            .iter()
            .filter_map(|block| if let Block::Heading { text, .. } = block { Some(text.as_str()) } else { None })
            .collect();
        assert_eq!(headings, ["полно", "слова"]);
    }

    #[test]
    fn no_column_is_narrower_than_its_longest_word() {
        let columns = vec![Column::words("Период", 1), Column::numbers("n", 1), Column::words("Что видно", 20)];
        let row = |first: &str| vec![first.to_owned(), "1\u{a0}234".to_owned(), "слово за словом".to_owned()];
        let table = Table {
            title: String::new(), columns, rows: vec![row("год"), row("промежуточная аттестация")], signed: false
        };
        let widths = table.widths(50.0);
        assert!((widths.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{widths:?}");
        assert!(widths[0] * 50.0 >= ems("промежуточная") + EDGES - 1e-9, "{widths:?}");
        assert!(widths[1] * 50.0 >= ems("1\u{a0}234"), "a number with its blank is one word: {widths:?}");
        assert!(widths[2] > 0.6, "the rest goes by weight: {widths:?}");
        let narrow = table.widths(8.0);
        assert!((narrow.iter().sum::<f64>() - 1.0).abs() < 1e-9, "where nothing fits, by need: {narrow:?}");
    }
}
