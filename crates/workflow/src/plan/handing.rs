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

/// Something that is open with somebody: a measure of a plan, a decision of an event, an event she answers for, a procedure she organises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenThing {
    /// The thing; its id says what it is.
    pub id: Id,
    /// What is to be done.
    pub text: String,
    /// What it is of: the plan, the event; an event or a procedure is of itself.
    pub of: Id,
    /// Title of the plan; empty where it is of an event.
    pub title: String,
    /// The day it is due, where one is known.
    pub due: Option<Date>,
    /// The entry that made it so.
    pub entry: Version,
}

/// What names a person and is not done with: measures that are kept, of plans that are not closed, with a time that is open or none yet;
/// decisions that are open; events that are planned or held; procedures from today on.
const OPEN_WITH: &str = "
    select * from (select measure.id, measure.text, plan.id as whole, plan.title, measure.entry,
        (select min(coalesce(put_off_to, due_day)) from occurrence where occurrence.measure = measure.id and state = 'open') as due
    from measure_owner join measure on measure.id = measure_owner.measure join plan on plan.id = measure.plan
    where measure_owner.person = ?1 and plan.state <> 'closed' and measure.state = 'kept' and (
        exists (select 1 from occurrence where occurrence.measure = measure.id and occurrence.state in ('open', 'drop-asked'))
        or not exists (select 1 from occurrence where occurrence.measure = measure.id))
    union all select id, text, event, '', entry, due from decision where person = ?1 and state = 'open'
    union all select id, coalesce(content ->> '$.title', ''), id, '', entry, day from event where owner = ?1 and state in ('planned', 'held')
    union all select id, label, id, '', entry, day from procedure where day >= ?2 and state <> 'cancelled'
        and exists (select 1 from procedure_class where procedure_class.procedure = procedure.id and organiser = ?1))
    order by due is null, due, id";

fn open_with(db: &Db<'_>, person: &Id, today: Date) -> Result<Vec<OpenThing>, Refusal> {
    db.all(OPEN_WITH, params![person.as_str(), today.to_string()], |row| {
        let (id, of, due) = (row.id("id")?, row.id("whole")?, texts::day(row, "due")?);
        Ok(OpenThing { id, text: row.get("text")?, of, title: row.get("title")?, due, entry: row.get("entry")? })
    })
}

/// Whether an id is of this kind.
fn is(id: &Id, kind: &str) -> bool {
    id.as_str().strip_prefix(kind).is_some_and(|rest| rest.starts_with('-'))
}

/// Gives a thing from one person to another.
fn hand(tx: &mut Tx<'_>, id: &Id, [from, to]: [&Id; 2]) -> Result<(), Refusal> {
    let entry = tx.entry();
    if is(id, "measure") {
        let owners = Measure::read(tx, id)?.people;
        let others = owners.into_iter().filter(|owner| owner != from);
        own(tx, id, &others.chain([to.clone()]).collect::<Vec<_>>())?;
        return tx.change("update measure set entry = ?2 where id = ?1", params![id.as_str(), entry]).map(drop);
    }
    if is(id, "procedure") {
        let sql = "update procedure_class set organiser = ?3 where procedure = ?1 and organiser = ?2";
        tx.change(sql, params![id.as_str(), from.as_str(), to.as_str()])?;
        return tx.change("update procedure set entry = ?2 where id = ?1", params![id.as_str(), entry]).map(drop);
    }
    let sql = if is(id, "decision") {
        "update decision set person = ?2, entry = ?3 where id = ?1"
    } else {
        "update event set owner = ?2, entry = ?3 where id = ?1"
    };
    tx.change(sql, params![id.as_str(), to.as_str(), entry]).map(drop)
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
    type Shown = Vec<OpenThing>;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<Vec<OpenThing>, Refusal> {
        here(db, &self.person)?;
        open_with(db, &self.person, by.now().date())
    }
}

/// `measure.hand-over`: everything that is open with a person to others, all of it or nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HandOver {
    /// From whom.
    pub person: Id,
    /// Everything that is open with her, and to whom.
    pub to: Vec<Handed>,
    /// Why: an order, an illness.
    pub reason: String,
}

