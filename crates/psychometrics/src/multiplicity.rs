//! Many tests at once.

use crate::check;
use crate::error::KernelError;

/// q-values in the order given (Benjamini & Hochberg 1995): the least false discovery rate at which each test is still rejected,
/// `q₍ᵢ₎ = min over j ≥ i of p₍ⱼ₎·m / j`.
///
/// `p` has one p-value a test, each in 0..=1; the result has the same length, no tests give no q. Equal p have equal q.
///
/// # Errors
/// [`KernelError::Domain`] where a p is not in 0..=1.
///
/// ```
/// use psychometrics::multiplicity::benjamini_hochberg;
/// let q = benjamini_hochberg(&[0.01, 0.04, 0.03, 0.5])?;
/// assert!((q[0] - 0.04).abs() < 1e-12 && (q[1] - q[2]).abs() < 1e-12);
/// assert!(benjamini_hochberg(&[1.2]).is_err());
/// # Ok::<(), psychometrics::KernelError>(())
/// ```
pub fn benjamini_hochberg(p: &[f64]) -> Result<Vec<f64>, KernelError> {
    check::all_probabilities("p", p)?;
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|&a, &b| p[b].total_cmp(&p[a]).then(a.cmp(&b)));
    let (mut q, mut least) = (vec![1.0; p.len()], 1.0_f64);
    for (behind, &at) in order.iter().enumerate() {
        let rank = (p.len() - behind) as f64;
        least = least.min(p[at] * p.len() as f64 / rank);
        q[at] = least;
    }
    Ok(q)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// covers: D4
    #[test]
    fn benjamini_and_hochberg_by_hand() {
        let q = benjamini_hochberg(&[0.01, 0.04, 0.03, 0.5]).unwrap();
        for (got, want) in q.iter().zip([0.04, 0.16 / 3.0, 0.16 / 3.0, 0.5]) {
            assert!((got - want).abs() < 1e-12, "{q:?}");
        }
        assert!(benjamini_hochberg(&[]).unwrap().is_empty());
        for wrong in [-0.1, 1.1, f64::NAN] {
            assert!(benjamini_hochberg(&[0.5, wrong]).is_err(), "{wrong}");
        }
    }
}
