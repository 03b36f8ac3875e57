//! Long work: what it is at, a button to stop it, what came of it.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use records::text::Lang;
use words::web;
use workflow::{Refusal, Rule};

use super::frame::{Page, Room, page_with};
use super::mistake;
use super::plan::papers::download;
use crate::server::office::Office;
use crate::server::policy::{Asked, Rights};
use crate::server::works::{Outcome, What, Work};
use crate::shell::parts;
use crate::shell::working::Status;

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
        None => (StatusCode::OK, now(lang, &work).show(lang, &title, &format!("/working/{secret}"))),
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

fn made(lang: Lang, secret: &str, name: &str, bytes: usize) -> Markup {
    html! {
        p.lead { (web::work_done(lang)) }
        p { a.button.main href={ "/working/" (secret) "/file" } { (web::work_carry(lang)) } }
        p.quiet { (name) ", " (parts::size(lang, bytes as u64)) }
    }
}

/// `GET /working/{secret}/status`.
pub async fn status(State(office): State<Arc<Office>>, asked: Asked, Path(secret): Path<String>) -> Response {
    match office.works.of(&asked.session, &secret) {
        Some(work) => Json(now(asked.lang, &work)).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn now(lang: Lang, work: &Work) -> Status {
    Status::of(lang, work.outcome().is_none(), work.at(), web::work_waits)
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
