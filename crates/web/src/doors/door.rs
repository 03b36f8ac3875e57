//! The two doors as a running thing.

use std::future::Future;
use std::sync::Arc;

use records::text::Lang;
use tokio::net::TcpListener;
use tokio::sync::mpsc;

use super::hall::May::{Anybody, Visitor};
use super::hall::{Asked, Hall};
use super::pages;
use crate::shell::assets;
use crate::shell::route::Limit::Nothing;
use crate::shell::route::{Route, router, routes};
use crate::shell::serve::{PATIENCE, WebError, bind, serve};
use crate::shell::session::{Secret, Session, Sessions};

/// The page, bound and not yet serving.
pub struct Doors {
    listener: TcpListener,
    hall: Arc<Hall>,
    link: Secret,
}

impl Doors {
    /// Binds to a free port of 127.0.0.1; what is asked for comes by the receiver.
    ///
    /// # Errors
    /// No port, or no randomness for the link.
    pub async fn bind(lang: Lang) -> Result<(Self, mpsc::UnboundedReceiver<Asked>), WebError> {
        let (listener, port) = bind(0, false).await?;
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
            () = serve(self.listener, router(ROUTES, self.hall), PATIENCE, None) => (),
            () = stop => (),
        }
    }
}

/// Every address.
const ROUTES: &[Route<Hall>] = routes![
    GET  "/assets/{name}" (Anybody, Nothing) "style, script, fonts" => assets::asset,
    GET  "/enter/{link}" (Anybody, Nothing) "lets the browser in, once" => pages::enter,
    GET  "/" (Visitor, Nothing) "two doors" => pages::show,
    POST "/files" (Visitor, Nothing) "opens the page where files are looked at" => pages::files,
    POST "/office" (Visitor, Nothing) "opens the office" => pages::office,
];
