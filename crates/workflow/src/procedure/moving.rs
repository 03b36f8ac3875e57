//! `procedure.move`: to another day or lesson, with a reason. An order on it has to be given anew.

use jiff::civil::Date;
use records::procedure::{LoadRule, Procedure as Pure, Slot};
use serde::{Deserialize, Serialize};
use words::{Word, acts};

use super::draft::{Despite, despite, timed};
use super::rights::KEEPERS;
use super::state::ProcedureStep;
use super::stored::{Procedure, take_despite};
use super::whole::Whole;
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::plan::lay_out_year;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Conflict, Door, Field, Refusal, Rule};
use crate::school::{Edit, Standing};
use crate::store::{Tx, params};
use crate::texts::{self, written};
use crate::world::World;

/// When something is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timing {
    /// The day.
    pub day: Date,
    /// When on that day.
    pub slot: Slot,
}

impl Timing {
    /// When the procedure of this world is held.
    #[must_use]
    pub fn standing(world: &World) -> Self {
        Self { day: world.procedure.day, slot: Slot::Lessons { first: 3, last: 3 } }
    }
}

/// `procedure.move`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Move {
    /// Which.
    pub procedure: Id,
    /// As it was shown.
    pub seen: Version,
    /// From where to where.
    pub timing: Edit<Timing>,
    /// Why.
    pub reason: String,
    /// Why in spite of rules, where some are not kept.
    pub despite: Option<Despite>,
}

/// A procedure, and the schedule it stands in.
pub struct Moving {
    procedure: Procedure,
    whole: Whole,
}

impl Move {
    fn against(&self, seen: &Moving) -> Result<Option<Timing>, Conflict> {
        let Procedure { day, slot, entry, .. } = seen.procedure;
        let told = |timing: &Timing| timing.day.strftime("%d.%m.%Y").to_string();
        self.timing.against(&Standing { value: Timing { day, slot }, entry }, Field::ProcedureDay, told)
    }

    fn rules(&self, seen: &Moving, to: Timing) -> Result<Vec<LoadRule>, Refusal> {
        let standing = seen.procedure.pure();
        let wanted = Pure { day: to.day, slot: to.slot, ..standing.clone() };
        // What does not hang on the day was answered when it came, and that reason stays: the reason of a move is of what the day brings.
        let before = seen.whole.clashes_of(standing);
        let mut found = seen.whole.clashes_of(wanted);
        found.retain(|clash| !(clash.rule.of_any_day() && before.contains(clash)));
        despite(&found, self.despite.as_ref())
    }
}

impl Act for Move {
    const NAME: &'static str = "procedure.move";
    const SAID: Word = acts::procedure_move;
    const POLICY: Policy = KEEPERS;
    type Seen = Moving;
    type Done = Id;

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.procedure.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Moving, Refusal> {
        let procedure = Procedure::find(tx, &self.procedure)?;
        Ok(Moving { whole: Whole::of(tx, &procedure.year)?, procedure })
    }

    fn place(&self, seen: &Moving) -> Place {
        Place::of(&seen.procedure.id)
    }

    fn check(&self, _by: &Reader, seen: &Moving) -> Result<(), Refusal> {
        let refusal = |rule| Refusal::of(rule).about([self.procedure.clone()]);
        seen.whole.open()?;
        seen.procedure.steps(ProcedureStep::Move)?;
        let to = self.against(seen).map_err(|conflict| refusal(Rule::ChangedMeanwhile(vec![conflict])).instead(Door::Again))?;
        let to = to.ok_or_else(|| refusal(Rule::NothingChanged))?;
        timed(&seen.whole, to.day, to.slot).map_err(refusal)?;
        texts::required(&self.reason, Field::Reason).map_err(refusal)?;
        self.rules(seen, to).map(drop)
    }

    fn apply(self, seen: Moving, tx: &mut Tx<'_>) -> Result<Id, Refusal> {
        let to = self.against(&seen).ok().flatten().ok_or(Refusal::of(Rule::NothingChanged))?;
        let rules = self.rules(&seen, to)?;
        let (one, entry) = (&seen.procedure, tx.entry());
        let state = one.steps(ProcedureStep::Move)?;
        let sql = "insert into procedure_move (procedure, day, slot, reason, entry) values (?, ?, ?, ?, ?)";
        tx.change(sql, params![one.id.as_str(), one.day.to_string(), written(&one.slot)?, self.reason.trim(), entry])?;
        let sql = "update procedure set day = ?2, slot = ?3, state = ?4, entry = ?5 where id = ?1";
        tx.change(sql, params![one.id.as_str(), to.day.to_string(), written(&to.slot)?, state.code(), entry])?;
        take_despite(tx, &one.id, &rules, self.despite.as_ref().map_or("", |despite| &despite.reason))?;
        lay_out_year(tx, &one.year)?;
        Ok(seen.procedure.id)
    }

    fn said(done: &Id) -> Said {
        Said::of("procedure", done)
    }

    fn sample(world: &World) -> Self {
        let opened = Timing::standing(world);
        let day = opened.day.checked_add(jiff::Span::new().days(1)).unwrap_or(opened.day);
        Self {
            procedure: world.procedure.planned.clone(),
            seen: 1,
            timing: Edit { opened, wanted: Timing { day, ..opened } },
            reason: "Материалы пришли позже".into(),
            despite: None,
        }
    }
}
