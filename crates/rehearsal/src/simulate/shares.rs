//! What a region or a country publishes about a work: shares of marks, agreement with the journal, primary scores, items, positions, groups.

use super::world::REGION;
use records::dataset::{Dataset, Item, Kim, KimId, Quantity, SchoolId, Scope, Share, Sitting};
use records::provenance::{Origin, SourceId};

/// What a region publishes of all its works over all its schools.
#[must_use]
pub fn region_shares(dataset: &Dataset) -> Vec<Share> {
    let kims = (0..dataset.kims.len()).filter_map(|kim| u32::try_from(kim).ok()).map(KimId);
    let source = SourceId(u32::try_from(dataset.sources.len()).unwrap_or(u32::MAX));
    kims.flat_map(|kim| publish(dataset, kim, Scope::Region, REGION, |_| true, Origin { source, row: 0 })).collect()
}

/// Publishes the shares of one work over the schools that `counts` lets in.
pub(super) fn publish(
    dataset: &Dataset,
    kim: KimId,
    scope: Scope,
    area: &str,
    counts: impl Fn(SchoolId) -> bool,
    origin: Origin,
) -> Vec<Share> {
    let (Some(paper), Some(sitting)) = (dataset.kims.get(kim.0 as usize), dataset.sittings.get(kim.0 as usize)) else { return Vec::new() };
    let rows: Vec<usize> = (0..sitting.len()).filter(|&row| sitting.total(row).is_some() && counts(sitting.school[row])).collect();
    let tables = [
        (Quantity::Mark, marks(sitting, &rows)),
        (Quantity::Journal, journal(sitting, &rows)),
        (Quantity::Score, scores(paper, sitting, &rows)),
        (Quantity::Item, items(paper, sitting, &rows)),
        (Quantity::Planned, planned(paper, sitting, &rows)),
        (Quantity::Group, groups(paper, sitting, &rows)),
    ];
    let share = |quantity: Quantity, (key, value, n): Entry| Share {
        kim: paper.kim.clone(),
        scope,
        area: area.to_owned(),
        quantity,
        key,
        value,
        n: Some(n),
        origin,
    };
    tables.into_iter().flat_map(|(quantity, entries)| entries.into_iter().map(move |entry| share(quantity, entry))).collect()
}

/// Key, share, number of pupils behind it.
type Entry = (String, f64, u32);

/// Nothing where the work gives no marks.
fn marks(sitting: &Sitting, rows: &[usize]) -> Vec<Entry> {
    let rows: Vec<usize> = rows.iter().copied().filter(|&row| sitting.mark[row].is_some()).collect();
    let range = if rows.is_empty() { 0..0 } else { 2..6 };
    let rows = &rows;
    range.map(|mark| count(mark.to_string(), rows, |row| sitting.mark[row] == Some(mark))).collect()
}

fn journal(sitting: &Sitting, rows: &[usize]) -> Vec<Entry> {
    let known: Vec<usize> = rows.iter().copied().filter(|&row| sitting.mark[row].is_some() && sitting.prior[row].is_some()).collect();
    if known.is_empty() {
        return Vec::new();
    }
    vec![
        count("lowered".into(), &known, |row| sitting.mark[row] < sitting.prior[row]),
        count("confirmed".into(), &known, |row| sitting.mark[row] == sitting.prior[row]),
        count("raised".into(), &known, |row| sitting.mark[row] > sitting.prior[row]),
    ]
}

fn scores(kim: &Kim, sitting: &Sitting, rows: &[usize]) -> Vec<Entry> {
    (0..=kim.max()).map(|score| count(score.to_string(), rows, |row| sitting.total(row) == Some(score))).collect()
}

fn items(kim: &Kim, sitting: &Sitting, rows: &[usize]) -> Vec<Entry> {
    (0..kim.items.len()).map(|item| facility(kim.items[item].name.clone(), kim, sitting, rows, &[item])).collect()
}

fn planned(kim: &Kim, sitting: &Sitting, rows: &[usize]) -> Vec<Entry> {
    let named = |item: usize| facility(requirement(&kim.items[item]), kim, sitting, rows, &[item]);
    (0..kim.items.len()).map(named).collect()
}

/// «4. События и лица»: the reports name an item and what it asks for, not the position of a codifier.
#[must_use]
pub(crate) fn requirement(item: &Item) -> String {
    let words = item.codifier.as_deref().map(|position| position.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').trim());
    format!("{}. {}", item.name, words.unwrap_or_default())
}

fn groups(kim: &Kim, sitting: &Sitting, rows: &[usize]) -> Vec<Entry> {
    let mut entries = Vec::new();
    for mark in 2..=5 {
        let group: Vec<usize> = rows.iter().copied().filter(|&row| sitting.mark[row] == Some(mark)).collect();
        if group.is_empty() {
            continue;
        }
        let item = |item: usize| facility(format!("{}|{mark}", kim.items[item].name), kim, sitting, &group, &[item]);
        entries.extend((0..kim.items.len()).map(item));
    }
    entries
}

fn count(key: String, rows: &[usize], hit: impl Fn(usize) -> bool) -> Entry {
    let hits = rows.iter().filter(|&&row| hit(row)).count();
    (key, hits as f64 / rows.len().max(1) as f64, u32::try_from(rows.len()).unwrap_or(u32::MAX))
}

/// Share of the maximum points over some items; a topic not taught leaves the maximum.
fn facility(key: String, kim: &Kim, sitting: &Sitting, rows: &[usize], items: &[usize]) -> Entry {
    let (mut points, mut most) = (0_u64, 0_u64);
    for &row in rows {
        for &item in items {
            if let Some(value) = sitting.row(row)[item].value() {
                points += u64::from(value);
                most += u64::from(kim.items[item].max);
            }
        }
    }
    (key, points as f64 / most.max(1) as f64, u32::try_from(rows.len()).unwrap_or(u32::MAX))
}
