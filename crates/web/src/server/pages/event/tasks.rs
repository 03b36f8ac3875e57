//! Tasks: what was decided and is to be done, with the steps of each.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use records::text::capital;
use words::{events, office};
use workflow::event::{
    DecisionShown, DecisionState, Decisions, OneDecision, PutOffDecision, ReopenDecision, SayDecisionDone, WithdrawDecision,
};
use workflow::{Act, Field as Told, Id, Refusal, Rule};

use super::super::frame::{Page, Room, page, page_with};
use super::super::listing::{Cell, Column, Sheet};
use super::super::mistake;
use super::super::plan::told;
use super::again::REASON;
use super::said;
use crate::server::form::{Field, Form, Kind as Answer, Mistakes, Typed};
use crate::server::office::Office;
use crate::server::policy::Asked;

const DONE: Form = Form {
    fields: &[
        Field::new("words", office::done_words, Answer::Text).told(Told::Words).needed(),
        Field::new("on", office::done_on, Answer::Day).told(Told::EvidenceDays).needed(),
    ],
};
const PUT_OFF: Form = Form {
    fields: &[
        Field::new("to", office::put_off_to, Answer::Day).told(Told::PutOffDay).needed(),
        Field::new("reason", office::reason, Answer::Text).told(Told::Reason).needed(),
    ],
};

/// `GET /tasks`: those that are open.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked) -> Response {
    let lang = asked.lang;
    let open = match sheet(&office, &asked).await {
        Ok(open) => open,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let title = events::tasks_title(lang);
    let content = html! {
        h1 { (title) }
        @if open.is_empty() { p.lead { (events::tasks_empty(lang)) } } @else { (open.show(&asked)) }
    };
    let trail = [("/events".to_owned(), events::title(lang))];
    page(&office, &asked, &Page { room: Room::Events, title: &title, trail: &trail }, &content).await
}

/// `GET /tasks/list`: the list as it is shown, for Excel.
pub async fn carried(State(office): State<Arc<Office>>, asked: Asked) -> Response {
    match sheet(&office, &asked).await {
        Ok(open) => open.answered(&asked),
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

async fn sheet(office: &Office, asked: &Asked) -> Result<Sheet, Refusal> {
    let (lang, today) = (asked.lang, asked.reader.now().date());
    let open = office.see(asked.reader.clone(), Decisions).await?;
    let colleagues = office.see(asked.reader.clone(), workflow::people::Colleagues).await.unwrap_or_default();
    let name = |person: &Id| colleagues.iter().find(|one| one.id == *person).map(|one| one.name.clone());
    let day = |day: jiff::civil::Date| {
        let (shown, late) = (told::day(day), if day < today { events::late(lang) } else { String::new() });
        Cell::shown(html! { (shown) @if !late.is_empty() { " " span.late { (late) } } }, [shown.clone(), late.clone()])
    };
    let rows = open.iter().map(|(decision, line)| {
        vec![
            day(decision.due),
            Cell::link(&format!("/task/{}", decision.id), decision.text.clone()),
            Cell::of(decision.person.as_ref().and_then(name).unwrap_or_else(|| decision.post.clone())),
            Cell::link(&format!("/event/{}", line.event.id), line.event.content.title.clone()),
        ]
    });
    let columns = vec![
        Column::short(events::task_due(lang), 12).beside(capital(&events::late(lang)), 14),
        Column::of(events::task(lang), 60).called(),
        Column::of(events::who(lang), 36),
        Column::of(events::decided_at(lang), 50),
    ];
    Ok(Sheet::of(events::tasks_title(lang), "/tasks", columns, rows.collect()))
}

/// `GET /task/{id}`.
pub async fn one(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>) -> Response {
    shown(&office, &asked, &id, None).await
}

/// A form that was refused.
struct Refused<'a> {
    form: &'static str,
    typed: &'a Typed,
    mistakes: Mistakes,
}

async fn found(office: &Office, asked: &Asked, id: &str) -> Result<DecisionShown, Refusal> {
    let decision = Id::read(id).ok_or(Refusal::of(Rule::NotThere))?;
    office.see(asked.reader.clone(), OneDecision { decision }).await
}

async fn shown(office: &Office, asked: &Asked, id: &str, refused: Option<Refused<'_>>) -> Response {
    let lang = asked.lang;
    let one = match found(office, asked, id).await {
        Ok(one) => one,
        Err(refusal) => return mistake::refused(office, asked, &refusal).await,
    };
    let decision = &one.decision;
    let who = one.person.clone().unwrap_or_else(|| decision.post.clone());
    let content = html! {
        h1.statement { (decision.text) }
        p.lead { (who) ", " (events::until(lang, told::day(decision.due))) " " span.chip { (said::decision(lang, decision.state)) } }
        dl.facts {
            div { dt { (events::decided_at(lang)) } dd { @if one.sees { a href={ "/event/" (decision.event.as_str()) } { (one.title) } } @else { (one.title) } ", " (told::day(one.day)) } }
            @if !decision.words.is_empty() { div { dt { (events::said_of_it(lang)) } dd.written { (decision.words) @if let Some(day) = decision.done { " (" (told::day(day)) ")" } } } }
        }
        (forms(asked, &one, refused.as_ref()))
    };
    let status = refused.as_ref().map_or(StatusCode::OK, |refused| refused.mistakes.status());
    let trail = [("/events".to_owned(), events::title(lang)), ("/tasks".to_owned(), events::tasks_title(lang))];
    page_with(office, asked, status, &Page { room: Room::Events, title: &decision.text, trail: &trail }, &content).await
}

fn forms(asked: &Asked, one: &DecisionShown, refused: Option<&Refused<'_>>) -> Markup {
    let lang = asked.lang;
    let at = format!("/task/{}", one.decision.id);
    let empty = asked.form().with("on", asked.reader.now().date().to_string());
    let filled = |act: &str| match refused.filter(|refused| refused.form == act) {
        Some(refused) => (refused.typed.clone(), refused.mistakes.clone(), true),
        None => (empty.clone(), Mistakes::default(), false),
    };
    let seen = html! { input type="hidden" name="seen" value=(one.decision.entry); };
    let folded = |act: &'static str, form: Form, title: String| {
        let (typed, mistakes, open) = filled(act);
        html! {
            details.aside open[open] {
                summary { (title) }
                form.narrow method="post" action={ (at) "/" (act) } { (form.show_within(act, lang, &typed, &mistakes)) (seen) button.second { (title) } }
            }
        }
    };
    html! {
        @match one.decision.state {
            DecisionState::Open => {
                @if one.does {
                    @let (typed, mistakes, _) = filled("done");
                    form.narrow method="post" action={ (at) "/done" } { (DONE.show(lang, &typed, &mistakes)) (seen) button.main { (events::task_say_done(lang)) } }
                }
                @if one.leads { (folded("put-off", PUT_OFF, office::put_off(lang))) (folded("withdraw", REASON, events::task_withdraw(lang))) }
            }
            DecisionState::Done | DecisionState::Withdrawn => { @if one.leads { (folded("reopen", REASON, events::task_reopen(lang))) } }
        }
    }
}

