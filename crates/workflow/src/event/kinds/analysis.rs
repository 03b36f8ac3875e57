//! Analysis of a work by an association (R12): what was hard, what errors repeat, what follows.
//! covers: R12

use words::events;

use super::PLAIN;
use crate::event::kind::{Attendance, Detail, Kind};

/// The kind.
pub const KIND: Kind = Kind {
    code: "analysis",
    rows: &[12],
    name: events::kind_analysis,
    what: events::kind_analysis_what,
    of_a_subject: true,
    agenda: true,
    attendance: Attendance::Named,
    details: &[
        Detail::line("work", events::detail_work).required(),
        Detail::text("hard", events::detail_hard),
        Detail::text("errors", events::detail_errors),
        Detail::text("steps", events::detail_steps),
    ],
    ..PLAIN
};
