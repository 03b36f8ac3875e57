//! Category curves on a grid and the latent regression around them, by EM.
//!
//! Bock & Aitkin (1981) with pupil-specific normal priors N(μᵢ, σ²) (Mislevy 1984: latent regression) and curves P_j(v|θ_q) left free
//! on the grid, smoothed over θ by a local-linear fit weighted by the expected counts (Ramsay 1991 smooths the same curves by kernels).

use psychometrics::math::{exp, ln};

use super::panel::{NONE, Panel};

/// Nodes of the grid.
pub const NODES: usize = 25;
/// Half-width of the grid in standard deviations of ability.
const REACH: f64 = 4.2;
/// No category is ever impossible: floor of a curve.
const FLOOR: f64 = 1e-4;

/// Ability of node `q`.
#[must_use]
pub fn node(q: usize) -> f64 {
    -REACH + step() * q as f64
}

/// Distance of nodes.
const fn step() -> f64 {
    2.0 * REACH / (NODES - 1) as f64
}

/// A function on the grid.
pub type OnGrid = [f64; NODES];

/// Curves of one item: probability of 0, 1, …, max points at each node.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// One function per number of points.
    pub category: Vec<OnGrid>,
}

impl Curve {
    /// Expected points at each node.
    #[must_use]
    pub fn mean(&self) -> OnGrid {
        self.moment(|v| v)
    }

    /// Expected square of the points at each node.
    #[must_use]
    pub fn square(&self) -> OnGrid {
        self.moment(|v| v * v)
    }

    fn moment(&self, of: impl Fn(f64) -> f64) -> OnGrid {
        let mut sum = [0.0; NODES];
        for (v, curve) in self.category.iter().enumerate() {
            for (sum, p) in sum.iter_mut().zip(curve) {
                *sum += of(v as f64) * p;
            }
        }
        sum
    }
}

/// Weights of N(mean, sd²) on the grid, summing to 1. Two exponentials: the rest is a recurrence over equal steps.
#[must_use]
pub fn normal_weights(mean: f64, sd: f64) -> OnGrid {
    let centre = ((mean + REACH) / step()).round().clamp(0.0, (NODES - 1) as f64) as usize;
    let h = step() / sd;
    let d = (node(centre) - mean) / sd;
    let (curvature, tilt) = (exp(-h * h), exp(-d * h));
    let mut weights = [0.0; NODES];
    weights[centre] = 1.0;
    let fall = exp(-0.5 * h * h);
    let mut ratio = fall * tilt;
    for q in centre + 1..NODES {
        weights[q] = weights[q - 1] * ratio;
        ratio *= curvature;
    }
    let mut ratio = fall / tilt;
    for q in (0..centre).rev() {
        weights[q] = weights[q + 1] * ratio;
        ratio *= curvature;
    }
    let total: f64 = weights.iter().sum();
    weights.map(|weight| weight / total)
}

/// What the E-step says of one pupil.
#[derive(Clone, Copy, Debug, Default)]
pub struct Posterior {
    /// Mean ability.
    pub mean: f64,
    /// Its variance.
    pub variance: f64,
    /// ln of the marginal probability of the script.
    pub ln_marginal: f64,
}

/// Expected numbers of scripts by item, points and node.
#[derive(Clone, Debug)]
pub struct Expected {
    counts: Vec<Vec<OnGrid>>,
}

impl Expected {
    /// Nothing counted yet, for items with these maxima.
    #[must_use]
    pub fn none(max: &[u8]) -> Self {
        Self { counts: max.iter().map(|&max| vec![[0.0; NODES]; usize::from(max) + 1]).collect() }
    }

    /// Adds the counts of another part of the scripts.
    pub fn join(&mut self, other: &Self) {
        let cells = self.counts.iter_mut().flatten().flatten();
        for (own, more) in cells.zip(other.counts.iter().flatten().flatten()) {
            *own += more;
        }
    }