/// A thing, and to whom it goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Handed {
    /// The thing.
    pub thing: Id,
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
    /// The things, each with what it is of and who has it now.
    pub things: Vec<[Id; 3]>,
}

/// What has to be known to hand over.
pub struct Handing {
    open: Vec<OpenThing>,
    /// Plans the measures are of.
    plans: BTreeMap<Id, Plan>,
    /// Those it would go to who do not work here.
    strangers: Vec<Id>,
}

impl HandOver {
    fn to(&self, thing: &Id) -> Option<&Id> {
        self.to.iter().find(|handed| handed.thing == *thing).map(|handed| &handed.to)
    }
}

impl Act for HandOver {
    const NAME: &'static str = "measure.hand-over";
    const SAID: Word = acts::measure_hand_over;
    const POLICY: Policy = KEEPERS;
    type Seen = Handing;
    type Done = HandedOver;

    fn about(&self) -> Vec<(Id, Version)> {
        self.to.iter().map(|handed| (handed.thing.clone(), handed.seen)).collect()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Handing, Refusal> {
        here(tx, &self.person)?;
        let open = open_with(tx, &self.person, tx.today())?;
        let of_plans = open.iter().filter(|one| is(&one.id, "measure")).map(|one| Ok((one.of.clone(), Plan::read(tx, &one.of)?)));
        let plans = of_plans.collect::<Result<_, Refusal>>()?;
        let to: Vec<Id> = self.to.iter().map(|handed| handed.to.clone()).collect();
        Ok(Handing { open, plans, strangers: strangers(tx, &to, &[])? })
    }

    fn place(&self, _seen: &Handing) -> Place {
        Place::of(&self.person)
    }

    fn check(&self, _by: &Reader, seen: &Handing) -> Result<(), Refusal> {
        let open: BTreeSet<&Id> = seen.open.iter().map(|one| &one.id).collect();
        let named: BTreeSet<&Id> = self.to.iter().map(|handed| &handed.thing).collect();
        let other: Vec<Id> = open.symmetric_difference(&named).map(|id| (*id).clone()).collect();
        match () {
            () if open.is_empty() && named.is_empty() => Err(Refusal::of(Rule::NothingChanged)),
            () if !other.is_empty() || named.len() < self.to.len() => Err(Refusal::of(Rule::NotAllHanded).about(other)),
            () if self.to.iter().any(|handed| handed.to == self.person) || !seen.strangers.is_empty() => {
                Err(Refusal::of(Rule::Wrong(Field::OwnerPeople)).about(seen.strangers.clone()))
            }
            () => {
                texts::required(&self.reason, Field::Reason).map_err(Refusal::of)?;
                seen.plans.values().try_for_each(|plan| plan.changeable(Some(&self.reason)))
            }
        }
    }

    fn apply(self, seen: Handing, tx: &mut Tx<'_>) -> Result<HandedOver, Refusal> {
        let mut things = Vec::new();
        for OpenThing { id, of, .. } in seen.open {
            let to = self.to(&id).ok_or(Refusal::of(Rule::NotAllHanded))?.clone();
            hand(tx, &id, [&self.person, &to])?;
            things.push([id, of, to]);
        }
        seen.plans.values().try_for_each(|plan| amended(tx, plan, Some(&self.reason)))?;
        Ok(HandedOver { person: self.person, things })
    }

    fn said(done: &HandedOver) -> Said {
        let each = |at: usize| done.things.iter().map(|ids| ids[at].clone()).collect::<BTreeSet<_>>();
        let mut ids = vec![("person", done.person.clone())];
        for (name, at) in [("plan", 1), ("event", 1), ("measure", 0), ("decision", 0), ("procedure", 0)] {
            ids.extend(each(at).into_iter().filter(|id| is(id, name)).map(|id| (name, id)));
        }
        ids.extend(each(2).into_iter().map(|to| ("to", to)));
        Said { ids, ..Said::default() }
    }

    fn sample(world: &World) -> Self {
        let handed = |thing: &Id| Handed { thing: thing.clone(), seen: 1, to: world.invited.clone() };
        let to = world.plan.hers.iter().map(handed).collect();
        Self { person: world.active.clone(), to, reason: "Приказ об увольнении № 14".into() }
    }
}
