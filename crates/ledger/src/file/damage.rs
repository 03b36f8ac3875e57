//! The first damage of a file: where and what.

use crate::damage::DamageKind;

/// Where a file stops being the ledger it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {sequence} (from byte {offset}): {kind}")]
pub struct FileDamage {
    /// Number of the entry that was expected there; every entry is a line, so it is the number of the line too.
    pub sequence: u64,
    /// Where that line begins, in bytes.
    pub offset: u64,
    /// What is found there.
    pub kind: FileDamageKind,
}

/// What is found where a line was expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileDamageKind {
    /// The last line has no end: writing was interrupted.
    #[error("unfinished: writing was interrupted")]
    Torn,
    /// The last line is a whole entry, only its end is missing: an editor or a copy took it away. The entry counts.
    #[error("a whole entry without its line end")]
    Unended,
    /// The lines are there, the chain does not hold.
    #[error(transparent)]
    Chain(DamageKind),
}

impl FileDamage {
    /// Whether the cause may lie above the place: an earlier entry may be the one written anew.
    #[must_use]
    pub const fn reaches_back(&self) -> bool {
        matches!(self.kind, FileDamageKind::Chain(kind) if kind.reaches_back())
    }
}
