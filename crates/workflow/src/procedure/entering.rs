//! `procedure.enter`: a procedure into the schedule of a year.

use records::procedure::LoadRule;
use serde::Serialize;
use words::{Word, acts};

use super::draft::{Despite, Draft, despite};
use super::rights::KEEPERS;
use super::stored::take_despite;
use super::whole::Whole;
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::plan::lay_out_year;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Field, Refusal, Rule};
use crate::store::{Tx, params};
use crate::texts::written;
use crate::world::World;

/// `procedure.enter`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Enter {
    /// Into which year.
    pub year: Id,
    /// What.
    pub draft: Draft,
    /// Why in spite of rules, where some are not kept.
    pub despite: Option<Despite>,
}

impl Enter {
    fn rules(&self, whole: &Whole) -> Result<Vec<LoadRule>, Refusal> {
        despite(&whole.clashes_of(self.draft.pure(whole).map_err(Refusal::of)?), self.despite.as_ref())
    }
}

impl Act for Enter {
    const NAME: &'static str = "procedure.enter";
    const SAID: Word = acts::procedure_enter;
    const POLICY: Policy = KEEPERS;
    type Seen = Whole;
    type Done = Id;

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Whole, Refusal> {
        Whole::of(tx, &self.year)
    }

    fn place(&self, _seen: &Whole) -> Place {
        Place::of(&self.year)
    }

    fn check(&self, _by: &Reader, seen: &Whole) -> Result<(), Refusal> {
        seen.open()?;
        self.draft.fits(seen).map_err(Refusal::of)?;
        self.rules(seen).map(drop)
    }

    fn apply(self, seen: Whole, tx: &mut Tx<'_>) -> Result<Id, Refusal> {
        let (id, entry) = (tx.new_id("procedure")?, tx.entry());
        let (rules, label) = (self.rules(&seen)?, self.draft.label(&seen));
        let grade = self.draft.grade(&seen).map_err(|_| Refusal::of(Rule::Wrong(Field::ProcedureClasses)))?;
        let Draft { kind, subject, classes, day, slot, in_plan } = self.draft;
        let sql = "insert into procedure (id, year, kind, subject, grade, day, slot, in_plan, label, state, reason, entry)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'planned', '', ?)";
        let (year, day, slot) = (self.year.as_str(), day.to_string(), written(&slot)?);
        tx.change(sql, params![id.as_str(), year, kind, subject.trim(), grade, day, slot, in_plan, label, entry])?;
        for class in &classes {
            let sql = "insert into procedure_class (procedure, class, room) values (?, ?, '')";
            tx.change(sql, params![id.as_str(), class.as_str()])?;
        }
        take_despite(tx, &id, &rules, self.despite.as_ref().map_or("", |despite| &despite.reason))?;
        lay_out_year(tx, &self.year)?;
        Ok(id)
    }

    fn said(done: &Id) -> Said {
        Said::of("procedure", done)
    }

    fn sample(world: &World) -> Self {
        Self { year: world.year.clone(), draft: Draft::sample(world), despite: None }
    }
}

impl Draft {
    /// One that keeps every rule: two months ahead, on a Tuesday, in the third lesson.
    pub(super) fn sample(world: &World) -> Self {
        let day = world.today.checked_add(jiff::Span::new().days(57)).unwrap_or(world.today);
        Self {
            kind: "dkr".into(),
            subject: "Алгебра".into(),
            classes: vec![world.roster.class.clone()],
            day,
            slot: records::procedure::Slot::Lessons { first: 3, last: 3 },
            in_plan: true,
        }
    }
}
