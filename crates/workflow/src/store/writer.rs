//! The thread that writes: one connection, one act at a time. After any failure of the disk nothing is believed: the database is opened anew, its
//! log is brought into it and synced, and only then the writer goes on.

use std::path::PathBuf;

use jiff::Timestamp;
use ledger::Payload;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::act::Act;
use crate::erasure::EraseAgain;
use crate::people::rights;
use crate::policy::{admit, authorise};
use crate::reader::Reader;
use crate::refusal::{Door, Refusal, Rule};

use super::asides::{self, Used, written};
use super::connect::{self, Settings};
use super::db::{Db, Tx};
use super::entries::{Entered, Standing};
use super::error::OpenError;
use super::keys::Names;
use super::once::{Once, Receipt};
use super::random::Random;

/// Clocks of one machine may differ by the time a request waits; further back is a clock set wrong.
const WAITING: i64 = 120;

/// The act a clock set back is confirmed by: the only one it does not stop.
const CONFIRMS_THE_CLOCK: &str = "clock.confirm";

/// Acts of a restoration: the clock of the machine may be behind that of the one before.
const OF_A_RESTORATION: [&str; 2] = [ledger::RESTORED, EraseAgain::NAME];

pub(super) struct Writer {
    path: PathBuf,
    settings: Settings,
    random: Random,
    /// The key of names; None where no act needs one.
    names: Option<Names>,
    /// None after a failure, until the database was opened anew.
    pub(super) open: Option<(Connection, Standing)>,
}

/// What was done, and where the ledger stands once it is committed.
type Step<D> = (Receipt<D>, Option<Standing>);

impl Writer {
    pub(super) fn open(path: PathBuf, settings: Settings, random: Random, names: Option<Names>) -> Result<Self, OpenError> {
        let open = Some(opened(&path, settings)?);
        Ok(Self { path, settings, random, names, open })
    }

    /// Performs an act, or says why not; a refusal changes nothing but the log of refusals.
    pub(super) fn perform<A: Act>(&mut self, by: &Reader, once: &Once, act: A) -> Result<Receipt<A::Done>, Refusal> {
        let mut done = self.attempt(by, once, act);
        if let (Err(refusal), Some((connection, _))) = (&mut done, &self.open) {
            // The answer is the same where the log cannot be written, or read.
            let _logged = asides::log(connection, by, A::NAME, refusal);
            let _told = asides::tell_last(connection, by, refusal);
        }
        done
    }

