//! A ledger that was restored from a backup goes on from the backup's last entry, under another name. Checkpoints of the old name that were issued
//! after the backup are of entries it does not hold: that is no damage, and no witness either.

use serde_json::Value;

use crate::entry::Entry;
use crate::signed::{PublicKey, SignedCheckpoint};

/// The act that is entered first after a restoration. Its details say, under `said`, the `last` entry of the backup, the name of the ledger
/// `before` and its `origin` from now on.
pub const RESTORED: &str = "school.restored";

/// A held checkpoint that was issued after a backup the ledger was restored from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IssuedAfter {
    /// Entries it is of.
    pub held: u64,
    /// The last entry of the backup.
    pub last: u64,
}

/// Restorations found so far: the name before each, and the last entry of its backup.
#[derive(Debug, Default)]
pub(super) struct Restorations(Vec<(String, u64)>);

impl Restorations {
    /// Takes note where the entry is one.
    pub(super) fn note(&mut self, entry: &Entry) {
        if entry.act != RESTORED {
            return;
        }
        let said = entry.details.get("said");
        let last = said.and_then(|said| said.get("last")).and_then(Value::as_u64);
        let before = said.and_then(|said| said.get("before")).and_then(Value::as_str);
        // It follows the last entry of the backup, or it is none.
        if let (Some(last), Some(before)) = (last.filter(|last| last + 1 == entry.sequence), before) {
            self.0.push((before.to_owned(), last));
        }
    }

    /// Whether the ledger once had this name.
    pub(super) fn was(&self, origin: &str) -> bool {
        self.0.iter().any(|(before, _)| before == origin)
    }

    /// Whether the checkpoint is of the old name and of more entries than went over: issued after the backup. One of the present name never is.
    pub(super) fn cut(&self, signed: &SignedCheckpoint) -> bool {
        self.last(signed).is_some_and(|last| last < signed.tree.size)
    }

    fn last(&self, signed: &SignedCheckpoint) -> Option<u64> {
        self.0.iter().find(|(before, _)| *before == signed.origin).map(|(_, last)| *last)
    }

    /// Those of the held checkpoints, signed by the key of the ledger, that were issued after a backup.
    pub(super) fn issued_after(&self, held: &[SignedCheckpoint], key: &PublicKey) -> Vec<IssuedAfter> {
        let of = |signed: &SignedCheckpoint| Some(IssuedAfter { held: signed.tree.size, last: self.last(signed)? });
        held.iter().filter(|signed| self.cut(signed) && signed.is_by(key)).filter_map(of).collect()
    }
}
