//! The beta-binomial distribution: counts of units whose own probabilities differ from unit to unit.

use crate::check;
use crate::discrete::{Tail, lower, upper};
use crate::error::KernelError;
use crate::math::{exp, ln_beta, ln_choose};

/// Below this correlation the distribution is the binomial to rounding.
const NEGLIGIBLE: f64 = 1e-9;
/// Larger correlations of two trials of one unit are not believed: units would be all or nothing.
pub const GREATEST_CORRELATION: f64 = 0.9;

/// pmf over 0..=n of a count with mean n·π, 0 ≤ π ≤ 1, whose unit's own probability is drawn from a beta distribution: ρ, from 0 to
/// [`GREATEST_CORRELATION`], is the correlation of two trials of one unit, Beta(π(1−ρ)/ρ, (1−π)(1−ρ)/ρ) (Skellam 1948). ρ = 0 is the
/// binomial.
///
/// ```
/// use psychometrics::beta_binomial::pmf;
///
/// // Beta(½, ½) and two trials: both or none more often than the binomial's quarter.
/// for (got, want) in pmf(2, 0.5, 0.5)?.iter().zip([0.375, 0.25, 0.375]) {
///     assert!((got - want).abs() < 1e-14);
/// }
/// # Ok::<(), psychometrics::KernelError>(())
/// ```
///
/// # Errors
/// `Parameter` for π outside [0, 1] or ρ outside [0, 0.9], `TooMany` for n above [`MOST_NUMBERS`](crate::MOST_NUMBERS).
pub fn pmf(n: u64, mean: f64, correlation: f64) -> Result<Vec<f64>, KernelError> {
    checked(n, mean, correlation)?;
    check::answer("beta-binomial distribution", mass(n, mean, correlation))
}

/// p-values of at least `k` of `n`.
///
/// # Errors
/// As [`pmf`]; `Count` for k > n.
pub fn upper_test(k: u64, n: u64, mean: f64, correlation: f64) -> Result<Tail, KernelError> {
    check::part_of("successes", k, n)?;
    Ok(upper(&pmf(n, mean, correlation)?, place(k)))
}

/// p-values of at most `k` of `n`.
///
/// # Errors
/// As [`upper_test`].
pub fn lower_test(k: u64, n: u64, mean: f64, correlation: f64) -> Result<Tail, KernelError> {
    check::part_of("successes", k, n)?;
    Ok(lower(&pmf(n, mean, correlation)?, place(k)))
}

/// Correlation of two trials of one unit from counts (successes, trials): the analysis-of-variance estimator for binary data (Elston
/// 1977; Ridout, Demétrio & Firth 1999, Biometrics 55, eq. 3): (B − W)/(B + (n₀ − 1)·W), moved into [0, 0.9]. 0 where successes do not vary.
///
/// # Errors
/// `TooFew` below three units with trials, or where no unit has two; `Count` where successes exceed trials.
pub fn correlation(counts: &[(u64, u64)]) -> Result<f64, KernelError> {
    counts.iter().try_for_each(|&(k, n)| check::part_of("successes", k, n))?;
    let units: Vec<(f64, f64)> = counts.iter().filter(|(_, n)| *n > 0).map(|&(k, n)| (k as f64, n as f64)).collect();
    let (m, trials) = (units.len() as f64, units.iter().map(|unit| unit.1).sum::<f64>());
    if units.len() < 3 || trials <= m {
        let several = counts.iter().filter(|(_, n)| *n > 1).count();
        return Err(KernelError::TooFew { what: "units of more than one trial", got: several, needed: 3 });
    }
    let overall = units.iter().map(|unit| unit.0).sum::<f64>() / trials;
    let between = units.iter().map(|(k, n)| n * (k / n - overall) * (k / n - overall)).sum::<f64>() / (m - 1.0);
    let within = units.iter().map(|(k, n)| k * (1.0 - k / n)).sum::<f64>() / (trials - m);
    let usual = (trials - units.iter().map(|unit| unit.1 * unit.1).sum::<f64>() / trials) / (m - 1.0);
    let total = between + (usual - 1.0) * within;
    let total = check::answer("variance of the units", total)?;
    Ok(if total > 0.0 { ((between - within) / total).clamp(0.0, GREATEST_CORRELATION) } else { 0.0 })
}

