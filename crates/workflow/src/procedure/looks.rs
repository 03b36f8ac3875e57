//! What is shown of the schedule: a year with what does not agree with the rules, one procedure, what a form would bring.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use records::plan::calendar::Calendar;
use records::procedure::{Clash, LoadRule, LoadRules, Loads, Slot};
use records::text::{capital, folded};

use super::arranging::{self, Seated};
use super::draft::{Draft, timed};
use super::hours::{self, Hours, LessonsADay};
use super::issuing::{issued, year_of};
use super::moving::Timing;
use super::rights::{KEEPERS, SEERS, keeps};
use super::state::ProcedureState;
use super::stored::{Gone, Moved, Procedure, gone_against, moves};
use super::whole::Whole;
use crate::act::{Look, Version};
use crate::id::Id;
use crate::people::OnPaper;
use crate::people::post::{names_apart, told_apart};
use crate::plan::{PaperLine, PlanState, PlanStep, next_number};
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::roster::ClassName;
use crate::school::Year;
use crate::store::{Db, params};

/// `procedures.see`: the schedule of the year work goes on in, or of another.
#[derive(Clone, Debug, Default)]
pub struct Schedule {
    /// Which year; None = the one work goes on in.
    pub year: Option<Id>,
    /// A paper that was issued, of whichever year: that year.
    pub paper: Option<Id>,
}

/// The schedule of a year.
#[derive(Clone, Debug)]
pub struct ScheduleShown {
    /// The year.
    pub year: Year,
    /// Every year, the latest first.
    pub years: Vec<Year>,
    /// Its calendar.
    pub calendar: Calendar,
    /// Its procedures, by day and time.
    pub procedures: Vec<ProcedureShown>,
    /// Classes of the year, in the order of their grades.
    pub classes: Vec<(Id, ClassName)>,
    /// Subjects that are taught, by name.
    pub subjects: Vec<String>,
    /// The rules it is held against.
    pub rules: LoadRules,
    /// What is not known and so cannot be held against a rule.
    pub unknown: Vec<Unknown>,
    /// Hours a week.
    pub hours: Vec<Hours>,
    /// Lessons a day.
    pub lessons: Vec<LessonsADay>,
    /// Who works here, for whoever keeps the schedule.
    pub staff: Vec<(Id, String)>,
    /// What people are called on papers.
    pub on_paper: OnPaper,
    /// Papers that were issued, the newest first, each with the procedure it is of.
    pub papers: Vec<(PaperLine, Option<Id>)>,
    /// The number the next paper of the year gets.
    pub next: u32,
    /// The plan of the year that is in force: what an order stands on.
    pub basis: Option<Basis>,
    /// Whether the reader keeps it.
    pub keeps: bool,
}

/// A plan an order stands on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// Its title, as it stands.
    pub title: String,
    /// Number and day of the order that approves it, where there is one.
    pub order: Option<(String, Date)>,
}

impl Basis {
    /// The plan that was approved last. Its order is the one it was approved by, or the one that got its number here.
    fn of_year(db: &Db<'_>, year: &Id) -> Result<Option<Self>, Refusal> {
        let sql = "select title, coalesce(paper_number, cast(issued.number as text)) as number, coalesce(paper_day, issued.day) as day from plan
            join signature on object = plan.id and act = ?2
            left join (select plan, number, day, max(number) from issued_paper where kind = 'order' group by plan) as issued on issued.plan = plan.id
            where plan.year = ?1 and plan.state <> ?3 order by signature.entry desc limit 1";
        db.one(sql, params![year.as_str(), PlanStep::Approve.code(), PlanState::Draft.code()], |row| {
            let order = match row.get::<Option<String>>("number")? {
                None => None,
                Some(number) => Some((number, row.day("day")?)),
            };
            Ok(Self { title: row.get("title")?, order })
        })
    }
}

/// What is not known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unknown {
    /// Hours a week of a subject in a parallel.
    Hours(u8, String),
    /// Lessons a day of a parallel.
    Lessons(u8),
    /// Days of a kind that are set every year.
    Window(String),
}

