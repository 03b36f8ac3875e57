//! Differences with intervals: proportions, means, paired shifts. `confidence` is 0.95 for 95 %, never 95.

use crate::binomial::wilson;
use crate::check::{self, Numbers};
use crate::descriptive::{mean, variance};
use crate::error::KernelError;
use crate::math::{student_quantile, student_sf};

/// An estimate with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The estimate, in the units of the data.
    pub estimate: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Numbers for Interval {
    fn stray(&self) -> Option<f64> {
        [self.estimate, self.low, self.high].stray()
    }
}

/// A difference of means with its test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shift {
    /// Difference and interval, in the units of the data.
    pub interval: Interval,
    /// Standard error.
    pub se: f64,
    /// Degrees of freedom.
    pub df: f64,
    /// One-sided p-value: P(T ≥ t) under no difference.
    pub p_upper: f64,
}

impl Numbers for Shift {
    fn stray(&self) -> Option<f64> {
        self.interval.stray().or([self.se, self.df, self.p_upper].stray())
    }
}

/// Mean with Student's interval.
///
/// # Errors
/// As [`paired_shift`].
pub fn mean_interval(x: &[f64], confidence: f64) -> Result<Interval, KernelError> {
    Ok(paired_shift(x, confidence)?.interval)
}

/// Difference p₁ − p₂ of independent proportions k₁/n₁, k₂/n₂ with Newcombe's hybrid score interval.
///
/// Source: Newcombe (1998), Statistics in Medicine 17, 873–890, method 10.
///
/// ```
/// use psychometrics::comparison::newcombe;
///
/// // His Table II: 56 of 70 against 48 of 80.
/// let found = newcombe(56.0, 70.0, 48.0, 80.0, 0.95)?;
/// assert!((found.low - 0.0524).abs() < 5e-5 && (found.high - 0.3339).abs() < 5e-5);
/// # Ok::<(), psychometrics::KernelError>(())
/// ```
///
/// # Errors
/// `Parameter` for a group of no trials, a k outside [0, n], a confidence that is not between 0 and 1.
pub fn newcombe(k1: f64, n1: f64, k2: f64, n2: f64, confidence: f64) -> Result<Interval, KernelError> {
    check::positive("trials of the first group", n1)?;
    check::positive("trials of the second group", n2)?;
    let (p1, p2) = (k1 / n1, k2 / n2);
    let ((l1, u1), (l2, u2)) = (wilson(k1, n1, confidence)?, wilson(k2, n2, confidence)?);
    let length = |a: f64, b: f64| (a * a + b * b).sqrt();
    let (low, high) = (p1 - p2 - length(p1 - l1, u2 - p2), p1 - p2 + length(u1 - p1, p2 - l2));
    check::answer("difference of proportions", Interval { estimate: p1 - p2, low, high })
}

/// Mean of x less mean of y, independent samples with unlike variances (Welch 1947).
///
/// # Errors
/// `TooFew` below two values in a sample, `Domain` for a value that is not finite, `NoSpread` where both samples are constant,
/// `Parameter` for a confidence that is not between 0 and 1, `OutOfRange` where squares of the variances or the interval are not finite.
pub fn mean_difference(x: &[f64], y: &[f64], confidence: f64) -> Result<Shift, KernelError> {
    let (a, b) = (variance(x)? / x.len() as f64, variance(y)? / y.len() as f64);
    let df = (a + b) * (a + b) / (a * a / (x.len() as f64 - 1.0) + b * b / (y.len() as f64 - 1.0));
    let flat = check::constant(x.iter().copied()) && check::constant(y.iter().copied());
    shift(mean(x)? - mean(y)?, if flat { 0.0 } else { (a + b).sqrt() }, df, confidence)
}

/// Mean of paired differences dᵢ (after less before) with Student's interval and t test.
///
/// ```
/// use psychometrics::comparison::paired_shift;
///
/// // Student (1908), additional hours of sleep: optical isomers 2 less 1.
/// let found = paired_shift(&[1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4], 0.95)?;
/// assert!((found.interval.estimate - 1.58).abs() < 1e-12);
/// assert!((found.interval.low - 0.7001).abs() < 5e-5 && (found.p_upper - 0.0014).abs() < 5e-5);
/// # Ok::<(), psychometrics::KernelError>(())
/// ```
///
/// # Errors
/// `TooFew` below two differences, `Domain` for one that is not finite, `NoSpread` where all are equal: they bound nothing beyond
/// themselves, and there is no t; `Parameter` for a confidence that is not between 0 and 1; `OutOfRange` where the squares or the
/// interval are not finite, as with a confidence that differs from 1 by rounding alone.
pub fn paired_shift(differences: &[f64], confidence: f64) -> Result<Shift, KernelError> {
    let n = differences.len() as f64;
    let se = (variance(differences)? / n).sqrt();
    shift(mean(differences)?, if check::constant(differences.iter().copied()) { 0.0 } else { se }, n - 1.0, confidence)
}

/// The test of an estimate; a standard error of 0 is that of samples without spread.
fn shift(estimate: f64, se: f64, df: f64, confidence: f64) -> Result<Shift, KernelError> {
    check::confidence(confidence)?;
    if se <= 0.0 {
        return Err(KernelError::NoSpread { what: "test of a mean" });
    }
    let half = student_quantile(0.5 + 0.5 * confidence, df) * se;
    let interval = Interval { estimate, low: estimate - half, high: estimate + half };
    check::answer("test of a mean", Shift { interval, se, df, p_upper: student_sf(estimate / se, df) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: Interval, estimate: f64, low: f64, high: f64) {
        let close = |a: f64, b: f64| (a - b).abs() < 5e-5;
        assert!(close(found.estimate, estimate) && close(found.low, low) && close(found.high, high), "{found:?}");
    }

    /// Newcombe (1998), Table II, method 10: 56/70 − 48/80; 10/10 − 0/10; 5/56 − 0/29.
    #[test]
    fn newcombe_as_published() {
        near(newcombe(56.0, 70.0, 48.0, 80.0, 0.95).unwrap(), 0.2, 0.0524, 0.3339);
        near(newcombe(10.0, 10.0, 0.0, 10.0, 0.95).unwrap(), 1.0, 0.6075, 1.0);
        near(newcombe(5.0, 56.0, 0.0, 29.0, 0.95).unwrap(), 0.0893, -0.0381, 0.1926);
    }

    /// Student (1908): the sleep data (Cushny & Peebles), paired and unpaired; values by R's t.test.
    #[test]
    fn the_sleep_data() {
        let first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
        let second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
        let differences: Vec<f64> = second.iter().zip(first).map(|(b, a)| b - a).collect();
        let paired = paired_shift(&differences, 0.95).unwrap();
        near(paired.interval, 1.58, 0.700_114, 2.459_886);
        assert!((2.0 * paired.p_upper - 0.002_832_89).abs() < 1e-7);
        let welch = mean_difference(&second, &first, 0.95).unwrap();
        near(welch.interval, 1.58, -0.205_483, 3.365_483);
        assert!((welch.df - 17.776_47).abs() < 1e-4 && (2.0 * welch.p_upper - 0.079_394_1).abs() < 1e-6);
    }

    #[test]
    fn no_spread_gives_no_test() {
        assert!(matches!(paired_shift(&[1.0, 1.0], 0.95), Err(KernelError::NoSpread { .. })));
        assert!(matches!(mean_difference(&[1.0, 1.0], &[2.0, 2.0], 0.95), Err(KernelError::NoSpread { .. })));
        assert!(mean_difference(&[1.0, 1.0], &[2.0, 3.0], 0.95).is_ok());
    }
}
