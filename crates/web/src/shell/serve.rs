//! The listener: HTTP/1 on 127.0.0.1. A client that does not finish its heads, stops in the middle of a body, or does not read its answer
//! is let go, the sooner the more there are. What is not held: a program on this machine that keeps opening connections without end makes
//! the others wait their turn.

use std::convert::Infallible;
use std::future::Future;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::pin::Pin;
use std::sync::{Arc, mpsc};
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use axum::BoxError;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use hyper::body::{Frame, Incoming, SizeHint};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::{Semaphore, oneshot};
use tokio::time::timeout;
use tokio_io_timeout::TimeoutStream;
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt;
use tower_http::timeout::RequestBodyTimeoutLayer;

use super::address::here;

/// How long the heads of a request, and every next piece of its body, are waited for.
pub const PATIENCE: Duration = Duration::from_secs(15);

/// Connections at once.
const CONNECTIONS: usize = 512;

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

/// Binds to 127.0.0.1, or to every address of the machine; 0 = any free port.
///
/// # Errors
/// [`WebError::Bind`]: the port cannot be had.
pub async fn bind(port: u16, everywhere: bool) -> Result<(TcpListener, u16), WebError> {
    let failed = |source| WebError::Bind { port, source };
    let socket = TcpSocket::new_v4().map_err(failed)?;
    // A port is had again at once after the program ended; on Windows the same word would let two programs have it.
    if cfg!(unix) {
        socket.set_reuseaddr(true).map_err(failed)?;
    }
    socket.bind(SocketAddr::from((if everywhere { Ipv4Addr::UNSPECIFIED } else { Ipv4Addr::LOCALHOST }, port))).map_err(failed)?;
    let listener = socket.listen(WAITING).map_err(failed)?;
    let port = listener.local_addr().map_err(failed)?.port();
    Ok((listener, port))
}

/// Connections that may wait to be taken up. Beyond them the system drops whoever comes without a word, and her browser tries again after a
/// second: a thousand, as is usual, are too few where a crowd comes at once.
const WAITING: u32 = 4096;

/// How long answers that are on their way are waited for once nobody is let in any more.
const FAREWELL: Duration = Duration::from_millis(500);

/// Answers whoever comes, for ever, over TLS where there is a certificate; a client is waited for as long as `patience`. Connections are kept
/// by a thread of their own: whoever cannot be let in is told so at once, however much is being made (`crowd`).
pub async fn serve(listener: TcpListener, router: Router, patience: Duration, tls: Option<TlsAcceptor>) {
    let router = router.layer(RequestBodyTimeoutLayer::new(patience));
    let (over, ends) = oneshot::channel::<()>();
    let (closed, shut) = mpsc::channel::<()>();
    let Some((own, thread)) = Own::begun(ends, closed) else {
        // Where the system gives no more, connections are kept beside the pages: slower to refuse, and nobody is left without an answer.
        return accept(listener, router, patience, tls).await;
    };
    // A listener that cannot be handed over is gone; so is the thread, which gets none.
    let Ok(listener) = listener.into_std() else { return };
    let task: Task = Box::pin(async move {
        if let Ok(listener) = TcpListener::from_std(listener) {
            accept(listener, router, patience, tls).await;
        }
    });
    if own.send(task).is_ok() {
        let _shut = Shut { over: Some(over), shut, _thread: thread };
        std::future::pending().await
    }
}

/// What a thread of connections does until it is told to end.
type Task = std::pin::Pin<Box<dyn Future<Output = ()> + Send>>;

/// A thread of its own for connections, begun before anything is handed to it.
struct Own;

impl Own {
    /// The way to hand it what it does; None where the system gives no thread.
    fn begun(ends: oneshot::Receiver<()>, closed: mpsc::Sender<()>) -> Option<(mpsc::Sender<Task>, std::thread::JoinHandle<()>)> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().ok()?;
        let (own, handed) = mpsc::channel::<Task>();
        let keep = move || {
            let Ok(task) = handed.recv() else { return };
            runtime.block_on(async move {
                tokio::select! {
                    () = task => (),
                    _ = ends => (),
                }
                drop(closed);
                tokio::time::sleep(FAREWELL).await;
            });
        };
        let thread = std::thread::Builder::new().name("connections".to_owned()).spawn(keep).ok()?;
        Some((own, thread))
    }
}

/// Ends the listening where it is dropped: afterwards the port is free.
struct Shut {
    over: Option<oneshot::Sender<()>>,
    shut: mpsc::Receiver<()>,
    _thread: std::thread::JoinHandle<()>,
}

