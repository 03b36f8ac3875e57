//! Assessment work developed or renewed (R24, R31): specification, criteria, who approved it, where it is used.
//! covers: R24, R31

use words::events;

use super::PLAIN;
use crate::event::kind::{Detail, Kind};

/// The kind.
pub const KIND: Kind = Kind {
    code: "assessment",
    rows: &[24, 31],
    name: events::kind_assessment,
    what: events::kind_assessment_what,

    details: &[
        Detail::line("specification", events::detail_specification).required(),
        Detail::line("criteria", events::detail_criteria),
        Detail::line("approved", events::detail_approved_by).required(),
        Detail::text("used", events::detail_used_in),
    ],
    attaches: true,
    ..PLAIN
};
