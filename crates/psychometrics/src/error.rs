//! The one error type of this room.

use thiserror::Error;

/// Why a kernel could not answer: what was given, where, and what it needs instead.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum KernelError {
    /// Two inputs that must have the same length do not.
    #[error("{what}: expected length {expected}, got {got}")]
    Length {
        /// Which input.
        what: &'static str,
        /// The length that fits the other inputs.
        expected: usize,
        /// The length given.
        got: usize,
    },
    /// A value outside its domain (not finite, a negative variance, a category that does not exist).
    #[error("{what}: value {value} at index {index} is outside its domain")]
    Domain {
        /// Which input.
        what: &'static str,
        /// Position in the input.
        index: usize,
        /// The value found there.
        value: f64,
    },
    /// Too few observations for the quantity asked for.
    #[error("{what}: {got} observations, at least {needed} are needed")]
    TooFew {
        /// Which quantity.
        what: &'static str,
        /// Observations that could be used.
        got: usize,
        /// The least number that would do.
        needed: usize,
    },
    /// A matrix is not positive definite: a column is constant, or a combination of earlier ones.
    #[error("matrix is not positive definite: pivot {pivot} at column {column} (a column repeats earlier ones, or has no variance)")]
    NotPositiveDefinite {
        /// First column that fails.
        column: usize,
        /// The value whose square root was to be taken.
        pivot: f64,
    },
}

/// `Ok` when `got == expected`.
pub(crate) fn same_length(what: &'static str, expected: usize, got: usize) -> Result<(), KernelError> {
    if expected == got { Ok(()) } else { Err(KernelError::Length { what, expected, got }) }
}
/// `Ok` when every value is finite.
pub(crate) fn all_finite(what: &'static str, values: &[f64]) -> Result<(), KernelError> {
    match values.iter().position(|v| !v.is_finite()) {
        Some(index) => Err(KernelError::Domain { what, index, value: values[index] }),
        None => Ok(()),
    }
}

/// `Ok` when every value is finite and at least 0.
pub(crate) fn all_non_negative(what: &'static str, values: &[f64]) -> Result<(), KernelError> {
    match values.iter().position(|v| !(v.is_finite() && *v >= 0.0)) {
        Some(index) => Err(KernelError::Domain { what, index, value: values[index] }),
        None => Ok(()),
    }
}
