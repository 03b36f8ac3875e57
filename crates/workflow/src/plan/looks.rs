//! What is shown of plans: the list, one whole, one measure with its history, batches and what they would bring, schedules.

use records::plan::Schedule;
use records::plan::calendar::{Days, ScheduleDay, Terms, awaited};

use super::almanac::{Almanac, schedules};
use super::batch::{Before, NotTaken, Source};
use super::content::{Content, Measure};
use super::effect::EffectShown;
use super::handed::HandedFrom;
use super::matching::{Fate, Row, fates, gone};
use super::paper::{Signature, signature};
use super::progress::{Counts, counts};
use super::rights::{KEEPERS, READERS, SEERS, sees_all};
use super::shown::{self, Judged, MeasureShown};
use super::state::{BatchState, MeasureState, PlanState, PlanStep};
use super::yearly::{Plan, Preface};
use crate::act::{Look, Version};
use crate::id::Id;
use crate::journal::{Line, history};
use crate::people::post::{Names, names_apart};
use crate::policy::Policy;
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::store::Db;
use crate::texts::json;

/// `plans.see`: every plan, the latest year first.
#[derive(Clone, Copy, Debug)]
pub struct Plans;

/// A plan in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanLine {
    /// Id.
    pub id: Id,
    /// Its year.
    pub year: Id,
    /// First day of the year.
    pub first_day: jiff::civil::Date,
    /// Title.
    pub title: String,
    /// State.
    pub state: PlanState,
    /// How many measures it has.
    pub measures: u32,
    /// How far its measures are.
    pub counts: Counts,
    /// The entry that made it so.
    pub entry: Version,
}

impl Look for Plans {
    const NAME: &'static str = "plans.see";
    const POLICY: Policy = READERS;
    type Shown = Vec<PlanLine>;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<Vec<PlanLine>, Refusal> {
        let sql = "select plan.*, school_year.first_day from plan join school_year on school_year.id = plan.year
            order by school_year.starts desc, plan.title, plan.id";
        let plans = db.all(sql, [], |row| Ok((Plan::of(row)?, row.day("first_day")?)))?;
        // A list of plans names nobody.
        let line = |(plan, first_day): (Plan, _)| {
            let measures = shown::of_plan(by, db, &plan, &schedules(db, &plan.year)?, &Names::new())?;
            let counts = counts(measures.iter().map(|measure| measure.progress));
            let Plan { id, year, preface, state, entry, .. } = plan;
            let measures = u32::try_from(measures.len()).unwrap_or(u32::MAX);
            Ok(PlanLine { id, year, first_day, title: preface.title, state, measures, counts, entry })
        };
        plans.into_iter().map(line).collect()
    }
}

/// `plan.see`: a plan whole.
#[derive(Clone, Debug)]
pub struct Whole {
    /// Which.
    pub plan: Id,
}

/// A plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanShown {
    /// Id.
    pub id: Id,
    /// Its year.
    pub year: Id,
    /// First and last day of the year.
    pub days: Days,
    /// What stands above the table.
    pub preface: Preface,
    /// State.
    pub state: PlanState,
    /// Who began it.
    pub begun_by: Id,
    /// Who approved it, or by which order.
    pub approved: Option<Signature>,
    /// The day its approval was entered.
    pub entered: Option<jiff::civil::Date>,
    /// The report it was closed with.
    pub report: String,
    /// Address of the report's file.
    pub report_file: Option<String>,
    /// Why it was changed after approval, the last first.
    pub amendments: Vec<Amendment>,
    /// Blocks in order.
    pub blocks: Vec<BlockShown>,
    /// How far its measures are.
    pub measures: Counts,
    /// How far its occurrences are.
    pub occurrences: Counts,
    /// The entry that made it so.
    pub entry: Version,
}

/// Why a plan was changed after approval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amendment {
    /// Why.
    pub reason: String,
    /// Its entry.
    pub entry: Version,
}

/// A block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockShown {
    /// Title.
    pub title: String,
    /// Measures in order.
    pub measures: Vec<MeasureShown>,
}

