//! Passwords are hashed beside the pages, a few at once: whoever tries many makes nobody else's page wait, and her own name wait its turn.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use workflow::people::Hash;

/// Hashes at once: each takes 19 MiB.
const AT_ONCE: usize = 2;
/// Attempts under one name that may wait; the next is told to come again.
const WAITING: usize = 4;

/// The bounded pool.
pub struct Passwords {
    seats: Arc<Semaphore>,
    waiting: Mutex<BTreeMap<String, usize>>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self { seats: Arc::new(Semaphore::new(AT_ONCE)), waiting: Mutex::default() }
    }
}

impl Passwords {
    /// The hash of a password; None where it is too short or too long, or the system gives no randomness.
    pub async fn hash(&self, password: String) -> Option<Hash> {
        let _seat = self.seats.acquire().await.ok()?;
        let mut salt = [0; 16];
        getrandom::fill(&mut salt).ok()?;
        spawn_blocking(move || Hash::of(&password, salt)).await.ok().flatten()
    }

    /// Whether a password typed under a name is the one that is known; without a known one it takes as long. None where too many attempts
    /// under this name wait already.
    pub async fn check(&self, name: &str, password: String, known: Option<Hash>) -> Option<bool> {
        let _turn = self.turn(name)?;
        let _seat = self.seats.acquire().await.ok()?;
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

    fn turn(&self, name: &str) -> Option<Turn<'_>> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let mine = waiting.entry(name.to_owned()).or_default();
        if *mine >= WAITING {
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
        let mut waiting = self.passwords.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(mine) = waiting.get_mut(&self.name) {
            *mine -= 1;
            if *mine == 0 {
                waiting.remove(&self.name);
            }
        }
    }
}
