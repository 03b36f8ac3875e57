//! The individual route of an able pupil (R29): aims, steps, what came of them.
//! covers: R29

use words::support;

use super::PLAIN;
use crate::event::kind::{About, Detail, Filler, Kind};

/// The kind.
pub const KIND: Kind = Kind {
    code: "route",
    rows: &[29],
    name: support::kind_route,
    what: support::kind_route_what,
    paper: support::paper_route,
    filler: Filler::Teacher,
    expires: true,
    about: About::Pupil,
    details: &[
        Detail::text("aims", support::detail_aims),
        Detail::text("steps", support::detail_steps),
        Detail::line("helps", support::detail_helps),
    ],
    ..PLAIN
};
