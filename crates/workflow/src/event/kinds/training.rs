//! Webinar, seminar or course (R10, R22, R35): hours and a document of everybody who took part, how long it holds.
//! covers: R10, R22, R35

use words::{Word, events};

use super::PLAIN;
use crate::event::kind::{Attendance, Detail, Kind};

const FORMS: &[(&str, Word)] =
    &[("webinar", events::training_webinar), ("seminar", events::training_seminar), ("course", events::training_course)];

/// The kind.
pub const KIND: Kind = Kind {
    code: "training",
    rows: &[10, 22, 35],
    name: events::kind_training,
    what: events::kind_training_what,
    attendance: Attendance::Named,
    expires: true,
    certifies: true,
    details: &[
        Detail::choice("form", events::detail_training_form, FORMS).required(),
        Detail::line("organiser", events::detail_organiser),
        Detail::number("hours", events::detail_hours),
        Detail::line("document", events::detail_training_document),
    ],
    attaches: true,
    ..PLAIN
};
