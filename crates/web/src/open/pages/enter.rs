//! The way in: the link the program shows in its window.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use words::web;

use crate::open::memory::Memory;
use crate::shell::guard;
use crate::shell::session::Entry;

/// `GET /enter/{link}`: gives the browser its cookie and shows the first page. A browser that came in by it before is shown the first
/// page again; for another one the link is used up. Only a browser that means to open the page comes in: a look at the heads (HEAD), as a
/// preview of links takes it, uses nothing up.
pub async fn enter(State(memory): State<Arc<Memory>>, Path(link): Path<String>, method: Method, headers: HeaderMap) -> Response {
    if method != Method::GET {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    if let Some(session) = guard::session(&*memory, &headers) {
        return Redirect::to(&memory.first_page(&session)).into_response();
    }
    match memory.sessions.enter(&link) {
        Entry::In(session) => {
            let cookie = guard::cookie(&*memory, &session);
            ([(header::SET_COOKIE, cookie)], Redirect::to(&memory.first_page(&session))).into_response()
        }
        Entry::Used => guard::refused(&*memory, web::refused_used),
        Entry::Unknown => guard::refused(&*memory, web::refused_session),
    }
}
