//! What was typed and could not be taken: the session had ended, or another person had signed in meanwhile. It is kept in memory under
//! a secret for whoever it belongs to; nothing of it is written to the disk.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::Form;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{HeaderMap, header};

use super::form::{BY, Typed};
use crate::shell::address::here;
use crate::shell::session::Secret;
use crate::shell::upload::typed_of;

/// Drafts that are kept; the oldest one goes first.
const KEPT: usize = 64;
/// Of one person.
const KEPT_OF_ONE: usize = 4;
/// Fields one may have, and what each costs beside its letters.
const FIELDS: usize = 4_000;
const FIELD: usize = 64;
/// Bytes of what was typed in one; a longer one is not kept.
const BYTES: usize = 1 << 20;

/// Where a form goes, and the page it stood on.
#[derive(Clone)]
pub struct Address {
    /// Where it goes.
    pub to: String,
    /// Its page, where the browser tells.
    pub page: Option<String>,
}

impl Address {
    /// Of a form that comes.
    pub fn of(request: &Request) -> Self {
        let to = request.uri().path_and_query().map(ToString::to_string).filter(|to| here(to)).unwrap_or_else(|| "/".to_owned());
        Self { to, page: page(request.headers()) }
    }
}

/// The page of this office a request came from.
pub fn page(headers: &HeaderMap) -> Option<String> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let rest = text(header::REFERER)?.strip_prefix("http://")?.strip_prefix(text(header::HOST)?)?;
    here(rest).then(|| rest.to_owned())
}

/// What was typed.
#[derive(Clone)]
pub struct Draft {
    /// Where it goes.
    pub at: Address,
    /// The fields.
    pub typed: Typed,
    /// Fields that brought a file: files are not kept.
    pub files: Vec<String>,
}

impl Draft {
    /// Of a form that came from somebody nobody knows; None where it is no form of a person's.
    pub async fn of(request: Request) -> Option<Self> {
        let at = Address::of(&request);
        let many = request.headers().get(header::CONTENT_TYPE)?.to_str().ok()?.starts_with("multipart/form-data");
        let (pairs, files) = if many {
            typed_of(Multipart::from_request(request, &()).await.ok()?).await?
        } else {
            (Form::from_request(request, &()).await.ok()?.0, Vec::new())
        };
        let draft = Self { at, typed: Typed(pairs), files };
        draft.typed.has(BY).then_some(draft)
    }

    /// Whether it may be kept: it holds no secret, and is no longer than a form is.
    fn fits(&self) -> bool {
        let size: usize = self.typed.0.iter().map(|(name, value)| name.len() + value.len() + FIELD).sum();
        let secret = ["password", "new", "word", "slip"].iter().any(|field| self.typed.has(field));
        !secret && size <= BYTES && self.typed.0.len() <= FIELDS
    }

    /// Whose it is.
    pub fn by(&self) -> &str {
        self.typed.get(BY)
    }

    /// What a person typed, without what the form itself brought.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        const MACHINERY: [&str; 15] =
            [BY, "once", "seen", "due", "digest", "back", "held", "pick", "shown", "do", "move", "shown-move", "plan", "direction", "all"];
        let machinery = |name: &str| MACHINERY.contains(&name) || ["was", "skip-", "row"].iter().any(|begin| name.starts_with(begin));
        let typed = self.typed.0.iter().filter(move |(name, value)| !machinery(name) && !value.trim().is_empty());
        typed.map(|(_, value)| value.as_str())
    }
}

/// The drafts of an office.
#[derive(Default)]
pub struct Drafts(Mutex<VecDeque<(String, Draft)>>);

impl Drafts {
    /// Keeps one: the secret it is found under; None for one that may not be kept.
    pub fn keep(&self, draft: Draft) -> Option<String> {
        if !draft.fits() {
            return None;
        }
        let secret = Secret::fresh().ok()?.text().to_owned();
        let mut all = self.all();
        if all.iter().filter(|(_, kept)| kept.by() == draft.by()).count() >= KEPT_OF_ONE {
            let oldest = all.iter().position(|(_, kept)| kept.by() == draft.by());
            oldest.map(|oldest| all.remove(oldest));
        }
        all.push_back((secret.clone(), draft));
        while all.len() > KEPT {
            all.pop_front();
        }
        drop(all);
        Some(secret)
    }

    /// The draft of a secret.
    pub fn of(&self, secret: &str) -> Option<Draft> {
        self.all().iter().find(|(known, _)| known == secret).map(|(_, draft)| draft.clone())
    }

    fn all(&self) -> MutexGuard<'_, VecDeque<(String, Draft)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(by: usize, words: &str) -> Draft {
        let typed = Typed::default().with(BY, format!("p{by}")).with("once", "0123").with("words", words).with("empty", " ");
        Draft { at: Address { to: "/occurrence/1/done".to_owned(), page: None }, typed, files: Vec::new() }
    }

    #[test]
    fn the_oldest_drafts_go_and_the_others_are_found_under_their_own_secrets() {
        let drafts = Drafts::default();
        let secrets: Vec<String> = (0..KEPT + 2).map(|n| drafts.keep(draft(n, &n.to_string())).unwrap()).collect();
        assert!(drafts.of(&secrets[0]).is_none() && drafts.of(&secrets[1]).is_none() && drafts.of("").is_none());
        assert_eq!(drafts.of(&secrets[2]).unwrap().words().collect::<Vec<_>>(), ["2"]);
        // One person puts out her own drafts, not those of others.
        let own: Vec<String> = (0..KEPT_OF_ONE + 1).map(|_| drafts.keep(draft(900, "мои")).unwrap()).collect();
        assert!(drafts.of(&own[0]).is_none() && drafts.of(&own[KEPT_OF_ONE]).is_some() && drafts.of(&secrets[KEPT]).is_some());
    }

    #[test]
    fn a_secret_and_what_is_too_long_are_kept_nowhere() {
        let drafts = Drafts::default();
        for secret in ["password", "new", "word", "slip"] {
            let with = Draft { typed: draft(1, "слова").typed.with(secret, "тайна"), ..draft(1, "слова") };
            assert!(drafts.keep(with).is_none(), "{secret}");
        }
        let many = (0..=FIELDS).fold(draft(1, "слова").typed, |typed, n| typed.with(&n.to_string(), ""));
        assert!(drafts.keep(Draft { typed: many, ..draft(1, "") }).is_none());
        assert!(drafts.keep(draft(1, &"я".repeat(BYTES))).is_none());
    }

    #[test]
    fn the_page_of_a_form_is_a_page_of_this_office() {
        let of = |referer: &str| {
            let both = [(header::HOST, "127.0.0.1:8080"), (header::REFERER, referer)];
            page(&both.into_iter().map(|(name, value)| (name, value.parse().unwrap())).collect())
        };
        assert_eq!(of("http://127.0.0.1:8080/measure/a?b").as_deref(), Some("/measure/a?b"));
        for foreign in ["http://127.0.0.1:8081/measure/a", "http://evil.example/", "http://127.0.0.1:8080//evil.example", "/measure/a"] {
            assert_eq!(of(foreign), None, "{foreign}");
        }
    }
}
