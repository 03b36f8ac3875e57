//! `relative.change`: somebody of a family is written otherwise, or reached otherwise: for every child of hers at once.

use serde::Serialize;
use words::{Word, acts};

use super::one_relative::Record;
use super::pupil::Pupil;
use super::rights::OF_A_CLASS;
use super::sealed::Relative;
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Conflict, Field, Refusal, Rule};
use crate::school::{Edit, Standing};
use crate::store::{Tx, params};
use crate::world::World;

/// `relative.change`. What names her is not written into the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangeRelative {
    /// The record, of the child it stands with.
    pub relative: Id,
    /// As it was shown.
    pub seen: Version,
    /// What was shown.
    #[serde(skip)]
    pub was: Relative,
    /// As it is from now on.
    #[serde(skip)]
    pub wanted: Relative,
}

impl ChangeRelative {
    /// What was typed over what was shown, beside what stands there now.
    fn over(&self, now: &Record) -> Result<Relative, Rule> {
        let (was, wanted, stands) = (&self.was, self.wanted.clone().tidy(), &now.relative);
        let text = |field, opened: &String, wanted: String, value: &String| {
            let standing = Standing { value: value.clone(), entry: now.entry };
            let changed = Edit { opened: opened.clone(), wanted }.against(&standing, field, String::clone)?;
            Ok::<_, Conflict>(changed.unwrap_or(standing.value))
        };
        let name = text(Field::PersonName, &was.name, wanted.name, &stands.name);
        let kin = text(Field::Kin, &was.kin, wanted.kin, &stands.kin);
        let contact = text(Field::Contact, &was.contact, wanted.contact, &stands.contact);
        match (name, kin, contact) {
            (Ok(name), Ok(kin), Ok(contact)) => Ok(Relative { name, kin, contact }),
            (name, kin, contact) => Err(Rule::ChangedMeanwhile(name.err().into_iter().chain(kin.err()).chain(contact.err()).collect())),
        }
    }
}

impl Act for ChangeRelative {
    const NAME: &'static str = "relative.change";
    const SAID: Word = acts::relative_change;
    const POLICY: Policy = OF_A_CLASS;
    type Seen = (Record, Pupil);
    /// The record and the pupil.
    type Done = [Id; 2];

    fn kept_back(&self) -> Vec<String> {
        self.wanted.typed()
    }

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.relative.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Self::Seen, Refusal> {
        let record = Record::shown(tx, &self.relative)?;
        let pupil = Pupil::find(tx, &record.pupil, tx.today())?;
        Ok((record, pupil))
    }

    fn place(&self, (_, pupil): &Self::Seen) -> Place {
        pupil.place()
    }

    fn check(&self, _by: &Reader, (record, _): &Self::Seen) -> Result<(), Refusal> {
        let refusal = |rule| Refusal::of(rule).about([record.id.clone()]);
        self.wanted.fits().map_err(refusal)?;
        if self.over(record).map_err(refusal)? == record.relative { Err(refusal(Rule::NothingChanged)) } else { Ok(()) }
    }

    fn apply(self, (record, pupil): Self::Seen, tx: &mut Tx<'_>) -> Result<[Id; 2], Refusal> {
        let (now, entry) = (self.over(&record).map_err(Refusal::of)?, tx.entry());
        let own = match &record.one {
            // The record keeps how it was entered: parted, it is that again, and a list that writes her so knows her.
            Some(one) => {
                let common = tx.seal_names(&Relative { kin: String::new(), ..now.clone() })?;
                tx.change("update relative_merge set names = ?2, entry = ?3 where id = ?1", params![one.as_str(), common, entry])?;
                let kin = if now.kin == record.relative.kin { record.entered.kin.clone() } else { now.kin };
                Relative { kin, ..record.entered.clone() }
            }
            None => now,
        };
        if own != record.entered {
            let names = tx.seal_names(&own)?;
            tx.change("update relative set names = ?2, entry = ?3 where id = ?1", params![record.id.as_str(), names, entry])?;
        }
        Ok([record.id, pupil.id])
    }

    fn said([relative, pupil]: &[Id; 2]) -> Said {
        Said::of("relative", relative).id("pupil", pupil)
    }

    fn sample(world: &World) -> Self {
        let was = Relative { name: "Ёлкина Анна".into(), kin: "мать".into(), contact: "+7 900 000-00-00".into() };
        let wanted = Relative { contact: "+7 900 000-00-09".into(), ..was.clone() };
        Self { relative: world.roster.relative.clone(), seen: 1, was, wanted }
    }
}
