//! Nonparametric category curves Pⱼ(v | θ) on a grid, and what follows from them.

mod fit;
mod options;
mod posterior;
mod responses;
mod shape;

pub use fit::{CurveFit, PriorModel, fit_curves};
pub use options::CurveOptions;
pub use posterior::{Posterior, Prior, posterior, posterior_weights};
pub use responses::Responses;

pub use crate::latent::Latent;

use crate::check::{self, Numbers};
use crate::error::KernelError;
use crate::grid::Grid;

/// Category curves of J items over Q nodes: Pⱼ(v | θ_q) ≥ 0, summing to 1 over v at every node.
///
/// ```
/// use psychometrics::curves::Curves;
/// use psychometrics::grid::Grid;
///
/// // One item of two points, known at three abilities.
/// let item = vec![vec![0.7, 0.5, 0.2], vec![0.2, 0.3, 0.3], vec![0.1, 0.2, 0.5]];
/// let curves = Curves::new(Grid::spaced(-1.0, 1.0, 3)?, &[item])?;
/// assert_eq!(curves.categories(0), Ok(3));
/// assert!((curves.expected(0)?[2] - 1.3).abs() < 1e-15);
/// assert!(curves.row(0, 3).is_err());
/// # Ok::<(), psychometrics::KernelError>(())
/// ```
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
    /// `Length` for a row that does not have Q values, `TooFew` for an item without categories, `Domain` for a value that is not a
    /// probability, `Parameter` where those of a node do not sum to 1 within 10⁻⁶.
    pub fn new(grid: Grid, items: &[Vec<Vec<f64>>]) -> Result<Self, KernelError> {
        let mut starts = vec![0];
        let mut probabilities = Vec::new();
        for item in items {
            check::at_least("categories of an item", 1, item.len())?;
            for row in item {
                check::same_length("a category curve", grid.len(), row.len())?;
                check::all_probabilities("a category curve", row)?;
                probabilities.extend_from_slice(row);
            }
            for q in 0..grid.len() {
                check::sums_to_one("sum of the category curves at a node", item.iter().map(|row| row[q]).sum())?;
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
    ///
    /// # Errors
    /// `Index` for an item that does not exist.
    pub fn categories(&self, item: usize) -> Result<usize, KernelError> {
        check::index("item", item, self.items())?;
        Ok(self.starts[item + 1] - self.starts[item])
    }

    /// Pⱼ(v | θ_q) over the nodes, length Q.
    ///
    /// # Errors
    /// `Index` for an item or a category that does not exist.
    pub fn row(&self, item: usize, category: usize) -> Result<&[f64], KernelError> {
        check::index("category", category, self.categories(item)?)?;
        Ok(self.at(item, category))
    }

    /// Expected item score E(Xⱼ | θ_q) over the nodes, in points.
    ///
    /// # Errors
    /// `Index` for an item that does not exist.
    pub fn expected(&self, item: usize) -> Result<Vec<f64>, KernelError> {
        self.moment(item, |v| v)
    }

    /// Var(Xⱼ | θ_q) over the nodes, in points².
    ///
    /// # Errors
    /// `Index` for an item that does not exist.
    pub fn variance(&self, item: usize) -> Result<Vec<f64>, KernelError> {
        let mean = self.expected(item)?;
        Ok(self.moment(item, |v| v * v)?.iter().zip(mean).map(|(square, m)| (square - m * m).max(0.0)).collect())
    }

    fn moment(&self, item: usize, power: impl Fn(f64) -> f64) -> Result<Vec<f64>, KernelError> {
        let mut sum = vec![0.0; self.grid.len()];
        for v in 0..self.categories(item)? {
            let value = power(v as f64);
            sum.iter_mut().zip(self.at(item, v)).for_each(|(s, p)| *s += value * p);
        }
        Ok(sum)
    }

    /// [`Curves::row`] of an item and a category that are known to exist.
    pub(crate) fn at(&self, item: usize, category: usize) -> &[f64] {
        let (q, row) = (self.grid.len(), self.starts[item] + category);
        &self.probabilities[row * q..(row + 1) * q]
    }
}

impl Numbers for Curves {
    fn stray(&self) -> Option<f64> {
        self.probabilities.stray()
    }
}
