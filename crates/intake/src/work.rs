//! A work read from a workbook before its key is made: what the file states about it, its items, its scripts.

use jiff::civil::Date;
use records::dataset::{Item, SchoolId, Score};
use records::provenance::{Origin, Place};
use records::reference::Reference;
use records::vocabulary::{Attendance, Kind, SchoolYear};

/// One work of one file.
#[derive(Clone, Debug)]
pub(crate) struct Work {
    /// Kind of procedure.
    pub kind: Kind,
    /// Subject as written.
    pub subject: String,
    /// Grade.
    pub grade: u8,
    /// Calendar year of the work.
    pub calendar_year: i16,
    /// Day of the work.
    pub date: Option<Date>,
    /// Items in the order of the file.
    pub items: Vec<Item>,
    /// Scripts.
    pub scripts: Vec<ReadScript>,
    /// The sheet it was read from.
    pub place: Place,
}

/// The school year of a work: an autumn one belongs to the year it begins, a spring one to the year it ends. Without a day the calendar of such
/// works tells, where they are held in one half of that year only; else None.
#[must_use]
pub(crate) fn school_year(kind: Kind, calendar_year: i16, date: Option<Date>, reference: Option<&Reference>) -> Option<SchoolYear> {
    if let Some(date) = date {
        return Some(if date.month() >= 9 { SchoolYear(calendar_year) } else { SchoolYear::of_spring(calendar_year) });
    }
    match reference?.school_years(kind, calendar_year).as_slice() {
        [year] => Some(*year),
        _ => None,
    }
}

/// One script as a workbook has it, or one pupil known to be absent: before the KIM, the class and the participant have their ids.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ReadScript {
    /// School (in the draft's table).
    pub school: SchoolId,
    /// Class as written, or the kept ordinal `<grade>-<ordinal>`.
    pub class: String,
    /// Participant code.
    pub code: String,
    /// Present or absent.
    pub status: Attendance,
    /// Variant.
    pub variant: Option<u16>,
    /// Mark of the previous period.
    pub prior: Option<u8>,
    /// Mark for the work.
    pub mark: Option<u8>,
    /// Primary score as written.
    pub total: Option<u16>,
    /// Scores in the order of the work's items.
    pub scores: Vec<Score>,
    /// Where it was read.
    pub origin: Origin,
    /// Sheet and row for people.
    pub place: Place,
}
