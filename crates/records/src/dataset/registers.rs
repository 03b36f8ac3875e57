//! Registers beside the scripts: period marks, examinations, honours, pupils, teaching, codes.

use jiff::civil::Date;
use serde::Serialize;

use super::{ClassId, PersonId, SchoolId, SubjectId, TeacherId};
use crate::provenance::Origin;
use crate::vocabulary::{Kind, SchoolYear};

/// A period mark of the journal.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkRow {
    /// Pupil.
    pub person: PersonId,
    /// School.
    pub school: SchoolId,
    /// Class.
    pub class: ClassId,
    /// Subject.
    pub subject: SubjectId,
    /// School year.
    pub year: SchoolYear,
    /// Period code: q1…q4, t1…t3, h1, h2, year, interim, final.
    pub period: Period,
    /// The mark or the word that stands for it.
    pub mark: JournalMark,
    /// Teacher.
    pub teacher: Option<TeacherId>,
    /// Journal's own average, where given.
    pub average: Option<f64>,
    /// Number of marks behind it.
    pub count: Option<u16>,
    /// Where it was read.
    pub origin: Origin,
}

/// A current mark or remark of the journal: one token of one day.
#[derive(Clone, Debug, PartialEq)]
pub struct EntryRow {
    /// Pupil.
    pub person: PersonId,
    /// School.
    pub school: SchoolId,
    /// Class.
    pub class: ClassId,
    /// Subject.
    pub subject: SubjectId,
    /// School year.
    pub year: SchoolYear,
    /// Day of the lesson, where the page states it.
    pub date: Option<Date>,
    /// The mark or the word that stands for it; None = an absence or a remark, which says nothing of attainment.
    pub mark: Option<JournalMark>,
    /// Weight of the mark, ≥ 1; 1 where the journal writes none.
    pub weight: u8,
    /// Where it was read.
    pub origin: Origin,
}

/// What stands in the journal for a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum JournalMark {
    /// A mark, 1–5 (or another declared scale).
    Mark(u8),
    /// н/а: not attested; stays in the denominator.
    NotAttested,
    /// осв.: released from the subject; leaves the denominator.
    Released,
    /// зач.
    Pass,
    /// незач.
    Fail,
}

/// Period of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Period {
    /// Quarter 1–4.
    Quarter(u8),
    /// Trimester 1–3.
    Trimester(u8),
    /// Half-year 1–2.
    Half(u8),
    /// Interim attestation.
    Interim,
    /// Mark of the year.
    Year,
    /// Final mark (in the certificate).
    Final,
}

impl Period {
    /// Every period, in the order of the year.
    pub const ALL: &'static [Self] = &[
        Self::Quarter(1),
        Self::Trimester(1),
        Self::Quarter(2),
        Self::Half(1),
        Self::Trimester(2),
        Self::Quarter(3),
        Self::Trimester(3),
        Self::Quarter(4),
        Self::Half(2),
        Self::Interim,
        Self::Year,
        Self::Final,
    ];

    /// Code in files.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Self::Quarter(n) => format!("q{n}"),
            Self::Trimester(n) => format!("t{n}"),
            Self::Half(n) => format!("h{n}"),
            Self::Interim => "interim".into(),
            Self::Year => "year".into(),
            Self::Final => "final".into(),
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|period| period.code() == code)
    }
}

/// Result of a state examination (no items).
#[derive(Clone, Debug, PartialEq)]
pub struct ExamRow {
    /// Pupil.
    pub person: PersonId,
    /// School.
    pub school: SchoolId,
    /// oge, ege, gve (and their diagnostic forms).
    pub exam: Kind,
    /// Subject.
    pub subject: SubjectId,
    /// School year.
    pub year: SchoolYear,
    /// Day of the examination, where known.
    pub date: Option<Date>,
    /// Primary score.
    pub primary: Option<u16>,
    /// Test score 0–100.
    pub score: Option<u16>,
    /// Mark 2–5.
    pub mark: Option<u8>,
    /// Where it was read.
    pub origin: Origin,
}

/// A candidate for honours.
#[derive(Clone, Debug, PartialEq)]
pub struct MedalRow {
    /// Pupil.
    pub person: PersonId,
    /// School.
    pub school: SchoolId,
    /// School year.
    pub year: SchoolYear,
    /// Degree 1 or 2.
    pub degree: u8,
    /// Candidate on final marks before the exams.
    pub candidate: Option<bool>,
    /// Awarded.
    pub awarded: Option<bool>,
    /// Where it was read.
    pub origin: Origin,
}

/// A pupil in a year.
#[derive(Clone, Debug, PartialEq)]
pub struct PupilRow {
    /// Pupil.
    pub person: PersonId,
    /// School.
    pub school: SchoolId,
    /// Class.
    pub class: ClassId,
    /// School year.
    pub year: SchoolYear,
    /// Grade.
    pub grade: u8,
    /// м/ж, where kept.
    pub sex: Option<char>,
    /// First day, where given.
    pub joined_on: Option<Date>,
    /// Last day: a pupil who left before the end of a period is not in its N.
    pub left_on: Option<Date>,
    /// Where it was read.
    pub origin: Origin,
}

/// Who teaches what to whom.
#[derive(Clone, Debug, PartialEq)]
pub struct TeachingRow {
    /// School.
    pub school: SchoolId,
    /// Class.
    pub class: ClassId,
    /// Subject.
    pub subject: SubjectId,
    /// Teacher.
    pub teacher: TeacherId,
    /// School year.
    pub year: SchoolYear,
    /// Group within the class.
    pub group: Option<String>,
    /// Where it was read.
    pub origin: Origin,
}

/// Code ↔ person (pseudonym) from the list of codes.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonRow {
    /// Person.
    pub person: PersonId,
    /// School.
    pub school: SchoolId,
    /// School year.
    pub year: SchoolYear,
    /// Class.
    pub class: ClassId,
    /// KIM, or None for every KIM of the year.
    pub kim: Option<String>,
    /// Participant code.
    pub code: String,
    /// Where it was read.
    pub origin: Origin,
}
