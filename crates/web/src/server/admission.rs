//! How the office lets somebody in: the policy of a route, asked of whoever signed in with the browser.

use std::sync::Arc;

use axum::extract::Request;
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use records::text::Lang;
use words::office;

use super::office::Office;
use super::pages::{bare, draft};
use super::passwords::Knock;
use super::policy::{Asked, May};
use super::written;
use crate::shell::crowd::Inside;
use crate::shell::door::{Away, Door, Policy};
use crate::shell::serve::Peer;
use crate::shell::session::{Session, Sessions};

impl Door for Office {
    type Policy = May;

    fn port(&self) -> u16 {
        self.port
    }

    fn secure(&self) -> bool {
        self.lan.is_some()
    }

    fn known(&self, host: &str) -> bool {
        match &self.lan {
            Some(lan) => lan.known(host, self.port),
            None => host == format!("127.0.0.1:{}", self.port) || host == format!("localhost:{}", self.port),
        }
    }

    fn sessions(&self) -> &Sessions {
        &self.sessions
    }

    fn lang(&self) -> Lang {
        self.lang
    }

    async fn stranger(&self, request: Request) -> Response {
        if self.founded() {
            return draft::sign_in_first(self, request).await;
        }
        self.mistake(None, StatusCode::FORBIDDEN, &office::no_link(self.lang))
    }

    /// That something was written is said once, on the page that comes after it, where the page itself has no better word. Whoever was not
    /// signed in before learns nothing.
    async fn answered(&self, session: Option<&Session>, answer: impl Future<Output = Response> + Send) -> Response {
        let signed_in = |session: &&Session| self.reader(session).is_some();
        let session = session.filter(signed_in);
        let (answer, wrote) = written::with(answer).await;
        if let (true, StatusCode::SEE_OTHER, Some(session)) = (wrote, answer.status(), session.filter(signed_in)) {
            self.says_where_silent(session, html! { (office::written(session.lang())) });
        }
        answer
    }

    fn mistake(&self, session: Option<&Session>, status: StatusCode, what: &str) -> Response {
        bare::page(session.map_or(self.lang, Session::lang), status, what)
    }
}

impl Policy<Office> for May {
    fn open(self) -> bool {
        self == Self::Anybody
    }

    fn admit(self, office: &Office, session: &Arc<Session>, parts: &mut Parts) -> Result<(), Away> {
        let lang = session.lang();
        if self == Self::Newcomer {
            return if office.founded() { Err(Redirect::to("/").into_response().into()) } else { Ok(()) };
        }
        if !office.founded() {
            return Err(Redirect::to("/start").into_response().into());
        }
        let Some((person, reader)) = office.reader(session) else {
            return Err(Away::Unknown);
        };
        // An address that is only posted to cannot be come back to.
        let here = if parts.method == Method::GET { parts.uri.to_string() } else { "/".to_owned() };
        let from = Knock { peer: Peer::of(parts), inside: parts.extensions.get().cloned().unwrap_or_else(Inside::default) };
        parts.extensions.insert(Asked { session: Arc::clone(session), person, reader, from, lang, here });
        Ok(())
    }
}
