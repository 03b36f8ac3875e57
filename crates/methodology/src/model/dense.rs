//! Weighted least squares on flat row-major designs, with a small ridge on every column but the first.

use psychometrics::linalg::{Cholesky, Matrix, dot};

/// Normal equations X'WX and X'Wy of a design of width `k`.
#[derive(Clone, Debug)]
pub(crate) struct Normal {
    a: Matrix,
    b: Vec<f64>,
}

impl Normal {
    /// Sums over the rows in order.
    #[must_use]
    pub(crate) fn of(design: &[f64], k: usize, y: &[f64], w: &[f64]) -> Self {
        let (mut a, mut b) = (Matrix::zeros(k, k), vec![0.0; k]);
        for ((row, y), w) in design.chunks_exact(k.max(1)).zip(y).zip(w).filter(|(_, w)| **w != 0.0) {
            for i in 0..k {
                let wx = w * row[i];
                b[i] += wx * y;
                for (j, x) in row.iter().enumerate().take(i + 1) {
                    *a.at(i, j) += wx * x;
                }
            }
        }
        Self { a, b }
    }

    /// The same with `ridge` on the diagonal of every column but the first (`first` on that one).
    #[must_use]
    pub(crate) fn held(mut self, first: f64, ridge: f64) -> Self {
        for i in 0..self.b.len() {
            *self.a.at(i, i) += if i == 0 { first } else { ridge };
        }
        self
    }

    /// The same with a ridge for each column.
    #[must_use]
    pub(crate) fn held_each(mut self, ridges: &[f64]) -> Self {
        for (i, ridge) in ridges.iter().enumerate().take(self.b.len()) {
            *self.a.at(i, i) += ridge;
        }
        self
    }

    /// Coefficients; zeros where the system cannot be solved.
    #[must_use]
    pub(crate) fn solve(&self) -> Vec<f64> {
        let solved = Cholesky::of(&self.a).and_then(|factor| factor.solve(&self.b));
        solved.unwrap_or_else(|_| vec![0.0; self.b.len()])
    }

    /// z'(X'WX)⁻¹z: variance of a prediction at `z`; 0 where the system cannot be solved.
    #[must_use]
    pub(crate) fn leverage(&self, z: &[f64]) -> f64 {
        Cholesky::of(&self.a).and_then(|factor| factor.solve(z)).and_then(|x| dot(&x, z)).unwrap_or(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn least_squares_finds_a_line() {
        let design = [1.0, 0.0, 1.0, 1.0, 1.0, 2.0];
        let normal = Normal::of(&design, 2, &[1.0, 3.0, 5.0], &[1.0; 3]).held(1e-9, 0.0);
        let line = normal.solve();
        assert!((line[0] - 1.0).abs() < 1e-6 && (line[1] - 2.0).abs() < 1e-6);
        // Mean of three at the middle: variance 1/3.
        assert!((normal.leverage(&[1.0, 1.0]) - 1.0 / 3.0).abs() < 1e-6);
    }
}
