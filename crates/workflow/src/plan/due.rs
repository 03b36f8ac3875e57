//! `plan.due`: what is due, overdue, today, this week, this month; and what waits for a second person.

use std::collections::BTreeSet;

use jiff::Span;
use jiff::civil::Date;

use super::almanac::schedules;
use super::progress::Progress;
use super::rights::{SEERS, sees_all};
use super::shown::{self, MeasureShown, OccurrenceShown, Owner};
use super::state::PlanState;
use super::yearly::Plan;
use crate::act::Look;
use crate::id::Id;
use crate::people::post::{Names, names_apart};
use crate::policy::Policy;
use crate::reader::Reader;
use crate::refusal::Refusal;
use crate::store::Db;

/// Asks for what is due, in every plan that is not closed.
#[derive(Clone, Debug)]
pub struct Due {
    /// Of one owner; whoever does not see whole plans sees her own in any case.
    pub owner: Option<Id>,
}

/// What is due; each occurrence in one list only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueShown {
    /// The day it is shown for.
    pub today: Date,
    /// The last day has passed.
    pub overdue: Vec<DueLine>,
    /// The last day is today.
    pub now: Vec<DueLine>,
    /// The last day is later this week.
    pub week: Vec<DueLine>,
    /// The last day is later this month, or the first one has come.
    pub month: Vec<DueLine>,
    /// Waits for a second person: said done and to be accepted, changed since, asked to be dropped.
    pub to_sign: Vec<DueLine>,
    /// The last day had passed before the plan was in force: late for nobody, and not done. What has passed of a draft its own page names.
    pub passed: Vec<DueLine>,
}

/// An occurrence with what it is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueLine {
    /// The plan.
    pub plan: Id,
    /// Title of the plan.
    pub plan_title: String,
    /// The measure.
    pub measure: Id,
    /// Title of its block.
    pub block: String,
    /// Its number.
    pub number: String,
    /// What is to be done.
    pub text: String,
    /// Owners as written.
    pub owners: String,
    /// Owners who are people of the school.
    pub people: Vec<Owner>,
    /// The occurrence.
    pub occurrence: OccurrenceShown,
}

impl Look for Due {
    const NAME: &'static str = "plan.due";
    const POLICY: Policy = SEERS;
    type Shown = DueShown;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<DueShown, Refusal> {
        let owners: Option<Vec<&Id>> =
            if sees_all(by) { self.owner.as_ref().map(|owner| vec![owner]) } else { Some(by.asks_as(&SEERS).collect()) };
        let open = of_plans(by, db, &names_apart(db)?, owners.as_deref(), |one| !one.progress.closed())?;
        let mut shown = sorted(open, by.now().date());
        if !shown.passed.is_empty() {
            let in_force = in_force(db)?;
            shown.passed.retain(|line| in_force.contains(&line.plan));
        }
        Ok(shown)
    }
}

/// Times of plans that are not closed, in order of their last days: those `wanted`, of everybody or of these owners.
fn of_plans(
    by: &Reader,
    db: &Db<'_>,
    names: &Names,
    owners: Option<&[&Id]>,
    wanted: impl Fn(&OccurrenceShown) -> bool + Copy,
) -> Result<Vec<DueLine>, Refusal> {
    let whose = |measure: &MeasureShown| owners.is_none_or(|owners| measure.people.iter().any(|person| owners.contains(&&person.id)));
    let mut lines = Vec::new();
    for plan in db.all("select * from plan where state <> 'closed' order by id", [], Plan::of)? {
        let schedules = schedules(db, &plan.year)?;
        for measure in shown::of_plan(by, db, &plan, &schedules, names)?.into_iter().filter(|measure| whose(measure)) {
            lines.extend(lines_of(&plan, measure, wanted));
        }
    }
    lines.sort_by(|a, b| (a.occurrence.due, &a.occurrence.id).cmp(&(b.occurrence.due, &b.occurrence.id)));
    Ok(lines)
}

