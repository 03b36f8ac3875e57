//! Plans of the levels above the school: read, laid beside the school's own, each of their measures answered.
//! covers: R15

mod acts;
mod looks;

pub use acts::{Answer, Level, RemoveUpper, TakeUpper, UpperRow};
pub use looks::{Answered, Levels, UpperMeasure, UpperPlan};