impl Look for Whole {
    const NAME: &'static str = "plan.see";
    const POLICY: Policy = READERS;
    type Shown = PlanShown;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<PlanShown, Refusal> {
        let plan = Plan::read(db, &self.plan)?;
        let almanac = Almanac::of(db, &plan.year)?;
        let all = shown::of_plan(by, db, &plan, &almanac.schedules, &names_apart(db)?)?;
        let Plan { id, year, preface, state, begun_by, entry } = plan;
        let measures = counts(all.iter().map(|measure| measure.progress));
        let occurrences = counts(all.iter().flat_map(|measure| &measure.occurrences).map(|one| one.progress));
        let sql = "select reason, entry from amendment where plan = ? order by entry desc";
        let amendments = db.all(sql, [id.as_str()], |row| Ok(Amendment { reason: row.get("reason")?, entry: row.get("entry")? }))?;
        let sql = "select report, report_file from plan where id = ?";
        let report = db.one(sql, [id.as_str()], |row| Ok((row.get("report")?, row.get("report_file")?)))?;
        let (report, report_file) = report.unwrap_or_default();
        let (approved, days) = (signature(db, &id, PlanStep::Approve.code())?, almanac.calendar.year());
        Ok(PlanShown {
            entered: shown::in_force_since(by, db, &id)?.map(|since| since.entered),
            blocks: blocks(all),
            id,
            year,
            days,
            preface,
            state,
            begun_by,
            approved,
            report,
            report_file,
            amendments,
            measures,
            occurrences,
            entry,
        })
    }
}

fn blocks(measures: Vec<MeasureShown>) -> Vec<BlockShown> {
    let mut blocks: Vec<BlockShown> = Vec::new();
    for measure in measures {
        match blocks.last_mut().filter(|block| block.title == measure.content.block) {
            Some(block) => block.measures.push(measure),
            None => blocks.push(BlockShown { title: measure.content.block.clone(), measures: vec![measure] }),
        }
    }
    blocks
}

/// `measure.see`: a measure with everything, and its history.
#[derive(Clone, Debug)]
pub struct One {
    /// Which.
    pub measure: Id,
    /// So many of the last entries of its history.
    pub entries: u32,
}

impl One {
    /// Entries of a history that a page shows unasked.
    pub const LAST: u32 = 12;
    /// Entries of a history that a page shows at most.
    pub const MOST: u32 = 1000;

    /// A measure with the last entries of its history.
    #[must_use]
    pub const fn of(measure: Id) -> Self {
        Self { measure, entries: Self::LAST }
    }
}

/// A measure with everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneShown {
    /// Its plan.
    pub plan: Id,
    /// Title of the plan.
    pub plan_title: String,
    /// State of the plan.
    pub plan_state: PlanState,
    /// Its year.
    pub plan_year: Id,
    /// The measure.
    pub measure: MeasureShown,
    /// From whom it came to those who answer for it now, where it was handed over.
    pub handed: Option<HandedFrom>,
    /// What it should move, and what was seen.
    pub effect: Option<EffectShown>,
    /// The paper or person that dropped it.
    pub dropped: Option<Signature>,
    /// Where it came from, the latest first.
    pub sources: Vec<CameFrom>,
    /// What was done with it, the newest first.
    pub history: Vec<Line>,
    /// Whether more was done with it before.
    pub earlier: bool,
}

/// `measure.of`: the measure an occurrence is of; whoever may not see the measure is told so when she asks for it.
#[derive(Clone, Debug)]
pub struct MeasureOf {
    /// The occurrence.
    pub occurrence: Id,
}

impl Look for MeasureOf {
    const NAME: &'static str = "measure.of";
    const POLICY: Policy = SEERS;
    type Shown = Id;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<Id, Refusal> {
        let found = db.one("select measure from occurrence where id = ?", [self.occurrence.as_str()], |row| row.id("measure"))?;
        let measure = found.map(|id| Measure::read(db, &id)).transpose()?.filter(|measure| seen(by, measure));
        measure.map(|measure| measure.id).ok_or_else(|| Refusal::of(Rule::NotThere).about([self.occurrence.clone()]))
    }
}

