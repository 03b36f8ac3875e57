//! `pupil.remove`: a pupil who was entered by mistake goes, with family and number, while nothing stands on the record and it is of one class
//! and this year alone. A pupil who left is moved out instead, and the data of one who was here are erased by two. It is no erasure: files that name
//! the child stay, and a backup made before brings the record back, as it brings back everything undone since.

use serde::Serialize;
use words::{Word, acts};

use super::one_relative::forget;
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
    const POLICY: Policy = Policy { step_up: true, ..KEEPERS };
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
        let carried = tx.one("select carry from year_change where thing = ?", [self.pupil.as_str()], |_| Ok(()))?;
        let sql = "select last_day from enrolment join school_class on school_class.id = class join school_year on school_year.id = year
            where pupil = ?";
        let stays = tx.all(sql, [self.pupil.as_str()], |row| row.day("last_day"))?;
        let of_this_year = matches!(stays[..], [last] if last >= tx.today());
        let named = asked.is_some() || carried.is_some() || !of_this_year || tables.iter().any(|table| !RECORD.contains(&table.as_str()));
        Ok((pupil, named))
    }

    fn place(&self, seen: &Self::Seen) -> Place {
        seen.0.place()
    }

    fn check(&self, _by: &Reader, (pupil, named): &Self::Seen) -> Result<(), Refusal> {
        if *named { Err(Refusal::of(Rule::PupilStands).about([pupil.id.clone()])) } else { Ok(()) }
    }

    fn apply(self, (pupil, _): Self::Seen, tx: &mut Tx<'_>) -> Result<Self::Done, Refusal> {
        let mut things = vec![pupil.id.clone()];
        for table in RECORD {
            things.extend(tx.all(&format!("select id from {table} where pupil = ?"), [pupil.id.as_str()], |row| row.id("id"))?);
            tx.change(&format!("delete from {table} where pupil = ?"), [pupil.id.as_str()])?;
        }
        for thing in &things {
            // What stood before a file changed it is sealed there.
            tx.change("delete from roster_change where thing = ?", [thing.as_str()])?;
        }
        forget(tx)?;
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
