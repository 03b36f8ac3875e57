//! A distribution of scores moved to another mean.

use psychometrics::math::exp;

/// p(s) ∝ base(s)·exp(λs) with λ such that the mean is `mean`: the distribution nearest to the base with that mean (Kullback 1959).
#[must_use]
pub(crate) fn tilted(base: &[f64], mean: f64) -> Vec<f64> {
    let at = |lambda: f64| {
        let weights: Vec<f64> = base.iter().enumerate().map(|(score, p)| p * exp(lambda * (score as f64 - mean))).collect();
        let total: f64 = weights.iter().sum();
        weights.into_iter().map(|weight| weight / total).collect::<Vec<f64>>()
    };
    let level = |pmf: &[f64]| pmf.iter().enumerate().map(|(score, p)| score as f64 * p).sum::<f64>();
    let (mut low, mut high) = (-3.0, 3.0);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if level(&at(middle)) < mean { low = middle } else { high = middle }
    }
    at(f64::midpoint(low, high))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tilting_moves_the_mean_and_nothing_else_is_asked() {
        let base = [0.1, 0.2, 0.4, 0.2, 0.1];
        let pmf = tilted(&base, 2.6);
        let mean: f64 = pmf.iter().enumerate().map(|(s, p)| s as f64 * p).sum();
        assert!((mean - 2.6).abs() < 1e-9);
        let odds = |s: usize| (pmf[s + 1] / pmf[s]) / (base[s + 1] / base[s]);
        assert!((odds(0) - odds(3)).abs() < 1e-9, "every step is tilted alike");
    }
}
