//! Refused forms as pages, each for its session, in memory.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::Html;

use crate::shell::session::Secret;

/// Pages that are kept; the oldest one goes first.
const KEPT: usize = 64;
/// Of one session.
const KEPT_OF_ONE: usize = 4;

struct Kept {
    secret: String,
    session: String,
    status: StatusCode,
    page: Bytes,
}

/// The refused forms of an office, in memory.
#[derive(Default)]
pub struct Refused(Mutex<VecDeque<Kept>>);

impl Refused {
    /// The page of a secret, for the session it was shown to.
    pub fn of(&self, secret: &str, session: &str) -> Option<(StatusCode, Html<Bytes>)> {
        let all = self.all();
        let kept = all.iter().find(|kept| kept.secret == secret && kept.session == session)?;
        Some((kept.status, Html(kept.page.clone())))
    }

    /// Keeps a page for a session: the secret it is found under.
    pub fn keep(&self, session: &str, status: StatusCode, page: Bytes) -> Option<String> {
        let secret = Secret::fresh().ok()?.text().to_owned();
        let mut all = self.all();
        if all.iter().filter(|kept| kept.session == session).count() >= KEPT_OF_ONE {
            let oldest = all.iter().position(|kept| kept.session == session);
            oldest.map(|oldest| all.remove(oldest));
        }
        all.push_back(Kept { secret: secret.clone(), session: session.to_owned(), status, page });
        while all.len() > KEPT {
            all.pop_front();
        }
        drop(all);
        Some(secret)
    }

    /// Forgets what a session was shown: it ended.
    pub fn forget(&self, session: &str) {
        self.all().retain(|kept| kept.session != session);
    }

    fn all(&self) -> MutexGuard<'_, VecDeque<Kept>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
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
        let own: Vec<String> = (0..KEPT).map(|_| keep("s3")).collect();
        assert!(refused.of(&two, "s2").is_some() && refused.of(&own[0], "s3").is_none(), "one session puts out its own");
        for session in 0..KEPT {
            keep(&format!("t{session}"));
        }
        assert!(refused.of(&two, "s2").is_none(), "the oldest goes");
    }
}
