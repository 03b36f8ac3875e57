//! Marks of pupils for periods, lessons they missed, points of works: taken from files, sealed, and the lists that are made of them, each line
//! with its reason.

mod of_pupil;
mod propose;
mod reason;
mod standing;
mod take;
mod undo;
mod unfit;

pub use of_pupil::MarksOf;
pub use propose::{ListFor, Propose, Proposed, Proposing};
pub use reason::{Reason, period, says};
pub use standing::{Basis, Key, Mark, Says};
pub(crate) use standing::{after, latest, of_year};
pub use take::{MarkTold, MarksPreview, PreviewMarks, TakeMarks, TakenMarks};
pub use undo::{MarkBatch, MarkBatches, UndoMarks};
pub use unfit::Unfit;
