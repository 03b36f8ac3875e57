//! Reliability of a total score: Cronbach's α, McDonald's ω, the standard error of measurement.

use crate::check::{self, Numbers};
use crate::curves::Responses;
use crate::descriptive::variance;
use crate::error::KernelError;
use crate::linalg::Matrix;
use crate::math::f_quantile;

/// Reliability of the total over persons who were given all items.
#[derive(Debug, Clone, PartialEq)]
pub struct Reliability {
    /// Persons used.
    pub n: usize,
    /// Items of the work.
    pub items: usize,
    /// Cronbach's (1951) α of the raw total.
    pub alpha: f64,
    /// Feldt's (1965) interval for α.
    pub alpha_interval: (f64, f64),
    /// McDonald's (1999) ω_total of the raw total, one factor by minres.
    pub omega: f64,
    /// Standardised loadings; 0 for an item without spread.
    pub loadings: Vec<f64>,
    /// Whether the factor was found; where not, ω is only where it stopped.
    pub omega_converged: bool,
    /// Standard deviation of the total, in points.
    pub sd: f64,
    /// Standard error of measurement sd·√(1 − α), in points.
    pub sem: f64,
}

impl Numbers for Reliability {
    fn stray(&self) -> Option<f64> {
        let whole = [self.alpha, self.omega, self.sd, self.sem].stray();
        whole.or(self.alpha_interval.stray()).or(self.loadings.stray())
    }
}

/// Reliability of the work. `confidence` is that of the interval, 0.95 for 95 %.
///
/// ```
/// use psychometrics::curves::Responses;
/// use psychometrics::reliability::reliability;
///
/// let mut responses = Responses::new(&[2, 2, 2])?;
/// for row in [[1, 1, 1], [1, 1, 0], [1, 0, 0], [0, 0, 0]] {
///     responses.push(&row.map(Some))?;
/// }
/// let found = reliability(&responses, 0.95)?;
/// // Item variances 1/4, 1/3, 1/4 and that of the total 5/3: α = 3/2·(1 − (5/6)/(5/3)).
/// assert!((found.alpha - 0.75).abs() < 1e-14);
/// assert!(reliability(&responses, 95.0).is_err());
/// # Ok::<(), psychometrics::KernelError>(())
/// ```
///
/// # Errors
/// `TooFew` below 2 items or 3 persons given all of them, `TooMany` above 8192 items, `NoSpread` when all totals are equal, `Parameter` for
/// a confidence that is not between 0 and 1, `OutOfRange` for one that differs from 1 by rounding alone.
pub fn reliability(responses: &Responses, confidence: f64) -> Result<Reliability, KernelError> {
    let columns = complete(responses);
    let items = columns.len();
    let n = columns.first().map_or(0, Vec::len);
    check::at_least("items of a reliability", 2, items)?;
    check::side("items of a reliability", items)?;
    check::at_least("persons given all items, for reliability", 3, n)?;
    let totals: Vec<f64> = (0..n).map(|i| columns.iter().map(|column| column[i]).sum()).collect();
    let total = variance(&totals)?;
    if total <= 0.0 {
        return Err(KernelError::NoSpread { what: "totals of the persons" });
    }
    let variances = columns.iter().map(|column| variance(column)).collect::<Result<Vec<f64>, _>>()?;
    // α is at most 1; for items that repeat each other rounding may say a little more.
    let alpha = (items as f64 / (items as f64 - 1.0) * (1.0 - variances.iter().sum::<f64>() / total)).min(1.0);
    let factor = one_factor(&correlations(&columns))?;
    let found = Reliability {
        n,
        items,
        alpha,
        alpha_interval: feldt(alpha, n, items, confidence)?,
        omega: omega(&factor.loadings, &variances),
        loadings: factor.loadings,
        omega_converged: factor.converged,
        sd: total.sqrt(),
        sem: total.sqrt() * (1.0 - alpha).sqrt(),
    };
    check::answer("reliability", found)
}

