//! A yearly plan as it is spoken of: what the school's own file says, when a measure falls due, the measures every school may take, and which of
//! them correspond. What is decided about a measure lives with the office, not here.

pub mod calendar;
mod compare;
pub mod draft;
pub mod inspection;
mod letters;
pub mod library;
pub mod likeness;
mod redate;
mod when;
pub mod words;

pub use compare::{Change, Field, compare};
pub use draft::Draft;
pub use redate::{OtherYear, moved, named_years_moved, years_moved};
pub use when::{Every, Schedule, When};
