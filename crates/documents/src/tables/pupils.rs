//! `pupils.csv`: pupils to be looked at one by one.

use super::cells::{document as csv, flag, number, text};
use super::signals::{COLUMNS, DESCRIPTION, SET_KEYS, keys};
use crate::Material;
use crate::document::{Document, DocumentsError};
use records::provenance::Origin;
use records::study::SetStudy;
use records::vocabulary::{Direction, SetStatus, Unit};
use words::{both, tables};

/// Keys beside those of the set.
pub(super) const KEYS: [&str; 1] = ["participant"];

/// `pupils.csv`: pupils whose mark for the work and journal mark are two or more apart, to be looked at one by one.
pub(super) fn document(material: &Material<'_>) -> Result<Document, DocumentsError> {
    let head: Vec<&str> = SET_KEYS.iter().copied().chain(KEYS).chain(COLUMNS).chain(PLACE).collect();
    csv("pupils.csv", &head, material.study.sets.iter().flat_map(|set| gaps(material, set)))
}

/// Where the script stands.
pub(super) const PLACE: [&str; 3] = ["file", "sheet", "row"];

fn gaps(material: &Material<'_>, set: &SetStudy) -> Vec<Vec<String>> {
    let Some(comparison) = &set.description.journal else { return Vec::new() };
    let row = |(at, (participant, (journal, mark))): (usize, (&String, &(u8, u8)))| {
        let why = both(|lang| tables::pupil_gap(lang, usize::from(*mark), usize::from(*journal)));
        let direction = if mark > journal { Direction::Up } else { Direction::Down };
        let mut cells: Vec<String> = keys(set, &set.class).to_vec();
        cells.push(text(participant));
        cells.extend(["gap".to_owned(), DESCRIPTION.to_owned(), "1".to_owned(), direction.code().to_owned()]);
        cells.extend([number(Some(f64::from(*mark) - f64::from(*journal))), Unit::Marks.code().to_owned()]);
        cells.extend(vec![String::new(); 7]);
        let origin = comparison.gap_origins.get(at).copied();
        cells.extend([flag(false), SetStatus::Ok.code().to_owned(), String::new(), text(&why.ru), text(&why.en)]);
        cells.extend(place(material, origin));
        cells
    };
    comparison.gap_participants.iter().zip(&comparison.gap_marks).enumerate().map(row).collect()
}

/// File, sheet and row as a spreadsheet counts it.
fn place(material: &Material<'_>, origin: Option<Origin>) -> [String; 3] {
    let source = origin.and_then(|origin| crate::places::source(&material.study, origin));
    let sheet = source.and_then(|source| source.sheet.as_deref()).unwrap_or_default();
    let row = origin.map_or_else(String::new, |origin| (u64::from(origin.row) + 1).to_string());
    [text(source.map_or("", |source| source.file.as_str())), text(sheet), row]
}
