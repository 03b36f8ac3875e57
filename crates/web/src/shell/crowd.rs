//! More requests than can be answered: those beyond are told at once to come again, and whoever is inside is answered in good time.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use tokio::sync::Semaphore;
use words::web;

use super::door::Door;

/// Requests that are inside at once: as many as two cores answer within half a second.
const INSIDE: usize = 128;
/// Seconds after which somebody who was told to come again should.
const AGAIN: HeaderValue = HeaderValue::from_static("2");

/// Those inside, and the door they came by.
pub struct Crowd<D> {
    door: Arc<D>,
    seats: Semaphore,
}

impl<D: Door> Crowd<D> {
    /// Nobody yet.
    pub fn of(door: &Arc<D>) -> Arc<Self> {
        Arc::new(Self { door: Arc::clone(door), seats: Semaphore::new(INSIDE) })
    }
}

/// Lets a request in where there is room; else it is answered at once, and its connection ends.
pub async fn let_in<D: Door>(State(crowd): State<Arc<Crowd<D>>>, request: Request, next: Next) -> Response {
    if let Ok(_seat) = crowd.seats.try_acquire() {
        return next.run(request).await;
    }
    let mut answer = crowd.door.mistake(None, StatusCode::SERVICE_UNAVAILABLE, &web::mistake_crowded(crowd.door.lang()));
    answer.headers_mut().insert(header::RETRY_AFTER, AGAIN);
    answer.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    answer
}
