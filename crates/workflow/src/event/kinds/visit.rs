//! Visit of a lesson (R18): the card is a set of criteria, the teacher sees it and comments on her own place.
//! covers: R18

use words::{Word, events};

use super::{PLAIN, YES_NO};
use crate::event::kind::{Attendance, Detail, Kind, Whom};

const WHOSE: &[(&str, Word)] =
    &[("teacher", events::whose_teacher), ("together", events::whose_together), ("pupils", events::whose_pupils)];

const ACTIVE: &[(&str, Word)] =
    &[("all", events::active_all), ("most", events::active_most), ("half", events::active_half), ("few", events::active_few)];

const ASSESSMENT: &[(&str, Word)] = &[
    ("none", events::assessment_none),
    ("formal", events::assessment_formal),
    ("reasoned", events::assessment_reasoned),
    ("cumulative", events::assessment_cumulative),
];

const DEGREES: &[(&str, Word)] = &[("yes", events::degree_yes), ("partly", events::degree_partly), ("no", events::degree_no)];

/// The kind.
pub const KIND: Kind = Kind {
    code: "visit",
    rows: &[18],
    name: events::kind_visit,
    what: events::kind_visit_what,
    paper: events::paper_card,
    attendance: Attendance::Named,
    whom: Whom::One(events::visited),
    details: &[
        Detail::line("topic", events::detail_topic),
        Detail::choice("goal", events::detail_visit_goal, WHOSE).after(),
        Detail::choice("active", events::detail_visit_active, ACTIVE).after(),
        Detail::choice("assessment", events::detail_visit_assessment, ASSESSMENT).required().after(),
        Detail::choice("criteria", events::detail_visit_criteria, DEGREES).required().after(),
        Detail::choice("feedback", events::detail_visit_feedback, DEGREES).after(),
        Detail::text("strong", events::detail_visit_strong).required().after(),
        Detail::text("growth", events::detail_visit_growth).required().after(),
        Detail::choice("again", events::detail_visit_again, YES_NO).after(),
    ],
    ..PLAIN
};
