//! What is open with a person, and all of it handed over to others in one act: somebody left, or is away for long. What she did stays hers.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use words::{Word, acts};

use super::content::{Measure, own};
use super::measure::strangers;
use super::rights::{KEEPERS, READERS};
use super::yearly::{Plan, amended};
use crate::act::{Act, Look, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Field, Refusal, Rule};
use crate::store::{Db, Tx, params};
use crate::texts;
use crate::world::World;

/// A measure that is open with somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenMeasure {
    /// The measure.
    pub id: Id,
    /// What it says.
    pub text: String,
    /// Its plan.
    pub plan: Id,
    /// Title of the plan.
    pub plan_title: String,
    /// The first day it is due, where one is known.
    pub due: Option<Date>,
    /// The entry that made it so.
    pub entry: Version,
}

/// Measures that name a person and are not done with: of plans that are not closed, kept, with a time that is open or none yet.
const OPEN_WITH: &str = "
    select measure.id, (select min(coalesce(put_off_to, due_day)) from occurrence where occurrence.measure = measure.id and state = 'open') as due
    from measure_owner join measure on measure.id = measure_owner.measure join plan on plan.id = measure.plan
    where measure_owner.person = ? and plan.state <> 'closed' and measure.state = 'kept' and (
        exists (select 1 from occurrence where occurrence.measure = measure.id and occurrence.state in ('open', 'drop-asked'))
        or not exists (select 1 from occurrence where occurrence.measure = measure.id))
    order by due is null, due, measure.id";

fn open_with(db: &Db<'_>, person: &Id) -> Result<Vec<(Measure, Plan, Option<Date>)>, Refusal> {
    let found = db.all(OPEN_WITH, [person.as_str()], |row| Ok((row.id("id")?, texts::day(row, "due")?)))?;
    let whole = |(id, due): (Id, _)| {
        let measure = Measure::read(db, &id)?;
        let plan = Plan::read(db, &measure.plan)?;
        Ok((measure, plan, due))
    };
    found.into_iter().map(whole).collect()
}

fn here(db: &Db<'_>, person: &Id) -> Result<(), Refusal> {
    let there = db.one("select id from person where id = ?", [person.as_str()], |_| Ok(()))?;
    there.ok_or_else(|| Refusal::of(Rule::NotThere).about([person.clone()]))
}

/// `measures.with-person`: asks for what is open with a person.
#[derive(Clone, Debug)]
pub struct OpenWith {
    /// With whom.
    pub person: Id,
}

impl Look for OpenWith {
    const NAME: &'static str = "measures.with-person";
    const POLICY: Policy = READERS;
    type Shown = Vec<OpenMeasure>;

    fn see(&self, _by: &Reader, db: &Db<'_>) -> Result<Vec<OpenMeasure>, Refusal> {
        here(db, &self.person)?;
        let shown = |(measure, plan, due): (Measure, Plan, _)| OpenMeasure {
            id: measure.id,
            text: measure.content.text,
            plan: plan.id,
            plan_title: plan.preface.title,
            due,
            entry: measure.entry,
        };
        Ok(open_with(db, &self.person)?.into_iter().map(shown).collect())
    }
}

/// `measure.hand-over`: everything that is open with a person to others, all of it or nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HandOver {
    /// From whom.
    pub person: Id,
    /// Every measure that is open with her, and to whom.
    pub to: Vec<Handed>,
    /// Why: an order, an illness.
    pub reason: String,
}

/// A measure, and to whom it goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Handed {
    /// The measure.
    pub measure: Id,
    /// As it was shown.
    pub seen: Version,
    /// To whom.
    pub to: Id,
}

/// What was handed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedOver {
    /// From whom.
    pub person: Id,
    /// The measures, each with its plan and who has it now.
    pub measures: Vec<[Id; 3]>,
}

/// What has to be known to hand over.
pub struct Handing {
    open: Vec<(Measure, Plan)>,
    /// Those it would go to who do not work here.
    strangers: Vec<Id>,
}

