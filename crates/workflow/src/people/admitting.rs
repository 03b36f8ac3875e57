//! Several people come in at once: a list of staff brings dozens, and each needs a role and a slip.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{Span, Timestamp};
use serde::{Deserialize, Serialize};
use words::{Word, acts};

use super::account::{LONGEST_SLIP, hand};
use super::held::give;
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
    /// Days the slips are good for, a week at most: no moment, so that the form sent once more is the same.
    pub days: i64,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Admitted {
    /// Who.
    pub person: Id,
    /// The entry of the slip she was shown with: whoever was handed another one meanwhile keeps it.
    pub seen: Option<Version>,
    /// The role she gets if she has none: a teacher's or a psychologist's. Others manage the school, or are of a class or a subject, and are
    /// given one by one.
    pub role: Option<Role>,
    /// Digest of her slip: [`Slip::digest`].
    #[serde(skip)]
    pub digest: String,
}

impl Admit {
    /// Most people at once.
    pub const MOST: usize = 300;
    /// Most days a slip is good for.
    pub const LONGEST: i64 = LONGEST_SLIP;
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetIn {
    /// Who got a slip.
    pub people: Vec<Id>,
    /// The holdings of those who got a role, each with the role.
    pub held_roles: Vec<(Id, Role)>,
    /// Their first day.
    pub from: Date,
    /// Until when the slips are good.
    pub until: Timestamp,
}

/// A person as she stands, whether she has a role, now or later, and the entry of her slip.
pub struct Standing {
    state: State,
    role: bool,
    slip: Option<Version>,
}

impl Act for Admit {
    const NAME: &'static str = "people.admit";
    const SAID: Word = acts::people_admit;
    const POLICY: Policy = MANAGERS;
    type Seen = BTreeMap<Id, Standing>;
    type Done = LetIn;

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<BTreeMap<Id, Standing>, Refusal> {
        let sql = format!(
            "select {STATE}, exists (select 1 from held_role where person = person.id and (to_day is null or ?2 <= to_day)) as role,
                (select entry from slip where person = person.id) as slip
            from person where id = ?1"
        );
        let today = tx.today().to_string();
        let stands = |one: &Admitted| {
            let found = tx.one(&sql, [one.person.as_str(), &today], |row| {
                Ok(Standing { state: row.read("state", State::from_code)?, role: row.get("role")?, slip: row.get("slip")? })
            })?;
            Ok((one.person.clone(), found.ok_or_else(|| Refusal::of(Rule::NotThere).about([one.person.clone()]))?))
        };
        self.people.iter().take(Self::MOST + 1).map(stands).collect()
    }

    fn place(&self, _seen: &BTreeMap<Id, Standing>) -> Place {
        Place::default()
    }

    fn check(&self, _by: &Reader, seen: &BTreeMap<Id, Standing>) -> Result<(), Refusal> {
        // Whoever was named twice would hold the second slip only.
        if self.people.is_empty() || self.people.len() > Self::MOST || seen.len() < self.people.len() {
            return Err(Refusal::of(Rule::Missing(Field::PersonName)));
        }
        let fits = |one: &&Admitted| match one.role {
            Some(role) => matches!(role, Role::Teacher | Role::Psychologist),
            None => seen.get(&one.person).is_some_and(|now| now.role),
        };
        let without: Vec<Id> = self.people.iter().filter(|one| !fits(one)).map(|one| one.person.clone()).collect();
        if !without.is_empty() {
            return Err(Refusal::of(Rule::Wrong(Field::GrantScope)).about(without));
        }
        if !(1..=Self::LONGEST).contains(&self.days) {
            return Err(Refusal::of(Rule::Wrong(Field::SlipTerm)));
        }
        // Whoever signed in meanwhile, or holds another slip than the one that was shown.
        let stands = |one: &&Admitted| seen.get(&one.person).is_some_and(|now| now.state == State::Invited && now.slip == one.seen);
        let others: Vec<Id> = self.people.iter().filter(|one| !stands(one)).map(|one| one.person.clone()).collect();
        if others.is_empty() { Ok(()) } else { Err(Refusal::of(Rule::NoSuchStep).about(others).instead(Door::People)) }
    }

    fn apply(self, seen: BTreeMap<Id, Standing>, tx: &mut Tx<'_>) -> Result<LetIn, Refusal> {
        let until = tx.now().checked_add(Span::new().hours(24 * self.days)).map_err(|_| Refusal::of(Rule::Wrong(Field::SlipTerm)))?;
        let from = tx.today();
        let mut held_roles = Vec::new();
        for Admitted { person, role, digest, .. } in &self.people {
            if let Some(role) = role.filter(|_| seen.get(person).is_some_and(|one| !one.role)) {
                let grant = Grant { role, scope: Scope::School, from, to: None, instead_of: None };
                held_roles.push((give(tx, person, &grant)?, role));
            }
            hand(tx, person, digest, until)?;
        }
        let people = self.people.into_iter().map(|one| one.person).collect();
        Ok(LetIn { people, held_roles, from, until })
    }

    fn said(done: &LetIn) -> Said {
        let people = done.people.iter().map(|id| ("person", id.clone()));
        let held = done.held_roles.iter().map(|(id, _)| ("held-role", id.clone()));
        let ids = people.chain(held).collect();
        let codes: Vec<_> = done.held_roles.iter().map(|(_, role)| ("role", role.code())).collect();
        let days = codes.first().map(|_| ("from", done.from)).into_iter().collect();
        Said { ids, days, codes, ..Said::default() }
    }

    fn sample(world: &World) -> Self {
        let digest = Slip::of([1; 10]).digest();
        let one = Admitted { person: world.invited.clone(), seen: world.slip_entry, role: Some(Role::Teacher), digest };
        Self { people: vec![one], days: 3 }
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
    /// The entry of the slip she was handed last, good or not.
    pub slip: Option<Version>,
    /// Until when it is good, where it is.
    pub slip_until: Option<Timestamp>,
}

impl Look for Awaited {
    const NAME: &'static str = "people.awaited";
    const POLICY: Policy = MANAGERS;
    type Shown = Vec<AwaitedPerson>;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<Vec<AwaitedPerson>, Refusal> {
        let now = by.now().timestamp();
        let slips = db.all("select person, until, entry from slip", [], |row| {
            Ok((row.id("person")?, (row.get::<i64>("until")?, row.get::<Version>("entry")?)))
        })?;
        let slips: BTreeMap<Id, (i64, Version)> = slips.into_iter().collect();
        let people = List.see(by, db)?.into_iter().filter(|person| person.state == State::Invited);
        let awaited = |person: Person| {
            let slip = slips.get(&person.id);
            let slip_until = slip.and_then(|(until, _)| Timestamp::from_second(*until).ok()).filter(|until| *until > now);
            AwaitedPerson { person, slip: slip.map(|(_, entry)| *entry), slip_until }
        };
        Ok(people.map(awaited).collect())
    }
}
