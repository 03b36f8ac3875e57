//! Personal data whose term is over, or whose consent was withdrawn: asked for by one, erased by another. Names, what was typed about the
//! child, and files that name it go; ids, days and the proofs of the journal stay. What was erased is listed beside the backups and erased
//! again after a restoration.
//! covers: B18

mod ask;
mod attached;
mod confirm;
mod looks;
mod subject;
mod unsure;
mod waiting;
mod wipe;

pub use ask::{AskErasure, Ground, WithdrawErasure};
pub use attached::{At, AttachedFiles, AttachedShown};
pub use confirm::{ConfirmErasure, EraseAgain, Erased};
pub use looks::{AskedShown, DoneShown, DueShown, ErasureDue, ErasureOf, ErasureShown, HoldsShown};
pub use subject::Kind;
pub use unsure::UnsureShown;
pub(crate) use waiting::waiting;
pub use waiting::{ErasuresWaiting, WaitingShown};
