//! Meeting of the parents of a class (R25, R39, R45): the class teacher holds it, nothing is asked of her beyond it. Families can be given
//! something to read with it.
//! covers: R25, R39, R45

use words::events;

use super::{MEETING_FORMS, PLAIN};
use crate::event::kind::{Attendance, Detail, Filler, Kind};

/// The kind.
pub const KIND: Kind = Kind {
    code: "parents-class",
    rows: &[25, 39, 45],
    name: events::kind_parents_class,
    what: events::kind_parents_class_what,
    filler: Filler::Teacher,
    of_a_class: true,
    agenda: true,
    families: true,
    attendance: Attendance::Counted,
    details: &[Detail::choice("held", events::detail_meeting_form, MEETING_FORMS)],
    ..PLAIN
};
