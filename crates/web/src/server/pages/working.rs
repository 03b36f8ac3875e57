//! Long work: what it is at, a button to stop it, what came of it.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use records::text::{Lang, capital};
use serde::Serialize;
use words::web;
use workflow::{Refusal, Rule};

use super::frame::{Page, Room, page_with};
use super::mistake;
use super::plan::papers::download;
use crate::server::office::Office;
use crate::server::policy::{Asked, Rights};
use crate::server::works::{Outcome, What, Work};
use crate::shell::parts;

/// Work that is over this soon shows what came of it and no page of its own.
const AT_ONCE: Duration = Duration::from_millis(400);

/// Begins work and leads to its page, or where it leads if it is over at once.
pub async fn begun<F>(office: &Office, asked: &Asked, what: What, task: impl FnOnce(Arc<Work>) -> F) -> Response
where
    F: Future<Output = Outcome> + Send + 'static,
{
    let Some((secret, work)) = office.works.begin(&asked.session, what, task) else {
        return mistake::refused(office, asked, &Refusal::of(Rule::Stopped)).await;
    };
    match work.settled(AT_ONCE).await {
        Some(Outcome::Page(to)) => Redirect::to(&to).into_response(),
        _ => Redirect::to(&format!("/working/{secret}")).into_response(),
    }
}

/// Work of whoever asks, as long as she holds a role that may do what it needs: that may have been withdrawn since.
async fn theirs(office: &Office, asked: &Asked, secret: &str) -> Result<Arc<Work>, Refusal> {
    let work = office.works.of(&asked.session, secret).ok_or_else(|| Refusal::of(Rule::NotThere))?;
    if Rights::of(office, asked).await.may(work.what.needs) { Ok(work) } else { Err(Refusal::of(Rule::NotAllowed)) }
}

/// `GET /working/{secret}`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked, Path(secret): Path<String>) -> Response {
    let work = match theirs(&office, &asked, &secret).await {
        Ok(work) => work,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let lang = asked.lang;
    let title = (work.what.title)(lang);
    let (status, content) = match work.outcome() {
        None => (StatusCode::OK, under_way(lang, &work, &secret)),
        Some(Outcome::Page(to)) => return Redirect::to(&to).into_response(),
        Some(Outcome::Refused(refusal)) => return mistake::refused(&office, &asked, &refusal).await,
        Some(Outcome::File { name, bytes }) => (StatusCode::OK, made(lang, &secret, &name, bytes.len())),
        Some(Outcome::Said(text)) => (StatusCode::OK, html! { p { (text) } }),
        Some(Outcome::Stopped) => (StatusCode::OK, html! { p { (web::work_stopped(lang)) } }),
    };
    let content = html! {
        h1 { (title) }
        (content)
        @if work.outcome().is_some() { p { a href=(work.what.from) { (web::work_back(lang)) } } }
    };
    page_with(&office, &asked, status, &Page { room: room(&work.what.from), title: &title, trail: &[] }, &content).await
}

fn room(from: &str) -> Room {
    if from == "/backups" { Room::School } else { Room::Papers }
}

fn under_way(lang: Lang, work: &Work, secret: &str) -> Markup {
    let at = now(lang, work);
    html! {
        div.work data-status={ "/working/" (secret) "/status" } {
            p.stage {
                span role="status" data-stage="" { (at.stage) }
                span.quiet aria-hidden="true" data-count="" { (at.count) }
            }
            progress aria-label=((work.what.title)(lang)) max=(at.total.max(1)) value=[(at.total > 0).then_some(at.done)] data-progress="" {}
            (parts::button(&format!("/working/{secret}/stop"), "second", &web::stop(lang)))
        }
        noscript { p { a href={ "/working/" (secret) } { (web::work_look_again(lang)) } } }
    }
}

fn made(lang: Lang, secret: &str, name: &str, bytes: usize) -> Markup {
    html! {
        p.lead { (web::work_done(lang)) }
        p { a.button.main href={ "/working/" (secret) "/file" } { (web::work_carry(lang)) } }
        p.quiet { (name) ", " (parts::size(lang, bytes as u64)) }
    }
}

/// What work is at, for the script of the page.
#[derive(Serialize)]
pub struct Status {
    working: bool,
    stage: String,
    count: String,
    done: u64,
    total: u64,
}

/// `GET /working/{secret}/status`.
pub async fn status(State(office): State<Arc<Office>>, asked: Asked, Path(secret): Path<String>) -> Response {
    match office.works.of(&asked.session, &secret) {
        Some(work) => Json(now(asked.lang, &work)).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn now(lang: Lang, work: &Work) -> Status {
    let at = work.at();
    let stage = at.map_or_else(|| web::work_waits(lang), |at| capital(&at.stage(lang)));
    let (done, total) = at.map_or((0, 0), |at| (at.done, at.total));
    let count = if total > 0 { web::work_count(lang, done, total) } else { String::new() };
    Status { working: work.outcome().is_none(), stage, count, done, total }
}

/// `POST /working/{secret}/stop`.
pub async fn stop(State(office): State<Arc<Office>>, asked: Asked, Path(secret): Path<String>) -> Response {
    match theirs(&office, &asked, &secret).await {
        Ok(work) => {
            work.stop();
            // What is under way hears it between two files.
            work.settled(AT_ONCE).await;
            Redirect::to(&format!("/working/{secret}")).into_response()
        }
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

/// `GET /working/{secret}/file`.
pub async fn file(State(office): State<Arc<Office>>, asked: Asked, Path(secret): Path<String>) -> Response {
    match theirs(&office, &asked, &secret).await.map(|work| work.outcome()) {
        Ok(Some(Outcome::File { name, bytes })) => download(&name, bytes),
        Ok(_) => Redirect::to(&format!("/working/{secret}")).into_response(),
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}
