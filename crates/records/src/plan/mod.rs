//! A yearly plan as it is spoken of: when a measure falls due. What is decided about a measure lives with the office, not here.

pub mod calendar;
mod when;

pub use when::{Every, Schedule, When};
