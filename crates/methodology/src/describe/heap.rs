//! A heap at the mark boundaries: more scripts with exactly the least score of a mark than the paper itself gives.
//!
//! What a paper gives is the distribution of the total that its items make (Lord & Wingersky 1984, Applied Psychological Measurement 8) at
//! every level where pupils stand, with what the items give at a level taken over neighbouring totals: lumps of the scale stay, a heap at
//! one total goes. A group has it moved to its own mean. Of the scripts on a cut and beside it the share on it is compared, over all cuts at
//! once: one p a group. How far the paper's own distribution is off is seen at the scores that are no cut, and counts as a spread.

use psychometrics::math::norm_sf;
use psychometrics::score_distribution::lord_wingersky;

use super::measure::real;
use crate::tilt::tilted;
use records::dataset::{Kim, Score};
use records::study::Heap;

/// A heap is told where one group in a hundred has as large a one by chance: nobody corrects a description for the number of groups.
const LEVEL: f64 = 0.01;
/// Fewest scripts from which what the items give can be told.
const FEWEST: usize = 20;
/// Totals up to a sixth of the maximum away tell what the items give at a level, and at most so many points away.
const REACH: u16 = 4;
/// How far the paper's own distribution is taken to be off, as a share, where no score can tell …
const MISFIT: f64 = 0.1;
/// … and by how many scores that weighs where some can.
const HELD: f64 = 2.0;

/// The distribution of a paper's total as its items give it.
#[derive(Clone, Debug)]
pub(super) struct OwnScores {
    /// Share of every total.
    mass: Vec<f64>,
    /// Cuts with the scores beside them.
    cuts: Vec<Beside>,
    /// By what share the number on a score is off where nobody could gain by it.
    misfit: f64,
}

/// A score with those beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Beside {
    mark: u8,
    score: usize,
    range: std::ops::Range<usize>,
}

impl OwnScores {
    /// From the scripts that were asked every item. None without cuts, and for too few scripts.
    pub(super) fn of<'a>(kim: &Kim, scripts: impl Iterator<Item = (u16, &'a [Score])>) -> Option<Self> {
        let max = usize::from(kim.max());
        let cuts = cuts(kim, max);
        if cuts.is_empty() || max == 0 {
            return None;
        }
        let mut seen = Seen::of(kim, max);
        scripts.for_each(|(total, cells)| seen.add(usize::from(total), cells));
        if seen.totals.iter().sum::<usize>() < FEWEST {
            return None;
        }
        let mass = seen.mass(kim)?;
        let misfit = misfit(&mass, &seen.totals, &cuts);
        Some(Self { mass, cuts, misfit })
    }

    /// The heap of a group with these totals of scripts that were asked every item; None where chance gives as many.
    pub(super) fn heap(&self, scripts: impl Iterator<Item = u16>) -> Option<Heap> {
        let mut counts = vec![0; self.mass.len()];
        scripts.for_each(|total| counts.get_mut(usize::from(total)).into_iter().for_each(|count| *count += 1));
        self.of_counts(&counts)
    }

    fn of_counts(&self, totals: &[usize]) -> Option<Heap> {
        let n: usize = totals.iter().sum();
        let mean = totals.iter().enumerate().map(|(score, count)| real(score * count)).sum::<f64>() / real(n.max(1));
        if mean <= 0.0 || mean >= real(totals.len().saturating_sub(1)) {
            return None;
        }
        let mass = tilted(&self.mass, mean);
        let (mut seen, mut expected, mut variance, mut found) = (0, 0.0, 0.0, Vec::new());
        for cut in &self.cuts {
            let Some((beside, share)) = share(&mass, totals, cut) else { continue };
            let (at, usual) = (totals[cut.score], real(beside) * share);
            (seen, expected) = (seen + at, expected + usual);
            variance += usual * (1.0 - share) + self.misfit * self.misfit * usual * usual;
            found.push((cut.mark, cut.score, at, usual));
        }
        let p = norm_sf((real(seen) - 0.5 - expected) / variance.sqrt());
        if !p.le(&LEVEL) {
            return None;
        }
        found.retain(|(_, _, at, usual)| real(*at) > *usual);
        found.sort_by(|a, b| (real(b.2) - b.3).total_cmp(&(real(a.2) - a.3)));
        let whole = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let cuts = found.into_iter().map(|(mark, score, at, usual)| (mark, u16::try_from(score).unwrap_or(u16::MAX), whole(at), usual));
        Some(Heap { p, scripts: whole(seen), expected, cuts: cuts.collect() })
    }
}