/// Feldt's (1965) interval for α ≤ 1 of n persons and k items: (1 − ρ)/(1 − α̂) ~ F with n − 1 and (n − 1)(k − 1) degrees of freedom.
///
/// # Errors
/// `TooFew` below two persons or items, `Parameter` for an α above 1 or a confidence that is not between 0 and 1, `OutOfRange` for an
/// end that is not finite.
pub fn feldt(alpha: f64, n: usize, items: usize, confidence: f64) -> Result<(f64, f64), KernelError> {
    check::at_least("persons of an alpha", 2, n)?;
    check::at_least("items of an alpha", 2, items)?;
    check::non_negative("1 less alpha", 1.0 - alpha)?;
    check::confidence(confidence)?;
    let (d1, tail) = (n as f64 - 1.0, 0.5 * (1.0 - confidence));
    let d2 = d1 * (items as f64 - 1.0);
    let ends = (1.0 - (1.0 - alpha) * f_quantile(1.0 - tail, d1, d2), 1.0 - (1.0 - alpha) * f_quantile(tail, d1, d2));
    check::answer("interval of alpha", ends)
}

/// Loadings of one factor.
#[derive(Debug, Clone, PartialEq)]
pub struct Factor {
    /// Standardised loadings, their sum not negative.
    pub loadings: Vec<f64>,
    /// Whether the loadings stood still before the rounds ran out.
    pub converged: bool,
    /// Rounds done.
    pub rounds: usize,
}

/// One factor by minimum residuals (Harman & Jones 1966): minimises Σ_{j<k} (r_jk − λ_jλ_k)², one loading at a time.
///
/// A uniqueness stays at or above .005 (no Heywood case), as in the package psych. `correlations` is items × items; its diagonal is
/// not read.
///
/// # Errors
/// `Length` when the matrix is not square, `Domain` for an entry that is not finite, `OutOfRange` for a loading that is not.
pub fn one_factor(correlations: &Matrix) -> Result<Factor, KernelError> {
    check::same_length("columns of a square matrix", correlations.rows(), correlations.columns())?;
    (0..correlations.rows()).try_for_each(|j| check::all_finite("correlations of an item", correlations.row(j)))?;
    let factor = minres(correlations);
    Ok(Factor { loadings: check::answer("loadings", factor.loadings)?, ..factor })
}

fn minres(correlations: &Matrix) -> Factor {
    const GREATEST: f64 = 0.997_496_867_163_000_2;
    let items = correlations.rows();
    let mut loadings = vec![0.5; items];
    for rounds in 1..=5000 {
        let mut moved = 0.0_f64;
        for j in 0..items {
            let (mut product, mut square) = (0.0, 0.0);
            for k in (0..items).filter(|k| *k != j) {
                product += correlations.get(j, k) * loadings[k];
                square += loadings[k] * loadings[k];
            }
            let next = if square > 0.0 { (product / square).clamp(-GREATEST, GREATEST) } else { 0.0 };
            moved = moved.max((next - loadings[j]).abs());
            loadings[j] = next;
        }
        if moved < 1e-10 {
            return Factor { loadings, converged: true, rounds };
        }
    }
    Factor { loadings, converged: false, rounds: 5000 }
}

/// (Σ λ_j s_j)² / [(Σ λ_j s_j)² + Σ (1 − λ_j²) s_j²].
fn omega(loadings: &[f64], variances: &[f64]) -> f64 {
    let common: f64 = loadings.iter().zip(variances).map(|(l, v)| l * v.sqrt()).sum();
    let unique: f64 = loadings.iter().zip(variances).map(|(l, v)| (1.0 - l * l) * v).sum();
    common * common / (common * common + unique)
}

/// Scores by item of the persons given every item.
fn complete(responses: &Responses) -> Vec<Vec<f64>> {
    let mut columns = vec![Vec::new(); responses.items()];
    for person in 0..responses.persons() {
        let row: Option<Vec<u8>> = (0..responses.items()).map(|item| responses.cell(person, item)).collect();
        if let Some(row) = row {
            columns.iter_mut().zip(row).for_each(|(column, score)| column.push(f64::from(score)));
        }
    }
    columns
}

