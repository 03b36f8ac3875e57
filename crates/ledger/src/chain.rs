//! The chain: how one entry follows another, and the short word that fixes all entries up to one.

use std::fmt;
use std::str::FromStr;

use crate::digest::{Digest, NotADigest};
use crate::entry::{Entry, Flaw};

/// Stands for "the entry before" in the first entry.
const GENESIS: &str = "objektiv/ledger/genesis/1";

/// Number and hash of an entry: who holds it can tell whether that entry and all before it are still as they were. Written `12:<64 digits>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Number of the entry; 0 before the first.
    pub sequence: u64,
    /// Its hash.
    pub hash: Digest,
}

/// Why a line does not follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Break {
    /// The line is not intact on its own.
    Line(Flaw),
    /// Intact, with another number.
    Number(u64),
    /// Intact, with the right number, bound to another entry before it.
    Bond,
}

impl Checkpoint {
    /// Before the first entry.
    #[must_use]
    pub fn empty() -> Self {
        Self { sequence: 0, hash: Digest::separated(GENESIS, b"") }
    }

    /// The entry a line holds, if it follows this point.
    pub(crate) fn follow(self, line: &[u8]) -> Result<Entry, Break> {
        let entry = Entry::read(line).map_err(Break::Line)?;
        if Some(entry.sequence) != self.sequence.checked_add(1) {
            return Err(Break::Number(entry.sequence));
        }
        if entry.previous == self.hash { Ok(entry) } else { Err(Break::Bond) }
    }
}

impl Entry {
    /// The point the chain stands at after this entry.
    #[must_use]
    pub const fn checkpoint(&self) -> Checkpoint {
        Checkpoint { sequence: self.sequence, hash: self.hash }
    }
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.sequence, self.hash)
    }
}

impl FromStr for Checkpoint {
    type Err = NotADigest;

    fn from_str(text: &str) -> Result<Self, NotADigest> {
        let (sequence, hash) = text.trim().split_once(':').ok_or(NotADigest)?;
        Ok(Self { sequence: sequence.parse().map_err(|_| NotADigest)?, hash: hash.parse()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checkpoint_is_written_and_read() {
        let point = Checkpoint { sequence: 12, hash: Digest::of(b"x") };
        assert_eq!(format!(" {point}\n").parse(), Ok(point));
        for wrong in ["", "12", "x:1", "12:", "-1:00"] {
            assert_eq!(wrong.parse::<Checkpoint>(), Err(NotADigest), "{wrong}");
        }
    }
}
