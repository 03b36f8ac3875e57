//! A consultation for pupils who find a subject hard or missed much of it (R27): in a group or alone, what came of it at the next result.
//! covers: R27

use words::{Word, support};

use super::PLAIN;
use crate::event::kind::{About, Attendance, Detail, Filler, Kind};

const FORMS: &[(&str, Word)] = &[("group", support::form_group), ("alone", support::form_alone)];

/// The kind.
pub const KIND: Kind = Kind {
    code: "consultation",
    rows: &[27],
    name: support::kind_consultation,
    what: support::kind_consultation_what,
    paper: support::paper_consultation,
    filler: Filler::Teacher,
    attendance: Attendance::Pupils,
    about: About::Pupils,
    details: &[Detail::choice("form", support::detail_form, FORMS), Detail::line("topic", support::detail_topic)],
    ..PLAIN
};
