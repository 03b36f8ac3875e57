//! Progress of long work, and the wish to stop it.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};

use records::progress::Progress;
use records::text::Phrase;

use crate::refusal::{Refusal, Rule};

pub(super) const DATABASE: Phrase = Phrase { ru: "Копируется база данных", en: "Copying the database" };
pub(super) const DIGESTS: Phrase = Phrase { ru: "Считаются контрольные суммы", en: "Computing digests" };
pub(super) const SEALING: Phrase =
    Phrase { ru: "Копия шифруется и записывается", en: "Sealing and writing the backup" };
pub(super) const UNPACKING: Phrase = Phrase { ru: "Копия расшифровывается", en: "Opening the backup" };
pub(super) const VERIFYING: Phrase = Phrase { ru: "Проверяется журнал", en: "Verifying the journal" };

/// The work was stopped: by a person, or because the program ends.
#[derive(Debug, thiserror::Error)]
#[error("stopped")]
pub(super) struct Halt;

/// Who watches.
#[derive(Clone, Copy)]
pub(super) struct Watch<'a> {
    pub progress: &'a dyn Progress,
    pub ending: &'a AtomicBool,
}

impl Watch<'_> {
    /// Tells where the work is.
    pub(super) fn at(&self, stage: Phrase, done: u64, total: u64) -> Result<(), Halt> {
        self.progress.at(stage, done, total);
        if self.progress.stopped() || self.ending.load(Ordering::Relaxed) { Err(Halt) } else { Ok(()) }
    }
}

impl From<Halt> for Refusal {
    fn from(_halt: Halt) -> Self {
        Self::of(Rule::Interrupted)
    }
}

impl From<Halt> for io::Error {
    fn from(halt: Halt) -> Self {
        Self::other(halt)
    }
}

/// Whether an error is the wish to stop.
pub(super) fn is_halt(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|inner| inner.is::<Halt>())
}
