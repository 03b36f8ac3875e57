//! `schools.csv`: what was counted and read of every school.

use super::cells::{document as csv, text};
use super::signals::{COLUMNS, refused};
use crate::Material;
use crate::document::{Document, DocumentsError};
use records::vocabulary::SetStatus;
use words::{both, tables};

/// `schools.csv`: one row per school × indicator. Evidence of one school over its sets is not pooled yet: the row says how many sets answered.
/// An indicator of whole schools has its own reading there, that of the latest year.
pub(super) fn document(material: &Material<'_>) -> Result<Document, DocumentsError> {
    let head: Vec<&str> = ["school"].iter().chain(&COLUMNS).copied().collect();
    let of_sets = material.study.tallies.iter().map(|tally| {
        let why = both(|lang| tables::school_row(lang, tally.sets, tally.answered, tally.look));
        let unit = material.study.cards.find(tally.indicator).map_or("", |card| card.unit.code());
        let mut row = vec![text(&tally.school)];
        row.extend(refused(tally.indicator, tally.version, None, unit, SetStatus::NoData, &why));
        row
    });
    let of_schools = super::unit_readings::of_schools(material).into_iter().map(|(school, reading)| {
        let mut row = vec![text(&school)];
        row.extend(super::unit_readings::columns(reading, material));
        row
    });
    let mut rows: Vec<Vec<String>> = of_sets.chain(of_schools).collect();
    rows.sort_by(|a, b| a.first().cmp(&b.first()));
    csv("schools.csv", &head, rows)
}
