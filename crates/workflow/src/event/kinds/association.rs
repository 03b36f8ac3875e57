//! Meeting of a subject association (R11, R12, R33, R47).
//! covers: R11, R12, R33, R47

use words::events;

use super::PLAIN;
use crate::event::kind::{Attendance, Kind};

/// The kind.
pub const KIND: Kind = Kind {
    code: "association",
    rows: &[11, 12, 33, 47],
    name: events::kind_association,
    what: events::kind_association_what,
    of_a_subject: true,
    agenda: true,
    attendance: Attendance::Named,
    ..PLAIN
};
