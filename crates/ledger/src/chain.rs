//! The chain: how one entry follows another, and whether records are the chain they were. Pure: where records lie (lines of a file, rows of a
//! table, a list in memory) is the business of whoever keeps them.

use crate::act::Act;
use crate::checkpoint::Checkpoint;
use crate::damage::{Damage, DamageKind};
use crate::entry::{Entry, Flaw};
use crate::unfit::Unfit;

/// What some records hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The last intact entry.
    pub head: Checkpoint,
    /// The first damage; None where everything holds.
    pub damage: Option<Damage>,
}

/// Verifies records from the first one on, and hands every intact entry to `each`, in order, with its record. `held` is a checkpoint somebody
/// kept elsewhere: only with it the loss of the end, or a chain written anew, can be seen.
///
/// ```
/// use ledger::{Act, Actor, Checkpoint, DamageKind, verify};
///
/// // A list of records in memory; rows of a table go the same way, with the errors of their database.
/// let mut head = Checkpoint::empty();
/// let mut rows: Vec<String> = Vec::new();
/// for second in 0..3 {
///     let at = jiff::Timestamp::from_second(second)?;
///     let act = Act { at, actor: Actor::Program, name: "tick".into(), subjects: vec![], details: Default::default() };
///     let (entry, record) = head.enter(act)?;
///     rows.push(record);
///     head = entry.checkpoint();
/// }
/// let seen = |rows: &[String]| verify(rows.iter().map(Ok::<_, std::io::Error>), Some(head), |_, _| ());
/// assert_eq!((seen(&rows)?.head, seen(&rows)?.damage), (head, None));
///
/// rows[1] = rows[1].replace("00:00:01", "00:00:02");
/// let damage = seen(&rows)?.damage.ok_or("no damage")?;
/// assert_eq!((damage.sequence, damage.kind), (2, DamageKind::Changed));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Those of reading the records; damage is no error but the answer.
pub fn verify<R: AsRef<[u8]>, E>(
    records: impl IntoIterator<Item = Result<R, E>>,
    held: Option<Checkpoint>,
    mut each: impl FnMut(Entry, &R),
) -> Result<Verdict, E> {
    let mut records = records.into_iter();
    let mut head = Checkpoint::empty();
    while let Some(record) = records.next().transpose()? {
        match head.follow(record.as_ref()).and_then(|entry| same(entry, held)) {
            Ok(entry) => {
                head = entry.checkpoint();
                each(entry, &record);
            }
            Err(damage) => return Ok(Verdict { head, damage: Some(settled(damage, records)?) }),
        }
    }
    Ok(Verdict { head, damage: lost(head, held) })
}

impl Checkpoint {
    /// Makes the entry that follows this point, and the record it is to be kept as. The chain stands at [`Entry::checkpoint`] once whoever keeps
    /// it has the record safe.
    ///
    /// ```
    /// use ledger::{Act, Actor, Checkpoint, Unfit};
    ///
    /// let at = jiff::Timestamp::UNIX_EPOCH;
    /// let act = Act { at, actor: Actor::Console, name: "preregister".into(), subjects: vec![], details: Default::default() };
    /// let (entry, record) = Checkpoint::empty().enter(act.clone())?;
    /// assert_eq!(record.split_once(' ').map(|(hash, _)| hash.to_owned()), Some(entry.hash.to_string()));
    ///
    /// let named = Act { actor: Actor::Person("Иванова".into()), ..act };
    /// assert_eq!(Checkpoint::empty().enter(named), Err(Unfit::Person("Иванова".into())));
    /// # Ok::<(), Unfit>(())
    /// ```
    ///
    /// # Errors
    /// An act that cannot be an entry.
    pub fn enter(self, act: Act) -> Result<(Entry, String), Unfit> {
        Entry::after(self, act)
    }

    /// The entry a record holds, if it follows this point.
    ///
    /// ```
    /// use ledger::{Act, Actor, Checkpoint, DamageKind};
    ///
    /// let at = jiff::Timestamp::UNIX_EPOCH;
    /// let act = Act { at, actor: Actor::Program, name: "tick".into(), subjects: vec![], details: Default::default() };
    /// let (entry, record) = Checkpoint::empty().enter(act)?;
    /// assert_eq!(Checkpoint::empty().follow(record.as_bytes()).as_ref(), Ok(&entry));
    ///
    /// let again = entry.checkpoint().follow(record.as_bytes()).unwrap_err();
    /// assert_eq!((again.sequence, again.kind), (2, DamageKind::Inserted { found: 1 }));
    /// # Ok::<(), ledger::Unfit>(())
    /// ```
    ///
    /// # Errors
    /// What is found instead. Entries that seem missing may stand further down: that is for [`verify`] to see.
    pub fn follow(self, record: &[u8]) -> Result<Entry, Damage> {
        let sequence = self.sequence.saturating_add(1);
        let damage = |kind| Damage { sequence, kind };
        let entry = Entry::read(record).map_err(|flaw| damage(flawed(flaw)))?;
        match entry.sequence {
            found if found > sequence => Err(damage(DamageKind::Missing { found })),
            found if found < sequence => Err(damage(DamageKind::Inserted { found })),
            _ if entry.previous == self.hash => Ok(entry),
            _ => Err(damage(DamageKind::Unbound)),
        }
    }
}

const fn flawed(flaw: Flaw) -> DamageKind {
    match flaw {
        Flaw::Hash => DamageKind::Changed,
        Flaw::Form => DamageKind::NotAnEntry,
    }
}

/// The entry, unless it is the one held and another.
pub(crate) fn same(entry: Entry, held: Option<Checkpoint>) -> Result<Entry, Damage> {
    let replaced = held.is_some_and(|held| held.sequence == entry.sequence && held.hash != entry.hash);
    if replaced { Err(Damage { sequence: entry.sequence, kind: DamageKind::Replaced }) } else { Ok(entry) }
}

/// Records that end at `head`, before the entry held.
pub(crate) fn lost(head: Checkpoint, held: Option<Checkpoint>) -> Option<Damage> {
    let held = held.filter(|held| held.sequence > head.sequence)?;
    Some(Damage { sequence: head.sequence.saturating_add(1), kind: DamageKind::Truncated { held: held.sequence } })
}

/// An entry that seems missing may stand further down: then it was moved.
pub(crate) fn settled<R: AsRef<[u8]>, E>(damage: Damage, rest: impl Iterator<Item = Result<R, E>>) -> Result<Damage, E> {
    let DamageKind::Missing { found } = damage.kind else { return Ok(damage) };
    for record in rest {
        if Entry::read(record?.as_ref()).is_ok_and(|entry| entry.sequence == damage.sequence) {
            return Ok(Damage { kind: DamageKind::Moved { found }, ..damage });
        }
    }
    Ok(damage)
}
