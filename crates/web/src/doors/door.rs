//! The two doors as a running thing.

use std::future::Future;
use std::sync::Arc;

use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use maud::html;
use records::text::Lang;
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};
use words::web;

use super::pages;
use crate::shell::door::{Door, Policy};
use crate::shell::route::Limit::Nothing;
use crate::shell::route::{Route, router, routes};
use crate::shell::serve::{PATIENCE, WebError, bind, serve};
use crate::shell::session::{Secret, Session, Sessions};
use crate::shell::{assets, guard, mistake};

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

/// The page, bound and not yet serving.
pub struct Doors {
    listener: TcpListener,
    hall: Arc<Hall>,
    link: Secret,
}

/// What the page remembers while it is open.
pub(super) struct Hall {
    port: u16,
    pub(super) lang: Lang,
    pub(super) sessions: Sessions,
    pub(super) ask: mpsc::UnboundedSender<Asked>,
}

impl Doors {
    /// Binds to a free port of 127.0.0.1; what is asked for comes by the receiver.
    ///
    /// # Errors
    /// No port, or no randomness for the link.
    pub async fn bind(lang: Lang) -> Result<(Self, mpsc::UnboundedReceiver<Asked>), WebError> {
        let (listener, port) = bind(0).await?;
        let (ask, asked) = mpsc::unbounded_channel();
        let hall = Arc::new(Hall { port, lang, sessions: Sessions::default(), ask });
        let link = hall.sessions.invite(Arc::new(Session::fresh(lang)?))?;
        Ok((Self { listener, hall, link }, asked))
    }

    /// The address that lets one browser in, once.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/enter/{}", self.hall.port, self.link.text())
    }

    /// Serves until `stop` is over.
    pub async fn run(self, stop: impl Future<Output = ()> + Send) {
        tokio::select! {
            () = serve(self.listener, router(ROUTES, self.hall), PATIENCE) => (),
            () = stop => (),
        }
    }
}

use May::{Anybody, Visitor};

/// Every address.
const ROUTES: &[Route<Hall>] = routes![
    GET  "/assets/{name}" (Anybody, Nothing) "style, script, fonts" => assets::asset,
    GET  "/enter/{link}" (Anybody, Nothing) "lets the browser in, once" => pages::enter,
    GET  "/" (Visitor, Nothing) "two doors" => pages::show,
    POST "/files" (Visitor, Nothing) "opens the page where files are looked at" => pages::files,
    POST "/office" (Visitor, Nothing) "opens the office" => pages::office,
];

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

    fn stranger(&self) -> Response {
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

    fn admit(self, _hall: &Hall, _session: &Arc<Session>, _parts: &mut Parts) -> Result<(), Box<Response>> {
        Ok(())
    }
}
