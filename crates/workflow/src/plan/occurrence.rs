//! One time a measure falls due, as acts see it; put off, and what was said of it withdrawn.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use words::{Word, acts};

use super::as_shown::Shown;
use super::paper::unsign;
use super::rights::{DOERS, KEEPERS, keeps};
use super::samples;
use super::state::{MeasureState, OccurrenceState, OccurrenceStep};
use super::yearly::Plan;
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::people::signers;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Conflict, Door, Field, Refusal, Rule};
use crate::store::{Db, Tx, params};
use crate::texts;
use crate::world::World;

/// Occurrences one act can speak of.
const MOST: usize = 200;

/// An occurrence as acts see it.
#[derive(Clone, Debug)]
pub struct Occurrence {
    pub(super) id: Id,
    pub(super) measure: Id,
    pub(super) plan: Plan,
    pub(super) due: Date,
    pub(super) asks: bool,
    pub(super) state: OccurrenceState,
    pub(super) by: Option<Id>,
    /// Whoever decided last, and those for whom she did.
    pub(super) signers: Vec<Id>,
    pub(super) asks_acceptance: bool,
    pub(super) owners: Vec<Id>,
    /// Owners who left, and since when.
    pub(super) left: Vec<Date>,
    /// Days that can have to do with the plan: from the August before its year to the August after it.
    pub(super) days: (Date, Date),
    measure_state: MeasureState,
    entry: Version,
}

/// What an act about occurrences did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// The plan.
    pub plan: Id,
    /// The measures.
    pub measures: Vec<Id>,
    /// The occurrences.
    pub occurrences: Vec<Id>,
    /// The day that was decided, where it is one.
    pub day: Option<Date>,
}

impl Occurrence {
    pub(super) fn read(db: &Db<'_>, id: &Id) -> Result<Self, Refusal> {
        let sql = "select occurrence.*, measure.plan, measure.state as measure_state, measure.asks_acceptance, school_year.first_day, school_year.last_day
            from occurrence join measure on measure.id = occurrence.measure join plan on plan.id = measure.plan
            join school_year on school_year.id = plan.year where occurrence.id = ?";
        let found = db.one(sql, [id.as_str()], |row| {
            let due = row.day("due_day")?;
            Ok(Self {
                id: row.id("id")?,
                measure: row.id("measure")?,
                plan: Plan::read(db, &row.id("plan")?)?,
                days: around(row.day("first_day")?, row.day("last_day")?),
                due: texts::day(row, "put_off_to")?.unwrap_or(due),
                asks: row.get("asks")?,
                state: row.read("state", OccurrenceState::from_code)?,
                by: row.get::<Option<String>>("by_person")?.and_then(|id| Id::read(&id)),
                signers: Vec::new(),
                left: Vec::new(),
                asks_acceptance: row.get("asks_acceptance")?,
                owners: Vec::new(),
                measure_state: row.read("measure_state", MeasureState::from_code)?,
                entry: row.get("entry")?,
            })
        })?;
        let mut occurrence = found.ok_or_else(|| Refusal::of(Rule::NotThere).about([id.clone()]))?;
        let sql = "select person from measure_owner where measure = ? order by person";
        occurrence.owners = db.all(sql, [occurrence.measure.as_str()], |row| row.id("person"))?;
        let sql = "select left_day from measure_owner join person on person.id = person where measure = ? and left_day is not null";
        occurrence.left = db.all(sql, [occurrence.measure.as_str()], |row| row.day("left_day"))?;
        if let Some(by) = &occurrence.by {
            occurrence.signers = signers(db, id, by)?;
        }
        Ok(occurrence)
    }

    /// Each once; how many one act can speak of is bounded.
    pub(super) fn read_all(db: &Db<'_>, shown: &[Shown]) -> Result<Vec<Self>, Refusal> {
        let mut ids: Vec<&Id> = shown.iter().map(|shown| &shown.id).collect();
        ids.sort();
        ids.dedup();
        match ids.len() {
            0 => Err(Refusal::of(Rule::Missing(Field::Occurrences))),
            count if count > MOST || count < shown.len() => Err(Refusal::of(Rule::Wrong(Field::Occurrences))),
            _ => shown.iter().map(|shown| Self::read(db, &shown.id)).collect(),
        }
    }

    pub(super) fn refusal(&self, rule: Rule) -> Refusal {
        Refusal::of(rule).about([self.id.clone()])
    }

