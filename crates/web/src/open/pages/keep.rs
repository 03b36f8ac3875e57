//! The results of a report go to the office of the school.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use records::vocabulary::Audience;
use tokio::sync::oneshot;
use words::web;

use super::frame::{self, Page, Step};
use super::mistake;
use crate::open::analysis::State as Stage;
use crate::open::keep::{Handed, package};
use crate::open::memory::Memory;
use crate::open::policy::Named;
use crate::shell::session::Visitor;

/// `POST /analyses/{id}/keep`.
pub async fn keep(Visitor(session): Visitor, State(memory): State<Arc<Memory>>, Named(analysis): Named) -> Response {
    let lang = session.lang();
    let offered = offered(&memory, &analysis.view().state, analysis.example());
    let counted = if offered { analysis.counted() } else { None };
    let (Some(office), Some((counted, finished))) = (&memory.office, counted) else {
        return Redirect::to(&format!("{}/report", analysis.address())).into_response();
    };
    let failed = |what: &str| mistake::page(&session, StatusCode::SERVICE_UNAVAILABLE, what);
    let named = Arc::clone(&analysis);
    let answers = finished.counted.answers.clone();
    let made = tokio::task::spawn_blocking(move || package(named.ground(), counted, &finished, lang)).await;
    let Ok(Ok(package)) = made else { return failed(&web::report_unmade(lang)) };
    let (answer, answered) = oneshot::channel();
    if office.send(Handed { package, answer }).is_err() {
        return failed(&web::keep_closing(lang));
    }
    match answered.await {
        Ok(Ok(address)) => {
            analysis.keeps(&answers);
            let title = web::keep_done(lang);
            let content = html! {
                h1 { (title) }
                p.lead { (web::keep_what_next(lang)) }
                p { a.button.main href=(address) { (web::keep_to_office(lang)) } }
                p { a href=(format!("{}/report", analysis.address())) { (web::keep_back(lang)) } }
            };
            frame::page(lang, &Page { title: &title, step: Some(Step::Report), way: Some(&analysis.address()), here: Some("/") }, &content)
                .into_response()
        }
        Ok(Err(why)) => failed(&why),
        Err(_) => failed(&web::keep_closing(lang)),
    }
}

/// Whether the page offers it: there is an office to hand to, the results are a school's own and written for readers in it.
pub fn offered(memory: &Memory, stage: &Stage, example: bool) -> bool {
    let inside = matches!(stage, Stage::Done(_, finished) if finished.audience() == Audience::School);
    memory.office.is_some() && !example && inside
}
