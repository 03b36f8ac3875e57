//! `/support`: pupils who are proposed by marks, lessons missed and works, each with the reason; one press makes a consultation of them.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use records::text::Lang;
use serde::Deserialize;
use words::{events, support};
use workflow::event::{Arranged, Kind, Listed, PlanPupils, Words};
use workflow::marks::{ListFor, Propose, Proposed, Proposing, TakeMarks};
use workflow::{Act, Id, Refusal, Rule};

use super::super::event::pupils::form::listed;
use super::super::frame::{Page, Room, page_with};
use super::super::mistake;
use super::super::roster::shape::refused;
use crate::server::form::{Mistakes, Typed, key};
use crate::server::office::Office;
use crate::server::policy::{Asked, Rights};

/// What the address asks for.
#[derive(Deserialize, Default)]
pub struct Wanted {
    list: Option<String>,
    subject: Option<String>,
}

/// `GET /support`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked, Query(wanted): Query<Wanted>) -> Response {
    let list = wanted.list.as_deref().and_then(ListFor::from_code).unwrap_or(ListFor::Help);
    listing(&office, &asked, list, wanted.subject.as_deref().unwrap_or_default(), None).await
}

/// The page; where something of it was refused, with what was ticked.
async fn listing(office: &Office, asked: &Asked, list: ListFor, subject: &str, wrong: Option<(&Typed, &Mistakes)>) -> Response {
    let lang = asked.lang;
    let at = format!("/support?list={}", list.code());
    let shown = match office.see(asked.reader.clone(), Propose { list, subject: subject.to_owned() }).await {
        Ok(shown) => shown,
        Err(refusal) => return refused(office, asked, &at, &refusal).await,
    };
    let loads = Rights::of(office, asked).await.may(TakeMarks::NAME);
    let title = support::lists_title(lang);
    let content = html! {
        div.over {
            div { h1 { (title) } p.lead { (support::lists_what(lang)) } }
            @if loads { div.doing { a.button .second[shown.known > 0] .main[shown.known == 0] href="/support/import" { (support::lists_import(lang)) } } }
        }
        @if let Some((_, mistakes)) = wrong { (mistakes.summary(crate::server::form::Form { fields: &[] }, lang)) }
        (ways(lang, list))
        @if shown.known == 0 {
            p { @if loads { (support::lists_empty_marks(lang)) } @else { (support::lists_empty_marks_other(lang)) } }
        } @else {
            (filters(lang, list, subject, &shown))
            @if shown.lines.is_empty() { p { (support::lists_nobody(lang)) } } @else { (lines(asked, list, subject, &shown, wrong.map(|(typed, _)| typed))) }
            (levels(lang, subject, &shown))
        }
    };
    let trail = [("/events".to_owned(), events::title(lang))];
    let status = wrong.map_or(StatusCode::OK, |(_, mistakes)| mistakes.status());
    page_with(office, asked, status, &Page { room: Room::Events, title: &title, trail: &trail }, &content).await
}

fn ways(lang: Lang, now: ListFor) -> Markup {
    let named = [(ListFor::Help, support::lists_help(lang)), (ListFor::Able, support::lists_able(lang))];
    html! {
        p {
            @for (at, (list, name)) in named.iter().enumerate() {
                @if at > 0 { " · " }
                a href={ "/support?list=" (list.code()) } aria-current=[(*list == now).then_some("page")] { (name) }
            }
        }
    }
}

fn filters(lang: Lang, list: ListFor, subject: &str, shown: &Proposing) -> Markup {
    html! {
        form.filters method="get" action="/support" {
            input type="hidden" name="list" value=(list.code());
            div.field {
                label for="f-subject" { (support::lists_subject(lang)) }
                @if chooses(list, subject, shown) { p.hint { (support::lists_subject_first(lang)) } }
                select id="f-subject" name="subject" {
                    option value="" { (support::lists_any(lang)) }
                    @for one in &shown.subjects { option value=(one) selected[one == subject] { (one) } }
                }
            }
            button .main[chooses(list, subject, shown)] .second[!chooses(list, subject, shown)] { (words::office::filter(lang)) }
        }
    }
}

/// Whether a subject is to be chosen first: a consultation is of one, and what stands beside it later is the next mark in it.
fn chooses(list: ListFor, subject: &str, shown: &Proposing) -> bool {
    list == ListFor::Help && subject.is_empty() && !shown.subjects.is_empty() && !shown.lines.is_empty()
}

