//! What a call of [`assemble`](crate::assemble()) is given besides the files.

use records::progress::Progress;
use records::reference::Reference;

use crate::answers::Answers;
use crate::keys::Key;

/// Settings of one call.
pub struct Options<'a> {
    /// Subjects, scopes and scales known from the reference data.
    pub reference: &'a Reference,
    /// Answers to earlier questions.
    pub answers: Answers,
    /// Key of the data folder: names become pseudonyms under it.
    pub key: Key,
    /// Who watches.
    pub progress: &'a dyn Progress,
}
