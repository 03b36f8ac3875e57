//! Passwords are hashed beside the pages, two at once. Whoever tries many makes nobody else wait long: machines take turns, and of one machine
//! the name that was tried least comes first, among those the newest attempt; the oldest of too many is told to come again.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use sha2::{Digest, Sha256};
use tokio::sync::oneshot;
use tokio::task::spawn_blocking;
use words::{Word, office};
use workflow::people::Hash;

use crate::shell::crowd::Inside;
use crate::shell::serve::Peer;

/// Hashes at once: each takes 19 MiB.
const AT_ONCE: usize = 2;
/// Attempts of one machine that may wait.
const OF_ONE_MACHINE: usize = 256;

/// Names the line remembers.
const NAMES: usize = 16_384;

/// The bounded pool.
#[derive(Default)]
pub struct Passwords {
    line: Arc<Mutex<Line>>,
}

/// Who waits for a seat.
struct Line {
    free: usize,
    waiting: BTreeMap<IpAddr, Vec<Attempt>>,
    /// The machine that had the last turn.
    last: Option<IpAddr>,
    /// How often a name had its turn since somebody began to wait.
    tried: BTreeMap<u64, u32>,
}

/// An attempt that waits; of one machine in the order they came.
struct Attempt {
    name: u64,
    go: oneshot::Sender<Seat>,
}

/// Who asks, and from where.
#[derive(Clone)]
pub struct Knock {
    /// The machine.
    pub peer: Peer,
    /// The seat among the pages, left while a hash is waited for.
    pub inside: Inside,
}

impl<S: Send + Sync> FromRequestParts<S> for Knock {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        Ok(Self { peer: Peer::of(parts), inside: Inside::from_request_parts(parts, state).await? })
    }
}

/// A place to hash in; given on when it is left.
struct Seat(Option<Arc<Mutex<Line>>>);

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Default for Line {
    fn default() -> Self {
        Self { free: AT_ONCE, waiting: BTreeMap::new(), last: None, tried: BTreeMap::new() }
    }
}

impl Line {
    /// The attempt whose turn it is.
    fn next(&mut self) -> Option<oneshot::Sender<Seat>> {
        let after = self.last.and_then(|last| self.waiting.range((std::ops::Bound::Excluded(last), std::ops::Bound::Unbounded)).next());
        let Some((turn, _)) = after.or_else(|| self.waiting.iter().next()) else {
            self.tried.clear();
            return None;
        };
        let turn = *turn;
        self.last = Some(turn);
        let mine = self.waiting.get_mut(&turn)?;
        let tried = &self.tried;
        let least = |&(at, attempt): &(usize, &Attempt)| (tried.get(&attempt.name).copied().unwrap_or(0), std::cmp::Reverse(at));
        let at = mine.iter().enumerate().min_by_key(least)?.0;
        let next = mine.remove(at);
        if mine.is_empty() {
            self.waiting.remove(&turn);
        }
        // While somebody waits without end, names that came once are forgotten before memory is.
        if self.tried.len() >= NAMES {
            self.tried.clear();
        }
        *self.tried.entry(next.name).or_default() += 1;
        Some(next.go)
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

impl Seat {
    /// Works beside the pages; the seat is left when the work is over, not when whoever asked for it goes away.
    async fn work<T: Send + 'static>(self, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
        let done = spawn_blocking(move || {
            let _seat = self;
            work()
        });
        done.await.ok()
    }
}

/// A name as the line keeps it: whatever is typed, it is short.
fn mark(name: &str) -> u64 {
    let digest = Sha256::digest(name.as_bytes());
    digest.iter().take(8).fold(0, |mark, byte| mark << 8 | u64::from(*byte))
}

impl Passwords {
    /// The hash of a new password.
    ///
    /// # Errors
    /// What to tell: it is too short or too long, or too many of this machine wait.
    pub async fn hash(&self, from: &Knock, password: String) -> Result<Hash, Word> {
        let seat = self.seat(from, "").await.ok_or(office::sign_in_busy as Word)?;
        let mut salt = [0; 16];
        getrandom::fill(&mut salt).map_err(|_| office::sign_in_busy as Word)?;
        let hash = seat.work(move || Hash::of(&password, salt)).await.flatten();
        hash.ok_or(office::password_short)
    }

    /// Whether a password typed under a name is the one that is known; without a known one it takes as long. None where too many attempts
    /// of this machine wait already.
    pub async fn check(&self, from: &Knock, name: &str, password: String, known: Option<Hash>) -> Option<bool> {
        let check = move || match known {
            Some(hash) => hash.matches(&password),
            None => {
                // As much work as a right name makes: the answer's time tells nobody who works here.
                drop(Hash::of("длина как у пароля", [0; 16]));
                false
            }
        };
        self.seat(from, name).await?.work(check).await
    }