/// A procedure of the schedule.
#[derive(Clone, Debug, PartialEq)]
pub struct ProcedureShown {
    /// Id.
    pub id: Id,
    /// Key of its kind.
    pub kind: String,
    /// Its subject; empty where the kind has none.
    pub subject: String,
    /// The parallel.
    pub grade: u8,
    /// Its classes, in order.
    pub seats: Vec<SeatShown>,
    /// The day.
    pub day: Date,
    /// When on that day.
    pub slot: Slot,
    /// Whether measures of the plan follow it.
    pub in_plan: bool,
    /// State.
    pub state: ProcedureState,
    /// Why it was cancelled.
    pub reason: String,
    /// Number and day of the order it stands by; one that was moved since keeps the number of the earlier.
    pub order: Option<(String, Date)>,
    /// Where it stood before.
    pub moves: Vec<Moved>,
    /// Rules it was taken in spite of.
    pub gone: Vec<Gone>,
    /// What does not agree with the rules, each with whether a reason was given for it.
    pub clashes: Vec<(Clash, bool)>,
    /// The entry that made it so.
    pub entry: Version,
}

/// A class of a procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatShown {
    /// The class.
    pub class: Id,
    /// What it is called.
    pub name: String,
    /// Its room.
    pub room: String,
    /// Who organises there.
    pub organiser: Option<(Id, String)>,
}

impl Look for Schedule {
    const NAME: &'static str = "procedures.see";
    const POLICY: Policy = SEERS;
    type Shown = Option<ScheduleShown>;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<Option<ScheduleShown>, Refusal> {
        let missing = |id: &Id| Refusal::of(Rule::NotThere).about([id.clone()]);
        let asked = match &self.paper {
            Some(paper) => Some(year_of(db, paper)?.ok_or_else(|| missing(paper))?),
            None => self.year.clone(),
        };
        let year = match &asked {
            Some(id) => Some(Year::all(db)?.into_iter().find(|year| year.id == *id).ok_or_else(|| missing(id))?),
            None => Year::at_work(db, by.now().date())?,
        };
        year.map(|year| shown(by, db, year)).transpose()
    }
}

fn shown(by: &Reader, db: &Db<'_>, year: Year) -> Result<ScheduleShown, Refusal> {
    let whole = Whole::read(db, year)?;
    let (names, on_paper) = (names_apart(db)?, OnPaper::read(db)?);
    let (hours, lessons, _) = hours::read(db, &whole.year.id)?;
    let keeps = keeps(by);
    let staff = if keeps { staff(db)? } else { Vec::new() };
    let subjects = subjects(db, &whole, &hours)?;
    let unknown = unknown(&whole);
    let procedures = procedures(db, &whole, &names)?;
    let basis = Basis::of_year(db, &whole.year.id)?;
    let (papers, next) = (issued(db, &whole.year.id)?, next_number(db, &whole.year.id)?);
    let (Whole { year, classes, calendar, rules, .. }, years) = (whole, Year::all(db)?);
    Ok(ScheduleShown {
        year,
        years,
        calendar,
        procedures,
        on_paper,
        classes,
        subjects,
        rules,
        unknown,
        hours,
        lessons,
        staff,
        papers,
        next,
        basis,
        keeps,
    })
}

fn staff(db: &Db<'_>) -> Result<Vec<(Id, String)>, Refusal> {
    let mut staff =
        db.all("select id, name from person where state <> 'locked'", [], |row| Ok((row.id("id")?, row.get::<String>("name")?)))?;
    staff.sort_by_cached_key(|(_, name)| folded(name));
    told_apart(db, staff)
}

/// Subjects of loads, of hours and of the schedule, each once.
fn subjects(db: &Db<'_>, whole: &Whole, hours: &[Hours]) -> Result<Vec<String>, Refusal> {
    let sql = "select distinct subject from teaching_load join school_class on school_class.id = class where year = ?";
    let taught = db.all(sql, [whole.year.id.as_str()], |row| row.get::<String>("subject"))?;
    let others = hours.iter().map(|one| one.subject.clone()).chain(whole.procedures.iter().map(|one| one.subject.clone()));
    let all = taught.into_iter().chain(others).filter(|subject| !subject.is_empty());
    let by_name: BTreeMap<String, String> = all.map(|subject| (Loads::subject(&subject), capital(&subject))).collect();
    Ok(by_name.into_values().collect())
}

