//! The first damage of a ledger: where, what kind, how to go on. Words state what is found and never by whom.

use crate::error::Told;

/// Where a ledger stops being what it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damage {
    /// Line of the file, from one.
    pub line: u64,
    /// Where that line begins, in bytes.
    pub offset: u64,
    /// Number of the entry that was expected there.
    pub sequence: u64,
    /// What is found there.
    pub kind: DamageKind,
}

/// What is found where an entry was expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DamageKind {
    /// The last line has no end: writing was interrupted.
    Torn,
    /// The line is not the one its hash was made of: at least one byte differs.
    Changed,
    /// The hash holds, but the line is no entry of this version.
    NotAnEntry,
    /// Entries are not there; the first that follows has this number.
    Missing {
        /// Number found.
        found: u64,
    },
    /// The entry stands further down.
    Moved {
        /// Number found in its place.
        found: u64,
    },
    /// A line too many: an entry with this number was already there, or one was put in just before it.
    Inserted {
        /// Number found.
        found: u64,
    },
    /// The entry is bound to another one before it than the one that stands there: one of the two was written anew.
    Unbound,
    /// The file ends before the entry that is held.
    Truncated {
        /// Number of the entry held.
        held: u64,
    },
    /// Here stands another entry than the one held: this or an earlier one was written anew.
    Replaced,
}

impl DamageKind {
    /// Whether the cause may lie above the place: an earlier entry may be the one written anew.
    #[must_use]
    pub const fn reaches_back(self) -> bool {
        matches!(self, Self::Unbound | Self::Replaced)
    }
}

impl Damage {
    /// Where, what, how to mend.
    #[must_use]
    pub fn told(&self) -> Told {
        let Self { line, offset, sequence, .. } = self;
        let (what, mend) = (self.what(), self.mend());
        Told {
            ru: format!("Строка {line} (с байта {offset}), запись {sequence}: {} {}", what.ru, mend.ru),
            en: format!("Line {line} (from byte {offset}), entry {sequence}: {} {}", what.en, mend.en),
        }
    }

    fn what(&self) -> Told {
        let last = |found: u64| found.saturating_sub(1);
        match self.kind {
            DamageKind::Torn => Told::new(
                "последняя строка не дописана: запись прервалась. Она не была подтверждена.",
                "the last line is unfinished: writing was interrupted. The entry was never acknowledged.",
            ),
            DamageKind::Changed => Told::new(
                "содержание не соответствует своему хешу: хотя бы один байт отличается.",
                "the content does not match its hash: at least one byte differs.",
            ),
            DamageKind::NotAnEntry => Told::new(
                "хеш верен, но строка не является записью этой версии.",
                "the hash holds, but the line is no entry of this version.",
            ),
            DamageKind::Missing { found } if last(found) == self.sequence => Told {
                ru: format!("её нет, сразу следует запись {found}."),
                en: format!("it is not there, entry {found} follows at once."),
            },
            DamageKind::Missing { found } => Told {
                ru: format!("записей с {} по {} нет, следует запись {found}.", self.sequence, last(found)),
                en: format!("entries {} to {} are not there, entry {found} follows.", self.sequence, last(found)),
            },
            DamageKind::Moved { found } => Told {
                ru: format!("на её месте стоит запись {found}, а сама она ниже: порядок изменён."),
                en: format!("entry {found} stands in its place, and it stands further down: the order differs."),
            },
            DamageKind::Inserted { found } => Told {
                ru: format!("здесь лишняя строка: запись с номером {found} уже была выше."),
                en: format!("a line too many: an entry with the number {found} stands above."),
            },
            DamageKind::Unbound => Told::new(
                "она связана не с той записью, что стоит перед ней: одна из двух написана заново.",
                "it is bound to another entry than the one before it: one of the two was written anew.",
            ),
            DamageKind::Truncated { held } => Told {
                ru: format!("файл кончается здесь, а контрольная строка относится к записи {held}."),
                en: format!("the file ends here, and the checkpoint held is of entry {held}."),
            },
            DamageKind::Replaced => Told::new(
                "хеш не тот, что в контрольной строке: эта или более ранняя запись написана заново.",
                "the hash is not that of the checkpoint held: this or an earlier entry was written anew.",
            ),
        }
    }

    fn mend(&self) -> Told {
        match self.kind {
            DamageKind::Torn => Told::new(
                "Как исправить: objektiv ledger mend ФАЙЛ перенесёт её в отдельный файл рядом; остальные записи целы.",
                "To mend: objektiv ledger mend FILE moves it to a file of its own beside; the other entries are intact.",
            ),
            kind if kind.reaches_back() => Told::new(
                "Как исправить: сверьте файл с копией и верните его из неё, сам он не правится.",
                "To mend: compare the file with a copy and bring it back from there; it is not edited.",
            ),
            _ => Told::new(
                "Записи выше этой строки целы. Как исправить: верните файл из копии, сам он не правится.",
                "The entries above this line are intact. To mend: bring the file back from a copy; it is not edited.",
            ),
        }
    }
}
