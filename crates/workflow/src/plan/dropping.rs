//! An occurrence dropped: somebody asks with a reason and another person agrees, or a paper says so.

use serde::Serialize;
use words::{Word, acts};

use super::occurrence::{Decided, Occurrence};
use super::paper::{Paper, sign};
use super::rights::{DOERS, KEEPERS, keeps};
use super::state::{OccurrenceState, OccurrenceStep};
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy, Second};
use crate::reader::Reader;
use crate::refusal::{Field, Refusal, Rule};
use crate::store::{Tx, params};
use crate::texts;
use crate::world::World;

/// `occurrence.drop`: asks for it; on paper it is done with that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Drop {
    /// Which.
    pub occurrence: Id,
    /// As it was shown.
    pub seen: Version,
    /// Why.
    pub reason: String,
    /// The paper, where it is on one.
    pub paper: Option<Paper>,
}

impl Drop {
    const fn step(&self) -> OccurrenceStep {
        if self.paper.is_some() { OccurrenceStep::DropOnPaper } else { OccurrenceStep::AskToDrop }
    }
}

impl Act for Drop {
    const NAME: &'static str = "occurrence.drop";
    const SAID: Word = acts::occurrence_drop;
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

    /// Everybody asks for her own; a paper is entered by whoever keeps the plan.
    fn check(&self, by: &Reader, seen: &Occurrence) -> Result<(), Refusal> {
        seen.steps(self.step())?;
        if self.paper.is_some() && !keeps(by) {
            return Err(seen.refusal(Rule::NotAllowed));
        }
        let paper = self.paper.as_ref().map_or(Ok(()), |paper| paper.fits(by.now().date()));
        texts::required(&self.reason, Field::Reason).and(paper).map_err(|rule| seen.refusal(rule))
    }

    fn apply(self, seen: Occurrence, tx: &mut Tx<'_>) -> Result<Decided, Refusal> {
        seen.move_on(tx, self.step(), &self.reason)?;
        if self.paper.is_some() {
            sign(tx, &seen.id, "drop", self.paper.as_ref())?;
        }
        Ok(seen.decided())
    }

    fn said(done: &Decided) -> Said {
        done.said()
    }

    fn sample(world: &World) -> Self {
        Self { occurrence: world.plan.open.clone(), seen: 1, reason: "Процедура отменена".into(), paper: None }
    }
}

/// `occurrence.agree-to-drop`: another person than the one who asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AgreeToDrop {
    /// Which.
    pub occurrence: Id,
    /// As it was shown.
    pub seen: Version,
}

impl Act for AgreeToDrop {
    const NAME: &'static str = "occurrence.agree-to-drop";
    const SAID: Word = acts::occurrence_agree_to_drop;
    const POLICY: Policy = Policy { second: Second::Other, ..KEEPERS };
    type Seen = Occurrence;
    type Done = Decided;

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.occurrence.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Occurrence, Refusal> {
        Occurrence::read(tx, &self.occurrence)
    }

    fn place(&self, seen: &Occurrence) -> Place {
        let asked = seen.state == OccurrenceState::DropAsked;
        Place { first: if asked { seen.signers.clone() } else { Vec::new() }, ..seen.place() }
    }

    fn check(&self, _by: &Reader, seen: &Occurrence) -> Result<(), Refusal> {
        seen.steps(OccurrenceStep::AgreeToDrop)
    }

    /// The reason and who asked stay; the signature says who agreed.
    fn apply(self, seen: Occurrence, tx: &mut Tx<'_>) -> Result<Decided, Refusal> {
        let state = seen.state.after(OccurrenceStep::AgreeToDrop).ok_or(Refusal::of(Rule::NoSuchStep))?;
        let entry = tx.entry();
        tx.change("update occurrence set state = ?2, entry = ?3 where id = ?1", params![seen.id.as_str(), state.code(), entry])?;
        sign(tx, &seen.id, "drop", None)?;
        Ok(seen.decided())
    }

    fn said(done: &Decided) -> Said {
        done.said()
    }

    fn sample(world: &World) -> Self {
        Self { occurrence: world.plan.drop_asked.clone(), seen: 1 }
    }
}
