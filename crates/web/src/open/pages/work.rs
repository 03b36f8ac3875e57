//! Long work: what it is at, and a button to stop it.

use records::text::Lang;
use words::web;

use axum::Json;
use axum::response::{Html, Redirect};
use maud::html;

use super::frame::{self, Page, Step};
use crate::open::analysis::{Analysis, State as Stage};
use crate::open::policy::Named;
use crate::shell::job::Job;
use crate::shell::session::Visitor;
use crate::shell::working::Status;

/// The page of an analysis at work: reading, or the study.
pub fn page(lang: Lang, analysis: &Analysis, job: &Job, step: Step) -> Html<String> {
    let title = (if step == Step::Study { web::work_counting } else { web::work_reading })(lang);
    let content = html! {
        h1 { (title) }
        (now(lang, Some(job)).show(lang, &title, &analysis.address()))
    };
    frame::page(lang, &Page { title: &title, step: Some(step), way: Some(&analysis.address()), here: Some(&analysis.address()) }, &content)
}

/// `GET /analyses/{id}/status`.
pub async fn status(Visitor(session): Visitor, Named(analysis): Named) -> Json<Status> {
    let view = analysis.view();
    let job = match &view.state {
        Stage::Reading(job) | Stage::Counting(job, _) => Some(&**job),
        Stage::Paused | Stage::Read(_) | Stage::Done(..) | Stage::Failed(_) => None,
    };
    Json(now(session.lang(), job))
}

fn now(lang: Lang, job: Option<&Job>) -> Status {
    Status::of(lang, job.is_some(), job.and_then(Job::at), web::work_begins)
}

/// `POST /analyses/{id}/stop`.
pub async fn stop(Named(analysis): Named) -> Redirect {
    analysis.stop();
    Redirect::to(&analysis.address())
}
