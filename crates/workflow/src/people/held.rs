//! Roles people hold: given and withdrawn. Rights are read with every act, so what was withdrawn holds no longer.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use words::{Word, acts};

use super::deputy::lent;
use super::granted::grant;
use super::managing::{MANAGERS, manages_others};
use super::person::{STATE, State};
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy};
use crate::reader::{Actor, Reader};
use crate::refusal::{Field, Refusal, Rule};
use crate::role::{Grant, Role, Scope};
use crate::store::{Db, Tx, params};
use crate::world::World;

/// `role.give`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Give {
    /// To whom.
    pub person: Id,
    /// Role.
    pub role: Role,
    /// Where.
    pub scope: Scope,
    /// First day.
    pub from: Date,
    /// Last day, where it has one.
    pub to: Option<Date>,
}

/// A role that was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// Id of the holding.
    pub held_role: Id,
    /// Who holds it.
    pub person: Id,
    /// Role.
    pub role: Role,
    /// First day.
    pub from: Date,
}

impl Act for Give {
    const NAME: &'static str = "role.give";
    const SAID: Word = acts::role_give;
    const POLICY: Policy = MANAGERS;
    /// State of the person.
    type Seen = State;
    type Done = Given;

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<State, Refusal> {
        let state =
            tx.one(&format!("select {STATE} from person where id = ?"), [self.person.as_str()], |row| row.read("state", State::from_code))?;
        state.ok_or_else(|| Refusal::of(Rule::NotThere).about([self.person.clone()]))
    }

    fn place(&self, _seen: &State) -> Place {
        Place::of(&self.person)
    }

    fn check(&self, by: &Reader, seen: &State) -> Result<(), Refusal> {
        let rule = match seen {
            _ if by.is(&self.person) => Err(Rule::Oneself),
            State::Locked | State::Left | State::Merged => Err(Rule::NoSuchStep),
            _ if self.scope != Scope::School && of_the_school(self.role) => Err(Rule::Wrong(Field::GrantScope)),
            _ if !self.scope.fits() => Err(Rule::Wrong(Field::GrantScope)),
            _ if self.to.is_some_and(|to| to < self.from) => Err(Rule::Wrong(Field::GrantDays)),
            _ => Ok(()),
        };
        rule.map_err(|rule| Refusal::of(rule).about([self.person.clone()]))
    }

    fn apply(self, _seen: State, tx: &mut Tx<'_>) -> Result<Given, Refusal> {
        let Self { person, role, scope, from, to } = self;
        let held_role = give(tx, &person, &Grant { role, scope, from, to, instead_of: None })?;
        Ok(Given { held_role, person, role, from })
    }

    fn said(done: &Given) -> Said {
        let said = Said::of("person", &done.person).id("held-role", &done.held_role);
        Said { days: vec![("from", done.from)], codes: vec![("role", done.role.code())], ..said }
    }

    fn sample(world: &World) -> Self {
        Self { person: world.active.clone(), role: Role::Head, scope: Scope::School, from: world.today, to: None }
    }
}

/// `role.withdraw`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Withdraw {
    /// Which holding.
    pub held_role: Id,
}

/// What has to be known to withdraw a role.
pub struct Holding {
    person: Id,
    role: Role,
    /// Whether somebody else manages people too.
    others: bool,
}

impl Act for Withdraw {
    const NAME: &'static str = "role.withdraw";
    const SAID: Word = acts::role_withdraw;
    const POLICY: Policy = MANAGERS;
    type Seen = Holding;
    type Done = Given;

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Holding, Refusal> {
        let sql = "select person, role from held_role where id = ?";
        let found = tx.one(sql, [self.held_role.as_str()], |row| Ok((row.id("person")?, row.read("role", Role::from_code)?)))?;
        let (person, role) = found.ok_or_else(|| Refusal::of(Rule::NotThere).about([self.held_role.clone()]))?;
        Ok(Holding { others: manages_others(tx, &person)?, person, role })
    }

    fn place(&self, seen: &Holding) -> Place {
        Place::of(&seen.person)
    }

    fn check(&self, by: &Reader, seen: &Holding) -> Result<(), Refusal> {
        let manages = MANAGERS.may.iter().any(|(role, _)| *role == seen.role);
        let rule = match () {
            () if by.is(&seen.person) => Err(Rule::Oneself),
            () if manages && !seen.others => Err(Rule::LastAdministrator),
            () => Ok(()),
        };
        rule.map_err(|rule| Refusal::of(rule).about([seen.person.clone()]))
    }

    fn apply(self, seen: Holding, tx: &mut Tx<'_>) -> Result<Given, Refusal> {
        let from = tx.one("select from_day from held_role where id = ?", [self.held_role.as_str()], |row| row.day("from_day"))?;
        tx.change("delete from held_role where id = ?", [self.held_role.as_str()])?;
        let Holding { person, role, .. } = seen;
        Ok(Given { held_role: self.held_role, person, role, from: from.ok_or(Refusal::of(Rule::NotThere))? })
    }

    fn said(done: &Given) -> Said {
        let said = Said::of("person", &done.person).id("held-role", &done.held_role);
        Said { codes: vec![("role", done.role.code())], ..said }
    }

    fn sample(world: &World) -> Self {
        Self { held_role: world.held_role.clone() }
    }
}

/// Gives a role.
pub(crate) fn give(tx: &mut Tx<'_>, person: &Id, grant: &Grant) -> Result<Id, Refusal> {
    let (id, entry) = (tx.new_id("role")?, tx.entry());
    let sql = "insert into held_role (id, person, role, scope, from_day, to_day, entry) values (?, ?, ?, ?, ?, ?, ?)";
    let Grant { role, scope, from, to, .. } = grant;
    let to = to.map(|to| to.to_string());
    tx.change(sql, params![id.as_str(), person.as_str(), role.code(), scope.written(), from.to_string(), to, entry])?;
    Ok(id)
}

/// Roles that are of the whole school or nothing.
const fn of_the_school(role: Role) -> bool {
    matches!(role, Role::Administrator | Role::Head | Role::DeputyHead | Role::Auditor)
}

/// The reader with what she holds now, and with what she holds because she stands in for somebody; whoever is not active holds nothing.
pub(crate) fn rights(db: &Db<'_>, by: Reader) -> Result<Reader, Refusal> {
    let Actor::Person(person) = by.actor() else { return Ok(by) };
    let sql = "select role, scope, from_day, to_day from held_role join person on person.id = held_role.person
        where person.id = ? and person.state = 'active'";
    let mut grants = db.all(sql, [person.as_str()], grant)?;
    grants.extend(lent(db, person)?);
    Ok(by.with(grants))
}
