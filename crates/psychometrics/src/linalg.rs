//! Small dense matrices with a fixed order of summation: the same bits on any processor and thread count.

use crate::check::{Numbers, all_finite, answer, answer_of, countable, finite, same_length};
use crate::error::KernelError;

/// A dense matrix, row-major. It is made and addressed like a slice: a row or column that does not exist panics, and so does a matrix
/// that memory cannot hold. Entries may be `NaN`: what is computed from them is refused.
///
/// ```
/// use psychometrics::linalg::Matrix;
///
/// let a = Matrix::from_values(2, 2, vec![4.0, 2.0, 2.0, 3.0])?;
/// assert_eq!(a.times(&[1.0, 2.0])?, [8.0, 8.0]);
/// assert!(a.times(&[1.0, 2.0, 3.0]).is_err());
/// # Ok::<(), psychometrics::KernelError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix {
    rows: usize,
    columns: usize,
    values: Vec<f64>,
}

impl Matrix {
    /// A matrix of zeros.
    ///
    /// # Panics
    /// As `vec!`, where so many entries do not fit into memory.
    #[must_use]
    pub fn zeros(rows: usize, columns: usize) -> Self {
        Self { rows, columns, values: vec![0.0; rows.saturating_mul(columns)] }
    }

    /// From row-major values.
    ///
    /// # Errors
    /// `Length` unless `values.len() == rows * columns`; `TooMany` for more rows of no columns than
    /// [`MOST_NUMBERS`](crate::MOST_NUMBERS).
    pub fn from_values(rows: usize, columns: usize, values: Vec<f64>) -> Result<Self, KernelError> {
        same_length("matrix", rows.saturating_mul(columns), values.len())?;
        if columns == 0 {
            countable("rows of a matrix", rows as u64)?;
        }
        Ok(Self { rows, columns, values })
    }

    /// A diagonal matrix.
    ///
    /// # Panics
    /// As [`Matrix::zeros`].
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

    /// One row, i < `rows`.
    ///
    /// # Panics
    /// As a slice, for a row that does not exist.
    #[must_use]
    pub fn row(&self, i: usize) -> &[f64] {
        &self.values[i * self.columns..(i + 1) * self.columns]
    }

    /// One entry, i < `rows` and j < `columns`.
    ///
    /// # Panics
    /// As a slice, for a row or a column that does not exist.
    #[must_use]
    pub fn get(&self, i: usize, j: usize) -> f64 {
        self.row(i)[j]
    }

    /// One entry, to be changed; i < `rows` and j < `columns`.
    ///
    /// # Panics
    /// As [`Matrix::get`].
    pub fn at(&mut self, i: usize, j: usize) -> &mut f64 {
        &mut self.values[i * self.columns..(i + 1) * self.columns][j]
    }

    /// A·x.
    ///
    /// # Errors
    /// `Length` unless x has `columns` values, `Domain` for a value or an entry that is not finite, `OutOfRange` for a product that is not.
    pub fn times(&self, x: &[f64]) -> Result<Vec<f64>, KernelError> {
        same_length("vector beside a matrix", self.columns, x.len())?;
        countable("rows of a product", self.rows as u64)?;
        let product = (0..self.rows).map(|i| inner(self.row(i), x)).collect();
        answer_of("product with a matrix", product, &[("vector beside a matrix", x), ("entries of a matrix", &self.values)])
    }

    /// x'·A·y.
    ///
    /// # Errors
    /// `Length` unless x has `rows` values and y `columns`; as [`Matrix::times`].
    pub fn form(&self, x: &[f64], y: &[f64]) -> Result<f64, KernelError> {
        dot(x, &self.times(y)?)
    }

    /// Entrywise sum with a matrix of the same shape.
    ///
    /// # Errors
    /// `Length` when the shapes differ, `Domain` for an entry that is not finite, `OutOfRange` for a sum that is not.
    pub fn plus(&self, other: &Self) -> Result<Self, KernelError> {
        same_length("rows of the second matrix", self.rows, other.rows)?;
        same_length("columns of the second matrix", self.columns, other.columns)?;
        let values = self.values.iter().zip(&other.values).map(|(a, b)| a + b).collect();
        let inputs: [(_, &[f64]); 2] = [("entries of a matrix", &self.values), ("entries of the second matrix", &other.values)];
        Ok(Self { values: answer_of("sum of matrices", values, &inputs)?, ..*self })
    }
}

impl Numbers for Matrix {
    fn stray(&self) -> Option<f64> {
        self.values.stray()
    }
}

/// Σ xᵢ yᵢ, from the first to the last; 0 for two empty vectors.
///
/// ```
/// use psychometrics::linalg::dot;
///
/// assert_eq!(dot(&[1.0, 2.0], &[3.0, 4.0]), Ok(11.0));
/// assert!(dot(&[1.0, 2.0], &[3.0]).is_err());
/// ```
///
/// # Errors
/// `Length` unless both have the same length, `Domain` for a value that is not finite, `OutOfRange` for a sum that is not.
pub fn dot(x: &[f64], y: &[f64]) -> Result<f64, KernelError> {
    same_length("second vector", x.len(), y.len())?;
    answer_of("sum of products", inner(x, y), &[("first vector", x), ("second vector", y)])
}

