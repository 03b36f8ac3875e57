//! The journal: what was done, and what was refused.

mod entries;
mod policy;
mod refusals;

pub(crate) use entries::history;
pub use entries::{Journal, Line};
pub use refusals::{Refusals, Refused};
