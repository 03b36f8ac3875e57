//! The office as a running thing.

use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use records::text::Lang;
use tokio::net::TcpListener;
use workflow::{OpenError, Refusal, Store, Surroundings};

use super::office::{Clock, Office};
use super::routes::ROUTES;
use crate::shell::route::router;
use crate::shell::serve::{PATIENCE, WebError, bind, serve};
use crate::shell::session::{Secret, Session};

/// When the program first looks what fell due, and how often it looks again.
const FIRST_TICK: Duration = Duration::from_secs(60);
const TICK: Duration = Duration::from_secs(15 * 60);

/// How the office is opened.
pub struct Options {
    /// The school's folder.
    pub folder: PathBuf,
    /// Port; 0 = any free one.
    pub port: u16,
    /// Language to begin with.
    pub lang: Lang,
    /// The clock.
    pub clock: Clock,
}

/// An office that is bound and not yet serving.
pub struct Server {
    listener: TcpListener,
    office: Arc<Office>,
    /// Lets the first browser in as long as there is no school.
    link: Option<Secret>,
    patience: Duration,
}

/// Why the office could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address.
    #[error(transparent)]
    Web(#[from] WebError),
    /// The folder.
    #[error(transparent)]
    Folder(#[from] OpenError),
    /// The disk.
    #[error(transparent)]
    Disk(#[from] Refusal),
}

impl Server {
    /// Binds to 127.0.0.1 and opens the folder.
    ///
    /// # Errors
    /// [`ServeError`].
    pub async fn bind(options: Options) -> Result<Self, ServeError> {
        let (listener, port) = bind(options.port).await?;
        let random = Box::new(|bytes: &mut [u8]| getrandom::fill(bytes).is_ok());
        let surroundings = Surroundings { random, address: format!("http://127.0.0.1:{port}") };
        let store = Store::open(&options.folder, surroundings)?;
        let office = Arc::new(Office::new(port, options.lang, options.folder, store, options.clock).await?);
        let link = if office.founded() {
            None
        } else {
            let session = Arc::new(Session::fresh(options.lang).map_err(WebError::from)?);
            Some(office.sessions.invite(session).map_err(WebError::from)?)
        };
        Ok(Self { listener, office, link, patience: PATIENCE })
    }

    /// The address to open; before there is a school it lets one browser in, once.
    #[must_use]
    pub fn address(&self) -> String {
        let home = format!("http://127.0.0.1:{}/", self.office.port);
        self.link.as_ref().map_or(home.clone(), |link| format!("{home}enter/{}", link.text()))
    }

    /// Serves until `stop` is over.
    pub async fn run(self, stop: impl Future<Output = ()> + Send) {
        let office = Arc::clone(&self.office);
        tokio::select! {
            () = serve(self.listener, router(ROUTES, self.office), self.patience) => (),
            () = ticks(&office) => (),
            () = stop => (),
        }
    }
}

/// The program's own work, from the first minute on.
async fn ticks(office: &Office) {
    tokio::time::sleep(FIRST_TICK).await;
    loop {
        if office.founded() {
            office.tick().await;
        }
        tokio::time::sleep(TICK).await;
    }
}
