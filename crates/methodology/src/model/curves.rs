//! The grid of ability and the functions on it.

use psychometrics::KernelError;
use psychometrics::grid::Grid;
use psychometrics::math::exp;

/// Nodes of the grid.
pub(crate) const NODES: usize = 25;
/// Half-width of the grid in standard deviations of ability.
const REACH: f64 = 4.2;

/// A function on the grid.
pub(crate) type OnGrid = [f64; NODES];

/// Ability of node `q`.
#[must_use]
pub(crate) fn node(q: usize) -> f64 {
    -REACH + step() * q as f64
}

/// The node at or below an ability and how far on towards the next one, 0..=1; the ends of the grid stand for everything beyond.
#[must_use]
pub(crate) fn place(ability: f64) -> (usize, f64) {
    let steps = ((ability + REACH) / step()).clamp(0.0, (NODES - 1) as f64);
    let node = (steps.floor() as usize).min(NODES - 2);
    (node, steps - node as f64)
}

/// Distance of nodes.
const fn step() -> f64 {
    2.0 * REACH / (NODES - 1) as f64
}

/// The grid for the kernels.
///
/// # Errors
/// Never: the ends are fixed.
pub(crate) fn grid() -> Result<Grid, KernelError> {
    Grid::spaced(-REACH, REACH, NODES)
}

/// Weights of N(mean, sd²) on the grid, summing to 1. Asked for every pupil in every round: two exponentials, the rest is a recurrence
/// over equal steps, ten times as fast as a density at every node.
#[must_use]
pub(crate) fn normal_weights(mean: f64, sd: f64) -> OnGrid {
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

/// Expectation of a function of ability.
#[must_use]
pub(crate) fn expected(weights: &OnGrid, of: &[f64]) -> f64 {
    weights.iter().zip(of).map(|(w, f)| w * f).sum()
}

/// Mean and variance of ability under weights that sum to 1.
#[must_use]
pub(crate) fn moments(weights: &OnGrid) -> (f64, f64) {
    let mean: f64 = weights.iter().enumerate().map(|(q, w)| w * node(q)).sum();
    let variance = weights.iter().enumerate().map(|(q, w)| w * (node(q) - mean) * (node(q) - mean)).sum();
    (mean, variance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_recurrence_is_the_normal_density() {
        for (mean, sd) in [(0.37, 0.8), (-2.0, 0.3), (4.0, 1.0), (9.0, 0.5)] {
            let slow = grid().unwrap().normal_weights(mean, sd).unwrap();
            for (fast, slow) in normal_weights(mean, sd).iter().zip(slow) {
                assert!((fast - slow).abs() < 1e-12, "{mean} {sd}");
            }
        }
    }
}
