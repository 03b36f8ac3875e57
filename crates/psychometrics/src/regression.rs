//! Weighted ridge least squares and Huber's M-estimation.

use crate::check::{Numbers, all_finite, all_non_negative, answer, at_least, non_negative, positive, same_length};
use crate::descriptive::{MAD_TO_SD, median, weighted_median};
use crate::error::KernelError;
use crate::linalg::{Cholesky, Matrix, dot, inner};

/// A fitted linear model y ≈ X·β.
#[derive(Debug, Clone)]
pub struct Fit {
    /// Coefficients, one a column of X.
    pub beta: Vec<f64>,
    /// Covariance of β̂ (for ridge: as if the penalty were prior information).
    pub covariance: Matrix,
    /// Residuals y − X·β, in the units of y.
    pub residuals: Vec<f64>,
    /// Scale of the residuals: weighted root mean square for least squares, 1.4826·MAD for Huber.
    pub scale: f64,
    /// Weights in use at the end: those given, times Huber's.
    pub weights: Vec<f64>,
    /// Rounds of reweighting (1 for least squares).
    pub rounds: usize,
    /// False when Huber's rounds ran out first.
    pub converged: bool,
}

impl Numbers for Fit {
    fn stray(&self) -> Option<f64> {
        let rows = self.residuals.stray().or(self.weights.stray());
        self.beta.stray().or(self.covariance.stray()).or(rows).or(self.scale.stray())
    }
}

impl Fit {
    /// Prediction x'β for one row of predictors, in the units of y.
    ///
    /// # Errors
    /// `Length` unless x has one value a coefficient, `Domain` for one that is not finite, `OutOfRange` for a prediction that is not.
    pub fn predict(&self, x: &[f64]) -> Result<f64, KernelError> {
        dot(&self.beta, x)
    }
}

/// Weighted ridge least squares: minimises Σ wᵢ(yᵢ − xᵢ'β)² + Σ λₖβₖ².
///
/// `x` is n × p, `weights` are n non-negative numbers (empty: all 1), `ridge` p penalties (empty: none; give the
/// intercept 0). The scale divides by the number of positive weights less p.
///
/// ```
/// use psychometrics::linalg::Matrix;
/// use psychometrics::regression::least_squares;
///
/// let x = Matrix::from_values(4, 2, vec![1.0, 0.0, 1.0, 1.0, 1.0, 2.0, 1.0, 3.0])?;
/// let fit = least_squares(&x, &[1.0, 3.0, 2.0, 5.0], &[], &[])?;
/// assert!((fit.beta[0] - 1.1).abs() < 1e-14 && (fit.beta[1] - 1.1).abs() < 1e-14);
/// assert!((fit.predict(&[1.0, 4.0])? - 5.5).abs() < 1e-13);
/// # Ok::<(), psychometrics::KernelError>(())
/// ```
///
/// # Errors
/// `Length` for y, weights or penalties that do not fit x; `Domain` for values that are not finite and for negative weights or
/// penalties; `TooFew` unless more rows than columns; `NotPositiveDefinite` for collinear columns without a penalty, and for squares that
/// are not finite; `OutOfRange` where the fit is not.
pub fn least_squares(x: &Matrix, y: &[f64], weights: &[f64], ridge: &[f64]) -> Result<Fit, KernelError> {
    let weights = checked(x, y, weights, ridge)?;
    answer("least squares", weighted(x, y, weights, ridge)?)
}

/// Options of [`huber`].
#[derive(Debug, Clone, Copy)]
pub struct HuberOptions {
    /// Bend of the loss in robust standard deviations; 1.345 has 95 % efficiency under normality.
    pub k: f64,
    /// Stops when no coefficient moves by more than this share of the scale.
    pub tolerance: f64,
    /// Most rounds of reweighting.
    pub rounds: usize,
    /// What the given weights mean.
    pub weights: WeightKind,
}

/// What weights mean: it decides against which scale a residual is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WeightKind {
    /// wᵢ = 1/variance up to a factor: rᵢ is judged against scale/√wᵢ.
    Precision,
    /// wᵢ = how often the row counts: all rows have one scale.
    Frequency,
}

impl WeightKind {
    /// √w for precisions, 1 for frequencies.
    fn root(self, weight: f64) -> f64 {
        if self == Self::Precision { weight.sqrt() } else { 1.0 }
    }
}

impl Default for HuberOptions {
    fn default() -> Self {
        Self { k: 1.345, tolerance: 1e-8, rounds: 50, weights: WeightKind::Precision }
    }
}

