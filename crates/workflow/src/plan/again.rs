//! Measures of a year once more in the next: as the import of last year's file moves them, dates and names of years in their meaning.

use records::plan::{named_years_moved, years_moved};
use records::vocabulary::SchoolYear;

use super::almanac::{Almanac, lay_out};
use super::content::{Content, Measure, add, own, remove as remove_measure};
use super::state::{MeasureState, PlanState};
use super::yearly::{Plan, Preface};
use crate::act::Version;
use crate::id::Id;
use crate::refusal::{Refusal, Rule};
use crate::school::Year;
use crate::store::{Db, Tx, params};
use crate::texts::{json, written};

/// A plan of a year that was in force.
pub struct Earlier {
    pub(crate) id: Id,
    pub(crate) preface: Preface,
    pub(crate) measures: Vec<Again>,
}

/// A measure of it, as the next year would have it.
pub struct Again {
    pub(crate) id: Id,
    pub(crate) content: Content,
    /// Owners who are still here.
    pub(crate) people: Vec<Id>,
    /// Why it was dropped, where it was.
    pub(crate) dropped: Option<String>,
    /// A day of it is none in the next year: 29 February.
    pub(crate) no_such_day: bool,
}

/// Plans of a year that were in force or are closed, moved one year on.
pub(crate) fn earlier(db: &Db<'_>, year: &Year) -> Result<Vec<Earlier>, Refusal> {
    let sql = "select * from plan where year = ? and state <> 'draft' order by entry, id";
    let plans = db.all(sql, [year.id.as_str()], Plan::of)?;
    let from = SchoolYear(year.first_day.year());
    plans.into_iter().map(|plan| moved(db, plan, from)).collect()
}

fn moved(db: &Db<'_>, plan: Plan, from: SchoolYear) -> Result<Earlier, Refusal> {
    let here = db.all("select id from person where state <> 'locked' and left_day is null", [], |row| row.id("id"))?;
    let again = |measure: Measure| {
        let Measure { id, content, mut people, state, reason, .. } = measure;
        let kept: Vec<_> = content.rules.iter().filter_map(|rule| records::plan::moved(rule, 1)).collect();
        people.retain(|person| here.contains(person));
        Again {
            id,
            people,
            dropped: (state == MeasureState::Dropped).then_some(reason),
            no_such_day: kept.len() < content.rules.len(),
            content: Content {
                text: named_years_moved(&content.text, from, 1),
                expected: named_years_moved(&content.expected, from, 1),
                when: years_moved(&content.when, 1),
                rules: kept,
                ..content
            },
        }
    };
    let measures = Measure::of_plan(db, &plan.id)?.into_iter().map(again).collect();
    let Preface { title, goal, directions, .. } = plan.preface;
    // The approval is of that year.
    let preface = Preface {
        title: years_moved(&title, 1),
        goal: named_years_moved(&goal, from, 1),
        directions: directions.iter().map(|direction| named_years_moved(direction, from, 1)).collect(),
        head: String::new(),
    };
    Ok(Earlier { id: plan.id, preface, measures })
}

/// Begins the plan of a year with these measures: the plan, and each measure beside the one it was.
pub(crate) fn begin_again(tx: &mut Tx<'_>, year: &Id, plan: Earlier) -> Result<(Id, Vec<(Id, Id)>), Refusal> {
    let (id, entry) = (tx.new_id("plan")?, tx.entry());
    let by = tx.by().cloned().ok_or(Refusal::of(Rule::NotAllowed))?;
    let Preface { title, goal, directions, .. } = &plan.preface;
    let sql = "insert into plan (id, year, title, goal, directions, head, state, begun_by, report, entry) values (?, ?, ?, ?, ?, '', ?, ?, '', ?)";
    let (state, directions) = (PlanState::Draft.code(), written(directions)?);
    tx.change(sql, params![id.as_str(), year.as_str(), title, goal, directions, state, by.as_str(), entry])?;
    let new = Plan::read(tx, &id)?;
    let almanac = Almanac::of(tx, year)?;
    let mut made = Vec::with_capacity(plan.measures.len());
    for Again { id: was, content, people, .. } in plan.measures {
        let measure = add(tx, &new, &content, None)?;
        own(tx, &measure, &people)?;
        lay_out(tx, &measure, &content.rules, &almanac, None)?;
        made.push((was, measure));
    }
    Ok((id, made))
}

/// Takes a plan away that was begun so; whoever asks has looked that nothing stands on it.
pub(crate) fn take_away(tx: &mut Tx<'_>, plan: &Id) -> Result<(), Refusal> {
    let measures = tx.all("select id from measure where plan = ?", [plan.as_str()], |row| row.id("id"))?;
    measures.iter().try_for_each(|measure| remove_measure(tx, measure))?;
    tx.change("delete from plan where id = ?", [plan.as_str()]).map(drop)
}

/// Measures of a plan begun so that were changed since, or stand with others than those who had them: their ids.
pub(crate) fn changed_since(db: &Db<'_>, plan: &Id, entry: Version, owners: &[(Id, Vec<Id>)]) -> Result<Vec<Id>, Refusal> {
    let mut changed = Vec::new();
    for measure in Measure::of_plan(db, plan)? {
        let same = owners.iter().any(|(id, people)| *id == measure.id && *people == measure.people);
        if measure.entry != entry || !same {
            changed.push(measure.id);
        }
    }
    Ok(changed)
}

/// Owners of a measure, as they are noted beside it.
pub(crate) fn owners(people: &[Id]) -> Result<String, Refusal> {
    let mut people = people.to_vec();
    people.sort();
    written(&people)
}

/// Owners as they were noted.
pub(crate) fn noted(row: &crate::store::Row<'_>, column: &str) -> Result<Vec<Id>, Refusal> {
    json(row, column)
}
