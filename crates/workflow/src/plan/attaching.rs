//! Evidence attached to an occurrence, and taken away where it does not belong.

use serde::Serialize;
use words::{Word, acts};

use super::evidence::{Evidence, Kept};
use super::occurrence::{Decided, Occurrence};
use super::rights::{DOERS, keeps};
use super::samples;
use super::state::OccurrenceState;
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Door, Field, Refusal, Rule};
use crate::store::{Tx, params};
use crate::texts;
use crate::world::World;

/// `occurrence.attach`: evidence, also before it is done and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Attach {
    /// To which.
    pub occurrence: Id,
    /// As it was shown.
    pub seen: Version,
    /// What shows it.
    pub evidence: Evidence,
}

impl Act for Attach {
    const NAME: &'static str = "occurrence.attach";
    const SAID: Word = acts::occurrence_attach;
    const POLICY: Policy = DOERS;
    type Seen = Occurrence;
    type Done = Decided;

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.occurrence.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Occurrence, Refusal> {
        Occurrence::read(tx, &self.occurrence)
    }

    fn place(&self, seen: &Occurrence) -> Place {
        seen.place()
    }

    fn check(&self, by: &Reader, seen: &Occurrence) -> Result<(), Refusal> {
        seen.plan.open()?;
        if seen.state == OccurrenceState::Dropped {
            return Err(seen.refusal(Rule::NoSuchStep).instead(Door::Again));
        }
        self.evidence.fits(seen.days.0, by.now().date()).map_err(|rule| seen.refusal(rule))
    }

    fn apply(self, seen: Occurrence, tx: &mut Tx<'_>) -> Result<Decided, Refusal> {
        self.evidence.attach(tx, &seen.id)?;
        touch(tx, &seen.id)?;
        Ok(seen.decided().on(self.evidence.to))
    }

    fn said(done: &Decided) -> Said {
        done.said()
    }

    fn sample(world: &World) -> Self {
        Self { occurrence: world.plan.open.clone(), seen: 1, evidence: samples::evidence(world, world.today) }
    }
}

/// `occurrence.detach`: evidence that does not belong here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Detach {
    /// Which evidence.
    pub evidence: Id,
    /// Why.
    pub reason: String,
}

/// What has to be known to detach evidence.
pub struct Detaching {
    occurrence: Occurrence,
    /// Whoever gave it, and for whom she did.
    by: Vec<Id>,
}

impl Act for Detach {
    const NAME: &'static str = "occurrence.detach";
    const SAID: Word = acts::occurrence_detach;
    const POLICY: Policy = DOERS;
    type Seen = Detaching;
    type Done = Decided;

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Detaching, Refusal> {
        let found = tx.one("select * from evidence where id = ?", [self.evidence.as_str()], Kept::of)?;
        let kept = found.ok_or_else(|| Refusal::of(Rule::NotThere).about([self.evidence.clone()]))?;
        let mut given = tx.all("select person from acted_for where entry = ?", [kept.entry], |row| row.id("person"))?;
        given.push(kept.by);
        Ok(Detaching { occurrence: Occurrence::read(tx, &kept.occurrence)?, by: given })
    }

    fn place(&self, seen: &Detaching) -> Place {
        seen.occurrence.place()
    }

    fn check(&self, by: &Reader, seen: &Detaching) -> Result<(), Refusal> {
        seen.occurrence.plan.open()?;
        if !keeps(by) && !seen.by.iter().any(|giver| by.is(giver)) {
            return Err(seen.occurrence.refusal(Rule::NotYours));
        }
        texts::required(&self.reason, Field::Reason).map_err(|rule| seen.occurrence.refusal(rule))
    }

    fn apply(self, seen: Detaching, tx: &mut Tx<'_>) -> Result<Decided, Refusal> {
        tx.change("delete from evidence where id = ?", [self.evidence.as_str()])?;
        touch(tx, &seen.occurrence.id)?;
        Ok(seen.occurrence.decided())
    }

    fn said(done: &Decided) -> Said {
        done.said()
    }

    fn sample(world: &World) -> Self {
        Self { evidence: world.plan.evidence.clone(), reason: "Файл другого мероприятия".into() }
    }
}

/// The occurrence is now what this entry made it.
fn touch(tx: &mut Tx<'_>, occurrence: &Id) -> Result<(), Refusal> {
    let entry = tx.entry();
    tx.change("update occurrence set entry = ?2 where id = ?1", params![occurrence.as_str(), entry]).map(drop)
}