/// Cuts inside the scale with their neighbours; a score stands beside one cut only.
fn cuts(kim: &Kim, max: usize) -> Vec<Beside> {
    let mut free = 0;
    let mut out = Vec::new();
    for cut in kim.scale.iter().flat_map(|scale| &scale.cuts) {
        let score = usize::from(cut.min_score);
        if score == 0 || score >= max || score < free {
            continue;
        }
        let range = (score - 1).max(free)..score + 2;
        free = range.end;
        out.push(Beside { mark: cut.mark, score, range });
    }
    out
}

/// Scripts on a score and beside it, and what share of them stands on it by `mass`.
fn share(mass: &[f64], totals: &[usize], at: &Beside) -> Option<(usize, f64)> {
    let beside = totals.get(at.range.clone())?.iter().sum();
    let all: f64 = mass.get(at.range.clone())?.iter().sum();
    (beside > 0 && all > 0.0).then(|| (beside, mass[at.score] / all))
}

/// By what share numbers are off beyond chance at the scores that have no cut beside them, Σ((o − e)² − v)/Σe², held at [`MISFIT`].
fn misfit(mass: &[f64], totals: &[usize], cuts: &[Beside]) -> f64 {
    let (mut beyond, mut squares, mut scores) = (0.0, 0.0, 0.0);
    for score in 1..mass.len().saturating_sub(1) {
        let at = Beside { mark: 0, score, range: score - 1..score + 2 };
        let near_a_cut = cuts.iter().any(|cut| at.range.contains(&cut.score));
        let Some((beside, share)) = share(mass, totals, &at).filter(|_| !near_a_cut) else { continue };
        let usual = real(beside) * share;
        let off = real(totals[score]) - usual;
        beyond += off * off - usual * (1.0 - share);
        squares += usual * usual;
        scores += 1.0;
    }
    if squares <= 0.0 {
        return MISFIT;
    }
    ((scores * beyond.max(0.0) / squares + HELD * MISFIT * MISFIT) / (scores + HELD)).sqrt()
}

/// Scripts counted by total, and by total, item and points.
struct Seen {
    totals: Vec<usize>,
    points: Vec<Vec<Vec<f64>>>,
}

impl Seen {
    fn of(kim: &Kim, max: usize) -> Self {
        let empty: Vec<Vec<f64>> = kim.items.iter().map(|item| vec![0.0; usize::from(item.max) + 1]).collect();
        Self { totals: vec![0; max + 1], points: vec![empty; max + 1] }
    }

    fn add(&mut self, total: usize, cells: &[Score]) {
        let (Some(count), Some(points)) = (self.totals.get_mut(total), self.points.get_mut(total)) else { return };
        *count += 1;
        for (item, cell) in points.iter_mut().zip(cells) {
            if let Some(share) = cell.value().and_then(|points| item.get_mut(usize::from(points))) {
                *share += 1.0;
            }
        }
    }

    /// Share of every total over the levels where scripts stand.
    fn mass(&self, kim: &Kim) -> Option<Vec<f64>> {
        let n: usize = self.totals.iter().sum();
        let reach = usize::from((kim.max() / 6).clamp(1, REACH));
        let mut mass = vec![0.0; self.totals.len()];
        for (level, count) in self.totals.iter().enumerate().filter(|(_, count)| **count > 0) {
            let items = self.near(level, reach);
            let given = lord_wingersky(&items.iter().map(Vec::as_slice).collect::<Vec<_>>()).ok()?;
            mass.iter_mut().zip(given).for_each(|(mass, given)| *mass += given * real(*count) / real(n));
        }
        Some(mass)
    }

