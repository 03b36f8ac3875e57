//! What honest pupils would score near the boundaries: from the model (rungs A and B), from published scores or from a smooth curve
//! through the school's own scripts (rungs C and D).

use psychometrics::math::exp;
use psychometrics::score_distribution::ScoreTable;
use rayon::prelude::*;

use super::bands::{Band, Inside};
use crate::indicators::borrowed::published;
use crate::indicators::examined::{Examined, Fitted};
use crate::tilt::tilted;
use records::dataset::Quantity;

/// Expected and observed scripts by score of one set.
#[derive(Clone, Debug, Default)]
pub(super) struct Scores {
    /// Observed scripts with 0, 1, …, max points.
    pub observed: Vec<f64>,
    /// Expected scripts.
    pub expected: Vec<f64>,
    /// Variance of the number of scripts.
    pub variance: Vec<f64>,
    /// Predictive distribution of each pupil, one per pupil of the set; empty where the pupil has no item scores.
    pupils: Vec<Vec<f64>>,
}

/// Pseudo-scripts that hold the correction of a score at 1 where few scripts have it.
const HELD: f64 = 20.0;

/// Expected scores of all sets of a work under the model, with the class at its own level.
#[must_use]
pub(super) fn by_model(work: &Examined<'_>, fitted: &Fitted) -> Vec<Scores> {
    let given = |seen: &Vec<bool>| ScoreTable::of(&fitted.model.curves, (0..seen.len()).filter(|&item| seen[item])).unwrap_or_default();
    let tables: Vec<ScoreTable> = work.panel.patterns.iter().map(given).collect();
    (0..work.panel.sets.len()).into_par_iter().map(|set| of_set(work, fitted, &tables, set)).collect()
}

fn of_set(work: &Examined<'_>, fitted: &Fitted, tables: &[ScoreTable], set: usize) -> Scores {
    let top = work.panel.top() + 1;
    let mut out = Scores { observed: vec![0.0; top], expected: vec![0.0; top], variance: vec![0.0; top], pupils: Vec::new() };
    for pupil in work.panel.sets[set].pupils.clone() {
        if !work.panel.itemised(pupil) {
            out.pupils.push(Vec::new());
            continue;
        }
        let weights = fitted.model.at_own_level(set, pupil);
        let Ok(pmf) = tables[work.panel.pattern[pupil] as usize].predictive(&weights) else {
            out.pupils.push(Vec::new());
            continue;
        };
        out.observed[usize::from(work.panel.total[pupil]).min(top - 1)] += 1.0;
        for (score, p) in pmf.iter().enumerate() {
            out.expected[score] += p;
            out.variance[score] += p * (1.0 - p);
        }
        out.pupils.push(pmf);
    }
    out
}

impl Scores {
    /// Pupils inside the bands, with honest probabilities corrected by `ratio` (observed to expected at each score elsewhere).
    #[must_use]
    pub(super) fn inside(&self, work: &Examined<'_>, set: usize, bands: &[Band], ratio: &[f64]) -> Vec<Inside> {
        let pupils = work.panel.sets[set].pupils.clone();
        let one = |(pupil, pmf): (usize, &Vec<f64>)| {
            let score = usize::from(work.panel.total[pupil]);
            let band = bands.iter().position(|band| band.scores().contains(&score))?;
            let range = bands.get(band)?.scores();
            let raw: Vec<f64> = range.map(|s| pmf.get(s).copied().unwrap_or(0.0) * ratio.get(s).copied().unwrap_or(1.0)).collect();
            let total: f64 = raw.iter().sum();
            (total > 0.0).then(|| Inside { band, score, honest: raw.iter().map(|p| p / total).collect() })
        };
        pupils.zip(&self.pupils).filter_map(one).collect()
    }
}

/// Observed to expected scripts at each score over the sets of other schools: lumps of the paper itself and, where they are common,
/// customs of the region.
#[must_use]
pub(super) fn ratio_elsewhere(all: &[Scores], school: &[usize], totals: &Totals) -> Vec<f64> {
    let mut observed = totals.observed.clone();
    let mut expected = totals.expected.clone();
    for own in school.iter().filter_map(|&set| all.get(set)) {
        for score in 0..observed.len() {
            observed[score] -= own.observed[score];
            expected[score] -= own.expected[score];
        }
    }
    observed.iter().zip(&expected).map(|(observed, expected)| (observed + HELD) / (expected + HELD)).collect()
}

/// Sums over all sets.
#[derive(Clone, Debug, Default)]
pub(super) struct Totals {
    observed: Vec<f64>,
    expected: Vec<f64>,
}

impl Totals {
    /// Sums in order.
    #[must_use]
    pub(super) fn of(all: &[Scores], top: usize) -> Self {
        let mut out = Self { observed: vec![0.0; top + 1], expected: vec![0.0; top + 1] };
        for set in all {
            for score in 0..=top {
                out.observed[score] += set.observed[score];
                out.expected[score] += set.expected[score];
            }
        }
        out
    }
}

/// Without a region: one distribution for every pupil of the set, published scores tilted to the set's mean, or the school's own scripts
/// smoothed (at least `fewest` of them) and tilted the same way. None where neither is at hand.
#[must_use]
pub(super) fn without_region(work: &Examined<'_>, set: usize, fewest: usize) -> Option<(Scores, bool)> {
    let top = work.panel.top();
    let scores = work.totals(set);
    let mean = scores.iter().sum::<f64>() / scores.len().max(1) as f64;
    let from_area = published(work, Quantity::Score).and_then(|area| area.distribution());
    let (base, published) = match from_area {
        Some(pairs) => {
            let mut base = vec![1e-6; top + 1];
            pairs.iter().filter(|(score, _)| usize::from(*score) <= top).for_each(|(score, share)| base[usize::from(*score)] += share);
            (base, true)
        }
        None => (smoothed(&school_scores(work, set), top, fewest)?, false),
    };
    let pmf = tilted(&base, mean);
    let n = scores.len() as f64;
    let mut out = Scores {
        observed: vec![0.0; top + 1],
        expected: pmf.iter().map(|p| n * p).collect(),
        variance: pmf.iter().map(|p| n * p * (1.0 - p)).collect(),
        pupils: vec![pmf; scores.len()],
    };
    scores.iter().for_each(|score| out.observed[(*score as usize).min(top)] += 1.0);
    Some((out, published))
}

/// All scores of the work in the set's school.
fn school_scores(work: &Examined<'_>, set: usize) -> Vec<f64> {
    let school = work.panel.sets[set].school;
    let classes = (0..work.panel.sets.len()).filter(|&other| work.panel.sets[other].school == school);
    classes.flat_map(|class| work.totals(class)).collect()
}

/// A normal curve on the scores with the mean and variance of the sample, folded into 0..=top; None below `fewest` scripts.
fn smoothed(scores: &[f64], top: usize, fewest: usize) -> Option<Vec<f64>> {
    if scores.len() < fewest {
        return None;
    }
    let n = scores.len() as f64;
    let mean = scores.iter().sum::<f64>() / n;
    let variance = (scores.iter().map(|score| (score - mean) * (score - mean)).sum::<f64>() / n).max(0.5);
    let density = |score: usize| exp(-0.5 * (score as f64 - mean) * (score as f64 - mean) / variance);
    Some((0..=top).map(|score| density(score).max(1e-9)).collect())
}
