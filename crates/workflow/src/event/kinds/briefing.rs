//! Briefing (R2, R38): role, version of the instruction, questions, how long it holds.
//! covers: R2, R38

use words::{Word, events};

use super::PLAIN;
use crate::event::kind::{Attendance, Detail, Kind};

const BRIEFED: &[(&str, Word)] = &[
    ("organiser", events::briefed_organiser),
    ("technician", events::briefed_technician),
    ("expert", events::briefed_expert),
    ("observer", events::briefed_observer),
];

/// The kind.
pub const KIND: Kind = Kind {
    code: "briefing",
    rows: &[2, 38],
    name: events::kind_briefing,
    what: events::kind_briefing_what,
    attendance: Attendance::Named,
    reads: true,
    quiz: true,
    expires: true,
    details: &[
        Detail::choice("role", events::detail_briefed, BRIEFED).required(),
        Detail::line("instruction", events::detail_instruction).required(),
    ],
    ..PLAIN
};
