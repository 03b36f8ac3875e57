//! Readings of units that are not result sets: a school's honours, the period marks of a class, the step from one measure to the next, a variant.

use serde::Serialize;

use crate::card::Outcome;
use crate::dataset::Period;
use crate::text::Text;
use crate::vocabulary::SchoolYear;

use super::{Span, UnitScope};

/// One indicator on one such unit. It takes no part in the screen of result sets.
#[derive(Clone, Debug, Serialize)]
pub struct UnitReading {
    /// Indicator id.
    pub indicator: &'static str,
    /// Its version.
    pub version: &'static str,
    /// Which unit.
    pub of: Whose,
    /// The unit in words.
    pub title: Text,
    /// What it gave.
    pub outcome: Outcome,
    /// Benjamini–Hochberg over the tests of this indicator; two rows that tell one test from both sides have one q.
    pub q: Option<f64>,
    /// Rows it was read from: one run, from the first to the last row, for every source.
    pub spans: Vec<Span>,
}

/// Which unit. Names as written; the order of the variants and of their fields is the row order of the outputs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Whose {
    /// A school in a school year.
    School {
        /// School.
        school: String,
        /// Year.
        year: SchoolYear,
    },
    /// All schools of a municipality, or of the data, in a school year.
    Area {
        /// Municipality or all.
        scope: UnitScope,
        /// Name of the municipality; empty = all.
        name: String,
        /// Year.
        year: SchoolYear,
    },
    /// The period marks of a class in a subject.
    Register {
        /// School.
        school: String,
        /// Class.
        class: String,
        /// Subject.
        subject: String,
        /// Year.
        year: SchoolYear,
        /// Period.
        period: Period,
    },
    /// The same pupils on an earlier and a later measure of one subject.
    Link {
        /// School.
        school: String,
        /// Class on the later measure; None = the whole school.
        class: Option<String>,
        /// Subject.
        subject: String,
        /// Year of the later measure.
        year: SchoolYear,
        /// Earlier measure as a code (`q4`, `year`, a `kim`).
        from: String,
        /// Later measure as a code (a `kim`, `oge`, `ege`).
        to: String,
    },
    /// A variant of a work.
    Variant {
        /// `kim` key.
        procedure: String,
        /// Variant as written.
        variant: String,
    },
}
