//! Families: who belongs to a pupil, and how they can be reached.

use serde::Serialize;
use words::{Word, acts};

use super::one_relative::{Record, forget};
use super::pupil::Pupil;
use super::rights::OF_A_CLASS;
use super::sealed::Relative;
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::store::{Tx, params};
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
        let there = Record::of_pupil(tx, &pupil.id)?.iter().any(|one| one.relative == wanted || one.entered == wanted);
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

/// Adds somebody to a family.
pub(super) fn add(tx: &mut Tx<'_>, pupil: &Id, relative: &Relative) -> Result<Id, Refusal> {
    let (id, entry, names) = (tx.new_id("relative")?, tx.entry(), tx.seal_names(relative)?);
    tx.change("insert into relative (id, pupil, names, entry) values (?, ?, ?, ?)", params![id.as_str(), pupil.as_str(), names, entry])?;
    Ok(id)
}

/// Removes somebody from a family.
pub(super) fn remove(tx: &mut Tx<'_>, relative: &Id) -> Result<(), Refusal> {
    tx.change("delete from relative where id = ?", [relative.as_str()])?;
    forget(tx)
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
    /// The pupil, and every record of hers with this pupil.
    type Seen = (Pupil, Vec<Id>);
    type Done = [Id; 2];

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Self::Seen, Refusal> {
        let record = Record::shown(tx, &self.relative)?;
        // She stands there once, so what is removed is all of her with this child.
        let hers = Record::of_person(tx, &record.id)?.into_iter().filter(|one| one.pupil == record.pupil);
        Ok((Pupil::find(tx, &record.pupil, tx.today())?, hers.map(|one| one.id).collect()))
    }

    fn place(&self, (pupil, _): &Self::Seen) -> Place {
        pupil.place()
    }

    fn check(&self, _by: &Reader, _seen: &Self::Seen) -> Result<(), Refusal> {
        Ok(())
    }

    fn apply(self, (pupil, hers): Self::Seen, tx: &mut Tx<'_>) -> Result<[Id; 2], Refusal> {
        hers.iter().try_for_each(|record| remove(tx, record))?;
        Ok([self.relative, pupil.id])
    }

    fn said([relative, pupil]: &[Id; 2]) -> Said {
        Said::of("relative", relative).id("pupil", pupil)
    }

    fn sample(world: &World) -> Self {
        Self { relative: world.roster.relative.clone() }
    }
}
