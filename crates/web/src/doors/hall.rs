//! What the page of two doors remembers while it is open, and who may ask it.

use std::sync::Arc;

use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use maud::html;
use records::text::Lang;
use tokio::sync::{mpsc, oneshot};
use words::web;

use crate::shell::door::{Away, Door, Policy};
use crate::shell::session::{Session, Sessions};
use crate::shell::{guard, mistake};

/// A door of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Files are looked at.
    Files,
    /// The office of a school.
    Office,
}

/// A door that was asked for; the answer is its address, or why it does not open.
pub struct Asked {
    /// Which.
    pub choice: Choice,
    /// Where to answer.
    pub answer: oneshot::Sender<Result<String, String>>,
}

/// What the page remembers while it is open.
pub(super) struct Hall {
    pub(super) port: u16,
    pub(super) lang: Lang,
    pub(super) sessions: Sessions,
    pub(super) ask: mpsc::UnboundedSender<Asked>,
}

/// Who may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum May {
    /// Anybody on this machine: the way in, and the files of the program itself.
    Anybody,
    /// Whoever was let in.
    Visitor,
}

impl Door for Hall {
    type Policy = May;

    fn port(&self) -> u16 {
        self.port
    }

    fn sessions(&self) -> &Sessions {
        &self.sessions
    }

    fn lang(&self) -> Lang {
        self.lang
    }

    async fn stranger(&self, _request: Request) -> Response {
        guard::refused(self, web::refused_session)
    }

    fn mistake(&self, _session: Option<&Session>, status: StatusCode, what: &str) -> Response {
        mistake::page(self.lang, status, what, &html! {}, &html! {})
    }
}

impl Policy<Hall> for May {
    fn open(self) -> bool {
        self == Self::Anybody
    }

    fn admit(self, _hall: &Hall, _session: &Arc<Session>, _parts: &mut Parts) -> Result<(), Away> {
        Ok(())
    }
}
