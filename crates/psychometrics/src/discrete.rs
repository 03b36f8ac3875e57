//! Exact tests on any probability mass function over 0, 1, …, n.

use crate::check::{self, Numbers};
use crate::error::KernelError;

/// One-sided p-values of an observed count.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tail {
    /// P(X at least as extreme as observed).
    pub exact: f64,
    /// P(more extreme) + ½ P(as observed) (Lancaster 1961): mean ½ under the null, hence less conservative.
    pub mid: f64,
}

impl Numbers for Tail {
    fn stray(&self) -> Option<f64> {
        [self.exact, self.mid].stray()
    }
}

/// P(X ≥ `observed`) and its mid-p against `mass[x]` = P(X = x), x = 0..=n.
///
/// The tail is summed from its far end, smallest first, so that small p-values keep their digits.
///
/// ```
/// use psychometrics::discrete::upper_tail;
///
/// let three_coins = [0.125, 0.375, 0.375, 0.125];
/// let tail = upper_tail(&three_coins, 2)?;
/// assert_eq!((tail.exact, tail.mid), (0.5, 0.3125));
/// # Ok::<(), psychometrics::KernelError>(())
/// ```
///
/// # Errors
/// `TooFew` for an empty pmf, `Domain` for an entry that is negative or not finite, `Count` for an observation beyond n.
pub fn upper_tail(mass: &[f64], observed: usize) -> Result<Tail, KernelError> {
    checked(mass, observed)?;
    Ok(upper(mass, observed))
}

/// As [`upper_tail`], for P(X ≤ k) and P(X < k) + ½ P(X = k).
///
/// # Errors
/// As [`upper_tail`].
pub fn lower_tail(mass: &[f64], observed: usize) -> Result<Tail, KernelError> {
    checked(mass, observed)?;
    Ok(lower(mass, observed))
}

/// Mean and variance of a pmf over 0, 1, …, n.
///
/// # Errors
/// `TooFew` for an empty pmf, `Domain` for an entry that is negative or not finite, `OutOfRange` where the moments are not finite.
pub fn moments(mass: &[f64]) -> Result<(f64, f64), KernelError> {
    checked(mass, 0)?;
    let mean: f64 = mass.iter().enumerate().map(|(x, p)| x as f64 * p).sum();
    let variance = mass.iter().enumerate().map(|(x, p)| (x as f64 - mean) * (x as f64 - mean) * p).sum();
    check::answer("moments of a distribution", (mean, variance))
}

/// [`upper_tail`] of a well-formed pmf; 0 beyond its support.
pub(crate) fn upper(mass: &[f64], observed: usize) -> Tail {
    let Some((at, beyond)) = mass.get(observed..).and_then(<[f64]>::split_first) else {
        return Tail { exact: 0.0, mid: 0.0 };
    };
    let above: f64 = beyond.iter().rev().sum();
    Tail { exact: (above + at).min(1.0), mid: (above + 0.5 * at).min(1.0) }
}

/// [`lower_tail`] of a well-formed pmf whose support holds the observation.
pub(crate) fn lower(mass: &[f64], observed: usize) -> Tail {
    let mirrored: Vec<f64> = mass.iter().rev().copied().collect();
    upper(&mirrored, mass.len() - 1 - observed)
}

fn checked(mass: &[f64], observed: usize) -> Result<(), KernelError> {
    check::at_least("values of a distribution", 1, mass.len())?;
    check::all_non_negative("distribution", mass)?;
    check::part_of("observed count", observed as u64, mass.len() as u64 - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FAIR: [f64; 4] = [0.125, 0.375, 0.375, 0.125];

    #[test]
    fn tails_of_three_coins() {
        assert_eq!(upper_tail(&FAIR, 2), Ok(Tail { exact: 0.5, mid: 0.3125 }));
        assert_eq!(lower_tail(&FAIR, 0), Ok(Tail { exact: 0.125, mid: 0.0625 }));
    }

    #[test]
    fn the_two_mid_p_add_to_one() {
        for k in 0..4 {
            assert!((upper(&FAIR, k).mid + lower(&FAIR, k).mid - 1.0).abs() < 1e-15);
        }
    }

    #[test]
    fn moments_of_three_coins() {
        assert_eq!(moments(&FAIR), Ok((1.5, 0.75)));
    }
}
