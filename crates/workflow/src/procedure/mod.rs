//! The schedule of procedures: entered, moved, cancelled, ordered; held against the rules of load, which can be gone against with a reason only.
//! Measures of the plan "by schedule" get their times from it.
//!
//! The rules themselves, and where they stand, are in `records::procedure`.
//! covers: R40, C11, R37

mod arranging;
mod between;
mod cancelling;
mod draft;
mod entering;
mod hours;
mod issuing;
mod looks;
mod moving;
mod observers;
mod ordering;
mod ready;
mod rights;
mod state;
mod stored;
mod whole;

pub use arranging::{Arrange, Seated};
pub use between::{ProcedureLine, ProceduresBetween};
pub(crate) use between::{between, line, told_of};
pub use cancelling::Cancel;
pub use draft::{Despite, Draft};
pub use entering::Enter;
pub use hours::{Hours, LessonsADay, SetHours};
pub(crate) use hours::{of as hours_of, put as put_hours};
pub use issuing::{IssueProcedurePaper, IssuedPaper};
pub use looks::{Basis, CheckProcedure, OneProcedure, ProcedureShown, Schedule, ScheduleShown, SeatShown, Unknown};
pub use moving::{Move, Timing};
pub use observers::{Observer, Observers, ObserversShown};
pub use ordering::Order;
pub(crate) use ready::ready;
pub use ready::{Lack, ProcedureReady};
pub use state::{ProcedureState, ProcedureStep};
pub use stored::{Gone, Moved};
