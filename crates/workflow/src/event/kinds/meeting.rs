//! Meeting with the head or a deputy (R11, R47).
//! covers: R11, R47

use words::events;

use super::PLAIN;
use crate::event::kind::{Attendance, Kind};

/// The kind.
pub const KIND: Kind = Kind {
    code: "meeting",
    rows: &[11, 47],
    name: events::kind_meeting,
    what: events::kind_meeting_what,
    of_the_school: true,
    agenda: true,
    attendance: Attendance::Named,
    ..PLAIN
};
