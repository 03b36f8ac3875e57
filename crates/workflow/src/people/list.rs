//! `people.see`: who is here, and who holds what.

use jiff::civil::Date;
use records::text::folded;

use super::managing::MANAGERS;
use super::person::{STATE, State};
use super::post::{name_among, names_apart};
use super::sign_in;
use crate::act::{Look, Version};
use crate::id::Id;
use crate::policy::{Policy, Reach};
use crate::reader::Reader;
use crate::refusal::Refusal;
use crate::role::{Role, Scope};
use crate::store::{Db, Row};

/// Asks for everybody.
#[derive(Clone, Copy, Debug)]
pub struct List;

/// A person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Id.
    pub id: Id,
    /// Name.
    pub name: String,
    /// What she is called where she stands among others: of two of one name each with what tells them apart.
    pub called: String,
    /// The post she works in; empty where none is told.
    pub post: String,
    /// State.
    pub state: State,
    /// Her last day of work, where she left.
    pub left: Option<Date>,
    /// The entry that made the person so.
    pub entry: Version,
    /// What she signs in with.
    pub signs_in_as: String,
    /// What she holds.
    pub roles: Vec<HeldRole>,
}

/// A role somebody holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldRole {
    /// Id.
    pub id: Id,
    /// Role.
    pub role: Role,
    /// Where.
    pub scope: Scope,
    /// First day.
    pub from: Date,
    /// Last day, where it has one.
    pub to: Option<Date>,
}

impl Person {
    /// Whether she works here: was invited, or has come.
    #[must_use]
    pub const fn works_here(&self) -> bool {
        matches!(self.state, State::Invited | State::Active)
    }

    /// Whether she manages people today: active, with a role that does, of the whole school.
    #[must_use]
    pub fn manages(&self, today: Date) -> bool {
        let holds = |held: &HeldRole| held.from <= today && held.to.is_none_or(|to| today <= to) && held.scope == Scope::School;
        self.state == State::Active && self.roles.iter().any(|held| holds(held) && MANAGERS.may.iter().any(|(role, _)| *role == held.role))
    }
}

impl Look for List {
    const NAME: &'static str = "people.see";
    const POLICY: Policy = Policy {
        may: &[
            (Role::Administrator, Reach::School),
            (Role::Head, Reach::School),
            (Role::DeputyHead, Reach::School),
            (Role::Auditor, Reach::School),
        ],
        ..MANAGERS
    };
    type Shown = Vec<Person>;

    fn see(&self, _by: &Reader, db: &Db<'_>) -> Result<Vec<Person>, Refusal> {
        let mut people =
            db.all(&format!("select id, name, coalesce(post, '') as post, person.entry, left_day, {STATE}, sign_in from person join account on account.person = person.id order by id"), [], person)?;
        let names = names_apart(db)?;
        people.iter_mut().for_each(|person| person.called = name_among(&names, &person.id));
        // As people look for one another: by name, ё beside е. The database knows no such order.
        people.sort_by_cached_key(|person| folded(&person.name));
        let held = db.all("select * from held_role order by id", [], |row| Ok((row.id("person")?, held(row)?)))?;
        for (holder, held) in held {
            people.iter_mut().filter(|person| person.id == holder).for_each(|person| person.roles.push(held.clone()));
        }
        people.iter_mut().for_each(|person| person.roles.sort_by_key(|held| held.role));
        Ok(people)
    }
}

fn person(row: &Row<'_>) -> Result<Person, Refusal> {
    let state = row.read("state", State::from_code)?;
    let (name, signs_in_with): (String, String) = (row.get("name")?, row.get("sign_in")?);
    let signs_in_as = sign_in::shown(&name, &signs_in_with);
    let left = row.get::<Option<String>>("left_day")?.map(|_| row.day("left_day")).transpose()?;
    let (called, post) = (String::new(), row.get("post")?);
    Ok(Person { id: row.id("id")?, name, called, post, state, left, entry: row.get("entry")?, signs_in_as, roles: Vec::new() })
}

fn held(row: &Row<'_>) -> Result<HeldRole, Refusal> {
    let to = row.get::<Option<String>>("to_day")?.map(|_| row.day("to_day")).transpose()?;
    let (role, scope) = (row.read("role", Role::from_code)?, row.read("scope", Scope::read)?);
    Ok(HeldRole { id: row.id("id")?, role, scope, from: row.day("from_day")?, to })
}
