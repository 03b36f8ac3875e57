//! Results of one examination as a protocol of ГИА lists them, kept until the KIM is known.

use jiff::civil::Date;
use records::dataset::{PersonId, SchoolId};
use records::provenance::{Origin, Place};
use records::vocabulary::{Kind, SchoolYear};

/// A protocol kept for the joining: with a KIM that gives the maxima its rows become scripts.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ExamSheet {
    /// Examination.
    pub exam: Kind,
    /// Exam code, where given.
    pub code: Option<u16>,
    /// Subject as written in the title.
    pub subject: String,
    /// School year.
    pub year: SchoolYear,
    /// Day.
    pub date: Date,
    /// Rows.
    pub rows: Vec<ExamSheetRow>,
}

/// One participant of a protocol.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ExamSheetRow {
    /// Person, in the draft's pool.
    pub person: PersonId,
    /// School, in the draft's table.
    pub school: SchoolId,
    /// Class as written.
    pub class: String,
    /// Room as written, where given.
    pub room: Option<String>,
    /// Short answers; None where the cell could not be read.
    pub short: Option<Vec<ShortAnswer>>,
    /// Points and maxima of the extended answers; None where the cell could not be read.
    pub extended: Option<Vec<(u8, u8)>>,
    /// Primary score as written.
    pub primary: Option<u16>,
    /// Mark, where «Балл» is one.
    pub mark: Option<u8>,
    /// Where it was read.
    pub origin: Origin,
    /// Cell of the short answers.
    pub place: Place,
}

/// One short answer as the protocol writes it. What a digit is worth of, only the KIM says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ShortAnswer {
    /// `+`: 1 of 1.
    Right,
    /// `-`: 0.
    Wrong,
    /// A digit: points of an item whose maximum comes from the KIM, never from the digit.
    Points(u8),
}
