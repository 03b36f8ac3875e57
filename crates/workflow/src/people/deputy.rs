//! Somebody stands in for somebody else between two days, in all her roles or in one. The rights hold on those days only, entries say by whom
//! and for whom, and where two have to sign both of them count as one.

use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use words::{Word, acts};

use super::granted::grant;
use super::managing::MANAGERS;
use super::merge::present;
use super::person::{STATE, State};
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Field, Refusal, Rule};
use crate::role::{Grant, Role};
use crate::store::{Db, Row, Tx, params};
use crate::world::World;

/// Days somebody can stand in for somebody else: longer is a role of her own.
const LONGEST: i64 = 366;

/// `deputy.appoint`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Appoint {
    /// Who is stood in for.
    pub person: Id,
    /// Who stands in for her.
    pub stand_in: Id,
    /// In which role; None = in all of them.
    pub role: Option<Role>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// Who stands in for whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deputising {
    /// Its id.
    pub deputy: Id,
    /// Who is stood in for.
    pub person: Id,
    /// Who stands in for her.
    pub stand_in: Id,
    /// In which role; None = in all of them.
    pub role: Option<Role>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

impl Deputising {
    fn of(row: &Row<'_>) -> Result<Self, Refusal> {
        let role = row.get::<Option<String>>("role")?.map(|code| Role::from_code(&code).ok_or(Refusal::of(Rule::Disk))).transpose()?;
        let (from, to) = (row.day("from_day")?, row.day("to_day")?);
        Ok(Self { deputy: row.id("id")?, person: row.id("person")?, stand_in: row.id("stand_in")?, role, from, to })
    }

    /// Those that are not over, of a person or by her, the earliest first.
    pub(super) fn with(db: &Db<'_>, person: &Id, today: Date) -> Result<Vec<Self>, Refusal> {
        let sql = "select * from deputy where (person = ?1 or stand_in = ?1) and to_day >= ?2 order by from_day, id";
        db.all(sql, params![person.as_str(), today.to_string()], Self::of)
    }

    fn said(&self) -> Said {
        let said = Said::of("person", &self.person).id("stand-in", &self.stand_in).id("deputy", &self.deputy);
        let codes = self.role.map(|role| ("role", role.code())).into_iter().collect();
        Said { days: vec![("from", self.from), ("to", self.to)], codes, ..said }
    }
}

/// States of both.
pub struct Both {
    person: State,
    stand_in: State,
}

impl Act for Appoint {
    const NAME: &'static str = "deputy.appoint";
    const SAID: Word = acts::deputy_appoint;
    const POLICY: Policy = MANAGERS;
    type Seen = Both;
    type Done = Deputising;

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Both, Refusal> {
        let sql = format!("select {STATE} from person where id = ?");
        let state = |id: &Id| {
            let found = tx.one(&sql, [id.as_str()], |row| row.read("state", State::from_code))?;
            found.ok_or_else(|| Refusal::of(Rule::NotThere).about([id.clone()]))
        };
        Ok(Both { person: state(&self.person)?, stand_in: state(&self.stand_in)? })
    }

    fn place(&self, _seen: &Both) -> Place {
        Place::of(&self.person)
    }

    fn check(&self, by: &Reader, seen: &Both) -> Result<(), Refusal> {
        let days = |first: Date, last: Date| first.until(last).map_or(0, |span| i64::from(span.get_days()));
        let there = |state| matches!(state, State::Invited | State::Active);
        let rule = match () {
            // Rights are given by others: nobody takes them for herself, nor for whom she stands in for.
            () if by.is(&self.stand_in) => Err(Rule::Oneself),
            () if self.person == self.stand_in => Err(Rule::Wrong(Field::StandIn)),
            () if !there(seen.person) || !there(seen.stand_in) => Err(Rule::NoSuchStep),
            () if self.to < self.from || self.to < by.now().date() || days(self.from, self.to) >= LONGEST => {
                Err(Rule::Wrong(Field::DeputyDays))
            }
            () => Ok(()),
        };
        rule.map_err(|rule| Refusal::of(rule).about([self.person.clone(), self.stand_in.clone()]))
    }

