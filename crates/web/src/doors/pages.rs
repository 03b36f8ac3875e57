//! The page with the two doors, and the way through them.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use tokio::sync::oneshot;
use words::{doors, web};

use super::hall::{Asked, Choice, Hall};
use crate::shell::door::Door;
use crate::shell::session::Entry;
use crate::shell::{frame, guard};

/// The look of the page: that of the office, narrow.
const LOOK: &str = "office";

/// `GET /enter/{link}`.
pub(super) async fn enter(State(hall): State<Arc<Hall>>, Path(link): Path<String>, method: Method, headers: HeaderMap) -> Response {
    if method != Method::GET {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    if guard::session(&*hall, &headers).is_some() {
        return Redirect::to("/").into_response();
    }
    match hall.sessions.enter(&link) {
        Entry::In(session) => ([(header::SET_COOKIE, guard::cookie(&*hall, &session))], Redirect::to("/")).into_response(),
        Entry::Used => guard::refused(&*hall, web::refused_used),
        Entry::Unknown => guard::refused(&*hall, web::refused_session),
    }
}

/// `GET /`.
pub(super) async fn show(State(hall): State<Arc<Hall>>) -> Response {
    let (lang, title) = (hall.lang, doors::title(hall.lang));
    let content = html! {
        h1 { (title) }
        ul.seats {
            li {
                form method="post" action="/files" { button.main { (doors::files(lang)) } }
                p.hint { (doors::files_what(lang)) }
            }
            li {
                form method="post" action="/office" { button.second { (doors::office(lang)) } }
                p.hint { (doors::office_what(lang)) }
            }
        }
        p.hint { (doors::nothing_sent(lang)) }
    };
    frame::page_of(lang, &title, LOOK, &html! {}, &content).into_response()
}

/// `POST /files`.
pub(super) async fn files(State(hall): State<Arc<Hall>>) -> Response {
    through(&hall, Choice::Files).await
}

/// `POST /office`.
pub(super) async fn office(State(hall): State<Arc<Hall>>) -> Response {
    through(&hall, Choice::Office).await
}

/// Asks for a door and leads there. Another port is another place to a browser, and a form may lead nowhere else: so the answer is a page
/// that leads on, with the address on it.
async fn through(hall: &Hall, choice: Choice) -> Response {
    let (answer, answered) = oneshot::channel();
    let closing = || hall.mistake(None, StatusCode::SERVICE_UNAVAILABLE, &doors::closing(hall.lang));
    if hall.ask.send(Asked { choice, answer }).is_err() {
        return closing();
    }
    match answered.await {
        Ok(Ok(address)) => {
            let title = doors::opened(hall.lang);
            let content = html! { h1 { (title) } p { a href=(address) { (doors::go_on(hall.lang)) } } };
            let page = frame::page_of(hall.lang, &title, LOOK, &html! {}, &content);
            ([(header::REFRESH, format!("0; url={address}"))], page).into_response()
        }
        Ok(Err(why)) => hall.mistake(None, StatusCode::SERVICE_UNAVAILABLE, &why),
        Err(_) => closing(),
    }
}
