//! Scored answers of persons to items.

use crate::error::{KernelError, same_length};

/// Item scores of N persons on J items; items a person was not given are absent, never zero.
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
    #[must_use]
    pub fn new(categories: &[usize]) -> Self {
        Self { categories: categories.to_vec(), codes: Vec::new() }
    }

    /// Adds a person; `None` = not given.
    ///
    /// # Errors
    /// `Length` unless one score an item, `Domain` for a score above the item's greatest.
    pub fn push(&mut self, scores: &[Option<u8>]) -> Result<(), KernelError> {
        same_length("scores of a person", self.categories.len(), scores.len())?;
        for (index, (score, categories)) in scores.iter().zip(&self.categories).enumerate() {
            if let Some(score) = score
                && (usize::from(*score) >= *categories || *score == NOT_GIVEN)
            {
                return Err(KernelError::Domain { what: "item score", index, value: f64::from(*score) });
            }
        }
        self.codes.extend(scores.iter().map(|score| score.unwrap_or(NOT_GIVEN)));
        Ok(())
    }

    /// Number of persons N.
    #[must_use]
    pub fn persons(&self) -> usize {
        self.codes.len() / self.categories.len().max(1)
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
    #[must_use]
    pub fn score(&self, person: usize, item: usize) -> Option<u8> {
        Some(self.row(person)[item]).filter(|code| *code != NOT_GIVEN)
    }

    /// Total of a person and the greatest total over the items given.
    #[must_use]
    pub fn total(&self, person: usize) -> (usize, usize) {
        let given = self.row(person).iter().zip(&self.categories).filter(|(code, _)| **code != NOT_GIVEN);
        given.fold((0, 0), |(sum, max), (code, k)| (sum + usize::from(*code), max + k - 1))
    }

    pub(crate) fn row(&self, person: usize) -> &[u8] {
        let items = self.categories.len();
        &self.codes[person * items..(person + 1) * items]
    }
}
