//! What the records of the school show of a plan and its year, and what they lack.

use std::collections::{BTreeMap, BTreeSet};

use records::plan::inspection::Point;
use records::text::Lang;
use words::inspection;
use workflow::event::{EventLine, EventState, Events, EventsOf, Kind, OneEvent};
use workflow::plan::{MeasureShown, OccurrenceShown, OrderShown, Orders, PaperLine, PlanShown, Progress};
use workflow::procedure::{ProcedureState, Schedule, ScheduleShown};
use workflow::{Id, Refusal, Rule};

use super::super::plan::orders::{did, named};
use super::super::plan::told;
use super::asked_for;
use crate::server::office::Office;
use crate::server::policy::Asked;

/// The requirement that families are acquainted.
const FAMILIES: u8 = 39;

/// A line of what shows something: where it leads, and its words.
pub(super) type Line = (String, String);

/// What was found.
pub(super) struct Found {
    /// The plan.
    pub(super) plan: PlanShown,
    /// Events of its year that were held or closed.
    pub(super) events: Vec<EventLine>,
    /// Those about pupils: the folder says how many there were, and nothing else.
    pub(super) of_pupils: Vec<EventLine>,
    /// Orders of the plan, the newest first.
    pub(super) orders: Vec<OrderShown>,
    /// Papers of procedures of its year that were issued, the newest first.
    pub(super) procedures: Vec<PaperLine>,
    /// What is asked for, with what shows it.
    pub(super) points: Vec<(String, Vec<Line>)>,
    /// What is lacking, in words.
    pub(super) lacking: Vec<String>,
}

/// Whether a time says that something was done.
fn is_done(one: &OccurrenceShown) -> bool {
    matches!(one.progress, Progress::Done | Progress::Accepted | Progress::AwaitsAcceptance | Progress::ChangedSince)
}

/// Its measures.
pub(super) fn measures(plan: &PlanShown) -> impl Iterator<Item = &MeasureShown> {
    plan.blocks.iter().flat_map(|block| &block.measures)
}

impl Found {
    pub(super) async fn of(office: &Office, asked: &Asked, plan: PlanShown) -> Result<Self, Refusal> {
        let lang = asked.lang;
        let begins = jiff::civil::Date::new(plan.days.first.year(), 8, 1).unwrap_or(plan.days.first);
        let all = office.see(asked.reader.clone(), Events).await?;
        let mut of_year: Vec<EventLine> = all.into_iter().filter(|line| (begins..=plan.days.last).contains(&line.event.day)).collect();
        of_year.sort_by(|a, b| (a.event.day, &a.event.id).cmp(&(b.event.day, &b.event.id)));
        // Of work with single pupils the folder says how much of it there was, and nothing else.
        let (of_pupils, mut of_year): (Vec<_>, Vec<_>) = of_year.into_iter().partition(names_pupils);
        let today = asked.reader.now().date();
        let waits =
            |line: &&EventLine| line.event.state == EventState::Held || (line.event.state == EventState::Planned && line.event.day < today);
        let late: Vec<String> = of_year
            .iter()
            .filter(waits)
            .map(|line| inspection::lacking_event(lang, &line.event.content.title, told::day(line.event.day)))
            .collect();
        of_year.retain(|line| matches!(line.event.state, EventState::Held | EventState::Closed) || (reads(line) && line.read > 0));
        let orders = office.see(asked.reader.clone(), Orders { plan: plan.id.clone() }).await?;
        let schedule = schedule(office, asked, &plan).await?;
        let ordered = ordered(lang, &plan, &orders, schedule.as_ref());
        let shown = |point: &Point| {
            let of_events = if point.orders { [&[][..], &[]] } else { [&of_year[..], &of_pupils] };
            let mut shown = if point.orders { ordered.clone() } else { Vec::new() };
            shown.extend(shows(lang, &plan, of_events, |row| point.asks(row)));
            (point.title.in_lang(lang).to_owned(), shown)
        };
        let points: Vec<(String, Vec<Line>)> = asked_for()?.points.iter().map(shown).collect();
        let mut lacking: Vec<String> =
            points.iter().filter(|(_, shown)| shown.is_empty()).map(|(point, _)| inspection::lacking_point(lang, point)).collect();
        lacking.extend(of_plan(lang, &plan, &with_papers(office, asked, &plan, &of_year).await?));
        lacking.extend(late);
        let procedures = schedule.map(|schedule| schedule.papers.into_iter().map(|(paper, _)| paper).collect()).unwrap_or_default();
        Ok(Self { plan, events: of_year, of_pupils, orders, procedures, points, lacking })
    }

