//! Robust covariance of class × item residuals.

use crate::check::{all_finite, answer, at_least, same_length, side};
use crate::descriptive::mad;
use crate::error::KernelError;
use crate::linalg::{Matrix, nearest_psd};
use crate::math::sin;

/// A robust covariance matrix and how far it was shrunk.
#[derive(Debug, Clone)]
pub struct RobustCovariance {
    /// J × J, positive definite (for [`robust_covariance`]) or semidefinite (for [`excess_covariance`]).
    pub matrix: Matrix,
    /// Share λ by which correlations were shrunk towards 0.
    pub shrinkage: f64,
    /// Classes used (rows with any value).
    pub classes: usize,
}

/// Covariance of the columns of `residuals` (classes × items; `NaN` = the class was not given the item).
///
/// Scales: 1.4826·MAD. Correlations: Spearman's ρ over the classes that have both items, brought to the scale of the
/// normal correlation by 2·sin(πρ/6) (Pearson 1907; Croux & Dehon 2010 for its robustness), shrunk to 0 by the λ of
/// Schäfer & Strimmer (2005) with Var r ≈ (1 − r²)²/(n − 1), then to the nearest matrix whose eigenvalues are at least
/// 0.01. So a few bent classes move neither scales nor correlations far, and the matrix can be inverted.
///
/// ```
/// use psychometrics::covariance::robust_covariance;
/// use psychometrics::linalg::Matrix;
///
/// // Six classes, two items; the wild class moves neither scale far.
/// let residuals = Matrix::from_values(6, 2, vec![0.1, 0.2, -0.1, -0.2, 0.2, 0.1, -0.2, -0.1, 0.0, 0.0, 9.0, 9.0])?;
/// let found = robust_covariance(&residuals)?;
/// assert!(found.matrix.get(0, 0).sqrt() < 0.3 && found.classes == 6);
/// # Ok::<(), psychometrics::KernelError>(())
/// ```
///
/// # Errors
/// `TooFew` when an item has fewer than 5 classes, `TooMany` above 8192 items, `OutOfRange` where a covariance is not finite. An item
/// without spread gets the least positive scale of the others.
pub fn robust_covariance(residuals: &Matrix) -> Result<RobustCovariance, KernelError> {
    side("items of a robust covariance", residuals.columns())?;
    let columns = columns(residuals);
    let scales = scales(&columns)?;
    let items = columns.len();
    let mut correlation = Matrix::diagonal(&vec![1.0; items]);
    let (mut noise, mut signal) = (0.0, 0.0);
    for j in 0..items {
        for k in 0..j {
            let (r, n) = normal_correlation(&columns[j], &columns[k]);
            noise += (1.0 - r * r) * (1.0 - r * r) / (n as f64 - 1.0).max(1.0);
            signal += r * r;
            *correlation.at(j, k) = r;
        }
    }
    let shrinkage: f64 = if signal > 0.0 { (noise / signal).min(1.0) } else { 1.0 };
    for j in 0..items {
        for k in 0..j {
            *correlation.at(j, k) *= 1.0 - shrinkage;
            *correlation.at(k, j) = correlation.get(j, k);
        }
    }
    let mut matrix = nearest_psd(&correlation, 0.01)?;
    for j in 0..items {
        for k in 0..items {
            *matrix.at(j, k) *= scales[j] * scales[k];
        }
    }
    let classes = (0..residuals.rows()).filter(|c| residuals.row(*c).iter().any(|r| r.is_finite())).count();
    Ok(RobustCovariance { matrix: answer("robust covariance", matrix)?, shrinkage: answer("shrinkage", shrinkage)?, classes })
}

/// The part of the robust covariance that sampling does not explain: class × item effects, positive semidefinite.
///
/// `sampling` is the mean sampling covariance (J × J) of the same residuals; the difference is brought to the nearest
/// positive semidefinite matrix.
///
/// # Errors
/// As [`robust_covariance`]; `Length` when the shapes differ.
pub fn excess_covariance(residuals: &Matrix, sampling: &Matrix) -> Result<RobustCovariance, KernelError> {
    same_length("rows of the sampling covariance", residuals.columns(), sampling.rows())?;
    same_length("columns of the sampling covariance", residuals.columns(), sampling.columns())?;
    let mut found = robust_covariance(residuals)?;
    for j in 0..sampling.rows() {
        for k in 0..sampling.rows() {
            *found.matrix.at(j, k) -= sampling.get(j, k);
        }
    }
    found.matrix = nearest_psd(&found.matrix, 0.0)?;
    Ok(found)
}

/// Spearman's rank correlation with mid-ranks, from −1 to 1.
///
/// ```
/// use psychometrics::covariance::spearman;
///
/// let rho = spearman(&[1.0, 2.0, 3.0, 4.0], &[10.0, 300.0, 200.0, 4000.0])?;
/// assert!((rho - 0.8).abs() < 1e-15);
/// # Ok::<(), psychometrics::KernelError>(())
/// ```
///
/// # Errors
/// As [`crate::items::correlation`].
pub fn spearman(x: &[f64], y: &[f64]) -> Result<f64, KernelError> {
    all_finite("first side of the pairs", x)?;
    all_finite("second side of the pairs", y)?;
    crate::items::correlation(&ranks(x), &ranks(y))
}

