//! What each set was expected to show, given everything but this work's own scores and without its school.

use psychometrics::KernelError;
use rayon::prelude::*;

use super::Model;
use super::curves::{self, NODES, OnGrid, expected, node};
use super::panel::{NONE, Panel};

/// One set against its prediction. Vectors run over items; points, not shares.
#[derive(Clone, Debug, Default)]
pub struct Expectation {
    /// Pupils with item scores.
    pub n: usize,
    /// Mean primary score.
    pub observed: f64,
    /// Expected mean.
    pub expected: f64,
    /// Variance of the mean from sampling pupils of known covariates.
    pub sampling: f64,
    /// Points of the mean per unit of class level.
    pub slope: f64,
    /// Mean residual of each item.
    pub residual: Vec<f64>,
    /// Pupils behind each residual.
    pub count: Vec<f64>,
    /// Mean model variance of each item's points for one pupil.
    pub variance: Vec<f64>,
    /// Points per unit of class level, by item.
    pub loading: Vec<f64>,
    /// Mean expected points, by item.
    pub mean: Vec<f64>,
    /// Cross-products of pupils' residuals around the class mean, items × items, until they are pooled.
    cross: Vec<f64>,
}

/// Expectations of all sets of a work.
#[derive(Clone, Debug, Default)]
pub struct Predicted {
    /// By position of the set in the panel.
    pub sets: Vec<Expectation>,
    /// Pooled covariance of pupils' item residuals within classes, items × items.
    pub within: Vec<f64>,
    /// Pooled mean of the model variances, by item.
    pub variance: Vec<f64>,
    /// Mean points of each item over all pupils.
    pub facility: Vec<f64>,
}

/// Functions of ability, by item and by pattern of items.
struct Moments {
    mean: Vec<OnGrid>,
    square: Vec<OnGrid>,
    total: Vec<OnGrid>,
    total_variance: Vec<OnGrid>,
}

impl Moments {
    fn of(model: &Model, panel: &Panel) -> Self {
        let on_grid = |values: Result<Vec<f64>, KernelError>| -> OnGrid {
            let values = values.unwrap_or_default();
            std::array::from_fn(|q| values.get(q).copied().unwrap_or(0.0))
        };
        let mean: Vec<OnGrid> = (0..panel.items()).map(|item| on_grid(model.curves.expected(item))).collect();
        let noise: Vec<OnGrid> = (0..panel.items()).map(|item| on_grid(model.curves.variance(item))).collect();
        let square = |item: usize| std::array::from_fn(|q| noise[item][q] + mean[item][q] * mean[item][q]);
        let square: Vec<OnGrid> = (0..panel.items()).map(square).collect();
        let sum = |seen: &[bool], of: &dyn Fn(usize, usize) -> f64| -> OnGrid {
            std::array::from_fn(|q| seen.iter().enumerate().filter(|(_, seen)| **seen).map(|(item, _)| of(item, q)).sum())
        };
        let total = panel.patterns.iter().map(|seen| sum(seen, &|item, q| mean[item][q])).collect();
        let total_variance = panel.patterns.iter().map(|seen| sum(seen, &|item, q| noise[item][q])).collect();
        Self { mean, square, total, total_variance }
    }
}

impl Predicted {
    /// Expectations under a fitted model.
    #[must_use]
    pub fn of(model: &Model, panel: &Panel) -> Self {
        let moments = Moments::of(model, panel);
        let mut sets: Vec<Expectation> =
            (0..panel.sets.len()).into_par_iter().map(|set| expectation(model, panel, &moments, set)).collect();
        let j = panel.items();
        let (mut within, mut variance, mut facility) = (vec![0.0; j * j], vec![0.0; j], vec![0.0; j]);
        let (mut freedom, mut pupils, mut counts) = (1e-9, 1e-9, vec![1e-9; j]);
        for set in &mut sets {
            add(&mut within, &std::mem::take(&mut set.cross), 1.0);
            add(&mut variance, &set.variance, set.n as f64);
            freedom += (set.n as f64 - 1.0).max(0.0);
            pupils += set.n as f64;
            for item in 0..j {
                facility[item] += (set.mean[item] + set.residual[item]) * set.count[item];
                counts[item] += set.count[item];
            }
        }
        within.iter_mut().for_each(|cell| *cell /= freedom);
        variance.iter_mut().for_each(|cell| *cell /= pupils);
        facility.iter_mut().zip(counts).for_each(|(cell, count)| *cell /= count);
        Self { sets, within, variance, facility }
    }

