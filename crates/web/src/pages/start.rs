//! The start: drop files, come back to an analysis of this run, or try the example.

use std::sync::Arc;

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
use crate::words::Words;
use rehearsal::example::{EXAMPLE_SEED, Rehearsal};

/// `GET /`.
pub async fn show(State(shared): State<Arc<Shared>>) -> Html<String> {
    let words = shared.words();
    let title = words.say("start-title");
    let content = html! {
        h1 { (title) }
        p.lead { (words.say("start-lead")) }
        (frame::drop_area(&words, "/analyses", true))
        div.pair {
            section {
                h2 { (words.say("example-title")) }
                p { (words.say("example-what")) }
                (frame::button("/example", "second", &words.say("example-open")))
            }
            (known_layouts(&words))
        }
        (earlier(&words, &shared.analyses()))
    };
    frame::page(&words, &Page { title: &title, step: Some(Step::Files), way: None, here: Some("/") }, &content)
}

fn known_layouts(words: &Words) -> Markup {
    html! {
        section {
            h2 { (words.say("layouts-title")) }
            p { (words.say("layouts-what")) }
            details {
                summary { (words.count("layouts-list", layout_titles().len())) }
                ul.plain-list { @for title in layout_titles() { li { (title.in_lang(words.lang)) } } }
            }
        }
    }
}

fn earlier(words: &Words, analyses: &[Arc<Analysis>]) -> Markup {
    html! {
        @if !analyses.is_empty() {
            section {
                h2 { (words.say("earlier-title")) }
                ul.plain-list.rows {
                    @for analysis in analyses {
                        @let view = analysis.view();
                        li {
                            a href=(analysis.address()) { (name(words, &view.files)) }
                            span.quiet { (stage(words, &view.state)) }
                            (frame::button(&format!("{}/forget", analysis.address()), "plain", &words.say("forget")))
                        }
                    }
                }
            }
        }
    }
}

/// «ВПР РУ4.xlsx и ещё 3 файла».
fn name(words: &Words, files: &[(String, usize)]) -> String {
    match files {
        [] => words.say("no-files"),
        [(only, _)] => only.clone(),
        [(first, _), rest @ ..] => words.with("files-and-more", &[("first", first.into()), ("n", rest.len().into())]),
    }
}

fn stage(words: &Words, state: &Stage) -> String {
    match state {
        Stage::Reading(_) => words.say("stage-reading"),
        Stage::Paused => words.say("stage-paused"),
        Stage::Read(_) => words.say("stage-read"),
        Stage::Counting(..) => words.say("stage-counting"),
        Stage::Done(..) => words.say("stage-done"),
        Stage::Failed(_) => words.say("stage-failed"),
    }
}

/// `POST /analyses`.
pub async fn begin(State(shared): State<Arc<Shared>>, form: Multipart) -> Response {
    if !shared.has_room() {
        return full(&shared);
    }
    match upload::receive(form).await {
        Ok(files) if files.is_empty() => mistake::page(&shared, StatusCode::BAD_REQUEST, &shared.words().say("upload-empty")),
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
    mistake::page(shared, StatusCode::INSUFFICIENT_STORAGE, &shared.words().count("too-many-analyses", crate::state::ANALYSES))
}

/// An upload that was not taken, in words.
pub fn refused(shared: &Shared, error: &UploadError) -> Response {
    let words = shared.words();
    let megabytes = |bytes: u64| usize::try_from(bytes >> 20).unwrap_or(usize::MAX);
    let what = match error {
        UploadError::Broken(_) => words.say("upload-broken"),
        UploadError::FileTooBig(name) => {
            words.with("upload-file-too-big", &[("name", name.into()), ("n", megabytes(intake::limits::FILE_BYTES).into())])
        }
        UploadError::TooBig => words.count("upload-too-big", megabytes(upload::UPLOAD_BYTES)),
        UploadError::TooMany => words.count("upload-too-many", intake::limits::FILES),
    };
    mistake::page(shared, StatusCode::PAYLOAD_TOO_LARGE, &what)
}
