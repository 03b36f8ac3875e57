//! The other units: schools, items, pupils. Keys first, then the columns of `signals.csv`.

use records::study::{Description, ItemStatistics, SetStudy};
use records::text::Text;
use records::vocabulary::{Direction, SetStatus, Unit};
use words::{both, tables};

use super::audience::parallel_sets;
use super::cells::{document as csv, flag, number, text};
use super::signals::{COLUMNS, DESCRIPTION, SET_KEYS, keys, refused};
use crate::Material;
use crate::document::{Document, DocumentsError};

/// `schools.csv`: one row per school × indicator. Evidence of one school over its sets is not pooled yet: the row says how many sets answered.
/// An indicator of whole schools has its own reading there, that of the latest year.
pub(super) fn schools(material: &Material<'_>) -> Result<Document, DocumentsError> {
    let head: Vec<&str> = ["school"].iter().chain(&COLUMNS).copied().collect();
    let of_sets = material.study.tallies.iter().map(|tally| {
        let why = both(|lang| tables::school_row(lang, tally.sets, tally.answered, tally.look));
        let unit = material.study.cards.find(tally.indicator).map_or("", |card| card.unit.code());
        let mut row = vec![text(&tally.school)];
        row.extend(refused(tally.indicator, tally.version, None, unit, SetStatus::NoData, &why));
        row
    });
    let of_schools = super::others::of_schools(material).into_iter().map(|(school, reading)| {
        let mut row = vec![text(&school)];
        row.extend(super::others::columns(reading, material));
        row
    });
    let mut rows: Vec<Vec<String>> = of_sets.chain(of_schools).collect();
    rows.sort_by(|a, b| a.first().cmp(&b.first()));
    csv("schools.csv", &head, rows)
}

/// `items.csv`: share of the maximum of every item of every set (outside the school: of every parallel), as percentage points with interval.
pub(super) fn items(material: &Material<'_>) -> Result<Document, DocumentsError> {
    let head: Vec<&str> = SET_KEYS.iter().copied().chain(["item"]).chain(COLUMNS).collect();
    if material.outside() {
        let mut rows = Vec::new();
        for group in parallel_sets(&material.study) {
            let Some(first) = group.sets.first() else { continue };
            let described = group.description(&material.study);
            let rows_of = |description| item_rows(keys(first, &group.grade.to_string()), description);
            rows.extend(described.into_iter().flat_map(rows_of));
        }
        return csv("items.csv", &head, rows);
    }
    // A region has a hundred thousand rows: they are written as they are made.
    csv("items.csv", &head, material.study.sets.iter().flat_map(|set| item_rows(keys(set, &set.class), &set.description)))
}

fn item_rows(keys: [String; 4], description: &Description) -> Vec<Vec<String>> {
    let row = |item: &ItemStatistics| {
        let mut cells: Vec<String> = keys.to_vec();
        cells.push(text(&item.item));
        cells.extend(facility(item));
        cells
    };
    description.items.iter().map(row).collect()
}

fn facility(item: &ItemStatistics) -> Vec<String> {
    let Some([low, share, high]) = item.facility else {
        let why = if item.withheld { tables::outside_small } else { tables::item_no_answers };
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
    let told = |count: Option<usize>| count.map_or_else(|| "–".to_owned(), |count| count.to_string());
    let number = |value: Option<f64>, lang| value.map_or("–".to_owned(), |v| records::text::number(v, 2, lang));
    both(|lang| {
        tables::item_row(
            lang,
            usize::from(item.max),
            told(item.not_attempted),
            told(item.not_taught),
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
