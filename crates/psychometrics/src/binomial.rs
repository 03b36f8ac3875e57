//! The binomial distribution: exact tails, tests and intervals.

use crate::discrete::Tail;
use crate::math::gamma::{deviance, stirling_error};
use crate::math::{beta_cdf, beta_quantile, beta_sf, exp, ln, ln_1p, norm_quantile};

/// P(X = k) for X ~ Bin(n, p); 0 for k > n, `NaN` for p outside [0, 1].
///
/// Source: Loader (2000), Fast and Accurate Computation of Binomial Probabilities: no cancellation for large n.
#[must_use]
pub fn pmf(k: u64, n: u64, p: f64) -> f64 {
    exp(ln_pmf(k, n, p))
}

/// ln P(X = k); −∞ where the probability is 0.
#[must_use]
pub fn ln_pmf(k: u64, n: u64, p: f64) -> f64 {
    if !(0.0..=1.0).contains(&p) {
        return f64::NAN;
    }
    if k > n {
        return f64::NEG_INFINITY;
    }
    let (kf, nf, q) = (k as f64, n as f64, 1.0 - p);
    if k == 0 {
        return if n == 0 { 0.0 } else { nf * ln_1p(-p) };
    }
    if k == n {
        return nf * ln(p);
    }
    let rest = nf - kf;
    stirling_error(nf)
        - stirling_error(kf)
        - stirling_error(rest)
        - deviance(kf, nf * p)
        - deviance(rest, nf * q)
        - 0.5 * ln(std::f64::consts::TAU * kf * rest / nf)
}

/// P(X ≤ k).
#[must_use]
pub fn cdf(k: u64, n: u64, p: f64) -> f64 {
    if k >= n { 1.0 } else { beta_sf(p, k as f64 + 1.0, (n - k) as f64) }
}

/// P(X > k), computed as a tail.
#[must_use]
pub fn sf(k: u64, n: u64, p: f64) -> f64 {
    if k >= n { 0.0 } else { beta_cdf(p, k as f64 + 1.0, (n - k) as f64) }
}

/// Upper p-values of k successes in n against the probability p: exact P(X ≥ k) and mid-p.
#[must_use]
pub fn upper_test(k: u64, n: u64, p: f64) -> Tail {
    let (above, at) = (sf(k, n, p), pmf(k, n, p));
    Tail { exact: (above + at).min(1.0), mid: (above + 0.5 * at).min(1.0) }
}

/// Lower p-values: exact P(X ≤ k) and mid-p.
#[must_use]
pub fn lower_test(k: u64, n: u64, p: f64) -> Tail {
    let (up_to, at) = (cdf(k, n, p), pmf(k, n, p));
    Tail { exact: up_to, mid: (up_to - 0.5 * at).max(0.0) }
}

/// Clopper & Pearson's (1934) exact two-sided interval for a proportion, as (low, high); (0, 1) for n = 0.
///
/// `confidence` is e.g. 0.95; coverage is never below it.
#[must_use]
pub fn clopper_pearson(k: u64, n: u64, confidence: f64) -> (f64, f64) {
    let tail = 0.5 * (1.0 - confidence);
    let k = k.min(n);
    let (kf, rest) = (k as f64, (n - k) as f64);
    let low = if k == 0 { 0.0 } else { beta_quantile(tail, kf, rest + 1.0) };
    let high = if k == n { 1.0 } else { beta_quantile(1.0 - tail, kf + 1.0, rest) };
    (low, high)
}

