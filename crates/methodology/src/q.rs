//! q-values, for the screen and for the rows of one indicator alike.

use psychometrics::multiplicity::benjamini_hochberg;

/// q over p-values of one kind; should a p be none, nothing is rejected.
pub(crate) fn q_values(p: &[f64]) -> Vec<f64> {
    benjamini_hochberg(p).unwrap_or_else(|_| vec![1.0; p.len()])
}
