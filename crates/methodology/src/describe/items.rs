//! Sections 5 and 6: item statistics and planned results by codifier position.

use psychometrics::curves::Responses;
use psychometrics::items::item_statistics;

use super::measure::{real, share};
use super::paper::Script;
use super::published::Published;
use records::dataset::{Item, Kim, Quantity, SchoolId, Score, Sitting};
use records::reference::Gates;
use records::study::{ItemStatistics, MasteryGate, PlannedResult};
use records::vocabulary::Level;

/// The scripts of one group on one paper.
pub(super) struct Group<'a> {
    pub kim: &'a Kim,
    pub sitting: &'a Sitting,
    /// (row, script), in the order of rows.
    pub scripts: &'a [(usize, Script)],
    pub schools: &'a [SchoolId],
}

impl Group<'_> {
    /// The cell of a script on an item.
    pub(super) fn cell(&self, row: usize, item: usize) -> Option<Score> {
        self.sitting.row(row).get(item).copied()
    }
}

/// Section 5, in the order of the paper. Item–rest correlation and discrimination from the group gate on; empty where only totals are known.
pub(super) fn items(group: &Group<'_>, responses: &Responses, gates: &Gates, published: &Published<'_>) -> Vec<ItemStatistics> {
    let measured = item_statistics(responses);
    if measured.iter().all(|item| item.n == 0) {
        return Vec::new();
    }
    let statistics = |(index, measured): (usize, &psychometrics::items::ItemStatistics)| {
        let known = |value: Option<f64>| value.filter(|_| measured.n >= gates.group);
        let counted = count(group, index);
        ItemStatistics {
            item_rest: known(measured.item_rest),
            discrimination: known(measured.discrimination),
            ..item(group, index, counted, gates, published)
        }
    };
    measured.iter().enumerate().map(statistics).collect()
}

/// The cells of the group as the kernels want them; not taught and not marked are not given. None for a paper without items.
pub(super) fn responses(group: &Group<'_>) -> Option<Responses> {
    let items = &group.kim.items;
    let mut responses = Responses::new(&items.iter().map(|item| usize::from(item.max) + 1).collect::<Vec<_>>()).ok()?;
    for &(row, _) in group.scripts {
        let cell = |(index, item): (usize, &Item)| group.cell(row, index)?.value().filter(|points| *points <= item.max);
        let cells: Vec<Option<u8>> = items.iter().enumerate().map(cell).collect();
        // Fails only for a row of another length or a score above the maximum, and neither can be.
        drop(responses.push(&cells));
    }
    Some(responses)
}

/// Cells of one item: points 0…max, not attempted, not taught.
struct Counted {
    points: Vec<u32>,
    not_attempted: usize,
    not_taught: usize,
}

fn count(group: &Group<'_>, index: usize) -> Counted {
    let max = group.kim.items.get(index).map_or(0, |item| item.max);
    let mut counted = Counted { points: vec![0; usize::from(max) + 1], not_attempted: 0, not_taught: 0 };
    for cell in group.scripts.iter().filter_map(|&(row, _)| group.cell(row, index)) {
        counted.not_attempted += usize::from(cell == Score::NOT_ATTEMPTED);
        counted.not_taught += usize::from(cell == Score::NOT_TAUGHT);
        if let Some(count) = cell.value().and_then(|points| counted.points.get_mut(usize::from(points))) {
            *count += 1;
        }
    }
    counted
}

fn item(group: &Group<'_>, index: usize, counted: Counted, gates: &Gates, published: &Published<'_>) -> ItemStatistics {
    let item = &group.kim.items[index];
    let facility = facility(&counted.points, item.max);
    let of_item = published.of(group.schools, Quantity::Item).filter(|share| share.key == item.name);
    ItemStatistics {
        item: item.name.clone(),
        max: item.max,
        level: item.level,
        codifier: item.codifier.clone(),
        n: counted.points.iter().map(|&count| count as usize).sum(),
        counts: counted.points,
        not_attempted: Some(counted.not_attempted),
        not_taught: Some(counted.not_taught),
        facility,
        item_rest: None,
        discrimination: None,
        gate: mastery_gate(item.level, facility.map(|share| share[1]), gates),
        references: of_item.map(|share| (share.scope, share.area.clone(), share.value)).collect(),
        withheld: false,
    }
}

