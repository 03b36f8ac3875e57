//! `/procedures/new`: the form of a procedure; what it would not keep is shown before it is taken.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use records::procedure::{Clash, Slot};
use records::reference::Reference;
use records::text::{Lang, Text, capital};
use words::procedures;
use workflow::procedure::{CheckProcedure, Draft, Enter, ScheduleShown};
use workflow::{Act, Field as Told, Id, Refusal, Rule};

use super::super::frame::{Page, Room, page_with};
use super::super::mistake;
use super::asked::{Wanted, kept, standing, within};
use super::{clash, told};
use crate::server::form::{Field, Form, Kind, Mistakes, Typed, key};
use crate::server::office::Office;
use crate::server::policy::{Asked, Rights};
use crate::server::subjects;

const KIND: Field = Field::new("kind", procedures::kind, Kind::One(kinds)).told(Told::ProcedureKind);
const SUBJECT: Field = Field::new("subject", procedures::subject, Kind::Line).told(Told::Subject);
const CLASSES: Field =
    Field::new("classes", procedures::classes, Kind::Line).told(Told::ProcedureClasses).any_length().sent("class").needed();
const DAY: Field = Field::new("day", procedures::day, Kind::Day).told(Told::ProcedureDay).needed();
const SLOT: Field =
    Field::new("slot", procedures::slot, Kind::Line).hint(procedures::slot_hint).told(Told::ProcedureSlot).any_length().needed();
const IN_PLAN: Field = Field::new("in-plan", procedures::in_plan, Kind::One(in_plan)).hint(procedures::in_plan_hint);
const DESPITE: Field = Field::new("despite", procedures::reason_despite, Kind::Text).told(Told::Reason);
const ENTER: Form = Form { fields: &[KIND, SUBJECT, CLASSES, DAY, SLOT, IN_PLAN, DESPITE] };

/// Kinds of the reference data, read once.
static KINDS: OnceLock<Vec<(String, Text)>> = OnceLock::new();

fn kinds(lang: Lang) -> Vec<(String, String)> {
    let read = || {
        let reference = Reference::shipped().ok();
        let kinds = reference.iter().flat_map(Reference::procedure_kinds);
        kinds.map(|kind| (kind.key.clone(), kind.title.clone())).collect()
    };
    KINDS.get_or_init(read).iter().map(|(key, title)| (key.clone(), capital(title.in_lang(lang)))).collect()
}

fn in_plan(lang: Lang) -> Vec<(String, String)> {
    let told = [("", procedures::in_plan_usual(lang)), ("yes", procedures::in_plan_yes(lang)), ("no", procedures::in_plan_no(lang))];
    told.into_iter().map(|(code, words)| (code.to_owned(), words)).collect()
}

/// What a form came to.
#[derive(Default)]
struct Again {
    mistakes: Mistakes,
    /// What it would not keep; None where that was not asked.
    clashes: Option<Vec<Clash>>,
    /// What its day alone would not keep, where its classes cannot be held against the rules yet.
    of_day: Vec<Clash>,
}

