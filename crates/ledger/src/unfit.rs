//! Why an act cannot be an entry.

use crate::canonical::Uncanonical;

/// Longest record, in bytes: with its line end 64 KiB.
pub const LONGEST_RECORD: usize = 64 * 1024 - 1;

/// Why an act cannot be an entry, whatever it would be written to.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// The name of the act.
    #[error("the name of an act is a word: {0:?}")]
    Name(String),
    /// The id of the person.
    #[error("the id of a person is a word: {0:?}")]
    Person(String),
    /// Details that have no canonical form.
    #[error("details: {0}")]
    Details(Uncanonical),
    /// More bytes than a record may have.
    #[error("{0} bytes, {LONGEST_RECORD} fit")]
    Long(usize),
}
