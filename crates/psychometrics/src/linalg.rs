//! Small dense matrices with a fixed order of summation: the same bits on any processor and thread count.

use crate::error::{KernelError, same_length};

/// A dense matrix, row-major.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix {
    rows: usize,
    columns: usize,
    values: Vec<f64>,
}

impl Matrix {
    /// A matrix of zeros.
    #[must_use]
    pub fn zeros(rows: usize, columns: usize) -> Self {
        Self { rows, columns, values: vec![0.0; rows * columns] }
    }

    /// From row-major values.
    ///
    /// # Errors
    /// `Length` unless `values.len() == rows * columns`.
    pub fn from_values(rows: usize, columns: usize, values: Vec<f64>) -> Result<Self, KernelError> {
        same_length("matrix", rows * columns, values.len())?;
        Ok(Self { rows, columns, values })
    }

    /// A diagonal matrix.
    #[must_use]
    pub fn diagonal(entries: &[f64]) -> Self {
        let mut matrix = Self::zeros(entries.len(), entries.len());
        for (i, entry) in entries.iter().enumerate() {
            *matrix.at(i, i) = *entry;
        }
        matrix
    }

    /// Number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Number of columns.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// One row.
    #[must_use]
    pub fn row(&self, i: usize) -> &[f64] {
        &self.values[i * self.columns..(i + 1) * self.columns]
    }

    /// One entry.
    #[must_use]
    pub fn get(&self, i: usize, j: usize) -> f64 {
        self.values[i * self.columns + j]
    }

    /// One entry, to be changed.
    pub fn at(&mut self, i: usize, j: usize) -> &mut f64 {
        &mut self.values[i * self.columns + j]
    }

    /// A·x, x of length `columns`.
    #[must_use]
    pub fn times(&self, x: &[f64]) -> Vec<f64> {
        (0..self.rows).map(|i| dot(self.row(i), x)).collect()
    }

    /// x'·A·y.
    #[must_use]
    pub fn form(&self, x: &[f64], y: &[f64]) -> f64 {
        dot(x, &self.times(y))
    }

    /// Entrywise sum with a matrix of the same shape.
    ///
    /// # Errors
    /// `Length` when the shapes differ.
    pub fn plus(&self, other: &Self) -> Result<Self, KernelError> {
        same_length("rows of the second matrix", self.rows, other.rows)?;
        same_length("columns of the second matrix", self.columns, other.columns)?;
        let values = self.values.iter().zip(&other.values).map(|(a, b)| a + b).collect();
        Ok(Self { values, ..*self })
    }
}

/// Σ xᵢ yᵢ, from the first to the last.
#[must_use]
pub fn dot(x: &[f64], y: &[f64]) -> f64 {
    x.iter().zip(y).map(|(a, b)| a * b).sum()
}

/// Lower factor L of a symmetric positive definite A = L·L'.
#[derive(Debug, Clone)]
pub struct Cholesky {
    lower: Matrix,
}

impl Cholesky {
    /// Factors A; only its lower triangle is read.
    ///
    /// # Errors
    /// `NotPositiveDefinite` with the first column whose pivot is not above 10⁻¹³ of its diagonal entry, `Length`
    /// when A is not square.
    pub fn of(a: &Matrix) -> Result<Self, KernelError> {
        same_length("columns of a square matrix", a.rows, a.columns)?;
        let mut lower = Matrix::zeros(a.rows, a.rows);
        for j in 0..a.rows {
            let pivot = a.get(j, j) - dot(&lower.row(j)[..j], &lower.row(j)[..j]);
            if pivot.is_nan() || pivot <= 1e-13 * a.get(j, j).abs() {
                return Err(KernelError::NotPositiveDefinite { column: j, pivot });
            }
            let root = pivot.sqrt();
            *lower.at(j, j) = root;
            for i in j + 1..a.rows {
                *lower.at(i, j) = (a.get(i, j) - dot(&lower.row(i)[..j], &lower.row(j)[..j])) / root;
            }
        }
        Ok(Self { lower })
    }

    /// x with A·x = b.
    ///
    /// # Errors
    /// `Length` when b does not fit.
    pub fn solve(&self, b: &[f64]) -> Result<Vec<f64>, KernelError> {
        let n = self.lower.rows;
        same_length("right-hand side", n, b.len())?;
        let mut x = b.to_vec();
        for i in 0..n {
            x[i] = (x[i] - dot(&self.lower.row(i)[..i], &x[..i])) / self.lower.get(i, i);
        }
        for i in (0..n).rev() {
            let below: f64 = (i + 1..n).map(|k| self.lower.get(k, i) * x[k]).sum();
            x[i] = (x[i] - below) / self.lower.get(i, i);
        }
        Ok(x)
    }

    /// A⁻¹.
    #[must_use]
    pub fn inverse(&self) -> Matrix {
        let n = self.lower.rows;
        let mut inverse = Matrix::zeros(n, n);
        let mut unit = vec![0.0; n];
        for j in 0..n {
            unit[j] = 1.0;
            for (i, value) in self.solve(&unit).unwrap_or_default().into_iter().enumerate() {
                *inverse.at(i, j) = value;
            }
            unit[j] = 0.0;
        }
        inverse
    }

    /// ln det A.
    #[must_use]
    pub fn ln_det(&self) -> f64 {
        (0..self.lower.rows).map(|i| 2.0 * crate::math::ln(self.lower.get(i, i))).sum()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn solves_a_textbook_system() {
        // [4 2; 2 3]·[1 2]' = [8 8]'; det = 8.
        let a = Matrix::from_values(2, 2, vec![4.0, 2.0, 2.0, 3.0]).unwrap();
        let factor = Cholesky::of(&a).unwrap();
        let x = factor.solve(&[8.0, 8.0]).unwrap();
        assert!((x[0] - 1.0).abs() < 1e-15 && (x[1] - 2.0).abs() < 1e-15);
        assert!((factor.ln_det() - crate::math::ln(8.0)).abs() < 1e-15);
        assert!((factor.inverse().get(0, 0) - 0.375).abs() < 1e-15);
        assert!(factor.solve(&[1.0]).is_err());
    }

    #[test]
    fn a_repeated_column_is_named() {
        let a = Matrix::from_values(3, 3, vec![1.0, 0.5, 1.0, 0.5, 2.0, 0.5, 1.0, 0.5, 1.0]).unwrap();
        assert!(matches!(Cholesky::of(&a), Err(KernelError::NotPositiveDefinite { column: 2, .. })));
        assert!(Cholesky::of(&Matrix::diagonal(&[1.0, f64::NAN])).is_err());
        assert!(Cholesky::of(&Matrix::zeros(2, 3)).is_err());
    }

    proptest! {
        #[test]
        fn the_inverse_inverts(entries in prop::collection::vec(-1.0f64..1.0, 25)) {
            // B·B' + I is positive definite.
            let b = Matrix::from_values(5, 5, entries).unwrap();
            let mut a = Matrix::diagonal(&[1.0; 5]);
            for i in 0..5 { for j in 0..5 { *a.at(i, j) += dot(b.row(i), b.row(j)); } }
            let inverse = Cholesky::of(&a).unwrap().inverse();
            for i in 0..5 {
                let product = a.times(inverse.row(i));
                for (j, value) in product.iter().enumerate() {
                    prop_assert!((value - f64::from(u8::from(i == j))).abs() < 1e-10);
                }
            }
        }
    }
}