    /// Runs something else that writes, in a transaction of its own: what is aside from the ledger.
    pub(super) fn aside<T>(&mut self, work: impl FnOnce(&Transaction<'_>) -> Result<T, rusqlite::Error>) -> Result<T, Refusal> {
        self.mend()?;
        let (connection, _) = self.open.as_mut().ok_or(Refusal::of(Rule::Stopped))?;
        let run = || {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let done = work(&transaction)?;
            transaction.commit()?;
            Ok(done)
        };
        let done: Result<T, rusqlite::Error> = run();
        done.map_err(|error| self.distrust(error.into()))
    }

    fn attempt<A: Act>(&mut self, by: &Reader, once: &Once, act: A) -> Result<Receipt<A::Done>, Refusal> {
        self.mend()?;
        let Self { random, names, open, .. } = self;
        let (connection, standing) = open.as_mut().ok_or(Refusal::of(Rule::Stopped))?;
        let begun = connection.transaction_with_behavior(TransactionBehavior::Immediate);
        let done = begun.map_err(Refusal::from).and_then(|transaction| {
            let (receipt, next) = step(&transaction, (names.as_ref(), random), standing, by, once, act)?;
            Ok((receipt, next, transaction.commit()))
        });
        match done {
            Ok((receipt, next, Ok(()))) => {
                next.into_iter().for_each(|next| *standing = next);
                Ok(receipt)
            }
            Ok((.., Err(error))) => self.settle::<A::Done>(once, error.into()),
            Err(refusal) => Err(self.distrust(refusal)),
        }
    }

    /// After a commit that failed nobody knows whether it holds: the one-time key says it, once the log is safely in the database.
    fn settle<D: serde::de::DeserializeOwned>(&mut self, once: &Once, failure: Refusal) -> Result<Receipt<D>, Refusal> {
        let failure = self.distrust(failure);
        if self.mend().is_err() {
            return Err(Refusal::of(Rule::Unsure).instead(Door::Again));
        }
        let (connection, _) = self.open.as_ref().ok_or(Refusal::of(Rule::Unsure))?;
        match asides::used(connection, once) {
            Ok(Some(used)) => receipt(used),
            Ok(None) => Err(failure),
            Err(_) => Err(Refusal::of(Rule::Unsure).instead(Door::Again)),
        }
    }

    /// The refusal as it is; a failure of the disk closes the connection, whose view of the database may be wrong now. A full disk has refused a
    /// write and nothing else: the connection has taken it back.
    fn distrust(&mut self, refusal: Refusal) -> Refusal {
        if refusal.rule.is_of_the_machine() && refusal.rule != Rule::DiskFull {
            self.open = None;
        }
        refusal
    }

    /// Opens the database anew after a failure. What the log holds is written into the database and synced: a failed sync may have left it in
    /// memory only. Then the log is begun anew with a line of its own: what failed before it can never come back from the disk.
    fn mend(&mut self) -> Result<(), Refusal> {
        if self.open.is_some() {
            return Ok(());
        }
        let refused = |error: OpenError| match error {
            OpenError::Full => Refusal::of(Rule::DiskFull),
            OpenError::Database(_) | OpenError::Io { .. } => Refusal::of(Rule::Disk),
            _ => Refusal::of(Rule::Stopped),
        };
        let (connection, standing) = opened(&self.path, self.settings).map_err(refused)?;
        let busy: i64 = connection.query_row("pragma wal_checkpoint(truncate)", [], |row| row.get(0))?;
        if busy != 0 {
            return Err(Refusal::of(Rule::Disk));
        }
        connection.execute("insert into disk_failure default values", [])?;
        self.open = Some((connection, standing));
        Ok(())
    }
}

fn opened(path: &std::path::Path, settings: Settings) -> Result<(Connection, Standing), OpenError> {
    let connection = connect::writing(path, settings)?;
    let standing = Standing::read(&connection)?;
    Ok((connection, standing))
}

/// Begin (done by the caller) → read → authorise → check → apply → append; the caller commits.
fn step<A: Act>(
    transaction: &Transaction<'_>,
    (names, random): (Option<&Names>, &mut Random),
    standing: &Standing,
    by: &Reader,
    once: &Once,
    act: A,
) -> Result<Step<A::Done>, Refusal> {
    let content = serde_json::to_string(&act).map_err(|_| Refusal::of(Rule::TooLong))?;
    let kept_back = kept_back(&act, names);
    if let Some(used) = asides::used(transaction, once)? {
        return Ok((again::<A>(used, by, &content, kept_back.as_deref())?, None));
    }
    let by = rights(&Db::over(transaction), by.clone())?;
    let at = at::<A>(standing, by.now().timestamp())?;
    admit(&A::POLICY, &by)?;
    let mut salt = [0; 32];
    if !random(&mut salt) {
        return Err(Refusal::of(Rule::Stopped));
    }
    let mut tx = Tx::over(transaction, names, random, standing.head.sequence + 1, &by);
    let seen = act.read(&tx)?;
    let for_whom = authorise(&A::POLICY, &by, &act.place(&seen))?;
    act.check(&by, &seen)?;
    let about = act.about();
    let done = act.apply(seen, &mut tx)?;
    let payload = Payload { salt, content };
    let entered = Entered { name: A::NAME, actor: by.actor(), for_whom, at, about, said: A::said(&done), payload };
    let next = standing.enter(transaction, entered)?;
    let written = serde_json::to_string(&done).map_err(|_| Refusal::of(Rule::TooLong))?;
    asides::remember(transaction, (once, kept_back.as_deref()), by.actor(), A::NAME, next.head.sequence, &written)?;
    Ok((Receipt { entry: next.head.sequence, at, done, again: false }, Some(next)))
}

/// When the entry is made: never before the last one. A clock set back stops acts until somebody confirms it.
fn at<A: Act>(standing: &Standing, now: Timestamp) -> Result<Timestamp, Refusal> {
    let now = Timestamp::from_second(now.as_second()).unwrap_or(now);
    match standing.at {
        // The clock of another machine may be behind; whoever works there is told, and what is restored is not held up by it.
        Some(last) if OF_A_RESTORATION.contains(&A::NAME) => Ok(now.max(last)),
        Some(last) if now.as_second() + WAITING < last.as_second() => {
            if A::NAME == CONFIRMS_THE_CLOCK {
                Ok(now)
            } else {
                Err(Refusal::of(Rule::ClockBehind).instead(Door::School))
            }
        }
        Some(_) if A::NAME == CONFIRMS_THE_CLOCK => Err(Refusal::of(Rule::ClockInOrder)),
        Some(last) => Ok(now.max(last)),
        None => Ok(now),
    }
}

/// Code of what was typed and stands in no entry; None where nothing is kept back.
fn kept_back<A: Act>(act: &A, names: Option<&Names>) -> Option<Vec<u8>> {
    let typed = act.kept_back();
    let whole = serde_json::to_vec(&typed).ok().filter(|_| !typed.is_empty())?;
    names.map(|names| names.address(&whole).as_bytes().to_vec())
}

/// The first result of a form that comes once more; the key of another form, of a corrected one, or of somebody else's, is refused.
fn again<A: Act>(used: Used, by: &Reader, content: &str, kept_back: Option<&[u8]>) -> Result<Receipt<A::Done>, Refusal> {
    let typed = used.content.as_deref().is_none_or(|typed| typed == content && used.kept_back.as_deref() == kept_back);
    let same = used.actor == written(by.actor()) && used.act == A::NAME && typed;
    if same { receipt(used) } else { Err(Refusal::of(Rule::KeyUsed).instead(Door::Again)) }
}

fn receipt<D: serde::de::DeserializeOwned>(used: Used) -> Result<Receipt<D>, Refusal> {
    let at = Timestamp::from_second(used.at).ok();
    let done = serde_json::from_str(&used.done).ok();
    let (at, done) = at.zip(done).ok_or(Refusal::of(Rule::Disk))?;
    Ok(Receipt { entry: used.entry, at, done, again: true })
}
