//! What the shell needs to know of a door of the program, and of its policies.

use std::sync::Arc;

use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use records::text::Lang;

use super::session::{Session, Sessions};

/// What the shell needs to know of a door.
pub trait Door: Send + Sync + 'static {
    /// Who may ask, beyond having been let in.
    type Policy: Policy<Self>;

    /// Port it listens on.
    fn port(&self) -> u16;
    /// Whether it is reached over TLS, from other machines too.
    fn secure(&self) -> bool {
        false
    }
    /// Whether a name is its own: any other that leads here is another page's trick (DNS rebinding).
    fn known(&self, host: &str) -> bool {
        host == format!("127.0.0.1:{}", self.port()) || host == format!("localhost:{}", self.port())
    }
    /// Who was let in.
    fn sessions(&self) -> &Sessions;
    /// The language of pages for somebody who was not let in.
    fn lang(&self) -> Lang;
    /// What somebody sees who was not let in.
    fn stranger(&self, request: Request) -> impl Future<Output = Response> + Send;
    /// Answers a request that changes something, of a browser that may ask.
    fn answered(&self, _session: Option<&Session>, answer: impl Future<Output = Response> + Send) -> impl Future<Output = Response> + Send {
        answer
    }
    /// The page that says what went wrong; with the way on for somebody who was let in.
    fn mistake(&self, session: Option<&Session>, status: StatusCode, what: &str) -> Response;
}

/// Who may ask for an address.
pub trait Policy<D: ?Sized>: Copy + Send + Sync + 'static {
    /// Whether a browser that was not let in may ask too: only for what holds nothing of anybody's.
    fn open(self) -> bool;

    /// Lets `session` through, and puts what the handler will work on into the request, already scoped to it.
    ///
    /// # Errors
    /// Why not; of what belongs to somebody else it says the same as of what does not exist.
    fn admit(self, door: &D, session: &Arc<Session>, parts: &mut Parts) -> Result<(), Away>;
}

/// Why somebody is not let through.
pub enum Away {
    /// The page that says why not.
    Said(Box<Response>),
    /// Nobody is known behind this browser, or not any more: the door says how to come in.
    Unknown,
}

impl From<Response> for Away {
    fn from(page: Response) -> Self {
        Self::Said(Box::new(page))
    }
}
