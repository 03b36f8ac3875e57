//! A measure: added, changed, removed while nothing was decided about it, dropped with a reason.

use serde::Serialize;
use words::{Word, acts};

use super::almanac::{Almanac, TOUCHED, lay_out};
use super::content::{Content, Measure, add, own, remove, tidy, write};
use super::paper::{Paper, sign};
use super::rights::KEEPERS;
use super::samples;
use super::state::{MeasureState, PlanState};
use super::yearly::{Plan, amended};
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::people::signers;
use crate::policy::{Place, Policy, Second};
use crate::reader::Reader;
use crate::refusal::{Conflict, Door, Field, Refusal, Rule};
use crate::school::{Edit, Standing};
use crate::store::{Db, Tx, params};
use crate::texts;
use crate::world::World;

/// A measure with its plan.
pub struct Seen {
    plan: Plan,
    measure: Measure,
    /// Who signed the plan first.
    first: Vec<Id>,
    /// Occurrences somebody decided something about.
    touched: Vec<Id>,
    /// Owners wanted who are not there.
    strangers: Vec<Id>,
}

impl Seen {
    fn read(db: &Db<'_>, id: &Id, people: &[Id]) -> Result<Self, Refusal> {
        let measure = Measure::read(db, id)?;
        let sql = format!("select id from occurrence where measure = ? and {TOUCHED} order by id");
        let mut touched = db.all(&sql, [id.as_str()], |row| row.id("id"))?;
        // What was seen of its effect was decided about it too.
        touched.extend(db.one("select measure from effect_look where measure = ?", [id.as_str()], |row| row.id("measure"))?);
        let plan = Plan::read(db, &measure.plan)?;
        let strangers = strangers(db, people, &measure.people)?;
        Ok(Self { first: signers(db, &plan.id, &plan.begun_by)?, plan, touched, strangers, measure })
    }

    fn refusal(&self, rule: Rule) -> Refusal {
        Refusal::of(rule).about([self.measure.id.clone()])
    }

    /// Whether it is still in the plan.
    fn kept(&self) -> Result<(), Refusal> {
        match self.measure.state {
            MeasureState::Kept => Ok(()),
            MeasureState::Dropped => Err(self.refusal(Rule::NoSuchStep).instead(Door::Again)),
        }
    }
}

/// Those who do not work at the school, beside whom the measure stands with already.
pub(super) fn strangers(db: &Db<'_>, people: &[Id], owners: &[Id]) -> Result<Vec<Id>, Refusal> {
    let mut strangers = Vec::new();
    for person in people.iter().filter(|person| !owners.contains(person)) {
        let there =
            db.one("select id from person where id = ? and left_day is null and merged_into is null", [person.as_str()], |row| {
                row.id("id")
            })?;
        strangers.extend(there.is_none().then(|| person.clone()));
    }
    Ok(strangers)
}

fn said(done: &[Id; 2]) -> Said {
    Said::of("measure", &done[0]).id("plan", &done[1])
}

/// `measure.add`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Add {
    /// To which plan.
    pub plan: Id,
    /// As the plan was shown.
    pub seen: Version,
    /// What it says.
    pub content: Content,
    /// Owners who are people of the school.
    pub people: Vec<Id>,
    /// Why, once the plan is approved.
    pub reason: Option<String>,
}

impl Act for Add {
    const NAME: &'static str = "measure.add";
    const SAID: Word = acts::measure_add;
    const POLICY: Policy = KEEPERS;
    /// The plan, and owners who are not there.
    type Seen = (Plan, Vec<Id>);
    /// The measure and its plan.
    type Done = [Id; 2];

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.plan.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Self::Seen, Refusal> {
        Ok((Plan::read(tx, &self.plan)?, strangers(tx, &self.people, &[])?))
    }

    fn place(&self, (plan, _): &Self::Seen) -> Place {
        Place::of(&plan.id)
    }

    fn check(&self, _by: &Reader, (plan, strangers): &Self::Seen) -> Result<(), Refusal> {
        plan.changeable(self.reason.as_deref())?;
        if !strangers.is_empty() {
            return Err(Refusal::of(Rule::Wrong(Field::OwnerPeople)).about(strangers.clone()));
        }
        self.content.fits().map_err(|rule| Refusal::of(rule).about([plan.id.clone()]))
    }

