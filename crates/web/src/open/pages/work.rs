//! Long work: what it is at, and a button to stop it.

use records::text::{Lang, capital};
use words::web;

use axum::Json;
use axum::response::{Html, Redirect};
use maud::html;
use serde::Serialize;

use super::frame::{self, Page, Step};
use crate::open::analysis::{Analysis, State as Stage};
use crate::open::policy::Named;
use crate::shell::job::Job;
use crate::shell::parts;
use crate::shell::session::Visitor;

/// The page of an analysis at work: reading, or the study.
pub fn page(lang: Lang, analysis: &Analysis, job: &Job, step: Step) -> Html<String> {
    let title = (if step == Step::Study { web::work_counting } else { web::work_reading })(lang);
    let at = now(lang, Some(job));
    let content = html! {
        h1 { (title) }
        div.work data-status={ (analysis.address()) "/status" } {
            p.stage {
                span role="status" data-stage="" { (at.stage) }
                span.quiet aria-hidden="true" data-count="" { (at.count) }
            }
            progress aria-label=(title) max=(at.total.max(1)) value=[(at.total > 0).then_some(at.done)] data-progress="" {}
            (parts::button(&format!("{}/stop", analysis.address()), "second", &web::stop(lang)))
        }
        noscript { p { a href=(analysis.address()) { (web::work_look_again(lang)) } } }
    };
    frame::page(lang, &Page { title: &title, step: Some(step), way: Some(&analysis.address()), here: Some(&analysis.address()) }, &content)
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
    let at = job.and_then(Job::at);
    let stage = at.map_or_else(|| web::work_begins(lang), |at| capital(at.stage.in_lang(lang)));
    let (done, total) = at.map_or((0, 0), |at| (at.done, at.total));
    let count = if total > 0 { web::work_count(lang, done, total) } else { String::new() };
    Status { working: job.is_some(), stage, count, done, total }
}

/// `POST /analyses/{id}/stop`.
pub async fn stop(Named(analysis): Named) -> Redirect {
    analysis.stop();
    Redirect::to(&analysis.address())
}
