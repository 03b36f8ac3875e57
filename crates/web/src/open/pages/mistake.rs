//! A page that says what went wrong and how to go on.

use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use records::text::Lang;
use words::web;

use super::frame;
use crate::shell::mistake;
use crate::shell::session::Session;

/// The page with the way back.
#[must_use]
pub fn page(session: &Session, status: StatusCode, what: &str) -> Response {
    let lang = session.lang();
    mistake::page(lang, status, what, &frame::top(lang, Some("/")), &html! { p { a href="/" { (web::to_start(lang)) } } })
}

/// The same for somebody who was not let in: no buttons, they would be refused too.
#[must_use]
pub fn outside(lang: Lang, status: StatusCode, what: &str) -> Response {
    mistake::page(lang, status, what, &frame::top(lang, None), &Markup::default())
}