fn lines(asked: &Asked, list: ListFor, subject: &str, shown: &Proposing, typed: Option<&Typed>) -> Markup {
    let lang = asked.lang;
    let ticked = |id: &Id| typed.is_none_or(|typed| typed.0.iter().any(|(name, held)| name == "pupil" && held == id.as_str()));
    let reason = |line: &Proposed| line.reasons.iter().map(|reason| reason.told(lang)).collect::<Vec<_>>().join("; ");
    let consults = list == ListFor::Help && !chooses(list, subject, shown);
    let (one, name) = match list {
        ListFor::Help => ("interview", support::lists_interview(lang)),
        ListFor::Able => ("route", support::lists_route(lang)),
    };
    html! {
        form method="post" action="/support" {
            (key(&asked.form()))
            input type="hidden" name="list" value=(list.code());
            input type="hidden" name="subject" value=(subject);
            @if consults { div.acting { button.main name="do" value="consultation" { (support::lists_consult(lang)) } } }
            ul.plain-list.rows {
                @for line in &shown.lines {
                    @let id = line.pupil.pupil.as_str();
                    li.wrap {
                        @if consults {
                            label.option for={ "p-" (id) } { input type="checkbox" id={ "p-" (id) } name="pupil" value=(id) checked[ticked(&line.pupil.pupil)]; (line.pupil.who.name) }
                        } @else { span { (line.pupil.who.name) } }
                        @if let Some((_, class)) = &line.pupil.class { span.quiet { (class) } }
                        span { (reason(line)) }
                        input type="hidden" name={ "reason-" (id) } value=(reason(line));
                        button.plain name="do" value={ (one) ":" (id) } { (name) span.unseen { " " (line.pupil.who.name) } }
                    }
                }
            }
        }
    }
}

/// By which levels, and of how many anything is known.
fn levels(lang: Lang, subject: &str, shown: &Proposing) -> Markup {
    let value = |value: f64| {
        let written = value.to_string();
        if lang == Lang::Ru { written.replace('.', ",") } else { written }
    };
    html! {
        details.aside {
            summary { (support::lists_levels(lang)) }
            ul { @for (title, level) in &shown.levels { li { (support::lists_level(lang, title.in_lang(lang), value(*level))) } } }
            @if !subject.is_empty() { p.quiet { (support::lists_restricted(lang)) } }
            p.quiet { (support::lists_known(lang, shown.known)) }
        }
    }
}

/// `POST /support`: what is made of the list, for today, with whoever asks answering for it; everything can be changed on its page.
pub async fn make(State(office): State<Arc<Office>>, asked: Asked, typed: Typed) -> Response {
    let list = ListFor::from_code(typed.get("list")).unwrap_or(ListFor::Help);
    let subject = typed.get("subject").to_owned();
    let wanted = typed.get("do").to_owned();
    let (kind, pupils) = match wanted.split_once(':') {
        Some((kind, id)) => (kind, only(&typed, id)),
        None => (wanted.as_str(), listed(&typed)),
    };
    let kind = Kind::of(kind).filter(|kind| kind.names_pupils() && kind.outcomes.is_empty());
    let Some((kind, once)) = kind.zip(typed.once()) else {
        return mistake::refused(&office, &asked, &Refusal::of(Rule::NotThere)).await;
    };
    if pupils.is_empty() {
        let wrong = Mistakes::of_the_whole(support::lists_nobody_ticked(asked.lang));
        return listing(&office, &asked, list, &subject, Some((&typed, &wrong))).await;
    }
    let arranged = Arranged {
        subject: subject.clone(),
        day: asked.reader.now().date(),
        time: String::new(),
        until: None,
        owner: asked.person.clone(),
        occurrences: Vec::new(),
        words: Words::default(),
    };
    match office.perform(asked.reader.clone(), once, PlanPupils { kind: kind.code.to_owned(), arranged, pupils }).await {
        Ok(receipt) => Redirect::to(&format!("/event/{}", receipt.done)).into_response(),
        Err(refusal) => {
            let wrong = Mistakes::of_the_whole(refusal.rule.told(asked.lang));
            listing(&office, &asked, list, &subject, Some((&typed, &wrong))).await
        }
    }
}

/// One pupil of the list with the reason there.
fn only(typed: &Typed, id: &str) -> Vec<Listed> {
    listed(&typed.clone().without("pupil").with("pupil", id))
}
