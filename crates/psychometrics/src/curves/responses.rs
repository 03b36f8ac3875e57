//! Scored answers of persons to items.

use crate::check;
use crate::error::KernelError;

/// Item scores of N persons on J items; items a person was not given are absent, never zero.
///
/// ```
/// use psychometrics::curves::Responses;
///
/// let mut responses = Responses::new(&[2, 3])?; // scores 0–1 and 0–2
/// responses.push(&[Some(1), None])?;
/// assert_eq!((responses.persons(), responses.score(0, 1)?, responses.total(0)?), (1, None, (1, 1)));
/// assert!(responses.push(&[Some(2), Some(0)]).is_err());
/// # Ok::<(), psychometrics::KernelError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Responses {
    categories: Vec<usize>,
    /// Row-major person × item; `NOT_GIVEN` for an absent item.
    codes: Vec<u8>,
}

/// Code of an item a person was not given (or was not marked on).
pub(crate) const NOT_GIVEN: u8 = u8::MAX;

impl Responses {
    /// No persons yet; `categories[j]` = greatest score of item j + 1, 1..=255.
    ///
    /// # Errors
    /// `TooFew` without items, `Domain` for a number of categories outside 1..=255.
    pub fn new(categories: &[usize]) -> Result<Self, KernelError> {
        check::at_least("items of the responses", 1, categories.len())?;
        let most = usize::from(NOT_GIVEN);
        if let Some(index) = categories.iter().position(|k| !(1..=most).contains(k)) {
            let value = categories[index] as f64;
            return Err(KernelError::Domain { what: "categories of an item", index, value, expected: "a number from 1 to 255" });
        }
        Ok(Self { categories: categories.to_vec(), codes: Vec::new() })
    }

    /// Adds a person; `None` = not given.
    ///
    /// # Errors
    /// `Length` unless one score an item, `Domain` for a score above the item's greatest.
    pub fn push(&mut self, scores: &[Option<u8>]) -> Result<(), KernelError> {
        check::same_length("scores of a person", self.categories.len(), scores.len())?;
        for (index, (score, categories)) in scores.iter().zip(&self.categories).enumerate() {
            if let Some(score) = score
                && usize::from(*score) >= *categories
            {
                let expected = "at most the greatest score of the item";
                return Err(KernelError::Domain { what: "scores of a person", index, value: f64::from(*score), expected });
            }
        }
        self.codes.extend(scores.iter().map(|score| score.unwrap_or(NOT_GIVEN)));
        Ok(())
    }

    /// Number of persons N.
    #[must_use]
    pub fn persons(&self) -> usize {
        self.codes.len() / self.categories.len()
    }

    /// Number of items J.
    #[must_use]
    pub fn items(&self) -> usize {
        self.categories.len()
    }

    /// Categories of every item.
    #[must_use]
    pub fn categories(&self) -> &[usize] {
        &self.categories
    }

    /// Score of a person on an item; `None` = not given.
    ///
    /// # Errors
    /// `Index` for a person or an item that does not exist.
    pub fn score(&self, person: usize, item: usize) -> Result<Option<u8>, KernelError> {
        check::index("person", person, self.persons())?;
        check::index("item", item, self.items())?;
        Ok(self.cell(person, item))
    }

    /// Total of a person and the greatest total over the items given, in points.
    ///
    /// # Errors
    /// `Index` for a person that does not exist.
    pub fn total(&self, person: usize) -> Result<(usize, usize), KernelError> {
        check::index("person", person, self.persons())?;
        Ok(self.sum(person))
    }

    /// [`Responses::score`] of a person and an item that are known to exist.
    pub(crate) fn cell(&self, person: usize, item: usize) -> Option<u8> {
        Some(self.row(person)[item]).filter(|code| *code != NOT_GIVEN)
    }

    /// [`Responses::total`] of a person known to exist.
    pub(crate) fn sum(&self, person: usize) -> (usize, usize) {
        let given = self.row(person).iter().zip(&self.categories).filter(|(code, _)| **code != NOT_GIVEN);
        given.fold((0, 0), |(sum, max), (code, k)| (sum + usize::from(*code), max + k - 1))
    }

    pub(crate) fn row(&self, person: usize) -> &[u8] {
        let items = self.categories.len();
        &self.codes[person * items..(person + 1) * items]
    }
}
