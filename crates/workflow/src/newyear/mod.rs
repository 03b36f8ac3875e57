//! From one school year to the next: classes go one grade up with their loads and pupils, measures that repeat begin a new draft. It is
//! proposed, confirmed, done in one act, and taken back while nothing stands on it. Nothing of the old year changes but the days pupils
//! left its classes.

mod back;
mod bring;
mod carry;
mod ground;
mod looks;
mod proposal;

pub use back::{CarryBack, Standing};
pub use bring::CarriedTold;
pub use carry::{Carried, Carry};
pub use looks::{Carries, CarryLine, NextYear, NextYearShown};
pub use proposal::{Choice, ClassUp, Fate, LoadUp, MeasureAgain, PlanAgain, Proposal, PupilUp, Why};
