//! Principal components of standardised variables (Hotelling 1933; Jolliffe 2002, §2.3).

use crate::check::{all_finite, answer, at_least, side};
use crate::descriptive;
use crate::error::KernelError;
use crate::linalg::{Matrix, inner, symmetric_eigen};

/// Principal components of a correlation matrix.
#[derive(Debug, Clone)]
pub struct Components {
    /// All eigenvalues of the correlation matrix, descending; they add up to the number of variables.
    pub values: Vec<f64>,
    /// Variables × kept components; columns have length 1 and their first entry that is not 0 is positive.
    pub loadings: Matrix,
    /// Observations × kept components: standardised data times loadings.
    pub scores: Matrix,
}

/// The first `kept` principal components of the columns of `data` (observations × variables), each column brought to mean 0 and
/// standard deviation 1 (divisor n).
///
/// ```
/// use psychometrics::components::principal_components;
/// use psychometrics::linalg::Matrix;
///
/// // Two variables with correlation 0.8 have eigenvalues 1.8 and 0.2.
/// let data = Matrix::from_values(4, 2, vec![1.0, 1.0, 2.0, 3.0, 3.0, 2.0, 4.0, 4.0])?;
/// let found = principal_components(&data, 1)?;
/// assert!((found.values[0] - 1.8).abs() < 1e-14 && (found.values[1] - 0.2).abs() < 1e-14);
/// # Ok::<(), psychometrics::KernelError>(())
/// ```
///
/// # Errors
/// `TooFew` below two observations or where more components are kept than there are variables, `Domain` where a value is not finite
/// or a column has no variance (its index is given), `TooMany` above 8192 variables, `OutOfRange` where squares of a column are not finite.
pub fn principal_components(data: &Matrix, kept: usize) -> Result<Components, KernelError> {
    side("variables of principal components", data.columns())?;
    let z = standardised(data)?;
    at_least("variables of principal components", kept, data.columns())?;
    let (values, vectors) = symmetric_eigen(&correlations(&z))?;
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[b].total_cmp(&values[a]).then(a.cmp(&b)));
    let mut loadings = Matrix::zeros(data.columns(), kept);
    for (place, &k) in order.iter().take(kept).enumerate() {
        let column: Vec<f64> = (0..data.columns()).map(|j| vectors.get(j, k)).collect();
        let sign = column.iter().find(|entry| entry.abs() > 1e-12).map_or(1.0, |entry| entry.signum());
        column.iter().enumerate().for_each(|(j, entry)| *loadings.at(j, place) = sign * entry);
    }
    let mut scores = Matrix::zeros(data.rows(), kept);
    for place in 0..kept {
        let direction: Vec<f64> = (0..data.columns()).map(|j| loadings.get(j, place)).collect();
        (0..data.rows()).for_each(|i| *scores.at(i, place) = inner(z.row(i), &direction));
    }
    let scores = answer("principal components", scores)?;
    Ok(Components { values: order.iter().map(|&k| values[k]).collect(), loadings, scores })
}

fn standardised(data: &Matrix) -> Result<Matrix, KernelError> {
    let n = data.rows();
    at_least("observations of principal components", 2, n)?;
    let mut z = Matrix::zeros(n, data.columns());
    for j in 0..data.columns() {
        let column: Vec<f64> = (0..n).map(|i| data.get(i, j)).collect();
        all_finite("data of principal components", &column)?;
        let mean = descriptive::plain_mean(&column);
        let squares = column.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>();
        let sd = answer("standard deviation of a column", (squares / n as f64).sqrt())?;
        if sd <= 1e-12 * mean.abs() {
            return Err(KernelError::Domain {
                what: "standard deviation of a column",
                index: j,
                value: sd,
                expected: "a spread above rounding",
            });
        }
        column.iter().enumerate().for_each(|(i, x)| *z.at(i, j) = (x - mean) / sd);
    }
    Ok(z)
}

fn correlations(z: &Matrix) -> Matrix {
    let mut r = Matrix::zeros(z.columns(), z.columns());
    for a in 0..z.columns() {
        for b in 0..=a {
            let mean = (0..z.rows()).map(|i| z.get(i, a) * z.get(i, b)).sum::<f64>() / z.rows() as f64;
            *r.at(a, b) = mean;
            *r.at(b, a) = mean;
        }
    }
    r
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Two variables with correlation r have eigenvalues 1 ± r and loadings (1, ±1)/√2, whatever the data (by hand).
    #[test]
    fn two_variables_by_hand() {
        // z of (1,2,3,4) and (1,3,2,4): r = 0.8.
        let data = Matrix::from_values(4, 2, vec![1.0, 1.0, 2.0, 3.0, 3.0, 2.0, 4.0, 4.0]).unwrap();
        let found = principal_components(&data, 2).unwrap();
        assert!((found.values[0] - 1.8).abs() < 1e-14 && (found.values[1] - 0.2).abs() < 1e-14);
        let half = 0.5_f64.sqrt();
        assert!((found.loadings.get(0, 0) - half).abs() < 1e-14 && (found.loadings.get(1, 0) - half).abs() < 1e-14);
        assert!((found.loadings.get(0, 1) - half).abs() < 1e-14 && (found.loadings.get(1, 1) + half).abs() < 1e-14);
        // First row: z = (−1.5, −1.5)/√1.25, so the score is −3/√2.5.
        assert!((found.scores.get(0, 0) + 3.0 / 2.5_f64.sqrt()).abs() < 1e-14);
    }

    #[test]
    fn what_cannot_be_standardised_is_named() {
        let flat = Matrix::from_values(3, 2, vec![1.0, 5.0, 2.0, 5.0, 3.0, 5.0]).unwrap();
        assert!(matches!(principal_components(&flat, 1), Err(KernelError::Domain { index: 1, .. })));
        assert!(matches!(principal_components(&Matrix::zeros(1, 2), 1), Err(KernelError::TooFew { .. })));
        let one = Matrix::from_values(3, 1, vec![1.0, 2.0, 4.0]).unwrap();
        assert!(principal_components(&one, 2).is_err());
    }

    proptest! {
        #[test]
        fn scores_have_the_eigenvalues_as_variances_and_are_uncorrelated(entries in prop::collection::vec(-1.0f64..1.0, 60)) {
            let data = Matrix::from_values(15, 4, entries).unwrap();
            let found = principal_components(&data, 4).unwrap();
            prop_assert!((found.values.iter().sum::<f64>() - 4.0).abs() < 1e-10);
            for a in 0..4 { for b in 0..=a {
                let mean = (0..15).map(|i| found.scores.get(i, a) * found.scores.get(i, b)).sum::<f64>() / 15.0;
                let expected = if a == b { found.values[a] } else { 0.0 };
                prop_assert!((mean - expected).abs() < 1e-9);
            } }
        }
    }
}
