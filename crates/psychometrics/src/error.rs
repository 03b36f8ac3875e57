//! The one error type of this room.

use thiserror::Error;

/// Why a kernel could not answer: what was given, where, and what it needs instead.
///
/// ```
/// use psychometrics::{KernelError, binomial::wilson};
///
/// let refused = wilson(3.0, 10.0, 95.0);
/// assert!(matches!(refused, Err(KernelError::Parameter { what: "confidence", .. })));
/// assert_eq!(refused.unwrap_err().to_string(), "confidence is 95; a number between 0 and 1 (0.95 for 95 %) is expected");
/// ```
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum KernelError {
    /// Two inputs that must have the same length do not.
    #[error("{what}: length {got}; {expected} is expected, to fit the other inputs")]
    Length {
        /// Which input.
        what: &'static str,
        /// The length that fits the other inputs.
        expected: usize,
        /// The length given.
        got: usize,
    },
    /// An entry of a slice or matrix outside its domain (not finite, a negative variance, a category that does not exist).
    #[error("{what}: entry {index} is {value}; {expected} is expected")]
    Domain {
        /// Which input.
        what: &'static str,
        /// Position in the input, from 0.
        index: usize,
        /// The value found there.
        value: f64,
        /// What may stand there.
        expected: &'static str,
    },
    /// A single number outside its domain (a confidence of 95, a probability of 1.2).
    #[error("{what} is {value}; {expected} is expected")]
    Parameter {
        /// Which parameter.
        what: &'static str,
        /// The value given.
        value: f64,
        /// What it may be.
        expected: &'static str,
    },
    /// More successes than trials, more marked units than there are, a total above the greatest.
    #[error("{what}: {part} of {whole}; at most {whole} is expected")]
    Count {
        /// Which count.
        what: &'static str,
        /// The count given.
        part: u64,
        /// What it is a part of.
        whole: u64,
    },
    /// An index of something that does not exist.
    #[error("{what} {index} does not exist: there are {size}, numbered from 0")]
    Index {
        /// Of what.
        what: &'static str,
        /// The index given.
        index: usize,
        /// How many there are.
        size: usize,
    },
    /// Too few observations for the quantity asked for; none at all for an empty slice.
    #[error("{what}: {got} given; at least {needed} is expected")]
    TooFew {
        /// Which quantity.
        what: &'static str,
        /// Observations that could be used.
        got: usize,
        /// The least number that would do.
        needed: usize,
    },
    /// More than can be held in memory, or counted without losing digits.
    #[error("{what}: {got} given; at most {most} is expected")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// The number given.
        got: u64,
        /// The greatest that would do.
        most: u64,
    },
    /// The answer, or a step towards it, is no finite number though the input is well-formed: too large, too small, or too unlike.
    #[error("{what} comes out as {value}; input whose squares, sums and quotients stay within the range of a double is expected")]
    OutOfRange {
        /// Which quantity.
        what: &'static str,
        /// What came out: an infinity or `NaN`.
        value: f64,
    },
    /// All values are equal where the quantity asked for needs them to differ.
    #[error("{what}: all values are equal; values that differ are expected")]
    NoSpread {
        /// Of what.
        what: &'static str,
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