/// `GET /procedures/new`.
pub async fn new(State(office): State<Arc<Office>>, asked: Asked, Query(wanted): Query<Wanted>) -> Response {
    if !Rights::of(&office, &asked).await.may(Enter::NAME) {
        return mistake::refused(&office, &asked, &Refusal::of(Rule::NotAllowed)).await;
    }
    let typed =
        [("kind", &wanted.kind), ("day", &wanted.day), ("year", &wanted.year)].into_iter().fold(asked.form(), |typed, (name, value)| {
            match value {
                Some(value) => typed.with(name, value.clone()),
                None => typed,
            }
        });
    match standing(&office, &asked, wanted.year()).await {
        Ok(schedule) => shown(&office, &asked, &schedule, &typed, Again::default()).await,
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

async fn shown(office: &Office, asked: &Asked, schedule: &ScheduleShown, typed: &Typed, again: Again) -> Response {
    let lang = asked.lang;
    let title = procedures::enter(lang);
    let Again { mistakes, clashes, of_day } = again;
    let clashing = clashes.as_ref().is_some_and(|clashes| !clashes.is_empty());
    let content = html! {
        h1 { (title) }
        @if schedule.classes.is_empty() {
            p.lead { (procedures::no_classes(lang)) }
            p { a.button.main href="/classes" { (words::roster::classes_title(lang)) } }
        } @else {
            div.beside {
                form.narrow method="post" action="/procedures/new#clashes" data-agrees="/procedures/new/clashes" {
                    (kept(typed.get("year")))
                    (mistakes.summary(ENTER, lang))
                    (KIND.show(lang, typed, &mistakes))
                    (subject(lang, schedule, typed, &mistakes))
                    (classes(lang, schedule, typed, &mistakes))
                    (DAY.show(lang, typed, &mistakes))
                    (SLOT.show(lang, typed, &mistakes))
                    (IN_PLAN.show(lang, typed, &mistakes))
                    @if !of_day.is_empty() {
                        section #of-day { h2 { (procedures::clashes_title(lang)) } (clash::list(lang, schedule, typed.get("kind"), &of_day)) }
                    }
                    @match &clashes {
                        Some(clashes) if clashing => (clash::before(lang, schedule, typed.get("kind"), clashes, (typed, !mistakes.none()))),
                        Some(_) if mistakes.none() => p #clashes role="status" { (procedures::agrees(lang)) },
                        _ => {},
                    }
                    (key(typed))
                    p.buttons {
                        button.main name="do" value="enter" { @if clashing { (procedures::take_despite(lang)) } @else { (procedures::enter(lang)) } }
                        button.second name="do" value="check" { (procedures::check(lang)) }
                    }
                }
                (clash::beside())
            }
        }
    };
    let trail = [(within("/procedures", typed.get("year")), procedures::title(lang))];
    let status =
        if clashing && mistakes.none() && typed.get("do") == "enter" { StatusCode::UNPROCESSABLE_ENTITY } else { mistakes.status() };
    page_with(office, asked, status, &Page { room: Room::Procedures, title: &title, trail: &trail }, &content).await
}

/// Subjects that are taught, and those of the reference data.
fn subject(lang: Lang, schedule: &ScheduleShown, typed: &Typed, mistakes: &Mistakes) -> Markup {
    let known = subjects::subjects().iter().map(|(_, title)| capital(title.in_lang(Lang::Ru)));
    let taught = schedule.subjects.iter().cloned();
    let all: BTreeMap<String, String> = known.chain(taught).map(|subject| (records::text::folded(&subject), subject)).collect();
    let wrong = mistakes.of("subject");
    html! {
        div.field .wrong[wrong.is_some()] {
            label for="field-subject" { (procedures::subject(lang)) }
            p.hint id="hint-subject" { (procedures::subject_hint(lang)) }
            select id="field-subject" name="subject" aria-describedby={ "hint-subject" @if wrong.is_some() { " fault-subject" } } aria-invalid=[wrong.map(|_| "true")] {
                option value="" { (procedures::no_subject(lang)) }
                @for subject in all.values() { option value=(subject) selected[typed.get("subject") == subject] { (subject) } }
            }
            @if let Some(wrong) = wrong { p.said id="fault-subject" { (wrong) } }
        }
    }
}

/// Classes to be ticked, a line a parallel.
fn classes(lang: Lang, schedule: &ScheduleShown, typed: &Typed, mistakes: &Mistakes) -> Markup {
    let mut grades: Vec<(u8, Vec<(&Id, String)>)> = Vec::new();
    for (id, name) in &schedule.classes {
        match grades.last_mut() {
            Some((grade, all)) if *grade == name.grade => all.push((id, name.to_string())),
            _ => grades.push((name.grade, vec![(id, name.to_string())])),
        }
    }
    let ticked = |id: &Id| typed.0.iter().any(|(name, value)| name == "class" && value == id.as_str());
    html! {
        fieldset id="field-classes" tabindex="-1" aria-describedby=[mistakes.of("classes").map(|_| "fault-classes")] {
            legend { (procedures::classes(lang)) }
            p.hint { (procedures::classes_hint(lang)) }
            @if let Some(wrong) = mistakes.of("classes") { p.said id="fault-classes" { (wrong) } }
            @for (_, all) in grades {
                div.one-line { @for (id, name) in all { label.option { input type="checkbox" name="class" value=(id.as_str()) checked[ticked(id)]; (name) } } }
            }
        }
    }
}

/// Reads the form.
pub(super) fn read(lang: Lang, schedule: &ScheduleShown, typed: &Typed) -> Result<Draft, Mistakes> {
    let mut mistakes = Mistakes::default();
    let classes = typed.0.iter().filter(|(name, _)| name == "class").filter_map(|(_, id)| Id::read(id)).collect();
    let day = typed.day("day");
    let slot = told::read_slot(typed.get("slot"));
    if day.is_none() {
        mistakes.add("day", procedures::day_wrong(lang));
    }
    if slot.is_none() {
        mistakes.add("slot", procedures::slot_wrong(lang));
    }
    let usual = schedule.rules.kind(typed.get("kind")).is_some_and(|kind| kind.plan);
    let in_plan = match typed.get("in-plan") {
        "yes" => true,
        "no" => false,
        _ => usual,
    };
    let (kind, subject) = (typed.get("kind").to_owned(), typed.get("subject").to_owned());
    match (day, slot) {
        (Some(day), Some(slot)) => Ok(Draft { kind, subject, classes, day, slot, in_plan }),
        _ => Err(mistakes.rest_with(ENTER, lang, typed, asks(schedule, typed))),
    }
}

/// Fields the kind asks for beside those of every procedure.
fn asks(schedule: &ScheduleShown, typed: &Typed) -> &'static [&'static str] {
    if schedule.rules.kind(typed.get("kind")).is_some_and(|kind| kind.subject) { &[SUBJECT.name] } else { &[] }
}

/// What else is wrong where something is: classes of several parallels, a day nothing can be held on, what the day alone would not keep. An act
/// stops at its first rule.
async fn beside(office: &Office, asked: &Asked, schedule: &ScheduleShown, typed: &Typed, mut mistakes: Mistakes) -> Again {
    let lang = asked.lang;
    let ticked: Vec<&str> = typed.0.iter().filter(|(name, _)| name == "class").map(|(_, id)| id.as_str()).collect();
    let mut grades: Vec<u8> = schedule.classes.iter().filter(|(id, _)| ticked.contains(&id.as_str())).map(|(_, name)| name.grade).collect();
    grades.dedup();
    if grades.len() > 1 {
        mistakes.add(CLASSES.name, Rule::Wrong(Told::ProcedureClasses).told(lang));
    }
    let Some(day) = typed.day(DAY.name) else { return Again { mistakes, ..Again::default() } };
    let slot = told::read_slot(typed.get(SLOT.name)).unwrap_or(Slot::Lessons { first: 2, last: 2 });
    let (kind, subject) = (typed.get(KIND.name).to_owned(), typed.get(SUBJECT.name).to_owned());
    let draft = Draft { kind, subject, classes: Vec::new(), day, slot, in_plan: false };
    match office.see(asked.reader.clone(), CheckProcedure::Timed(schedule.year.id.clone(), draft)).await {
        Ok(of_day) => Again { mistakes, clashes: None, of_day },
        Err(refusal) => {
            if matches!(refusal.rule, Rule::DayNotBetween(..)) {
                mistakes.add(DAY.name, refusal.rule.told(lang));
            }
            Again { mistakes, ..Again::default() }
        }
    }
}

/// `POST /procedures/new`: checked, or entered.
pub async fn enter(State(office): State<Arc<Office>>, asked: Asked, typed: Typed) -> Response {
    let schedule = match standing(&office, &asked, typed.get("year")).await {
        Ok(schedule) => schedule,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let draft = match read(asked.lang, &schedule, &typed) {
        Ok(draft) => draft,
        Err(mistakes) => {
            let again = beside(&office, &asked, &schedule, &typed, mistakes).await;
            return shown(&office, &asked, &schedule, &typed, again).await;
        }
    };
    let year = schedule.year.id.clone();
    let check = || office.see(asked.reader.clone(), CheckProcedure::Entered(year.clone(), draft.clone()));
    let refused = |refusal: &Refusal| {
        let mistakes = Mistakes::refused(ENTER, asked.lang, refusal, &typed);
        mistakes.rest_with(ENTER, asked.lang, &typed, asks(&schedule, &typed))
    };
    if typed.get("do") == "check" {
        let again = match check().await {
            Ok(clashes) => Again { clashes: Some(clashes), ..Again::default() },
            Err(refusal) => beside(&office, &asked, &schedule, &typed, refused(&refusal)).await,
        };
        return shown(&office, &asked, &schedule, &typed, again).await;
    }
    let Some(once) = typed.once() else { return Redirect::to(&within("/procedures/new", typed.get("year"))).into_response() };
    let act = Enter { year: year.clone(), draft: draft.clone(), despite: clash::despite(&typed) };
    match office.perform(asked.reader.clone(), once, act).await {
        Ok(receipt) => {
            office.says(&asked.session, html! { (procedures::entered(asked.lang)) });
            Redirect::to(&format!("/procedure/{}", receipt.done)).into_response()
        }
        Err(refusal) => {
            // What it would not keep stands there in full; the refusal itself says no more.
            let reason = matches!(refusal.rule, Rule::Missing(Told::Reason));
            let clashes = if reason || matches!(refusal.rule, Rule::Clashing(_)) { check().await.ok() } else { None };
            let again = match (&refusal.rule, clashes) {
                (Rule::Clashing(_), clashes) => Again { clashes, ..Again::default() },
                (_, Some(clashes)) => Again { mistakes: refused(&refusal), clashes: Some(clashes), of_day: Vec::new() },
                (_, None) => beside(&office, &asked, &schedule, &typed, refused(&refusal)).await,
            };
            shown(&office, &asked, &schedule, &typed, again).await
        }
    }
}
