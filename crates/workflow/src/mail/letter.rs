//! Letters that wait: what becomes of them.

use jiff::Timestamp;

use crate::coded::coded;
use crate::id::Id;
use crate::refusal::Refusal;
use crate::store::{Tx, params};

/// Seconds after which a letter that was not taken is tried again, the last one over and over.
const WAITS: [i64; 5] = [5 * 60, 15 * 60, 60 * 60, 3 * 60 * 60, 6 * 60 * 60];
/// Seconds after its first try after which it is tried no longer; every wait is waited once in any case.
const TERM: i64 = 24 * 60 * 60;

/// Seconds to wait after so many tries.
pub(crate) fn wait(tries: usize) -> i64 {
    WAITS[tries.saturating_sub(1).min(WAITS.len() - 1)]
}

/// Whether a letter that was tried so often, the first time so many seconds ago, is tried no longer.
pub(crate) const fn over(tries: usize, since: i64) -> bool {
    tries > WAITS.len() && since >= TERM
}

coded! {
    /// State of a letter.
    LetterState {
        /// To be sent when it is due.
        Waiting = "waiting",
        /// Being handed over: whoever finds it so at a start does not know its fate.
        Sending = "sending",
        /// The server took it.
        Sent = "sent",
        /// Refused for good, or not taken within a day.
        GivenUp = "given-up",
        /// Handed over, and no answer came.
        Unsure = "unsure",
        /// There was nothing to tell any more, or nobody to tell it.
        Dropped = "dropped",
    }
}

coded! {
    /// Why a letter was not taken.
    Fault {
        /// The server cannot be reached.
        Reach = "reach",
        /// It is there and does not answer.
        Silent = "silent",
        /// The connection cannot be protected as it is asked for.
        Protection = "protection",
        /// It does not let the program in.
        Login = "login",
        /// It takes no letters from this sender, or none at all now.
        Sender = "sender",
        /// It does not take this letter now.
        Answer = "answer",
        /// It takes this letter neither now nor later.
        Never = "never",
        /// The connection broke while the letter was handed over.
        Lost = "lost",
        /// There can be no such address.
        Address = "address",
        /// It could not be written: the disk refused.
        Writing = "writing",
    }
}

impl Fault {
    /// Whether every other letter would be refused alike.
    #[must_use]
    pub const fn of_the_server(self) -> bool {
        matches!(self, Self::Reach | Self::Silent | Self::Protection | Self::Login | Self::Sender)
    }

    /// Whether the letter is not tried again: it would be refused each time.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Never | Self::Address)
    }
}

/// How handing over went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The server took it.
    Sent,
    /// It certainly did not: what it answered.
    Refused(Fault, String),
    /// Nobody knows.
    Unsure(String),
}

/// Puts what an entry told into letters of those who want them: one that waits takes it up, so that there is one letter, not many.
pub(crate) fn enclose(tx: &mut Tx<'_>, entry: u64, morning: Option<Timestamp>) -> Result<(), Refusal> {
    let sql = "select distinct notice.person, wish = 'daily' as daily from notice join mail_address on mail_address.person = notice.person
        where notice.entry = ? and code is null and wish <> 'none' and exists (select 1 from mail_server where paused = 0) order by notice.person";
    let now = tx.now().as_second();
    for (person, daily) in tx.all(sql, [entry], |row| Ok((row.id("person")?, row.get::<bool>("daily")?)))? {
        let due = if daily { morning.map(Timestamp::as_second) } else { Some(now) };
        let Some(due) = due else { continue };
        let letter = waiting(tx, &person, due)?;
        tx.change("update notice set letter = ? where person = ? and entry = ?", params![letter, person.as_str(), entry])?;
    }
    Ok(())
}

/// The letter to a person that waits and was not tried yet, due no later than what it takes up; a new one where there is none.
fn waiting(tx: &mut Tx<'_>, person: &Id, due: i64) -> Result<u64, Refusal> {
    let sql = "select number from letter where person = ? and kind = 'notices' and state = 'waiting' and tries = 0 order by number limit 1";
    if let Some(number) = tx.one(sql, [person.as_str()], |row| row.get::<u64>("number"))? {
        tx.change("update letter set due = min(due, ?2) where number = ?1", params![number, due])?;
        return Ok(number);
    }
    add(tx, person, "notices", None, due)
}

/// Adds a letter.
pub(super) fn add(tx: &mut Tx<'_>, person: &Id, kind: &str, sealed: Option<&[u8]>, due: i64) -> Result<u64, Refusal> {
    let sql = "insert into letter (person, kind, sealed, state, begun, due, tries, answer) values (?, ?, ?, 'waiting', ?4, ?4, 0, '')";
    tx.change(sql, params![person.as_str(), kind, sealed, due])?;
    let number = tx.one("select max(number) as number from letter", [], |row| row.get::<u64>("number"))?;
    number.ok_or(Refusal::of(crate::refusal::Rule::Disk))
}

/// Letters that wait for a person are dropped.
pub(crate) fn dropped(tx: &mut Tx<'_>, person: &Id) -> Result<(), Refusal> {
    tx.change("update letter set state = 'dropped', sealed = null where person = ? and state = 'waiting'", [person.as_str()]).map(drop)
}
