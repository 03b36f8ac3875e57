//! `items.csv`: how the items of every set were done.

use super::audience::parallel_sets;
use super::cells::{document as csv, flag, number, text};
use super::signals::{COLUMNS, DESCRIPTION, SET_KEYS, keys, refused};
use crate::Material;
use crate::document::{Document, DocumentsError};
use records::study::{Description, ItemStatistics};
use records::text::Text;
use records::vocabulary::{Direction, SetStatus, Unit};
use words::{both, tables};

/// Keys beside those of the set.
pub(super) const KEYS: [&str; 1] = ["item"];

/// `items.csv`: share of the maximum of every item of every set (outside the school: of every parallel), as percentage points with interval.
pub(super) fn document(material: &Material<'_>) -> Result<Document, DocumentsError> {
    let least = material.study.small_cell;
    let head: Vec<&str> = SET_KEYS.iter().copied().chain(KEYS).chain(COLUMNS).collect();
    if material.outside() {
        let mut rows = Vec::new();
        for group in parallel_sets(&material.study) {
            let Some(first) = group.sets.first() else { continue };
            let described = group.description(&material.study);
            let rows_of = |description| item_rows(keys(first, &group.grade.to_string()), description, least);
            rows.extend(described.into_iter().flat_map(rows_of));
        }
        return csv("items.csv", &head, rows);
    }
    // A region has a hundred thousand rows: they are written as they are made.
    csv("items.csv", &head, material.study.sets.iter().flat_map(|set| item_rows(keys(set, &set.class), &set.description, least)))
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
    let Some([low, share, high]) = item.facility else {
        let why = both(|lang| if item.withheld { tables::outside_small(lang, least) } else { tables::item_no_answers(lang) });
        return refused("facility", DESCRIPTION, None, Unit::Pp.code(), SetStatus::NoData, &why);
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
