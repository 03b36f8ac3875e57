//! Sections 5 and 6: item statistics and planned results by codifier position.

use super::measure::{correlation, real, share};
use super::paper::Script;
use super::published::Published;
use crate::dataset::{Kim, Quantity, SchoolId, Score, Sitting};
use crate::reference::Gates;
use crate::study::{ItemStatistics, MasteryGate, PlannedResult};
use crate::words::Level;

/// Part of the group at each end that discrimination compares (Kelley 1939).
const EXTREME_PART: f64 = 0.27;

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
    pub fn cell(&self, row: usize, item: usize) -> Option<Score> {
        self.sitting.row(row).get(item).copied()
    }
}

/// Section 5, in the order of the paper.
pub(super) fn items(group: &Group<'_>, gates: &Gates, published: &Published<'_>) -> Vec<ItemStatistics> {
    let ends = Ends::new(group);
    (0..group.kim.items.len()).map(|index| item(group, index, &ends, gates, published)).collect()
}

fn item(group: &Group<'_>, index: usize, ends: &Ends, gates: &Gates, published: &Published<'_>) -> ItemStatistics {
    let item = &group.kim.items[index];
    let mut counts = vec![0_u32; usize::from(item.max) + 1];
    let (mut not_attempted, mut not_taught) = (0, 0);
    let mut with_rest = Vec::with_capacity(group.scripts.len());
    let mut ends_of_item = [End::default(); 2];
    for (place, &(row, script)) in group.scripts.iter().enumerate() {
        let Some(cell) = group.cell(row, index) else { continue };
        not_attempted += usize::from(cell == Score::NOT_ATTEMPTED);
        not_taught += usize::from(cell == Score::NOT_TAUGHT);
        let Some(points) = cell.value() else { continue };
        if let Some(count) = counts.get_mut(usize::from(points)) {
            *count += 1;
        }
        with_rest.push((f64::from(points), f64::from(script.score.saturating_sub(u16::from(points)))));
        ends_of_item.iter_mut().zip(&ends.weights[place]).for_each(|(end, &weight)| end.add(weight, points));
    }
    let n: usize = counts.iter().map(|&count| count as usize).sum();
    let facility = facility(&counts, item.max);
    let enough = n >= gates.group;
    let max = f64::from(item.max);
    let [lower, upper] = ends_of_item.map(|end| end.mean());
    ItemStatistics {
        item: item.name.clone(),
        max: item.max,
        level: item.level,
        codifier: item.codifier.clone(),
        n,
        counts,
        not_attempted,
        not_taught,
        facility,
        item_rest: if enough { correlation(&with_rest) } else { None },
        discrimination: if enough { upper.zip(lower).map(|(up, low)| (up - low) / max) } else { None },
        gate: mastery_gate(item.level, facility.map(|share| share[1]), gates),
        references: published
            .of(group.schools, Quantity::Item)
            .filter(|s| s.key == item.name)
            .map(|s| (s.scope, s.area.clone(), s.value))
            .collect(),
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

/// Weighted points at one end of the group.
#[derive(Clone, Copy, Default)]
struct End {
    weight: f64,
    points: f64,
}

impl End {
    fn add(&mut self, weight: f64, points: u8) {
        self.weight += weight;
        self.points += weight * f64::from(points);
    }

    fn mean(self) -> Option<f64> {
        (self.weight > 0.0).then(|| self.points / self.weight)
    }
}

/// Weight of each script in the lower and upper 27 %: pupils with equal scores at the border share the places left.
struct Ends {
    weights: Vec<[f64; 2]>,
}

impl Ends {
    fn new(group: &Group<'_>) -> Self {
        let places = EXTREME_PART * real(group.scripts.len());
        let mut scores: Vec<u16> = group.scripts.iter().map(|(_, script)| script.score).collect();
        scores.sort_unstable();
        let weight = |below: usize, equal: usize| ((places - real(below)) / real(equal)).clamp(0.0, 1.0);
        let of = |&(_, script): &(usize, Script)| {
            let below = scores.partition_point(|&score| score < script.score);
            let not_above = scores.partition_point(|&score| score <= script.score);
            [weight(below, not_above - below), weight(scores.len() - not_above, not_above - below)]
        };
        Self { weights: group.scripts.iter().map(of).collect() }
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
