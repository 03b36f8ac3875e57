//! Sums of unlike Bernoulli trials: how many pupils would be confirmed, how many items would match.

use crate::check;
use crate::discrete::{Tail, upper};
use crate::error::KernelError;

/// pmf of Σ Bernoulli(pᵢ) over 0..=n, by the exact recursion (Barlow & Heidtmann 1984); all terms are non-negative.
///
/// No trials give `[1.0]`: their sum is 0 for certain. Cost n²/2 multiplications.
///
/// ```
/// use psychometrics::poisson_binomial::pmf;
///
/// let mass = pmf(&[0.5, 0.1])?;
/// for (got, want) in mass.iter().zip([0.45, 0.5, 0.05]) {
///     assert!((got - want).abs() < 1e-15);
/// }
/// # Ok::<(), psychometrics::KernelError>(())
/// ```
///
/// # Errors
/// `Domain` for a probability outside [0, 1].
pub fn pmf(probabilities: &[f64]) -> Result<Vec<f64>, KernelError> {
    check::all_probabilities("probabilities of the trials", probabilities)?;
    let mut mass = Vec::with_capacity(probabilities.len() + 1);
    mass.push(1.0);
    for p in probabilities {
        mass.push(0.0);
        for k in (1..mass.len()).rev() {
            mass[k] = mass[k] * (1.0 - p) + mass[k - 1] * p;
        }
        mass[0] *= 1.0 - p;
    }
    Ok(mass)
}

/// Upper p-values of `observed` successes: exact and mid-p.
///
/// # Errors
/// As [`pmf`]; `Count` for more successes than trials.
pub fn upper_test(observed: usize, probabilities: &[f64]) -> Result<Tail, KernelError> {
    check::part_of("successes", observed as u64, probabilities.len() as u64)?;
    Ok(upper(&pmf(probabilities)?, observed))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::binomial;

    #[test]
    fn two_unlike_coins() {
        let mass = pmf(&[0.5, 0.1]).unwrap();
        for (got, want) in mass.iter().zip([0.45, 0.5, 0.05]) {
            assert!((got - want).abs() < 1e-15);
        }
        assert_eq!(pmf(&[]), Ok(vec![1.0]));
    }

    #[test]
    fn equal_trials_are_binomial_down_to_the_far_tail() {
        let mass = pmf(&[0.03; 40]).unwrap();
        for k in 0..=40u64 {
            assert!((mass[k as usize] / binomial::mass(k, 40, 0.03) - 1.0).abs() < 1e-11, "{k}");
        }
    }

    proptest! {
        #[test]
        fn sums_to_one_and_order_does_not_matter(mut p in prop::collection::vec(0.0f64..=1.0, 0..40)) {
            let mass = pmf(&p).unwrap();
            prop_assert!((mass.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            let mean: f64 = mass.iter().enumerate().map(|(k, m)| k as f64 * m).sum();
            prop_assert!((mean - p.iter().sum::<f64>()).abs() < 1e-10);
            p.reverse();
            for (a, b) in mass.iter().zip(pmf(&p).unwrap()) { prop_assert!((a - b).abs() < 1e-14); }
        }
    }
}
