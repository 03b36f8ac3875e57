//! Marks of pupils for periods, lessons they missed, points of works: taken from files, sealed, and the lists that are made of them, each line
//! with its reason.

mod propose;
mod reason;
mod standing;
mod take;
mod undo;
mod unfit;

pub use propose::{ListFor, Propose, Proposed, Proposing};
pub use reason::{Reason, period};
pub use standing::{Basis, Key, Mark, Says};
pub(crate) use standing::{after, latest, of_year};
pub use take::{MarkTold, MarksPreview, PreviewMarks, TakeMarks, TakenMarks};
pub use undo::{MarkBatch, MarkBatches, UndoMarks};
pub use unfit::Unfit;
