//! Passwords are hashed beside the pages, two at once. Whoever tries many makes nobody else wait: machines take turns, of one machine the newest
//! attempt comes first and the oldest of too many is told to come again, and under one name few may wait.

use std::collections::{BTreeMap, VecDeque};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;
use tokio::task::spawn_blocking;
use words::{Word, office};
use workflow::people::Hash;

use crate::shell::serve::Peer;

/// Hashes at once: each takes 19 MiB.
const AT_ONCE: usize = 2;
/// Attempts under one name that may wait; the next is told to come again.
const UNDER_ONE_NAME: usize = 4;
/// Attempts of one machine that may wait.
const OF_ONE_MACHINE: usize = 32;

/// The bounded pool.
pub struct Passwords {
    line: Arc<Mutex<Line>>,
    names: Mutex<BTreeMap<String, usize>>,
}

/// Who waits for a seat.
struct Line {
    free: usize,
    waiting: BTreeMap<IpAddr, VecDeque<oneshot::Sender<Seat>>>,
    /// The machine that had the last turn.
    last: Option<IpAddr>,
}

/// A place to hash in; given on when it is left.
struct Seat(Option<Arc<Mutex<Line>>>);

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Default for Passwords {
    fn default() -> Self {
        let line = Line { free: AT_ONCE, waiting: BTreeMap::new(), last: None };
        Self { line: Arc::new(Mutex::new(line)), names: Mutex::default() }
    }
}

impl Line {
    /// The newest attempt of the machine whose turn it is.
    fn next(&mut self) -> Option<oneshot::Sender<Seat>> {
        let after = self.last.and_then(|last| self.waiting.range((std::ops::Bound::Excluded(last), std::ops::Bound::Unbounded)).next());
        let turn = *after.or_else(|| self.waiting.iter().next())?.0;
        self.last = Some(turn);
        let mine = self.waiting.get_mut(&turn)?;
        let next = mine.pop_back();
        if mine.is_empty() {
            self.waiting.remove(&turn);
        }
        next
    }
}

impl Drop for Seat {
    /// Given to whoever is next; those who went away meanwhile are passed over.
    fn drop(&mut self) {
        let Some(line) = self.0.take() else { return };
        loop {
            let next = {
                let mut all = locked(&line);
                let next = all.next();
                if next.is_none() {
                    all.free += 1;
                }
                next
            };
            match next.map(|next| next.send(Self(Some(Arc::clone(&line))))) {
                None | Some(Ok(())) => return,
                Some(Err(mut mine)) => mine.0 = None,
            }
        }
    }
}

impl Passwords {
    /// The hash of a new password.
    ///
    /// # Errors
    /// What to tell: it is too short or too long, or too many of this machine wait.
    pub async fn hash(&self, from: Peer, password: String) -> Result<Hash, Word> {
        let _seat = self.seat(from.0).await.ok_or(office::sign_in_busy as Word)?;
        let mut salt = [0; 16];
        getrandom::fill(&mut salt).map_err(|_| office::sign_in_busy as Word)?;
        let hash = spawn_blocking(move || Hash::of(&password, salt)).await.ok().flatten();
        hash.ok_or(office::password_short)
    }

    /// Whether a password typed under a name is the one that is known; without a known one it takes as long. None where too many attempts
    /// under this name, or from this machine, wait already.
    pub async fn check(&self, from: Peer, name: &str, password: String, known: Option<Hash>) -> Option<bool> {
        let _turn = self.turn(name)?;
        let _seat = self.seat(from.0).await?;
        let checked = spawn_blocking(move || match known {
            Some(hash) => hash.matches(&password),
            None => {
                // As much work as a right name makes: the answer's time tells nobody who works here.
                drop(Hash::of("длина как у пароля", [0; 16]));
                false
            }
        });
        checked.await.ok()
    }

    async fn seat(&self, from: IpAddr) -> Option<Seat> {
        let waits = {
            let mut line = locked(&self.line);
            if line.free > 0 {
                line.free -= 1;
                return Some(Seat(Some(Arc::clone(&self.line))));
            }
            let (go, waits) = oneshot::channel();
            let mine = line.waiting.entry(from).or_default();
            mine.push_back(go);
            // The oldest is let go outside of the lock: its end of the channel is dropped.
            let oldest = if mine.len() > OF_ONE_MACHINE { mine.pop_front() } else { None };
            drop(line);
            drop(oldest);
            waits
        };
        waits.await.ok()
    }

    fn turn(&self, name: &str) -> Option<Turn<'_>> {
        let mut names = locked(&self.names);
        let mine = names.entry(name.to_owned()).or_default();
        if *mine >= UNDER_ONE_NAME {
            return None;
        }
        *mine += 1;
        Some(Turn { passwords: self, name: name.to_owned() })
    }
}

/// A place among those who wait under a name.
struct Turn<'a> {
    passwords: &'a Passwords,
    name: String,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut names = locked(&self.passwords.names);
        if let Some(mine) = names.get_mut(&self.name) {
            *mine -= 1;
            if *mine == 0 {
                names.remove(&self.name);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An attempt that waits, polled once so that it stands in the line.
    fn waits(passwords: &Arc<Passwords>, from: &str) -> tokio::task::JoinHandle<Option<Seat>> {
        let (passwords, from) = (Arc::clone(passwords), from.parse().unwrap());
        tokio::spawn(async move { passwords.seat(from).await })
    }

    #[tokio::test]
    async fn machines_take_turns_the_newest_first_and_the_oldest_of_too_many_goes() {
        let passwords = Arc::new(Passwords::default());
        let (one, two) = (waits(&passwords, "10.0.0.1").await.unwrap().unwrap(), waits(&passwords, "10.0.0.1").await.unwrap().unwrap());
        let mut many = Vec::new();
        for _ in 0..=OF_ONE_MACHINE {
            many.push(waits(&passwords, "10.0.0.1"));
            tokio::task::yield_now().await;
        }
        let (other, third) = (waits(&passwords, "10.0.0.2"), waits(&passwords, "10.0.0.3"));
        tokio::task::yield_now().await;
        assert!(many.remove(0).await.unwrap().is_none(), "the oldest of one too many is told to come again");
        drop(one);
        let newest = many.pop().unwrap().await.unwrap().unwrap();
        drop(newest);
        let second = other.await.unwrap().unwrap();
        drop(second);
        drop(third.await.unwrap().unwrap());
        // One who went away is passed over, and no seat is lost.
        many.drain(..many.len() - 1).for_each(|gone| gone.abort());
        tokio::task::yield_now().await;
        let last = many.pop().unwrap();
        drop(last.await.unwrap().unwrap());
        drop(two);
        assert_eq!(locked(&passwords.line).free, AT_ONCE);
    }

    #[tokio::test]
    async fn under_one_name_few_may_wait() {
        let passwords = Passwords::default();
        let turns: Vec<_> = (0..UNDER_ONE_NAME).map(|_| passwords.turn("имя").unwrap()).collect();
        assert!(passwords.turn("имя").is_none() && passwords.turn("другое").is_some());
        drop(turns);
        assert!(passwords.turn("имя").is_some());
    }
}
