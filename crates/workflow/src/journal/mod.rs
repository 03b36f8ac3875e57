//! The journal: what was done, and what was refused.

mod entries;
mod policy;
mod refusals;

pub use entries::{Journal, Line};
pub use refusals::{Refusals, Refused};