    fn apply(self, (plan, _): Self::Seen, tx: &mut Tx<'_>) -> Result<[Id; 2], Refusal> {
        let id = add(tx, &plan, &self.content, None)?;
        own(tx, &id, &self.people)?;
        lay_out(tx, &id, &self.content.rules, &Almanac::of(tx, &plan.year)?, plan.settled(tx.today()))?;
        amended(tx, &plan, self.reason.as_deref())?;
        Ok([id, plan.id])
    }

    fn said(done: &[Id; 2]) -> Said {
        said(done)
    }

    fn sample(world: &World) -> Self {
        Self {
            plan: world.plan.approved.clone(),
            seen: 1,
            content: samples::content(),
            people: vec![world.active.clone()],
            reason: Some("Предписание учредителя".into()),
        }
    }
}

/// `measure.change`: what the form showed and what was typed, field by field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Which.
    pub measure: Id,
    /// As it was shown.
    pub seen: Version,
    /// What it says.
    pub content: Edit<Content>,
    /// Owners who are people of the school.
    pub people: Edit<Vec<Id>>,
    /// Why, once the plan is approved.
    pub reason: Option<String>,
}

impl Change {
    /// What it says from now on and whose it is, or what somebody else changed meanwhile.
    fn merged(&self, seen: &Measure) -> Result<(Content, Vec<Id>), Vec<Conflict>> {
        let (content, mut conflicts) = seen.content.merged(&self.content.opened, &self.content.wanted, seen.entry);
        let sorted = |people: &[Id]| {
            let mut people = people.to_vec();
            people.sort();
            people.dedup();
            people
        };
        let edit = Edit { opened: sorted(&self.people.opened), wanted: sorted(&self.people.wanted) };
        let standing = Standing { value: seen.people.clone(), entry: seen.entry };
        let told = |people: &Vec<Id>| people.iter().map(Id::as_str).collect::<Vec<_>>().join(", ");
        let people = edit.against(&standing, Field::OwnerPeople, told);
        match people {
            Ok(people) if conflicts.is_empty() => Ok((content, people.unwrap_or_else(|| seen.people.clone()))),
            people => {
                conflicts.extend(people.err());
                Err(conflicts)
            }
        }
    }
}

impl Act for Change {
    const NAME: &'static str = "measure.change";
    const SAID: Word = acts::measure_change;
    const POLICY: Policy = KEEPERS;
    type Seen = Seen;
    /// The measure and its plan.
    type Done = [Id; 2];

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.measure.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Seen, Refusal> {
        Seen::read(tx, &self.measure, &self.people.wanted)
    }

    fn place(&self, seen: &Seen) -> Place {
        Place::of(&seen.measure.id)
    }

    fn check(&self, _by: &Reader, seen: &Seen) -> Result<(), Refusal> {
        seen.plan.open()?;
        seen.kept()?;
        let merged = self.merged(&seen.measure);
        let (content, people) = merged.map_err(|conflicts| seen.refusal(Rule::ChangedMeanwhile(conflicts)).instead(Door::Again))?;
        if content == seen.measure.content && people == seen.measure.people {
            return Err(seen.refusal(Rule::NothingChanged));
        }
        if !seen.strangers.is_empty() {
            return Err(Refusal::of(Rule::Wrong(Field::OwnerPeople)).about(seen.strangers.clone()));
        }
        content.fits().map_err(|rule| seen.refusal(rule))?;
        seen.plan.changeable(self.reason.as_deref())
    }

    fn apply(self, seen: Seen, tx: &mut Tx<'_>) -> Result<[Id; 2], Refusal> {
        let (content, people) = self.merged(&seen.measure).map_err(|_| Refusal::of(Rule::NothingChanged))?;
        let Seen { plan, measure, .. } = seen;
        write(tx, &plan.id, &measure.id, &content)?;
        tidy(tx)?;
        own(tx, &measure.id, &people)?;
        if content.rules != measure.content.rules {
            lay_out(tx, &measure.id, &content.rules, &Almanac::of(tx, &plan.year)?, plan.settled(tx.today()))?;
        }
        amended(tx, &plan, self.reason.as_deref())?;
        Ok([measure.id, plan.id])
    }

    fn said(done: &[Id; 2]) -> Said {
        said(done)
    }

