//! What was typed and could not be taken: the session had ended, or another person had signed in meanwhile. It is kept in memory under
//! a secret for whoever it belongs to; nothing of it is written to the disk.

use axum::Form;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{HeaderMap, header};

use super::form::{BY, Typed};
use super::shelf::Shelf;
use crate::shell::address::here;
use crate::shell::upload::typed_of;

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
    let from = text(header::REFERER)?;
    let rest = from.strip_prefix("http://").or_else(|| from.strip_prefix("https://"))?.strip_prefix(text(header::HOST)?)?;
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
        let secret = ["password", "new", "word", "slip", "code", "key"].iter().any(|field| self.typed.has(field));
        !secret && size <= BYTES && self.typed.0.len() <= FIELDS
    }

    /// Whose it is.
    pub fn by(&self) -> &str {
        self.typed.get(BY)
    }

    /// What a person typed, without what the form itself brought.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        const MACHINERY: [&str; 23] = [
            BY,
            "once",
            "seen",
            "due",
            "digest",
            "back",
            "held",
            "pick",
            "shown",
            "do",
            "move",
            "shown-move",
            "plan",
            "direction",
            "all",
            "role",
            "where",
            "person",
            "owner",
            "thing",
            "deputy",
            "stand-in",
            "in-role",
        ];
        let machinery = |name: &str| {
            MACHINERY.contains(&name) || ["was", "skip-", "row", "seen-", "owner-"].iter().any(|begin| name.starts_with(begin))
        };
        let typed = self.typed.0.iter().filter(move |(name, value)| !machinery(name) && !value.trim().is_empty());
        typed.map(|(_, value)| value.as_str())
    }
}

/// The drafts of an office, each for whoever it belongs to.
#[derive(Default)]
pub struct Drafts(Shelf<Draft>);

impl Drafts {
    /// Keeps one: the secret it is found under; None for one that may not be kept.
    pub fn keep(&self, draft: Draft) -> Option<String> {
        let by = draft.by().to_owned();
        draft.fits().then(|| self.0.keep(&by, draft)).flatten()
    }

    /// The draft of a secret.
    pub fn of(&self, secret: &str) -> Option<Draft> {
        self.0.of(secret).map(|(_, draft)| draft)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(words: &str) -> Draft {
        let typed = Typed::default().with(BY, "p1").with("once", "0123").with("words", words).with("empty", " ");
        Draft { at: Address { to: "/occurrence/1/done".to_owned(), page: None }, typed, files: Vec::new() }
    }

    #[test]
    fn a_draft_is_found_with_what_a_person_typed() {
        let drafts = Drafts::default();
        let secret = drafts.keep(draft("слова")).unwrap();
        let found = drafts.of(&secret).unwrap();
        assert_eq!((found.by(), found.words().collect::<Vec<_>>()), ("p1", vec!["слова"]));
    }

    #[test]
    fn a_secret_and_what_is_too_long_are_kept_nowhere() {
        let drafts = Drafts::default();
        for secret in ["password", "new", "word", "slip", "code", "key"] {
            let with = Draft { typed: draft("слова").typed.with(secret, "тайна"), ..draft("слова") };
            assert!(drafts.keep(with).is_none(), "{secret}");
        }
        let many = (0..=FIELDS).fold(draft("слова").typed, |typed, n| typed.with(&n.to_string(), ""));
        assert!(drafts.keep(Draft { typed: many, ..draft("") }).is_none());
        assert!(drafts.keep(draft(&"я".repeat(BYTES))).is_none());
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
