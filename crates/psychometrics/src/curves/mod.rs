//! Nonparametric category curves Pⱼ(v | θ) on a grid, and what follows from them.

mod fit;
mod posterior;
mod responses;
mod shape;

pub use fit::{CurveFit, CurveOptions, PriorModel, fit_curves};
pub use posterior::{Posterior, Prior, posterior, posterior_weights};
pub use responses::Responses;

use crate::error::{KernelError, same_length};
use crate::grid::Grid;

/// Category curves of J items over Q nodes: Pⱼ(v | θ_q) ≥ 0, summing to 1 over v at every node.
#[derive(Debug, Clone, PartialEq)]
pub struct Curves {
    grid: Grid,
    /// Category rows before item j; `starts[J]` = all.
    starts: Vec<usize>,
    /// Row-major: category row × node.
    probabilities: Vec<f64>,
}

impl Curves {
    /// Curves from rows: `items[j][v][q]` = Pⱼ(v | θ_q).
    ///
    /// # Errors
    /// `Length` for a row that does not have Q values, `Domain` where a node's probabilities are negative or do not
    /// sum to 1 within 10⁻⁶.
    pub fn new(grid: Grid, items: &[Vec<Vec<f64>>]) -> Result<Self, KernelError> {
        let mut starts = vec![0];
        let mut probabilities = Vec::new();
        for item in items {
            for row in item {
                same_length("a category curve", grid.len(), row.len())?;
                probabilities.extend_from_slice(row);
            }
            for q in 0..grid.len() {
                let sum: f64 = item.iter().map(|row| row[q]).sum();
                if (sum - 1.0).abs() > 1e-6 || item.iter().any(|row| row[q] < 0.0) {
                    return Err(KernelError::Domain { what: "category curves of a node", index: q, value: sum });
                }
            }
            starts.push(starts[starts.len() - 1] + item.len());
        }
        Ok(Self { grid, starts, probabilities })
    }

    /// The θ grid.
    #[must_use]
    pub fn grid(&self) -> &Grid {
        &self.grid
    }

    /// Number of items J.
    #[must_use]
    pub fn items(&self) -> usize {
        self.starts.len() - 1
    }

    /// Number of categories Kⱼ = greatest score + 1.
    #[must_use]
    pub fn categories(&self, item: usize) -> usize {
        self.starts[item + 1] - self.starts[item]
    }

    /// Pⱼ(v | θ_q) over the nodes, length Q.
    #[must_use]
    pub fn row(&self, item: usize, category: usize) -> &[f64] {
        let (q, row) = (self.grid.len(), self.starts[item] + category);
        &self.probabilities[row * q..(row + 1) * q]
    }

    /// Expected item score E(Xⱼ | θ_q) over the nodes, in points.
    #[must_use]
    pub fn expected(&self, item: usize) -> Vec<f64> {
        self.moment(item, |v| v)
    }

    /// Var(Xⱼ | θ_q) over the nodes, in points².
    #[must_use]
    pub fn variance(&self, item: usize) -> Vec<f64> {
        let mean = self.expected(item);
        self.moment(item, |v| v * v).iter().zip(mean).map(|(square, m)| (square - m * m).max(0.0)).collect()
    }

    fn moment(&self, item: usize, power: impl Fn(f64) -> f64) -> Vec<f64> {
        let mut sum = vec![0.0; self.grid.len()];
        for v in 0..self.categories(item) {
            let value = power(v as f64);
            sum.iter_mut().zip(self.row(item, v)).for_each(|(s, p)| *s += value * p);
        }
        sum
    }
}
