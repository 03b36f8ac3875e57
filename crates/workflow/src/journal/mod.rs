//! The journal: what was done, what was refused, and who read names.

mod entries;
mod names;
mod policy;
mod refusals;

pub(crate) use entries::history;
pub use entries::{Journal, Line};
pub use names::{NameRead, NamesRead};
pub use refusals::{Refusals, Refused};
