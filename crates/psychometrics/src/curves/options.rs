//! How curves are estimated.

use crate::check::{non_negative, positive};
use crate::error::KernelError;
use crate::grid::Grid;

/// How curves are estimated.
#[derive(Debug, Clone)]
pub struct CurveOptions {
    /// Nodes of θ.
    pub grid: Grid,
    /// Standard deviation of the smoothing kernel in units of θ; `None`: 1.06·N^(−1/5), at least 0.25.
    pub bandwidth: Option<f64>,
    /// Pseudo-persons that hold a curve to its parametric guide.
    pub pseudo_persons: f64,
    /// Whether every P(X ≥ v | θ) must rise in θ.
    pub monotone: bool,
    /// Stops when the log-likelihood of a person changes by less than this on average.
    pub tolerance: f64,
    /// Most rounds of EM.
    pub rounds: usize,
}

impl Default for CurveOptions {
    fn default() -> Self {
        Self { grid: Grid::default(), bandwidth: None, pseudo_persons: 100.0, monotone: true, tolerance: 1e-5, rounds: 60 }
    }
}

impl CurveOptions {
    pub(super) fn check(&self) -> Result<(), KernelError> {
        self.bandwidth.map_or(Ok(()), |width| positive("bandwidth", width))?;
        positive("pseudo-persons", self.pseudo_persons)?;
        non_negative("tolerance of the curves", self.tolerance)
    }
}
