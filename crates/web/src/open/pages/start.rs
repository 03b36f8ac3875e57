//! The start: drop files, come back to an analysis of this run, or try the example.
//! covers: D19

use records::text::Lang;
use std::sync::Arc;
use words::web;

use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use intake::{Input, layout_titles};
use maud::{Markup, html};

use super::frame::{self, Page, Step};
use super::mistake;
use crate::open::analysis::{Analysis, State as Stage};
use crate::open::memory::{ANALYSES, BeginError, Memory};
use crate::shell::parts;
use crate::shell::session::{Session, Visitor};
use crate::shell::upload::{self, UploadError};
use rehearsal::example::{EXAMPLE_SEED, Rehearsal};

/// `GET /`.
pub async fn show(Visitor(session): Visitor, State(memory): State<Arc<Memory>>) -> Html<String> {
    let lang = session.lang();
    let title = web::start_title(lang);
    let content = html! {
        h1 { (title) }
        p.lead { (web::start_lead(lang)) }
        (parts::drop_area(lang, "/analyses", true))
        div.pair {
            section {
                h2 { (web::example_title(lang)) }
                p { (web::example_what(lang)) }
                (parts::button("/example", "second", &web::example_open(lang)))
            }
            (known_layouts(lang))
        }
        (earlier(lang, &memory.of(&session)))
    };
    frame::page(lang, &Page { title: &title, step: Some(Step::Files), way: None, here: Some("/") }, &content)
}

fn known_layouts(lang: Lang) -> Markup {
    html! {
        section {
            h2 { (web::layouts_title(lang)) }
            p { (web::layouts_what(lang)) }
            details {
                summary { (web::layouts_list(lang, layout_titles().len())) }
                ul.plain-list { @for title in layout_titles() { li { (title.in_lang(lang)) } } }
            }
        }
    }
}

fn earlier(lang: Lang, analyses: &[Arc<Analysis>]) -> Markup {
    html! {
        @if !analyses.is_empty() {
            section {
                h2 { (web::earlier_title(lang)) }
                ul.plain-list.rows {
                    @for analysis in analyses {
                        @let view = analysis.view();
                        li {
                            a href=(analysis.address()) { (name(lang, &view.files)) }
                            span.quiet { (stage(lang, &view.state)) }
                            (frame::leaving(&format!("{}/forget", analysis.address()), &web::forget(lang)))
                        }
                    }
                }
            }
        }
    }
}

/// «ВПР РУ4.xlsx и ещё 3 файла».
fn name(lang: Lang, files: &[(String, usize)]) -> String {
    match files {
        [] => web::no_files(lang),
        [(only, _)] => only.clone(),
        [(first, _), rest @ ..] => web::files_and_more(lang, first, rest.len()),
    }
}

fn stage(lang: Lang, state: &Stage) -> String {
    match state {
        Stage::Reading(_) => web::stage_reading(lang),
        Stage::Paused => web::stage_paused(lang),
        Stage::Read(_) => web::stage_read(lang),
        Stage::Counting(..) => web::stage_counting(lang),
        Stage::Done(..) => web::stage_done(lang),
        Stage::Failed(_) => web::stage_failed(lang),
    }
}

/// `POST /analyses`.
pub async fn begin(Visitor(session): Visitor, State(memory): State<Arc<Memory>>, form: Multipart) -> Response {
    if !memory.has_room() {
        return full(&session);
    }
    match upload::receive(form).await {
        Ok(files) if files.is_empty() => mistake::page(&session, StatusCode::BAD_REQUEST, &web::upload_empty(session.lang())),
        Ok(files) => opened(&memory, &session, files, false),
        Err(error) => refused(&session, &error),
    }
}

/// `POST /example`.
pub async fn example(Visitor(session): Visitor, State(memory): State<Arc<Memory>>) -> Response {
    if !memory.has_room() {
        return full(&session);
    }
    match tokio::task::spawn_blocking(|| Rehearsal::of(EXAMPLE_SEED)).await {
        Ok(Ok(rehearsal)) => opened(&memory, &session, rehearsal.files, true),
        Ok(Err(error)) => mistake::page(&session, StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
        Err(error) => mistake::page(&session, StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
    }
}

fn opened(memory: &Memory, session: &Arc<Session>, files: Vec<Input>, rehearsal: bool) -> Response {
    match memory.begin(session, files, rehearsal) {
        Ok(analysis) => {
            analysis.read(None);
            Redirect::to(&analysis.address()).into_response()
        }
        Err(BeginError::Full) => full(session),
        Err(error) => mistake::page(session, StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
    }
}

fn full(session: &Session) -> Response {
    mistake::page(session, StatusCode::INSUFFICIENT_STORAGE, &web::too_many_analyses(session.lang(), ANALYSES))
}

/// An upload that was not taken, in words.
pub fn refused(session: &Session, error: &UploadError) -> Response {
    mistake::page(session, error.status(), &error.told(session.lang()))
}
