//! What can be erased: a pupil, somebody of a family, a file of lists or of marks, a file that was attached to work.

use super::attached;
use crate::coded::coded;
use crate::id::Id;
use crate::refusal::{Refusal, Rule};
use crate::store::{Db, params};

coded! {
    /// What is erased.
    Kind {
        /// A pupil with everything that belongs to it.
        Pupil = "pupil",
        /// Somebody of a family.
        Relative = "relative",
        /// A file of lists that was taken.
        File = "file",
        /// A file of marks and lessons missed that was taken.
        Marks = "marks",
        /// A file that was attached: what shows that something was done, a signed sheet, the text of an event.
        Attached = "attached",
    }
}

impl Kind {
    /// The table it is a row of; None where it is named by its address.
    pub(super) const fn table(self) -> Option<&'static str> {
        match self {
            Self::Pupil => Some("pupil"),
            Self::Relative => Some("relative"),
            Self::File => Some("roster_batch"),
            Self::Marks => Some("mark_batch"),
            Self::Attached => None,
        }
    }

    /// Whether it is a file: what it brought stays.
    #[must_use]
    pub const fn is_file(self) -> bool {
        matches!(self, Self::File | Self::Marks | Self::Attached)
    }

    /// What a thing is, by where it is found; a pupil that went into another record is erased with that one.
    pub(super) fn of(db: &Db<'_>, thing: &Id) -> Result<Self, Refusal> {
        for kind in Self::ALL {
            let Some(table) = kind.table() else { continue };
            let but = if *kind == Self::Pupil { "and merged_into is null" } else { "" };
            let gone = if kind.is_file() { "and file not in (select thing from erased)" } else { "" };
            let sql = format!("select id from {table} where id = ?1 {but} {gone}");
            if db.one(&sql, params![thing.as_str()], |row| row.id("id"))?.is_some() {
                return Ok(*kind);
            }
        }
        if attached::stays(db, thing.as_str())? { Ok(Self::Attached) } else { Err(Refusal::of(Rule::NotThere).about([thing.clone()])) }
    }
}
