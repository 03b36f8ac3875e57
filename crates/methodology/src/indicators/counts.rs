//! How many pupils of a set fall into a range of scores, against the predictive distribution of that number: shared by `ceiling` and
//! `low-results`.
//!
//! Given the level of the class the pupils are independent and the number is a sum of unlike coins. The level itself is uncertain: the
//! sums are mixed over its posterior (shrunken level, T² and sampling variance), never plugged in.

use std::ops::Range;

use psychometrics::binomial::{NOTHING_KNOWN, wilson};
use psychometrics::discrete::{lower_tail, moments, upper_tail};
use psychometrics::math::norm_upper_quantile;
use psychometrics::poisson_binomial;
use rayon::prelude::*;

use crate::model::Model;
use crate::model::masses::Masses;
use crate::model::panel::Panel;
use records::card::{Outcome, Reading};
use records::figure::{Figure, Plot};
use records::text::Text;
use records::vocabulary::{Ladder, PKind};

use super::calibration::{Calibrated, Raw, judge};
use super::{Examined, Fitted};

/// Gauss–Hermite nodes and weights of a standard normal (five points, exact to degree nine).
const NODES: [(f64, f64); 5] = [
    (-2.856_970_013_872_806, 0.011_257_411_327_720_691),
    (-1.355_626_179_974_266, 0.222_075_922_005_612_64),
    (0.0, 0.533_333_333_333_333_3),
    (1.355_626_179_974_266, 0.222_075_922_005_612_64),
    (2.856_970_013_872_806, 0.011_257_411_327_720_691),
];
/// Pseudo-pupils that hold the correction at 1 where few pupils fall into the range.
const HELD: f64 = 20.0;
/// Least standard deviation of the number: where hardly anyone is expected, one pupil still is a small number.
const LEAST_SPREAD: f64 = 0.3;

/// The number of pupils in the range and what was expected.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Count {
    pub n: usize,
    pub observed: usize,
    pub expected: f64,
    pub variance: f64,
    /// Mid-p of at least as many.
    pub upper: f64,
    /// Mid-p of at most as many.
    pub lower: f64,
}

/// Which side is the stated test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// More than expected.
    More,
    /// Fewer than expected.
    Fewer,
}

/// Counts of all sets.
pub(super) fn counts(work: &Examined<'_>, fitted: &Fitted, range: &Range<usize>) -> Vec<Count> {
    let panel = work.panel;
    let masses = Masses::of(&fitted.model, panel, std::slice::from_ref(range));
    let plain = |set: usize| -> (usize, f64) {
        let pupils = panel.sets[set].pupils.clone().filter(|&pupil| panel.itemised(pupil));
        let level = fitted.model.levels.shrunken(set);
        pupils.fold((0, 0.0), |sum, pupil| {
            let inside = range.contains(&usize::from(panel.total[pupil]));
            (sum.0 + usize::from(inside), sum.1 + masses.mass(panel, pupil, 0, &fitted.model.at_level(set, level, pupil)))
        })
    };
    let sums: Vec<(usize, f64)> = (0..panel.sets.len()).into_par_iter().map(plain).collect();
    let ratios = ratios_elsewhere(panel, &sums);
    let one = |set: usize| {
        let chances = |level: f64| chances(&fitted.model, panel, &masses, set, level, ratios[set]);
        count(sums[set].0, &fitted.model, set, chances)
    };
    (0..panel.sets.len()).into_par_iter().map(one).collect()
}

/// Observed to expected in the other schools, set by set.
fn ratios_elsewhere(panel: &Panel, sums: &[(usize, f64)]) -> Vec<f64> {
    let add = |into: &mut [f64; 2], set: usize, sign: f64| {
        into[0] += sign * sums[set].0 as f64;
        into[1] += sign * sums[set].1;
    };
    let mut all = [0.0; 2];
    (0..sums.len()).for_each(|set| add(&mut all, set, 1.0));
    let mut order: Vec<(u32, usize)> = panel.sets.iter().enumerate().map(|(at, set)| (set.school, at)).collect();
    order.sort_unstable();
    let mut out = vec![1.0; sums.len()];
    for school in order.chunk_by(|a, b| a.0 == b.0) {
        let mut others = all;
        school.iter().for_each(|(_, set)| add(&mut others, *set, -1.0));
        let ratio = (others[0].max(0.0) + HELD) / (others[1].max(0.0) + HELD);
        school.iter().for_each(|(_, set)| out[*set] = ratio);
    }
    out
}

/// Chances of the pupils of a set at a level of the class.
fn chances(model: &Model, panel: &Panel, masses: &Masses, set: usize, level: f64, ratio: f64) -> Vec<f64> {
    let pupils = panel.sets[set].pupils.clone().filter(|&pupil| panel.itemised(pupil));
    pupils.map(|pupil| (ratio * masses.mass(panel, pupil, 0, &model.at_level(set, level, pupil))).min(1.0)).collect()
}

/// The number observed against the mixture over the level of the class.
fn count(observed: usize, model: &Model, set: usize, chances: impl Fn(f64) -> Vec<f64>) -> Count {
    let levels = &model.levels;
    let (variance, sampling) = (levels.variance(set), levels.sampling(set));
    let sd = (variance * sampling / (variance + sampling)).sqrt();
    let mut mass: Vec<f64> = Vec::new();
    for (node, weight) in NODES {
        // Chances are probabilities; were they none, there would be no count to judge.
        let given = poisson_binomial::pmf(&chances(levels.shrunken(set) + sd * node)).unwrap_or_default();
        mass.resize(given.len(), 0.0);
        mass.iter_mut().zip(given).for_each(|(sum, p)| *sum += weight * p);
    }
    against(observed, &mass)
}