/// [`dot`] of vectors whose lengths are known to agree; whatever comes of their values.
pub(crate) fn inner(x: &[f64], y: &[f64]) -> f64 {
    x.iter().zip(y).map(|(a, b)| a * b).sum()
}

/// Lower factor L of a symmetric positive definite A = L·L'.
///
/// ```
/// use psychometrics::linalg::{Cholesky, Matrix};
///
/// let factor = Cholesky::of(&Matrix::from_values(2, 2, vec![4.0, 2.0, 2.0, 3.0])?)?;
/// let x = factor.solve(&[8.0, 8.0])?;
/// assert!((x[0] - 1.0).abs() < 1e-15 && (x[1] - 2.0).abs() < 1e-15);
/// # Ok::<(), psychometrics::KernelError>(())
/// ```
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
            let pivot = a.get(j, j) - inner(&lower.row(j)[..j], &lower.row(j)[..j]);
            if pivot.is_nan() || pivot <= 1e-13 * a.get(j, j).abs() {
                return Err(KernelError::NotPositiveDefinite { column: j, pivot });
            }
            let root = pivot.sqrt();
            *lower.at(j, j) = root;
            for i in j + 1..a.rows {
                *lower.at(i, j) = (a.get(i, j) - inner(&lower.row(i)[..j], &lower.row(j)[..j])) / root;
            }
        }
        Ok(Self { lower })
    }

    /// x with A·x = b.
    ///
    /// # Errors
    /// `Length` when b does not fit, `Domain` for a value of b that is not finite, `OutOfRange` for a solution that is not.
    pub fn solve(&self, b: &[f64]) -> Result<Vec<f64>, KernelError> {
        same_length("right-hand side", self.lower.rows, b.len())?;
        answer_of("solution of linear equations", self.solved(b.to_vec()), &[("right-hand side", b)])
    }

    /// x with A·x = b, in the place of b, whose length is known to fit.
    fn solved(&self, mut x: Vec<f64>) -> Vec<f64> {
        let n = self.lower.rows;
        for i in 0..n {
            x[i] = (x[i] - inner(&self.lower.row(i)[..i], &x[..i])) / self.lower.get(i, i);
        }
        for i in (0..n).rev() {
            let below: f64 = (i + 1..n).map(|k| self.lower.get(k, i) * x[k]).sum();
            x[i] = (x[i] - below) / self.lower.get(i, i);
        }
        x
    }

    /// A⁻¹; infinite where a variance of A is below about 10⁻³⁰⁸.
    #[must_use]
    pub fn inverse(&self) -> Matrix {
        let n = self.lower.rows;
        let mut inverse = Matrix::zeros(n, n);
        for j in 0..n {
            let mut unit = vec![0.0; n];
            unit[j] = 1.0;
            for (i, value) in self.solved(unit).into_iter().enumerate() {
                *inverse.at(i, j) = value;
            }
        }
        inverse
    }

    /// ln det A.
    #[must_use]
    pub fn ln_det(&self) -> f64 {
        (0..self.lower.rows).map(|i| 2.0 * crate::math::ln(self.lower.get(i, i))).sum()
    }
}

/// Eigenvalues λ and eigenvectors (columns of Q) of a symmetric matrix A = Q·diag(λ)·Q', by cyclic Jacobi rotations in
/// a fixed order (Golub & Van Loan 2013, §8.5). λ in no particular order.
///
/// # Errors
/// `Length` when A is not square, `Domain` for an entry that is not finite, `OutOfRange` for an eigenvalue that is not.
pub fn symmetric_eigen(a: &Matrix) -> Result<(Vec<f64>, Matrix), KernelError> {
    same_length("columns of a square matrix", a.rows, a.columns)?;
    all_finite("entries of a matrix", &a.values)?;
    let n = a.rows;
    let size = usual_size(&a.values);
    let mut work = Matrix { values: a.values.iter().map(|entry| entry / size).collect(), ..*a };
    let mut vectors = Matrix::diagonal(&vec![1.0; n]);
    for _ in 0..60 {
        let off: f64 = (0..n).map(|i| inner(&work.row(i)[..i], &work.row(i)[..i])).sum();
        let on: f64 = (0..n).map(|i| work.get(i, i) * work.get(i, i)).sum();
        if off <= 1e-30 * on {
            break;
        }
        for p in 0..n {
            for q in p + 1..n {
                rotate(&mut work, &mut vectors, p, q);
            }
        }
    }
    Ok((answer("eigenvalues", (0..n).map(|i| work.get(i, i) * size).collect())?, vectors))
}

