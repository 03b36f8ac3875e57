//! The way in: before there is a school by the link the program shows in its window, later with a session of one's own.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use records::text::Lang;
use words::web;
use workflow::{Id, Rule};

use super::bare;
use crate::server::office::Office;
use crate::shell::guard;
use crate::shell::session::Entry;

/// `GET /enter/{link}`: gives the browser its cookie, once. Only a browser that means to open the page comes in (see `open`).
pub async fn enter(State(office): State<Arc<Office>>, Path(link): Path<String>, method: Method, headers: HeaderMap) -> Response {
    if method != Method::GET {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    if office.founded() || guard::session(&*office, &headers).is_some() {
        return Redirect::to("/").into_response();
    }
    match office.sessions.enter(&link) {
        Entry::In(session) => ([(header::SET_COOKIE, guard::cookie(&*office, &session))], Redirect::to("/start")).into_response(),
        Entry::Used => guard::refused(&*office, web::refused_used),
        Entry::Unknown => guard::refused(&*office, web::refused_session),
    }
}

/// Signs a person in and sends her browser on. Whoever comes over the network with a password alone is told of the code of a phone.
pub(super) fn let_in(office: &Office, person: Id, lang: Lang, to: &str, with_code: bool) -> Response {
    match office.sign_in(person, lang) {
        Ok(session) => {
            if office.lan.is_some() && !with_code {
                office
                    .says(&session, html! { (words::office::code_suggested(lang)) " " a href="/me" { (words::office::code_title(lang)) } });
            }
            ([(header::SET_COOKIE, guard::cookie(office, &session))], Redirect::to(to)).into_response()
        }
        Err(_) => bare::page(lang, StatusCode::SERVICE_UNAVAILABLE, &Rule::Stopped.told(lang)),
    }
}
