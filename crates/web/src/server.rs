//! The local page as a running thing: bound to 127.0.0.1, alive until it is asked to stop.

use std::future::Future;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use intake::{Input, Key};
use records::reference::Reference;
use records::text::Lang;
use tokio::net::TcpListener;

use crate::guard::Secrets;
use crate::routes::router;
use crate::state::Shared;

/// Why the page could not be opened or kept open.
#[derive(Debug, thiserror::Error)]
pub enum WebError {
    /// The port is taken, or the system gives none.
    #[error("127.0.0.1:{port}: {source}")]
    Bind {
        /// Port asked for; 0 = any.
        port: u16,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The system gives no randomness for the secrets.
    #[error("no source of randomness: {0}")]
    Secrets(#[from] getrandom::Error),
    /// The system gives no randomness for the key of pseudonyms.
    #[error("{0}")]
    Key(#[from] intake::KeyError),
    /// Serving broke off.
    #[error("the page broke off: {0}")]
    Serve(std::io::Error),
}

/// How the page is opened.
pub struct Options {
    /// Port; 0 = any free one.
    pub port: u16,
    /// Version of the program, for documents.
    pub version: &'static str,
    /// Language to begin with.
    pub lang: Lang,
    /// Reference data.
    pub reference: Reference,
    /// Files to begin with.
    pub files: Vec<Input>,
}

/// A page that is bound and not yet serving.
pub struct Server {
    listener: TcpListener,
    shared: Arc<Shared>,
}

impl Server {
    /// Binds to 127.0.0.1.
    ///
    /// # Errors
    /// The port cannot be had, or there is no randomness for the secrets.
    pub async fn bind(options: Options) -> Result<Self, WebError> {
        let failed = |source| WebError::Bind { port: options.port, source };
        let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, options.port))).await.map_err(failed)?;
        let port = listener.local_addr().map_err(failed)?.port();
        let shared = Arc::new(Shared::new(port, options.version, Secrets::fresh()?, options.reference, Key::generate()?, options.lang));
        if let Some(analysis) = (!options.files.is_empty()).then(|| shared.begin(options.files, false)).flatten() {
            analysis.read(&shared, false);
        }
        Ok(Self { listener, shared })
    }

    /// The address that lets a browser in.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/enter/{}", self.shared.port, self.shared.secrets.entry())
    }

    /// Serves until `stop` is over or the person closes the program on the page.
    ///
    /// # Errors
    /// The listener broke.
    pub async fn run(self, stop: impl Future<Output = ()> + Send) -> Result<(), WebError> {
        let shared = Arc::clone(&self.shared);
        let serve = axum::serve(self.listener, router(Arc::clone(&self.shared))).into_future();
        tokio::select! {
            served = serve => served.map_err(WebError::Serve),
            () = stop => Ok(()),
            () = closed(&shared) => Ok(()),
        }
    }
}

/// The person closed the program; the page that says so is given time to arrive.
async fn closed(shared: &Shared) {
    shared.quit.notified().await;
    for analysis in shared.analyses() {
        analysis.stop();
    }
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
}
