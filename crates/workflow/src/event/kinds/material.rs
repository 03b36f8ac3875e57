//! Material on objectivity selected for a subject (R21), and where it was used.
//! covers: R21

use words::events;

use super::PLAIN;
use crate::event::kind::{Detail, Filler, Kind};

/// The kind.
pub const KIND: Kind = Kind {
    code: "material",
    rows: &[21],
    name: events::kind_material,
    what: events::kind_material_what,
    filler: Filler::Teacher,
    details: &[Detail::line("source", events::detail_material_source), Detail::text("used", events::detail_material_used)],
    attaches: true,
    ..PLAIN
};