/// Correlations of the columns; 0 where one is constant.
fn correlations(columns: &[Vec<f64>]) -> Matrix {
    let mut matrix = Matrix::diagonal(&vec![1.0; columns.len()]);
    for j in 0..columns.len() {
        for k in 0..j {
            let r = crate::items::correlation(&columns[j], &columns[k]).unwrap_or(0.0);
            *matrix.at(j, k) = r;
            *matrix.at(k, j) = r;
        }
    }
    matrix
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Twelve simulated persons on items of 1, 2, 2, 3 and 1 points. Expected values by numpy 2 and scipy 1.18: α from
    /// `var(ddof=1)`, the interval from `stats.f.ppf`, loadings by minimising the off-diagonal squares with
    /// `scipy.optimize.minimize` (BFGS, then Nelder–Mead to 1e-13).
    const SCORES: [[u8; 5]; 12] = [
        [0, 1, 0, 0, 0],
        [1, 1, 0, 0, 0],
        [1, 0, 1, 2, 0],
        [0, 1, 0, 1, 0],
        [1, 1, 2, 3, 1],
        [0, 1, 1, 1, 0],
        [0, 0, 0, 1, 0],
        [0, 0, 0, 0, 0],
        [1, 2, 1, 3, 1],
        [1, 2, 2, 3, 1],
        [1, 0, 1, 3, 0],
        [0, 0, 0, 1, 0],
    ];

    fn work() -> Responses {
        let mut responses = Responses::new(&[2, 3, 3, 4, 2]).unwrap();
        for row in SCORES {
            responses.push(&row.map(Some)).unwrap();
        }
        responses
    }

    #[test]
    fn golden_values() {
        let found = reliability(&work(), 0.95).unwrap();
        let near = |a: f64, b: f64, by: f64| assert!((a - b).abs() < by, "{a} for {b}");
        near(found.alpha, 0.845_475_460_122_699_5, 1e-14);
        near(found.alpha_interval.0, 0.644_358_07, 1e-8);
        near(found.alpha_interval.1, 0.949_265_07, 1e-8);
        near(found.sem, 1.235_522_218_139_014_9, 1e-13);
        near(found.sd, 3.143_053_909_621_640_8, 1e-13);
        for (got, want) in found.loadings.iter().zip([0.715_440_50, 0.561_800_64, 0.911_492_94, 0.857_622_44, 0.900_279_33]) {
            near(*got, want, 1e-7);
        }
        near(found.omega, 0.892_286_824_4, 1e-8);
        assert!(found.omega_converged && found.n == 12);
    }

    #[test]
    fn persons_without_all_items_are_left_out() {
        let mut more = work();
        more.push(&[Some(1), None, Some(0), Some(0), Some(1)]).unwrap();
        assert_eq!(reliability(&more, 0.95), reliability(&work(), 0.95));
    }

    #[test]
    fn what_cannot_be_answered_is_refused() {
        let mut few = Responses::new(&[2, 2]).unwrap();
        few.push(&[Some(1), Some(0)]).unwrap();
        few.push(&[Some(0), Some(0)]).unwrap();
        assert!(matches!(reliability(&few, 0.95), Err(KernelError::TooFew { got: 2, needed: 3, .. })));
        few.push(&[Some(0), Some(1)]).unwrap();
        assert!(reliability(&few, 0.95).is_ok());
        let mut flat = Responses::new(&[2, 2]).unwrap();
        for row in [[1, 0], [0, 1], [1, 0]] {
            flat.push(&row.map(Some)).unwrap();
        }
        assert!(matches!(reliability(&flat, 0.95), Err(KernelError::NoSpread { .. })));
    }

    #[test]
    fn one_factor_of_a_one_factor_matrix_is_found_exactly() {
        let truth = [0.9, 0.7, 0.5, 0.3];
        let mut r = Matrix::diagonal(&[1.0; 4]);
        for j in 0..4 {
            for k in (0..4).filter(|k| *k != j) {
                *r.at(j, k) = truth[j] * truth[k];
            }
        }
        let found = one_factor(&r).unwrap();
        assert!(found.converged && found.loadings.iter().zip(truth).all(|(a, b)| (a - b).abs() < 1e-8), "{found:?}");
    }
}
