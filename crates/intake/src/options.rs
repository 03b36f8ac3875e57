//! What a call of [`assemble`](crate::assemble()) is given besides the files.

use methodology::dataset::Scale;
use methodology::progress::Progress;
use methodology::words::{Kind, SchoolYear};

use crate::{Answers, Key};

/// Scales known from outside the files; the reference data answer, and so do tests.
pub trait Scales: Sync {
    /// The scale of a work with this greatest primary score, where one is known.
    fn scale_for(&self, kind: Kind, subject: &str, grade: u8, year: SchoolYear, max: u16) -> Option<Scale>;
}

/// Knows no scale.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoScales;

impl Scales for NoScales {
    fn scale_for(&self, _kind: Kind, _subject: &str, _grade: u8, _year: SchoolYear, _max: u16) -> Option<Scale> {
        None
    }
}

/// Settings of one call.
pub struct Options<'a> {
    /// Scales known from the reference data.
    pub reference: &'a dyn Scales,
    /// Answers to earlier questions.
    pub answers: Answers,
    /// Key of the data folder: names become pseudonyms under it.
    pub key: Key,
    /// Who watches.
    pub progress: &'a dyn Progress,
}
