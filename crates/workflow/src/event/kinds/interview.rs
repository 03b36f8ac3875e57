//! An interview with a pupil by results and attendance (R28): what was agreed, what came of it.
//! covers: R28

use words::support;

use super::PLAIN;
use crate::event::kind::{About, Attendance, Detail, Filler, Kind};

/// The kind.
pub const KIND: Kind = Kind {
    code: "interview",
    rows: &[28],
    name: support::kind_interview,
    what: support::kind_interview_what,
    paper: support::paper_talk,
    filler: Filler::Teacher,
    attendance: Attendance::Pupils,
    about: About::Pupil,
    restricted: true,
    details: &[Detail::line("topic", support::detail_about)],
    ..PLAIN
};
