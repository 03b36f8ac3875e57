//! Something everybody reads and confirms (R13, R15, R22, R25, R38, R39): a methodology, a plan, changes of КИМ, an order.
//! covers: R13, R15, R22, R25, R38, R39

use words::events;

use super::PLAIN;
use crate::event::kind::{Detail, Kind};

/// The kind.
pub const KIND: Kind = Kind {
    code: "reading",
    rows: &[13, 15, 22, 25, 38, 39],
    name: events::kind_reading,
    what: events::kind_reading_what,
    reads: true,
    families: true,
    details: &[Detail::line("basis", events::detail_basis)],
    ..PLAIN
};