async fn step<A: Act>(
    office: &Office,
    asked: &Asked,
    id: &str,
    (name, form): (&'static str, Form),
    typed: &Typed,
    act: Option<A>,
) -> Response {
    let done = match (act, typed.once()) {
        (Some(act), Some(once)) => office.perform(asked.reader.clone(), once, act).await.map(drop),
        _ => Err(Refusal::of(Rule::NotThere)),
    };
    match done {
        Ok(()) => Redirect::to(&format!("/task/{id}")).into_response(),
        Err(refusal) if refusal.rule == Rule::NotThere => mistake::refused(office, asked, &refusal).await,
        Err(refusal) => {
            let mistakes = Mistakes::refused(form, asked.lang, &refusal, typed);
            shown(office, asked, id, Some(Refused { form: name, typed, mistakes })).await
        }
    }
}

async fn without_day(
    office: &Office,
    asked: &Asked,
    id: &str,
    (name, form): (&'static str, Form),
    field: &'static str,
    typed: &Typed,
) -> Response {
    let mut mistakes = Mistakes::default();
    mistakes.add(field, office::field_day_wrong(asked.lang));
    let mistakes = mistakes.rest(form, asked.lang, typed);
    shown(office, asked, id, Some(Refused { form: name, typed, mistakes })).await
}

fn seen(typed: &Typed) -> u64 {
    typed.get("seen").parse().unwrap_or_default()
}

/// `POST /task/{id}/done`.
pub async fn done(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let Some(on) = typed.day("on") else { return without_day(&office, &asked, &id, ("done", DONE), "on", &typed).await };
    let act = Id::read(&id).map(|decision| SayDecisionDone { decision, seen: seen(&typed), words: typed.get("words").to_owned(), on });
    step(&office, &asked, &id, ("done", DONE), &typed, act).await
}

/// `POST /task/{id}/put-off`.
pub async fn put_off(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let Some(to) = typed.day("to") else { return without_day(&office, &asked, &id, ("put-off", PUT_OFF), "to", &typed).await };
    let act = Id::read(&id).map(|decision| PutOffDecision { decision, seen: seen(&typed), to, reason: typed.get("reason").to_owned() });
    step(&office, &asked, &id, ("put-off", PUT_OFF), &typed, act).await
}

/// `POST /task/{id}/withdraw`.
pub async fn withdraw(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let act = Id::read(&id).map(|decision| WithdrawDecision { decision, seen: seen(&typed), reason: typed.get("reason").to_owned() });
    step(&office, &asked, &id, ("withdraw", REASON), &typed, act).await
}

/// `POST /task/{id}/reopen`.
pub async fn reopen(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let act = Id::read(&id).map(|decision| ReopenDecision { decision, seen: seen(&typed), reason: typed.get("reason").to_owned() });
    step(&office, &asked, &id, ("reopen", REASON), &typed, act).await
}