impl HuberOptions {
    fn check(self) -> Result<(), KernelError> {
        positive("bend of Huber's loss", self.k)?;
        non_negative("tolerance of Huber's rounds", self.tolerance)
    }
}

/// Huber's M-estimate by iteratively reweighted least squares, scale 1.4826·MAD of the residuals about 0.
///
/// Source: Huber (1964), Annals of Mathematical Statistics 35, 73–101; Holland & Welsch (1977) for the rounds. The
/// covariance is Huber & Ronchetti's (2009, eq. 7.81).
///
/// ```
/// use psychometrics::linalg::Matrix;
/// use psychometrics::regression::{HuberOptions, huber};
///
/// // The centre of nine values of which one is wild: the mean would be 14.
/// let x = Matrix::from_values(9, 1, vec![1.0; 9])?;
/// let fit = huber(&x, &[2.0, 3.0, 4.0, 3.0, 2.0, 4.0, 3.0, 5.0, 100.0], &[], &[], HuberOptions::default())?;
/// assert!((fit.beta[0] - 3.4).abs() < 0.2);
/// # Ok::<(), psychometrics::KernelError>(())
/// ```
///
/// # Errors
/// As [`least_squares`]; `Parameter` for a bend that is not above 0 or a negative tolerance.
pub fn huber(x: &Matrix, y: &[f64], weights: &[f64], ridge: &[f64], options: HuberOptions) -> Result<Fit, KernelError> {
    let given = checked(x, y, weights, ridge)?;
    options.check()?;
    let first = weighted(x, y, given.clone(), ridge)?;
    reweigh(x, y, &given, ridge, options, first)
}

/// As [`huber`], starting from the coefficients of an earlier fit of nearly the same data.
///
/// # Errors
/// As [`huber`]; `Length` unless one coefficient a column.
pub(crate) fn huber_from(
    start: &[f64],
    x: &Matrix,
    y: &[f64],
    weights: &[f64],
    ridge: &[f64],
    options: HuberOptions,
) -> Result<Fit, KernelError> {
    let given = checked(x, y, weights, ridge)?;
    options.check()?;
    same_length("starting coefficients", x.columns(), start.len())?;
    let residuals = residuals(x, y, start);
    let covariance = Matrix::zeros(x.columns(), x.columns());
    let first = Fit { beta: start.to_vec(), covariance, residuals, scale: 0.0, weights: Vec::new(), rounds: 1, converged: true };
    reweigh(x, y, &given, ridge, options, first)
}

/// Reweighting rounds from a first fit.
fn reweigh(x: &Matrix, y: &[f64], given: &[f64], ridge: &[f64], options: HuberOptions, first: Fit) -> Result<Fit, KernelError> {
    let mut fit = Fit { converged: false, ..first };
    for round in 2..=options.rounds.max(2) {
        let scale = robust_scale(&fit.residuals, given, options.weights)?;
        if scale <= 0.0 {
            // More than half of the rows lie exactly on the plane: nothing is left to bend.
            return answer("Huber's estimate", Fit { converged: true, scale: 0.0, ..fit });
        }
        let bent: Vec<f64> =
            given.iter().zip(&fit.residuals).map(|(w, r)| w * huber_weight(r * options.weights.root(*w) / scale, options.k)).collect();
        let next = weighted(x, y, bent, ridge)?;
        let moved = next.beta.iter().zip(&fit.beta).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        fit = Fit { rounds: round, converged: moved <= options.tolerance * scale, ..next };
        if fit.converged {
            break;
        }
    }
    fit.scale = robust_scale(&fit.residuals, given, options.weights)?;
    fit.covariance = sandwich(x, &fit, given, ridge, options)?;
    answer("Huber's estimate", fit)
}

/// ψ(u)/u of Huber: 1 inside ±k, k/|u| outside.
pub(crate) fn huber_weight(u: f64, k: f64) -> f64 {
    if u.abs() <= k { 1.0 } else { k / u.abs() }
}

/// 1.4826 · median |r√w| over rows with weight (Hampel 1974); for frequencies the weighted median of |r|.
fn robust_scale(residuals: &[f64], weights: &[f64], kind: WeightKind) -> Result<f64, KernelError> {
    let used = || residuals.iter().zip(weights).filter(|(_, w)| **w > 0.0);
    let sizes: Vec<f64> = used().map(|(r, w)| r.abs() * kind.root(*w)).collect();
    let alike = weights.windows(2).all(|pair| pair[0].total_cmp(&pair[1]).is_eq());
    if kind == WeightKind::Precision || alike {
        return Ok(MAD_TO_SD * median(&sizes)?);
    }
    Ok(MAD_TO_SD * weighted_median(&sizes, &used().map(|(_, w)| *w).collect::<Vec<_>>())?)
}

