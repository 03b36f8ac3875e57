//! The first damage of a chain: at which entry, of what kind. A kind states what is found and never by whom.

/// Where a chain stops being what it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("entry {sequence}: {kind}")]
pub struct Damage {
    /// Number of the entry that was expected there; verified from the beginning, it is the number of the record too.
    pub sequence: u64,
    /// What is found there.
    pub kind: DamageKind,
}

/// What is found where an entry was expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DamageKind {
    /// The record is not the one its hash was made of: at least one byte differs.
    #[error("the content does not match its hash")]
    Changed,
    /// The hash holds, but the record is no entry of this version.
    #[error("no entry of this version")]
    NotAnEntry,
    /// Entries are not there; the first that follows has this number.
    #[error("not there, entry {found} follows")]
    Missing {
        /// Number found.
        found: u64,
    },
    /// The entry stands further down.
    #[error("further down, entry {found} stands here")]
    Moved {
        /// Number found in its place.
        found: u64,
    },
    /// A record too many: an entry with this number was already there, or one was put in just before it.
    #[error("entry {found} stands above already")]
    Inserted {
        /// Number found.
        found: u64,
    },
    /// The entry is bound to another one before it than the one that stands there: one of the two was written anew.
    #[error("bound to another entry than the one before")]
    Unbound,
    /// The records end before the entry that is held.
    #[error("the end, and the checkpoint is of entry {held}")]
    Truncated {
        /// Number of the entry held.
        held: u64,
    },
    /// Here stands another entry than the one held: this or an earlier one was written anew.
    #[error("another hash than that of the checkpoint")]
    Replaced,
}

impl DamageKind {
    /// Whether the cause may lie above the place: an earlier entry may be the one written anew.
    #[must_use]
    pub const fn reaches_back(self) -> bool {
        matches!(self, Self::Unbound | Self::Replaced)
    }
}
