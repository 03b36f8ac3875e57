//! The workbook for readers outside the school (constraints C1, C10): parallels instead of classes, no pupils, no files, no small cells.

use records::study::{Description, Part};
use words::{Word, papers};

use super::sheets::{COMPARISON, ITEMS, NUMBERS, about, comparison, item_rows, keyed, numbers, units};
use super::{Cell, Sheet};
use crate::Material;
use crate::tables::{ParallelSets, parallel_sets};

/// Every sheet; an empty one is left out when written.
pub(super) fn all(material: &Material<'_>) -> Vec<Sheet> {
    let groups = parallel_sets(&material.study);
    vec![
        parallels(&groups, material),
        marks(&groups, material),
        journal(&groups, material),
        items(&groups, material),
        units(material),
        about(material),
    ]
}

fn key(group: &ParallelSets<'_>, material: &Material<'_>) -> Vec<Cell> {
    let Some(first) = group.sets.first() else { return Vec::new() };
    let study = &material.study;
    let work = study.works.get(first.work).map_or(first.procedure.as_str(), |work| work.title.in_lang(material.lang));
    [study.school(&first.school), &group.grade.to_string(), &first.subject, work].into_iter().map(Cell::text).collect()
}

fn described<'a>(group: &ParallelSets<'_>, material: &'a Material<'_>) -> Option<&'a Description> {
    group.description(&material.study).filter(|description| !description.withheld.contains(&Part::Whole))
}

/// Rows of the groups that have something to say.
fn rows(groups: &[ParallelSets<'_>], material: &Material<'_>, row: impl Fn(&ParallelSets<'_>) -> Option<Vec<Cell>>) -> Vec<Vec<Cell>> {
    groups.iter().filter_map(|group| Some(key(group, material).into_iter().chain(row(group)?).collect())).collect()
}

fn parallels(groups: &[ParallelSets<'_>], material: &Material<'_>) -> Sheet {
    let row = |group: &ParallelSets<'_>| {
        let description = described(group, material);
        let mean = description.and_then(|d| d.scores.as_ref()).map(|scores| scores.mean);
        let [low, middle, high] = mean.map_or([None; 3], |mean| mean.map(Some));
        let max = material.study.works.get(group.sets.first()?.work).map(|work| f64::from(work.max));
        let n = description.map_or(Cell::Empty, |d| Cell::count(d.n));
        Some(vec![Cell::count(group.sets.len()), n, Cell::number(max), Cell::number(middle), Cell::number(low), Cell::number(high)])
    };
    let own: [(Word, f64); 6] = [
        (papers::col_classes, 8.0),
        (papers::col_scripts, 8.0),
        (papers::col_max, 10.0),
        (papers::col_mean_score, 12.0),
        (papers::col_low, 10.0),
        (papers::col_high, 10.0),
    ];
    Sheet { name: papers::sheet_parallels, heads: parallel_heads(&own), rows: rows(groups, material, row) }
}

fn parallel_heads(own: &[(Word, f64)]) -> Vec<(Word, f64)> {
    keyed(papers::col_parallel, own)
}

fn marks(groups: &[ParallelSets<'_>], material: &Material<'_>) -> Sheet {
    let row = |group: &ParallelSets<'_>| {
        let described = described(group, material).filter(|described| !described.withheld.contains(&Part::Marks))?;
        Some(numbers(&described.marks.as_ref()?.attainment))
    };
    Sheet { name: papers::sheet_marks, heads: parallel_heads(&NUMBERS), rows: rows(groups, material, row) }
}

fn journal(groups: &[ParallelSets<'_>], material: &Material<'_>) -> Sheet {
    let row = |group: &ParallelSets<'_>| described(group, material)?.journal.as_ref().map(comparison);
    Sheet { name: papers::sheet_journal, heads: parallel_heads(&COMPARISON), rows: rows(groups, material, row) }
}

fn items(groups: &[ParallelSets<'_>], material: &Material<'_>) -> Sheet {
    let of = |group: &ParallelSets<'_>| {
        let rows = |description| item_rows(&key(group, material), description, material.lang);
        described(group, material).map(rows).unwrap_or_default()
    };
    Sheet { name: papers::sheet_items, heads: parallel_heads(&ITEMS), rows: groups.iter().flat_map(of).collect() }
}
