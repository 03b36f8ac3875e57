//! Refused forms as pages, each for its session, in memory.

use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::Html;

use super::shelf::Shelf;

/// The refused forms of an office.
#[derive(Default)]
pub struct Refused(Shelf<(StatusCode, Bytes)>);

impl Refused {
    /// The page of a secret, for the session it was shown to.
    pub fn of(&self, secret: &str, session: &str) -> Option<(StatusCode, Html<Bytes>)> {
        let (_, (status, page)) = self.0.of(secret).filter(|(owner, _)| owner == session)?;
        Some((status, Html(page)))
    }

    /// Keeps a page for a session: the secret it is found under.
    pub fn keep(&self, session: &str, status: StatusCode, page: Bytes) -> Option<String> {
        self.0.keep(session, (status, page))
    }

    /// Forgets what a session was shown: it ended.
    pub fn forget(&self, session: &str) {
        self.0.forget(session);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_form_is_shown_again_to_its_own_session_until_that_ends() {
        let refused = Refused::default();
        let keep = |session: &str| refused.keep(session, StatusCode::UNPROCESSABLE_ENTITY, Bytes::from_static(b"<p>")).unwrap();
        let (one, two) = (keep("s1"), keep("s2"));
        assert!(refused.of(&one, "s1").is_some() && refused.of(&one, "s2").is_none() && refused.of("", "s1").is_none());
        refused.forget("s1");
        assert!(refused.of(&one, "s1").is_none() && refused.of(&two, "s2").is_some());
    }
}
