//! Two records of somebody of a family become one person: a mother of two children, or one who was entered twice. Each record keeps its own row as it
//! was entered, so both can be two again, and a later list knows her by each; how she is written, and how she can be reached, is common.

use serde::Serialize;
use words::{Word, acts};

use super::one_relative::Record;
use super::rights::KEEPERS;
use super::sealed::Relative;
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::store::{Tx, params};
use crate::world::World;

/// `relative.merge`. What names her is not written into the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MergeRelatives {
    /// A record of hers, and another.
    pub records: [Id; 2],
    /// As both were shown.
    pub seen: [Version; 2],
    /// How she is written from now on, and how she can be reached; what she is to a child stays with the child.
    #[serde(skip)]
    pub written: Relative,
}

impl Act for MergeRelatives {
    const NAME: &'static str = "relative.merge";
    const SAID: Word = acts::relative_merge;
    const POLICY: Policy = KEEPERS;
    type Seen = [Record; 2];
    /// The merger, and both records.
    type Done = [Id; 3];

    fn kept_back(&self) -> Vec<String> {
        self.written.typed()
    }

    fn about(&self) -> Vec<(Id, Version)> {
        self.records.iter().cloned().zip(self.seen).collect()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<[Record; 2], Refusal> {
        let first = |record: &Id| Record::of_person(tx, record)?.into_iter().next().ok_or(Refusal::of(Rule::NotThere));
        Ok([first(&self.records[0])?, first(&self.records[1])?])
    }

    fn place(&self, [one, _]: &[Record; 2]) -> Place {
        Place::of(&one.id)
    }

    fn check(&self, _by: &Reader, [one, other]: &[Record; 2]) -> Result<(), Refusal> {
        let refusal = |rule| Refusal::of(rule).about([one.id.clone()]);
        self.written.fits().map_err(refusal)?;
        match () {
            () if one.id == other.id || (one.one.is_some() && one.one == other.one) => Err(refusal(Rule::NoSuchStep)),
            // What was shown side by side is what is joined.
            () if [one.entry, other.entry] != self.seen => Err(refusal(Rule::ChangedMeanwhile(Vec::new()))),
            () => Ok(()),
        }
    }

    fn apply(self, seen: [Record; 2], tx: &mut Tx<'_>) -> Result<[Id; 3], Refusal> {
        let written = Relative { kin: String::new(), ..self.written.tidy() };
        let (id, entry, names) = (tx.new_id("merge")?, tx.entry(), tx.seal_names(&written)?);
        tx.change("insert into relative_merge (id, names, entry) values (?, ?, ?)", params![id.as_str(), names, entry])?;
        for record in &seen {
            // A record stands under its merger, and that under the later one: parted, each is what it was.
            let (table, thing) = record.one.as_ref().map_or(("relative", &record.id), |one| ("relative_merge", one));
            tx.change(&format!("update {table} set one = ?2 where id = ?1"), params![thing.as_str(), id.as_str()])?;
        }
        let [one, other] = self.records;
        Ok([id, one, other])
    }

    fn said([merge, one, other]: &[Id; 3]) -> Said {
        Said::of("merge", merge).id("relative", one).id("merged", other)
    }

    fn sample(world: &World) -> Self {
        let [one, other] = &world.roster.mothers;
        let written =
            Relative { name: "Щукина Ольга Львовна".into(), kin: String::new(), contact: "+7 900 000-00-02".into() };
        Self { records: [one.0.clone(), other.0.clone()], seen: [one.1, other.1], written }
    }
}

/// `relative.part`: they are not one person after all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartRelatives {
    /// Which merger.
    pub merge: Id,
}

impl Act for PartRelatives {
    const NAME: &'static str = "relative.part";
    const SAID: Word = acts::relative_part;
    const POLICY: Policy = KEEPERS;
    /// Records that stood under it.
    type Seen = Vec<Id>;
    type Done = (Id, Vec<Id>);

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Vec<Id>, Refusal> {
        // A merger that became part of a later one is parted after that.
        let records = Record::under(tx, &self.merge)?;
        if records.is_empty() { Err(Refusal::of(Rule::NotThere).about([self.merge.clone()])) } else { Ok(records) }
    }

    fn place(&self, _seen: &Vec<Id>) -> Place {
        Place::of(&self.merge)
    }

    fn check(&self, _by: &Reader, _seen: &Vec<Id>) -> Result<(), Refusal> {
        Ok(())
    }

    fn apply(self, seen: Vec<Id>, tx: &mut Tx<'_>) -> Result<(Id, Vec<Id>), Refusal> {
        for table in ["relative", "relative_merge"] {
            tx.change(&format!("update {table} set one = null where one = ?"), [self.merge.as_str()])?;
        }
        tx.change("delete from relative_merge where id = ?", [self.merge.as_str()])?;
        Ok((self.merge, seen))
    }

    fn said((merge, records): &(Id, Vec<Id>)) -> Said {
        let mut said = Said::of("merge", merge);
        said.ids.extend(records.iter().map(|record| ("relative", record.clone())));
        said
    }

    fn sample(world: &World) -> Self {
        Self { merge: world.roster.one_mother.clone() }
    }
}
