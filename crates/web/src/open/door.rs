//! The local page as a running thing: bound to 127.0.0.1, alive until it is asked to stop.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use intake::{Answers, Input};
use jiff::Timestamp;
use records::reference::Reference;
use records::text::Lang;
use tokio::net::TcpListener;
use tokio::sync::mpsc::UnboundedSender;

use super::analysis::Ground;
use super::keep::Handed;
use super::memory::{BeginError, Memory};
use super::routes::ROUTES;
use crate::shell::route::router;
use crate::shell::serve::{PATIENCE, WebError, bind, serve};
use crate::shell::session::{Secret, Session};

/// How the page is opened.
pub struct Options {
    /// Port; 0 = any free one.
    pub port: u16,
    /// Version of the program, for documents.
    pub version: &'static str,
    /// Language to begin with.
    pub lang: Lang,
    /// The clock.
    pub clock: fn() -> Timestamp,
    /// Reference data.
    pub reference: Reference,
    /// The reader's own files of it, as they were laid over.
    pub own: Vec<Input>,
    /// Files to begin with.
    pub files: Vec<Input>,
    /// Answers that lie beside them.
    pub answers: Answers,
    /// Where results go to be kept; None where there is no office.
    pub office: Option<UnboundedSender<Handed>>,
}

/// A page that is bound and not yet serving.
pub struct Server {
    listener: TcpListener,
    memory: Arc<Memory>,
    link: Secret,
    patience: Duration,
}

impl Server {
    /// Binds to 127.0.0.1. Whoever comes in by [`Server::address`] owns the analysis of the given files.
    ///
    /// # Errors
    /// The port cannot be had, or there is no randomness for the secrets.
    pub async fn bind(options: Options) -> Result<Self, WebError> {
        let (listener, port) = bind(options.port, false).await?;
        let Options { version, clock, reference, own, .. } = options;
        let memory = Arc::new(Memory::new(port, Ground { reference, own, version, clock }, options.lang, options.office));
        let session = Arc::new(Session::fresh(options.lang)?);
        if !options.files.is_empty() {
            match memory.begin(&session, options.files, false) {
                Ok(analysis) => {
                    analysis.take_kept(&options.answers);
                    analysis.read(None);
                }
                Err(BeginError::Address(error)) => return Err(error.into()),
                Err(BeginError::Key(error)) => return Err(error.into()),
                // The first one always finds room.
                Err(BeginError::Full) => {}
            }
        }
        let link = memory.sessions.invite(session)?;
        Ok(Self { listener, memory, link, patience: PATIENCE })
    }

    /// The same, waiting for a client no longer than this.
    #[must_use]
    pub fn patient_for(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// The address that lets one browser in, once.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/enter/{}", self.memory.port, self.link.text())
    }

    /// Serves until `stop` is over or the person closes the program on the page.
    pub async fn run(self, stop: impl Future<Output = ()> + Send) {
        let memory = Arc::clone(&self.memory);
        tokio::select! {
            () = serve(self.listener, router(ROUTES, self.memory), self.patience, None) => (),
            () = stop => (),
            () = closed(&memory) => (),
        }
    }
}

/// The person closed the program; the page that says so is given time to arrive.
async fn closed(memory: &Memory) {
    memory.quit.notified().await;
    memory.stop();
    tokio::time::sleep(Duration::from_millis(500)).await;
}
