//! Minimum detectable effect: what a test could have seen.

use crate::binomial::upper;
use crate::check::{self, Numbers};
use crate::error::KernelError;
use crate::math::{norm_quantile, norm_upper_quantile};

/// Smallest true effect that a one-sided z test at level `alpha` finds with probability `power`:
/// (z_{1−α} + z_power)·se, in the units of `se` (Bloom 1995).
///
/// ```
/// use psychometrics::mde::mde;
///
/// // 2.326 + 0.842 standard errors.
/// assert!((mde(0.01, 0.8, 1.0)? - 3.168).abs() < 5e-4);
/// # Ok::<(), psychometrics::KernelError>(())
/// ```
///
/// # Errors
/// `Parameter` for a level or power that is not between 0 and 1, or a standard error that is negative or not finite; `OutOfRange` where
/// the effect is not finite.
pub fn mde(alpha: f64, power: f64, se: f64) -> Result<f64, KernelError> {
    check::level("level", alpha)?;
    check::level("power", power)?;
    check::non_negative("standard error", se)?;
    check::answer("minimum detectable effect", (norm_upper_quantile(alpha) + norm_quantile(power)) * se)
}

/// Minimum detectable probability of an exact binomial test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BinomialMde {
    /// Least count that rejects.
    pub critical: u64,
    /// Level actually reached, ≤ alpha (for mid-p possibly a little above).
    pub level: f64,
    /// Smallest true probability found with the power asked for.
    pub probability: f64,
}

impl Numbers for BinomialMde {
    fn stray(&self) -> Option<f64> {
        [self.level, self.probability].stray()
    }
}

/// As [`mde`] for n trials against the probability `p0`, upper test, exact (`mid_p` false) or mid-p.
///
/// `None` where even certain success could not be told from `p0`: n is too small, or `p0` is 1.
///
/// # Errors
/// `Parameter` for a level or power that is not between 0 and 1, or a `p0` outside [0, 1]; `TooMany` for more trials than
/// [`MOST_NUMBERS`](crate::MOST_NUMBERS).
pub fn binomial_mde(n: u64, p0: f64, alpha: f64, power: f64, mid_p: bool) -> Result<Option<BinomialMde>, KernelError> {
    check::probability("probability under the null", p0)?;
    check::level("level", alpha)?;
    check::level("power", power)?;
    check::countable("trials", n)?;
    let Some(critical) = least_rejected(n, p0, alpha, mid_p).filter(|_| p0 < 1.0) else { return Ok(None) };
    let found_at = |p: f64| upper(critical, n, p).exact;
    let (mut low, mut high) = (p0, 1.0);
    while high - low > 1e-12 {
        let middle = 0.5 * (low + high);
        if found_at(middle) >= power {
            high = middle;
        } else {
            low = middle;
        }
    }
    check::answer("minimum detectable probability", Some(BinomialMde { critical, level: found_at(p0), probability: high }))
}

/// Least count that rejects, by bisection; `None` where not even n of n does.
fn least_rejected(n: u64, p0: f64, alpha: f64, mid_p: bool) -> Option<u64> {
    let rejects = |k: u64| {
        let tail = upper(k, n, p0);
        (if mid_p { tail.mid } else { tail.exact }) <= alpha
    };
    let (mut accepted, mut critical) = (0, n + 1);
    while critical - accepted > 1 {
        let k = accepted + (critical - accepted) / 2;
        if rejects(k) {
            critical = k;
        } else {
            accepted = k;
        }
    }
    (critical <= n).then_some(critical)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_normal_rule() {
        // 2.326348 + .841621.
        assert!((mde(0.01, 0.80, 1.0).unwrap() - 3.167_969_107_614_1).abs() < 1e-10);
    }

    /// n = 10, p0 = .5, α = .05: reject from 9 on, level 11/1024; P(X ≥ 9) = .8 at p = .9167… (10p⁹ − 9p¹⁰ = .8).
    #[test]
    fn ten_tosses() {
        let found = binomial_mde(10, 0.5, 0.05, 0.8, false).unwrap().unwrap();
        assert_eq!(found.critical, 9);
        assert!((found.level - 11.0 / 1024.0).abs() < 1e-14);
        let p = found.probability;
        let nine = crate::math::powi(p, 9);
        assert!((10.0 * nine - 9.0 * nine * p - 0.8).abs() < 1e-9);
        assert_eq!(binomial_mde(3, 0.5, 0.05, 0.8, false), Ok(None));
        assert_eq!(binomial_mde(3, 1.0, 0.05, 0.8, false), Ok(None));
    }

    proptest! {
        #[test]
        fn the_critical_count_is_the_least(n in 5u64..300, p0 in 0.01f64..0.9, mid in any::<bool>()) {
            if let Some(found) = binomial_mde(n, p0, 0.01, 0.8, mid).unwrap() {
                let p = |k| { let t = upper(k, n, p0); if mid { t.mid } else { t.exact } };
                prop_assert!(p(found.critical) <= 0.01);
                prop_assert!(found.critical == 0 || p(found.critical - 1) > 0.01);
                prop_assert!(found.probability >= p0 && found.probability <= 1.0);
            }
        }
    }
}
