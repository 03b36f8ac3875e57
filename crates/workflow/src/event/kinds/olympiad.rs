//! A stage of the olympiad (R23): who took part, who won, in numbers; names stand in the register of the stage.
//! covers: R23

use words::{Word, events};

use super::PLAIN;
use crate::event::kind::{Detail, Kind};

pub(super) const STAGES: &[(&str, Word)] = &[
    ("school", events::stage_school),
    ("municipal", events::stage_municipal),
    ("regional", events::stage_regional),
    ("final", events::stage_final),
];

/// The kind.
pub const KIND: Kind = Kind {
    code: "olympiad",
    rows: &[23],
    name: events::kind_olympiad,
    what: events::kind_olympiad_what,

    details: &[
        Detail::choice("stage", events::detail_stage, STAGES).required(),
        Detail::number("took-part", events::detail_took_part).required(),
        Detail::number("winners", events::detail_winners),
        Detail::number("prizes", events::detail_prizes),
    ],
    attaches: true,
    ..PLAIN
};
