//! The θ grid: equally spaced nodes with renormalised normal weights.

use crate::check::{self, MOST_ROWS};
use crate::error::KernelError;
use crate::math::exp;

/// Equally spaced nodes of the latent variable θ, in units of its standard deviation.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    nodes: Vec<f64>,
}

impl Default for Grid {
    /// 41 nodes on [−5, 5]: step 0.25, about half the posterior standard deviation of a work of 20 items.
    fn default() -> Self {
        Self::built(-5.0, 5.0, 41)
    }
}

impl Grid {
    /// `count` nodes from `low` to `high`, both included.
    ///
    /// ```
    /// use psychometrics::grid::Grid;
    ///
    /// let grid = Grid::spaced(-6.0, 6.0, 61)?;
    /// let (mean, sd) = grid.moments(&grid.normal_weights(0.5, 0.8)?)?;
    /// assert!((mean - 0.5).abs() < 1e-9 && (sd - 0.8).abs() < 1e-9);
    /// # Ok::<(), psychometrics::KernelError>(())
    /// ```
    ///
    /// # Errors
    /// `Parameter` unless low < high are finite with finite squares and a step between them that rounding does not swallow; `TooFew` for
    /// fewer than three nodes, `TooMany` for more than 8192, whose smoothing would compare each with each.
    pub fn spaced(low: f64, high: f64, count: usize) -> Result<Self, KernelError> {
        check::finite("lower end of the grid", low)?;
        check::finite("upper end of the grid", high)?;
        check::positive("width of the grid", high - low)?;
        check::finite("square of the ends of the grid", low * low + high * high)?;
        check::at_least("nodes of a grid", 3, count)?;
        check::at_most("nodes of a grid", MOST_ROWS, count as u64)?;
        let grid = Self::built(low, high, count);
        let narrowest = grid.nodes.windows(2).map(|pair| pair[1] - pair[0]).fold(f64::INFINITY, f64::min);
        check::positive("narrowest step of the grid", narrowest)?;
        Ok(grid)
    }

    fn built(low: f64, high: f64, count: usize) -> Self {
        let step = (high - low) / (count - 1) as f64;
        Self { nodes: (0..count).map(|q| low + step * q as f64).collect() }
    }

    /// The nodes, rising.
    #[must_use]
    pub fn nodes(&self) -> &[f64] {
        &self.nodes
    }

    /// Number of nodes Q.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Never true: a grid has at least three nodes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Distance between neighbours.
    #[must_use]
    pub fn step(&self) -> f64 {
        (self.nodes[self.nodes.len() - 1] - self.nodes[0]) / (self.nodes.len() - 1) as f64
    }

    /// Weights of N(mean, sd²) at the nodes, summing to 1; all on the nearest node when sd = 0.
    ///
    /// # Errors
    /// `Parameter` for a mean that is not finite or an sd that is negative or not finite, `OutOfRange` for a mean so far outside the grid
    /// that its square is not.
    pub fn normal_weights(&self, mean: f64, sd: f64) -> Result<Vec<f64>, KernelError> {
        check::finite("mean of the normal weights", mean)?;
        check::non_negative("standard deviation of the normal weights", sd)?;
        let mut weights = vec![0.0; self.nodes.len()];
        self.fill_normal(mean, sd, &mut weights);
        check::answer("normal weights", weights)
    }

    /// As [`Grid::normal_weights`] of checked parameters, into a buffer of length Q.
    pub(crate) fn fill_normal(&self, mean: f64, sd: f64, weights: &mut [f64]) {
        // Measured from the nearest node, so that a mean far outside the grid does not underflow to 0/0.
        let nearest = self.nodes.iter().map(|node| (node - mean).abs()).fold(f64::INFINITY, f64::min);
        let scale = 0.5 / (sd * sd).max(1e-12);
        let mut sum = 0.0;
        for (weight, node) in weights.iter_mut().zip(&self.nodes) {
            let gap = node - mean;
            *weight = exp((nearest * nearest - gap * gap) * scale);
            sum += *weight;
        }
        weights.iter_mut().for_each(|weight| *weight /= sum);
    }

    /// Mean and standard deviation of θ under weights that sum to 1, one a node.
    ///
    /// # Errors
    /// `Length` unless one weight a node, `Domain` for one that is negative or not finite, `OutOfRange` for moments that are not.
    pub fn moments(&self, weights: &[f64]) -> Result<(f64, f64), KernelError> {
        check::same_length("weights of the nodes", self.nodes.len(), weights.len())?;
        check::all_non_negative("weights of the nodes", weights)?;
        let mean: f64 = weights.iter().zip(&self.nodes).map(|(w, node)| w * node).sum();
        let variance: f64 = weights.iter().zip(&self.nodes).map(|(w, node)| w * (node - mean) * (node - mean)).sum();
        check::answer("moments of the ability", (mean, variance.sqrt()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normal_weights_have_the_moments_asked_for() {
        let grid = Grid::default();
        for (mean, sd) in [(0.0, 1.0), (1.2, 0.6), (-0.4, 0.3)] {
            let (m, s) = grid.moments(&grid.normal_weights(mean, sd).unwrap()).unwrap();
            assert!((m - mean).abs() < 1e-4 && (s - sd).abs() < 1e-3, "{mean} {sd}: {m} {s}");
        }
    }

    #[test]
    fn a_mean_outside_the_grid_stays_finite() {
        let grid = Grid::default();
        let weights = grid.normal_weights(60.0, 0.5).unwrap();
        assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        assert!(weights[40] > 0.99);
        assert!((grid.normal_weights(0.1, 0.0).unwrap()[20] - 1.0).abs() < 1e-12);
    }

    #[test]
    fn senseless_grids_are_refused() {
        assert!(Grid::spaced(1.0, 1.0, 5).is_err() && Grid::spaced(0.0, 1.0, 2).is_err());
        assert!((Grid::spaced(-6.0, 6.0, 61).unwrap().step() - 0.2).abs() < 1e-15);
    }
}
