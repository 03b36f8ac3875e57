//! A page that says what went wrong and how to go on.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::html;
use words::web;

use super::frame::{self, Page};
use crate::state::Shared;

/// The page, in calm words, with the way back.
#[must_use]
pub fn page(shared: &Shared, status: StatusCode, what: &str) -> Response {
    written(shared, status, what, Some("/"))
}

/// The same for somebody who was not let in: no buttons, they would be refused too.
#[must_use]
pub fn outside(shared: &Shared, what: &str) -> Response {
    written(shared, StatusCode::FORBIDDEN, what, None)
}

fn written(shared: &Shared, status: StatusCode, what: &str, here: Option<&str>) -> Response {
    let lang = shared.lang();
    let title = web::mistake_title(lang);
    let content = html! {
        h1 { (title) }
        p.lead data-what="" { (what) }
        @if here.is_some() { p { a href="/" { (web::to_start(lang)) } } }
    };
    (status, frame::page(lang, &Page { title: &title, step: None, way: None, here }, &content)).into_response()
}
