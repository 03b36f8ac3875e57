//! Weighted least squares on flat row-major designs, with a small ridge on every column but the first; rows of one group may share an effect.

use std::collections::BTreeMap;

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

    /// The same where rows of one group share an effect, yᵢ = xᵢ'γ + lᵢ·s_g + eᵢ with s ~ N(0, 1) and e of precision w: generalised least
    /// squares with V⁻¹ = W − W l l'W/(1 + l'W l) in every group (Sherman & Morrison 1950). `shared` gives each row its group and l.
    #[must_use]
    pub(crate) fn of_groups(design: &[f64], k: usize, y: &[f64], w: &[f64], shared: &[(u32, f64)]) -> Self {
        let mut normal = Self::of(design, k, y, w);
        let mut groups: BTreeMap<u32, (Vec<f64>, f64, f64)> = BTreeMap::new();
        for (((row, y), w), (group, l)) in design.chunks_exact(k.max(1)).zip(y).zip(w).zip(shared).filter(|((_, w), (_, l))| *w * l != 0.0)
        {
            let (x, sum, square) = groups.entry(*group).or_insert_with(|| (vec![0.0; k], 0.0, 0.0));
            x.iter_mut().zip(row).for_each(|(sum, x)| *sum += w * l * x);
            (*sum, *square) = (*sum + w * l * y, *square + w * l * l);
        }
        for (x, sum, square) in groups.values() {
            for i in 0..k {
                let part = x[i] / (1.0 + square);
                normal.b[i] -= part * sum;
                x.iter().enumerate().take(i + 1).for_each(|(j, x)| *normal.a.at(i, j) -= part * x);
            }
        }
        normal
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

    /// By hand: school A has six classes at 1, school B one at 0, each class known with variance 1. Without what schools share the mean is 6/7
    /// with variance 1/7; where schools differ much beside that (l = 10) each school tells about as much as the other.
    #[test]
    fn classes_of_a_school_are_not_so_many_schools() {
        let (design, y) = ([1.0; 7], [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0]);
        let of = |l: f64| {
            let shared: Vec<(u32, f64)> = (0..7).map(|row| (row / 6, l)).collect();
            let normal = Normal::of_groups(&design, 1, &y, &[1.0; 7], &shared);
            (normal.solve()[0], normal.leverage(&[1.0]))
        };
        assert!((of(0.0).0 - 6.0 / 7.0).abs() < 1e-12 && (of(0.0).1 - 1.0 / 7.0).abs() < 1e-12);
        // Variances of the school means 100 + 1/6 and 100 + 1: precisions .0099834 and .0099010.
        let (a, b) = (1.0 / (100.0 + 1.0 / 6.0), 1.0 / 101.0);
        assert!((of(10.0).0 - a / (a + b)).abs() < 1e-9 && (of(10.0).1 - 1.0 / (a + b)).abs() < 1e-9, "{:?}", of(10.0));
    }
}
