//! What inputs must be, asked once at every public door. Each check names its input and says what it expects.

use crate::error::KernelError;

/// The input has the length that fits the others.
pub(crate) fn same_length(what: &'static str, expected: usize, got: usize) -> Result<(), KernelError> {
    if expected == got { Ok(()) } else { Err(KernelError::Length { what, expected, got }) }
}

/// There are enough observations.
pub(crate) fn at_least(what: &'static str, needed: usize, got: usize) -> Result<(), KernelError> {
    if got >= needed { Ok(()) } else { Err(KernelError::TooFew { what, got, needed }) }
}

/// A count is not above what it is a part of.
pub(crate) fn part_of(what: &'static str, part: u64, whole: u64) -> Result<(), KernelError> {
    if part <= whole { Ok(()) } else { Err(KernelError::Count { what, part, whole }) }
}

/// A weighted count is at least 0 and not above what it is a part of.
pub(crate) fn share_of(what: &'static str, part: f64, whole: f64) -> Result<(), KernelError> {
    one(what, part, "a number from 0 to the number of trials", part >= 0.0 && part <= whole)
}

/// An index is one of `size`.
pub(crate) fn index(what: &'static str, index: usize, size: usize) -> Result<(), KernelError> {
    if index < size { Ok(()) } else { Err(KernelError::Index { what, index, size }) }
}

/// Every value is finite.
pub(crate) fn all_finite(what: &'static str, values: &[f64]) -> Result<(), KernelError> {
    all(what, values, "a finite number", f64::is_finite)
}

/// Every value is finite and at least 0.
pub(crate) fn all_non_negative(what: &'static str, values: &[f64]) -> Result<(), KernelError> {
    all(what, values, "a finite number of at least 0", |v| v.is_finite() && v >= 0.0)
}

/// Every value is a probability.
pub(crate) fn all_probabilities(what: &'static str, values: &[f64]) -> Result<(), KernelError> {
    all(what, values, "a probability from 0 to 1", |v| (0.0..=1.0).contains(&v))
}

/// Confidence of an interval: 0.95, never 95.
pub(crate) fn confidence(value: f64) -> Result<(), KernelError> {
    one("confidence", value, "a number between 0 and 1 (0.95 for 95 %)", value > 0.0 && value < 1.0)
}

/// Level or power of a test, strictly between 0 and 1.
pub(crate) fn level(what: &'static str, value: f64) -> Result<(), KernelError> {
    one(what, value, "a number between 0 and 1", value > 0.0 && value < 1.0)
}

/// A probability, 0 and 1 included.
pub(crate) fn probability(what: &'static str, value: f64) -> Result<(), KernelError> {
    one(what, value, "a probability from 0 to 1", (0.0..=1.0).contains(&value))
}

/// A finite number.
pub(crate) fn finite(what: &'static str, value: f64) -> Result<(), KernelError> {
    one(what, value, "a finite number", value.is_finite())
}

/// A finite number of at least 0: a variance, a standard error.
pub(crate) fn non_negative(what: &'static str, value: f64) -> Result<(), KernelError> {
    one(what, value, "a finite number of at least 0", value.is_finite() && value >= 0.0)
}

/// A finite number above 0.
pub(crate) fn positive(what: &'static str, value: f64) -> Result<(), KernelError> {
    one(what, value, "a finite number above 0", value.is_finite() && value > 0.0)
}

/// Probabilities of all that can happen sum to 1, within 10⁻⁶.
pub(crate) fn sums_to_one(what: &'static str, sum: f64) -> Result<(), KernelError> {
    one(what, sum, "1", (sum - 1.0).abs() <= 1e-6)
}

/// More than one of something: a single one has no spread.
pub(crate) fn above_one(what: &'static str, value: f64) -> Result<(), KernelError> {
    one(what, value, "a finite number above 1", value.is_finite() && value > 1.0)
}

/// Correlation of two trials of one unit.
pub(crate) fn correlation_of_trials(value: f64, greatest: f64) -> Result<(), KernelError> {
    one("correlation of trials", value, "a number from 0 to 0.9", (0.0..=greatest).contains(&value))
}

fn all(what: &'static str, values: &[f64], expected: &'static str, good: impl Fn(f64) -> bool) -> Result<(), KernelError> {
    match values.iter().position(|value| !good(*value)) {
        Some(index) => Err(KernelError::Domain { what, index, value: values[index], expected }),
        None => Ok(()),
    }
}

fn one(what: &'static str, value: f64, expected: &'static str, good: bool) -> Result<(), KernelError> {
    if good { Ok(()) } else { Err(KernelError::Parameter { what, value, expected }) }
}
