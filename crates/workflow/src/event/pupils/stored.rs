//! What is written of an event about pupils: sealed words of the whole, a sealed line of each pupil.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::act::Version;
use crate::event::kind::Kind;
use crate::id::Id;
use crate::marks::Basis;
use crate::refusal::{Field, Refusal, Rule};
use crate::store::{Db, Row, Tx, params};
use crate::texts;

/// Words of the whole: the fields of its kind by their keys.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words(pub BTreeMap<String, String>);

/// What is written of one pupil.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// Why the pupil is on the list.
    pub reason: String,
    /// What came of it: in words, or the code of an outcome.
    pub result: String,
    /// What was agreed.
    pub agreed: String,
    /// Whether the family knows.
    pub informed: bool,
    /// The mark the pupil stood at in the subject when listed: the next one is set beside it.
    #[serde(default)]
    pub basis: Option<Basis>,
}

/// A pupil of an event.
#[derive(Clone, PartialEq, Eq)]
pub struct PupilLine {
    pub(crate) id: Id,
    pub(crate) event: Id,
    pub(crate) pupil: Id,
    pub(crate) came: Option<bool>,
    /// Whether it is written what came of it.
    pub(crate) settled: bool,
    pub(super) sealed: Vec<u8>,
    pub(crate) entry: Version,
}

/// What stands in no entry, as text: a form sent once more is the same only where this is the same.
pub(super) fn typed<T: Serialize>(all: impl IntoIterator<Item = T>) -> Vec<String> {
    all.into_iter().map(|one| serde_json::to_string(&one).unwrap_or_default()).collect()
}

impl Words {
    pub(super) fn fits(&self, kind: &Kind) -> Result<(), Rule> {
        let known = |key: &str| kind.details.iter().find(|detail| detail.key == key);
        let held = self.0.iter().all(|(key, value)| known(key).is_some_and(|detail| detail.takes(value)));
        if held { Ok(()) } else { Err(Rule::Wrong(Field::Details)) }
    }

    pub(super) fn tidy(mut self) -> Self {
        self.0.values_mut().for_each(|value| *value = value.trim().to_owned());
        self.0.retain(|_, value| !value.is_empty());
        self
    }

    pub(super) fn read(db: &Db<'_>, event: &Id) -> Result<Self, Refusal> {
        let sealed = db.one("select names from event_words where event = ?", [event.as_str()], |row| row.get::<Vec<u8>>("names"))?;
        sealed.map_or_else(|| Ok(Self::default()), |sealed| db.open_names(&sealed))
    }

    pub(super) fn write(&self, tx: &mut Tx<'_>, event: &Id) -> Result<(), Refusal> {
        let (sealed, entry) = (tx.seal_names(self)?, tx.entry());
        let sql =
            "insert into event_words (event, names, entry) values (?1, ?2, ?3) on conflict (event) do update set names = ?2, entry = ?3";
        tx.change(sql, params![event.as_str(), sealed, entry]).map(drop)
    }
}

impl Noted {
    /// Whether it can be written in an event of this kind; of some an outcome is written and nothing else.
    pub(super) fn fits(&self, kind: &Kind) -> Result<(), Rule> {
        let only = !kind.outcomes.is_empty();
        let chosen = if only { kind.outcomes } else { kind.places };
        let known = self.result.is_empty() || chosen.is_empty() || chosen.iter().any(|(code, _)| *code == self.result);
        match () {
            () if !known => Err(Rule::Wrong(Field::Outcome)),
            () if only && !(self.reason.is_empty() && self.agreed.is_empty()) => Err(Rule::Wrong(Field::Agreed)),
            () => texts::text(&self.reason, Field::Reason)
                .and(texts::text(&self.result, Field::Outcome))
                .and(texts::text(&self.agreed, Field::Agreed)),
        }
    }

    pub(super) fn tidy(mut self) -> Self {
        for text in [&mut self.reason, &mut self.result, &mut self.agreed] {
            *text = text.trim().to_owned();
        }
        self
    }
}

impl PupilLine {
    fn of(row: &Row<'_>) -> Result<Self, Refusal> {
        Ok(Self {
            id: row.id("id")?,
            event: row.id("event")?,
            pupil: row.id("pupil")?,
            came: row.get("came")?,
            settled: row.get("settled")?,
            sealed: row.get("names")?,
            entry: row.get("entry")?,
        })
    }

    pub(super) fn read(db: &Db<'_>, id: &Id) -> Result<Self, Refusal> {
        let found = db.one("select * from event_pupil where id = ?", [id.as_str()], Self::of)?;
        found.ok_or_else(|| Refusal::of(Rule::NotThere).about([id.clone()]))
    }

    pub(crate) fn all(db: &Db<'_>, event: &Id) -> Result<Vec<Self>, Refusal> {
        db.all("select * from event_pupil where event = ? order by id", [event.as_str()], Self::of)
    }

    pub(super) fn of_pupil(db: &Db<'_>, pupil: &Id) -> Result<Vec<Self>, Refusal> {
        db.all("select * from event_pupil where pupil = ? order by id", [pupil.as_str()], Self::of)
    }

    pub(super) fn add(tx: &mut Tx<'_>, event: &Id, pupil: &Id, noted: &Noted) -> Result<Id, Refusal> {
        let (id, entry, sealed) = (tx.new_id("line")?, tx.entry(), tx.seal_names(noted)?);
        let sql = "insert into event_pupil (id, event, pupil, settled, names, entry) values (?, ?, ?, ?, ?, ?)";
        let settled = !noted.result.is_empty();
        tx.change(sql, params![id.as_str(), event.as_str(), pupil.as_str(), settled, sealed, entry])?;
        Ok(id)
    }

    /// Whether anything is known of it that must not go with it.
    pub(super) fn is_written(&self) -> bool {
        self.settled || self.came.is_some()
    }
}

/// Never a word of a child: what is printed may end in a log.
macro_rules! hidden {
    ($($type:ident),+) => {
        $(impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($type), "(…)"))
            }
        })+
    };
}
hidden!(Words, Noted, PupilLine);
