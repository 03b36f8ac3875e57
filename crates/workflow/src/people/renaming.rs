//! `person.rename`: a surname changes from a day on, or a slip in a name is mended. Papers of earlier days keep the name of their day.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;
use words::{Word, acts};

use super::managing::MANAGERS;
use super::person::named;
use super::sign_in;
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Field, Refusal, Rule};
use crate::store::{Db, Tx, params};
use crate::world::World;

/// `person.rename`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rename {
    /// Who.
    pub person: Id,
    /// As the person was shown.
    pub seen: Version,
    /// The name from now on.
    pub name: String,
    /// The first day of the new name; None where a slip is mended: then papers of every day have it.
    pub since: Option<Date>,
}

/// What somebody was called before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Former {
    /// The name.
    pub name: String,
    /// Its last day.
    pub until: Date,
}

impl Former {
    /// What everybody was called before, the oldest first.
    pub(super) fn all(db: &Db<'_>) -> Result<BTreeMap<Id, Vec<Self>>, Refusal> {
        let rows = db.all("select person, name, until_day from former_name order by person, until_day", [], |row| {
            Ok((row.id("person")?, Self { name: row.get("name")?, until: row.day("until_day")? }))
        })?;
        let mut all: BTreeMap<Id, Vec<Self>> = BTreeMap::new();
        for (person, former) in rows {
            all.entry(person).or_default().push(former);
        }
        Ok(all)
    }

    /// What somebody was called before, the oldest first.
    pub(super) fn of(db: &Db<'_>, person: &Id) -> Result<Vec<Self>, Refusal> {
        db.all("select name, until_day from former_name where person = ? order by until_day", [person.as_str()], |row| {
            Ok(Self { name: row.get("name")?, until: row.day("until_day")? })
        })
    }
}

/// What has to be known to rename somebody.
pub struct Named {
    name: String,
    before: Vec<Former>,
    today: Date,
}

impl Act for Rename {
    const NAME: &'static str = "person.rename";
    const SAID: Word = acts::person_rename;
    const POLICY: Policy = MANAGERS;
    type Seen = Named;
    type Done = Id;

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.person.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Named, Refusal> {
        let name = tx.one("select name from person where id = ?", [self.person.as_str()], |row| row.get("name"))?;
        let name = name.ok_or_else(|| Refusal::of(Rule::NotThere).about([self.person.clone()]))?;
        Ok(Named { name, before: Former::of(tx, &self.person)?, today: tx.today() })
    }

    fn place(&self, _seen: &Named) -> Place {
        Place::of(&self.person)
    }

    fn check(&self, _by: &Reader, seen: &Named) -> Result<(), Refusal> {
        let refusal = |rule| Refusal::of(rule).about([self.person.clone()]);
        named(&self.name).map_err(refusal)?;
        let last = seen.before.last().map(|former| former.until);
        // The name before this one held for a day at least, and nobody is renamed ahead of the day.
        let fits = |since: Date| since <= seen.today && last.is_none_or(|last| last.tomorrow().is_ok_and(|first| first < since));
        match self.since {
            _ if self.name.trim() == seen.name => Err(refusal(Rule::NothingChanged)),
            Some(since) if !fits(since) => Err(refusal(Rule::Wrong(Field::NameSince))),
            _ => Ok(()),
        }
    }

    fn apply(self, seen: Named, tx: &mut Tx<'_>) -> Result<Id, Refusal> {
        let (person, name, entry) = (self.person, self.name.trim(), tx.entry());
        if let Some(until) = self.since.and_then(|since| since.yesterday().ok()) {
            let id = tx.new_id("name")?;
            let sql = "insert into former_name (id, person, name, until_day, entry) values (?, ?, ?, ?, ?)";
            tx.change(sql, params![id.as_str(), person.as_str(), seen.name, until.to_string(), entry])?;
        }
        tx.change("update person set name = ?2, entry = ?3 where id = ?1", params![person.as_str(), name, entry])?;
        sign_in::follow(tx, &person, name)?;
        Ok(person)
    }

    fn said(done: &Id) -> Said {
        Said::of("person", done)
    }

    fn sample(world: &World) -> Self {
        Self {
            person: world.active.clone(), seen: 1, name: "Лисицына Мария Сергеевна".into(), since: Some(world.today)
        }
    }
}
