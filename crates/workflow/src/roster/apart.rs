//! What lists of staff say of somebody beside the name, kept sealed so that a later list knows one namesake from another. Nothing else is done
//! with it.

use std::fmt;

use jiff::civil::Date;
use records::text::folded;
use serde::{Deserialize, Serialize};

use crate::id::Id;
use crate::refusal::Refusal;
use crate::store::{Db, Tx, params};

/// What tells her apart.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Apart {
    /// The day of birth.
    pub born: Option<Date>,
    /// Her subjects, as the list writes them.
    pub subject: String,
}

impl Apart {
    /// Her subjects, as they are compared.
    pub(super) fn subjects(&self) -> impl Iterator<Item = String> {
        subjects(&self.subject)
    }

    /// With what a line says beyond it.
    pub(super) fn with(&self, born: Option<Date>, subject: &str) -> Self {
        let subject = if subject.trim().is_empty() { &self.subject } else { subject.trim() };
        Self { born: born.or(self.born), subject: subject.to_owned() }
    }

    pub(super) fn of(db: &Db<'_>, person: &Id) -> Result<Option<Self>, Refusal> {
        let sql = "select apart from person where id = ?";
        let sealed = db.one(sql, [person.as_str()], |row| row.get::<Option<Vec<u8>>>("apart"))?.flatten();
        sealed.map(|sealed| db.open_names(&sealed)).transpose()
    }

    /// Keeps it with the person, or nothing: whoever changes her record meanwhile changes another thing.
    pub(super) fn write(this: Option<&Self>, tx: &mut Tx<'_>, person: &Id) -> Result<(), Refusal> {
        let sealed = this.map(|apart| tx.seal_names(apart)).transpose()?;
        tx.change("update person set apart = ?2 where id = ?1", params![person.as_str(), sealed]).map(drop)
    }
}

/// Subjects of a cell, as they are compared.
pub(super) fn subjects(written: &str) -> impl Iterator<Item = String> {
    written.split([',', ';', '/']).map(folded).filter(|subject| !subject.is_empty()).collect::<Vec<_>>().into_iter()
}

/// Never what it says.
impl fmt::Debug for Apart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Apart(…)")
    }
}
