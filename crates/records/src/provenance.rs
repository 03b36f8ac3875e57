//! Where a number comes from, what was wrong on the way, and what the program would not guess.

use serde::{Deserialize, Serialize};

use crate::text::Text;
use crate::vocabulary::Confidence;

/// Index of a [`Source`] in `Dataset::sources`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct SourceId(pub u32);

/// What every table of a layout has in common, stated once by whoever reads it and kept with the source: nobody asks for the layout's name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Traits {
    /// Absent pupils are listed: where none is, nobody was absent.
    pub lists_absentees: bool,
    /// Pupils stand in it by name.
    pub carries_names: bool,
    /// Class names are keys and stand as written; elsewhere `5 «а»` and `5А` are one class.
    pub exact_classes: bool,
    /// Schools are known by the code of the state examinations, not by what other tables call them.
    pub exam_school_codes: bool,
}

/// One sheet (or one text file) that records were read from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Source {
    /// File name as the user gave it, relative to what was dropped; never an absolute path.
    pub file: String,
    /// SHA-256 of the bytes, lower-case hex.
    pub sha256: String,
    /// Stable id of the recognised layout, e.g. `vpr-f1`.
    pub format: String,
    /// What the layout is, in words.
    pub title: Text,
    /// What its tables have in common.
    pub traits: Traits,
    /// Sheet, where the file has sheets.
    pub sheet: Option<String>,
    /// Field or item name → zero-based column.
    pub columns: Vec<(String, u32)>,
    /// Records taken from it.
    pub records: usize,
}

/// The row a record came from: with the source's columns it names every cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Origin {
    /// Which source.
    pub source: SourceId,
    /// Zero-based row in the sheet or file.
    pub row: u32,
}

/// A spot in a file, as people say it: file, sheet, row and column counted from one.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// File name.
    pub file: String,
    /// Sheet.
    pub sheet: Option<String>,
    /// Zero-based row.
    pub row: Option<u32>,
    /// Zero-based column.
    pub column: Option<u32>,
}

impl Place {
    /// The whole file.
    pub fn file(file: impl Into<String>) -> Self {
        Self { file: file.into(), ..Self::default() }
    }

    /// Spreadsheet name of the cell, `F41`; the row alone where no column is known.
    #[must_use]
    pub fn cell(&self) -> Option<String> {
        match (self.row, self.column) {
            (Some(row), Some(column)) => Some(format!("{}{}", column_letters(column), u64::from(row) + 1)),
            _ => None,
        }
    }
}

/// Spreadsheet letters of a zero-based column: 0 → A, 27 → AB.
#[must_use]
pub fn column_letters(column: u32) -> String {
    let mut rest = u64::from(column) + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        let digit = ((rest - 1) % 26) as u8;
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// What importers met beside the records: problems, questions, and what every file was taken for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Met<'a> {
    /// What was wrong on the way, with its place.
    pub problems: &'a [Problem],
    /// What the program would not guess.
    pub questions: &'a [Question],
    /// Files and what they were taken for.
    pub recognised: &'a [Recognition],
}

/// How much a problem costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Everything was read; worth knowing.
    Note,
    /// A cell or row was left out.
    Warning,
    /// The sheet or file was not read.
    Refused,
}

/// Something an importer met: where, what was found, what was expected, how to mend it. Nothing is repaired silently.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Problem {
    /// Stable code, e.g. `score-out-of-range`.
    pub code: &'static str,
    /// How much it costs.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// The value found (never a person's name).
    pub found: String,
    /// What happened: one calm sentence.
    pub what: Text,
    /// How to mend it.
    pub mend: Text,
}

/// Something the program will not guess. `analyze` writes these to `questions.csv` and reads the answers back.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Question {
    /// Stable key: the same files ask the same question under the same key, whatever the order of reading.
    pub key: String,
    /// Where it arises.
    pub place: Place,
    /// The question.
    pub ask: Text,
    /// Allowed answers; empty = free text.
    pub choices: Vec<String>,
    /// What the program would propose, and why, e.g. from the file name.
    pub proposed: Option<String>,
    /// What stays unread until it is answered.
    pub until: Text,
}

/// Where a piece of reference data comes from (constraint C13).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Citation {
    /// Document, order, letter or page.
    pub source: String,
    /// How far to trust it.
    pub confidence: Confidence,
    /// Date of the source or of the last check, ISO.
    #[serde(default)]
    pub date: Option<String>,
    /// Remark for the reader.
    #[serde(default)]
    pub note: Option<String>,
}

/// What a file was taken for, and why: the answer of `inspect` and the first page of every report.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Recognition {
    /// File name as the user gave it.
    pub file: String,
    /// SHA-256 of the bytes, lower-case hex.
    pub sha256: String,
    /// Size.
    pub bytes: u64,
    /// Id of the layout; None = not recognised.
    pub format: Option<&'static str>,
    /// What the layout is, in words; for an unknown table, that it is unknown.
    pub title: Text,
    /// Why it was recognised, or what was expected.
    pub why: Text,
    /// Title, subject, grade, date, number of pupils …
    pub details: Vec<(Text, String)>,
    /// First rows as understood, header first; names sealed.
    pub preview: Vec<Vec<String>>,
    /// Records taken from it.
    pub records: usize,
    /// "Layout from description": no real file was at hand when its reader was written.
    pub from_description: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_have_spreadsheet_names() {
        let place = Place { file: "a.xlsx".into(), sheet: None, row: Some(40), column: Some(5) };
        assert_eq!(place.cell().as_deref(), Some("F41"));
        assert_eq!(column_letters(0), "A");
        assert_eq!(column_letters(25), "Z");
        assert_eq!(column_letters(26), "AA");
        assert_eq!(column_letters(16383), "XFD");
    }
}
