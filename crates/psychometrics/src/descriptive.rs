//! Means, spreads and quantiles of a sample. Values are in the caller's units and must be finite.

use crate::check;
use crate::error::KernelError;

/// Arithmetic mean, summed from the first value to the last.
///
/// ```
/// use psychometrics::descriptive::mean;
///
/// assert_eq!(mean(&[3.0, 4.0, 5.0]), Ok(4.0));
/// assert!(mean(&[]).is_err());
/// ```
///
/// # Errors
/// `TooFew` for an empty slice, `Domain` for a value that is not finite, `OutOfRange` where the sum is none.
pub fn mean(x: &[f64]) -> Result<f64, KernelError> {
    checked("mean", x, 1)?;
    check::answer("mean", plain_mean(x))
}

/// Unbiased variance (divisor n − 1), by two passes; in squared units.
///
/// ```
/// use psychometrics::descriptive::variance;
///
/// assert_eq!(variance(&[2.0, 4.0, 6.0]), Ok(4.0));
/// assert!(variance(&[2.0]).is_err());
/// ```
///
/// # Errors
/// `TooFew` below two values, `Domain` for a value that is not finite, `OutOfRange` where the squares are not.
pub fn variance(x: &[f64]) -> Result<f64, KernelError> {
    checked("variance", x, 2)?;
    let centre = plain_mean(x);
    check::answer("variance", x.iter().map(|v| (v - centre) * (v - centre)).sum::<f64>() / (x.len() - 1) as f64)
}

/// Standard deviation (divisor n − 1).
///
/// # Errors
/// As [`variance`].
pub fn sd(x: &[f64]) -> Result<f64, KernelError> {
    variance(x).map(f64::sqrt)
}

/// Median: the middle value, or the mean of the middle two.
///
/// # Errors
/// `TooFew` for an empty slice, `Domain` for a value that is not finite, `OutOfRange` where the gap of the middle two is not.
pub fn median(x: &[f64]) -> Result<f64, KernelError> {
    quantile(x, 0.5)
}

/// Sample quantile of type 7 (Hyndman & Fan 1996): linear between order statistics at 1 + (n − 1)·p, 0 ≤ p ≤ 1.
///
/// ```
/// use psychometrics::descriptive::quantile;
///
/// let marks = [5.0, 3.0, 4.0, 2.0];
/// assert_eq!(quantile(&marks, 0.25), Ok(2.75));
/// assert!(quantile(&marks, 25.0).is_err());
/// ```
///
/// # Errors
/// `TooFew` for an empty slice, `Domain` for a value that is not finite, `Parameter` for p outside [0, 1], `OutOfRange` where the gap
/// of the neighbours is not finite.
pub fn quantile(x: &[f64], p: f64) -> Result<f64, KernelError> {
    checked("quantile", x, 1)?;
    check::probability("order of the quantile", p)?;
    let mut sorted = x.to_vec();
    let place = (sorted.len() - 1) as f64 * p;
    let (_, low, above) = sorted.select_nth_unstable_by(place as usize, f64::total_cmp);
    let next = above.iter().copied().fold(f64::INFINITY, f64::min);
    let share = place.fract();
    check::answer("quantile", if share > 0.0 { *low + share * (next - *low) } else { *low })
}

/// 1.4826 · median |x − median|: the standard deviation of normal data, blind to up to half of bent values.
///
/// Source: Hampel (1974), JASA 69, 383–393.
///
/// # Errors
/// As [`median`].
pub fn mad(x: &[f64]) -> Result<f64, KernelError> {
    let centre = median(x)?;
    let gaps = check::answer("gaps from the median", x.iter().map(|v| (v - centre).abs()).collect::<Vec<_>>())?;
    check::answer("median gap from the median", MAD_TO_SD * median(&gaps)?)
}

/// 1/Φ⁻¹(3/4).
pub(crate) const MAD_TO_SD: f64 = 1.482_602_218_505_602;

