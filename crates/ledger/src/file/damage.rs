//! The first damage of a file: where, what, how to mend it.

use crate::damage::{Damage, DamageKind};
use crate::told::Told;

/// Where a file stops being the ledger it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileDamage {
    /// Number of the entry that was expected there; every entry is a line, so it is the number of the line too.
    pub sequence: u64,
    /// Where that line begins, in bytes.
    pub offset: u64,
    /// What is found there.
    pub kind: FileDamageKind,
}

/// What is found where a line was expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileDamageKind {
    /// The last line has no end: writing was interrupted.
    Torn,
    /// The lines are there, the chain does not hold.
    Chain(DamageKind),
}

impl FileDamage {
    /// Whether the cause may lie above the place: an earlier entry may be the one written anew.
    #[must_use]
    pub const fn reaches_back(&self) -> bool {
        matches!(self.kind, FileDamageKind::Chain(kind) if kind.reaches_back())
    }

    /// Where, what, how to mend.
    #[must_use]
    pub fn told(&self) -> Told {
        let Self { sequence, offset, .. } = self;
        let (what, mend) = (self.what(), self.mend());
        Told {
            ru: format!("Строка {sequence} (с байта {offset}), запись {sequence}: {} {}", what.ru, mend.ru),
            en: format!("Line {sequence} (from byte {offset}), entry {sequence}: {} {}", what.en, mend.en),
        }
    }

    fn what(&self) -> Told {
        match self.kind {
            FileDamageKind::Torn => Told::new(
                "последняя строка не дописана: запись прервалась. Она не была подтверждена.",
                "the last line is unfinished: writing was interrupted. The entry was never acknowledged.",
            ),
            FileDamageKind::Chain(DamageKind::Truncated { held }) => Told {
                ru: format!("файл кончается здесь, а контрольная строка относится к записи {held}."),
                en: format!("the file ends here, and the checkpoint held is of entry {held}."),
            },
            FileDamageKind::Chain(kind) => Damage { sequence: self.sequence, kind }.what(),
        }
    }

    fn mend(&self) -> Told {
        match self.kind {
            FileDamageKind::Torn => Told::new(
                "Как исправить: objektiv ledger mend ФАЙЛ перенесёт её в отдельный файл рядом; остальные записи целы.",
                "To mend: objektiv ledger mend FILE moves it to a file of its own beside; the other entries are intact.",
            ),
            FileDamageKind::Chain(kind) if kind.reaches_back() => Told::new(
                "Как исправить: сверьте файл с копией и верните его из неё, сам он не правится.",
                "To mend: compare the file with a copy and bring it back from there; it is not edited.",
            ),
            FileDamageKind::Chain(_) => Told::new(
                "Записи выше этой строки целы. Как исправить: верните файл из копии, сам он не правится.",
                "The entries above this line are intact. To mend: bring the file back from a copy; it is not edited.",
            ),
        }
    }
}