/// Standard error of [`correlation`] for `units` > 1 units of about `size` > 1 trials (Fisher 1925, §39):
/// √(2(1 − ρ)²(1 + (n − 1)ρ)²/(n(n − 1)(m − 1))).
///
/// # Errors
/// `Parameter` for a correlation outside [0, 0.9], and where units or their size are not above 1: there is nothing to estimate it from;
/// `OutOfRange` for so many of them that their pairs are no finite number.
pub fn correlation_error(correlation: f64, size: f64, units: f64) -> Result<f64, KernelError> {
    believed(correlation)?;
    check::above_one("trials of a unit", size)?;
    check::above_one("units", units)?;
    let spread = (1.0 - correlation) * (1.0 + (size - 1.0) * correlation);
    let pairs = check::answer("pairs of trials", size * (size - 1.0) * (units - 1.0))?;
    check::answer("error of the correlation", spread * (2.0 / pairs).sqrt())
}

/// Smallest true mean found with probability `power` by the upper mid-p test at level `alpha` of n trials against `mean`; `None` where
/// even n of n could not be told from it.
///
/// # Errors
/// As [`pmf`]; `Parameter` for a level or power that is not between 0 and 1.
pub fn detectable(n: u64, mean: f64, correlation: f64, alpha: f64, power: f64) -> Result<Option<f64>, KernelError> {
    checked(n, mean, correlation)?;
    check::level("level", alpha)?;
    check::level("power", power)?;
    let null = check::answer("beta-binomial distribution", mass(n, mean, correlation))?;
    let Some(critical) = least_rejected(&null, alpha) else { return Ok(None) };
    let found = |true_mean: f64| upper(&mass(n, true_mean, correlation), critical).exact;
    let (mut low, mut high) = (mean, 1.0);
    while high - low > 1e-6 {
        let middle = f64::midpoint(low, high);
        if found(middle) >= power { high = middle } else { low = middle }
    }
    Ok(Some(high))
}

/// Least count whose mid-p is at most alpha, by bisection; `None` where not even n of n is.
fn least_rejected(null: &[f64], alpha: f64) -> Option<usize> {
    let (mut low, mut high) = (0, null.len());
    while low < high {
        let middle = low + (high - low) / 2;
        if upper(null, middle).mid <= alpha { high = middle } else { low = middle + 1 }
    }
    (low < null.len()).then_some(low)
}

fn checked(n: u64, mean: f64, correlation: f64) -> Result<(), KernelError> {
    check::countable("trials", n)?;
    check::probability("mean of the beta-binomial", mean)?;
    believed(correlation)
}

fn believed(correlation: f64) -> Result<(), KernelError> {
    check::correlation_of_trials(correlation, GREATEST_CORRELATION)
}

fn place(k: u64) -> usize {
    usize::try_from(k).unwrap_or(usize::MAX)
}

