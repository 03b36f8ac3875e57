//! Pupils of a stage of an olympiad (R23): whose family agreed in time, who took part, what each reached. The numbers of a stage stand in `olympiad`.
//! covers: R23, R29

use words::{Word, events, support};

use super::olympiad::STAGES;
use super::{OF_LINE, PLAIN};
use crate::event::kind::{About, Attendance, Detail, Kind, OfLine};

const FORMS: &[(&str, Word)] = &[("present", support::form_present), ("remote", support::form_remote)];

const PLACES: &[(&str, Word)] = &[("winner", support::place_winner), ("prize", support::place_prize), ("part", support::place_part)];

/// The kind.
pub const KIND: Kind = Kind {
    code: "participation",
    rows: &[23],
    name: support::kind_participation,
    what: support::kind_participation_what,
    paper: support::paper_participation,
    attendance: Attendance::Pupils,
    about: About::Pupils,
    details: &[
        Detail::line("name", support::detail_olympiad),
        Detail::choice("stage", events::detail_stage, STAGES),
        Detail::choice("form", support::detail_form, FORMS),
    ],
    places: PLACES,
    of_line: OfLine {
        reason: support::olympiad_reason,
        result: support::result,
        agreed: support::olympiad_points,
        informed: Some(support::olympiad_consent),
        ..OF_LINE
    },
    consents: true,
    ..PLAIN
};
