//! What the file of a plan says, as written, beside what was understood of it. Typing slips stay; what was not taken stays with its reason.

use serde::{Deserialize, Serialize};

use super::words::Understood;
use crate::provenance::Place;
use crate::text::Text;
use crate::vocabulary::SchoolYear;

/// A plan as read from one file; nothing of it is decided yet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// The year it is for, and how that is known.
    pub year: Option<StatedYear>,
    /// The year its words were read for: the stated one, else the one the reader was asked for.
    pub read_for: Option<SchoolYear>,
    /// Everything before the table in its order: approval head, title, goal, directions.
    pub before: Vec<Prose>,
    /// Everything after it: signatures, remarks.
    pub after: Vec<Prose>,
    /// Footnotes, each with the place that points at it.
    pub footnotes: Vec<Footnote>,
    /// The columns of its table.
    pub columns: Vec<Column>,
    /// Headings inside the table, in order.
    pub blocks: Vec<Block>,
    /// Measures, in order.
    pub rows: Vec<Row>,
    /// Rows that are none.
    pub left: Vec<Left>,
}

/// The year a plan is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedYear {
    /// The year.
    pub year: SchoolYear,
    /// Where it stands.
    pub by: StatedBy,
}

/// Where the year of a plan was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StatedBy {
    /// In the words before the table.
    Title,
    /// In the name of the file.
    FileName,
    /// In the dates of the measures.
    Dates,
}

/// A paragraph outside the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prose {
    /// What it is.
    pub kind: ProseKind,
    /// As written.
    pub text: String,
}

/// What a paragraph outside the table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProseKind {
    /// «УТВЕРЖДЕНО», «СОГЛАСОВАНО», the order, the school.
    Head,
    /// «План мероприятий …».
    Title,
    /// «Цель: …».
    Goal,
    /// Directions and their points.
    Direction,
    /// Anything else.
    Other,
}

/// A footnote.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Footnote {
    /// Where it is pointed at.
    pub place: Place,
    /// As written.
    pub text: String,
}

/// A column of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// What it holds.
    pub role: Role,
    /// Its heading as written.
    pub title: String,
}

/// What a column of a plan holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// «№».
    Number,
    /// «Направление», where the measures have a column of their own.
    Block,
    /// «Мероприятие».
    Text,
    /// «Срок».
    When,
    /// «Ответственный».
    Owners,
    /// «Ожидаемый результат», «выход».
    Expected,
    /// «Отметка о выполнении».
    Done,
    /// Any other.
    Other,
}

/// A heading inside the table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// Where.
    pub place: Place,
    /// Its number as written, empty where none is.
    pub number: String,
    /// As written.
    pub title: String,
}

/// What a cell says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// As written.
    pub text: String,
    /// It stands in a cell merged down from above.
    pub from_above: bool,
}

/// One measure as the file says it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Where.
    pub place: Place,
    /// Index of its block.
    pub block: Option<usize>,
    /// Its number as written, empty where none is.
    pub number: String,
    /// The measure.
    pub text: String,
    /// When.
    pub when: Written,
    /// Who.
    pub owners: Written,
    /// What is expected.
    pub expected: String,
    /// Cells of other columns: index of the column and what it says.
    pub others: Vec<(usize, String)>,
    /// The date as understood.
    pub understood: Understood,
}

/// A row that was not taken.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Left {
    /// Where.
    pub place: Place,
    /// What it says.
    pub text: String,
    /// Why.
    pub reason: LeftFor,
}

/// Why a row was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LeftFor {
    /// It says when or who, but not what.
    NoText,
    /// The headings again.
    HeadingAgain,
    /// Numbers of columns.
    ColumnNumbers,
    /// A table that is no plan.
    OtherTable,
}

impl LeftFor {
    /// The reason for people.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Self::NoText => Text::new("в строке не сказано, что делается", "the row does not say what is done"),
            Self::HeadingAgain => Text::new("заголовки таблицы повторены", "the headings of the table again"),
            Self::ColumnNumbers => Text::new("номера столбцов", "numbers of columns"),
            Self::OtherTable => Text::new(
                "таблица не похожа на план: в ней нет мероприятий со сроками",
                "the table is no plan: it has no measures with dates",
            ),
        }
    }
}

impl Draft {
    /// Paragraphs of one kind before the table.
    pub fn prose(&self, kind: ProseKind) -> impl Iterator<Item = &str> {
        self.before.iter().filter(move |prose| prose.kind == kind).map(|prose| prose.text.as_str())
    }

    /// The heading a row stands under.
    #[must_use]
    pub fn block_of(&self, row: &Row) -> Option<&Block> {
        self.blocks.get(row.block?)
    }
}

#[cfg(test)]
impl Row {
    /// A row with this text and nothing else, for tests.
    pub(super) fn saying(text: &str) -> Self {
        Self {
            place: Place::default(),
            block: None,
            number: String::new(),
            text: text.to_owned(),
            when: Written::default(),
            owners: Written::default(),
            expected: String::new(),
            others: Vec::new(),
            understood: Understood::default(),
        }
    }
}