    /// What the items give about a level: near totals weigh more.
    fn near(&self, level: usize, reach: usize) -> Vec<Vec<f64>> {
        let mut items: Vec<Vec<f64>> = self.points[level].iter().map(|item| vec![0.0; item.len()]).collect();
        let totals = level.saturating_sub(reach)..(level + reach + 1).min(self.points.len());
        for total in totals {
            let weight = real(reach + 1 - level.abs_diff(total));
            for (item, points) in items.iter_mut().zip(&self.points[total]) {
                item.iter_mut().zip(points).for_each(|(sum, count)| *sum += weight * count);
            }
        }
        for item in &mut items {
            let all: f64 = item.iter().sum();
            item.iter_mut().for_each(|share| *share /= all);
        }
        items
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use psychometrics::stream::Stream;

    use super::*;
    use crate::describe::paper::Paper;
    use crate::describe::tests::{paper, script};
    use records::dataset::{Cut, Dataset, Item, Scale, ScaleOrigin};

    /// A paper of `ones` items of one point and `lumps` items that give nothing or three points, with one cut.
    fn work(ones: usize, lumps: usize, cut: u16) -> Dataset {
        let mut dataset = paper();
        let item = |index: usize, max: u8| Item { name: index.to_string(), max, format: None, level: None, codifier: None };
        dataset.kims[0].items = (0..ones).map(|at| item(at, 1)).chain((ones..ones + lumps).map(|at| item(at, 3))).collect();
        let cut = Cut { mark: 3, min_score: cut, condition: None };
        dataset.kims[0].scale = Some(Scale { lowest: 2, cuts: vec![cut], origin: ScaleOrigin::FromData });
        dataset.sittings[0].width = ones + lumps;
        dataset
    }

    /// `n` pupils who do an item with the same chance, `easier` for the class they are in; `lifted` of those one point short of the cut are
    /// given one more, as a marker in doubt would.
    fn write(dataset: &mut Dataset, class: &str, n: usize, easier: f64, lifted: f64, stream: &mut Stream) {
        let (items, cut) = (dataset.kims[0].items.clone(), dataset.kims[0].scale.as_ref().expect("a scale").cuts[0].min_score);
        for _ in 0..n {
            let able = 0.5 + easier + 0.15 * stream.normal();
            let mut cells: Vec<u8> = items.iter().map(|item| if stream.uniform() < able { item.max } else { 0 }).collect();
            let total: u16 = cells.iter().map(|points| u16::from(*points)).sum();
            let zero = cells.iter().zip(&items).position(|(points, item)| *points == 0 && item.max == 1);
            if let Some(at) = zero.filter(|_| total + 1 == cut && stream.uniform() < lifted) {
                cells[at] = 1;
            }
            script(dataset, 0, class, &cells.iter().map(u8::to_string).collect::<String>(), None);
        }
    }

    fn heap_of(dataset: &Dataset) -> Option<Heap> {
        crate::describe::tests::describe_all(dataset).scores.and_then(|scores| scores.heap)
    }

    /// Points by threes make lumps that every honest class of this paper has: the neighbours of the cut are rare, and it is no heap.
    #[test]
    fn lumps_of_the_paper_are_no_heap() {
        let mut stream = Stream::of(1, "lumps", 0);
        let mut dataset = work(1, 6, 9);
        write(&mut dataset, "4А", 120, 0.0, 0.0, &mut stream);
        let histogram = crate::describe::tests::describe_all(&dataset).scores.expect("scripts").histogram;
        assert!(histogram[9] > 2 * histogram[8] && histogram[9] > histogram[10], "{histogram:?}");
        assert!(heap_of(&dataset).is_none());
    }

    /// Of 400 honest groups of 30 on one paper, at most one in a hundred has a heap by chance: Binomial(400, .01) is above 10 in 1 of 350.
    #[test]
    fn honest_groups_have_no_heap_and_lifted_ones_have() {
        let found = |lifted: f64| {
            let mut told = 0;
            for world in 0..100 {
                let mut stream = Stream::of(2, "heaps", world);
                let mut dataset = work(12, 2, 8);
                for (class, easier) in [("4А", -0.15), ("4Б", -0.05), ("4В", 0.05), ("4Г", 0.15)] {
                    write(&mut dataset, class, 30, easier, lifted, &mut stream);
                }
                let reference = crate::describe::tests::reference();
                let describer = crate::describe::Describer::new(&dataset, &reference);
                let sets = dataset.result_sets();
                let described = describer.sets(&sets, &vec![crate::describe::Detail::Aggregate; sets.len()]);
                told += described.iter().filter(|one| one.scores.as_ref().is_some_and(|scores| scores.heap.is_some())).count();
            }
            told
        };
        let [honest, lifted] = [found(0.0), found(0.9)];
        assert!(honest <= 10 && lifted > 35, "{honest} {lifted}");
    }

    #[test]
    fn a_heap_is_told_in_numbers_and_accuses_nobody() {
        let mut stream = Stream::of(3, "told", 0);
        let mut dataset = work(14, 0, 8);
        write(&mut dataset, "4А", 150, 0.0, 1.0, &mut stream);
        let found = crate::describe::tests::describe_all(&dataset);
        let heap = found.scores.as_ref().and_then(|scores| scores.heap.as_ref()).expect("nobody has seven points");
        let (mark, score, at, usual) = heap.cuts[0];
        assert_eq!((mark, score, at), (3, 8, heap.scripts));
        assert!(heap.p <= LEVEL && f64::from(at) > usual && (heap.expected - usual).abs() < 1e-12);
        let said = found.findings.iter().find(|text| text.ru.starts_with("Ровно на нижних границах отметок")).expect("a sentence");
        assert!(!said.ru.contains("требует проверки") && said.en.contains("benefit of the doubt"), "{said:?}");
    }

    #[test]
    fn scripts_whose_maximum_or_items_are_not_the_papers_are_left_aside() {
        let mut dataset = work(6, 0, 3);
        for _ in 0..30 {
            script(&mut dataset, 0, "4А", "11100N", None);
        }
        assert!(heap_of(&dataset).is_none(), "another maximum");
        let mut dataset = work(6, 0, 3);
        (0..30).for_each(|_| script(&mut dataset, 0, "4А", "......", None));
        dataset.sittings[0].recorded_score = vec![Some(3); 30];
        assert!(heap_of(&dataset).is_none(), "only totals");
        let mut dataset = work(6, 0, 3);
        (0..30).for_each(|_| script(&mut dataset, 0, "4А", "111111", None));
        assert!(heap_of(&dataset).is_none(), "nobody at the cut, all at the top");
    }

    #[test]
    fn neighbours_belong_to_one_cut() {
        let mut dataset = work(8, 0, 3);
        let cut = |mark, min_score| Cut { mark, min_score, condition: None };
        dataset.kims[0].scale = Some(Scale { lowest: 2, cuts: vec![cut(3, 3), cut(4, 5), cut(5, 8)], origin: ScaleOrigin::FromData });
        let ranges: Vec<_> = cuts(&dataset.kims[0], 8).into_iter().map(|cut| (cut.score, cut.range)).collect();
        assert_eq!(ranges, [(3, 2..5), (5, 5..7)], "nothing lies above the maximum");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        /// The paper's own distribution is one, whatever was scored.
        #[test]
        fn own_scores_are_a_distribution(cells in proptest::collection::vec([0_u8..2, 0..3, 0..2, 0..4], 20..60)) {
            let mut dataset = paper();
            cells.iter().for_each(|cells| script(&mut dataset, 0, "4А", &cells.iter().map(u8::to_string).collect::<String>(), None));
            let sitting = &dataset.sittings[0];
            let own = Paper::new(&dataset.kims[0], sitting).own.expect("cuts and scripts");
            prop_assert!((own.mass.iter().sum::<f64>() - 1.0).abs() < 1e-9 && own.mass.iter().all(|mass| *mass >= 0.0));
            prop_assert!(own.misfit.is_finite() && own.misfit >= 0.0);
        }
    }
}
