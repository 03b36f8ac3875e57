//! A page that says what went wrong, in calm words.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use records::text::Lang;
use words::web;

use super::frame;

/// The page; `around` stands above it, `on` below: how to go on. Somebody who was not let in has neither: buttons would be refused too.
#[must_use]
pub fn page(lang: Lang, status: StatusCode, what: &str, around: &Markup, on: &Markup) -> Response {
    let title = web::mistake_title(lang);
    let content = html! {
        h1 { (title) }
        p.lead data-what="" { (what) }
        (on)
    };
    (status, frame::page(lang, &title, around, &content)).into_response()
}
