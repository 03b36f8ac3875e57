//! Who may ask: the browser that opened the address with the secret, under the page's own name, from the page itself.
//! Another page in the same browser is held off by the cookie (`SameSite=Strict`) and the `Origin`; a foreign name that resolves to this
//! machine (DNS rebinding) by the `Host`; another program on the machine by the secret.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use words::{Word, web};

use super::door::{Away, Door, Policy};
use super::session::Session;

/// What the pages may load: their own files only, nothing inline, nothing from elsewhere.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; \
                      frame-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// Headers of every answer, refusals included.
const HEADERS: [(HeaderName, &str); 6] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::CACHE_CONTROL, "no-store"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()"),
];

/// Puts the protective headers on every answer.
pub async fn protect(request: Request, next: Next) -> Response {
    protected(next.run(request).await)
}

/// Refuses requests under a name that is not this machine's own.
pub async fn known_place<D: Door>(State(door): State<Arc<D>>, request: Request, next: Next) -> Response {
    if door.known(text(request.headers(), header::HOST)) { next.run(request).await } else { refused(&*door, web::refused_host) }
}

/// The request as the handler gets it, scoped by the policy of its route to whoever asks; else the page that refuses it.
///
/// # Errors
/// The page that says why not.
pub async fn admitted<D: Door>(door: &D, policy: D::Policy, request: Request) -> Result<Request, Box<Response>> {
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD);
    if changes && !from_here(request.headers(), scheme(door)) {
        return Err(Box::new(refused(door, web::refused_origin)));
    }
    if policy.open() {
        return Ok(request);
    }
    let Some(session) = session(door, request.headers()) else {
        return Err(Box::new(door.stranger(request).await));
    };
    let (mut parts, body) = request.into_parts();
    match policy.admit(door, &session, &mut parts) {
        Ok(()) => {
            parts.extensions.insert(session);
            Ok(Request::from_parts(parts, body))
        }
        Err(Away::Said(page)) => Err(page),
        Err(Away::Unknown) => Err(Box::new(door.stranger(Request::from_parts(parts, body)).await)),
    }
}

/// The page for somebody who is not let in.
pub fn refused<D: Door>(door: &D, why: Word) -> Response {
    door.mistake(None, StatusCode::FORBIDDEN, &why(door.lang()))
}

/// The session the request's cookie names.
pub fn session<D: Door>(door: &D, headers: &HeaderMap) -> Option<Arc<Session>> {
    let name = cookie_name(door.port(), door.secure());
    let values = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(';'));
    let named = values.filter_map(|pair| pair.trim().split_once('=')).filter(|(key, _)| *key == name);
    named.filter_map(|(_, value)| door.sessions().of_cookie(value)).next()
}

/// The header that gives a browser its cookie: for half a day, so that a closed window can be opened again.
#[must_use]
pub fn cookie<D: Door>(door: &D, session: &Session) -> String {
    // Over plain http a browser would drop a cookie that asks for TLS: this machine alone is spoken to so.
    let secure = if door.secure() { "; Secure" } else { "" };
    let name = cookie_name(door.port(), door.secure());
    format!("{name}={}; Path=/; HttpOnly; SameSite=Strict; Max-Age=43200{secure}", session.cookie())
}

fn scheme<D: Door>(door: &D) -> &'static str {
    if door.secure() { "https" } else { "http" }
}

/// A change is asked for by the page itself: `Origin` names the host the request went to.
fn from_here(headers: &HeaderMap, scheme: &str) -> bool {
    let host = text(headers, header::HOST);
    match headers.get(header::ORIGIN) {
        Some(origin) => origin.to_str().is_ok_and(|origin| origin == format!("{scheme}://{host}")),
        None => text(headers, HeaderName::from_static("sec-fetch-site")) == "same-origin",
    }
}

fn text(headers: &HeaderMap, name: HeaderName) -> &str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// The prefix binds a cookie to this very host (RFC 6265bis §4.1.3.2); it needs TLS.
fn cookie_name(port: u16, secure: bool) -> String {
    if secure { format!("__Host-objektiv-{port}") } else { format!("objektiv-{port}") }
}

fn protected(mut answer: Response) -> Response {
    let headers = answer.headers_mut();
    for (name, value) in HEADERS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(POLICY));
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn changes_come_from_the_page_itself() {
        let host = ("host", "127.0.0.1:8001");
        for (rest, ours) in [
            (vec![("origin", "http://127.0.0.1:8001")], true),
            (vec![("origin", "http://localhost:8001")], false),
            (vec![("origin", "null")], false),
            (vec![("origin", "http://evil.example")], false),
            (vec![("sec-fetch-site", "same-origin")], true),
            (vec![("sec-fetch-site", "cross-site")], false),
            (vec![], false),
        ] {
            let all: Vec<_> = std::iter::once(host).chain(rest.clone()).collect();
            assert_eq!(from_here(&headers(&all), "http"), ours, "{rest:?}");
            assert!(rest.iter().all(|(name, _)| *name != "origin") || !from_here(&headers(&all), "https"), "{rest:?}: of another scheme");
        }
    }
}
