//! Who may ask: the browser that opened the address with the secret, under the page's own name, from the page itself.
//! Another page in the same browser is held off by the cookie (`SameSite=Strict`) and the `Origin`; a foreign name that resolves to this
//! machine (DNS rebinding) by the `Host`; another program on the machine by the secret.

use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use sha2::{Digest, Sha256};
use words::{Word, web};

use crate::pages::mistake;
use crate::state::Shared;

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

/// Secrets of one run of the page.
pub struct Secrets {
    entry: String,
    session: String,
}

impl Secrets {
    /// Fresh secrets from the system's source of randomness.
    ///
    /// # Errors
    /// The system gives no randomness; the page does not open then.
    pub fn fresh() -> Result<Self, getrandom::Error> {
        Ok(Self { entry: random_hex()?, session: random_hex()? })
    }

    /// The part of the address that lets a browser in.
    #[must_use]
    pub fn entry(&self) -> &str {
        &self.entry
    }
}

fn random_hex() -> Result<String, getrandom::Error> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Lets a request through or refuses it with a page that says why; puts the protective headers on every answer.
pub async fn guard(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let answer = match refusal(&shared, &request) {
        Some(why) => mistake::outside(&shared, &why(shared.lang())),
        None => next.run(request).await,
    };
    protected(answer)
}

fn refusal(shared: &Shared, request: &Request) -> Option<Word> {
    let headers = request.headers();
    // The way in, and the files of the program itself, which hold nothing of anybody's.
    let open = ["/enter/", "/assets/"].iter().any(|open| request.uri().path().starts_with(open));
    if !known_host(headers, shared.port) {
        Some(web::refused_host)
    } else if !(open || has_session(headers, shared)) {
        Some(web::refused_session)
    } else if !matches!(*request.method(), Method::GET | Method::HEAD) && !from_here(headers) {
        Some(web::refused_origin)
    } else {
        None
    }
}

fn known_host(headers: &HeaderMap, port: u16) -> bool {
    let host = text(headers, header::HOST);
    host == format!("127.0.0.1:{port}") || host == format!("localhost:{port}")
}

fn has_session(headers: &HeaderMap, shared: &Shared) -> bool {
    let name = cookie_name(shared.port);
    headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(';')).any(|pair| {
        let (key, value) = pair.trim().split_once('=').unwrap_or_default();
        key == name && same(value, &shared.secrets.session)
    })
}

/// A change is asked for by the page itself: `Origin` names the host the request went to.
fn from_here(headers: &HeaderMap) -> bool {
    let host = text(headers, header::HOST);
    match headers.get(header::ORIGIN) {
        Some(origin) => origin.to_str().is_ok_and(|origin| origin == format!("http://{host}")),
        None => text(headers, HeaderName::from_static("sec-fetch-site")) == "same-origin",
    }
}

fn text(headers: &HeaderMap, name: HeaderName) -> &str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn cookie_name(port: u16) -> String {
    format!("objektiv-{port}")
}

/// Compares by digest: the time does not tell how many characters were right.
fn same(given: &str, kept: &str) -> bool {
    Sha256::digest(given.as_bytes()) == Sha256::digest(kept.as_bytes())
}

fn protected(mut answer: Response) -> Response {
    let headers = answer.headers_mut();
    for (name, value) in HEADERS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(POLICY));
    answer
}

/// `GET /enter/{secret}`: gives the browser its cookie and shows the first page.
pub async fn enter(State(shared): State<Arc<Shared>>, Path(secret): Path<String>) -> Response {
    if !same(&secret, &shared.secrets.entry) {
        return mistake::outside(&shared, &web::refused_session(shared.lang()));
    }
    let cookie = format!("{}={}; Path=/; HttpOnly; SameSite=Strict", cookie_name(shared.port), shared.secrets.session);
    ([(header::SET_COOKIE, cookie)], Redirect::to(&shared.first_page())).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn only_the_pages_own_name_is_answered() {
        for (host, known) in [("127.0.0.1:8001", true), ("localhost:8001", true), ("127.0.0.1:8002", false), ("evil.example:8001", false)] {
            assert_eq!(known_host(&headers(&[("host", host)]), 8001), known, "{host}");
        }
        assert!(!known_host(&HeaderMap::new(), 8001));
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
            assert_eq!(from_here(&headers(&all)), ours, "{rest:?}");
        }
    }

    #[test]
    fn secrets_differ_from_run_to_run() {
        let (one, two) = (Secrets::fresh().unwrap(), Secrets::fresh().unwrap());
        assert_ne!(one.entry, two.entry);
        assert_ne!(one.entry, one.session);
        assert_eq!(one.entry.len(), 64);
    }
}