/// What the rules would need and nobody entered.
fn unknown(whole: &Whole) -> Vec<Unknown> {
    let mut unknown = BTreeSet::new();
    for one in whole.procedures.iter().filter(|one| one.state != ProcedureState::Cancelled) {
        if whole.rules.count(&one.pure()) {
            if !one.subject.is_empty() && whole.loads.weekly(one.grade, &one.subject).is_none() {
                unknown.insert(Unknown::Hours(one.grade, one.subject.clone()));
            }
            if matches!(one.slot, Slot::Lessons { .. }) && whole.loads.last_lesson(one.grade, one.day.weekday()).is_none() {
                unknown.insert(Unknown::Lessons(one.grade));
            }
        }
        let dated = whole.rules.kind(&one.kind).is_some_and(|kind| !kind.calendar.is_empty());
        if dated && whole.rules.windows(&one.kind).is_empty() {
            unknown.insert(Unknown::Window(one.kind.clone()));
        }
    }
    unknown.into_iter().collect()
}

pub(super) fn procedures(db: &Db<'_>, whole: &Whole, names: &BTreeMap<Id, String>) -> Result<Vec<ProcedureShown>, Refusal> {
    let (mut moves, gone) = (moves(db, &whole.year.id)?, gone_against(db, &whole.year.id)?);
    let gone: BTreeMap<Id, Vec<Gone>> = gone
        .into_iter()
        .map(|(id, gone)| {
            let gone = since_moved(gone, moves.get(&id));
            (id, gone)
        })
        .collect();
    let answered = |id: &str, clash: &Clash| {
        let of = Id::read(id).and_then(|id| gone.get(&id)).into_iter().flatten();
        of.flat_map(|gone| &gone.rules).any(|rule| *rule == clash.rule)
    };
    let mut clashes: BTreeMap<String, Vec<(Clash, bool)>> = BTreeMap::new();
    let mut against: BTreeSet<(String, LoadRule)> = BTreeSet::new();
    for clash in whole.clashes() {
        let between = whole.between(&clash);
        // The reason stands with whichever of them was entered later.
        let told = between.iter().any(|id| answered(id, &clash));
        against.extend(between.into_iter().map(|id| (id, clash.rule)));
        clashes.entry(clash.procedure.clone()).or_default().push((clash, told));
    }
    let order: BTreeMap<&Id, (usize, String)> =
        whole.classes.iter().enumerate().map(|(place, (id, name))| (id, (place, name.to_string()))).collect();
    let one = |one: &Procedure| {
        let mut seats: Vec<(usize, SeatShown)> = Vec::new();
        for placed in &one.seats {
            let (place, name) = order.get(&placed.class).cloned().unwrap_or((usize::MAX, String::new()));
            let organiser = placed.organiser.clone().map(|who| (who.clone(), names.get(&who).cloned().unwrap_or_default()));
            seats.push((place, SeatShown { class: placed.class.clone(), name, room: placed.room.clone(), organiser }));
        }
        seats.sort_by_key(|(place, _)| *place);
        ProcedureShown {
            seats: seats.into_iter().map(|(_, seat)| seat).collect(),
            id: one.id.clone(),
            kind: one.kind.clone(),
            subject: one.subject.clone(),
            grade: one.grade,
            day: one.day,
            slot: one.slot,
            in_plan: one.in_plan,
            state: one.state,
            reason: one.reason.clone(),
            order: one.order.clone(),
            moves: moves.remove(&one.id).unwrap_or_default(),
            gone: standing(&one.id, gone.get(&one.id), &against),
            clashes: clashes.remove(one.id.as_str()).unwrap_or_default(),
            entry: one.entry,
        }
    };
    let mut all: Vec<ProcedureShown> = whole.procedures.iter().map(one).collect();
    all.sort_by(|a, b| (a.day, a.slot, a.grade, &a.id).cmp(&(b.day, b.slot, b.grade, &b.id)));
    Ok(all)
}