    /// Counts a script with posterior weights.
    fn add(&mut self, script: &[u8], weights: &OnGrid, weight: f64) {
        for (item, &points) in self.counts.iter_mut().zip(script) {
            if let Some(cells) = item.get_mut(usize::from(points)) {
                for (cell, w) in cells.iter_mut().zip(weights) {
                    *cell += weight * w;
                }
            }
        }
    }
}

/// Posterior of pupils of `range` under the priors N(`mu`, `sd`²); adds them to `expected` with weight `weight`.
pub fn e_step(panel: &Panel, curves: &[Curve], pupil: usize, mu: f64, sd: f64, weight: f64, expected: &mut Expected) -> Posterior {
    let script = panel.script(pupil);
    let mut weights = normal_weights(mu, sd);
    let mut ln_marginal = 0.0;
    for (index, (curve, &points)) in curves.iter().zip(script).enumerate() {
        let Some(p) = curve.category.get(usize::from(points)).filter(|_| points != NONE) else { continue };
        for (weight, p) in weights.iter_mut().zip(p) {
            *weight *= p;
        }
        // Long papers would underflow: floor⁴⁰ is still far above the smallest double.
        if index % 40 == 39 {
            ln_marginal += rescale(&mut weights);
        }
    }
    ln_marginal += rescale(&mut weights);
    let mean: f64 = weights.iter().enumerate().map(|(q, w)| w * node(q)).sum();
    let variance: f64 = weights.iter().enumerate().map(|(q, w)| w * (node(q) - mean) * (node(q) - mean)).sum();
    if weight > 0.0 {
        expected.add(script, &weights, weight);
    }
    Posterior { mean, variance, ln_marginal }
}

/// Makes the weights sum to 1 and returns ln of the sum they had.
fn rescale(weights: &mut OnGrid) -> f64 {
    let total: f64 = weights.iter().sum();
    weights.iter_mut().for_each(|weight| *weight /= total);
    ln(total)
}

/// Curves to begin with: each item rises along the grid around its own share of points (a binomial at logistic ability).
#[must_use]
pub fn start(panel: &Panel) -> Vec<Curve> {
    let share = |item: usize, max: u8| {
        let points = (0..panel.len()).filter_map(|pupil| panel.script(pupil).get(item).copied()).filter(|&points| points != NONE);
        let (sum, count) = points.fold((0_u32, 0_u32), |(sum, count), points| (sum + u32::from(points), count + 1));
        (f64::from(sum) + 0.5 * f64::from(max)) / (f64::from(count) + 1.0) / f64::from(max.max(1))
    };
    let curve = |(item, &max): (usize, &u8)| {
        let share = share(item, max).clamp(0.02, 0.98);
        let easiness = ln(share / (1.0 - share));
        let mut category = vec![[0.0; NODES]; usize::from(max) + 1];
        for q in 0..NODES {
            let p = psychometrics::math::logistic(1.2 * node(q) + easiness);
            let mut term: f64 = psychometrics::math::powi(1.0 - p, i32::from(max));
            for (v, cells) in category.iter_mut().enumerate() {
                cells[q] = term.max(FLOOR);
                term *= p / (1.0 - p) * (f64::from(max) - v as f64) / (v as f64 + 1.0);
            }
        }
        normalise(&mut category);
        Curve { category }
    };
    panel.max.iter().enumerate().map(curve).collect()
}

/// New curves from expected counts; `bandwidth` in units of ability. Returns the curves and the largest change where scripts are.
#[must_use]
pub fn m_step(expected: &Expected, old: &[Curve], bandwidth: f64) -> (Vec<Curve>, f64) {
    let kernel: Vec<f64> = (0..NODES).map(|d| exp(-0.5 * (d as f64 * step() / bandwidth) * (d as f64 * step() / bandwidth))).collect();
    let mut change: f64 = 0.0;
    let curves = expected.counts.iter().zip(old).map(|(counts, old)| {
        let totals: OnGrid = std::array::from_fn(|q| counts.iter().map(|cells| cells[q]).sum());
        let all: f64 = totals.iter().sum();
        let mut category: Vec<OnGrid> = counts.iter().map(|cells| smooth(cells, &totals, &kernel)).collect();
        normalise(&mut category);
        for (new, old) in category.iter().zip(&old.category) {
            for q in 0..NODES {
                if totals[q] > 0.01 * all {
                    change = change.max((new[q] - old[q]).abs());
                }
            }
        }
        Curve { category }
    });
    let curves = curves.collect();
    (curves, change)
}

