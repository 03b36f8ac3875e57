//! What tests of indicators share.

use super::units::{Records, UnitIndicator, of_one};
use crate::card::{Outcome, Reading};
use crate::dataset::Dataset;
use crate::reference::Reference;
use crate::study::UnitReading;

/// The readings of one indicator, as a study has them.
pub(super) fn readings_of(dataset: &Dataset, indicator: &dyn UnitIndicator) -> Vec<UnitReading> {
    let reference = Reference::shipped().unwrap();
    of_one(indicator, &Records { dataset, reference: &reference, protocol: &reference.protocol() })
}

/// The answer of a reading that has one.
pub(super) fn answered(reading: &UnitReading) -> &Reading {
    match &reading.outcome {
        Outcome::Answered(answer) => answer,
        other => panic!("{other:?}"),
    }
}