    fn sample(world: &World) -> Self {
        let opened = samples::content();
        let wanted = Content { owners: "Зам. директора по УВР, руководители ШМО".into(), ..opened.clone() };
        let people = vec![world.active.clone()];
        Self {
            measure: world.plan.measure.clone(),
            seen: 1,
            content: Edit { opened, wanted },
            people: Edit { opened: people.clone(), wanted: people },
            reason: Some("Уточнены ответственные".into()),
        }
    }
}

/// `measure.remove`: nothing was decided about it; else it is dropped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Remove {
    /// Which.
    pub measure: Id,
    /// As it was shown.
    pub seen: Version,
    /// Why, once the plan is approved.
    pub reason: Option<String>,
}

impl Act for Remove {
    const NAME: &'static str = "measure.remove";
    const SAID: Word = acts::measure_remove;
    const POLICY: Policy = KEEPERS;
    type Seen = Seen;
    /// The measure and its plan.
    type Done = [Id; 2];

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.measure.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Seen, Refusal> {
        Seen::read(tx, &self.measure, &[])
    }

    fn place(&self, seen: &Seen) -> Place {
        Place::of(&seen.measure.id)
    }

    fn check(&self, _by: &Reader, seen: &Seen) -> Result<(), Refusal> {
        seen.plan.changeable(self.reason.as_deref())?;
        if seen.touched.is_empty() && seen.measure.state == MeasureState::Kept {
            return Ok(());
        }
        Err(Refusal::of(Rule::Decided).about(std::iter::once(seen.measure.id.clone()).chain(seen.touched.clone())))
    }

    fn apply(self, seen: Seen, tx: &mut Tx<'_>) -> Result<[Id; 2], Refusal> {
        remove(tx, &seen.measure.id)?;
        amended(tx, &seen.plan, self.reason.as_deref())?;
        Ok([seen.measure.id, seen.plan.id])
    }

    fn said(done: &[Id; 2]) -> Said {
        said(done)
    }

    fn sample(world: &World) -> Self {
        Self { measure: world.plan.idle.clone(), seen: 1, reason: Some("Повторяет другое мероприятие".into()) }
    }
}

/// `measure.drop`: given up with a reason; what is open of it is no longer due. Once the plan is in force another person than the one who began
/// it drops it, or a paper does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Drop {
    /// Which.
    pub measure: Id,
    /// As it was shown.
    pub seen: Version,
    /// Why.
    pub reason: String,
    /// The paper, where it is on one.
    pub paper: Option<Paper>,
}

impl Act for Drop {
    const NAME: &'static str = "measure.drop";
    const SAID: Word = acts::measure_drop;
    const POLICY: Policy = Policy { second: Second::OtherOrPaper, ..KEEPERS };
    type Seen = Seen;
    /// The measure and its plan.
    type Done = [Id; 2];

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.measure.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Seen, Refusal> {
        Seen::read(tx, &self.measure, &[])
    }

    fn place(&self, seen: &Seen) -> Place {
        let first = if seen.plan.state == PlanState::Draft { Vec::new() } else { seen.first.clone() };
        Place { first, on_paper: self.paper.is_some(), ..Place::of(&seen.measure.id) }
    }

    fn check(&self, by: &Reader, seen: &Seen) -> Result<(), Refusal> {
        seen.plan.open()?;
        seen.kept()?;
        let paper = self.paper.as_ref().map_or(Ok(()), |paper| paper.fits(by.now().date()));
        texts::required(&self.reason, Field::Reason).and(paper).map_err(|rule| seen.refusal(rule))
    }

    fn apply(self, seen: Seen, tx: &mut Tx<'_>) -> Result<[Id; 2], Refusal> {
        let Seen { plan, measure, .. } = seen;
        let (entry, state) = (tx.entry(), MeasureState::Dropped.code());
        let sql = "update measure set state = ?2, reason = ?3, entry = ?4 where id = ?1";
        tx.change(sql, params![measure.id.as_str(), state, self.reason.trim(), entry])?;
        sign(tx, &measure.id, "drop", self.paper.as_ref())?;
        amended(tx, &plan, Some(&self.reason))?;
        Ok([measure.id, plan.id])
    }

    fn said(done: &[Id; 2]) -> Said {
        said(done)
    }

    fn sample(world: &World) -> Self {
        let paper = Paper { number: "7".into(), day: world.today, scan: world.plan.file.clone() };
        Self { measure: world.plan.measure.clone(), seen: 1, reason: "Олимпиада отменена".into(), paper: Some(paper) }
    }
}
