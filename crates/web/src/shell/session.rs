//! Who a browser is: a session behind a cookie, with the language its pages are written in. A link lets in once.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use records::text::Lang;
use sha2::{Digest, Sha256};

/// 32 bytes nobody can guess, as they stand in a cookie, a link, an address. Compared and looked up by digest: the time an answer takes
/// does not tell how many characters were right.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Secret(String);

impl Secret {
    /// A fresh one from the system's source of randomness.
    ///
    /// # Errors
    /// The system gives no randomness.
    pub fn fresh() -> Result<Self, getrandom::Error> {
        let mut bytes = [0_u8; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect()))
    }

    /// As it is written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }

    fn digest(&self) -> Fingerprint {
        fingerprint(&self.0)
    }
}

type Fingerprint = [u8; 32];

fn fingerprint(text: &str) -> Fingerprint {
    Sha256::digest(text.as_bytes()).into()
}

/// One browser that was let in.
pub struct Session {
    id: Secret,
    english: AtomicBool,
}

impl Session {
    /// A session that begins.
    ///
    /// # Errors
    /// The system gives no randomness.
    pub fn fresh(lang: Lang) -> Result<Self, getrandom::Error> {
        Ok(Self { id: Secret::fresh()?, english: AtomicBool::new(lang == Lang::En) })
    }

    /// The language its pages are written in.
    #[must_use]
    pub fn lang(&self) -> Lang {
        if self.english.load(Ordering::Relaxed) { Lang::En } else { Lang::Ru }
    }

    /// Changes the language.
    pub fn speak(&self, lang: Lang) {
        self.english.store(lang == Lang::En, Ordering::Relaxed);
    }

    /// Whether the other is the same session.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// The sessions of a door and the links that still let in.
#[derive(Default)]
pub struct Sessions {
    known: Mutex<BTreeMap<Fingerprint, Arc<Session>>>,
    links: Mutex<BTreeMap<Fingerprint, Option<Arc<Session>>>>,
}

/// What a link led to.
pub enum Entry {
    /// It let in: the cookie's value.
    In(Arc<Session>),
    /// It let somebody in before.
    Used,
    /// There is no such link.
    Unknown,
}

impl Sessions {
    /// A link that will let one browser in as `session`.
    ///
    /// # Errors
    /// The system gives no randomness.
    pub fn invite(&self, session: Arc<Session>) -> Result<Secret, getrandom::Error> {
        let link = Secret::fresh()?;
        locked(&self.links).insert(link.digest(), Some(session));
        Ok(link)
    }

    /// Lets a browser in by its link, once.
    #[must_use]
    pub fn enter(&self, link: &str) -> Entry {
        match locked(&self.links).get_mut(&fingerprint(link)).map(Option::take) {
            Some(Some(session)) => {
                locked(&self.known).insert(session.id.digest(), Arc::clone(&session));
                Entry::In(session)
            }
            Some(None) => Entry::Used,
            None => Entry::Unknown,
        }
    }

    /// Lets a browser in as a session that was made for it: its password was right.
    pub fn admit(&self, session: Arc<Session>) {
        locked(&self.known).insert(session.id.digest(), session);
    }

    /// Ends a session.
    pub fn end(&self, session: &Session) {
        locked(&self.known).remove(&session.id.digest());
    }

    /// The session a cookie names.
    #[must_use]
    pub fn of_cookie(&self, value: &str) -> Option<Arc<Session>> {
        locked(&self.known).get(&fingerprint(value)).cloned()
    }
}

impl Session {
    /// The value of its cookie.
    #[must_use]
    pub fn cookie(&self) -> &str {
        self.id.text()
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whoever asks, already let in by the policy of the route: a handler under a policy that lets everyone in has no visitor to ask for.
pub struct Visitor(pub Arc<Session>);

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, StatusCode> {
        parts.extensions.get::<Arc<Session>>().cloned().map(Self).ok_or(StatusCode::FORBIDDEN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_differ_and_are_long() {
        let (one, two) = (Secret::fresh().unwrap(), Secret::fresh().unwrap());
        assert_ne!(one.text(), two.text());
        assert_eq!(one.text().len(), 64);
    }

    #[test]
    fn a_link_lets_in_once_and_a_cookie_is_known_only_after_it() {
        let sessions = Sessions::default();
        let session = Arc::new(Session::fresh(Lang::Ru).unwrap());
        let link = sessions.invite(Arc::clone(&session)).unwrap();
        assert!(sessions.of_cookie(session.cookie()).is_none(), "nobody came in yet");
        assert!(matches!(sessions.enter("0"), Entry::Unknown));
        assert!(matches!(sessions.enter(link.text()), Entry::In(one) if one.is(&session)));
        assert!(matches!(sessions.enter(link.text()), Entry::Used));
        assert!(sessions.of_cookie(session.cookie()).is_some_and(|one| one.is(&session)));
        assert!(sessions.of_cookie(link.text()).is_none(), "the link is no cookie");
    }

    #[test]
    fn a_language_is_the_sessions_own() {
        let (one, two) = (Session::fresh(Lang::Ru).unwrap(), Session::fresh(Lang::Ru).unwrap());
        one.speak(Lang::En);
        assert_eq!((one.lang(), two.lang()), (Lang::En, Lang::Ru));
    }
}
