//! `procedure.order`: procedures stand in the schedule by an order of the school.

use jiff::civil::Date;
use serde::Serialize;
use words::{Word, acts};

use super::rights::KEEPERS;
use super::state::ProcedureStep;
use super::stored::Procedure;
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Field, Refusal, Rule};
use crate::store::{Tx, params};
use crate::texts;
use crate::world::World;

/// `procedure.order`: which were ordered, by which paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Order {
    /// Which, each as it was shown.
    pub procedures: Vec<(Id, Version)>,
    /// Number of the order.
    pub number: String,
    /// Its day.
    pub day: Date,
}

impl Act for Order {
    const NAME: &'static str = "procedure.order";
    const SAID: Word = acts::procedure_order;
    const POLICY: Policy = KEEPERS;
    type Seen = Vec<Procedure>;
    type Done = Vec<Id>;

    fn about(&self) -> Vec<(Id, Version)> {
        self.procedures.clone()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Vec<Procedure>, Refusal> {
        self.procedures.iter().map(|(id, _)| Procedure::find(tx, id)).collect()
    }

    fn place(&self, seen: &Vec<Procedure>) -> Place {
        Place { id: seen.first().map(|one| one.id.clone()), ..Place::default() }
    }

    fn check(&self, by: &Reader, seen: &Vec<Procedure>) -> Result<(), Refusal> {
        let about = || seen.iter().map(|one| one.id.clone());
        let fits = match () {
            () if seen.is_empty() => Err(Rule::Missing(Field::Occurrences)),
            () if self.day > by.now().date() => Err(Rule::Wrong(Field::PaperDay)),
            () => texts::required_line(&self.number, Field::PaperNumber),
        };
        fits.map_err(|rule| Refusal::of(rule).about(about()))?;
        seen.iter().try_for_each(|one| one.year_is_open().and(one.steps(ProcedureStep::Order)).map(drop))
    }

    fn apply(self, seen: Vec<Procedure>, tx: &mut Tx<'_>) -> Result<Vec<Id>, Refusal> {
        let entry = tx.entry();
        for one in &seen {
            let state = one.steps(ProcedureStep::Order)?;
            let sql = "update procedure set state = ?2, order_number = ?3, order_day = ?4, entry = ?5 where id = ?1";
            tx.change(sql, params![one.id.as_str(), state.code(), self.number.trim(), self.day.to_string(), entry])?;
        }
        Ok(seen.into_iter().map(|one| one.id).collect())
    }

    fn said(done: &Vec<Id>) -> Said {
        Said { ids: done.iter().map(|id| ("procedure", id.clone())).collect(), ..Said::default() }
    }

    fn sample(world: &World) -> Self {
        Self { procedures: vec![(world.procedure.planned.clone(), 1)], number: "15-у".into(), day: world.today }
    }
}
