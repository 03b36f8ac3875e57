//! An act, the entry it becomes, and the line the entry is written as.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::canonical::{Uncanonical, canonical};
use crate::chain::Checkpoint;
use crate::digest::Digest;
use crate::error::LedgerError;
use crate::lines::LONGEST_LINE;

/// Version of the form of an entry.
pub const FORM: u32 = 1;

/// Keeps the hash of an entry apart from every other use of SHA-256.
const DOMAIN: &str = "objektiv/ledger/entry/1";

/// Longest name of an act.
const LONGEST_NAME: usize = 64;

/// Something done, to be entered. Names of people do not belong here: what an entry says is there for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// When, by the clock of whoever does it; kept to the second.
    pub at: Timestamp,
    /// What: small Latin letters, digits and hyphens, `preregister`.
    pub name: String,
    /// Digests of the documents it is about.
    pub subjects: Vec<Digest>,
    /// Anything else worth keeping; whole numbers only.
    pub details: Map<String, Value>,
}

/// An act as entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number, from one.
    pub sequence: u64,
    /// When.
    pub at: Timestamp,
    /// What was done.
    pub act: String,
    /// Digests of the documents it is about.
    pub subjects: Vec<Digest>,
    /// Anything else.
    pub details: Map<String, Value>,
    /// Hash of the entry before.
    pub previous: Digest,
    /// Hash of this entry.
    pub hash: Digest,
}

/// What is wrong with a line on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// Its hash is not that of its body.
    Hash,
    /// The hash holds, but the body is no entry of this version in canonical form.
    Form,
}

/// The body as JSON reads it; whether it was written canonically is settled by writing it again.
#[derive(Deserialize)]
struct Body {
    act: String,
    at: Timestamp,
    details: Map<String, Value>,
    previous: String,
    sequence: u64,
    subjects: Vec<String>,
    version: u32,
}

impl Entry {
    /// The entry that follows `head`, and its line with the line end.
    pub(crate) fn next(head: Checkpoint, act: Act) -> Result<(Self, String), LedgerError> {
        if !named(&act.name) {
            return Err(LedgerError::Name(act.name));
        }
        // Parts of a second would make two writings of one moment; a second is fine enough for acts of people.
        let at = Timestamp::from_second(act.at.as_second()).unwrap_or(act.at);
        let Act { name, subjects, details, .. } = act;
        let sequence = head.sequence.saturating_add(1);
        let mut entry = Self { sequence, at, act: name, subjects, details, previous: head.hash, hash: head.hash };
        let body = entry.body().map_err(LedgerError::Details)?;
        entry.hash = Digest::separated(DOMAIN, body.as_bytes());
        let line = format!("{} {body}\n", entry.hash);
        if line.len() > LONGEST_LINE { Err(LedgerError::Long(line.len())) } else { Ok((entry, line)) }
    }

    /// Reads a line without its end.
    pub(crate) fn read(line: &[u8]) -> Result<Self, Flaw> {
        let (hash, body) = line.split_at_checked(64).ok_or(Flaw::Hash)?;
        let hash = Digest::from_hex(hash).map_err(|_| Flaw::Hash)?;
        let body = body.strip_prefix(b" ").ok_or(Flaw::Hash)?;
        if Digest::separated(DOMAIN, body) != hash {
            return Err(Flaw::Hash);
        }
        let read: Body = serde_json::from_slice(body).map_err(|_| Flaw::Form)?;
        let entry = Self::of(read, hash).filter(|entry| named(&entry.act)).ok_or(Flaw::Form)?;
        let written = entry.body().map_err(|_| Flaw::Form)?;
        if written.as_bytes() == body { Ok(entry) } else { Err(Flaw::Form) }
    }

    fn of(body: Body, hash: Digest) -> Option<Self> {
        let Body { act, at, details, previous, sequence, subjects, version } = body;
        let subjects = subjects.iter().map(|text| text.parse().ok()).collect::<Option<_>>()?;
        let whole = at.subsec_nanosecond() == 0 && version == FORM;
        let previous = previous.parse().ok()?;
        whole.then_some(Self { sequence, at, act, subjects, details, previous, hash })
    }