/// A row a measure came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CameFrom {
    /// With which batch.
    pub batch: Id,
    /// From where.
    pub source: Source,
    /// Name of the file or of the library.
    pub name: String,
    /// Its key there.
    pub origin: String,
    /// As it was taken.
    pub taken: Content,
}

impl Look for One {
    const NAME: &'static str = "measure.see";
    const POLICY: Policy = SEERS;
    type Shown = OneShown;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<OneShown, Refusal> {
        let missing = || Refusal::of(Rule::NotThere).about([self.measure.clone()]);
        let stored = Measure::read(db, &self.measure)?;
        if !seen(by, &stored) {
            return Err(missing());
        }
        let plan = Plan::read(db, &stored.plan)?;
        let schedules = schedules(db, &plan.year)?;
        let names = names_apart(db)?;
        let measure = shown::one(by, db, stored, &schedules, &names, Judged::by(by, db, &plan.id)?)?;
        let handed = HandedFrom::last(by, db, &names, &self.measure)?;
        let sources = sources(db, &self.measure)?;
        let (history, earlier) = self.history(db, &sources)?;
        let (dropped, effect) = (signature(db, &self.measure, "drop")?, EffectShown::of(db, &self.measure)?);
        let Plan { id, year, preface, state, .. } = plan;
        Ok(OneShown {
            plan: id,
            plan_title: preface.title,
            plan_state: state,
            plan_year: year,
            measure,
            handed,
            effect,
            dropped,
            sources,
            history,
            earlier,
        })
    }
}

impl One {
    /// The last entries about the measure or a batch it came with, and whether there are earlier ones.
    fn history(&self, db: &Db<'_>, sources: &[CameFrom]) -> Result<(Vec<Line>, bool), Refusal> {
        let asked = self.entries.min(Self::MOST);
        let mut lines = history(db, &self.measure, i64::MAX.unsigned_abs(), asked + 1)?;
        for source in sources {
            lines.extend(history(db, &source.batch, i64::MAX.unsigned_abs(), asked + 1)?);
        }
        lines.sort_by_key(|line| std::cmp::Reverse(line.entry));
        lines.dedup_by_key(|line| line.entry);
        let earlier = lines.len() > asked as usize;
        lines.truncate(asked as usize);
        Ok((lines, earlier))
    }
}

/// Whether the reader sees a measure: all of them, or one that names her.
pub(super) fn seen(by: &Reader, measure: &Measure) -> bool {
    sees_all(by) || by.asks_as(&SEERS).any(|person| measure.people.contains(person))
}

fn sources(db: &Db<'_>, measure: &Id) -> Result<Vec<CameFrom>, Refusal> {
    let sql = "select taken_row.*, batch.source, batch.name from taken_row join batch on batch.id = taken_row.batch
        where measure = ? and batch.state = 'taken' order by batch.entry desc";
    db.all(sql, [measure.as_str()], |row| {
        Ok(CameFrom {
            batch: row.id("batch")?,
            source: row.read("source", Source::from_code)?,
            name: row.get("name")?,
            origin: row.get("origin")?,
            taken: json(row, "content")?,
        })
    })
}

/// `batches.see`: what was taken into a plan, the latest first.
#[derive(Clone, Debug)]
pub struct Batches {
    /// Of which plan.
    pub plan: Id,
}

/// A batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchShown {
    /// Id.
    pub id: Id,
    /// From where.
    pub source: Source,
    /// Address of the file, or version of the library.
    pub digest: String,
    /// Name of the file or of the library.
    pub name: String,
    /// State.
    pub state: BatchState,
    /// Rows that were taken.
    pub rows: u32,
    /// Rows that were not, and why.
    pub not_taken: Vec<NotTaken>,
    /// The entry that made it so.
    pub entry: Version,
}

impl Look for Batches {
    const NAME: &'static str = "batches.see";
    const POLICY: Policy = READERS;
    type Shown = Vec<BatchShown>;

