//! Work in a subject commission or a re-check elsewhere (R36).
//! covers: R36

use words::events;

use super::PLAIN;
use crate::event::kind::{Attendance, Detail, Kind};

/// The kind.
pub const KIND: Kind = Kind {
    code: "commission",
    rows: &[36],
    name: events::kind_commission,
    what: events::kind_commission_what,
    attendance: Attendance::Named,
    details: &[
        Detail::line("commission", events::detail_commission).required(),
        Detail::number("scripts", events::detail_scripts),
        Detail::number("hours", events::detail_hours),
        Detail::line("document", events::detail_training_document),
    ],
    ..PLAIN
};