/// Share of the maximum with interval, from counts by points.
fn facility(counts: &[u32], max: u8) -> Option<[f64; 3]> {
    let n: usize = counts.iter().map(|&count| count as usize).sum();
    let points: usize = counts.iter().enumerate().map(|(value, &count)| value * count as usize).sum();
    share(real(points) / f64::from(max.max(1)), n)
}

/// Federal gate: sufficient, uncertain or insufficient for the declared level.
pub(super) fn mastery_gate(level: Option<Level>, mastery: Option<f64>, gates: &Gates) -> MasteryGate {
    let (Some(level), Some(mastery)) = (level, mastery) else { return MasteryGate::Unknown };
    let [sufficient, insufficient] = gates.mastery(level);
    if mastery >= sufficient {
        MasteryGate::Sufficient
    } else if mastery < insufficient {
        MasteryGate::Insufficient
    } else {
        MasteryGate::Uncertain
    }
}

/// Section 6: mastery by codifier position, in the order of first appearance in the paper. Points over maxima of all its items and pupils.
pub(super) fn planned(group: &Group<'_>, gates: &Gates) -> Vec<PlannedResult> {
    let mut positions: Vec<(&str, Vec<usize>)> = Vec::new();
    for (index, item) in group.kim.items.iter().enumerate() {
        let Some(codifier) = item.codifier.as_deref() else { continue };
        match positions.iter_mut().find(|(known, _)| *known == codifier) {
            Some((_, items)) => items.push(index),
            None => positions.push((codifier, vec![index])),
        }
    }
    positions.into_iter().filter_map(|(codifier, items)| position(group, codifier, &items, gates)).collect()
}

fn position(group: &Group<'_>, codifier: &str, items: &[usize], gates: &Gates) -> Option<PlannedResult> {
    let (mut n, mut points, mut possible) = (0, 0_u32, 0_u32);
    for &(row, _) in group.scripts {
        let cells = items.iter().filter_map(|&index| Some((group.cell(row, index)?.value()?, group.kim.items[index].max)));
        let (sum, max) = cells.fold((0_u32, 0_u32), |(sum, max), (value, top)| (sum + u32::from(value), max + u32::from(top)));
        n += usize::from(max > 0);
        points += sum;
        possible += max;
    }
    if possible == 0 {
        return None;
    }
    let mastery = share(f64::from(points) / f64::from(possible) * real(n), n)?;
    Some(PlannedResult {
        codifier: codifier.to_owned(),
        items: items.iter().map(|&index| group.kim.items[index].name.clone()).collect(),
        n,
        mastery,
        gate: mastery_gate(common_level(group.kim, items), Some(mastery[1]), gates),
    })
}

/// The level whose gate holds for all items; None where basic and harder items are mixed or a level is not known.
fn common_level(kim: &Kim, items: &[usize]) -> Option<Level> {
    let mut levels = items.iter().map(|&index| kim.items[index].level);
    let first = levels.next()??;
    let same = |level: Option<Level>| level.is_some_and(|level| (level == Level::Basic) == (first == Level::Basic));
    levels.all(same).then_some(first)
}

/// Share of points on the items of a level, for one script.
pub(super) fn level_share(group: &Group<'_>, row: usize, level: Level) -> Option<f64> {
    let of_level = group.kim.items.iter().enumerate().filter(|(_, item)| item.level == Some(level));
    let cells = of_level.filter_map(|(index, item)| Some((group.cell(row, index)?.value()?, item.max)));
    let (points, max) = cells.fold((0_u32, 0_u32), |(sum, max), (value, top)| (sum + u32::from(value), max + u32::from(top)));
    (max > 0).then(|| f64::from(points) / f64::from(max))
}
