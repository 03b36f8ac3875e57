//! A few things kept in memory under secrets, each for an owner: the oldest goes first, and an owner puts out her own before others'.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::shell::session::Secret;

/// Things that are kept.
pub const KEPT: usize = 64;
/// Of one owner.
pub const KEPT_OF_ONE: usize = 4;

struct Kept<T> {
    secret: String,
    owner: String,
    thing: T,
}

/// The things.
pub struct Shelf<T>(Mutex<VecDeque<Kept<T>>>);

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Clone> Shelf<T> {
    /// Keeps a thing: the secret it is found under; None where the system gives no randomness.
    pub fn keep(&self, owner: &str, thing: T) -> Option<String> {
        let secret = Secret::fresh().ok()?.text().to_owned();
        let mut all = self.all();
        if all.iter().filter(|kept| kept.owner == owner).count() >= KEPT_OF_ONE {
            let oldest = all.iter().position(|kept| kept.owner == owner);
            oldest.map(|oldest| all.remove(oldest));
        }
        all.push_back(Kept { secret: secret.clone(), owner: owner.to_owned(), thing });
        while all.len() > KEPT {
            all.pop_front();
        }
        drop(all);
        Some(secret)
    }

    /// The thing of a secret, and whose it is.
    pub fn of(&self, secret: &str) -> Option<(String, T)> {
        self.all().iter().find(|kept| kept.secret == secret).map(|kept| (kept.owner.clone(), kept.thing.clone()))
    }

    /// Forgets all of an owner.
    pub fn forget(&self, owner: &str) {
        self.all().retain(|kept| kept.owner != owner);
    }

    fn all(&self) -> MutexGuard<'_, VecDeque<Kept<T>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_goes_and_an_owner_puts_out_her_own() {
        let shelf = Shelf::default();
        let keep = |owner: usize| shelf.keep(&owner.to_string(), owner).unwrap();
        let secrets: Vec<String> = (0..KEPT + 2).map(keep).collect();
        assert!(shelf.of(&secrets[0]).is_none() && shelf.of(&secrets[1]).is_none() && shelf.of("").is_none());
        assert_eq!(shelf.of(&secrets[2]), Some(("2".to_owned(), 2)));
        let own: Vec<String> = (0..=KEPT_OF_ONE).map(|_| keep(900)).collect();
        assert!(shelf.of(&own[0]).is_none() && shelf.of(&own[KEPT_OF_ONE]).is_some() && shelf.of(&secrets[KEPT]).is_some());
        shelf.forget("900");
        assert!(own.iter().all(|secret| shelf.of(secret).is_none()) && shelf.of(&secrets[KEPT]).is_some());
    }
}