/// Scale of items none of which spreads.
const LEAST_SCALE: f64 = 1e-6;

fn columns(residuals: &Matrix) -> Vec<Vec<f64>> {
    (0..residuals.columns()).map(|j| (0..residuals.rows()).map(|c| residuals.get(c, j)).collect()).collect()
}

fn scales(columns: &[Vec<f64>]) -> Result<Vec<f64>, KernelError> {
    let mut scales = Vec::with_capacity(columns.len());
    for column in columns {
        let present: Vec<f64> = column.iter().copied().filter(|r| r.is_finite()).collect();
        at_least("classes with an item, for a robust covariance", 5, present.len())?;
        scales.push(mad(&present)?);
    }
    let positive: Vec<f64> = scales.iter().copied().filter(|s| *s > 0.0).collect();
    let least = positive.iter().copied().fold(f64::INFINITY, f64::min);
    let stand_in = if least.is_finite() { least } else { LEAST_SCALE };
    Ok(scales.into_iter().map(|s| if s > 0.0 { s } else { stand_in }).collect())
}

/// (2·sin(πρ/6), pairs); 0 where ρ is not defined.
fn normal_correlation(x: &[f64], y: &[f64]) -> (f64, usize) {
    let pairs: Vec<(f64, f64)> = x.iter().copied().zip(y.iter().copied()).filter(|(a, b)| a.is_finite() && b.is_finite()).collect();
    let (a, b): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
    let r = spearman(&a, &b).map_or(0.0, |rho| 2.0 * sin(std::f64::consts::PI * rho / 6.0));
    (r, a.len())
}

/// Ranks from 1, ties sharing their mean rank.
fn ranks(x: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..x.len()).collect();
    order.sort_unstable_by(|a, b| x[*a].total_cmp(&x[*b]).then(a.cmp(b)));
    let mut ranks = vec![0.0; x.len()];
    let mut from = 0;
    while from < order.len() {
        let tied = order[from..].iter().take_while(|i| x[**i].total_cmp(&x[order[from]]).is_eq()).count();
        for i in &order[from..from + tied] {
            ranks[*i] = (2 * from + tied + 1) as f64 / 2.0;
        }
        from += tied;
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linalg::Cholesky;
    use crate::stream::Stream;

    /// Rows with variances 1, 4, .25 and correlations .6 between the first two; every 12th row lifted on item 2.
    fn classes(n: usize, bent: bool) -> Matrix {
        let mut rows = Matrix::zeros(n, 3);
        for c in 0..n {
            let mut stream = Stream::of(31, "classes", c as u64);
            let (a, b, d) = (stream.normal(), stream.normal(), stream.normal());
            *rows.at(c, 0) = a;
            *rows.at(c, 1) = 2.0 * (0.6 * a + 0.8 * b);
            *rows.at(c, 2) = 0.5 * d + if bent && c.is_multiple_of(12) { 6.0 } else { 0.0 };
        }
        rows
    }

    #[test]
    fn ranks_share_ties() {
        assert_eq!(ranks(&[3.0, 1.0, 3.0, 2.0]), [3.5, 1.0, 3.5, 2.0]);
        assert!((spearman(&[1.0, 2.0, 3.0, 4.0], &[1.0, 3.0, 2.0, 4.0]).unwrap() - 0.8).abs() < 1e-15);
        assert!(matches!(spearman(&[1.0, 1.0], &[1.0, 2.0]), Err(KernelError::NoSpread { .. })));
    }

    #[test]
    fn recovers_a_covariance_and_ignores_a_bent_twelfth() {
        let honest = robust_covariance(&classes(3000, false)).unwrap();
        let bent = robust_covariance(&classes(3000, true)).unwrap();
        for found in [&honest, &bent] {
            assert!((found.matrix.get(0, 0) - 1.0).abs() < 0.12 && (found.matrix.get(1, 1) - 4.0).abs() < 0.5);
            assert!((found.matrix.get(1, 0) - 1.2).abs() < 0.2, "{}", found.matrix.get(1, 0));
            assert!(found.matrix.get(2, 0).abs() < 0.05);
            assert!(Cholesky::of(&found.matrix).is_ok());
        }
        // Plain variance of item 3 would be .25 + 36·(1/12)(11/12) = 3.
        assert!(bent.matrix.get(2, 2) < 0.35, "{}", bent.matrix.get(2, 2));
    }

    #[test]
    fn few_classes_are_shrunk_and_stay_invertible() {
        let mut few = classes(6, false);
        *few.at(0, 1) = f64::NAN;
        let found = robust_covariance(&few).unwrap();
        assert!(found.shrinkage > 0.05 && Cholesky::of(&found.matrix).is_ok());
        assert!(matches!(robust_covariance(&classes(4, false)), Err(KernelError::TooFew { got: 4, .. })));
    }

    #[test]
    fn sampling_is_taken_out() {
        let sampling = Matrix::diagonal(&[0.5, 0.5, 0.5]);
        let found = excess_covariance(&classes(3000, false), &sampling).unwrap();
        assert!((found.matrix.get(0, 0) - 0.5).abs() < 0.12);
        // Item 3 has less variance than sampling alone explains: nothing is left, and nothing is negative.
        assert!(found.matrix.get(2, 2).abs() < 0.05 && found.matrix.get(2, 2) >= -1e-12);
    }
}
