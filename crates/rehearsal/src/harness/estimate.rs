//! Monte-Carlo estimates with their errors: what is counted over simulated sets is never quoted without how far it may be off.

use std::collections::BTreeMap;

use psychometrics::math::norm_quantile;
use serde::Serialize;

/// A figure, its standard error and the number of sets (or regions) behind it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// Value.
    pub value: f64,
    /// Monte-Carlo standard error.
    pub error: f64,
    /// What was counted.
    pub n: usize,
}

impl Estimate {
    /// Upper (positive `confidence`) bound of a one-sided interval, normal.
    #[must_use]
    pub fn upper(&self, confidence: f64) -> f64 {
        self.value + norm_quantile(confidence) * self.error
    }

    /// 95 % interval, two-sided: low, value, high.
    #[must_use]
    pub fn interval(&self) -> [f64; 3] {
        let half = norm_quantile(0.975) * self.error;
        [self.value - half, self.value, self.value + half]
    }
}

/// Mean of independent values, with the standard error of the mean; None without any.
#[must_use]
pub fn mean(values: &[f64]) -> Option<Estimate> {
    let n = values.len();
    let value = values.iter().sum::<f64>() / n as f64;
    let square: f64 = values.iter().map(|x| (x - value) * (x - value)).sum();
    (n > 0).then(|| Estimate { value, error: (square / (n.max(2) - 1) as f64 / n as f64).sqrt(), n })
}

/// Share of `true` over sets that come in clusters (the sets of one school share teachers and journals): linearised variance of a ratio
/// mean, G/(G−1)·Σ_g (Σ_i (x_gi − p))²/N² (Cochran 1977, eq. 9A.8 without the finite-population factor). Where nothing was counted the
/// error is that of one event less than seen, so that zero is not quoted as certain.
#[must_use]
pub fn share(values: &[(u64, bool)]) -> Option<Estimate> {
    let n = values.len();
    let hits = values.iter().filter(|value| value.1).count();
    let value = hits as f64 / n as f64;
    let mut sums: BTreeMap<u64, f64> = BTreeMap::new();
    for (cluster, hit) in values {
        *sums.entry(*cluster).or_default() += f64::from(u8::from(*hit)) - value;
    }
    let g = sums.len() as f64;
    let square: f64 = sums.values().map(|sum| sum * sum).sum();
    let least = 1.0 / n as f64;
    let error = (square * g / (g - 1.0).max(1.0)).sqrt() / n as f64;
    (n > 0).then_some(Estimate { value, error: if hits == 0 || hits == n { least } else { error }, n })
}

/// Area under the curve with the variance of its placements (DeLong, DeLong & Clarke-Pearson 1988, eq. 4); None without both kinds.
#[must_use]
pub fn area(scores: &[(f64, bool)]) -> Option<Estimate> {
    let sorted = |wanted: bool| {
        let mut own: Vec<f64> = scores.iter().filter(|score| score.1 == wanted).map(|score| score.0).collect();
        own.sort_by(f64::total_cmp);
        own
    };
    let (honest, bent) = (sorted(false), sorted(true));
    if honest.is_empty() || bent.is_empty() {
        return None;
    }
    let below =
        |among: &[f64], x: f64| (among.partition_point(|y| *y < x) + among.partition_point(|y| *y <= x)) as f64 / (2 * among.len()) as f64;
    let above = mean(&bent.iter().map(|x| below(&honest, *x)).collect::<Vec<f64>>())?;
    let under = mean(&honest.iter().map(|x| below(&bent, *x)).collect::<Vec<f64>>())?;
    let error = (above.error * above.error + under.error * under.error).sqrt();
    Some(Estimate { value: above.value, error, n: bent.len() })
}

/// Areas of several works put together, each weighted by its bent sets.
#[must_use]
pub fn pooled(areas: &[Estimate]) -> Option<Estimate> {
    let n: usize = areas.iter().map(|area| area.n).sum();
    let weight = |area: &Estimate| area.n as f64 / n as f64;
    let value = areas.iter().map(|area| weight(area) * area.value).sum();
    let error = areas.iter().map(|area| weight(area) * weight(area) * area.error * area.error).sum::<f64>().sqrt();
    (n > 0).then_some(Estimate { value, error, n })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_independent_sets_has_the_binomial_error() {
        let values: Vec<(u64, bool)> = (0..1000).map(|i| (i, i % 10 == 0)).collect();
        let found = share(&values).unwrap();
        assert!((found.value - 0.1).abs() < 1e-12);
        assert!((found.error - (0.09_f64 / 999.0).sqrt()).abs() < 1e-9, "{}", found.error);
    }

    /// Ten sets of a school that fall together tell as much as one.
    #[test]
    fn clusters_that_agree_count_once() {
        let values: Vec<(u64, bool)> = (0..1000).map(|i| (i / 10, (i / 10) % 10 == 0)).collect();
        let found = share(&values).unwrap();
        assert!((found.error / (0.09_f64 / 99.0).sqrt() - 1.0).abs() < 1e-9, "{}", found.error);
    }

    #[test]
    fn nothing_seen_is_not_certainty() {
        let found = share(&[(1, false), (2, false)]).unwrap();
        assert!(found.value.abs() < 1e-12 && (found.error - 0.5).abs() < 1e-12);
        assert!(share(&[]).is_none() && mean(&[]).is_none() && area(&[(1.0, true)]).is_none());
    }

    /// By hand: bent 2 and 3 against honest 1 and 2: wins 1.5 + 2 of 4.
    #[test]
    fn area_by_hand() {
        let found = area(&[(2.0, true), (3.0, true), (1.0, false), (2.0, false)]).unwrap();
        assert!((found.value - 3.5 / 4.0).abs() < 1e-12);
        // Placements of the bent: .75 and 1, of the honest: 0 and .25; both variances .03125, each over two.
        assert!((found.error - (0.031_25_f64 / 2.0 * 2.0).sqrt()).abs() < 1e-12, "{}", found.error);
    }

    #[test]
    fn works_weigh_by_their_bent_sets() {
        let found = pooled(&[Estimate { value: 0.6, error: 0.1, n: 1 }, Estimate { value: 0.8, error: 0.0, n: 3 }]).unwrap();
        assert!((found.value - 0.75).abs() < 1e-12 && (found.error - 0.025).abs() < 1e-12 && found.n == 4);
    }
}
