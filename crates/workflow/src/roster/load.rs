//! Who teaches which subject in which class.

use serde::Serialize;
use words::{Word, acts};

use super::class::{Class, works_here};
use super::rights::KEEPERS;
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Field, Refusal, Rule};
use crate::store::{Db, Tx, params};
use crate::texts;
use crate::world::World;

/// `load.give`: a subject in a class; two teachers of one subject halve the class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GiveLoad {
    /// In which class.
    pub class: Id,
    /// Which subject, by its name.
    pub subject: String,
    /// To whom.
    pub teacher: Id,
}

impl Act for GiveLoad {
    const NAME: &'static str = "load.give";
    const SAID: Word = acts::load_give;
    const POLICY: Policy = KEEPERS;
    /// The class, and whether she teaches it there already.
    type Seen = (Class, bool);
    /// The load, its class, its teacher.
    type Done = [Id; 3];

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Self::Seen, Refusal> {
        works_here(tx, &self.teacher)?;
        let class = Class::find(tx, &self.class)?;
        Ok((class, there(tx, &self.class, &self.subject, &self.teacher)?.is_some()))
    }

    fn place(&self, (class, _): &Self::Seen) -> Place {
        class.place()
    }

    fn check(&self, _by: &Reader, (class, there): &Self::Seen) -> Result<(), Refusal> {
        let refusal = |rule| Refusal::of(rule).about([class.id.clone()]);
        texts::required_line(&self.subject, Field::Subject).map_err(refusal)?;
        if *there { Err(refusal(Rule::NothingChanged)) } else { Ok(()) }
    }

    fn apply(self, _seen: Self::Seen, tx: &mut Tx<'_>) -> Result<Self::Done, Refusal> {
        let id = add(tx, &self.class, &self.subject, &self.teacher)?;
        Ok([id, self.class, self.teacher])
    }

    fn said([load, class, teacher]: &Self::Done) -> Said {
        Said::of("load", load).id("class", class).id("person", teacher)
    }

    fn sample(world: &World) -> Self {
        Self { class: world.roster.class.clone(), subject: "Физика".into(), teacher: world.active.clone() }
    }
}

/// The load that is there already.
pub(super) fn there(db: &Db<'_>, class: &Id, subject: &str, teacher: &Id) -> Result<Option<Id>, Refusal> {
    let sql = "select id from teaching_load where class = ? and subject = ? and teacher = ?";
    db.one(sql, params![class.as_str(), subject.trim(), teacher.as_str()], |row| row.id("id"))
}

/// Adds a load.
pub(crate) fn add(tx: &mut Tx<'_>, class: &Id, subject: &str, teacher: &Id) -> Result<Id, Refusal> {
    let (id, entry) = (tx.new_id("load")?, tx.entry());
    let sql = "insert into teaching_load (id, class, subject, teacher, entry) values (?, ?, ?, ?, ?)";
    tx.change(sql, params![id.as_str(), class.as_str(), subject.trim(), teacher.as_str(), entry])?;
    Ok(id)
}

/// `load.remove`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RemoveLoad {
    /// Which.
    pub load: Id,
}

impl Act for RemoveLoad {
    const NAME: &'static str = "load.remove";
    const SAID: Word = acts::load_remove;
    const POLICY: Policy = KEEPERS;
    /// Its class and its teacher.
    type Seen = [Id; 2];
    type Done = [Id; 3];

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<[Id; 2], Refusal> {
        let sql = "select class, teacher from teaching_load where id = ?";
        let found = tx.one(sql, [self.load.as_str()], |row| Ok([row.id("class")?, row.id("teacher")?]))?;
        found.ok_or_else(|| Refusal::of(Rule::NotThere).about([self.load.clone()]))
    }

    fn place(&self, _seen: &[Id; 2]) -> Place {
        Place::of(&self.load)
    }

    fn check(&self, _by: &Reader, _seen: &[Id; 2]) -> Result<(), Refusal> {
        Ok(())
    }

    fn apply(self, [class, teacher]: [Id; 2], tx: &mut Tx<'_>) -> Result<Self::Done, Refusal> {
        tx.change("delete from teaching_load where id = ?", [self.load.as_str()])?;
        Ok([self.load, class, teacher])
    }

    fn said([load, class, teacher]: &Self::Done) -> Said {
        Said::of("load", load).id("class", class).id("person", teacher)
    }

    fn sample(world: &World) -> Self {
        Self { load: world.roster.load.clone() }
    }
}
