//! The office as a running thing.

use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::middleware::from_fn_with_state;
use records::text::Lang;
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use workflow::{Store, Surroundings};

use super::apart;
use super::lan::Lan;
use super::office::{Clock, Office};
use super::post;
use super::routes::{REHEARSAL, ROUTES};
use super::serve_error::ServeError;
use super::stage::Stage;
use crate::shell::route::router;
use crate::shell::serve::{PATIENCE, WebError, bind, serve};
use crate::shell::session::{Secret, Session};

/// When the program first looks what fell due, and how often it looks again.
const FIRST_TICK: Duration = Duration::from_secs(60);
const TICK: Duration = Duration::from_secs(15 * 60);
/// How often letters are looked for that are due.
const POST: Duration = Duration::from_secs(20);

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
    /// Whether it is open to the network of the school, over TLS.
    pub lan: bool,
}

/// An office that is bound and not yet serving.
pub struct Server {
    listener: TcpListener,
    office: Arc<Office>,
    /// Lets the first browser in as long as there is no school.
    link: Option<Secret>,
    tls: Option<TlsAcceptor>,
    patience: Duration,
}

/// A port that is taken, and no office behind it yet: that it cannot be had is told before anything else is done.
pub struct Taken {
    listener: TcpListener,
    port: u16,
    lan: bool,
}

impl Taken {
    /// Takes a port of 127.0.0.1; 0 = any free one.
    ///
    /// # Errors
    /// [`WebError`]: it cannot be had.
    pub async fn port(port: u16) -> Result<Self, WebError> {
        Self::port_of(port, false).await
    }

    async fn port_of(port: u16, lan: bool) -> Result<Self, WebError> {
        let (listener, port) = bind(port, lan).await?;
        Ok(Self { listener, port, lan })
    }

    /// Where the office will be.
    #[must_use]
    pub fn address(&self) -> String {
        format!("{}://127.0.0.1:{}", if self.lan { "https" } else { "http" }, self.port)
    }
}

impl Server {
    /// Binds to 127.0.0.1, or to the network, and opens the folder.
    ///
    /// # Errors
    /// [`ServeError`].
    pub async fn bind(options: Options) -> Result<Self, ServeError> {
        let taken = Taken::port_of(options.port, options.lan).await?;
        let random = Box::new(|bytes: &mut [u8]| getrandom::fill(bytes).is_ok());
        let surroundings = Surroundings { random, address: taken.address() };
        let Taken { listener, port, lan } = taken;
        let store = Store::open(&options.folder, surroundings)?;
        let year = (options.clock)().to_zoned_datetime(jiff::tz::TimeZone::UTC).year();
        let lan = if lan { Some(Lan::open(&store, i32::from(year))?) } else { None };
        let office = Office::new(port, options.lang, options.folder, store, options.clock).await?;
        let (office, tls) = match lan {
            Some((lan, tls)) => (Arc::new(office.on(lan)), Some(tls)),
            None => (Arc::new(office), None),
        };
        let link = if office.founded() {
            None
        } else {
            let session = Arc::new(Session::fresh(options.lang).map_err(WebError::from)?);
            Some(office.sessions.invite(session).map_err(WebError::from)?)
        };
        Ok(Self { listener, office, link, tls, patience: PATIENCE })
    }

    /// A rehearsal behind a port that was taken: over a school that was lived through, with a button a role.
    ///
    /// # Errors
    /// [`ServeError::Disk`].
    pub async fn rehearse(taken: Taken, folder: PathBuf, lang: Lang, store: Store, stage: Stage) -> Result<Self, ServeError> {
        let Taken { listener, port, .. } = taken;
        let office = Arc::new(Office::rehearsing(port, lang, folder, store, stage).await?);
        Ok(Self { listener, office, link: None, tls: None, patience: PATIENCE })
    }

    /// The address to open; before there is a school it lets one browser in, once.
    #[must_use]
    pub fn address(&self) -> String {
        let home = format!("{}://127.0.0.1:{}/", if self.tls.is_some() { "https" } else { "http" }, self.office.port);
        self.link.as_ref().map_or(home.clone(), |link| format!("{home}enter/{}", link.text()))
    }

    /// The address on the network, and the fingerprint of the certificate; None on this machine alone.
    #[must_use]
    pub fn on_the_network(&self) -> Option<(String, String)> {
        self.office.lan.as_ref().map(|lan| (self.office.address(), lan.fingerprint.clone()))
    }

    /// Serves until `stop` is over.
    pub async fn run(self, stop: impl Future<Output = ()> + Send) {
        let office = Arc::clone(&self.office);
        let more = if office.stage().is_some() { REHEARSAL } else { &[] };
        let apart = from_fn_with_state(Arc::clone(&self.office), apart::apart);
        let pages = router(ROUTES.iter().chain(more), self.office).layer(apart);
        tokio::select! {
            () = serve(self.listener, pages, self.patience, self.tls) => (),
            () = ticks(&office) => (),
            () = posts(&office) => (),
            () = stop => (),
        }
    }
}

/// Letters leave beside everything else: a server that hangs holds up nothing but them. None leaves a rehearsal.
async fn posts(office: &Office) {
    if office.stage().is_some() {
        return std::future::pending().await;
    }
    drop(office.store.letters_left().await);
    loop {
        tokio::time::sleep(POST).await;
        if office.founded() {
            post::send_due(office).await;
        }
    }
}

/// The program's own work, from the first minute on.
async fn ticks(office: &Office) {
    if office.stage().is_some() {
        // Its clock stands still: what is due to be told is, at once.
        office.tell().await;
    }
    tokio::time::sleep(FIRST_TICK).await;
    loop {
        if office.founded() {
            office.tick().await;
        }
        tokio::time::sleep(TICK).await;
    }
}
