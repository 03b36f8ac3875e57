//! Readiness of rooms, conditions and resources (R26).
//! covers: R26

use words::{Word, events};

use super::{PLAIN, YES_NO};
use crate::event::kind::{Detail, Kind};

const READY: &[(&str, Word)] = &[("yes", events::ready_yes), ("reservations", events::ready_reservations), ("no", events::ready_no)];

/// The kind.
pub const KIND: Kind = Kind {
    code: "readiness",
    rows: &[26],
    name: events::kind_readiness,
    what: events::kind_readiness_what,

    details: &[
        Detail::line("rooms", events::detail_rooms).required(),
        Detail::choice("clocks", events::detail_clocks, YES_NO),
        Detail::choice("devices", events::detail_devices, YES_NO),
        Detail::choice("belongings", events::detail_belongings, YES_NO),
        Detail::choice("stands", events::detail_stands, YES_NO),
        Detail::text("lacks", events::detail_lacks),
        Detail::choice("ready", events::detail_ready, READY).required(),
    ],
    attaches: true,
    ..PLAIN
};
