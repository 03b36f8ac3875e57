//! `pupil.entrust`, `pupil.release`: a psychologist or a social teacher works with a pupil who is entrusted to her, and sees no other.

use serde::Serialize;
use words::{Word, acts};

use super::class::works_here;
use super::pupil::Pupil;
use super::rights::KEEPERS;
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::people::post::{name_among, names_apart};
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Door, Field, Refusal, Rule};
use crate::role::Role;
use crate::store::{Db, Tx, params};
use crate::world::World;

/// `pupil.entrust`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entrust {
    /// Which pupil.
    pub pupil: Id,
    /// To whom.
    pub person: Id,
}

/// What has to be known to entrust a pupil.
pub struct Entrusting {
    pupil: Pupil,
    there: bool,
    /// Whether the role is hers that reaches whoever is entrusted.
    holds: bool,
}

impl Act for Entrust {
    const NAME: &'static str = "pupil.entrust";
    const SAID: Word = acts::pupil_entrust;
    const POLICY: Policy = KEEPERS;
    type Seen = Entrusting;
    /// That it is so, the pupil, the person.
    type Done = [Id; 3];

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Entrusting, Refusal> {
        works_here(tx, &self.person)?;
        let sql = "select person from held_role where person = ?1 and role = ?2 and from_day <= ?3 and (to_day is null or ?3 <= to_day)";
        let role = Role::Psychologist.code();
        let holds = tx.one(sql, params![self.person.as_str(), role, tx.today().to_string()], |row| row.id("person"))?.is_some();
        let there = of_pupil(tx, &self.pupil)?.iter().any(|one| one.person == self.person);
        Ok(Entrusting { pupil: Pupil::find(tx, &self.pupil, tx.today())?, there, holds })
    }

    fn place(&self, seen: &Entrusting) -> Place {
        seen.pupil.place()
    }

    fn check(&self, _by: &Reader, seen: &Entrusting) -> Result<(), Refusal> {
        let refusal = |rule| Refusal::of(rule).about([self.pupil.clone()]);
        match () {
            () if seen.there => Err(refusal(Rule::NothingChanged)),
            () if !seen.holds => Err(refusal(Rule::Wrong(Field::EntrustedTo)).instead(Door::People)),
            () => Ok(()),
        }
    }

    fn apply(self, _seen: Entrusting, tx: &mut Tx<'_>) -> Result<[Id; 3], Refusal> {
        let (id, entry) = (tx.new_id("entrusted")?, tx.entry());
        let sql = "insert into entrustment (id, pupil, person, entry) values (?, ?, ?, ?)";
        tx.change(sql, params![id.as_str(), self.pupil.as_str(), self.person.as_str(), entry])?;
        Ok([id, self.pupil, self.person])
    }

    fn said([id, pupil, person]: &[Id; 3]) -> Said {
        Said::of("entrusted", id).id("pupil", pupil).id("person", person)
    }

    fn sample(world: &World) -> Self {
        Self { pupil: world.roster.twice[0].0.clone(), person: world.roster.psychologist.clone() }
    }
}

/// `pupil.release`: the pupil is entrusted to her no longer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Release {
    /// What was entrusted.
    pub entrusted: Id,
}

impl Act for Release {
    const NAME: &'static str = "pupil.release";
    const SAID: Word = acts::pupil_release;
    const POLICY: Policy = KEEPERS;
    /// The pupil and the person.
    type Seen = [Id; 2];
    type Done = [Id; 3];

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<[Id; 2], Refusal> {
        let sql = "select pupil, person from entrustment where id = ?";
        let found = tx.one(sql, [self.entrusted.as_str()], |row| Ok([row.id("pupil")?, row.id("person")?]))?;
        found.ok_or_else(|| Refusal::of(Rule::NotThere).about([self.entrusted.clone()]))
    }

    fn place(&self, _seen: &[Id; 2]) -> Place {
        Place::of(&self.entrusted)
    }

    fn check(&self, _by: &Reader, _seen: &[Id; 2]) -> Result<(), Refusal> {
        Ok(())
    }

    fn apply(self, [pupil, person]: [Id; 2], tx: &mut Tx<'_>) -> Result<[Id; 3], Refusal> {
        tx.change("delete from entrustment where id = ?", [self.entrusted.as_str()])?;
        Ok([self.entrusted, pupil, person])
    }

    fn said([id, pupil, person]: &[Id; 3]) -> Said {
        Said::of("entrusted", id).id("pupil", pupil).id("person", person)
    }

    fn sample(world: &World) -> Self {
        Self { entrusted: world.roster.entrusted.clone() }
    }
}

/// That a pupil is entrusted to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entrusted {
    /// Id.
    pub id: Id,
    /// To whom.
    pub person: Id,
    /// Her name.
    pub name: String,
}

/// Whom a pupil is entrusted to.
pub(super) fn of_pupil(db: &Db<'_>, pupil: &Id) -> Result<Vec<Entrusted>, Refusal> {
    let sql = "select entrustment.id, person, name from entrustment join person on person.id = entrustment.person where pupil = ? order by name, entrustment.id";
    let mut all =
        db.all(sql, [pupil.as_str()], |row| Ok(Entrusted { id: row.id("id")?, person: row.id("person")?, name: row.get("name")? }))?;
    if !all.is_empty() {
        let names = names_apart(db)?;
        all.iter_mut().for_each(|one| one.name = name_among(&names, &one.person));
    }
    Ok(all)
}
