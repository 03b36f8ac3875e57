//! The listener: HTTP/1 on 127.0.0.1. A client that does not finish its heads, stops in the middle of a body, or does not read its answer
//! is let go, the sooner the more there are. What is not held: a program on this machine that keeps opening connections without end makes
//! the others wait their turn.

use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use hyper::body::Incoming;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;
use tower_http::timeout::RequestBodyTimeoutLayer;

/// How long the heads of a request, and every next piece of its body, are waited for.
pub const PATIENCE: Duration = Duration::from_secs(15);

/// Connections at once.
const CONNECTIONS: usize = 256;

/// How many times shorter a newcomer is waited for once half the seats are taken.
const CROWDED: u32 = 15;

/// Why a door could not be opened or kept open.
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
    /// The system gives no randomness for sessions and links.
    #[error("no source of randomness: {0}")]
    Secrets(#[from] getrandom::Error),
    /// The system gives no randomness for the key of pseudonyms.
    #[error("{0}")]
    Key(#[from] intake::KeyError),
}

/// Binds to 127.0.0.1; 0 = any free port.
///
/// # Errors
/// [`WebError::Bind`]: the port cannot be had.
pub async fn bind(port: u16) -> Result<(TcpListener, u16), WebError> {
    let failed = |source| WebError::Bind { port, source };
    let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await.map_err(failed)?;
    let port = listener.local_addr().map_err(failed)?.port();
    Ok((listener, port))
}

/// Answers whoever comes, for ever; a client is waited for as long as `patience`.
pub async fn serve(listener: TcpListener, router: Router, patience: Duration) {
    let router = router.layer(RequestBodyTimeoutLayer::new(patience));
    let seats = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let Ok(seat) = Arc::clone(&seats).acquire_owned().await else { return };
        match listener.accept().await {
            Ok((stream, _)) => {
                let router = router.clone();
                let crowded = seats.available_permits() < CONNECTIONS / 2;
                let patience = if crowded { patience / CROWDED } else { patience };
                tokio::spawn(async move {
                    answer(stream, router, patience).await;
                    drop(seat);
                });
            }
            // No more files can be opened just now: those that are open end soon.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

/// One connection to its end; how it ended concerns nobody: the client is gone.
async fn answer(stream: TcpStream, router: Router, patience: Duration) {
    let service = hyper::service::service_fn(move |request: hyper::Request<Incoming>| {
        let router = router.clone();
        async move { Ok::<_, Infallible>(router.oneshot(Request::map(request, Body::new)).await.unwrap_or_else(|never| match never {})) }
    });
    let mut http = hyper::server::conn::http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(patience);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(patience));
    drop(http.serve_connection(TokioIo::new(Box::pin(stream)), service).await);
}
