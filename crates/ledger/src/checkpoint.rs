//! The short word that fixes all entries up to one.

use std::fmt;
use std::str::FromStr;

use crate::digest::{Digest, NotADigest};

/// Stands for "the entry before" in the first entry.
const GENESIS: &str = "objektiv/ledger/genesis/1";

/// Number and hash of an entry: who holds it can tell whether that entry and all before it are still as they were. Written `12:<64 digits>`.
///
/// It is also all one has to know of a chain to go on with it: [`Checkpoint::enter`], [`Checkpoint::follow`].
///
/// ```
/// use ledger::{Checkpoint, Digest, NotADigest};
///
/// let held = Checkpoint { sequence: 12, hash: Digest::of(b"the record") };
/// assert_eq!(held.to_string().parse(), Ok(held));
/// assert_eq!("12".parse::<Checkpoint>(), Err(NotADigest));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Number of the entry; 0 before the first.
    pub sequence: u64,
    /// Its hash.
    pub hash: Digest,
}

impl Checkpoint {
    /// Before the first entry.
    #[must_use]
    pub fn empty() -> Self {
        Self { sequence: 0, hash: Digest::separated(GENESIS, b"") }
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
