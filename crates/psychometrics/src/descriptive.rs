//! Means, spreads and quantiles.

/// Arithmetic mean; `NaN` for an empty slice.
#[must_use]
pub fn mean(x: &[f64]) -> f64 {
    x.iter().sum::<f64>() / x.len() as f64
}

/// Unbiased variance (divisor n − 1), by two passes; `NaN` for fewer than two values.
#[must_use]
pub fn variance(x: &[f64]) -> f64 {
    if x.len() < 2 {
        return f64::NAN;
    }
    let centre = mean(x);
    x.iter().map(|v| (v - centre) * (v - centre)).sum::<f64>() / (x.len() - 1) as f64
}

/// Standard deviation (divisor n − 1).
#[must_use]
pub fn sd(x: &[f64]) -> f64 {
    variance(x).sqrt()
}

/// Median; `NaN` for an empty slice.
#[must_use]
pub fn median(x: &[f64]) -> f64 {
    quantile(x, 0.5)
}

/// Sample quantile of type 7 (Hyndman & Fan 1996): linear between order statistics at 1 + (n − 1)·p.
///
/// `NaN` for an empty slice, for values that are `NaN`, and for p outside [0, 1].
#[must_use]
pub fn quantile(x: &[f64], p: f64) -> f64 {
    if x.is_empty() || !(0.0..=1.0).contains(&p) || x.iter().any(|v| v.is_nan()) {
        return f64::NAN;
    }
    let mut sorted = x.to_vec();
    let place = (sorted.len() - 1) as f64 * p;
    let (_, low, above) = sorted.select_nth_unstable_by(place as usize, f64::total_cmp);
    let next = above.iter().copied().fold(f64::INFINITY, f64::min);
    let share = place.fract();
    if share > 0.0 { *low + share * (next - *low) } else { *low }
}

/// 1.4826 · median |x − median|: the standard deviation of normal data, blind to up to half of bent values.
///
/// Source: Hampel (1974), JASA 69, 383–393. `NaN` for an empty slice.
#[must_use]
pub fn mad(x: &[f64]) -> f64 {
    let centre = median(x);
    MAD_TO_SD * median(&x.iter().map(|v| (v - centre).abs()).collect::<Vec<_>>())
}

/// 1/Φ⁻¹(3/4).
pub(crate) const MAD_TO_SD: f64 = 1.482_602_218_505_602;

/// Weighted mean; `NaN` when the weights sum to 0.
#[must_use]
pub fn weighted_mean(x: &[f64], weights: &[f64]) -> f64 {
    let total: f64 = weights.iter().sum();
    x.iter().zip(weights).map(|(v, w)| v * w).sum::<f64>() / total
}

/// Smallest x at which half of the weight is reached (the mean with its successor when exactly half); `NaN` without weight.
#[must_use]
pub fn weighted_median(x: &[f64], weights: &[f64]) -> f64 {
    let mut order: Vec<(f64, f64)> = x.iter().copied().zip(weights.iter().copied()).filter(|(_, w)| *w > 0.0).collect();
    order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let half = 0.5 * order.iter().map(|(_, w)| w).sum::<f64>();
    let mut reached = 0.0;
    for (place, (value, weight)) in order.iter().enumerate() {
        reached += weight;
        if reached > half * (1.0 + 1e-12) {
            return *value;
        }
        if reached >= half * (1.0 - 1e-12) {
            return order.get(place + 1).map_or(*value, |next| 0.5 * (value + next.0));
        }
    }
    f64::NAN
}

#[cfg(test)]
mod tests {
    use super::*;

    /// numpy.quantile([7, 1, 3, 10], .4) = 3.8 (type 7).
    #[test]
    fn quantiles_interpolate() {
        let x = [7.0, 1.0, 3.0, 10.0];
        assert!((quantile(&x, 0.4) - 3.8).abs() < 1e-14);
        assert_eq!((quantile(&x, 0.0), quantile(&x, 1.0), median(&x)), (1.0, 10.0, 5.0));
        assert!(median(&[]).is_nan() && quantile(&[f64::NAN], 0.5).is_nan());
    }

    #[test]
    fn spreads() {
        assert!((variance(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]) - 32.0 / 7.0).abs() < 1e-14);
        assert!((mad(&[1.0, 2.0, 3.0, 4.0, 1000.0]) - MAD_TO_SD).abs() < 1e-14);
        assert!((weighted_mean(&[1.0, 4.0], &[3.0, 1.0]) - 1.75).abs() < 1e-15);
    }

    #[test]
    fn weighted_median_counts_rows() {
        assert!((weighted_median(&[3.0, 1.0, 2.0], &[1.0, 1.0, 1.0]) - 2.0).abs() < 1e-15);
        assert!((weighted_median(&[3.0, 1.0], &[1.0, 1.0]) - 2.0).abs() < 1e-15);
        assert!((weighted_median(&[3.0, 1.0], &[2.0, 1.0]) - 3.0).abs() < 1e-15);
        assert!(weighted_median(&[1.0], &[0.0]).is_nan());
    }
}
