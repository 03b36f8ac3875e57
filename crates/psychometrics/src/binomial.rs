//! The binomial distribution: exact tails, tests and intervals for k successes in n trials.

use crate::check;
use crate::discrete::Tail;
use crate::error::KernelError;
use crate::math::gamma::{deviance, stirling_error};
use crate::math::{beta_cdf, beta_quantile, beta_sf, exp, ln, ln_1p, norm_quantile};

/// The interval of a proportion of which nothing is known.
pub const NOTHING_KNOWN: (f64, f64) = (0.0, 1.0);

/// P(X = k) for X ~ Bin(n, p), 0 ≤ p ≤ 1; 0 for k > n, which cannot happen.
///
/// Source: Loader (2000), Fast and Accurate Computation of Binomial Probabilities: no cancellation for large n.
///
/// ```
/// use psychometrics::binomial::pmf;
///
/// assert!((pmf(3, 10, 0.5)? - 120.0 / 1024.0).abs() < 1e-15);
/// # Ok::<(), psychometrics::KernelError>(())
/// ```
///
/// # Errors
/// `Parameter` for p outside [0, 1], `OutOfRange` for so many trials that the probability cannot be had.
pub fn pmf(k: u64, n: u64, p: f64) -> Result<f64, KernelError> {
    chance(p)?;
    check::answer("probability of a count", mass(k, n, p))
}

/// ln P(X = k); −∞ where the probability is 0.
///
/// # Errors
/// As [`pmf`].
pub fn ln_pmf(k: u64, n: u64, p: f64) -> Result<f64, KernelError> {
    chance(p)?;
    let log = ln_mass(k, n, p);
    if log < 0.0 { Ok(log) } else { check::answer("logarithm of the probability of a count", log) }
}

/// P(X ≤ k).
///
/// # Errors
/// As [`pmf`].
pub fn cdf(k: u64, n: u64, p: f64) -> Result<f64, KernelError> {
    chance(p)?;
    check::answer("probability of a tail", up_to(k, n, p))
}

/// P(X > k), computed as a tail.
///
/// # Errors
/// As [`pmf`].
pub fn sf(k: u64, n: u64, p: f64) -> Result<f64, KernelError> {
    chance(p)?;
    check::answer("probability of a tail", above(k, n, p))
}

/// Upper p-values of k successes in n against the probability p: exact P(X ≥ k) and mid-p.
///
/// ```
/// use psychometrics::binomial::upper_test;
///
/// let tail = upper_test(9, 10, 0.5)?;
/// assert!((tail.exact - 11.0 / 1024.0).abs() < 1e-15);
/// assert!(upper_test(11, 10, 0.5).is_err());
/// # Ok::<(), psychometrics::KernelError>(())
/// ```
///
/// # Errors
/// `Count` for k > n; as [`pmf`].
pub fn upper_test(k: u64, n: u64, p: f64) -> Result<Tail, KernelError> {
    check::part_of("successes", k, n)?;
    chance(p)?;
    check::answer("binomial test", upper(k, n, p))
}

/// Lower p-values: exact P(X ≤ k) and mid-p.
///
/// # Errors
/// As [`upper_test`].
pub fn lower_test(k: u64, n: u64, p: f64) -> Result<Tail, KernelError> {
    check::part_of("successes", k, n)?;
    chance(p)?;
    let (up_to, at) = check::answer("binomial test", (up_to(k, n, p), mass(k, n, p)))?;
    Ok(Tail { exact: up_to, mid: (up_to - 0.5 * at).max(0.0) })
}

/// Clopper & Pearson's (1934) exact two-sided interval for a proportion, as (low, high); [`NOTHING_KNOWN`] for n = 0.
///
/// Coverage is never below `confidence` (0.95 for 95 %).
///
/// ```
/// use psychometrics::binomial::clopper_pearson;
///
/// // 0 of 20: at 95 % the proportion may be up to 1 − 0.025^(1/20) = 16.8 %.
/// let (low, high) = clopper_pearson(0, 20, 0.95)?;
/// assert!(low == 0.0 && (high - 0.1684).abs() < 5e-5);
/// # Ok::<(), psychometrics::KernelError>(())
/// ```
///
/// # Errors
/// `Count` for k > n, `Parameter` for a confidence that is not between 0 and 1, `OutOfRange` for so many trials that the interval cannot
/// be had.
pub fn clopper_pearson(k: u64, n: u64, confidence: f64) -> Result<(f64, f64), KernelError> {
    check::part_of("successes", k, n)?;
    check::confidence(confidence)?;
    let tail = 0.5 * (1.0 - confidence);
    let (kf, rest) = (k as f64, (n - k) as f64);
    let low = if k == 0 { 0.0 } else { beta_quantile(tail, kf, rest + 1.0) };
    let high = if k == n { 1.0 } else { beta_quantile(1.0 - tail, kf + 1.0, rest) };
    check::answer("exact interval", (low, high))
}

