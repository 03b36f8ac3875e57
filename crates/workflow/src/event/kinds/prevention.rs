//! The council on prevention (R45): of each pupil the outcome and nothing else, for those who are entrusted with the pupil.
//! covers: R45

use words::{Word, support};

use super::PLAIN;
use crate::event::kind::{About, Attendance, Kind};

const OUTCOMES: &[(&str, Word)] = &[
    ("advice", support::outcome_advice),
    ("psychologist", support::outcome_psychologist),
    ("social", support::outcome_social),
    ("begun", support::outcome_begun),
    ("ended", support::outcome_ended),
    ("none", support::outcome_none),
];

/// The kind.
pub const KIND: Kind = Kind {
    code: "prevention",
    rows: &[45],
    name: support::kind_prevention,
    what: support::kind_prevention_what,
    paper: support::paper_prevention,
    attendance: Attendance::Pupils,
    about: About::Pupils,
    restricted: true,
    outcomes: OUTCOMES,
    ..PLAIN
};