    /// «Подтверждается записями: 7 из 12.»
    pub(super) fn lead(&self, lang: Lang) -> String {
        let shown = self.points.iter().filter(|(_, shown)| !shown.is_empty()).count();
        inspection::lead(lang, shown.to_string(), self.points.len().to_string())
    }

    /// Where the list is known from.
    pub(super) fn source(&self, lang: Lang) -> String {
        asked_for().map(|asked| inspection::source(lang, &asked.cite.source)).unwrap_or_default()
    }
}

/// The schedule of procedures of the plan's year; None where there is none, or it is not the reader's to see.
async fn schedule(office: &Office, asked: &Asked, plan: &PlanShown) -> Result<Option<ScheduleShown>, Refusal> {
    let look = Schedule { year: Some(plan.year.clone()), paper: None };
    match office.see(asked.reader.clone(), look).await {
        Ok(schedule) => Ok(schedule),
        Err(refusal) if matches!(refusal.rule, Rule::NotAllowed | Rule::NotThere) => Ok(None),
        Err(refusal) => Err(refusal),
    }
}

/// Orders there are: those of the plan, numbered papers of procedures, and orders of the school that procedures are held by.
fn ordered(lang: Lang, plan: &PlanShown, orders: &[OrderShown], schedule: Option<&ScheduleShown>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let of_plan = orders.iter().rev().map(|order| format!("{}: {}", named(lang, &order.paper), did(lang, order)));
    lines.extend(of_plan.map(|text| (format!("/plan/{}/papers", plan.id), text)));
    let Some(schedule) = schedule else { return lines };
    let at = || format!("/procedures?year={}", schedule.year.id);
    let held = schedule.procedures.iter().filter(|one| one.state != ProcedureState::Cancelled);
    let mut by_order: BTreeMap<(jiff::civil::Date, &str), usize> = BTreeMap::new();
    held.filter_map(|one| one.order.as_ref()).for_each(|(number, day)| *by_order.entry((*day, number)).or_default() += 1);
    lines.extend(
        by_order
            .into_iter()
            .map(|((day, number), procedures)| (at(), inspection::procedures_ordered(lang, procedures, number, told::day(day)))),
    );
    let issued = schedule.papers.iter().rev();
    lines.extend(issued.map(|(paper, of)| {
        let to = of.as_ref().map_or_else(at, |procedure| format!("/procedure/{procedure}"));
        (to, inspection::order_line(lang, &paper.title, paper.number.to_string(), told::day(paper.day)))
    }));
    lines
}

/// Times of the plan without a file of their own that an event of the folder shows: its minutes and sheets lie there.
async fn with_papers(office: &Office, asked: &Asked, plan: &PlanShown, events: &[EventLine]) -> Result<BTreeSet<Id>, Refusal> {
    let finished: BTreeSet<&Id> = events.iter().filter(|line| line.event.state == EventState::Closed).map(|line| &line.event.id).collect();
    let mut shown = BTreeSet::new();
    let lack = measures(plan).filter(|measure| measure.occurrences.iter().any(|one| is_done(one) && !has_file(one)));
    for measure in lack {
        for line in office.see(asked.reader.clone(), EventsOf { measure: measure.id.clone() }).await? {
            if finished.contains(&line.event.id) {
                let one = office.see(asked.reader.clone(), OneEvent { event: line.event.id.clone() }).await?;
                shown.extend(one.occurrences.into_iter().map(|time| time.id));
            }
        }
    }
    Ok(shown)
}

