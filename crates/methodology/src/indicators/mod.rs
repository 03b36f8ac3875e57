//! Indicators, one file each, and their visible list. An indicator measures; only the screen flags; only a person decides.
//!
//! Each examines one work at a time, because what is honest is learnt from the other schools' sets of the same work.
//! covers: R13, D2

pub mod absence;
pub mod agreement;
pub mod borrowed;
pub mod boundary;
pub mod calibration;
pub mod ceiling;
pub mod confirmation;
pub mod contrast;
mod counts;
mod examination;
mod examined;
pub mod journal;
pub mod leniency;
pub mod level;
pub mod low_results;
pub mod medalists;
pub mod other_units;
pub mod profile;
pub(crate) mod reach;
pub mod rounding;
mod say;

pub mod variant;

pub(crate) use examined::empty_reading;
pub use examined::{Examined, Fitted, Indicator};

use records::card::{Card, Cards};

/// Every indicator of result sets, in the order of the reports.
pub const ALL: &[&dyn Indicator] = &[
    &level::Level,
    &journal::Journal,
    &boundary::Boundary,
    &profile::Profile,
    &leniency::Leniency,
    &absence::Absence,
    &agreement::Agreement,
    &ceiling::Ceiling,
    &low_results::LowResults,
];

/// The card of an indicator by id, of result sets or of other units.
#[must_use]
pub fn card(id: &str) -> Option<&'static Card> {
    let units = other_units::ALL.iter().map(|indicator| indicator.card());
    ALL.iter().map(|indicator| indicator.card()).chain(units).find(|card| card.id == id)
}

/// Every card, in the order of the lists.
#[must_use]
pub fn cards() -> Cards {
    Cards {
        sets: ALL.iter().map(|indicator| indicator.card()).collect(),
        units: other_units::ALL.iter().map(|indicator| indicator.card()).collect(),
    }
}

#[cfg(test)]
mod tests;