    fn body(&self) -> Result<String, Uncanonical> {
        let subjects: Vec<String> = self.subjects.iter().map(Digest::to_string).collect();
        canonical(&json!({
            "act": self.act,
            "at": self.at.to_string(),
            "details": self.details,
            "previous": self.previous.to_string(),
            "sequence": self.sequence,
            "subjects": subjects,
            "version": FORM,
        }))
    }
}

fn named(name: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=LONGEST_NAME).contains(&name.len()) && name.bytes().all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn act(name: &str) -> Act {
        let details = Map::from_iter([("файл".to_owned(), json!("a\n\"b\""))]);
        Act { at: Timestamp::UNIX_EPOCH, name: name.into(), subjects: vec![Digest::of(b"x")], details }
    }

    /// The same by hand: `{ printf 'objektiv/ledger/entry/1\0'; printf '%s' "$body"; } | sha256sum`.
    #[test]
    fn a_line_is_hash_space_body() {
        let mut plain = act("try");
        plain.subjects.clear();
        plain.details.clear();
        let (entry, line) = Entry::next(Checkpoint::empty(), plain).unwrap();
        let body = format!(
            "{{\"act\":\"try\",\"at\":\"1970-01-01T00:00:00Z\",\"details\":{{}},\"previous\":\"{}\",\"sequence\":1,\"subjects\":[],\"version\":1}}",
            Checkpoint::empty().hash
        );
        assert_eq!(line, format!("{} {body}\n", entry.hash));
        assert_eq!(entry.hash, Digest::of(format!("objektiv/ledger/entry/1\0{body}").as_bytes()));
    }

    #[test]
    fn a_line_reads_back_as_the_entry() {
        let (entry, line) = Entry::next(Checkpoint::empty(), act("preregister")).unwrap();
        assert_eq!(Entry::read(line.trim_end_matches('\n').as_bytes()), Ok(entry));
    }

    #[test]
    fn what_cannot_be_an_entry_is_refused_with_the_reason() {
        let refused = |act| Entry::next(Checkpoint::empty(), act).unwrap_err();
        for name in ["", "Акт", "two words", &"a".repeat(65)] {
            assert!(matches!(refused(act(name)), LedgerError::Name(_)), "{name}");
        }
        let mut fraction = act("try");
        fraction.details.insert("q".into(), json!(0.1));
        assert!(matches!(refused(fraction), LedgerError::Details(Uncanonical::Number(_))));
        let mut long = act("try");
        long.details.insert("text".into(), json!("x".repeat(LONGEST_LINE)));
        assert!(matches!(refused(long), LedgerError::Long(_)));
    }

    /// A hash is easily made; a body in another writing is still no entry.
    #[test]
    fn a_body_in_another_writing_is_no_entry() {
        let (_, line) = Entry::next(Checkpoint::empty(), act("try")).unwrap();
        let body = line.trim_end()[65..].to_owned();
        let sealed = |body: &str| format!("{} {body}", Digest::separated(DOMAIN, body.as_bytes()));
        assert!(Entry::read(sealed(&body).as_bytes()).is_ok());
        let others = [
            body.replace(":1,", ": 1,"),
            body.replace("\"version\":1", "\"version\":2"),
            body.replace("{\"act\"", "{\"aa\":1,\"act\""),
            body.replace("00:00:00Z", "00:00:00.5Z"),
            body.replace("00:00:00Z", "00:00:00+00:00"),
            body.replace("\"act\":\"try\"", "\"act\":\"Try\""),
            body.replace("\"details\":{", "\"details\":{\"a\":0.5,"),
            String::new(),
        ];
        for other in others {
            assert_ne!(other, body);
            assert_eq!(Entry::read(sealed(&other).as_bytes()), Err(Flaw::Form), "{other}");
        }
    }
}