/// Wilson's (1927) score interval for a proportion, as (low, high); [`NOTHING_KNOWN`] for n = 0.
///
/// `k` and `n` may be weighted counts (with n the effective number), 0 ≤ k ≤ n; `confidence` is e.g. 0.95.
///
/// ```
/// use psychometrics::binomial::wilson;
///
/// // Newcombe (1998): 81 of 263.
/// let (low, high) = wilson(81.0, 263.0, 0.95)?;
/// assert!((low - 0.2553).abs() < 5e-5 && (high - 0.3662).abs() < 5e-5);
/// assert!(wilson(81.0, 263.0, 95.0).is_err());
/// # Ok::<(), psychometrics::KernelError>(())
/// ```
///
/// # Errors
/// `Parameter` for an n that is negative or not finite, a k outside [0, n], a confidence that is not between 0 and 1.
pub fn wilson(k: f64, n: f64, confidence: f64) -> Result<(f64, f64), KernelError> {
    check::non_negative("trials", n)?;
    check::share_of("successes", k, n)?;
    check::confidence(confidence)?;
    if n <= 0.0 {
        return Ok(NOTHING_KNOWN);
    }
    let z = norm_quantile(0.5 + 0.5 * confidence);
    let p = k / n;
    let centre = p + z * z / (2.0 * n);
    let half = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z * z / n;
    Ok((((centre - half) / scale).max(0.0), ((centre + half) / scale).min(1.0)))
}

fn chance(p: f64) -> Result<(), KernelError> {
    check::probability("probability of a success", p)
}

/// [`pmf`] where p is known to be a probability.
pub(crate) fn mass(k: u64, n: u64, p: f64) -> f64 {
    exp(ln_mass(k, n, p))
}

fn ln_mass(k: u64, n: u64, p: f64) -> f64 {
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
    let rest = (n - k) as f64;
    stirling_error(nf)
        - stirling_error(kf)
        - stirling_error(rest)
        - deviance(kf, nf * p)
        - deviance(rest, nf * q)
        - 0.5 * ln(std::f64::consts::TAU * kf * rest / nf)
}

fn up_to(k: u64, n: u64, p: f64) -> f64 {
    if k >= n { 1.0 } else { beta_sf(p, k as f64 + 1.0, (n - k) as f64) }
}

fn above(k: u64, n: u64, p: f64) -> f64 {
    if k >= n { 0.0 } else { beta_cdf(p, k as f64 + 1.0, (n - k) as f64) }
}

/// [`upper_test`] where k is known to be at most n and p a probability.
pub(crate) fn upper(k: u64, n: u64, p: f64) -> Tail {
    let (above, at) = (above(k, n, p), mass(k, n, p));
    // Not min, which would make 1 of no number.
    Tail { exact: (above + at).clamp(0.0, 1.0), mid: (above + 0.5 * at).clamp(0.0, 1.0) }
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
            assert!((pmf(k, n, p).unwrap() / mass - 1.0).abs() < 1e-12, "pmf {k} {n} {p}: {:?}", pmf(k, n, p));
            assert!((sf(k, n, p).unwrap() / above - 1.0).abs() < 1e-11, "sf {k} {n} {p}: {:?}", sf(k, n, p));
        }
    }

    #[test]
    fn edges() {
        assert_eq!([pmf(0, 0, 0.3), cdf(0, 0, 0.3), sf(0, 0, 0.3)], [Ok(1.0), Ok(1.0), Ok(0.0)]);
        assert_eq!([pmf(5, 5, 1.0), pmf(4, 5, 1.0), pmf(0, 5, 0.0), pmf(6, 5, 0.5)], [Ok(1.0), Ok(0.0), Ok(1.0), Ok(0.0)]);
        assert!(ln_pmf(6, 5, 0.5).unwrap().is_infinite());
        assert_eq!((clopper_pearson(0, 0, 0.95), wilson(0.0, 0.0, 0.95)), (Ok(NOTHING_KNOWN), Ok(NOTHING_KNOWN)));
    }

    /// Newcombe (1998), Statistics in Medicine 17, 857–872, Table I: 81 of 263 and 0 of 20.
    #[test]
    fn intervals_as_published() {
        let near = |(a, b): (f64, f64), (c, d): (f64, f64)| (a - c).abs() < 5e-5 && (b - d).abs() < 5e-5;
        assert!(near(clopper_pearson(81, 263, 0.95).unwrap(), (0.2527, 0.3676)));
        assert!(near(wilson(81.0, 263.0, 0.95).unwrap(), (0.2553, 0.3662)));
        assert!(near(clopper_pearson(0, 20, 0.95).unwrap(), (0.0, 0.1684)));
        assert!(near(wilson(0.0, 20.0, 0.95).unwrap(), (0.0, 0.1611)));
    }

    proptest! {
        #[test]
        fn the_mass_sums_to_one_and_tails_agree(n in 0u64..60, p in 0.0f64..=1.0, at in 0.0f64..1.0) {
            let mass: Vec<f64> = (0..=n).map(|k| pmf(k, n, p).unwrap()).collect();
            prop_assert!((mass.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            let k = ((at * (n + 1) as f64) as u64).min(n);
            let tail = crate::discrete::upper_tail(&mass, k as usize).unwrap();
            prop_assert!((upper_test(k, n, p).unwrap().exact - tail.exact).abs() < 1e-12);
            prop_assert!((upper_test(k, n, p).unwrap().mid - tail.mid).abs() < 1e-12);
            prop_assert!((lower_test(k, n, p).unwrap().mid + tail.mid - 1.0).abs() < 1e-12);
        }

        #[test]
        fn clopper_pearson_inverts_the_exact_test(n in 1u64..200, at in 0.0f64..1.0) {
            let k = ((at * (n + 1) as f64) as u64).min(n);
            let (low, high) = clopper_pearson(k, n, 0.95).unwrap();
            prop_assert!(low <= high);
            if k > 0 { prop_assert!((upper_test(k, n, low).unwrap().exact - 0.025).abs() < 1e-10); }
            if k < n { prop_assert!((lower_test(k, n, high).unwrap().exact - 0.025).abs() < 1e-10); }
        }
    }
}
