//! The first damage of an export: which line, which byte, what is found. Never by whom.

use crate::damage::DamageKind;

/// Where an export stops being what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line} (from byte {offset}): {kind}")]
pub struct ExportDamage {
    /// Number of the line, from one.
    pub line: u64,
    /// Where it begins, in bytes.
    pub offset: u64,
    /// Number of the entry expected or spoken of there; 0 for the first line.
    pub sequence: u64,
    /// What is found there.
    pub kind: ExportDamageKind,
}

/// What is found where something else was expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExportDamageKind {
    /// The first line is not that of an export.
    #[error("not the first line of an export")]
    Beginning,
    /// The records are not the chain they were.
    #[error(transparent)]
    Chain(#[from] DamageKind),
    /// What stands beside an entry is not what it speaks of.
    #[error("not what the entry above speaks of")]
    Payload,
    /// The file ends before its signed checkpoint.
    #[error("the end, without a signed checkpoint")]
    Unfinished,
    /// No signed checkpoint stands where it should.
    #[error("not a signed checkpoint")]
    NotSigned,
    /// The checkpoint is of other records than these.
    #[error("the signed checkpoint is of other records than these")]
    OtherRecords,
    /// The checkpoint is not signed by the key of the first line.
    #[error("not signed by the key of the first line")]
    Signature,
    /// A held checkpoint is of more records than there are.
    #[error("the end, and a held checkpoint is of {held} entries")]
    Lost {
        /// Entries it is of.
        held: u64,
    },
    /// A held checkpoint has another root at this entry: it or an earlier one was written anew.
    #[error("another root than that of a held checkpoint")]
    Replaced,
    /// A held checkpoint agrees with the records but is signed by another key, or of another ledger.
    #[error("the held checkpoint of {held} entries is signed by another key")]
    OtherKey {
        /// Entries it is of.
        held: u64,
    },
}

impl ExportDamageKind {
    /// Whether the cause may lie above the place.
    #[must_use]
    pub const fn reaches_back(self) -> bool {
        match self {
            Self::Chain(kind) => kind.reaches_back(),
            Self::Replaced | Self::OtherRecords | Self::Signature | Self::OtherKey { .. } => true,
            _ => false,
        }
    }
}