    /// Whether the step is there: in a plan that is open, in a measure that is kept.
    pub(super) fn steps(&self, step: OccurrenceStep) -> Result<(), Refusal> {
        self.plan.open()?;
        let there = self.measure_state == MeasureState::Kept && self.state.after(step).is_some();
        if there { Ok(()) } else { Err(self.refusal(Rule::NoSuchStep).instead(Door::Again)) }
    }

    pub(super) fn place(&self) -> Place {
        Place { shared: self.owners.clone(), ..Place::of(&self.id) }
    }

    /// Nothing is closed in the name of people who left: not for a day after the last of them did.
    pub(super) fn stands_with_somebody(&self, on: Date) -> Result<(), Refusal> {
        let gone = !self.owners.is_empty() && self.owners.len() == self.left.len() && self.left.iter().all(|left| *left < on);
        if gone { Err(Refusal::of(Rule::OwnerLeft).about([self.measure.clone()])) } else { Ok(()) }
    }

    /// Takes it a step on: what was said, and by whom.
    pub(super) fn move_on(&self, tx: &mut Tx<'_>, step: OccurrenceStep, reason: &str) -> Result<(), Refusal> {
        let state = self.state.after(step).ok_or(Refusal::of(Rule::NoSuchStep))?;
        let (entry, by) = (tx.entry(), tx.by().map(|by| by.as_str().to_owned()));
        let sql = "update occurrence set state = ?2, reason = ?3, by_person = ?4, accepted = null, entry = ?5 where id = ?1";
        tx.change(sql, params![self.id.as_str(), state.code(), reason.trim(), by, entry]).map(drop)
    }

    pub(super) fn decided(&self) -> Decided {
        Decided { plan: self.plan.id.clone(), measures: vec![self.measure.clone()], occurrences: vec![self.id.clone()], day: None }
    }
}

/// The August before a year and the August after it.
pub(crate) fn around(first: Date, last: Date) -> (Date, Date) {
    let before = if first.month() < 8 { first.year() - 1 } else { first.year() };
    (Date::new(before, 8, 1).unwrap_or(first), Date::new(last.year(), 8, 31).unwrap_or(last))
}

impl Decided {
    /// About several.
    pub(super) fn of(all: &[Occurrence]) -> Result<Self, Refusal> {
        let plan = all.first().ok_or(Refusal::of(Rule::Missing(Field::Occurrences)))?.plan.id.clone();
        let mut measures: Vec<Id> = all.iter().map(|one| one.measure.clone()).collect();
        measures.sort();
        measures.dedup();
        Ok(Self { plan, measures, occurrences: all.iter().map(|one| one.id.clone()).collect(), day: None })
    }

    pub(super) fn on(self, day: Date) -> Self {
        Self { day: Some(day), ..self }
    }

    pub(super) fn said(&self) -> Said {
        let all = |name, ids: &[Id]| ids.iter().map(move |id| (name, id.clone())).collect::<Vec<_>>();
        let ids = [all("plan", std::slice::from_ref(&self.plan)), all("measure", &self.measures), all("occurrence", &self.occurrences)];
        Said { ids: ids.concat(), days: self.day.map(|day| ("day", day)).into_iter().collect(), ..Said::default() }
    }
}

/// Where several stand together: theirs who own all of them.
pub(super) fn place(all: &[Occurrence]) -> Place {
    let Some(first) = all.first() else { return Place::default() };
    let shared = first.owners.iter().filter(|owner| all.iter().all(|one| one.owners.contains(owner))).cloned().collect();
    Place { shared, ..Place::of(&first.id) }
}

pub(super) fn about(shown: &[Shown]) -> Vec<(Id, Version)> {
    shown.iter().map(|shown| (shown.id.clone(), shown.seen)).collect()
}

/// `occurrence.put-off`: to another day, with a reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PutOff {
    /// Which.
    pub occurrences: Vec<Shown>,
    /// The new last day.
    pub to: Date,
    /// Why.
    pub reason: String,
}

impl Act for PutOff {
    const NAME: &'static str = "occurrence.put-off";
    const SAID: Word = acts::occurrence_put_off;
    const POLICY: Policy = KEEPERS;
    type Seen = Vec<Occurrence>;
    type Done = Decided;

