//! The first damage of a chain: at which entry, of what kind. Words state what is found and never by whom.

use crate::told::Told;

/// Where a chain stops being what it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.told().en)]
pub struct Damage {
    /// Number of the entry that was expected there; verified from the beginning, it is the number of the record too.
    pub sequence: u64,
    /// What is found there.
    pub kind: DamageKind,
}

/// What is found where an entry was expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DamageKind {
    /// The record is not the one its hash was made of: at least one byte differs.
    Changed,
    /// The hash holds, but the record is no entry of this version.
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
    /// A record too many: an entry with this number was already there, or one was put in just before it.
    Inserted {
        /// Number found.
        found: u64,
    },
    /// The entry is bound to another one before it than the one that stands there: one of the two was written anew.
    Unbound,
    /// The records end before the entry that is held.
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
    /// Where and what; how to mend it depends on where the records lie.
    #[must_use]
    pub fn told(&self) -> Told {
        let (sequence, what) = (self.sequence, self.what());
        Told { ru: format!("Запись {sequence}: {}", what.ru), en: format!("Entry {sequence}: {}", what.en) }
    }

    /// What is found, as the rest of a sentence that began with the place.
    pub(crate) fn what(&self) -> Told {
        let last = |found: u64| found.saturating_sub(1);
        match self.kind {
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
                ru: format!("её нет, записи кончились, а контрольная строка относится к записи {held}."),
                en: format!("it is not there, the entries end before it, and the checkpoint held is of entry {held}."),
            },
            DamageKind::Replaced => Told::new(
                "хеш не тот, что в контрольной строке: эта или более ранняя запись написана заново.",
                "the hash is not that of the checkpoint held: this or an earlier entry was written anew.",
            ),
        }
    }
}
