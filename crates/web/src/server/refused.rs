//! A refused form stands behind an address of its own: back, forward and reload show it again with what was typed, and send nothing twice.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::{Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::office::Office;
use crate::shell::guard;
use crate::shell::session::Secret;

/// Pages that are kept; the oldest one goes first.
const KEPT: usize = 32;
/// Bytes of one; a longer page is answered at once.
const BYTES: usize = 4 << 20;

struct Kept {
    secret: String,
    session: String,
    status: StatusCode,
    page: Bytes,
}

/// The refused forms of an office, in memory.
#[derive(Default)]
pub struct Refused(Mutex<VecDeque<Kept>>);

impl Refused {
    /// The page of a secret, for the session it was shown to.
    pub fn of(&self, secret: &str, session: &str) -> Option<(StatusCode, Html<Bytes>)> {
        let all = self.all();
        let kept = all.iter().find(|kept| kept.secret == secret && kept.session == session)?;
        Some((kept.status, Html(kept.page.clone())))
    }

    fn keep(&self, session: &str, status: StatusCode, page: Bytes) -> Option<String> {
        let secret = Secret::fresh().ok()?.text().to_owned();
        let mut all = self.all();
        all.push_back(Kept { secret: secret.clone(), session: session.to_owned(), status, page });
        while all.len() > KEPT {
            all.pop_front();
        }
        drop(all);
        Some(secret)
    }

    /// Forgets what a session was shown: it ended.
    pub fn forget(&self, session: &str) {
        self.all().retain(|kept| kept.session != session);
    }

    fn all(&self) -> MutexGuard<'_, VecDeque<Kept>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Sends a browser that was shown a refused form to the form's own address. Whoever is no browser gets the page itself.
pub async fn apart(State(office): State<Arc<Office>>, request: Request, next: Next) -> Response {
    let navigates = request.method() == Method::POST && request.headers().get("sec-fetch-mode").is_some_and(|mode| mode == "navigate");
    let session = guard::session(&*office, request.headers());
    let answer = next.run(request).await;
    let (true, Some(session), true) = (navigates, session, is_refused_form(&answer)) else { return answer };
    let (parts, body) = answer.into_parts();
    let Ok(page) = to_bytes(body, BYTES).await else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    match office.refused.keep(session.cookie(), parts.status, page.clone()) {
        Some(secret) => {
            let mut to = Redirect::to(&format!("/again/{secret}")).into_response();
            let kept = parts.headers.into_iter().filter_map(|(name, value)| Some((name?, value)));
            to.headers_mut().extend(kept.filter(|(name, _)| !name.as_str().starts_with("content-")));
            to
        }
        None => Response::from_parts(parts, page.into()),
    }
}

fn is_refused_form(answer: &Response) -> bool {
    let page = answer.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let length = answer.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    page && matches!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY | StatusCode::CONFLICT)
        && length.is_none_or(|length| length <= BYTES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_form_is_shown_again_to_its_own_session_until_that_ends() {
        let refused = Refused::default();
        let keep = |session: &str| refused.keep(session, StatusCode::UNPROCESSABLE_ENTITY, Bytes::from_static(b"<p>")).unwrap();
        let (one, two) = (keep("s1"), keep("s2"));
        assert!(refused.of(&one, "s1").is_some() && refused.of(&one, "s2").is_none() && refused.of("", "s1").is_none());
        refused.forget("s1");
        assert!(refused.of(&one, "s1").is_none() && refused.of(&two, "s2").is_some());
        for _ in 0..KEPT {
            keep("s3");
        }
        assert!(refused.of(&two, "s2").is_none(), "the oldest goes");
    }
}