/// The weights, checked with everything else.
fn checked(x: &Matrix, y: &[f64], weights: &[f64], ridge: &[f64]) -> Result<Vec<f64>, KernelError> {
    same_length("outcomes", x.rows(), y.len())?;
    all_finite("outcomes", y)?;
    (0..x.rows()).try_for_each(|i| all_finite("predictors of a row", x.row(i)))?;
    if !ridge.is_empty() {
        same_length("penalties", x.columns(), ridge.len())?;
        all_non_negative("penalties", ridge)?;
    }
    let weights = if weights.is_empty() { vec![1.0; y.len()] } else { weights.to_vec() };
    same_length("weights", y.len(), weights.len())?;
    all_non_negative("weights", &weights)?;
    let used = weights.iter().filter(|w| **w > 0.0).count();
    at_least("rows of a regression", x.columns() + 1, used)?;
    Ok(weights)
}

/// X'WX + diag(λ).
fn normal_matrix(x: &Matrix, weights: &[f64], ridge: &[f64]) -> Matrix {
    let p = x.columns();
    let mut normal = Matrix::zeros(p, p);
    for (i, w) in weights.iter().enumerate() {
        let row = x.row(i);
        for a in 0..p {
            let wa = w * row[a];
            for (b, value) in row.iter().enumerate().take(a + 1) {
                *normal.at(a, b) += wa * value;
            }
        }
    }
    for a in 0..p {
        for b in 0..a {
            *normal.at(b, a) = normal.get(a, b);
        }
        *normal.at(a, a) += ridge.get(a).copied().unwrap_or(0.0);
    }
    normal
}

fn residuals(x: &Matrix, y: &[f64], beta: &[f64]) -> Vec<f64> {
    y.iter().enumerate().map(|(i, y)| y - inner(x.row(i), beta)).collect()
}

fn weighted(x: &Matrix, y: &[f64], weights: Vec<f64>, ridge: &[f64]) -> Result<Fit, KernelError> {
    let p = x.columns();
    let factor = Cholesky::of(&normal_matrix(x, &weights, ridge))?;
    let mut right = vec![0.0; p];
    for (i, (w, y)) in weights.iter().zip(y).enumerate() {
        right.iter_mut().zip(x.row(i)).for_each(|(sum, value)| *sum += w * y * value);
    }
    let beta = factor.solve(&right)?;
    let residuals = residuals(x, y, &beta);
    let squares: f64 = residuals.iter().zip(&weights).map(|(r, w)| w * r * r).sum();
    let freedom = weights.iter().filter(|w| **w > 0.0).count().saturating_sub(p).max(1);
    let scale = (squares / freedom as f64).sqrt();
    let mut covariance = factor.inverse();
    scale_by(&mut covariance, scale * scale);
    Ok(Fit { beta, covariance, residuals, scale, weights, rounds: 1, converged: true })
}

/// κ² · [Σψ²/(n − p)] / [mean ψ']² · (X'WX)⁻¹, κ = 1 + (p/n)·(1 − m)/m with m the share inside the bend.
fn sandwich(x: &Matrix, fit: &Fit, given: &[f64], ridge: &[f64], options: HuberOptions) -> Result<Matrix, KernelError> {
    let mut covariance = Cholesky::of(&normal_matrix(x, given, ridge))?.inverse();
    let (mut used, mut inside, mut squares) = (0.0, 0.0, 0.0);
    for (r, w) in fit.residuals.iter().zip(given).filter(|(_, w)| **w > 0.0) {
        let u = r * options.weights.root(*w) / fit.scale;
        let count = if options.weights == WeightKind::Frequency { *w } else { 1.0 };
        let bent = u.clamp(-options.k, options.k);
        used += count;
        inside += count * f64::from(u8::from(u.abs() <= options.k));
        squares += count * bent * bent;
    }
    let p = x.columns() as f64;
    let share: f64 = inside / used;
    let correction = 1.0 + p / used * (1.0 - share) / share.max(1e-9);
    let spread = fit.scale * fit.scale * squares / (used - p).max(1.0) / (share * share).max(1e-9);
    scale_by(&mut covariance, correction * correction * spread);
    Ok(covariance)
}

