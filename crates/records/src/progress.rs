//! How long work tells what it is doing and hears that it should stop, without knowing of screens.

use crate::text::Phrase;

/// Receives progress; a stop is asked for by answering `true` to [`Progress::stopped`].
pub trait Progress: Sync {
    /// `done` of `total` steps of `stage` are over (`total` = 0: not known).
    fn at(&self, stage: Phrase, done: u64, total: u64);

    /// Whether the person asked to stop; long loops look here between units of work.
    fn stopped(&self) -> bool {
        false
    }
}

/// Nobody is watching.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn at(&self, _stage: Phrase, _done: u64, _total: u64) {}
}