    /// Sampling covariance of a set's mean residuals: the pooled covariance with the set's own model variances, over its pupils.
    #[must_use]
    pub fn sampling(&self, set: usize) -> Vec<f64> {
        let j = self.variance.len();
        let Some(own) = self.sets.get(set) else { return vec![0.0; j * j] };
        let scale: Vec<f64> = (0..j).map(|item| (own.variance[item] / self.variance[item].max(1e-9)).max(1e-3).sqrt()).collect();
        let root: Vec<f64> = own.count.iter().map(|count| count.max(0.5).sqrt()).collect();
        let cell = |at: usize| {
            let (a, b) = (at / j, at % j);
            self.within[at] * scale[a] * scale[b] / (root[a] * root[b])
        };
        (0..j * j).map(cell).collect()
    }
}

fn add(into: &mut [f64], from: &[f64], weight: f64) {
    for (into, from) in into.iter_mut().zip(from) {
        *into += weight * from;
    }
}

/// One set.
fn expectation(model: &Model, panel: &Panel, moments: &Moments, set: usize) -> Expectation {
    let j = panel.items();
    let zeros = vec![0.0; j];
    let mut out = Expectation {
        residual: zeros.clone(),
        count: zeros.clone(),
        variance: zeros.clone(),
        loading: zeros.clone(),
        mean: zeros,
        cross: vec![0.0; j * j],
        ..Expectation::default()
    };
    let pupils: Vec<usize> = panel.sets.get(set).map_or(0..0, |set| set.pupils.clone()).filter(|&pupil| panel.itemised(pupil)).collect();
    let mut residuals = Vec::with_capacity(pupils.len() * j);
    for &pupil in &pupils {
        add_pupil(&mut out, &mut residuals, model, panel, moments, set, pupil);
    }
    out.n = pupils.len();
    let n = (out.n as f64).max(1.0);
    out.observed /= n;
    out.expected /= n;
    out.slope /= n;
    out.sampling /= n * n;
    for item in 0..j {
        let count = out.count[item].max(1.0);
        out.residual[item] /= count;
        out.mean[item] /= count;
        out.loading[item] /= count;
        out.variance[item] /= count;
    }
    for script in residuals.chunks_exact(j.max(1)) {
        for a in 0..j {
            for b in 0..j {
                // A cell without a score is exactly zero and stays out of the cross-products.
                if script[a] != 0.0 && script[b] != 0.0 {
                    out.cross[a * j + b] += (script[a] - out.residual[a]) * (script[b] - out.residual[b]);
                }
            }
        }
    }
    out
}

/// Adds one pupil's observed and expected points.
fn add_pupil(out: &mut Expectation, residuals: &mut Vec<f64>, model: &Model, panel: &Panel, moments: &Moments, set: usize, pupil: usize) {
    let weights = model.external(set, pupil);
    let pattern = panel.pattern[pupil] as usize;
    let (total, noise) = (&moments.total[pattern], &moments.total_variance[pattern]);
    let ability = curves::moments(&weights).0;
    let mean = expected(&weights, total);
    let (mut variance, mut slope) = (0.0, 0.0);
    for q in 0..NODES {
        variance += weights[q] * (noise[q] + (total[q] - mean) * (total[q] - mean));
        slope += weights[q] * total[q] * (node(q) - ability);
    }
    let s2 = model.sigma(set) * model.sigma(set);
    out.observed += f64::from(panel.total[pupil]);
    out.expected += mean;
    out.sampling += variance;
    out.slope += slope / s2;
    for (item, &points) in panel.script(pupil).iter().enumerate() {
        if points == NONE {
            residuals.push(0.0);
            continue;
        }
        let (curve, square) = (&moments.mean[item], &moments.square[item]);
        let (mut mean, mut second, mut tilt) = (0.0, 0.0, 0.0);
        for q in 0..NODES {
            mean += weights[q] * curve[q];
            second += weights[q] * square[q];
            tilt += weights[q] * curve[q] * (node(q) - ability);
        }
        let residual = f64::from(points) - mean;
        residuals.push(residual);
        out.count[item] += 1.0;
        out.residual[item] += residual;
        out.mean[item] += mean;
        out.variance[item] += second - mean * mean;
        out.loading[item] += tilt / s2;
    }
}
