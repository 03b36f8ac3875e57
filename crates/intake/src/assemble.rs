//! Files into one dataset: recognise each, read each, join the drafts.

use methodology::dataset::Dataset;
use methodology::provenance::{Problem, Question, Recognition};

use crate::{Input, Options};

/// Everything that was understood.
#[derive(Debug, Default)]
pub struct Assembly {
    /// The records.
    pub dataset: Dataset,
    /// What was wrong, in the order of files.
    pub problems: Vec<Problem>,
    /// What the program would not guess, ordered by key.
    pub questions: Vec<Question>,
    /// Every file: what it was taken for and why.
    pub recognised: Vec<Recognition>,
}

/// Reads all files into one dataset. The order of the inputs does not matter: they are taken in the order of their names.
#[must_use]
pub fn assemble(inputs: Vec<Input>, options: &Options<'_>) -> Assembly {
    let _ = (inputs, options);
    Assembly::default()
}
