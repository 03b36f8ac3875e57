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
use crate::analysis::{Analysis, State as Stage};
use crate::state::Shared;
use crate::upload::{self, UploadError};
use rehearsal::example::{EXAMPLE_SEED, Rehearsal};

/// `GET /`.
pub async fn show(State(shared): State<Arc<Shared>>) -> Html<String> {
    let lang = shared.lang();
    let title = web::start_title(lang);
    let content = html! {
        h1 { (title) }
        p.lead { (web::start_lead(lang)) }
        (frame::drop_area(lang, "/analyses", true))
        div.pair {
            section {
                h2 { (web::example_title(lang)) }
                p { (web::example_what(lang)) }
                (frame::button("/example", "second", &web::example_open(lang)))
            }
            (known_layouts(lang))
        }
        (earlier(lang, &shared.analyses()))
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
                            (frame::button(&format!("{}/forget", analysis.address()), "plain", &web::forget(lang)))
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
pub async fn begin(State(shared): State<Arc<Shared>>, form: Multipart) -> Response {
    if !shared.has_room() {
        return full(&shared);
    }
    match upload::receive(form).await {
        Ok(files) if files.is_empty() => mistake::page(&shared, StatusCode::BAD_REQUEST, &web::upload_empty(shared.lang())),
        Ok(files) => opened(&shared, files, false),
        Err(error) => refused(&shared, &error),
    }
}

/// `POST /example`.
pub async fn example(State(shared): State<Arc<Shared>>) -> Response {
    if !shared.has_room() {
        return full(&shared);
    }
    match tokio::task::spawn_blocking(|| Rehearsal::of(EXAMPLE_SEED)).await {
        Ok(Ok(rehearsal)) => opened(&shared, rehearsal.files, true),
        Ok(Err(error)) => mistake::page(&shared, StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
        Err(error) => mistake::page(&shared, StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
    }
}

fn opened(shared: &Arc<Shared>, files: Vec<Input>, rehearsal: bool) -> Response {
    match shared.begin(files, rehearsal) {
        Some(analysis) => {
            analysis.read(shared, false);
            Redirect::to(&analysis.address()).into_response()
        }
        None => full(shared),
    }
}

fn full(shared: &Shared) -> Response {
    mistake::page(shared, StatusCode::INSUFFICIENT_STORAGE, &web::too_many_analyses(shared.lang(), crate::state::ANALYSES))
}

/// An upload that was not taken, in words.
pub fn refused(shared: &Shared, error: &UploadError) -> Response {
    let lang = shared.lang();
    let megabytes = |bytes: u64| usize::try_from(bytes >> 20).unwrap_or(usize::MAX);
    let what = match error {
        UploadError::Broken(_) => web::upload_broken(lang),
        UploadError::FileTooBig(name) => web::upload_file_too_big(lang, name, megabytes(intake::limits::FILE_BYTES)),
        UploadError::TooBig => web::upload_too_big(lang, megabytes(upload::UPLOAD_BYTES)),
        UploadError::TooMany => web::upload_too_many(lang, intake::limits::FILES),
    };
    mistake::page(shared, StatusCode::PAYLOAD_TOO_LARGE, &what)
}
