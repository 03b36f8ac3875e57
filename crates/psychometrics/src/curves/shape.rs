//! One item's curves from expected counts: a parametric guide, smoothed residuals, monotone order.

use crate::error::KernelError;
use crate::linalg::{Cholesky, Matrix};
use crate::math::exp;

use super::options::CurveOptions;

/// Generalised partial credit guide of one item (Muraki 1992): ln P(v) − ln P(0) = a·v·θ + c_v.
#[derive(Debug, Clone)]
pub(super) struct Guide {
    /// (a, c₁, …, c_{K−1}).
    parameters: Vec<f64>,
}

/// Expected counts of one item: `rows[v][q]`.
pub(super) struct Counts<'a> {
    pub nodes: &'a [f64],
    pub rows: Vec<&'a [f64]>,
}

impl Counts<'_> {
    /// Persons expected at each node.
    fn totals(&self) -> Vec<f64> {
        (0..self.nodes.len()).map(|q| self.rows.iter().map(|row| row[q]).sum()).collect()
    }
}

impl Guide {
    pub(super) fn start(categories: usize) -> Self {
        let mut parameters = vec![0.0; categories];
        parameters[0] = SLOPE.0;
        Self { parameters }
    }

    /// `P(v | θ)` at one θ, into `p`.
    fn probabilities(&self, theta: f64, p: &mut [f64]) {
        let (slope, mut top) = (self.parameters[0], 0.0_f64);
        for (v, (value, intercept)) in p.iter_mut().zip(&self.parameters).enumerate() {
            // The place of the intercept of category 0, which is 0, holds the slope.
            *value = if v == 0 { 0.0 } else { slope * v as f64 * theta + intercept };
            top = top.max(*value);
        }
        let mut sum = 0.0;
        for value in p.iter_mut() {
            *value = exp(*value - top);
            sum += *value;
        }
        p.iter_mut().for_each(|value| *value /= sum);
    }

    /// Posterior mode under weak normal priors, by damped Newton steps from where it stood; concave, so few are needed.
    ///
    /// The priors (slope about 1 with sd 1, intercepts about 0 with sd 5) decide only where data are few; the slope
    /// stays positive, so that the guide rises.
    fn refine(&mut self, counts: &Counts, totals: &[f64]) -> Result<(), KernelError> {
        for _ in 0..25 {
            let (gradient, information) = self.newton_parts(counts, totals);
            let step = Cholesky::of(&information)?.solve(&gradient)?;
            let longest = step.iter().fold(0.0_f64, |longest, s| longest.max(s.abs()));
            let damp = if longest > 2.0 { 2.0 / longest } else { 1.0 };
            self.parameters.iter_mut().zip(&step).for_each(|(parameter, s)| *parameter += damp * s);
            self.parameters[0] = self.parameters[0].max(SLOPE.2);
            if longest < 1e-7 {
                break;
            }
        }
        Ok(())
    }

    fn newton_parts(&self, counts: &Counts, totals: &[f64]) -> (Vec<f64>, Matrix) {
        let k = self.parameters.len();
        let prior_precision = |i: usize| if i == 0 { 1.0 / (SLOPE.1 * SLOPE.1) } else { 0.04 };
        let mut gradient: Vec<f64> =
            (0..k).map(|i| prior_precision(i) * (if i == 0 { SLOPE.0 } else { 0.0 } - self.parameters[i])).collect();
        let mut information = Matrix::diagonal(&(0..k).map(prior_precision).collect::<Vec<_>>());
        let mut p = vec![0.0; k];
        for (q, theta) in counts.nodes.iter().enumerate() {
            self.probabilities(*theta, &mut p);
            let mean: f64 = p.iter().enumerate().map(|(v, p)| v as f64 * p).sum();
            let square: f64 = p.iter().enumerate().map(|(v, p)| (v * v) as f64 * p).sum();
            let seen: f64 = counts.rows.iter().enumerate().map(|(v, row)| v as f64 * row[q]).sum();
            gradient[0] += theta * (seen - totals[q] * mean);
            *information.at(0, 0) += totals[q] * theta * theta * (square - mean * mean);
            for v in 1..k {
                gradient[v] += counts.rows[v][q] - totals[q] * p[v];
                *information.at(v, 0) += totals[q] * theta * p[v] * (v as f64 - mean);
                for u in 1..=v {
                    let same = if u == v { p[v] } else { 0.0 };
                    *information.at(v, u) += totals[q] * (same - p[v] * p[u]);
                }
            }
        }
        (gradient, information)
    }
}

/// Prior mean and sd of the guide's slope, and its least value, per point and unit of θ.
const SLOPE: (f64, f64, f64) = (1.0, 1.0, 0.05);

/// Least probability of a category: no single answer may rule out a θ altogether.
const FLOOR: f64 = 1e-6;