/// Times of the plan whose last day lies between two days, also those that are done; none that was dropped.
pub(crate) fn between(by: &Reader, db: &Db<'_>, (from, to): (Date, Date), mine: bool) -> Result<Vec<DueLine>, Refusal> {
    let owners: Option<Vec<&Id>> = if sees_all(by) && !mine { None } else { Some(by.asks_as(&SEERS).collect()) };
    of_plans(by, db, &names_apart(db)?, owners.as_deref(), |one| one.progress != Progress::Dropped && (from..=to).contains(&one.due))
}

/// The reader's own of them, where nobody is named: for notices, which are made for everybody at once.
pub(crate) fn between_unnamed(by: &Reader, db: &Db<'_>, (from, to): (Date, Date)) -> Result<Vec<DueLine>, Refusal> {
    let owners: Vec<&Id> = by.asks_as(&SEERS).collect();
    of_plans(by, db, &Names::new(), Some(&owners), |one| one.progress != Progress::Dropped && (from..=to).contains(&one.due))
}

/// Plans in force: of the others nobody is asked for anything.
pub(crate) fn in_force(db: &Db<'_>) -> Result<BTreeSet<Id>, Refusal> {
    Ok(db.all("select id from plan where state = ?", [PlanState::Approved.code()], |row| row.id("id"))?.into_iter().collect())
}

/// The measure of a time of the plan and what it says, where the reader sees it: she sees whole plans, or it names her or whom she stands in for.
pub(crate) fn measure_seen(by: &Reader, db: &Db<'_>, occurrence: &Id) -> Result<Option<(Id, String)>, Refusal> {
    let sql = "select measure.id, measure.text from occurrence join measure on measure.id = occurrence.measure where occurrence.id = ?";
    let Some((measure, text)) = db.one(sql, [occurrence.as_str()], |row| Ok((row.id("id")?, row.get("text")?)))? else { return Ok(None) };
    let owners = db.all("select person from measure_owner where measure = ?", [measure.as_str()], |row| row.id("person"))?;
    let hers = || by.asks_as(&SEERS).any(|one| owners.contains(one));
    Ok((sees_all(by) || hers()).then_some((measure, text)))
}

/// The open times of a measure.
pub(super) fn of_measure(plan: &Plan, measure: MeasureShown) -> impl Iterator<Item = DueLine> {
    lines_of(plan, measure, |one| !one.progress.closed())
}

fn lines_of(plan: &Plan, measure: MeasureShown, wanted: impl Fn(&OccurrenceShown) -> bool) -> impl Iterator<Item = DueLine> {
    let MeasureShown { id, content, people, occurrences, .. } = measure;
    let (plan, plan_title) = (plan.id.clone(), plan.preface.title.clone());
    occurrences.into_iter().filter(move |one| wanted(one)).map(move |occurrence| DueLine {
        plan: plan.clone(),
        plan_title: plan_title.clone(),
        measure: id.clone(),
        block: content.block.clone(),
        number: content.number.clone(),
        text: content.text.clone(),
        owners: content.owners.clone(),
        people: people.clone(),
        occurrence,
    })
}

fn sorted(lines: Vec<DueLine>, today: Date) -> DueShown {
    let left = 6 - i64::from(today.weekday().to_monday_zero_offset());
    let sunday = today.checked_add(Span::new().days(left)).unwrap_or(today);
    let [overdue, now, week, month, to_sign, passed] = std::array::from_fn(|_| Vec::new());
    let mut shown = DueShown { today, overdue, now, week, month, to_sign, passed };
    for line in lines {
        let (from, due) = (line.occurrence.from, line.occurrence.due);
        match line.occurrence.progress {
            progress if progress.waits_for_another() => shown.to_sign.push(line),
            Progress::Overdue => shown.overdue.push(line),
            progress if progress.passed() => shown.passed.push(line),
            _ if due == today => shown.now.push(line),
            _ if due <= sunday => shown.week.push(line),
            _ if due <= today.last_of_month() || from <= today => shown.month.push(line),
            _ => {}
        }
    }
    shown
}
