//! The hypergeometric distribution, central and tilted: who is in a drawn group.

use crate::check;
use crate::error::KernelError;
use crate::math::{exp, ln_choose, log_sum_exp};

/// P(X = x), x = 0..=drawn, for the number of marked units among `drawn` from `total`, of which `marked` are marked.
///
/// `ln_odds` = 0 is the central distribution; otherwise Fisher's noncentral one, in which a marked unit is drawn with
/// odds e^`ln_odds` against another (Fog 2008, eq. 1).
///
/// ```
/// use psychometrics::hypergeometric::pmf;
///
/// // Two cards from four, of which two are red: one red in 4 of 6 ways.
/// let mass = pmf(4, 2, 2, 0.0)?;
/// assert!((mass[1] - 4.0 / 6.0).abs() < 1e-15);
/// # Ok::<(), psychometrics::KernelError>(())
/// ```
///
/// # Errors
/// `Count` when `marked` or `drawn` exceeds `total`, `TooMany` for a total above [`MOST_NUMBERS`](crate::MOST_NUMBERS), `Parameter` for
/// log odds that are not finite, `OutOfRange` where `drawn` times the log odds is not.
pub fn pmf(total: u64, marked: u64, drawn: u64, ln_odds: f64) -> Result<Vec<f64>, KernelError> {
    check::part_of("marked units", marked, total)?;
    check::part_of("drawn units", drawn, total)?;
    check::countable("units to draw from", total)?;
    check::finite("log odds", ln_odds)?;
    let logs: Vec<f64> = (0..=drawn)
        .map(|x| ln_choose(marked, x) + ln_choose(total - marked, drawn - x) + x as f64 * ln_odds)
        .map(|log| if log.is_nan() { f64::NEG_INFINITY } else { log })
        .collect();
    let norm = log_sum_exp(&logs);
    check::answer("hypergeometric distribution", logs.iter().map(|log| exp(log - norm)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_cards_and_aces() {
        let mass = pmf(52, 4, 5, 0.0).unwrap();
        // C(48,5)/C(52,5), C(4,4)·C(48,1)/C(52,5).
        assert!((mass[0] - 1_712_304.0 / 2_598_960.0).abs() < 1e-13);
        assert!((mass[4] - 48.0 / 2_598_960.0).abs() < 1e-17);
        assert_eq!(mass[5].to_bits(), 0f64.to_bits());
        assert!((mass.iter().sum::<f64>() - 1.0).abs() < 1e-14);
    }

    #[test]
    fn odds_of_two_tilt_the_urn() {
        // One marked of two, one drawn: P = 2/3.
        let mass = pmf(2, 1, 1, std::f64::consts::LN_2).unwrap();
        assert!((mass[1] - 2.0 / 3.0).abs() < 1e-15);
    }
}