/// [`pmf`] of checked parameters.
fn mass(n: u64, mean: f64, correlation: f64) -> Vec<f64> {
    if correlation < NEGLIGIBLE || mean <= 0.0 || mean >= 1.0 {
        return (0..=n).map(|k| crate::binomial::mass(k, n, mean)).collect();
    }
    let size = (1.0 - correlation) / correlation;
    let (a, b) = (mean * size, (1.0 - mean) * size);
    // From the mean outwards by P(k + 1)/P(k) = (n − k)(k + a)/((k + 1)(n − k − 1 + b)): logarithms of gamma once, not for every k.
    let middle = ((n as f64 * mean) as u64).min(n);
    let ratio = |k: u64| (n - k) as f64 * (k as f64 + a) / ((k + 1) as f64 * ((n - k - 1) as f64 + b));
    let mut out = vec![0.0; usize::try_from(n).unwrap_or(0) + 1];
    out[middle as usize] = exp(ln_choose(n, middle) + ln_beta(middle as f64 + a, (n - middle) as f64 + b) - ln_beta(a, b));
    for k in middle..n {
        out[k as usize + 1] = out[k as usize] * ratio(k);
    }
    for k in (0..middle).rev() {
        out[k as usize] = out[k as usize + 1] / ratio(k);
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::discrete::moments;
    use crate::stream::Stream;

    /// Beta(1, 1): every count is equally likely; Beta(½, ½) with n = 2: 3/8, 1/4, 3/8.
    #[test]
    fn counts_known_by_hand() {
        for mass in pmf(5, 0.5, 1.0 / 3.0).unwrap() {
            assert!((mass - 1.0 / 6.0).abs() < 1e-14, "{mass}");
        }
        for (got, want) in pmf(2, 0.5, 0.5).unwrap().iter().zip([0.375, 0.25, 0.375]) {
            assert!((got - want).abs() < 1e-14, "{got}");
        }
        assert!((upper_test(5, 5, 0.5, 1.0 / 3.0).unwrap().mid - 1.0 / 12.0).abs() < 1e-14);
        assert!((lower_test(0, 2, 0.5, 0.5).unwrap().exact - 0.375).abs() < 1e-14);
    }

    #[test]
    fn without_correlation_it_is_the_binomial() {
        for (k, mass) in pmf(12, 0.3, 0.0).unwrap().iter().enumerate() {
            assert!((mass - crate::binomial::mass(k as u64, 12, 0.3)).abs() < 1e-15);
        }
        assert_eq!(pmf(3, 0.0, 0.2), Ok(vec![1.0, 0.0, 0.0, 0.0]));
    }

    /// Four units of four by hand: 0, 0, 4, 4 of 4 are perfectly alike inside (ρ at its upper end); 2, 2, 2, 2 not at all.
    #[test]
    fn correlation_of_plain_cases() {
        assert_eq!(correlation(&[(0, 4), (0, 4), (4, 4), (4, 4)]), Ok(GREATEST_CORRELATION));
        assert_eq!(correlation(&[(2, 4); 4]), Ok(0.0));
        assert_eq!(correlation(&[(0, 4); 4]), Ok(0.0));
        assert!(correlation(&[(1, 1); 9]).is_err() && correlation(&[(1, 2), (1, 2)]).is_err() && correlation(&[(3, 2); 4]).is_err());
    }

    /// Two thousand units of six: the estimate has a standard error of about .013.
    #[test]
    fn correlation_is_found_again() {
        let mut stream = Stream::of(1, "beta-binomial-test", 0);
        let mass = pmf(6, 0.3, 0.15).unwrap();
        let counts: Vec<(u64, u64)> = (0..2000).map(|_| (stream.pick(&mass).unwrap() as u64, 6)).collect();
        let found = correlation(&counts).unwrap();
        assert!((found - 0.15).abs() < 0.05, "{found}");
    }

    /// By hand: ρ = 0, n = 5, m = 11: √(2/(5·4·10)) = .1. Against simulation: two hundred estimates from forty units of twenty at ρ = .1.
    #[test]
    fn the_error_of_the_correlation() {
        assert!((correlation_error(0.0, 5.0, 11.0).unwrap() - 0.1).abs() < 1e-12);
        let mut stream = Stream::of(2, "correlation-error-test", 0);
        let mass = pmf(20, 0.4, 0.1).unwrap();
        let mut one = || correlation(&(0..40).map(|_| (stream.pick(&mass).unwrap() as u64, 20)).collect::<Vec<_>>()).unwrap();
        let found: Vec<f64> = (0..200).map(|_| one()).collect();
        let mean = found.iter().sum::<f64>() / 200.0;
        let sd = (found.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / 199.0).sqrt();
        assert!((sd / correlation_error(0.1, 20.0, 40.0).unwrap() - 1.0).abs() < 0.25, "{sd}");
    }

    #[test]
    fn what_a_few_trials_can_show() {
        let plain = crate::mde::binomial_mde(20, 0.1, 0.01, 0.8, true).unwrap().unwrap().probability;
        assert!((detectable(20, 0.1, 0.0, 0.01, 0.8).unwrap().unwrap() - plain).abs() < 1e-5);
        assert!(detectable(20, 0.1, 0.1, 0.01, 0.8).unwrap().unwrap() > plain, "unlike units hide more");
        assert_eq!(detectable(2, 0.5, 0.1, 0.01, 0.8), Ok(None));
    }

    proptest! {
        #[test]
        fn mean_and_variance_are_those_of_the_definition(n in 1u64..60, mean in 0.01f64..0.99, correlation in 0.0f64..0.8) {
            let mass = pmf(n, mean, correlation).unwrap();
            prop_assert!((mass.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            let (nf, (m, v)) = (n as f64, moments(&mass).unwrap());
            prop_assert!((m - nf * mean).abs() < 1e-7 * nf);
            prop_assert!((v - nf * mean * (1.0 - mean) * (1.0 + (nf - 1.0) * correlation)).abs() < 1e-6 * nf * nf);
        }
    }
}