/// Local-linear regression of the share `cells/totals` on ability, weighted by `totals` × kernel; the slope is held to zero by a small
/// ridge where hardly any scripts are.
fn smooth(cells: &OnGrid, totals: &OnGrid, kernel: &[f64]) -> OnGrid {
    std::array::from_fn(|q| {
        let (mut s0, mut s1, mut s2, mut t0, mut t1) = (1e-6, 0.0, 0.0, 0.0, 0.0);
        for r in 0..NODES {
            let k = kernel[q.abs_diff(r)];
            let d = node(r) - node(q);
            s0 += k * totals[r];
            s1 += k * totals[r] * d;
            s2 += k * totals[r] * d * d;
            t0 += k * cells[r];
            t1 += k * cells[r] * d;
        }
        let s2 = s2 + 1.0;
        ((s2 * t0 - s1 * t1) / (s0 * s2 - s1 * s1).max(1e-12)).clamp(0.0, 1.0)
    })
}

/// Floors and scales so that the categories of each node sum to 1.
fn normalise(category: &mut [OnGrid]) {
    for q in 0..NODES {
        let total: f64 = category.iter().map(|cells| cells[q].max(FLOOR)).sum();
        for cells in category.iter_mut() {
            cells[q] = cells[q].max(FLOOR) / total;
        }
    }
}

/// Distribution of the primary score over the items in `seen` at each node: the Lord–Wingersky (1984) recursion, polytomous as in
/// Hanson (1994). Row = score.
#[must_use]
pub fn score_distribution(curves: &[Curve], seen: &[bool]) -> Vec<OnGrid> {
    let mut f: Vec<OnGrid> = vec![[1.0; NODES]];
    for curve in curves.iter().zip(seen).filter(|(_, seen)| **seen).map(|(curve, _)| curve) {
        let mut next = vec![[0.0; NODES]; f.len() + curve.category.len() - 1];
        for (v, p) in curve.category.iter().enumerate() {
            for (s, from) in f.iter().enumerate() {
                let Some(to) = next.get_mut(s + v) else { continue };
                for q in 0..NODES {
                    to[q] += from[q] * p[q];
                }
            }
        }
        f = next;
    }
    f
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_the_normal_density() {
        let weights = normal_weights(0.37, 0.8);
        let density: Vec<f64> = (0..NODES).map(|q| exp(-0.5 * ((node(q) - 0.37) / 0.8) * ((node(q) - 0.37) / 0.8))).collect();
        let total: f64 = density.iter().sum();
        for (w, d) in weights.iter().zip(density) {
            assert!((w - d / total).abs() < 1e-12);
        }
        assert!((normal_weights(9.0, 0.5)[NODES - 1] - 1.0).abs() < 0.2, "a mean beyond the grid stands at its end");
    }

    #[test]
    fn two_coins_by_the_recursion() {
        let coin = |p: f64| Curve { category: vec![[1.0 - p; NODES], [p; NODES]] };
        let f = score_distribution(&[coin(0.5), coin(0.2), coin(0.9)], &[true, true, false]);
        let at: Vec<f64> = f.iter().map(|row| row[3]).collect();
        for (got, want) in at.iter().zip([0.4, 0.5, 0.1]) {
            assert!((got - want).abs() < 1e-15);
        }
    }

    #[test]
    fn smoothing_keeps_a_straight_line() {
        let totals = [50.0; NODES];
        let cells: OnGrid = std::array::from_fn(|q| 50.0 * (0.5 + 0.1 * node(q)));
        let kernel: Vec<f64> = (0..NODES).map(|d| exp(-0.5 * (d as f64) * (d as f64))).collect();
        for (q, p) in smooth(&cells, &totals, &kernel).iter().enumerate() {
            assert!((p - (0.5 + 0.1 * node(q))).abs() < 5e-3, "{q} {p}");
        }
    }
}