fn scale_by(matrix: &mut Matrix, factor: f64) {
    for i in 0..matrix.rows() {
        for j in 0..matrix.columns() {
            *matrix.at(i, j) *= factor;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stream::Stream;

    fn line(n: usize) -> (Matrix, Vec<f64>) {
        let mut stream = Stream::of(3, "line", 0);
        let mut x = Matrix::zeros(n, 2);
        let y = (0..n)
            .map(|i| {
                *x.at(i, 0) = 1.0;
                *x.at(i, 1) = stream.normal();
                2.0 - 0.5 * x.get(i, 1) + 0.3 * stream.normal()
            })
            .collect();
        (x, y)
    }

    /// Longley-sized example by hand: x = 0, 1, 2, 3, y = 1, 3, 2, 5: β = (1.1, 1.1), RSS = 2.7.
    #[test]
    fn four_points_by_hand() {
        let x = Matrix::from_values(4, 2, vec![1.0, 0.0, 1.0, 1.0, 1.0, 2.0, 1.0, 3.0]).unwrap();
        let fit = least_squares(&x, &[1.0, 3.0, 2.0, 5.0], &[], &[]).unwrap();
        assert!((fit.beta[0] - 1.1).abs() < 1e-14 && (fit.beta[1] - 1.1).abs() < 1e-14);
        assert!((fit.scale * fit.scale - 1.35).abs() < 1e-13);
        assert!((fit.covariance.get(1, 1) - 1.35 / 5.0).abs() < 1e-13);
        assert!((fit.predict(&[1.0, 4.0]).unwrap() - 5.5).abs() < 1e-13);
    }

    #[test]
    fn a_weight_of_two_is_a_row_twice() {
        let x = Matrix::from_values(3, 1, vec![1.0; 3]).unwrap();
        let once = least_squares(&x, &[1.0, 4.0, 7.0], &[2.0, 1.0, 1.0], &[]).unwrap();
        assert!((once.beta[0] - 3.25).abs() < 1e-15);
        let shrunk = least_squares(&x, &[1.0, 4.0, 7.0], &[], &[3.0]).unwrap();
        assert!((shrunk.beta[0] - 2.0).abs() < 1e-15);
    }

    #[test]
    fn huber_does_not_follow_a_bent_tenth() {
        let (x, mut y) = line(400);
        y.iter_mut().take(40).for_each(|v| *v += 5.0);
        let plain = least_squares(&x, &y, &[], &[]).unwrap();
        let robust = huber(&x, &y, &[], &[], HuberOptions::default()).unwrap();
        assert!(robust.converged && robust.rounds > 2);
        assert!((plain.beta[0] - 2.0).abs() > 0.4 && (robust.beta[0] - 2.0).abs() < 0.1, "{:?} {:?}", plain.beta, robust.beta);
        assert!((robust.scale - 0.3).abs() < 0.1, "{}", robust.scale);
    }

    #[test]
    fn huber_on_honest_data_is_nearly_least_squares() {
        let (x, y) = line(2000);
        let plain = least_squares(&x, &y, &[], &[]).unwrap();
        let robust = huber(&x, &y, &[], &[], HuberOptions::default()).unwrap();
        // Asymptotic efficiency 95 %: variances 1/0.95 times as large.
        let ratio = robust.covariance.get(1, 1) / plain.covariance.get(1, 1);
        assert!((ratio * 0.95 - 1.0).abs() < 0.06, "{ratio}");
        let counted = huber(&x, &y, &[2.0; 2000], &[], HuberOptions { weights: WeightKind::Frequency, ..HuberOptions::default() }).unwrap();
        assert!((counted.beta[1] - robust.beta[1]).abs() < 1e-6 && (counted.scale - robust.scale).abs() < 1e-6);
    }

    #[test]
    fn bad_input_is_named() {
        let x = Matrix::from_values(3, 2, vec![1.0, 1.0, 1.0, 1.0, 1.0, 1.0]).unwrap();
        assert!(matches!(least_squares(&x, &[1.0, 2.0, 3.0], &[], &[]), Err(KernelError::NotPositiveDefinite { column: 1, .. })));
        assert!(matches!(least_squares(&x, &[1.0, 2.0], &[], &[]), Err(KernelError::Length { .. })));
        assert!(matches!(least_squares(&x, &[1.0, f64::NAN, 3.0], &[], &[]), Err(KernelError::Domain { index: 1, .. })));
        assert!(matches!(least_squares(&x, &[1.0, 2.0, 3.0], &[1.0, 0.0, 1.0], &[]), Err(KernelError::TooFew { got: 2, .. })));
    }
}
