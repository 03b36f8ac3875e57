//! What tests of indicators share.

use super::other_units::{Records, UnitIndicator, of_one};
use records::card::{Outcome, Reading};
use records::dataset::Dataset;
use records::reference::Reference;
use records::study::UnitReading;

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
