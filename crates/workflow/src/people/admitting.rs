//! Several people come in at once: a list of staff brings dozens, and each needs a role and a slip.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;
use words::{Word, acts};

use super::account::{fits_slip, hand};
use super::held::{give, of_the_school};
use super::list::{List, Person};
use super::managing::MANAGERS;
use super::password::Slip;
use super::person::{STATE, State};
use crate::act::{Act, Look, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Door, Field, Refusal, Rule};
use crate::role::{Grant, Role, Scope};
use crate::store::{Db, Tx};
use crate::world::World;

/// `people.admit`: a slip for each, and the role for whoever has none; all or none of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Admit {
    /// For whom, each with the digest of her slip.
    pub people: Vec<Admitted>,
    /// The role: none of those that manage or see the whole school, which are given one by one.
    pub role: Role,
    /// Until when the slips are good: a week at most.
    pub until: Timestamp,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Admitted {
    /// Who.
    pub person: Id,
    /// Digest of her slip: [`Slip::digest`].
    #[serde(skip)]
    pub digest: String,
}

impl Admit {
    /// Most people at once.
    pub const MOST: usize = 300;
}

/// A person as she stands, and whether she has a role, now or later.
pub struct Standing {
    state: State,
    role: bool,
}

impl Act for Admit {
    const NAME: &'static str = "people.admit";
    const SAID: Word = acts::people_admit;
    const POLICY: Policy = MANAGERS;
    type Seen = BTreeMap<Id, Standing>;
    type Done = Vec<Id>;

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<BTreeMap<Id, Standing>, Refusal> {
        let sql = format!(
            "select {STATE}, exists (select 1 from held_role where person = person.id and (to_day is null or ?2 <= to_day)) as role
            from person where id = ?1"
        );
        let today = tx.today().to_string();
        let stands = |one: &Admitted| {
            let found = tx.one(&sql, [one.person.as_str(), &today], |row| {
                Ok(Standing { state: row.read("state", State::from_code)?, role: row.get("role")? })
            })?;
            Ok((one.person.clone(), found.ok_or_else(|| Refusal::of(Rule::NotThere).about([one.person.clone()]))?))
        };
        self.people.iter().take(Self::MOST + 1).map(stands).collect()
    }

    fn place(&self, _seen: &BTreeMap<Id, Standing>) -> Place {
        Place::default()
    }

    fn check(&self, by: &Reader, seen: &BTreeMap<Id, Standing>) -> Result<(), Refusal> {
        let about = |rule, who: &Id| Refusal::of(rule).about([who.clone()]).instead(Door::People);
        // Whoever was named twice would hold the second slip only.
        if self.people.is_empty() || self.people.len() > Self::MOST || seen.len() < self.people.len() {
            return Err(Refusal::of(Rule::Missing(Field::PersonName)));
        }
        if of_the_school(self.role) {
            return Err(Refusal::of(Rule::Wrong(Field::GrantScope)));
        }
        fits_slip(self.until, by).map_err(Refusal::of)?;
        match seen.iter().find(|(_, one)| one.state != State::Invited) {
            Some((who, _)) => Err(about(Rule::NoSuchStep, who)),
            None => Ok(()),
        }
    }

    fn apply(self, seen: BTreeMap<Id, Standing>, tx: &mut Tx<'_>) -> Result<Vec<Id>, Refusal> {
        let grant = Grant { role: self.role, scope: Scope::School, from: tx.today(), to: None, instead_of: None };
        for Admitted { person, digest } in &self.people {
            if seen.get(person).is_some_and(|one| !one.role) {
                give(tx, person, &grant)?;
            }
            hand(tx, person, digest, self.until)?;
        }
        Ok(self.people.into_iter().map(|one| one.person).collect())
    }

    fn said(done: &Vec<Id>) -> Said {
        Said { ids: done.iter().map(|id| ("person", id.clone())).collect(), ..Said::default() }
    }

    fn sample(world: &World) -> Self {
        let one = Admitted { person: world.invited.clone(), digest: Slip::of([1; 10]).digest() };
        Self { people: vec![one], role: Role::Teacher, until: world.soon }
    }
}

/// `people.awaited`: whoever was invited, or came with a list, and has not signed in yet.
#[derive(Clone, Copy, Debug)]
pub struct Awaited;

/// Somebody who is awaited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AwaitedPerson {
    /// Who.
    pub person: Person,
    /// Until when the slip is good that she was handed.
    pub slip_until: Option<Timestamp>,
}

impl Look for Awaited {
    const NAME: &'static str = "people.awaited";
    const POLICY: Policy = MANAGERS;
    type Shown = Vec<AwaitedPerson>;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<Vec<AwaitedPerson>, Refusal> {
        let now = by.now().timestamp();
        let sql = "select person, until from slip where until > ?";
        let slips = db.all(sql, [now.as_second()], |row| Ok((row.id("person")?, row.get::<i64>("until")?)))?;
        let slips: BTreeMap<Id, i64> = slips.into_iter().collect();
        let until = |id: &Id| slips.get(id).and_then(|until| Timestamp::from_second(*until).ok());
        let people = List.see(by, db)?.into_iter().filter(|person| person.state == State::Invited);
        Ok(people.map(|person| AwaitedPerson { slip_until: until(&person.id), person }).collect())
    }
}