/// New curves `[v][q]` of one item; the guide is refined in place.
///
/// P̂(v|θ) = P₀(v|θ) + Σ K_h(θ − θ′)[n_v(θ′) − N(θ′) P₀(v|θ′)] / (Σ K_h(θ − θ′) N(θ′) + c): kernel smoothing of what the
/// guide P₀ leaves over (after Hjort & Glad 1995), so that smoothing does not flatten the curve, the tails follow the
/// guide, and few persons (against c pseudo-persons) change it little. Then every P(X ≥ v | θ) is made to rise in θ
/// (pool adjacent violators, weighted by persons).
pub(super) fn shape(counts: &Counts, guide: &mut Guide, kernel: &[f64], options: &CurveOptions) -> Result<Vec<Vec<f64>>, KernelError> {
    let totals = counts.totals();
    guide.refine(counts, &totals)?;
    let (k, nodes) = (counts.rows.len(), counts.nodes.len());
    let mut curves = vec![vec![0.0; nodes]; k];
    let mut p = vec![0.0; k];
    for q in 0..nodes {
        guide.probabilities(counts.nodes[q], &mut p);
        curves.iter_mut().zip(&p).for_each(|(curve, p)| curve[q] = *p);
    }
    let support = smoothed(&totals, kernel);
    for (curve, row) in curves.iter_mut().zip(&counts.rows) {
        let left: Vec<f64> = row.iter().zip(&totals).zip(curve.iter()).map(|((n, total), p)| n - total * p).collect();
        for ((value, sum), persons) in curve.iter_mut().zip(smoothed(&left, kernel)).zip(&support) {
            *value = (*value + sum / (persons + options.pseudo_persons)).max(0.0);
        }
    }
    if options.monotone {
        rise(&mut curves, &support, options.pseudo_persons);
    }
    normalise(&mut curves);
    Ok(curves)
}

/// Σ_q′ K(|q − q′|) x_q′.
fn smoothed(x: &[f64], kernel: &[f64]) -> Vec<f64> {
    (0..x.len())
        .map(|q| {
            let from = q.saturating_sub(kernel.len() - 1);
            let to = (q + kernel.len()).min(x.len());
            (from..to).map(|at| kernel[at.abs_diff(q)] * x[at]).sum()
        })
        .collect()
}

/// Makes every P(X ≥ v | θ) rise; their order in v is kept, for isotonic regression is itself monotone.
fn rise(curves: &mut [Vec<f64>], support: &[f64], pseudo: f64) {
    let nodes = support.len();
    let weights: Vec<f64> = support.iter().map(|n| n + pseudo).collect();
    let mut above = vec![vec![0.0; nodes]; curves.len() + 1];
    for v in (1..curves.len()).rev() {
        for q in 0..nodes {
            let sum: f64 = curves.iter().map(|curve| curve[q]).sum();
            let tail: f64 = curves[v..].iter().map(|curve| curve[q]).sum();
            above[v][q] = tail / sum;
        }
        above[v] = isotonic(&above[v], &weights);
    }
    above[0] = vec![1.0; nodes];
    for v in 0..curves.len() {
        for q in 0..nodes {
            curves[v][q] = (above[v][q] - above[v + 1][q]).max(0.0);
        }
    }
}

/// Weighted isotonic regression by pooling adjacent violators (Barlow, Bartholomew, Bremner & Brunk 1972).
fn isotonic(y: &[f64], weights: &[f64]) -> Vec<f64> {
    let mut pools: Vec<(f64, f64, usize)> = Vec::with_capacity(y.len());
    for (value, weight) in y.iter().zip(weights) {
        let mut pool = (*value, *weight, 1);
        while let Some(last) = pools.last().copied().filter(|last| last.0 > pool.0) {
            let weight = last.1 + pool.1;
            pool = ((last.0 * last.1 + pool.0 * pool.1) / weight, weight, last.2 + pool.2);
            pools.pop();
        }
        pools.push(pool);
    }
    pools.into_iter().flat_map(|(value, _, length)| std::iter::repeat_n(value, length)).collect()
}

fn normalise(curves: &mut [Vec<f64>]) {
    let nodes = curves.first().map_or(0, Vec::len);
    for q in 0..nodes {
        let sum: f64 = curves.iter().map(|curve| curve[q].max(FLOOR)).sum();
        curves.iter_mut().for_each(|curve| curve[q] = curve[q].max(FLOOR) / sum);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pooling_adjacent_violators() {
        assert_eq!(isotonic(&[1.0, 3.0, 2.0, 4.0], &[1.0; 4]), [1.0, 2.5, 2.5, 4.0]);
        assert_eq!(isotonic(&[3.0, 2.0, 1.0], &[1.0, 1.0, 2.0]), [1.75; 3]);
    }

    #[test]
    fn the_guide_recovers_the_curve_that_made_the_counts() {
        let nodes: Vec<f64> = (0..21).map(|q| -2.5 + 0.25 * f64::from(q)).collect();
        let truth = Guide { parameters: vec![1.2, 0.4, -0.7] };
        let mut p = [0.0; 3];
        let mut rows = vec![Vec::new(); 3];
        for theta in &nodes {
            truth.probabilities(*theta, &mut p);
            rows.iter_mut().zip(p).for_each(|(row, p)| row.push(1e6 * p));
        }
        let counts = Counts { nodes: &nodes, rows: rows.iter().map(Vec::as_slice).collect() };
        let mut guide = Guide::start(3);
        guide.refine(&counts, &counts.totals()).unwrap();
        for (got, want) in guide.parameters.iter().zip(&truth.parameters) {
            assert!((got - want).abs() < 1e-4, "{:?}", guide.parameters);
        }
    }
}
