//! Who may ask for an address of the local page.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use records::text::Lang;
use words::web;

use super::analysis::Analysis;
use super::memory::Memory;
use super::pages::mistake;
use crate::shell::door::{Away, Door, Policy};
use crate::shell::guard;
use crate::shell::session::{Session, Sessions};

/// Who may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum May {
    /// Anybody on this machine: the way in, and the files of the program itself.
    Anybody,
    /// Whoever was let in.
    Visitor,
    /// Whoever began the analysis the address names.
    Owner,
}

impl Door for Memory {
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

    fn mistake(&self, session: Option<&Session>, status: StatusCode, what: &str) -> Response {
        match session {
            Some(session) => mistake::page(session, status, what),
            None => mistake::outside(self.lang, status, what),
        }
    }
}

impl Policy<Memory> for May {
    fn open(self) -> bool {
        self == Self::Anybody
    }

    fn admit(self, memory: &Memory, session: &Arc<Session>, parts: &mut Parts) -> Result<(), Away> {
        if self == Self::Owner {
            let analysis = named(parts.uri.path()).and_then(|id| memory.analysis(session, id));
            let gone = || memory.mistake(Some(session), StatusCode::NOT_FOUND, &web::mistake_forgotten(session.lang()));
            parts.extensions.insert(analysis.ok_or_else(gone)?);
        }
        Ok(())
    }
}

/// The id in `/analyses/{id}/…`.
fn named(path: &str) -> Option<&str> {
    path.strip_prefix("/analyses/")?.split('/').next()
}

/// The analysis the address names, under [`May::Owner`].
pub struct Named(pub Arc<Analysis>);

impl<S: Send + Sync> FromRequestParts<S> for Named {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, StatusCode> {
        parts.extensions.get::<Arc<Analysis>>().cloned().map(Self).ok_or(StatusCode::NOT_FOUND)
    }
}
