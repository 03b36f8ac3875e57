//! A page that says what went wrong to somebody who did not sign in.

use axum::http::StatusCode;
use axum::response::Response;
use maud::html;
use records::text::Lang;
use words::office;

use crate::shell;

/// For somebody who did not sign in.
pub fn page(lang: Lang, status: StatusCode, what: &str) -> Response {
    let on = html! { p { a href="/" { (office::to_the_start(lang)) } } };
    shell::mistake::page(lang, status, what, &html! {}, &on)
}
