//! `procedure.cancel`: it is not held, with a reason.

use serde::Serialize;
use words::{Word, acts};

use super::rights::KEEPERS;
use super::state::ProcedureStep;
use super::stored::Procedure;
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::plan::lay_out_year;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Field, Refusal};
use crate::store::{Tx, params};
use crate::texts;
use crate::world::World;

/// `procedure.cancel`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cancel {
    /// Which.
    pub procedure: Id,
    /// As it was shown.
    pub seen: Version,
    /// Why.
    pub reason: String,
}

impl Act for Cancel {
    const NAME: &'static str = "procedure.cancel";
    const SAID: Word = acts::procedure_cancel;
    const POLICY: Policy = KEEPERS;
    type Seen = Procedure;
    type Done = Id;

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.procedure.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Procedure, Refusal> {
        Procedure::find(tx, &self.procedure)
    }

    fn place(&self, seen: &Procedure) -> Place {
        Place::of(&seen.id)
    }

    fn check(&self, _by: &Reader, seen: &Procedure) -> Result<(), Refusal> {
        seen.year_is_open()?;
        seen.steps(ProcedureStep::Cancel)?;
        texts::required(&self.reason, Field::Reason).map_err(|rule| Refusal::of(rule).about([seen.id.clone()]))
    }

    fn apply(self, seen: Procedure, tx: &mut Tx<'_>) -> Result<Id, Refusal> {
        let (state, entry) = (seen.steps(ProcedureStep::Cancel)?, tx.entry());
        let sql = "update procedure set state = ?2, reason = ?3, entry = ?4 where id = ?1";
        tx.change(sql, params![seen.id.as_str(), state.code(), self.reason.trim(), entry])?;
        lay_out_year(tx, &seen.year)?;
        Ok(seen.id)
    }

    fn said(done: &Id) -> Said {
        Said::of("procedure", done)
    }

    fn sample(world: &World) -> Self {
        Self { procedure: world.procedure.planned.clone(), seen: 1, reason: "Школа не вошла в выборку".into() }
    }
}
