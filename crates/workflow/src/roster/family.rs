//! Families: who belongs to a pupil, and how they can be reached.

use serde::Serialize;
use words::{Word, acts};

use super::pupil::Pupil;
use super::rights::OF_A_CLASS;
use super::sealed::Relative;
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::store::{Db, Tx, params};
use crate::world::World;

/// `relative.add`. What names the family is not written into the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AddRelative {
    /// Of which pupil.
    pub pupil: Id,
    /// Who.
    #[serde(skip)]
    pub relative: Relative,
}

impl Act for AddRelative {
    const NAME: &'static str = "relative.add";
    const SAID: Word = acts::relative_add;
    const POLICY: Policy = OF_A_CLASS;
    /// The pupil, and whether just this stands there already.
    type Seen = (Pupil, bool);
    /// The relative and the pupil.
    type Done = [Id; 2];

    fn kept_back(&self) -> Vec<String> {
        self.relative.typed()
    }

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Self::Seen, Refusal> {
        let wanted = self.relative.clone().tidy();
        let pupil = Pupil::find(tx, &self.pupil, tx.today())?;
        let there = of_pupil(tx, &pupil.id)?.iter().any(|(_, relative)| *relative == wanted);
        Ok((pupil, there))
    }

    fn place(&self, (pupil, _): &Self::Seen) -> Place {
        pupil.place()
    }

    fn check(&self, _by: &Reader, (pupil, there): &Self::Seen) -> Result<(), Refusal> {
        let refusal = |rule| Refusal::of(rule).about([pupil.id.clone()]);
        self.relative.fits().map_err(refusal)?;
        if *there { Err(refusal(Rule::NothingChanged)) } else { Ok(()) }
    }

    fn apply(self, _seen: Self::Seen, tx: &mut Tx<'_>) -> Result<[Id; 2], Refusal> {
        Ok([add(tx, &self.pupil, &self.relative.tidy())?, self.pupil])
    }

    fn said([relative, pupil]: &[Id; 2]) -> Said {
        Said::of("relative", relative).id("pupil", pupil)
    }

    fn sample(world: &World) -> Self {
        let relative = Relative { name: "Ёлкин Илья".into(), kin: "отец".into(), contact: "+7 900 000-00-01".into() };
        Self { pupil: world.roster.pupil.clone(), relative }
    }
}

/// The family of a pupil.
pub(super) fn of_pupil(db: &Db<'_>, pupil: &Id) -> Result<Vec<(Id, Relative)>, Refusal> {
    let sql = "select id, names from relative where pupil = ? order by entry, id";
    let rows = db.all(sql, [pupil.as_str()], |row| Ok((row.id("id")?, row.get::<Vec<u8>>("names")?)))?;
    rows.into_iter().map(|(id, names)| Ok((id, db.open_names(&names)?))).collect()
}

/// Adds somebody to a family.
pub(super) fn add(tx: &mut Tx<'_>, pupil: &Id, relative: &Relative) -> Result<Id, Refusal> {
    let (id, entry, names) = (tx.new_id("relative")?, tx.entry(), tx.seal_names(relative)?);
    tx.change("insert into relative (id, pupil, names, entry) values (?, ?, ?, ?)", params![id.as_str(), pupil.as_str(), names, entry])?;
    Ok(id)
}

/// Removes somebody from a family.
pub(super) fn remove(tx: &mut Tx<'_>, relative: &Id) -> Result<(), Refusal> {
    tx.change("delete from relative where id = ?", [relative.as_str()]).map(drop)
}

/// `relative.remove`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RemoveRelative {
    /// Who.
    pub relative: Id,
}

impl Act for RemoveRelative {
    const NAME: &'static str = "relative.remove";
    const SAID: Word = acts::relative_remove;
    const POLICY: Policy = OF_A_CLASS;
    type Seen = Pupil;
    type Done = [Id; 2];

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Pupil, Refusal> {
        let pupil = tx.one("select pupil from relative where id = ?", [self.relative.as_str()], |row| row.id("pupil"))?;
        Pupil::find(tx, &pupil.ok_or_else(|| Refusal::of(Rule::NotThere).about([self.relative.clone()]))?, tx.today())
    }

    fn place(&self, seen: &Pupil) -> Place {
        seen.place()
    }

    fn check(&self, _by: &Reader, _seen: &Pupil) -> Result<(), Refusal> {
        Ok(())
    }

    fn apply(self, seen: Pupil, tx: &mut Tx<'_>) -> Result<[Id; 2], Refusal> {
        remove(tx, &self.relative)?;
        Ok([self.relative, seen.id])
    }

    fn said([relative, pupil]: &[Id; 2]) -> Said {
        Said::of("relative", relative).id("pupil", pupil)
    }

    fn sample(world: &World) -> Self {
        Self { relative: world.roster.relative.clone() }
    }
}
