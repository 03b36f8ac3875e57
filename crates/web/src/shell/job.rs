//! Long work beside the page: what it is at, and the wish to stop it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use records::progress::Progress;
use records::text::Phrase;

/// One piece of long work.
#[derive(Default)]
pub struct Job {
    at: Mutex<Option<At>>,
    stop: AtomicBool,
}

/// What a job is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    /// The stage, in words.
    pub stage: Phrase,
    /// Steps done.
    pub done: u64,
    /// Steps in all; 0 = not known.
    pub total: u64,
}

impl Job {
    /// What it is doing; nothing before the first stage.
    #[must_use]
    pub fn at(&self) -> Option<At> {
        *self.at.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks it to stop.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl Progress for Job {
    fn at(&self, stage: Phrase, done: u64, total: u64) {
        *self.at.lock().unwrap_or_else(PoisonError::into_inner) = Some(At { stage, done, total });
    }

    fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}
