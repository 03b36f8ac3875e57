//! Latent regression: θᵢ | zᵢ ~ N(zᵢ'β, σ²), robustly.

use crate::check::same_length;
use crate::error::KernelError;
use crate::linalg::{Matrix, inner};
use crate::regression::{Fit, HuberOptions, WeightKind, huber, huber_from};

/// One M-step of the latent regression.
#[derive(Debug, Clone)]
pub struct Latent {
    /// Coefficients, in units of θ.
    pub beta: Vec<f64>,
    /// Residual standard deviation σ of θ given z.
    pub sd: f64,
    /// Prior means zᵢ'β of all persons.
    pub means: Vec<f64>,
    /// The regression of the standardised EAPs (its residuals are those of the EAPs).
    pub fit: Fit,
}

/// β and σ from posterior means and variances under the current prior (Mislevy 1985, JASA 80, 993–997, eqs. 12–13).
///
/// The posterior is first brought to mean 0 and variance 1 over the persons, which fixes the scale of θ. β by Huber
/// (k = 1.345), so that bent sets do not move it; σ² = robust variance of the EAP residuals + mean posterior variance.
/// Repeated with a new posterior each time it is an EM algorithm; the error of β shrinks each round by about the share
/// of σ² that the answers leave unknown.
///
/// `before` is the last step of the same EM, to start from; with it three rounds of reweighting are done.
///
/// # Errors
/// As [`huber`]. A column that repeats others is held by a penalty of 10⁻⁶ a person instead of failing.
pub(crate) fn latent_step(
    z: &Matrix,
    eap: &[f64],
    variance: &[f64],
    weights: &[f64],
    before: Option<&Latent>,
) -> Result<Latent, KernelError> {
    same_length("posterior variances", eap.len(), variance.len())?;
    same_length("posterior means", z.rows(), eap.len())?;
    let total: f64 = weights.iter().sum();
    let average = |x: &mut dyn Iterator<Item = f64>| x.zip(weights).map(|(v, w)| v * w).sum::<f64>() / total;
    let centre = average(&mut eap.iter().copied());
    let unknown = average(&mut variance.iter().copied());
    let spread = average(&mut eap.iter().map(|e| (e - centre) * (e - centre))) + unknown;
    let standard: Vec<f64> = eap.iter().map(|e| (e - centre) / spread.sqrt()).collect();
    let options = HuberOptions { tolerance: 1e-6, weights: WeightKind::Frequency, ..HuberOptions::default() };
    let ridge = vec![1e-6 * total; z.columns()];
    let fit = match before {
        // The rounds of the EM are the rounds of the reweighting too: both stand still at the same point.
        Some(before) => huber_from(&before.beta, z, &standard, weights, &ridge, HuberOptions { rounds: 3, ..options })?,
        None => huber(z, &standard, weights, &ridge, options)?,
    };
    let means = (0..z.rows()).map(|i| inner(z.row(i), &fit.beta)).collect();
    let sd = (fit.scale * fit.scale + unknown / spread).sqrt();
    Ok(Latent { beta: fit.beta.clone(), sd, means, fit })
}
