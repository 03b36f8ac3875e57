//! A door's table of addresses. A line without a policy and a limit does not compile, and the table is the only way into a router.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::{MethodRouter, any};

use words::{Word, web};

use super::crowd::{self, Crowd};
use super::door::Door;
use super::guard;
use super::session::Session;

/// Bytes a request may bring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// No body.
    Nothing,
    /// A form: what people type.
    Form,
    /// A long form: a table that was typed over.
    Long,
    /// Files, counted by `upload` while they come.
    Files,
}

impl Limit {
    fn layer(self) -> DefaultBodyLimit {
        match self {
            Self::Nothing => DefaultBodyLimit::max(1 << 10),
            Self::Form => DefaultBodyLimit::max(4 << 20),
            Self::Long => DefaultBodyLimit::max(32 << 20),
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
pub fn router<D: Door>(table: impl IntoIterator<Item = &'static Route<D>>, door: Arc<D>) -> Router {
    let routes = table.into_iter().fold(Router::new(), |router, route| router.route(route.path, guarded(route, &door)));
    // An address that does not exist answers nobody who was not let in.
    let nowhere = any(|State(door): State<Arc<D>>, request: Request| async move { unknown(&*door, request).await });
    routes
        .fallback_service(nowhere.with_state(Arc::clone(&door)))
        .layer(from_fn_with_state(Arc::clone(&door), guard::known_place::<D>))
        .layer(from_fn_with_state(Crowd::of(&door), crowd::let_in::<D>))
        .layer(from_fn(guard::protect))
        .with_state(door)
}

fn guarded<D: Door>(route: &'static Route<D>, door: &Arc<D>) -> MethodRouter<Arc<D>> {
    let ask = move |State(door): State<Arc<D>>, request: Request, next: Next| async move {
        let session = guard::session(&*door, request.headers());
        match guard::admitted(&*door, route.policy, request).await {
            Ok(request) if route.method == "GET" => in_words(&*door, session.as_deref(), next.run(request).await),
            Ok(request) => in_words(&*door, session.as_deref(), door.answered(session.as_deref(), next.run(request)).await),
            Err(refused) => *refused,
        }
    };
    // The limit is known before anything is read, also of somebody who is not let in.
    let asked: MethodRouter<Arc<D>> = (route.handler)().layer(from_fn_with_state(Arc::clone(door), ask));
    asked.layer(route.limit.layer())
}

/// A refusal of the machinery (a form that is none, a body over its limit, a method nobody offers) as a page instead of a bare line.
fn in_words<D: Door>(door: &D, session: Option<&Session>, answer: Response) -> Response {
    let status = answer.status();
    let page = |kind: &HeaderValue| !kind.as_bytes().starts_with(b"text/plain");
    if !(status.is_client_error() || status.is_server_error()) || answer.headers().get(header::CONTENT_TYPE).is_some_and(page) {
        return answer;
    }
    let say: Word = match status {
        StatusCode::PAYLOAD_TOO_LARGE => web::mistake_too_long,
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => web::mistake_nowhere,
        _ => web::mistake_not_understood,
    };
    door.mistake(session, status, &say(session.map_or_else(|| door.lang(), Session::lang)))
}

async fn unknown<D: Door>(door: &D, request: Request) -> Response {
    match guard::session(door, request.headers()) {
        Some(session) => door.mistake(Some(&session), StatusCode::NOT_FOUND, &web::mistake_nowhere(session.lang())),
        // Nothing is read of what comes to nowhere.
        None => door.stranger(Request::from_parts(request.into_parts().0, Body::empty())).await,
    }
}