/// What entries are divided by, so that their squares can be compared: their greatest size where that is beyond 10^±100, else 1.
fn usual_size(values: &[f64]) -> f64 {
    let size = values.iter().fold(0.0_f64, |size, value| size.max(value.abs()));
    if size <= 0.0 || (1e-100..=1e100).contains(&size) { 1.0 } else { size }
}

/// The nearest positive semidefinite matrix in Frobenius norm, or nearest with every eigenvalue at least `least`.
///
/// # Errors
/// As [`symmetric_eigen`]; `Parameter` for a least eigenvalue that is not finite.
pub fn nearest_psd(a: &Matrix, least: f64) -> Result<Matrix, KernelError> {
    finite("least eigenvalue", least)?;
    let (values, vectors) = symmetric_eigen(a)?;
    if values.iter().all(|value| *value >= least) {
        return Ok(a.clone());
    }
    let lifted: Vec<f64> = values.iter().map(|value| value.max(least)).collect();
    let mut nearest = Matrix::zeros(a.rows, a.rows);
    for i in 0..a.rows {
        for j in 0..=i {
            let entry = (0..a.rows).map(|k| lifted[k] * vectors.get(i, k) * vectors.get(j, k)).sum();
            *nearest.at(i, j) = entry;
            *nearest.at(j, i) = entry;
        }
    }
    answer("nearest positive semidefinite matrix", nearest)
}

/// One Jacobi rotation that makes the entries (p, q) and (q, p) zero.
fn rotate(work: &mut Matrix, vectors: &mut Matrix, p: usize, q: usize) {
    let off = work.get(p, q);
    if off.abs() < f64::MIN_POSITIVE {
        return;
    }
    let theta = (work.get(q, q) - work.get(p, p)) / (2.0 * off);
    let t = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
    let c = 1.0 / (t * t + 1.0).sqrt();
    let s = t * c;
    for k in 0..work.rows {
        let (kp, kq) = (work.get(k, p), work.get(k, q));
        *work.at(k, p) = c * kp - s * kq;
        *work.at(k, q) = s * kp + c * kq;
    }
    for k in 0..work.rows {
        let (pk, qk) = (work.get(p, k), work.get(q, k));
        *work.at(p, k) = c * pk - s * qk;
        *work.at(q, k) = s * pk + c * qk;
    }
    for k in 0..work.rows {
        let (kp, kq) = (vectors.get(k, p), vectors.get(k, q));
        *vectors.at(k, p) = c * kp - s * kq;
        *vectors.at(k, q) = s * kp + c * kq;
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

    #[test]
    fn eigenvalues_of_a_textbook_matrix() {
        // [2 1; 1 2] has 1 and 3; [1 2; 2 1] has −1 and 3, and without −1 is 1.5 everywhere.
        let (mut values, _) = symmetric_eigen(&Matrix::from_values(2, 2, vec![2.0, 1.0, 1.0, 2.0]).unwrap()).unwrap();
        values.sort_unstable_by(f64::total_cmp);
        assert!((values[0] - 1.0).abs() < 1e-14 && (values[1] - 3.0).abs() < 1e-14);
        let nearest = nearest_psd(&Matrix::from_values(2, 2, vec![1.0, 2.0, 2.0, 1.0]).unwrap(), 0.0).unwrap();
        assert!((0..2).all(|i| (0..2).all(|j| (nearest.get(i, j) - 1.5).abs() < 1e-14)));
        assert!(symmetric_eigen(&Matrix::zeros(2, 3)).is_err());
    }

    proptest! {
        #[test]
        fn eigenvectors_rebuild_the_matrix(entries in prop::collection::vec(-1.0f64..1.0, 36)) {
            let b = Matrix::from_values(6, 6, entries).unwrap();
            let mut a = Matrix::zeros(6, 6);
            for i in 0..6 { for j in 0..6 { *a.at(i, j) = b.get(i, j) + b.get(j, i); } }
            let (values, vectors) = symmetric_eigen(&a).unwrap();
            for i in 0..6 { for j in 0..6 {
                let rebuilt: f64 = (0..6).map(|k| values[k] * vectors.get(i, k) * vectors.get(j, k)).sum();
                prop_assert!((rebuilt - a.get(i, j)).abs() < 1e-12);
            } }
        }

        #[test]
        fn the_inverse_inverts(entries in prop::collection::vec(-1.0f64..1.0, 25)) {
            // B·B' + I is positive definite.
            let b = Matrix::from_values(5, 5, entries).unwrap();
            let mut a = Matrix::diagonal(&[1.0; 5]);
            for i in 0..5 { for j in 0..5 { *a.at(i, j) += inner(b.row(i), b.row(j)); } }
            let inverse = Cholesky::of(&a).unwrap().inverse();
            for i in 0..5 {
                let product = a.times(inverse.row(i)).unwrap();
                for (j, value) in product.iter().enumerate() {
                    prop_assert!((value - f64::from(u8::from(i == j))).abs() < 1e-10);
                }
            }
        }
    }
}
