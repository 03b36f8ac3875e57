//! Verification: the entries one by one, up to the first damage.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use crate::chain::{Break, Checkpoint};
use crate::damage::{Damage, DamageKind};
use crate::entry::{Entry, Flaw};
use crate::error::LedgerError;
use crate::lines::{Line, Lines};

/// What a ledger holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The last intact entry.
    pub head: Checkpoint,
    /// Where the intact entries end, in bytes.
    pub intact: u64,
    /// The first damage; None where everything holds.
    pub damage: Option<Damage>,
}

/// Verifies a ledger and hands every intact entry to `each`, in order. `held` is a checkpoint somebody kept elsewhere: only with it the loss of
/// the end, or a file written anew, can be seen.
///
/// # Errors
/// Reading itself; damage is no error but the answer.
pub fn scan(source: impl BufRead, held: Option<Checkpoint>, mut each: impl FnMut(Entry)) -> io::Result<Verdict> {
    let mut lines = Lines::new(source);
    let mut verdict = Verdict { head: Checkpoint::empty(), intact: 0, damage: None };
    let mut last = 0;
    while let Some(line) = lines.next()? {
        last = line.number;
        match expected(verdict.head, &line, held) {
            Ok(entry) => {
                verdict.head = entry.checkpoint();
                verdict.intact = line.offset + line.bytes.len() as u64 + 1;
                each(entry);
            }
            Err(damage) => {
                verdict.damage = Some(settled(damage, &mut lines)?);
                return Ok(verdict);
            }
        }
    }
    let short = held.filter(|held| held.sequence > verdict.head.sequence);
    let ended = |held: Checkpoint| Damage {
        line: last + 1,
        offset: verdict.intact,
        sequence: verdict.head.sequence + 1,
        kind: DamageKind::Truncated { held: held.sequence },
    };
    verdict.damage = short.map(ended);
    Ok(verdict)
}

/// [`scan`] over a file.
///
/// # Errors
/// A file that cannot be opened or read.
pub fn scan_file(path: &Path, held: Option<Checkpoint>, each: impl FnMut(Entry)) -> Result<Verdict, LedgerError> {
    let unreadable = |source| LedgerError::Unreadable { path: path.to_path_buf(), source };
    let file = File::open(path).map_err(unreadable)?;
    scan(BufReader::new(file), held, each).map_err(unreadable)
}

fn expected(head: Checkpoint, line: &Line<'_>, held: Option<Checkpoint>) -> Result<Entry, Damage> {
    let sequence = head.sequence.saturating_add(1);
    let damage = |kind| Damage { line: line.number, offset: line.offset, sequence, kind };
    if !line.ended {
        return Err(damage(if line.cut { DamageKind::Changed } else { DamageKind::Torn }));
    }
    let entry = head.follow(line.bytes).map_err(|found| damage(kind(found, sequence)))?;
    let replaced = held.is_some_and(|held| held.sequence == entry.sequence && held.hash != entry.hash);
    if replaced { Err(damage(DamageKind::Replaced)) } else { Ok(entry) }
}

const fn kind(found: Break, sequence: u64) -> DamageKind {
    match found {
        Break::Line(Flaw::Hash) => DamageKind::Changed,
        Break::Line(Flaw::Form) => DamageKind::NotAnEntry,
        Break::Bond => DamageKind::Unbound,
        Break::Number(found) if found > sequence => DamageKind::Missing { found },
        Break::Number(found) => DamageKind::Inserted { found },
    }
}

/// An entry that seems missing may stand further down: then it was moved.
fn settled(damage: Damage, lines: &mut Lines<impl BufRead>) -> io::Result<Damage> {
    let DamageKind::Missing { found } = damage.kind else { return Ok(damage) };
    while let Some(line) = lines.next()? {
        if Entry::read(line.bytes).is_ok_and(|entry| entry.sequence == damage.sequence) {
            return Ok(Damage { kind: DamageKind::Moved { found }, ..damage });
        }
    }
    Ok(damage)
}
