//! Psychological preparation for procedures and exams (R45): who was there, whether more is needed, nothing else.
//! covers: R45

use words::{Word, support};

use super::PLAIN;
use crate::event::kind::{About, Attendance, Detail, Filler, Kind};

const FORMS: &[(&str, Word)] = &[("group", support::form_group), ("alone", support::form_alone)];

const OUTCOMES: &[(&str, Word)] =
    &[("enough", support::outcome_enough), ("again", support::outcome_again), ("specialist", support::outcome_specialist)];

/// The kind.
pub const KIND: Kind = Kind {
    code: "preparation",
    rows: &[45],
    name: support::kind_preparation,
    what: support::kind_preparation_what,
    paper: support::paper_preparation,
    filler: Filler::Teacher,
    attendance: Attendance::Pupils,
    about: About::Pupils,
    restricted: true,
    outcomes: OUTCOMES,
    details: &[Detail::choice("form", support::detail_form, FORMS)],
    ..PLAIN
};
