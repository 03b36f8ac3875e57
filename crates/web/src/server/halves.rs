//! Those whose password was right and whose code is awaited: in memory, for some minutes, for a few tries.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use workflow::Id;

use crate::shell::session::Secret;

/// Seconds a code is waited for.
const WAITED: i64 = 5 * 60;
/// Codes that can be typed after one password.
const TRIES: u8 = 5;
/// Those waited for at once; the oldest goes.
const KEPT: usize = 256;
/// Wrong codes of one person, after which none is taken for a while, in seconds: guessing a million codes would take years.
const WRONG: u32 = 10;
const HELD: i64 = 15 * 60;

/// Where signing in leads.
#[derive(Clone, Debug, Default)]
pub struct Way {
    /// Back to this page.
    pub back: String,
    /// To what was typed before.
    pub draft: String,
}

struct Half {
    person: Id,
    way: Way,
    since: i64,
    left: u8,
}

/// The halves of an office.
#[derive(Default)]
pub struct Halves {
    waiting: Mutex<BTreeMap<String, Half>>,
    wrong: Mutex<BTreeMap<Id, (u32, i64)>>,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Halves {
    /// Waits for a code: the secret of the form; None where the system gives no randomness.
    pub fn keep(&self, person: Id, way: Way, now: Timestamp) -> Option<String> {
        let secret = Secret::fresh().ok()?.text().to_owned();
        let mut waiting = locked(&self.waiting);
        waiting.retain(|_, half| now.as_second() - half.since <= WAITED);
        while waiting.len() >= KEPT {
            let oldest = waiting.iter().min_by_key(|(_, half)| half.since).map(|(secret, _)| secret.clone())?;
            waiting.remove(&oldest);
        }
        waiting.insert(secret.clone(), Half { person, way, since: now.as_second(), left: TRIES });
        drop(waiting);
        Some(secret)
    }

    /// A try: who, and where it leads. None where nobody is waited for under this secret any more.
    pub fn tries(&self, secret: &str, now: Timestamp) -> Option<(Id, Way)> {
        let mut waiting = locked(&self.waiting);
        let half = waiting.get_mut(secret)?;
        if half.left == 0 || now.as_second() - half.since > WAITED {
            waiting.remove(secret);
            return None;
        }
        half.left -= 1;
        Some((half.person.clone(), half.way.clone()))
    }

    /// She is in.
    pub fn end(&self, secret: &str, person: &Id) {
        locked(&self.waiting).remove(secret);
        locked(&self.wrong).remove(person);
    }

    /// Whether a code of this person is looked at just now. It counts as wrong until she is in: of many that come at once none is looked at
    /// before it was counted.
    pub fn guess(&self, person: &Id, now: Timestamp) -> bool {
        let mut wrong = locked(&self.wrong);
        wrong.retain(|_, (_, since)| now.as_second() - *since <= HELD);
        let (count, _) = wrong.entry(person.clone()).or_insert((0, now.as_second()));
        let looked_at = *count < WRONG;
        *count += u32::from(looked_at);
        looked_at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn a_code_is_waited_for_some_minutes_and_a_few_tries() {
        let (halves, who) = (Halves::default(), Id::read("person-1").unwrap());
        let secret = halves.keep(who.clone(), Way::default(), at(0)).unwrap();
        assert!(halves.tries("0", at(1)).is_none());
        let tries = (0..8).filter(|_| halves.tries(&secret, at(1)).is_some()).count();
        assert_eq!(tries, 5);
        let late = halves.keep(who.clone(), Way::default(), at(0)).unwrap();
        assert!(halves.tries(&late, at(301)).is_none());
        let done = halves.keep(who.clone(), Way::default(), at(0)).unwrap();
        halves.end(&done, &who);
        assert!(halves.tries(&done, at(1)).is_none(), "once");
    }

    #[test]
    fn after_ten_wrong_codes_none_is_taken_for_a_quarter_of_an_hour() {
        let (halves, who) = (Halves::default(), Id::read("person-1").unwrap());
        let looked_at = (0..12).filter(|second| halves.guess(&who, at(*second))).count();
        assert_eq!(looked_at, 10);
        assert!(!halves.guess(&who, at(900)) && halves.guess(&who, at(901)));
        assert!(halves.guess(&Id::read("person-2").unwrap(), at(1)));
    }

    #[test]
    fn of_codes_that_come_at_once_no_more_than_ten_are_looked_at() {
        let (halves, who) = (Halves::default(), Id::read("person-1").unwrap());
        let (halves, who) = (&halves, &who);
        let looked_at: usize = std::thread::scope(|scope| {
            let guesses: Vec<_> = (0..8).map(|_| scope.spawn(move || (0..8).filter(|_| halves.guess(who, at(0))).count())).collect();
            guesses.into_iter().map(|guess| guess.join().unwrap()).sum()
        });
        assert_eq!(looked_at, 10);
        // Whoever is in begins anew.
        let secret = halves.keep(who.clone(), Way::default(), at(1)).unwrap();
        halves.end(&secret, who);
        assert!(halves.guess(who, at(2)));
    }
}