/// Weighted mean Σ wᵢxᵢ / Σ wᵢ; one finite weight of at least 0 a value.
///
/// ```
/// use psychometrics::descriptive::weighted_mean;
///
/// assert_eq!(weighted_mean(&[3.0, 5.0], &[1.0, 3.0]), Ok(4.5));
/// assert!(weighted_mean(&[3.0, 5.0], &[1.0]).is_err());
/// ```
///
/// # Errors
/// `Length` unless one weight a value, `Domain` for a value that is not finite or a negative weight, `TooFew` for an empty
/// slice, `Parameter` where the weights sum to 0, `OutOfRange` where the weighted sum is not finite.
pub fn weighted_mean(x: &[f64], weights: &[f64]) -> Result<f64, KernelError> {
    weighed("weighted mean", x, weights)?;
    check::answer("weighted mean", plain_weighted_mean(x, weights))
}

/// Smallest x at which half of the weight is reached; the mean with its successor when exactly half.
///
/// # Errors
/// As [`weighted_mean`].
pub fn weighted_median(x: &[f64], weights: &[f64]) -> Result<f64, KernelError> {
    weighed("weighted median", x, weights)?;
    let mut order: Vec<(f64, f64)> = x.iter().copied().zip(weights.iter().copied()).filter(|(_, w)| *w > 0.0).collect();
    order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let half = 0.5 * order.iter().map(|(_, w)| w).sum::<f64>();
    let (mut reached, mut last) = (0.0, 0.0);
    for (place, (value, weight)) in order.iter().enumerate() {
        reached += weight;
        if reached > half * (1.0 + 1e-12) {
            return Ok(*value);
        }
        if reached >= half * (1.0 - 1e-12) {
            return check::answer("weighted median", order.get(place + 1).map_or(*value, |next| 0.5 * (value + next.0)));
        }
        last = *value;
    }
    Ok(last)
}

/// [`mean`] of what is known to be finite and not empty.
pub(crate) fn plain_mean(x: &[f64]) -> f64 {
    x.iter().sum::<f64>() / x.len() as f64
}

/// [`weighted_mean`] of what is known to be well-formed.
pub(crate) fn plain_weighted_mean(x: &[f64], weights: &[f64]) -> f64 {
    let total: f64 = weights.iter().sum();
    x.iter().zip(weights).map(|(v, w)| v * w).sum::<f64>() / total
}

fn checked(what: &'static str, x: &[f64], needed: usize) -> Result<(), KernelError> {
    check::at_least(what, needed, x.len())?;
    check::all_finite(what, x)
}

/// Values with weights, some of them above 0.
pub(crate) fn weighed(what: &'static str, x: &[f64], weights: &[f64]) -> Result<(), KernelError> {
    check::same_length("weights", x.len(), weights.len())?;
    checked(what, x, 1)?;
    check::all_non_negative("weights", weights)?;
    check::positive("sum of the weights", weights.iter().sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// numpy.quantile([7, 1, 3, 10], .4) = 3.8 (type 7).
    #[test]
    fn quantiles_interpolate() {
        let x = [7.0, 1.0, 3.0, 10.0];
        assert!((quantile(&x, 0.4).unwrap() - 3.8).abs() < 1e-14);
        assert_eq!([quantile(&x, 0.0), quantile(&x, 1.0), median(&x)], [Ok(1.0), Ok(10.0), Ok(5.0)]);
    }

    #[test]
    fn spreads() {
        assert!((variance(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]).unwrap() - 32.0 / 7.0).abs() < 1e-14);
        assert!((mad(&[1.0, 2.0, 3.0, 4.0, 1000.0]).unwrap() - MAD_TO_SD).abs() < 1e-14);
        assert!((weighted_mean(&[1.0, 4.0], &[3.0, 1.0]).unwrap() - 1.75).abs() < 1e-15);
    }

    #[test]
    fn weighted_median_counts_rows() {
        assert!((weighted_median(&[3.0, 1.0, 2.0], &[1.0, 1.0, 1.0]).unwrap() - 2.0).abs() < 1e-15);
        assert!((weighted_median(&[3.0, 1.0], &[1.0, 1.0]).unwrap() - 2.0).abs() < 1e-15);
        assert!((weighted_median(&[3.0, 1.0], &[2.0, 1.0]).unwrap() - 3.0).abs() < 1e-15);
        assert!(weighted_median(&[1.0], &[0.0]).is_err());
    }
}
