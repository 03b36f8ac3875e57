//! `units.csv`: one row per unit that is not a result set (a school's honours, a register, a step between measures, a variant) × indicator.

use records::card::Outcome;
use records::study::{UnitReading, Whose};
use records::vocabulary::SetStatus;

use super::cells::{document as csv, text};
use super::signals::{COLUMNS, answered, refused};
use crate::Material;
use crate::document::{Document, DocumentsError};
use crate::unit_readings;
pub(super) use crate::unit_readings::KEYS;

pub(super) fn document(material: &Material<'_>) -> Result<Document, DocumentsError> {
    let head: Vec<&str> = KEYS.iter().chain(&COLUMNS).copied().collect();
    let row = |reading: &UnitReading| {
        let keys = unit_readings::keys(&reading.of).map(|key| text(&key));
        keys.into_iter().chain(columns(reading, material)).collect()
    };
    csv("units.csv", &head, material.study.other_units.iter().map(row))
}

/// The columns of `signals.csv` for a unit; no unit is ever flagged, only the screen of result sets does that.
pub(super) fn columns(reading: &UnitReading, material: &Material<'_>) -> Vec<String> {
    let (unit, lang) = (unit_readings::unit(&material.study, reading).code(), material.lang);
    match &reading.outcome {
        Outcome::Answered(answer) => answered([reading.indicator, reading.version], answer, reading.q, unit, false, lang),
        Outcome::TooFew { n, why, .. } => refused(reading.indicator, reading.version, Some(*n), unit, SetStatus::TooFew, why),
        Outcome::NoData { why } => refused(reading.indicator, reading.version, None, unit, SetStatus::NoData, why),
    }
}

/// Readings of whole schools, the latest year of each indicator: they stand in `schools.csv` too.
pub(super) fn of_schools<'a>(material: &'a Material<'_>) -> Vec<(String, &'a UnitReading)> {
    let mut latest: Vec<(String, &'a UnitReading)> = Vec::new();
    for reading in material.study.other_units.iter() {
        let Whose::School { school, .. } = &reading.of else { continue };
        let school = school.clone();
        // Years ascend within a school: a later one takes the place of an earlier one.
        match latest.iter_mut().find(|(of, known)| *of == school && known.indicator == reading.indicator) {
            Some(known) => known.1 = reading,
            None => latest.push((school, reading)),
        }
    }
    latest
}