fn against(observed: usize, mass: &[f64]) -> Count {
    let (expected, variance) = moments(mass).unwrap_or((f64::NAN, f64::NAN));
    let [upper, lower] = [upper_tail(mass, observed), lower_tail(mass, observed)].map(|tail| tail.map_or(f64::NAN, |tail| tail.mid));
    Count { n: mass.len().saturating_sub(1), observed, expected, variance, upper, lower }
}

/// What a number says in words.
pub(super) struct Said {
    pub explanation: Text,
    pub title: Text,
    pub caption: Text,
    /// Name of the range: «высший балл».
    pub range: Text,
}

/// Answers of all sets: `say` words a count.
pub(super) fn answers(work: &Examined<'_>, range: &Range<usize>, side: Side, say: impl Fn(&Count, &Calibrated) -> Said) -> Vec<Outcome> {
    let counts = work.fitted.map(|fitted| counts(work, fitted, range));
    let answer = |set: usize| match (&counts, work.rungs[set].ladder) {
        _ if !work.enough(set) => work.too_few(set),
        (Some(counts), Ladder::A | Ladder::B) if counts[set].n >= work.protocol.too_few => {
            let own = judged(work, &counts[set], side);
            reading(work, set, &counts[set], &own, say(&counts[set], &own))
        }
        _ => Outcome::NoData {
            why: Text::new(
                "без баллов по заданиям в других школах ожидаемое число не построить",
                "without item scores in other schools there is no expected number",
            )
            .of_no_one(),
        },
    };
    (0..work.panel.sets.len()).map(answer).collect()
}

/// z and p of the exact test, effect and interval in pupils, upward in the direction tested.
pub(super) fn judged(work: &Examined<'_>, count: &Count, side: Side) -> Calibrated {
    let (p, sign) = if side == Side::More { (count.upper, 1.0) } else { (count.lower, -1.0) };
    let z = norm_upper_quantile(p.clamp(1e-15, 1.0 - 1e-15));
    let standard = judge(Raw { n: count.n, school: 0, effect: z, error: 1.0 }, 0.0, 1.0, f64::INFINITY, work.protocol);
    standard.in_units(sign * (count.observed as f64 - count.expected), count.variance.sqrt().max(LEAST_SPREAD))
}

fn reading(work: &Examined<'_>, set: usize, count: &Count, own: &Calibrated, said: Said) -> Outcome {
    let workings = vec![
        (Text::new("работ с баллами по заданиям", "scripts with item scores"), count.n as f64),
        (said.range.clone(), count.observed as f64),
        (Text::new("ожидалось", "expected"), count.expected),
        (Text::new("дисперсия этого числа", "variance of that number"), count.variance),
        (Text::new("mid-p: столько или больше", "mid-p: as many or more"), count.upper),
        (Text::new("mid-p: столько или меньше", "mid-p: as many or fewer"), count.lower),
    ];
    let words = Reading {
        reference: work.rungs[set].words(),
        explanation: said.explanation,
        figures: vec![figure(count, said.title, said.caption)],
        workings,
        p_kind: PKind::Model,
        ..super::empty_reading()
    };
    Outcome::Answered(Box::new(own.reading(count.n, words)))
}

/// The share seen above the share expected.
fn figure(count: &Count, title: Text, caption: Text) -> Figure {
    let n = count.n.max(1) as f64;
    let (low, high) = wilson(count.observed as f64, n, 0.95).unwrap_or(NOTHING_KNOWN);
    let (share, half) = (count.expected / n, 1.96 * count.variance.sqrt() / n);
    let rows = vec![
        (Text::new("этот набор", "this set"), [low, count.observed as f64 / n, high]),
        (Text::new("ожидание", "expected"), [(share - half).max(0.0), share, (share + half).min(1.0)]),
    ];
    Figure { title, caption, plot: Plot::Intervals { rows, axis: Text::new("доля работ", "share of scripts"), zero: 0.0 } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nodes_integrate_a_normal() {
        let moment = |power: i32| NODES.iter().map(|(node, weight)| weight * (0..power).map(|_| node).product::<f64>()).sum::<f64>();
        for (power, want) in [(0, 1.0), (2, 1.0), (4, 3.0), (6, 15.0), (8, 105.0)] {
            assert!((moment(power) - want).abs() < 1e-9, "{power}: {}", moment(power));
        }
    }

    #[test]
    fn both_sides_of_a_count() {
        // Two coins: one head has mid-p one half on both sides.
        let one = against(1, &[0.25, 0.5, 0.25]);
        assert!((one.upper - 0.5).abs() < 1e-15 && (one.lower - 0.5).abs() < 1e-15 && one.n == 2);
        let none = against(0, &[0.25, 0.5, 0.25]);
        assert!((none.lower - 0.125).abs() < 1e-15 && (none.expected - 1.0).abs() < 1e-15);
    }

    /// Six of ten at the top where each had one chance in ten; and an honest number by running through all outcomes: mid-p has mean one half, and
    /// oversteps a level by less than half the mass of the count that lies on it (here .0574 at three).
    #[test]
    fn a_heap_is_seen_and_chance_is_not() {
        let mass = poisson_binomial::pmf(&[0.1; 10]).unwrap();
        assert!(against(6, &mass).upper < 1e-3 && against(2, &mass).upper > 0.1);
        let below: f64 = mass.iter().enumerate().filter(|(seen, _)| against(*seen, &mass).upper < 0.05).map(|(_, p)| p).sum();
        let mean: f64 = mass.iter().enumerate().map(|(seen, p)| p * against(seen, &mass).upper).sum();
        assert!(below < 0.05 + 0.5 * mass[3] && (mean - 0.5).abs() < 1e-12, "{below} {mean}");
    }
}
