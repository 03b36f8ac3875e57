//! Long work beside the page: what it is at, and the wish to stop it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use records::progress::Progress;
use records::text::{Lang, Phrase};
use words::Word;

/// One piece of long work.
#[derive(Default)]
pub struct Job {
    at: Mutex<Option<At>>,
    stop: AtomicBool,
}

/// What a job is doing.
#[derive(Clone, Copy, Debug)]
pub struct At {
    stage: Stage,
    /// Steps done.
    pub done: u64,
    /// Steps in all; 0 = not known.
    pub total: u64,
}

/// A stage: of the methodology's own words, or of those of pages.
#[derive(Clone, Copy, Debug)]
enum Stage {
    Phrase(Phrase),
    Word(Word),
}

impl At {
    /// The stage, in words.
    #[must_use]
    pub fn stage(&self, lang: Lang) -> String {
        match self.stage {
            Stage::Phrase(phrase) => phrase.in_lang(lang).to_owned(),
            Stage::Word(word) => word(lang),
        }
    }
}

impl Job {
    /// Tells that `done` of `total` steps of a stage are over; whether it is to stop.
    pub fn tells(&self, stage: Word, done: usize, total: usize) -> bool {
        self.now(At { stage: Stage::Word(stage), done: done as u64, total: total as u64 });
        self.stopped()
    }

    fn now(&self, at: At) {
        *self.at.lock().unwrap_or_else(PoisonError::into_inner) = Some(at);
    }

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
        self.now(At { stage: Stage::Phrase(stage), done, total });
    }

    fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}
