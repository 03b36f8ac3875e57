//! Agreeing on marking before a commission begins (R4): the version of the criteria, scripts looked at together, what is ruled at the boundaries.
//! covers: R4

use words::events;

use super::PLAIN;
use crate::event::kind::{Attendance, Detail, Kind};

/// The kind.
pub const KIND: Kind = Kind {
    code: "marking",
    rows: &[4],
    name: events::kind_marking,
    what: events::kind_marking_what,
    of_a_subject: true,
    agenda: true,
    attendance: Attendance::Named,
    details: &[
        Detail::line("criteria", events::detail_criteria_version).required(),
        Detail::text("samples", events::detail_samples),
        Detail::text("rulings", events::detail_rulings),
    ],
    ..PLAIN
};