impl HandOver {
    fn to(&self, measure: &Id) -> Option<&Id> {
        self.to.iter().find(|handed| handed.measure == *measure).map(|handed| &handed.to)
    }
}

impl Act for HandOver {
    const NAME: &'static str = "measure.hand-over";
    const SAID: Word = acts::measure_hand_over;
    const POLICY: Policy = KEEPERS;
    type Seen = Handing;
    type Done = HandedOver;

    fn about(&self) -> Vec<(Id, Version)> {
        self.to.iter().map(|handed| (handed.measure.clone(), handed.seen)).collect()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Handing, Refusal> {
        here(tx, &self.person)?;
        let open = open_with(tx, &self.person)?.into_iter().map(|(measure, plan, _)| (measure, plan)).collect();
        let to: Vec<Id> = self.to.iter().map(|handed| handed.to.clone()).collect();
        Ok(Handing { open, strangers: strangers(tx, &to, &[])? })
    }

    fn place(&self, _seen: &Handing) -> Place {
        Place::of(&self.person)
    }

    fn check(&self, _by: &Reader, seen: &Handing) -> Result<(), Refusal> {
        let open: BTreeSet<&Id> = seen.open.iter().map(|(measure, _)| &measure.id).collect();
        let named: BTreeSet<&Id> = self.to.iter().map(|handed| &handed.measure).collect();
        let other: Vec<Id> = open.symmetric_difference(&named).map(|id| (*id).clone()).collect();
        match () {
            () if open.is_empty() && named.is_empty() => Err(Refusal::of(Rule::NothingChanged)),
            () if !other.is_empty() || named.len() < self.to.len() => Err(Refusal::of(Rule::NotAllHanded).about(other)),
            () if self.to.iter().any(|handed| handed.to == self.person) || !seen.strangers.is_empty() => {
                Err(Refusal::of(Rule::Wrong(Field::OwnerPeople)).about(seen.strangers.clone()))
            }
            () => seen.open.iter().try_for_each(|(_, plan)| plan.changeable(Some(&self.reason))),
        }
    }

    fn apply(self, seen: Handing, tx: &mut Tx<'_>) -> Result<HandedOver, Refusal> {
        let entry = tx.entry();
        let (mut measures, mut plans) = (Vec::new(), BTreeMap::new());
        for (measure, plan) in seen.open {
            let to = self.to(&measure.id).ok_or(Refusal::of(Rule::NotAllHanded))?.clone();
            let others = measure.people.iter().filter(|owner| **owner != self.person).cloned();
            own(tx, &measure.id, &others.chain([to.clone()]).collect::<Vec<_>>())?;
            tx.change("update measure set entry = ?2 where id = ?1", params![measure.id.as_str(), entry])?;
            measures.push([measure.id, plan.id.clone(), to]);
            plans.insert(plan.id.clone(), plan);
        }
        plans.values().try_for_each(|plan| amended(tx, plan, Some(&self.reason)))?;
        Ok(HandedOver { person: self.person, measures })
    }

    fn said(done: &HandedOver) -> Said {
        let mut ids = vec![("person", done.person.clone())];
        let each = |at: usize| done.measures.iter().map(|ids| ids[at].clone()).collect::<BTreeSet<_>>();
        ids.extend(each(1).into_iter().map(|plan| ("plan", plan)));
        ids.extend(done.measures.iter().map(|[measure, ..]| ("measure", measure.clone())));
        ids.extend(each(2).into_iter().map(|to| ("to", to)));
        Said { ids, ..Said::default() }
    }

    fn sample(world: &World) -> Self {
        let handed = |measure: &Id| Handed { measure: measure.clone(), seen: 1, to: world.invited.clone() };
        let to = world.plan.hers.iter().map(handed).collect();
        Self { person: world.active.clone(), to, reason: "Приказ об увольнении № 14".into() }
    }
}
