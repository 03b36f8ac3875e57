//! Pedagogical council: results and the plan before all teachers (R11, R45, R47).
//! covers: R11, R45, R47

use words::events;

use super::PLAIN;
use crate::event::kind::{Attendance, Kind};

/// The kind.
pub const KIND: Kind = Kind {
    code: "council",
    rows: &[11, 45, 47],
    name: events::kind_council,
    what: events::kind_council_what,
    of_the_school: true,
    agenda: true,
    attendance: Attendance::Named,
    ..PLAIN
};
