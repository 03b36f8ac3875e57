//! An interview with a parent (R45): with whom, about what, what was agreed.
//! covers: R45

use words::{Word, support};

use super::{OF_LINE, PLAIN};
use crate::event::kind::{About, Attendance, Detail, Filler, Kind, OfLine};

const WITH: &[(&str, Word)] = &[
    ("mother", support::with_mother),
    ("father", support::with_father),
    ("both", support::with_both),
    ("guardian", support::with_guardian),
];

/// The kind.
pub const KIND: Kind = Kind {
    code: "parent",
    rows: &[45],
    name: support::kind_parent,
    what: support::kind_parent_what,
    paper: support::paper_talk,
    filler: Filler::Teacher,
    attendance: Attendance::Pupils,
    about: About::Pupil,
    restricted: true,
    details: &[Detail::choice("with", support::detail_with, WITH), Detail::line("topic", support::detail_about)],
    // Whoever was talked with knows, and whether the pupil was there is another matter.
    of_line: OfLine { informed: None, came: support::talk_held, who_came: support::talk_about, ..OF_LINE },
    ..PLAIN
};
