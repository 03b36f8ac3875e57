//! `person.see`: one person, what she holds, who stands in for whom.

use jiff::civil::Date;

use super::compared::{became, merged_into};
use super::deputy::Deputising;
use super::list::{List, Person};
use super::post::told_apart;
use super::renaming::Former;
use crate::act::Look;
use crate::id::Id;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::role::Role;
use crate::store::Db;

/// Asks for one person.
#[derive(Clone, Debug)]
pub struct One {
    /// Who.
    pub person: Id,
}

/// A person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonShown {
    /// Who she is and what she holds.
    pub person: Person,
    /// What she was called before, the oldest first.
    pub formerly: Vec<Former>,
    /// Those who stand in for her, and those she stands in for, now or later.
    pub deputies: Vec<StandsIn>,
    /// Her colleagues who can stand in for her or hold her work: those who are here; of two of one name each with what tells them apart.
    pub colleagues: Vec<(Id, String)>,
    /// The record hers went into.
    pub became: Option<(Id, String)>,
    /// Records that went into hers: the merger, the record, its name.
    pub merged: Vec<(Id, Id, String)>,
}

/// Somebody stands in for somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandsIn {
    /// Its id.
    pub id: Id,
    /// Who is stood in for.
    pub person: (Id, String),
    /// Who stands in.
    pub stand_in: (Id, String),
    /// In which role; None = in all of them.
    pub role: Option<Role>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

impl Look for One {
    const NAME: &'static str = "person.see";
    const POLICY: Policy = List::POLICY;
    type Shown = PersonShown;

    fn place(&self) -> Place {
        Place::of(&self.person)
    }

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<PersonShown, Refusal> {
        let mut people = List.see(by, db)?;
        let name = |id: &Id| people.iter().find(|person| person.id == *id).map(|person| person.called.clone()).unwrap_or_default();
        let named = |id: Id| (id.clone(), name(&id));
        let stands_in = |Deputising { deputy, person, stand_in, role, from, to }| StandsIn {
            id: deputy,
            person: named(person),
            stand_in: named(stand_in),
            role,
            from,
            to,
        };
        let deputies = Deputising::with(db, &self.person, by.now().date())?.into_iter().map(stands_in).collect();
        let here = |person: &&Person| person.id != self.person && person.works_here();
        let colleagues = told_apart(db, people.iter().filter(here).map(|person| (person.id.clone(), person.name.clone())).collect())?;
        let at = people.iter().position(|person| person.id == self.person);
        let at = at.ok_or_else(|| Refusal::of(Rule::NotThere).about([self.person.clone()]))?;
        let (became, merged) = (became(db, &self.person)?, merged_into(db, &self.person)?);
        let formerly = Former::of(db, &self.person)?;
        Ok(PersonShown { person: people.swap_remove(at), formerly, deputies, colleagues, became, merged })
    }
}