impl Drop for Shut {
    fn drop(&mut self) {
        self.over = None;
        // Nothing is ever sent: the other end is dropped when the port is free.
        self.shut.recv().unwrap_or_default();
    }
}

async fn accept(listener: TcpListener, router: Router, patience: Duration, tls: Option<TlsAcceptor>) {
    let seats = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let Ok(seat) = Arc::clone(&seats).acquire_owned().await else { return };
        match listener.accept().await {
            Ok((stream, from)) => {
                let (router, from) = (router.clone(), Peer(from.ip()));
                let tls = tls.clone();
                let crowded = seats.available_permits() < CONNECTIONS / 2;
                let patience = if crowded { patience / CROWDED } else { patience };
                tokio::spawn(async move {
                    match tls {
                        None => answer(stream, from, router, patience).await,
                        Some(tls) => secured(stream, from, router, patience, &tls).await,
                    }
                    drop(seat);
                });
            }
            // No more files can be opened just now: those that are open end soon.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

/// One connection over TLS; whoever speaks plainly is told where to come, and nothing else.
async fn secured(stream: TcpStream, from: Peer, router: Router, patience: Duration, tls: &TlsAcceptor) {
    let mut first = [0];
    match timeout(patience, stream.peek(&mut first)).await {
        Ok(Ok(1)) if first[0] == HANDSHAKE => {
            if let Ok(Ok(stream)) = timeout(patience, tls.accept(stream)).await {
                answer(stream, from, router, patience).await;
            }
        }
        Ok(Ok(1)) => drop(timeout(patience, sent_on(stream)).await),
        _ => {}
    }
}

/// The first byte of a handshake (RFC 8446 §5.1).
const HANDSHAKE: u8 = 22;

/// Bytes of the heads of a plain request that are read.
const HEADS: usize = 8 << 10;

/// Reads the heads of a plain request and sends whoever asks for a page to the same page over TLS.
async fn sent_on(mut stream: TcpStream) -> std::io::Result<()> {
    let mut heads = Vec::new();
    while !heads.windows(4).any(|four| four == b"\r\n\r\n") && heads.len() < HEADS {
        if stream.read_buf(&mut heads).await? == 0 {
            return Ok(());
        }
    }
    let answer = match elsewhere(&String::from_utf8_lossy(&heads)) {
        Some(to) => format!("HTTP/1.1 307 Temporary Redirect\r\nLocation: {to}\r\n"),
        None => "HTTP/1.1 403 Forbidden\r\n".to_owned(),
    };
    stream.write_all(format!("{answer}Content-Length: 0\r\nConnection: close\r\n\r\n").as_bytes()).await?;
    stream.shutdown().await
}

/// The address over TLS of a page that was asked for plainly; None for anything but a page of this machine.
fn elsewhere(heads: &str) -> Option<String> {
    let mut lines = heads.lines();
    let mut words = lines.next()?.split(' ');
    let (method, path) = (words.next()?, words.next()?);
    let host = lines.filter_map(|line| line.split_once(':')).find(|(name, _)| name.eq_ignore_ascii_case("host"))?.1.trim();
    let plain = !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte));
    (matches!(method, "GET" | "HEAD") && here(path) && plain).then(|| format!("https://{host}{path}"))
}

/// From which machine a request came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peer(pub IpAddr);

impl<S: Send + Sync> FromRequestParts<S> for Peer {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(parts))
    }
}

impl Peer {
    /// Whoever sent this; this machine, where no connection is behind it.
    #[must_use]
    pub fn of(parts: &Parts) -> Self {
        parts.extensions.get().copied().unwrap_or(Self(IpAddr::V4(Ipv4Addr::LOCALHOST)))
    }
}

/// One connection to its end; how it ended concerns nobody: the client is gone.
async fn answer<S: AsyncRead + AsyncWrite + Send + 'static>(stream: S, from: Peer, router: Router, patience: Duration) {
    let service = hyper::service::service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(from);
        let router = router.clone();
        let paced = move |body| Body::new(Paced::of(body, patience));
        async move { Ok::<_, Infallible>(router.oneshot(Request::map(request, paced)).await.unwrap_or_else(|never| match never {})) }
    });
    let mut http = hyper::server::conn::http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(patience);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(patience));
    drop(http.serve_connection(TokioIo::new(Box::pin(stream)), service).await);
}