/// Wilson's (1927) score interval for a proportion, as (low, high); (0, 1) for n = 0.
///
/// `k` and `n` may be weighted counts (with n the effective number).
#[must_use]
pub fn wilson(k: f64, n: f64, confidence: f64) -> (f64, f64) {
    if n <= 0.0 {
        return (0.0, 1.0);
    }
    let z = norm_quantile(0.5 + 0.5 * confidence);
    let p = k / n;
    let centre = p + z * z / (2.0 * n);
    let half = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z * z / n;
    (((centre - half) / scale).max(0.0), ((centre + half) / scale).min(1.0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// k, n, p, pmf, P(X > k): mpmath 1.3 with 50 digits.
    const VALUES: [(u64, u64, f64, f64, f64); 4] = [
        (3, 10, 0.5, 0.1171875, 0.828125),
        (0, 30, 0.01, 0.739_700_373_388_280_4, 0.260_299_626_611_719_57),
        (25, 30, 0.2, 1.566_870_040_278_468_6e-13, 7.819_633_281_204_235e-15),
        (700, 1000, 0.5, 5.065_988_280_449_261e-38, 3.766_850_723_525_808e-38),
    ];

    #[test]
    fn known_values() {
        for (k, n, p, mass, above) in VALUES {
            assert!((pmf(k, n, p) / mass - 1.0).abs() < 1e-12, "pmf {k} {n} {p}: {}", pmf(k, n, p));
            assert!((sf(k, n, p) / above - 1.0).abs() < 1e-11, "sf {k} {n} {p}: {}", sf(k, n, p));
        }
    }

    #[test]
    fn edges() {
        assert_eq!((pmf(0, 0, 0.3), cdf(0, 0, 0.3), sf(0, 0, 0.3)), (1.0, 1.0, 0.0));
        assert_eq!((pmf(5, 5, 1.0), pmf(4, 5, 1.0), pmf(0, 5, 0.0), pmf(6, 5, 0.5)), (1.0, 0.0, 1.0, 0.0));
        assert!(pmf(1, 2, 1.5).is_nan());
        assert_eq!(clopper_pearson(0, 0, 0.95), (0.0, 1.0));
        assert_eq!(wilson(0.0, 0.0, 0.95), (0.0, 1.0));
    }

    /// Newcombe (1998), Statistics in Medicine 17, 857–872, Table I: 81 of 263 and 0 of 20.
    #[test]
    fn intervals_as_published() {
        let near = |(a, b): (f64, f64), (c, d): (f64, f64)| (a - c).abs() < 5e-5 && (b - d).abs() < 5e-5;
        assert!(near(clopper_pearson(81, 263, 0.95), (0.2527, 0.3676)));
        assert!(near(wilson(81.0, 263.0, 0.95), (0.2553, 0.3662)));
        assert!(near(clopper_pearson(0, 20, 0.95), (0.0, 0.1684)));
        assert!(near(wilson(0.0, 20.0, 0.95), (0.0, 0.1611)));
    }

    proptest! {
        #[test]
        fn the_mass_sums_to_one_and_tails_agree(n in 0u64..60, p in 0.0f64..=1.0, at in 0.0f64..1.0) {
            let mass: Vec<f64> = (0..=n).map(|k| pmf(k, n, p)).collect();
            prop_assert!((mass.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            let k = (at * (n + 1) as f64) as u64;
            let tail = crate::discrete::upper_tail(&mass, k as usize);
            prop_assert!((upper_test(k, n, p).exact - tail.exact).abs() < 1e-12);
            prop_assert!((upper_test(k, n, p).mid - tail.mid).abs() < 1e-12);
            prop_assert!((lower_test(k, n, p).mid + tail.mid - 1.0).abs() < 1e-12);
        }

        #[test]
        fn clopper_pearson_inverts_the_exact_test(n in 1u64..200, at in 0.0f64..1.0) {
            let k = (at * (n + 1) as f64) as u64;
            let (low, high) = clopper_pearson(k, n, 0.95);
            prop_assert!(low <= high);
            if k > 0 { prop_assert!((upper_test(k, n, low).exact - 0.025).abs() < 1e-10); }
            if k < n { prop_assert!((lower_test(k, n, high).exact - 0.025).abs() < 1e-10); }
        }
    }
}
