//! Verification of a file: its lines are the records of a chain, and its last line may be torn.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use super::damage::{FileDamage, FileDamageKind};
use super::error::LedgerError;
use crate::chain::{Verdict, same, verify};
use crate::checkpoint::Checkpoint;
use crate::damage::DamageKind;
use crate::entry::Entry;
use crate::lines::{Line, Lines};

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileVerdict {
    /// The last intact entry.
    pub head: Checkpoint,
    /// Where the intact entries end, in bytes.
    pub intact: u64,
    /// The first damage; None where everything holds.
    pub damage: Option<FileDamage>,
}

/// Verifies the bytes of a ledger file and hands every intact entry to `each`, in order. `held` is a checkpoint somebody kept elsewhere: only
/// with it the loss of the end, or a file written anew, can be seen.
///
/// ```
/// let verdict = ledger::scan(&b"not a ledger\n"[..], None, |_| ())?;
/// let damage = verdict.damage.ok_or("no damage")?;
/// assert_eq!((verdict.head.sequence, damage.sequence, damage.offset), (0, 1, 0));
/// assert_eq!(damage.to_string(), "line 1 (from byte 0): the content does not match its hash");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Reading itself; damage is no error but the answer.
pub fn scan(source: impl BufRead, held: Option<Checkpoint>, mut each: impl FnMut(Entry)) -> io::Result<FileVerdict> {
    let mut lines = Lines::new(source);
    let mut intact = 0;
    let Verdict { head, damage } = verify(&mut lines, held, |entry, line: &Line| {
        intact = line.end;
        each(entry);
    })?;
    if let (None | Some(DamageKind::Truncated { .. }), Ok(entry)) = (damage.map(|damage| damage.kind), head.follow(lines.rest())) {
        let (sequence, offset, found) = (entry.sequence, intact, same(entry, held));
        let kind = match &found {
            Ok(_) => FileDamageKind::Unended,
            Err(damage) => FileDamageKind::Chain(damage.kind),
        };
        let damage = Some(FileDamage { sequence, offset, kind });
        let Ok(entry) = found else { return Ok(FileVerdict { head, intact, damage }) };
        let head = entry.checkpoint();
        intact += lines.rest().len() as u64;
        each(entry);
        return Ok(FileVerdict { head, intact, damage });
    }
    let kind = match damage.map(|damage| damage.kind) {
        // A torn line stands where the lines end, before anything that may be missing after it.
        None | Some(DamageKind::Truncated { .. }) if lines.torn() => Some(FileDamageKind::Torn),
        found => found.map(FileDamageKind::Chain),
    };
    let damage = kind.map(|kind| FileDamage { sequence: head.sequence.saturating_add(1), offset: intact, kind });
    Ok(FileVerdict { head, intact, damage })
}

/// [`scan`] over the file at `path`.
///
/// ```
/// let refused = ledger::scan_file("nowhere/a.ledger".as_ref(), None, |_| ()).unwrap_err();
/// assert!(refused.to_string().starts_with("nowhere/a.ledger: "));
/// ```
///
/// # Errors
/// A file that cannot be opened or read.
pub fn scan_file(path: &Path, held: Option<Checkpoint>, each: impl FnMut(Entry)) -> Result<FileVerdict, LedgerError> {
    let file = File::open(path).map_err(|source| LedgerError::Unreadable { path: path.to_path_buf(), source })?;
    verified(path, &file, held, each)
}

/// [`scan`] over a file that is open.
pub(super) fn verified(path: &Path, file: &File, held: Option<Checkpoint>, each: impl FnMut(Entry)) -> Result<FileVerdict, LedgerError> {
    scan(BufReader::new(file), held, each).map_err(|source| LedgerError::Unreadable { path: path.to_path_buf(), source })
}
