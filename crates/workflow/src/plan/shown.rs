//! Measures and occurrences as looks show them: read together, judged by today.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use records::plan::Schedule;
use records::plan::calendar::{Schedules, awaited};

use super::content::{Content, Measure};
use super::evidence::{Kept, digest_of};
use super::progress::{Decided, InForce, Progress};
use super::state::{MeasureState, OccurrenceState, OccurrenceStep, PlanStep};
use super::yearly::Plan;
use crate::act::Version;
use crate::id::Id;
use crate::people::OnPaper;
use crate::people::post::Names;
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::store::{Db, Row, params};
use crate::texts;

/// An occurrence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OccurrenceShown {
    /// Id.
    pub id: Id,
    /// First day.
    pub from: Date,
    /// Last day, as it is now.
    pub due: Date,
    /// Whether it is a question: was it needed this month?
    pub asks: bool,
    /// What the schedule calls it.
    pub label: String,
    /// How far it is.
    pub progress: Progress,
    /// What was decided.
    pub state: OccurrenceState,
    /// The last day before it was put off, and why it was.
    pub put_off: Option<(Date, String)>,
    /// Why it was dropped, asked to be dropped, not needed or withdrawn.
    pub reason: String,
    /// Whoever decided last: an owner or a keeper of the plan.
    pub by: Option<Id>,
    /// When it was accepted, and by whom.
    pub accepted: Option<Accepted>,
    /// What shows it.
    pub evidence: Vec<Kept>,
    /// Digest of the evidence: what would be accepted.
    pub digest: String,
    /// The entry that made it so.
    pub entry: Version,
}

/// An acceptance: its day, and the name of whoever accepted as it was on that day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The day by the clock of the school.
    pub on: Date,
    /// The name.
    pub by: String,
}

/// A person of the school a measure names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// Id.
    pub id: Id,
    /// Name.
    pub name: String,
}

/// A measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureShown {
    /// Id.
    pub id: Id,
    /// What it says.
    pub content: Content,
    /// Owners who are people of the school.
    pub people: Vec<Owner>,
    /// What was decided.
    pub state: MeasureState,
    /// Why it was dropped.
    pub reason: String,
    /// How far it is.
    pub progress: Progress,
    /// Schedules it waits for.
    pub waits: Vec<Schedule>,
    /// Its occurrences, in order of their last days.
    pub occurrences: Vec<OccurrenceShown>,
    /// The entry that made it so.
    pub entry: Version,
}

/// What a time is judged by beside what was decided of it.
#[derive(Clone, Copy)]
pub(super) struct Judged {
    today: Date,
    since: Option<InForce>,
}

impl Judged {
    /// By today, in this plan.
    pub(super) fn by(by: &Reader, db: &Db<'_>, plan: &Id) -> Result<Self, Refusal> {
        Ok(Self { today: by.now().date(), since: in_force_since(by, db, plan)? })
    }
}

/// Since when a plan is in force: the day its approval was entered, and the day of the order where one was given.
pub(super) fn in_force_since(by: &Reader, db: &Db<'_>, plan: &Id) -> Result<Option<InForce>, Refusal> {
    let sql = "select at, paper_day from signature join entry on sequence = signature.entry where object = ? and act = ?";
    let signed = |row: &Row<'_>| Ok((row.get::<i64>("at")?, texts::day(row, "paper_day")?));
    let Some((at, ordered)) = db.one(sql, params![plan.as_str(), PlanStep::Approve.code()], signed)? else { return Ok(None) };
    let at = Timestamp::from_second(at).map_err(|_| Refusal::of(Rule::Disk))?;
    let entered = at.to_zoned_datetime(by.now().time_zone().clone()).date();
    Ok(Some(InForce { entered, approved: ordered.unwrap_or(entered) }))
}

/// Every measure of a plan, in its order. Names are read once for a look, however many plans it reads.
pub(super) fn of_plan(by: &Reader, db: &Db<'_>, plan: &Plan, schedules: &Schedules, names: &Names) -> Result<Vec<MeasureShown>, Refusal> {
    let judged = Judged::by(by, db, &plan.id)?;
    let plan = &plan.id;
    let measures = Measure::of_plan(db, plan)?;
    let mut kept = KeptOf { evidence: by_occurrence(Kept::of_plan(db, plan)?), accepted: accepted(by, db, "plan", plan)? };
    let sql = "select occurrence.* from occurrence join measure on measure.id = occurrence.measure where plan = ?
        order by coalesce(put_off_to, due_day), from_day, slot";
    let rows = db.all(sql, [plan.as_str()], |row| Ok((row.id("measure")?, Stored::of(row)?)))?;
    let mut occurrences: BTreeMap<Id, Vec<Stored>> = BTreeMap::new();
    rows.into_iter().for_each(|(measure, stored)| occurrences.entry(measure).or_default().push(stored));
    let shown = |measure: Measure| {
        let stored = occurrences.remove(&measure.id).unwrap_or_default();
        shown(measure, stored, &mut kept, names, schedules, judged)
    };
    Ok(measures.into_iter().map(shown).collect())
}