/// Bytes a second that a body brings at least, once it was waited for: whoever sends a byte now and then holds a seat no longer.
const PACE: u64 = 8 << 10;

/// The body of a request, at a bearable pace. Between what comes and its end it is waited once: whoever reads a form with files (multer 3.1,
/// its first boundary) asks twice in one breath, and where everything and its end came between the two, takes the form for one that broke off.
struct Paced<B> {
    body: B,
    begun: Instant,
    came: u64,
    grace: Duration,
    ended: bool,
}

impl<B> Paced<B> {
    fn of(body: B, grace: Duration) -> Self {
        Self { body, begun: Instant::now(), came: 0, grace, ended: false }
    }
}

/// Whether a body comes too slowly: so many bytes in so long.
fn crawls(came: u64, long: Duration, grace: Duration) -> bool {
    long > grace && came < PACE * (long - grace).as_secs()
}

impl<B: hyper::body::Body<Data = Bytes, Error: Into<BoxError>> + Unpin> hyper::body::Body for Paced<B> {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if self.ended {
            return Poll::Ready(None);
        }
        let frame = ready!(Pin::new(&mut self.body).poll_frame(context));
        self.ended = frame.is_none();
        if self.ended && self.came > 0 {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        self.came += frame.as_ref().and_then(|frame| frame.as_ref().ok()?.data_ref()).map_or(0, |data| data.len() as u64);
        if frame.is_some() && crawls(self.came, self.begun.elapsed(), self.grace) {
            return Poll::Ready(Some(Err("a body that comes too slowly".into())));
        }
        Poll::Ready(frame.map(|frame| frame.map_err(Into::into)))
    }

    fn is_end_stream(&self) -> bool {
        self.ended || self.came == 0 && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_waited_for_and_then_comes_at_a_bearable_pace() {
        let grace = Duration::from_secs(15);
        let after = |seconds| Duration::from_secs(seconds);
        assert!(!crawls(0, after(15), grace) && !crawls(2, after(15), grace));
        assert!(crawls(2, after(28), grace) && !crawls(13 * PACE, after(28), grace));
        // Four megabytes of a form are there within nine minutes or not at all.
        assert!(crawls(4 << 20, after(15 + 530), grace) && !crawls(4 << 20, after(15 + 500), grace));
    }

    /// A body of which nothing is there when it is asked for first, and everything with its end when it is asked again.
    struct Late(Vec<Poll<Bytes>>);

    impl hyper::body::Body for Late {
        type Data = Bytes;
        type Error = Infallible;

        fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
            match self.0.pop() {
                None => Poll::Ready(None),
                Some(Poll::Ready(bytes)) => Poll::Ready(Some(Ok(Frame::data(bytes)))),
                Some(Poll::Pending) => {
                    context.waker().wake_by_ref();
                    Poll::Pending
                }
            }
        }
    }

    #[tokio::test]
    async fn a_form_with_files_is_read_however_late_it_comes() {
        use axum::extract::{FromRequest, Multipart};

        let form = "--line\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nСобрание\r\n--line--\r\n";
        let late = || Late(vec![Poll::Ready(Bytes::from_static(form.as_bytes())), Poll::Pending]);
        for body in
            [Body::new(Paced::of(late(), Duration::from_secs(15))), Body::new(Paced::of(Late(vec![late().0.remove(0)]), Duration::ZERO))]
        {
            let request = Request::builder().header("content-type", "multipart/form-data; boundary=line").body(body).unwrap();
            let read = super::super::upload::receive_form(Multipart::from_request(request, &()).await.unwrap()).await;
            assert_eq!(read.unwrap().0, [("title".to_owned(), "Собрание".to_owned())]);
        }
    }

    #[test]
    fn a_plain_request_is_sent_to_its_own_page_and_nowhere_else() {
        let asked = |line: &str, host: &str| elsewhere(&format!("{line}\r\nAccept: */*\r\nhost: {host}\r\n\r\n"));
        assert_eq!(
            asked("GET /sign-in?back=%2F HTTP/1.1", "192.168.1.5:8080").as_deref(),
            Some("https://192.168.1.5:8080/sign-in?back=%2F")
        );
        for (line, host) in [
            ("POST / HTTP/1.1", "a:1"),
            ("GET //evil.example HTTP/1.1", "a:1"),
            ("GET / HTTP/1.1", "a/b"),
            ("GET / HTTP/1.1", ""),
            ("", "a:1"),
        ] {
            assert_eq!(asked(line, host), None, "{line} {host}");
        }
    }
}