    fn see(&self, _by: &Reader, db: &Db<'_>) -> Result<Vec<BatchShown>, Refusal> {
        let plan = Plan::read(db, &self.plan)?;
        let sql = "select batch.*, (select count(*) from taken_row where taken_row.batch = batch.id) as rows
            from batch where plan = ? order by entry desc";
        let batches = db.all(sql, [plan.id.as_str()], |row| {
            Ok(BatchShown {
                id: row.id("id")?,
                source: row.read("source", Source::from_code)?,
                digest: row.get("digest")?,
                name: row.get("name")?,
                state: row.read("state", BatchState::from_code)?,
                rows: row.get("rows")?,
                not_taken: Vec::new(),
                entry: row.get("entry")?,
            })
        })?;
        let sql = "select written, reason from row_not_taken where batch = ? order by place";
        let with_rest = |batch: BatchShown| {
            let not_taken =
                db.all(sql, [batch.id.as_str()], |row| Ok(NotTaken { written: row.get("written")?, reason: row.get("reason")? }))?;
            Ok(BatchShown { not_taken, ..batch })
        };
        batches.into_iter().map(with_rest).collect()
    }
}

/// `plan.preview`: what rows would bring, before they are taken.
#[derive(Clone, Debug)]
pub struct Preview {
    /// Into which plan.
    pub plan: Id,
    /// From where.
    pub source: Source,
    /// The rows.
    pub rows: Vec<Row>,
}

/// What rows would bring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewShown {
    /// The fate of every row, in their order.
    pub fates: Vec<Fate>,
    /// Measures that came from such a source earlier and are not among the rows.
    pub gone: Vec<Id>,
}

impl Look for Preview {
    const NAME: &'static str = "plan.preview";
    const POLICY: Policy = KEEPERS;
    type Shown = PreviewShown;

    fn see(&self, _by: &Reader, db: &Db<'_>) -> Result<PreviewShown, Refusal> {
        let Before { earlier, .. } = Before::read(db, &self.plan, self.source)?;
        let fates = fates(&self.rows, &earlier);
        Ok(PreviewShown { gone: gone(&fates, &earlier), fates })
    }
}

/// `schedules.see`: the calendar of a year, schedules that are known and those measures wait for.
#[derive(Clone, Debug)]
pub struct SchedulesOf {
    /// Which year.
    pub year: Id,
}

/// Calendar and schedules of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchedulesShown {
    /// First and last day of the year.
    pub days: Days,
    /// Periods and holidays.
    pub terms: Terms,
    /// The entry that set them; None while they are the usual ones.
    pub terms_entry: Option<Version>,
    /// Procedures of the school's schedule that measures follow.
    pub procedures: usize,
    /// Days of schedules somebody typed, each with the entry that made it so.
    pub known: Vec<(Schedule, Vec<ScheduleDay>, Version)>,
    /// Schedules that are awaited, each with the measures that wait.
    pub awaited: Vec<(Schedule, Vec<Id>)>,
}

impl Look for SchedulesOf {
    const NAME: &'static str = "schedules.see";
    const POLICY: Policy = READERS;
    type Shown = SchedulesShown;

    fn see(&self, _by: &Reader, db: &Db<'_>) -> Result<SchedulesShown, Refusal> {
        let Almanac { calendar, terms_entry, schedules, typed } = Almanac::of(db, &self.year)?;
        let plans =
            db.all("select id from plan where year = ? and state <> 'closed' order by id", [self.year.as_str()], |row| row.id("id"))?;
        let mut waiting: Vec<(Schedule, Vec<Id>)> = Vec::new();
        for plan in plans {
            for measure in Measure::of_plan(db, &plan)?.into_iter().filter(|measure| measure.state == MeasureState::Kept) {
                for schedule in awaited(&measure.content.rules, &schedules) {
                    match waiting.iter_mut().find(|(known, _)| *known == schedule) {
                        Some((_, measures)) => measures.push(measure.id.clone()),
                        None => waiting.push((schedule, vec![measure.id.clone()])),
                    }
                }
            }
        }
        waiting.sort();
        let known = typed.into_iter().filter(|(_, days, _)| !days.is_empty()).collect();
        let procedures = schedules.get(&Schedule::Procedures).into_iter().flatten().filter(|day| !day.key.is_empty()).count();
        Ok(SchedulesShown { procedures, days: calendar.year(), terms: calendar.terms().clone(), terms_entry, known, awaited: waiting })
    }
}