/// One measure: what is read is its own only, however large the plan.
pub(super) fn one(
    by: &Reader,
    db: &Db<'_>,
    measure: Measure,
    schedules: &Schedules,
    names: &Names,
    judged: Judged,
) -> Result<MeasureShown, Refusal> {
    let mut kept =
        KeptOf { evidence: by_occurrence(Kept::of_measure(db, &measure.id)?), accepted: accepted(by, db, "measure.id", &measure.id)? };
    let sql = "select * from occurrence where measure = ? order by coalesce(put_off_to, due_day), from_day, slot";
    let stored = db.all(sql, [measure.id.as_str()], Stored::of)?;
    Ok(shown(measure, stored, &mut kept, names, schedules, judged))
}

/// What is kept of occurrences beside their rows.
struct KeptOf {
    evidence: BTreeMap<Id, Vec<Kept>>,
    accepted: BTreeMap<Id, Accepted>,
}

/// Acceptances of the occurrences whose plan, or whose measure, this is.
fn accepted(by: &Reader, db: &Db<'_>, of: &str, id: &Id) -> Result<BTreeMap<Id, Accepted>, Refusal> {
    let sql = format!(
        "select occurrence.id, person, at from measure join occurrence on occurrence.measure = measure.id
        join signature on object = occurrence.id and act = ?2 join entry on sequence = signature.entry where {of} = ?1"
    );
    let signed = |row: &Row<'_>| Ok((row.id("id")?, row.get::<Option<String>>("person")?, row.get::<i64>("at")?));
    let all = db.all(&sql, params![id.as_str(), OccurrenceStep::Accept.code()], signed)?;
    // Names of other days are read only where something was accepted.
    let called = if all.is_empty() { OnPaper::default() } else { OnPaper::read(db)? };
    let told = |(id, person, at): (Id, Option<String>, i64)| {
        let at = Timestamp::from_second(at).map_err(|_| Refusal::of(Rule::Disk))?;
        let on = at.to_zoned_datetime(by.now().time_zone().clone()).date();
        let by = person.and_then(|person| Id::read(&person)).map(|person| called.settled(&person, on)).unwrap_or_default();
        Ok((id, Accepted { on, by }))
    };
    all.into_iter().map(told).collect()
}

fn by_occurrence(all: Vec<Kept>) -> BTreeMap<Id, Vec<Kept>> {
    let mut evidence: BTreeMap<Id, Vec<Kept>> = BTreeMap::new();
    all.into_iter().for_each(|kept| evidence.entry(kept.occurrence.clone()).or_default().push(kept));
    evidence
}

/// A row of an occurrence.
struct Stored {
    id: Id,
    from: Date,
    ruled: Date,
    put_off: Option<(Date, String)>,
    asks: bool,
    label: String,
    state: OccurrenceState,
    reason: String,
    by: Option<Id>,
    accepted: Option<String>,
    entry: Version,
}

impl Stored {
    fn of(row: &Row<'_>) -> Result<Self, Refusal> {
        let why = row.get::<String>("put_off_why")?;
        Ok(Self {
            id: row.id("id")?,
            from: row.day("from_day")?,
            ruled: row.day("due_day")?,
            put_off: texts::day(row, "put_off_to")?.map(|to| (to, why)),
            asks: row.get("asks")?,
            label: row.get("label")?,
            state: row.read("state", OccurrenceState::from_code)?,
            reason: row.get("reason")?,
            by: row.get::<Option<String>>("by_person")?.and_then(|id| Id::read(&id)),
            accepted: row.get("accepted")?,
            entry: row.get("entry")?,
        })
    }

    fn shown(
        self,
        measure: &Measure,
        (evidence, accepted): (Vec<Kept>, Option<Accepted>),
        Judged { today, since }: Judged,
    ) -> OccurrenceShown {
        let due = self.put_off.as_ref().map_or(self.ruled, |(to, _)| *to);
        let digest = digest_of(&evidence).to_string();
        let decided = Decided {
            measure: measure.state,
            state: self.state,
            from: self.from,
            due,
            asks_acceptance: measure.content.asks_acceptance,
            as_accepted: self.accepted.as_ref() == Some(&digest),
            since,
        };
        OccurrenceShown {
            id: self.id,
            from: self.from,
            due,
            asks: self.asks,
            label: self.label,
            progress: Progress::of(decided, today),
            state: self.state,
            put_off: self.put_off.map(|(_, why)| (self.ruled, why)),
            reason: self.reason,
            by: self.by,
            accepted,
            evidence,
            digest,
            entry: self.entry,
        }
    }
}

fn shown(measure: Measure, stored: Vec<Stored>, kept: &mut KeptOf, names: &Names, schedules: &Schedules, judged: Judged) -> MeasureShown {
    let occurrences: Vec<OccurrenceShown> = stored
        .into_iter()
        .map(|stored| {
            let (evidence, accepted) = (kept.evidence.remove(&stored.id), kept.accepted.remove(&stored.id));
            stored.shown(&measure, (evidence.unwrap_or_default(), accepted), judged)
        })
        .collect();
    let waits = awaited(&measure.content.rules, schedules);
    let progress: Vec<Progress> = occurrences.iter().map(|one| one.progress).collect();
    let progress = Progress::of_measure(measure.state, &progress, !waits.is_empty());
    let named = |id: Id| Owner { name: names.get(&id).cloned().unwrap_or_default(), id };
    let Measure { id, content, people, state, reason, entry, .. } = measure;
    MeasureShown { id, content, people: people.into_iter().map(named).collect(), state, reason, progress, waits, occurrences, entry }
}
