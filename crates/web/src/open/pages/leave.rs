//! Leaving: an analysis is forgotten, or the program closed. Answers that lie in no file are asked about first: nothing typed is lost.

use std::sync::Arc;

use axum::extract::{Form, State};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use records::text::Lang;
use serde::Deserialize;
use words::web;

use super::frame::{self, Page};
use crate::open::analysis::{ANSWERS, Analysis};
use crate::open::memory::Memory;
use crate::open::policy::Named;
use crate::shell::session::Visitor;

/// The form of a button that leaves.
#[derive(Deserialize)]
pub struct Leave {
    /// There once the person was asked.
    #[serde(default)]
    sure: Option<String>,
}

/// `GET /analyses/{id}/answers.csv`.
pub async fn answers(Named(analysis): Named) -> Response {
    let attachment = format!("attachment; filename=\"{ANSWERS}\"");
    ([(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, attachment)], analysis.answers_file())
        .into_response()
}

/// `POST /analyses/{id}/forget`.
pub async fn forget(
    Visitor(session): Visitor,
    State(memory): State<Arc<Memory>>,
    Named(analysis): Named,
    Form(leave): Form<Leave>,
) -> Response {
    if leave.sure.is_none() && analysis.unkept() > 0 {
        let action = format!("{}/forget", analysis.address());
        return asked(session.lang(), &[&analysis], &action, &web::leave_forget(session.lang()));
    }
    memory.forget(&analysis);
    Redirect::to("/").into_response()
}

/// `POST /quit`: the last page of a run.
pub async fn quit(Visitor(session): Visitor, State(memory): State<Arc<Memory>>, Form(leave): Form<Leave>) -> Response {
    let lang = session.lang();
    let all = memory.of(&session);
    let unkept: Vec<&Analysis> = all.iter().map(|analysis| &**analysis).filter(|analysis| analysis.unkept() > 0).collect();
    if leave.sure.is_none() && !unkept.is_empty() {
        return asked(lang, &unkept, "/quit", &web::leave_quit(lang));
    }
    let title = web::closed_title(lang);
    let content = html! { h1 { (title) } p.lead { (web::closed(lang)) } };
    memory.quit.notify_one();
    frame::page(lang, &Page { title: &title, step: None, way: None, here: None }, &content).into_response()
}

/// The question: save the answers, go on without, or go back.
fn asked(lang: Lang, unkept: &[&Analysis], action: &str, go_on: &str) -> Response {
    let title = web::leave_title(lang);
    let count = unkept.iter().map(|analysis| analysis.unkept()).sum();
    let saved = |analysis: &Analysis| -> Markup {
        html! { a.button href=(format!("{}/{ANSWERS}", analysis.address())) download=(ANSWERS) { (web::save_answers(lang)) } }
    };
    let content = html! {
        h1 { (title) }
        p.lead { (web::leave_what(lang, count)) }
        p { (web::leave_how(lang)) }
        @for analysis in unkept { p { (saved(analysis)) } }
        form method="post" action=(action) {
            input type="hidden" name="sure" value="yes";
            button.second { (go_on) }
        }
        @if let [first, ..] = unkept { p { a href=(first.address()) { (web::leave_back(lang)) } } }
    };
    frame::page(lang, &Page { title: &title, step: None, way: None, here: Some("/") }, &content).into_response()
}
