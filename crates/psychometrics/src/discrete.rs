//! Exact tests on any probability mass function over 0, 1, …, n.

/// One-sided p-values of an observed count.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tail {
    /// P(X at least as extreme as observed).
    pub exact: f64,
    /// P(more extreme) + ½ P(as observed) (Lancaster 1961): mean ½ under the null, hence less conservative.
    pub mid: f64,
}

/// P-values of `observed` against `mass[x]` = P(X = x), x = 0..n; beyond the support 0, for an empty pmf `NaN`.
///
/// The tail is summed from its far end, smallest first, so that small p-values keep their digits.
#[must_use]
pub fn upper_tail(mass: &[f64], observed: usize) -> Tail {
    if mass.is_empty() {
        return Tail { exact: f64::NAN, mid: f64::NAN };
    }
    let Some((at, beyond)) = mass.get(observed..).and_then(<[f64]>::split_first) else {
        return Tail { exact: 0.0, mid: 0.0 };
    };
    let above: f64 = beyond.iter().rev().sum();
    Tail { exact: (above + at).min(1.0), mid: (above + 0.5 * at).min(1.0) }
}

/// As [`upper_tail`], for P(X ≤ k) and P(X < k) + ½ P(X = k).
#[must_use]
pub fn lower_tail(mass: &[f64], observed: usize) -> Tail {
    let mirrored: Vec<f64> = mass.iter().rev().copied().collect();
    match (mass.len().checked_sub(1), observed) {
        (None, _) => Tail { exact: f64::NAN, mid: f64::NAN },
        (Some(n), k) if k > n => Tail { exact: 1.0, mid: 1.0 },
        (Some(n), k) => upper_tail(&mirrored, n - k),
    }
}

/// Mean and variance of a pmf over 0, 1, …, n.
#[must_use]
pub fn moments(mass: &[f64]) -> (f64, f64) {
    let mean: f64 = mass.iter().enumerate().map(|(x, p)| x as f64 * p).sum();
    let variance = mass.iter().enumerate().map(|(x, p)| (x as f64 - mean) * (x as f64 - mean) * p).sum();
    (mean, variance)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FAIR: [f64; 4] = [0.125, 0.375, 0.375, 0.125];

    #[test]
    fn tails_of_three_coins() {
        assert_eq!(upper_tail(&FAIR, 2), Tail { exact: 0.5, mid: 0.3125 });
        assert_eq!(lower_tail(&FAIR, 0), Tail { exact: 0.125, mid: 0.0625 });
        assert_eq!(upper_tail(&FAIR, 9), Tail { exact: 0.0, mid: 0.0 });
        assert_eq!(lower_tail(&FAIR, 9), Tail { exact: 1.0, mid: 1.0 });
        assert!(upper_tail(&[], 0).mid.is_nan() && lower_tail(&[], 0).mid.is_nan());
    }

    #[test]
    fn the_two_mid_p_add_to_one() {
        for k in 0..4 {
            assert!((upper_tail(&FAIR, k).mid + lower_tail(&FAIR, k).mid - 1.0).abs() < 1e-15);
        }
    }

    #[test]
    fn moments_of_three_coins() {
        assert_eq!(moments(&FAIR), (1.5, 0.75));
    }
}
