//! `pupil.remove`: a pupil who was entered by mistake goes, with family and number, while nothing stands on the record. A pupil who left is
//! moved out instead, and the data of one who was here are erased by two.

use serde::Serialize;
use words::{Word, acts};

use super::pupil::Pupil;
use super::rights::KEEPERS;
use super::undo::named_by;
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::store::Tx;
use crate::world::World;

/// What a record of a pupil consists of.
const RECORD: [&str; 3] = ["enrolment", "pupil_code", "relative"];

/// `pupil.remove`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RemovePupil {
    /// Which.
    pub pupil: Id,
    /// As it was shown.
    pub seen: Version,
}

impl Act for RemovePupil {
    const NAME: &'static str = "pupil.remove";
    const SAID: Word = acts::pupil_remove;
    const POLICY: Policy = KEEPERS;
    /// The pupil, and whether anything else names the record.
    type Seen = (Pupil, bool);
    /// The pupil, and the class they were in.
    type Done = (Id, Option<Id>);

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.pupil.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Self::Seen, Refusal> {
        let pupil = Pupil::find(tx, &self.pupil, tx.today())?;
        let tables = named_by(tx, "pupil", &self.pupil)?;
        let asked = tx.one("select id from erasure where thing = ? and state = 'asked'", [self.pupil.as_str()], |row| row.id("id"))?;
        let named = asked.is_some() || tables.iter().any(|table| !RECORD.contains(&table.as_str()));
        Ok((pupil, named))
    }

    fn place(&self, seen: &Self::Seen) -> Place {
        seen.0.place()
    }

    fn check(&self, _by: &Reader, (pupil, named): &Self::Seen) -> Result<(), Refusal> {
        if *named { Err(Refusal::of(Rule::PupilStands).about([pupil.id.clone()])) } else { Ok(()) }
    }

    fn apply(self, (pupil, _): Self::Seen, tx: &mut Tx<'_>) -> Result<Self::Done, Refusal> {
        for table in RECORD {
            tx.change(&format!("delete from {table} where pupil = ?"), [pupil.id.as_str()])?;
        }
        tx.change("delete from pupil where id = ?", [pupil.id.as_str()])?;
        Ok((pupil.id, pupil.now.map(|stay| stay.class.id)))
    }

    fn said((pupil, class): &Self::Done) -> Said {
        let mut said = Said::of("pupil", pupil);
        said.ids.extend(class.iter().map(|class| ("class", class.clone())));
        said
    }

    fn sample(world: &World) -> Self {
        Self { pupil: world.roster.twice[0].0.clone(), seen: world.roster.twice[0].1 }
    }
}
