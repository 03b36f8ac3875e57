//! Meeting of the parents of a school or a parallel (R25, R39, R45).
//! covers: R25, R39, R45

use words::events;

use super::{MEETING_FORMS, PLAIN};
use crate::event::kind::{Attendance, Detail, Kind};

/// The kind.
pub const KIND: Kind = Kind {
    code: "parents-school",
    rows: &[25, 39, 45],
    name: events::kind_parents_school,
    what: events::kind_parents_school_what,
    of_the_school: true,
    agenda: true,
    attendance: Attendance::Counted,
    details: &[Detail::choice("held", events::detail_meeting_form, MEETING_FORMS)],
    ..PLAIN
};