    fn apply(self, _seen: Both, tx: &mut Tx<'_>) -> Result<Deputising, Refusal> {
        let Self { person, stand_in, role, from, to } = self;
        let (deputy, entry) = (tx.new_id("deputy")?, tx.entry());
        let sql = "insert into deputy (id, person, stand_in, role, from_day, to_day, entry) values (?, ?, ?, ?, ?, ?, ?)";
        let (code, days) = (role.map(Role::code), [from, to].map(|day| day.to_string()));
        tx.change(sql, params![deputy.as_str(), person.as_str(), stand_in.as_str(), code, days[0], days[1], entry])?;
        Ok(Deputising { deputy, person, stand_in, role, from, to })
    }

    fn said(done: &Deputising) -> Said {
        done.said()
    }

    fn sample(world: &World) -> Self {
        let to = world.today.checked_add(Span::new().days(13)).unwrap_or(world.today);
        Self { person: world.active.clone(), stand_in: world.invited.clone(), role: None, from: world.today, to }
    }
}

/// `deputy.end`: from now on nobody stands in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EndDeputy {
    /// Which.
    pub deputy: Id,
}

impl Act for EndDeputy {
    const NAME: &'static str = "deputy.end";
    const SAID: Word = acts::deputy_end;
    const POLICY: Policy = MANAGERS;
    type Seen = Deputising;
    type Done = Deputising;

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Deputising, Refusal> {
        let found = tx.one("select * from deputy where id = ?", [self.deputy.as_str()], Deputising::of)?;
        found.ok_or_else(|| Refusal::of(Rule::NotThere).about([self.deputy.clone()]))
    }

    fn place(&self, seen: &Deputising) -> Place {
        Place::of(&seen.person)
    }

    fn check(&self, _by: &Reader, _seen: &Deputising) -> Result<(), Refusal> {
        Ok(())
    }

    fn apply(self, seen: Deputising, tx: &mut Tx<'_>) -> Result<Deputising, Refusal> {
        tx.change("delete from deputy where id = ?", [seen.deputy.as_str()])?;
        Ok(seen)
    }

    fn said(done: &Deputising) -> Said {
        done.said()
    }

    fn sample(world: &World) -> Self {
        Self { deputy: world.deputy.clone() }
    }
}

/// What somebody holds because she stands in: the roles of an active person, on the days of both.
pub(super) fn lent(db: &Db<'_>, stand_in: &Id) -> Result<Vec<Grant>, Refusal> {
    let sql = "select held_role.*, deputy.from_day as first_day, deputy.to_day as last_day from deputy
        join person as holder on holder.id = deputy.person and holder.state = 'active'
        join person as other on other.id = deputy.stand_in and other.state = 'active'
        join held_role on held_role.person = deputy.person and (deputy.role is null or deputy.role = held_role.role)
        where deputy.stand_in = ?";
    db.all(sql, [stand_in.as_str()], |row| {
        let (held, last) = (grant(row)?, row.day("last_day")?);
        let (from, to) = (held.from.max(row.day("first_day")?), held.to.map_or(last, |to| to.min(last)));
        Ok(Grant { from, to: Some(to), instead_of: Some(row.id("person")?), ..held })
    })
}

/// Who signed for a thing: the person, and those for whom she acted on it. None of them signs it a second time.
pub(crate) fn signers(db: &Db<'_>, thing: &Id, first: &Id) -> Result<Vec<Id>, Refusal> {
    // Entries name the records that acted; those that became one are one person.
    let sql = "with recursive one (id) as (select ?2 union select person.id from person join one on person.merged_into = one.id)
        select distinct acted_for.person from entry_object join acted_for on acted_for.entry = entry_object.entry
        where entry_object.object = ?1 and acted_for.actor in (select id from one)";
    let others = db.all(sql, [thing.as_str(), first.as_str()], |row| row.id("person"))?;
    let mut signers = others.iter().map(|person| present(db, person)).collect::<Result<Vec<Id>, Refusal>>()?;
    signers.push(first.clone());
    Ok(signers)
}

/// Ends every deputising of a person who left, by her and for her.
pub(super) fn end_all(tx: &mut Tx<'_>, person: &Id) -> Result<(), Refusal> {
    tx.change("delete from deputy where person = ?1 or stand_in = ?1", [person.as_str()]).map(drop)
}
