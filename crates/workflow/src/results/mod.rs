//! Results that were counted and are kept: files, answers, what was gone by, findings, papers. Nothing is counted anew by itself.

mod keep;
mod looks;
mod package;
mod rights;
mod state;
mod take_in;

pub use keep::{KeepBatch, WithdrawBatch};
pub use looks::{BatchLine, Batches, OneBatch};
pub use package::{About, Listed, Package, Part, Told, file};
pub use state::{ResultState, ResultStep};
pub use take_in::{Waiting, kept, put_away, take_in, waiting};
