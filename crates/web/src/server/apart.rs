//! A refused form stands behind an address of its own: back, forward and reload show it again with what was typed, and send nothing twice.

use std::sync::Arc;

use axum::body::{HttpBody, to_bytes};
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use super::office::Office;
use crate::shell::guard;

/// Bytes of a page that is kept; a longer one is answered at once.
const BYTES: usize = 4 << 20;

/// Sends a browser that was shown a refused form to the form's own address. Whoever is no browser gets the page itself.
pub(super) async fn apart(State(office): State<Arc<Office>>, request: Request, next: Next) -> Response {
    let navigates = request.method() == Method::POST && request.headers().get("sec-fetch-mode").is_some_and(|mode| mode == "navigate");
    let session = guard::session(&*office, request.headers());
    let answer = next.run(request).await;
    let (true, Some(session), true) = (navigates, session, is_refused_form(&answer)) else { return answer };
    // Whoever is not signed in has no page to come back to.
    if office.reader(&session).is_none() {
        return answer;
    }
    let (parts, body) = answer.into_parts();
    let Ok(page) = to_bytes(body, BYTES).await else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    match office.refused.keep(session.cookie(), parts.status, page.clone()) {
        Some(secret) => {
            let mut to = Redirect::to(&format!("/again/{secret}#wrong")).into_response();
            let kept = parts.headers.into_iter().filter_map(|(name, value)| Some((name?, value)));
            to.headers_mut().extend(kept.filter(|(name, _)| !name.as_str().starts_with("content-")));
            to
        }
        None => Response::from_parts(parts, page.into()),
    }
}

fn is_refused_form(answer: &Response) -> bool {
    let page = answer.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let length = answer.body().size_hint().exact();
    page && matches!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY | StatusCode::CONFLICT)
        && length.is_some_and(|length| length <= BYTES as u64)
}