/// Whether a file stands among what shows a time.
fn has_file(one: &OccurrenceShown) -> bool {
    one.evidence.iter().any(|kept| kept.evidence.file.is_some())
}

fn names_pupils(line: &EventLine) -> bool {
    Kind::of(line.event.kind).is_some_and(Kind::names_pupils)
}

fn reads(line: &EventLine) -> bool {
    Kind::of(line.event.kind).is_some_and(|kind| kind.reads)
}

/// Measures that were done and events that are finished, or read by some already, and answer one of the requirements. A meeting nobody finished
/// proves nothing: it stands among what is lacking.
fn shows(lang: Lang, plan: &PlanShown, [events, of_pupils]: [&[EventLine]; 2], asks: impl Fn(u8) -> bool) -> Vec<Line> {
    let answering = measures(plan).filter(|measure| measure.content.requirement.is_some_and(&asks));
    let on = |one: &OccurrenceShown| told::done(lang, one);
    // A line a measure, with every time of it that was done.
    let measure = |measure: &MeasureShown| {
        let done: Vec<String> = measure.occurrences.iter().filter(|one| is_done(one)).map(on).collect();
        let text = inspection::done_line(lang, &measure.content.text, done.join(", "));
        (!done.is_empty()).then(|| (format!("/measure/{}", measure.id), text))
    };
    // What staff alone read does not show that families did.
    let to_families = |line: &EventLine, row: u8| row != FAMILIES || !reads(line) || !line.event.content.class.is_empty();
    let of_kind =
        |line: &&EventLine| Kind::of(line.event.kind).is_some_and(|kind| kind.rows.iter().any(|row| asks(*row) && to_families(line, *row)));
    let event = |line: &EventLine| {
        let (title, day) = (&line.event.content.title, told::day(line.event.day));
        let text = match line.event.state {
            EventState::Planned => inspection::event_under_way(lang, title, day, line.read.to_string(), line.seats),
            _ => inspection::event_line(lang, title, day),
        };
        (format!("/event/{}", line.event.id), text)
    };
    let counted = Kind::ALL.iter().filter(|kind| kind.rows.iter().any(|row| asks(*row))).filter_map(|kind| {
        let held = |line: &&EventLine| line.event.kind == kind.code && matches!(line.event.state, EventState::Held | EventState::Closed);
        let held = of_pupils.iter().filter(held).count();
        (held > 0).then(|| (format!("/events?kind={}", kind.code), inspection::of_pupils(lang, (kind.name)(lang), held.to_string())))
    });
    let proves = |line: &&EventLine| line.event.state != EventState::Held;
    answering.filter_map(measure).chain(events.iter().filter(proves).filter(of_kind).map(event)).chain(counted).collect()
}

/// What the plan lacks: terms that passed, and what was done without a file, its own or of an event that shows it.
fn of_plan(lang: Lang, plan: &PlanShown, with_papers: &BTreeSet<Id>) -> Vec<String> {
    let times = || measures(plan).flat_map(|measure| measure.occurrences.iter().map(move |one| (measure, one)));
    let overdue = times().filter_map(|(measure, one)| {
        let (text, day) = (&measure.content.text, told::day(one.due));
        match one.progress {
            Progress::Overdue => Some(inspection::lacking_overdue(lang, text, day)),
            progress if progress.passed() => Some(inspection::lacking_passed(lang, text, day, progress.told(lang))),
            _ => None,
        }
    });
    let without =
        times().filter(|(_, one)| is_done(one) && !has_file(one) && !with_papers.contains(&one.id)).map(|(measure, one)| {
            match one.progress.awaits_acceptance() {
                true => inspection::lacking_file_waits(lang, &measure.content.text),
                false => inspection::lacking_file(lang, &measure.content.text),
            }
        });
    let mut lacking: Vec<String> = overdue.chain(without).collect();
    // Of a measure with many times the same is said once.
    let mut said = BTreeSet::new();
    lacking.retain(|one| said.insert(one.clone()));
    lacking
}