    async fn seat(&self, from: &Knock, name: &str) -> Option<Seat> {
        let waits = {
            let mut line = locked(&self.line);
            if line.free > 0 {
                line.free -= 1;
                return Some(Seat(Some(Arc::clone(&self.line))));
            }
            let (go, waits) = oneshot::channel();
            let mine = line.waiting.entry(from.peer.0).or_default();
            mine.push(Attempt { name: mark(name), go });
            // The oldest is let go outside of the lock: its end of the channel is dropped.
            let oldest = (mine.len() > OF_ONE_MACHINE).then(|| mine.remove(0));
            drop(line);
            drop(oldest);
            waits
        };
        from.inside.leave();
        waits.await.ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An attempt that waits, polled once so that it stands in the line.
    async fn waits(passwords: &Arc<Passwords>, from: &str, name: &str) -> tokio::task::JoinHandle<Option<Seat>> {
        let from = Knock { peer: Peer(from.parse().unwrap()), inside: Inside::default() };
        let (passwords, name) = (Arc::clone(passwords), name.to_owned());
        let waits = tokio::spawn(async move { passwords.seat(&from, &name).await });
        tokio::task::yield_now().await;
        waits
    }

    #[tokio::test]
    async fn machines_take_turns_the_newest_first_and_the_oldest_of_too_many_goes() {
        let passwords = Arc::new(Passwords::default());
        let one = waits(&passwords, "10.0.0.1", "а").await.await.unwrap().unwrap();
        let two = waits(&passwords, "10.0.0.1", "б").await.await.unwrap().unwrap();
        let mut many = Vec::new();
        for at in 0..=OF_ONE_MACHINE {
            many.push(waits(&passwords, "10.0.0.1", &at.to_string()).await);
        }
        let (other, third) = (waits(&passwords, "10.0.0.2", "в").await, waits(&passwords, "10.0.0.3", "г").await);
        assert!(many.remove(0).await.unwrap().is_none(), "the oldest of one too many is told to come again");
        drop(one);
        let newest = many.pop().unwrap().await.unwrap().unwrap();
        drop(newest);
        let second = other.await.unwrap().unwrap();
        drop(second);
        drop(third.await.unwrap().unwrap());
        // One who went away is passed over, and no seat is lost.
        for gone in many.drain(..many.len() - 1) {
            gone.abort();
            assert!(gone.await.is_err());
        }
        let last = many.pop().unwrap();
        drop(last.await.unwrap().unwrap());
        drop(two);
        assert_eq!(locked(&passwords.line).free, AT_ONCE);
    }

    /// Whoever hangs up while her password is hashed frees nothing: the work goes on.
    #[tokio::test]
    async fn a_seat_is_left_when_the_hash_is_done_and_not_before() {
        let passwords = Arc::new(Passwords::default());
        let seat = waits(&passwords, "10.0.0.1", "а").await.await.unwrap().unwrap();
        let (go, held) = std::sync::mpsc::channel::<()>();
        let asks = tokio::spawn(seat.work(move || held.recv().is_ok()));
        tokio::task::yield_now().await;
        asks.abort();
        assert!(asks.await.unwrap_err().is_cancelled());
        assert_eq!(locked(&passwords.line).free, AT_ONCE - 1);
        go.send(()).unwrap();
        while locked(&passwords.line).free < AT_ONCE {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    }

    #[tokio::test]
    async fn a_name_that_is_tried_again_and_again_does_not_keep_another_waiting() {
        let passwords = Arc::new(Passwords::default());
        let one = waits(&passwords, "10.0.0.1", "чужое").await.await.unwrap().unwrap();
        let _two = waits(&passwords, "10.0.0.1", "чужое").await.await.unwrap().unwrap();
        let before = waits(&passwords, "10.0.0.1", "чужое").await;
        let good = waits(&passwords, "10.0.0.1", "своё").await;
        let first = waits(&passwords, "10.0.0.1", "чужое").await;
        let many: Vec<_> = hurried(&passwords).await;
        drop(one);
        // All are new to the line: the newest first, and from then on whoever was not tried.
        let newest = many.into_iter().next_back().unwrap().await.unwrap().unwrap();
        assert!(!good.is_finished());
        drop(newest);
        let good = good.await.unwrap().unwrap();
        assert!(!before.is_finished() && !first.is_finished());
        drop(good);
    }

    async fn hurried(passwords: &Arc<Passwords>) -> Vec<tokio::task::JoinHandle<Option<Seat>>> {
        let mut many = Vec::new();
        for _ in 0..20 {
            many.push(waits(passwords, "10.0.0.1", "чужое").await);
        }
        many
    }

    #[tokio::test]
    async fn whoever_waits_for_a_hash_keeps_nobody_out_of_the_pages() {
        let seats = Arc::new(tokio::sync::Semaphore::new(1));
        let inside = Inside::of(Arc::clone(&seats).try_acquire_owned().unwrap());
        let passwords = Arc::new(Passwords::default());
        let _held: Vec<_> = [waits(&passwords, "10.0.0.1", "а").await, waits(&passwords, "10.0.0.1", "б").await].into();
        let from = Knock { peer: Peer("10.0.0.1".parse().unwrap()), inside };
        let waiting = Arc::clone(&passwords);
        let third = tokio::spawn(async move { waiting.seat(&from, "в").await.is_some() });
        tokio::task::yield_now().await;
        assert_eq!((seats.available_permits(), third.is_finished()), (1, false));
        third.abort();
    }
}
