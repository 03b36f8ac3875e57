//! The paper as blocks, before any format.

use jiff::civil::Date;
use records::text::Lang;
use serde::Serialize;

/// Containers hold a time: the first day all of them can hold, where the data know none.
pub(super) const NO_DAY: Date = Date::constant(1980, 1, 1);

/// A document: title, blocks, footer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Paper {
    /// Language of the words.
    pub lang: Lang,
    /// Who speaks: stands above the title, which is centred then, as orders and acts have it.
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

    /// Adds a heading that opens a page.
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