/// Reasons that speak of the day it stands on, and of what does not hang on it: with a move every rule of the day was asked anew.
fn since_moved(gone: Vec<Gone>, moves: Option<&Vec<Moved>>) -> Vec<Gone> {
    let moved = moves.and_then(|moves| moves.iter().map(|moved| moved.entry).max()).unwrap_or_default();
    let speaks = |gone: Gone| {
        let rules: Vec<LoadRule> = gone.rules.iter().copied().filter(|rule| gone.entry >= moved || rule.of_any_day()).collect();
        (!rules.is_empty()).then_some(Gone { rules, ..gone })
    };
    gone.into_iter().filter_map(speaks).collect()
}

/// Of these, rules that are gone against still.
fn standing(of: &Id, gone: Option<&Vec<Gone>>, against: &BTreeSet<(String, LoadRule)>) -> Vec<Gone> {
    let still = |rule: &LoadRule| against.contains(&(of.as_str().to_owned(), *rule));
    let left = |gone: &Gone| Gone { rules: gone.rules.iter().copied().filter(still).collect(), ..gone.clone() };
    gone.into_iter().flatten().map(left).filter(|gone| !gone.rules.is_empty()).collect()
}

/// `procedure.see`: one procedure, and the schedule it stands in.
#[derive(Clone, Debug)]
pub struct OneProcedure {
    /// Which.
    pub procedure: Id,
}

impl Look for OneProcedure {
    const NAME: &'static str = "procedure.see";
    const POLICY: Policy = SEERS;
    type Shown = (ProcedureShown, ScheduleShown);

    fn place(&self) -> Place {
        Place::of(&self.procedure)
    }

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<Self::Shown, Refusal> {
        let missing = || Refusal::of(Rule::NotThere).about([self.procedure.clone()]);
        let stored = Procedure::find(db, &self.procedure)?;
        let year = Year::all(db)?.into_iter().find(|year| year.id == stored.year).ok_or_else(missing)?;
        let schedule = shown(by, db, year)?;
        let one = schedule.procedures.iter().find(|one| one.id == self.procedure).cloned().ok_or_else(missing)?;
        Ok((one, schedule))
    }
}

/// `procedure.check`: what of a form would not agree with the rules; nothing is changed.
#[derive(Clone, Debug)]
pub enum CheckProcedure {
    /// A new one.
    Entered(Id, Draft),
    /// The day and time of a new one, whatever its classes are: what the day alone would not keep.
    Timed(Id, Draft),
    /// One that is moved.
    Moved(Id, Timing),
    /// One that is given rooms and organisers.
    Arranged(Id, Vec<Seated>),
}

impl Look for CheckProcedure {
    const NAME: &'static str = "procedure.check";
    const POLICY: Policy = KEEPERS;
    type Shown = Vec<Clash>;

    fn see(&self, _by: &Reader, db: &Db<'_>) -> Result<Vec<Clash>, Refusal> {
        match self {
            Self::Entered(year, draft) => {
                let whole = Whole::of(db, year)?;
                draft.fits(&whole).map_err(Refusal::of)?;
                Ok(whole.clashes_of(draft.pure(&whole).map_err(Refusal::of)?))
            }
            Self::Timed(year, draft) => {
                let whole = Whole::of(db, year)?;
                timed(&whole, draft.day, draft.slot).map_err(Refusal::of)?;
                let mut clashes = whole.clashes_of(draft.without_classes());
                clashes.retain(|clash| matches!(clash.rule, LoadRule::LessonsDay | LoadRule::WorkingDay | LoadRule::Window));
                Ok(clashes)
            }
            Self::Moved(id, to) => {
                let stored = Procedure::find(db, id)?;
                let whole = Whole::of(db, &stored.year)?;
                timed(&whole, to.day, to.slot).map_err(Refusal::of)?;
                Ok(whole.clashes_of(records::procedure::Procedure { day: to.day, slot: to.slot, ..stored.pure() }))
            }
            Self::Arranged(id, seats) => {
                let stored = Procedure::find(db, id)?;
                Ok(arranging::clashes(&Whole::of(db, &stored.year)?, &stored, seats))
            }
        }
    }
}
