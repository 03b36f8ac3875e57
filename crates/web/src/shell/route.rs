//! A door's table of addresses. A line without a policy and a limit does not compile, and the table is the only way into a router.

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::{MethodRouter, any};

use words::web;

use super::door::Door;
use super::guard;

/// Bytes a request may bring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// No body.
    Nothing,
    /// A form: what people type.
    Form,
    /// Files, counted by `upload` while they come.
    Files,
}

impl Limit {
    fn layer(self) -> DefaultBodyLimit {
        match self {
            Self::Nothing => DefaultBodyLimit::max(1 << 10),
            Self::Form => DefaultBodyLimit::max(4 << 20),
            Self::Files => DefaultBodyLimit::disable(),
        }
    }
}

/// One address.
pub struct Route<D: Door> {
    /// The way it is asked: GET shows, POST changes.
    pub method: &'static str,
    /// The address.
    pub path: &'static str,
    /// What it does.
    pub what: &'static str,
    /// Who may ask.
    pub policy: D::Policy,
    /// What a request may bring.
    pub limit: Limit,
    /// What answers.
    pub handler: fn() -> MethodRouter<Arc<D>>,
}

/// A door's table: `method path (policy, limit) what => handler`.
macro_rules! routes {
    ($($method:ident $path:literal ($policy:expr, $limit:expr) $what:literal => $handler:path),+ $(,)?) => {
        &[$($crate::shell::route::Route {
            method: stringify!($method), path: $path, what: $what, policy: $policy, limit: $limit,
            handler: || $crate::shell::route::routes!(@ $method $handler),
        }),+]
    };
    (@ GET $handler:path) => { axum::routing::get($handler) };
    (@ POST $handler:path) => { axum::routing::post($handler) };
}
pub(crate) use routes;

/// The door as a service.
pub fn router<D: Door>(table: &'static [Route<D>], door: Arc<D>) -> Router {
    let routes = table.iter().fold(Router::new(), |router, route| router.route(route.path, guarded(route, &door)));
    // An address that does not exist answers nobody who was not let in.
    let nowhere = any(|State(door): State<Arc<D>>, parts: Parts| async move { unknown(&*door, &parts) });
    routes
        .fallback_service(nowhere.with_state(Arc::clone(&door)))
        .layer(from_fn_with_state(Arc::clone(&door), guard::known_place::<D>))
        .layer(from_fn(guard::protect))
        .with_state(door)
}

fn guarded<D: Door>(route: &'static Route<D>, door: &Arc<D>) -> MethodRouter<Arc<D>> {
    let ask = move |State(door): State<Arc<D>>, request: Request, next: Next| async move {
        match guard::admitted(&*door, route.policy, request) {
            Ok(request) => next.run(request).await,
            Err(refused) => *refused,
        }
    };
    (route.handler)().layer(route.limit.layer()).layer(from_fn_with_state(Arc::clone(door), ask))
}

fn unknown<D: Door>(door: &D, parts: &Parts) -> Response {
    match guard::session(door, &parts.headers) {
        Some(session) => door.mistake(Some(&session), StatusCode::NOT_FOUND, &web::mistake_nowhere(session.lang())),
        None => guard::refused(door, web::refused_session),
    }
}