    fn about(&self) -> Vec<(Id, Version)> {
        about(&self.occurrences)
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Vec<Occurrence>, Refusal> {
        Occurrence::read_all(tx, &self.occurrences)
    }

    fn place(&self, seen: &Vec<Occurrence>) -> Place {
        place(seen)
    }

    fn check(&self, by: &Reader, seen: &Vec<Occurrence>) -> Result<(), Refusal> {
        texts::required(&self.reason, Field::Reason).map_err(Refusal::of)?;
        for (one, shown) in seen.iter().zip(&self.occurrences) {
            one.steps(OccurrenceStep::PutOff)?;
            if shown.due != one.due && one.due != self.to {
                let [opened, now, wanted] = [shown.due, one.due, self.to].map(|day| day.to_string());
                let conflict = Conflict { field: Field::PutOffDay, opened, now, wanted, entry: one.entry, last: None };
                return Err(one.refusal(Rule::ChangedMeanwhile(vec![conflict])).instead(Door::Again));
            }
            if self.to == one.due {
                return Err(one.refusal(Rule::Wrong(Field::PutOffDay)));
            }
            // A slip in the year would take a measure out of sight for ever.
            let (first, last) = (by.now().date().max(one.days.0), one.days.1);
            if self.to < first || last < self.to {
                return Err(one.refusal(Rule::DayNotBetween(Field::PutOffDay, first, last)));
            }
        }
        Ok(())
    }

    fn apply(self, seen: Vec<Occurrence>, tx: &mut Tx<'_>) -> Result<Decided, Refusal> {
        for one in &seen {
            one.move_on(tx, OccurrenceStep::PutOff, "")?;
            let sql = "update occurrence set put_off_to = ?2, put_off_why = ?3 where id = ?1";
            tx.change(sql, params![one.id.as_str(), self.to.to_string(), self.reason.trim()])?;
        }
        Ok(Decided::of(&seen)?.on(self.to))
    }

    fn said(done: &Decided) -> Said {
        done.said()
    }

    fn sample(world: &World) -> Self {
        let open = samples::open(world);
        let to = open.due.checked_add(jiff::Span::new().days(14)).unwrap_or(open.due);
        Self { occurrences: vec![open], to, reason: "Перенесён семинар".into() }
    }
}

/// `occurrence.withdraw`: what was said of it; evidence stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Withdraw {
    /// Which.
    pub occurrence: Id,
    /// As it was shown.
    pub seen: Version,
    /// Why.
    pub reason: String,
}

impl Act for Withdraw {
    const NAME: &'static str = "occurrence.withdraw";
    const SAID: Word = acts::occurrence_withdraw;
    const POLICY: Policy = DOERS;
    /// The time, and whoever said it done with those for whom she did.
    type Seen = (Occurrence, Vec<Id>);
    type Done = Decided;

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.occurrence.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Self::Seen, Refusal> {
        let occurrence = Occurrence::read(tx, &self.occurrence)?;
        let said = occurrence.by.as_ref().map_or(Ok(Vec::new()), |by| signers(tx, &occurrence.id, by))?;
        Ok((occurrence, said))
    }

    fn place(&self, (seen, _): &Self::Seen) -> Place {
        seen.place()
    }

    /// Whoever does not keep the plan withdraws what she said herself, or for whom she stands in, and not what somebody agreed to since.
    fn check(&self, by: &Reader, (seen, said): &Self::Seen) -> Result<(), Refusal> {
        seen.steps(OccurrenceStep::Withdraw)?;
        let own = said.iter().any(|who| by.is(who)) && !matches!(seen.state, OccurrenceState::Accepted | OccurrenceState::Dropped);
        if !keeps(by) && !own {
            return Err(seen.refusal(Rule::NotYours));
        }
        texts::required(&self.reason, Field::Reason).map_err(|rule| seen.refusal(rule))
    }

    fn apply(self, (seen, _): Self::Seen, tx: &mut Tx<'_>) -> Result<Decided, Refusal> {
        seen.move_on(tx, OccurrenceStep::Withdraw, &self.reason)?;
        unsign(tx, &seen.id)?;
        Ok(seen.decided())
    }

    fn said(done: &Decided) -> Said {
        done.said()
    }

    fn sample(world: &World) -> Self {
        Self { occurrence: world.plan.done.clone(), seen: 1, reason: "Отмечено по ошибке".into() }
    }
}
