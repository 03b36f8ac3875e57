//! More requests than can be answered: those beyond are told at once to come again, and whoever is inside is answered in good time.
//!
//! Connections are kept by a thread of their own (`serve`), pages are made by others: a refusal never waits behind a page.

use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::JoinHandle;
use words::web;

use super::door::Door;

/// Requests that are inside at once: as many as two cores answer within half a second.
const INSIDE: usize = 128;
/// Seconds after which somebody who was told to come again should.
const AGAIN: HeaderValue = HeaderValue::from_static("2");

/// Those inside, the door they came by, and where pages are made.
pub struct Crowd<D> {
    door: Arc<D>,
    seats: Arc<Semaphore>,
    pages: Handle,
}

impl<D: Door> Crowd<D> {
    /// Nobody yet; pages are made where this is called.
    pub fn of(door: &Arc<D>) -> Arc<Self> {
        Arc::new(Self { door: Arc::clone(door), seats: Arc::new(Semaphore::new(INSIDE)), pages: Handle::current() })
    }
}

/// The seat of a request. Whoever waits in another line, which is bounded too, leaves it: nobody else is kept out meanwhile.
#[derive(Clone, Default)]
pub struct Inside(Arc<Mutex<Option<OwnedSemaphorePermit>>>);

impl Inside {
    /// Of a seat that was taken.
    pub fn of(seat: OwnedSemaphorePermit) -> Self {
        Self(Arc::new(Mutex::new(Some(seat))))
    }

    /// Gives the seat back.
    pub fn leave(&self) {
        drop(self.0.lock().unwrap_or_else(PoisonError::into_inner).take());
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Inside {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get().cloned().unwrap_or_default())
    }
}

/// A page that is being made; nobody makes it any more once nobody waits for it.
struct Made(JoinHandle<Response>);

impl Drop for Made {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// What lies in memory is given at once and takes nobody's seat.
const AT_HAND: &str = "/assets/";

/// Lets a request in where there is room; else it is answered at once, and its connection ends.
pub async fn let_in<D: Door>(State(crowd): State<Arc<Crowd<D>>>, mut request: Request, next: Next) -> Response {
    if request.uri().path().starts_with(AT_HAND) {
        return next.run(request).await;
    }
    if let Ok(seat) = Arc::clone(&crowd.seats).try_acquire_owned() {
        let inside = Inside::of(seat);
        request.extensions_mut().insert(inside.clone());
        let mut made = Made(crowd.pages.spawn(next.run(request)));
        let answer = (&mut made.0).await;
        inside.leave();
        let broken = |_| crowd.door.mistake(None, StatusCode::INTERNAL_SERVER_ERROR, &web::mistake_not_made(crowd.door.lang()));
        return answer.unwrap_or_else(broken);
    }
    let mut answer = crowd.door.mistake(None, StatusCode::SERVICE_UNAVAILABLE, &web::mistake_crowded(crowd.door.lang()));
    answer.headers_mut().insert(header::RETRY_AFTER, AGAIN);
    answer.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    answer
}
