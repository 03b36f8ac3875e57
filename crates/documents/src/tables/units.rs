//! The other units: schools, items, pupils. Keys first, then the columns of `signals.csv`.

use std::collections::BTreeMap;

use records::card::Outcome;
use records::study::{Description, ItemStatistics, SetStudy};
use records::text::Text;
use records::vocabulary::{Direction, SetStatus, Unit};
use words::{both, tables};

use super::audience::{SMALL, outside, parallel_sets};
use super::cells::{document as csv, flag, number, text};
use super::signals::{COLUMNS, DESCRIPTION, SET_KEYS, keys, refused};
use crate::outputs::{Document, DocumentsError, Material};

/// `schools.csv`: one row per school × indicator. Evidence of one school over its sets is not pooled yet: the row says how many sets answered.
/// An indicator of whole schools has its own reading there, that of the latest year.
pub(super) fn schools(material: &Material<'_>) -> Result<Document, DocumentsError> {
    let mut counts: BTreeMap<(&str, &'static str, &'static str), [usize; 3]> = BTreeMap::new();
    for set in &material.study.sets {
        for reading in &set.readings {
            let count = counts.entry((set.school.as_str(), reading.indicator, reading.version)).or_default();
            count[0] += 1;
            count[1] += usize::from(matches!(reading.outcome, Outcome::Answered(_)));
            count[2] += usize::from(set.look && set.leading == Some(reading.indicator));
        }
    }
    let head: Vec<&str> = ["school"].iter().chain(&COLUMNS).copied().collect();
    let of_sets = counts.into_iter().map(|((school, indicator, version), [sets, answered, look])| {
        let why = both(|lang| tables::school_row(lang, sets, answered, look));
        let unit = material.study.cards.find(indicator).map_or("", |card| card.unit.code());
        let mut row = vec![text(school)];
        row.extend(refused(indicator, version, None, unit, SetStatus::NoData, &why));
        row
    });
    let of_schools = super::others::of_schools(material).into_iter().map(|(school, reading)| {
        let mut row = vec![text(&school)];
        row.extend(super::others::columns(&reading, material));
        row
    });
    let mut rows: Vec<Vec<String>> = of_sets.chain(of_schools).collect();
    rows.sort_by(|a, b| a.first().cmp(&b.first()));
    csv("schools.csv", &head, rows)
}

/// `items.csv`: share of the maximum of every item of every set (outside the school: of every parallel), as percentage points with interval.
pub(super) fn items(material: &Material<'_>) -> Result<Document, DocumentsError> {
    let head: Vec<&str> = SET_KEYS.iter().copied().chain(["item"]).chain(COLUMNS).collect();
    if outside(material.study) {
        let mut rows = Vec::new();
        for group in parallel_sets(material.study) {
            let Some(first) = group.sets.first() else { continue };
            let described = group.description(material.study);
            let rows_of = |description| item_rows(keys(first, &group.grade.to_string()), description, SMALL);
            rows.extend(described.into_iter().flat_map(rows_of));
        }
        return csv("items.csv", &head, rows);
    }
    // A region has a hundred thousand rows: they are written as they are made.
    csv("items.csv", &head, material.study.sets.iter().flat_map(|set| item_rows(keys(set, &set.class), &set.description, 0)))
}

fn item_rows(keys: [String; 4], description: &Description, least: usize) -> Vec<Vec<String>> {
    let row = |item: &ItemStatistics| {
        let mut cells: Vec<String> = keys.to_vec();
        cells.push(text(&item.item));
        cells.extend(facility(item, least));
        cells
    };
    description.items.iter().map(row).collect()
}

fn facility(item: &ItemStatistics, least: usize) -> Vec<String> {
    let told = item.facility.filter(|_| item.n >= least);
    let Some([low, share, high]) = told else {
        let why = if item.facility.is_some() { tables::outside_small } else { tables::item_no_answers };
        return refused("facility", DESCRIPTION, None, Unit::Pp.code(), SetStatus::NoData, &both(why));
    };
    let why = explanation(item);
    let mut cells = vec!["facility".to_owned(), DESCRIPTION.to_owned(), item.n.to_string(), Direction::None.code().to_owned()];
    cells.extend([number(Some(100.0 * share)), Unit::Pp.code().to_owned(), number(Some(100.0 * low)), number(Some(100.0 * high))]);
    cells.extend(vec![String::new(); 5]);
    cells.extend([flag(false), SetStatus::Ok.code().to_owned(), String::new(), text(&why.ru), text(&why.en)]);
    cells
}

fn explanation(item: &ItemStatistics) -> Text {
    let number = |value: Option<f64>, lang| value.map_or("–".to_owned(), |v| records::text::number(v, 2, lang));
    both(|lang| {
        tables::item_row(
            lang,
            usize::from(item.max),
            item.not_attempted,
            item.not_taught,
            number(item.item_rest, lang),
            number(item.discrimination, lang),
        )
    })
}

/// `pupils.csv`: pupils whose mark for the work and journal mark are two or more apart, to be looked at one by one.
pub(super) fn pupils(material: &Material<'_>) -> Result<Document, DocumentsError> {
    let head: Vec<&str> = SET_KEYS.iter().copied().chain(["participant"]).chain(COLUMNS).collect();
    csv("pupils.csv", &head, material.study.sets.iter().flat_map(gaps))
}

fn gaps(set: &SetStudy) -> Vec<Vec<String>> {
    let Some(journal) = &set.description.journal else { return Vec::new() };
    let row = |(participant, (journal, mark)): (&String, &(u8, u8))| {
        let why = both(|lang| tables::pupil_gap(lang, usize::from(*mark), usize::from(*journal)));
        let direction = if mark > journal { Direction::Up } else { Direction::Down };
        let mut cells: Vec<String> = keys(set, &set.class).to_vec();
        cells.push(text(participant));
        cells.extend(["gap".to_owned(), DESCRIPTION.to_owned(), "1".to_owned(), direction.code().to_owned()]);
        cells.extend([number(Some(f64::from(*mark) - f64::from(*journal))), Unit::Marks.code().to_owned()]);
        cells.extend(vec![String::new(); 7]);
        cells.extend([flag(false), SetStatus::Ok.code().to_owned(), String::new(), text(&why.ru), text(&why.en)]);
        cells
    };
    journal.gap_participants.iter().zip(&journal.gap_marks).map(row).collect()
}
