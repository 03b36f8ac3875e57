//! What inputs must be, asked once at every public door, and what an answer must be. Each check names its input and says what it expects.

use crate::error::KernelError;

/// Most numbers of one answer (a distribution from 0 to n, a table of scores) and hence the greatest n of what is written out in full:
/// 2²⁶ = 67 million.
///
/// They take half a gigabyte, which an office computer still has to spare, and are more than the pupils of any work; and up to here a
/// difference of logarithms of factorials, about 10⁹ each, keeps six digits. Larger requests are refused instead of ending the program.
pub const MOST_NUMBERS: u64 = 1 << 26;

/// Most rows of a square matrix made from the input: its square is [`MOST_NUMBERS`].
pub(crate) const MOST_ROWS: u64 = 1 << 13;

/// The input has the length that fits the others.
pub(crate) fn same_length(what: &'static str, expected: usize, got: usize) -> Result<(), KernelError> {
    if expected == got { Ok(()) } else { Err(KernelError::Length { what, expected, got }) }
}

/// There are enough observations.
pub(crate) fn at_least(what: &'static str, needed: usize, got: usize) -> Result<(), KernelError> {
    if got >= needed { Ok(()) } else { Err(KernelError::TooFew { what, got, needed }) }
}

/// There are no more than can be handled.
pub(crate) fn at_most(what: &'static str, most: u64, got: u64) -> Result<(), KernelError> {
    if got <= most { Ok(()) } else { Err(KernelError::TooMany { what, got, most }) }
}

/// A number of things to count, which an answer lists from 0 on.
pub(crate) fn countable(what: &'static str, n: u64) -> Result<(), KernelError> {
    at_most(what, MOST_NUMBERS, n)
}

/// The side of a square matrix that is to be made.
pub(crate) fn side(what: &'static str, n: usize) -> Result<(), KernelError> {
    at_most(what, MOST_ROWS, n as u64)
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

/// What a kernel answers with, as the numbers in it.
pub(crate) trait Numbers {
    /// The first that is not finite.
    fn stray(&self) -> Option<f64>;
}

impl Numbers for f64 {
    fn stray(&self) -> Option<f64> {
        (!self.is_finite()).then_some(*self)
    }
}

impl Numbers for (f64, f64) {
    fn stray(&self) -> Option<f64> {
        [self.0, self.1].stray()
    }
}

impl<T: Numbers> Numbers for [T] {
    fn stray(&self) -> Option<f64> {
        self.iter().find_map(Numbers::stray)
    }
}

impl<T: Numbers> Numbers for Vec<T> {
    fn stray(&self) -> Option<f64> {
        self.as_slice().stray()
    }
}

impl<T: Numbers> Numbers for Option<T> {
    fn stray(&self) -> Option<f64> {
        self.as_ref().and_then(Numbers::stray)
    }
}

/// The answer, every number of it finite: the last check of every function that computes with real numbers.
pub(crate) fn answer<T: Numbers>(what: &'static str, answer: T) -> Result<T, KernelError> {
    match answer.stray() {
        None => Ok(answer),
        Some(value) => Err(KernelError::OutOfRange { what, value }),
    }
}

/// [`answer`] of inputs not looked at before, for that would cost as much as the answer: they are, where it is not finite, to say which
/// is to blame.
pub(crate) fn answer_of<T: Numbers>(what: &'static str, found: T, inputs: &[(&'static str, &[f64])]) -> Result<T, KernelError> {
    if found.stray().is_some() {
        inputs.iter().try_for_each(|(input, values)| all_finite(input, values))?;
    }
    answer(what, found)
}

/// All values are the same, so that nothing can be said of their spread. Asked of the values: their variance may be a residue of rounding.
pub(crate) fn constant(mut values: impl Iterator<Item = f64>) -> bool {
    let first = values.next();
    values.all(|value| first.is_some_and(|first| value.partial_cmp(&first).is_some_and(std::cmp::Ordering::is_eq)))
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
