//! The school and its years.

mod clock;
mod edit;
mod founding;
mod overview;
mod particulars;
mod year;

pub use clock::ConfirmClock;
pub use edit::Edit;
pub(crate) use edit::{Standing, told_anew};
pub use founding::{Found, Founded};
pub use overview::{FieldShown, Overview, School};
pub use particulars::{Change, Changed, Periods, Week};
pub use year::{Close, Open, State as YearState, Step as YearStep, Year};
pub(crate) use year::{add as add_year, fit as days_fit, plan_begins};
