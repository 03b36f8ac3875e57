//! An entry, and the record it is written as.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::act::{Act, Actor, is_name, is_word};
use crate::canonical::{Uncanonical, canonical};
use crate::checkpoint::Checkpoint;
use crate::digest::Digest;
use crate::unfit::{LONGEST_RECORD, Unfit};

/// Version of the form of an entry: 1 does not say who acted, 2 does.
const FORM: u32 = 2;

/// Keeps the hash of an entry apart from every other use of SHA-256. The same for every form: the form stands in the body, under the hash.
const DOMAIN: &str = "objektiv/ledger/entry/1";

/// An act as entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number, from one.
    pub sequence: u64,
    /// When.
    pub at: Timestamp,
    /// Who did it; None where it is not stated: entries of form 1 did not say it.
    pub actor: Option<Actor>,
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

/// What is wrong with a record on its own.
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
    actor: Option<String>,
    at: Timestamp,
    details: Map<String, Value>,
    previous: String,
    sequence: u64,
    subjects: Vec<String>,
    version: u32,
}

impl Entry {
    /// The point the chain stands at after this entry.
    #[must_use]
    pub const fn checkpoint(&self) -> Checkpoint {
        Checkpoint { sequence: self.sequence, hash: self.hash }
    }

    /// The entry that follows `head`, and its record.
    pub(crate) fn after(head: Checkpoint, act: Act) -> Result<(Self, String), Unfit> {
        let Act { at, actor, name, subjects, details } = fit(act)?;
        // Parts of a second would make two writings of one moment; a second is fine enough for acts of people.
        let at = Timestamp::from_second(at.as_second()).unwrap_or(at);
        let sequence = head.sequence.saturating_add(1);
        let mut entry = Self { sequence, at, actor: Some(actor), act: name, subjects, details, previous: head.hash, hash: head.hash };
        let body = entry.body().map_err(Unfit::Details)?;
        entry.hash = Digest::separated(DOMAIN, body.as_bytes());
        let record = format!("{} {body}", entry.hash);
        if record.len() > LONGEST_RECORD { Err(Unfit::Long(record.len())) } else { Ok((entry, record)) }
    }

    /// Reads a record on its own.
    pub(crate) fn read(record: &[u8]) -> Result<Self, Flaw> {
        let (hash, body) = record.split_at_checked(64).ok_or(Flaw::Hash)?;
        let hash = Digest::from_hex(hash).map_err(|_| Flaw::Hash)?;
        let body = body.strip_prefix(b" ").ok_or(Flaw::Hash)?;
        if Digest::separated(DOMAIN, body) != hash {
            return Err(Flaw::Hash);
        }
        if record.len() > LONGEST_RECORD {
            return Err(Flaw::Form);
        }
        let read: Body = serde_json::from_slice(body).map_err(|_| Flaw::Form)?;
        let entry = Self::of(read, hash).ok_or(Flaw::Form)?;
        let written = entry.body().map_err(|_| Flaw::Form)?;
        if written.as_bytes() == body { Ok(entry) } else { Err(Flaw::Form) }
    }

    fn of(body: Body, hash: Digest) -> Option<Self> {
        let Body { act, actor, at, details, previous, sequence, subjects, version } = body;
        let actor = match (version, actor) {
            (1, None) => None,
            (FORM, Some(written)) => Some(Actor::read(&written)?),
            _ => return None,
        };
        let subjects = subjects.iter().map(|text| text.parse().ok()).collect::<Option<_>>()?;
        let previous = previous.parse().ok()?;
        let whole = at.subsec_nanosecond() == 0 && is_name(&act);
        whole.then_some(Self { sequence, at, actor, act, subjects, details, previous, hash })
    }

    /// The body in the form the entry was made in.
    fn body(&self) -> Result<String, Uncanonical> {
        let subjects: Vec<String> = self.subjects.iter().map(Digest::to_string).collect();
        let mut body = json!({
            "act": self.act,
            "at": self.at.to_string(),
            "details": self.details,
            "previous": self.previous.to_string(),
            "sequence": self.sequence,
            "subjects": subjects,
            "version": 1,
        });
        if let Some(actor) = &self.actor {
            body["actor"] = json!(actor.to_string());
            body["version"] = json!(FORM);
        }
        canonical(&body)
    }
}

/// The act, if its words can be written.
fn fit(act: Act) -> Result<Act, Unfit> {
    if !is_name(&act.name) {
        return Err(Unfit::Name(act.name));
    }
    match act.actor {
        Actor::Person(id) if !is_word(&id) => Err(Unfit::Person(id)),
        _ => Ok(act),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn act(name: &str) -> Act {
        let details = Map::from_iter([("файл".to_owned(), json!("a\n\"b\""))]);
        Act { at: Timestamp::UNIX_EPOCH, actor: Actor::Console, name: name.into(), subjects: vec![Digest::of(b"x")], details }
    }

    fn sealed(body: &str) -> String {
        format!("{} {body}", Digest::separated(DOMAIN, body.as_bytes()))
    }

    /// The same by hand: `{ printf 'objektiv/ledger/entry/1\0'; printf '%s' "$body"; } | sha256sum`.
    #[test]
    fn a_record_is_hash_space_body() {
        let mut plain = act("try");
        plain.subjects.clear();
        plain.details.clear();
        let (entry, record) = Entry::after(Checkpoint::empty(), plain).unwrap();
        let body = format!(
            "{{\"act\":\"try\",\"actor\":\"console\",\"at\":\"1970-01-01T00:00:00Z\",\"details\":{{}},\"previous\":\"{}\",\"sequence\":1,\"subjects\":[],\"version\":2}}",
            Checkpoint::empty().hash
        );
        assert_eq!(record, format!("{} {body}", entry.hash));
        assert_eq!(entry.hash, Digest::of(format!("objektiv/ledger/entry/1\0{body}").as_bytes()));
    }

    #[test]
    fn a_record_reads_back_as_the_entry() {
        for actor in [Actor::Person("p-17".into()), Actor::Program, Actor::Console] {
            let (entry, record) = Entry::after(Checkpoint::empty(), Act { actor: actor.clone(), ..act("preregister") }).unwrap();
            assert_eq!(entry.actor, Some(actor));
            assert_eq!(Entry::read(record.as_bytes()), Ok(entry));
        }
    }

    #[test]
    fn what_cannot_be_an_entry_is_refused_with_the_reason() {
        let refused = |act| Entry::after(Checkpoint::empty(), act).unwrap_err();
        for name in ["", "Акт", "two words", &"a".repeat(65)] {
            assert!(matches!(refused(act(name)), Unfit::Name(_)), "{name}");
            let person = Act { actor: Actor::Person(name.to_owned()), ..act("try") };
            assert_eq!(refused(person), Unfit::Person(name.to_owned()));
        }
        for name in [".", "year.", ".open", "year..open"] {
            assert!(matches!(refused(act(name)), Unfit::Name(_)), "{name}");
        }
        let mut fraction = act("try");
        fraction.details.insert("q".into(), json!(0.1));
        assert!(matches!(refused(fraction), Unfit::Details(Uncanonical::Number(_))));
    }

    /// One byte under the limit, and one over it: in writing and in reading.
    #[test]
    fn a_record_has_a_longest() {
        let of_length = |text: usize| {
            let mut act = act("try");
            act.details.insert("text".into(), json!("x".repeat(text)));
            Entry::after(Checkpoint::empty(), act)
        };
        let rest = of_length(0).unwrap().1.len();
        let (entry, record) = of_length(LONGEST_RECORD - rest).unwrap();
        assert_eq!((record.len(), Entry::read(record.as_bytes())), (LONGEST_RECORD, Ok(entry)));
        assert_eq!(of_length(LONGEST_RECORD - rest + 1), Err(Unfit::Long(LONGEST_RECORD + 1)));
        let longer = record[65..].replace("\"text\":\"", "\"text\":\"x");
        assert_eq!(Entry::read(sealed(&longer).as_bytes()), Err(Flaw::Form));
    }

    /// A hash is easily made; a body in another writing is still no entry.
    #[test]
    fn a_body_in_another_writing_is_no_entry() {
        let (_, record) = Entry::after(Checkpoint::empty(), act("try")).unwrap();
        let body = record[65..].to_owned();
        assert!(Entry::read(sealed(&body).as_bytes()).is_ok());
        let others = [
            body.replace(":1,", ": 1,"),
            body.replace("\"version\":2", "\"version\":1"),
            body.replace("\"version\":2", "\"version\":3"),
            body.replace("\"actor\":\"console\",", ""),
            body.replace("\"console\"", "null"),
            body.replace("\"console\"", "\"Console\""),
            body.replace("\"console\"", "\"person:Иванова\""),
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

    /// Form 1 is read as it was written: without an actor, and with nothing in the place of one.
    #[test]
    fn form_one_does_not_say_who() {
        let (_, record) = Entry::after(Checkpoint::empty(), act("try")).unwrap();
        let body = record[65..].replace("\"actor\":\"console\",", "").replace("\"version\":2", "\"version\":1");
        assert_eq!(Entry::read(sealed(&body).as_bytes()).unwrap().actor, None);
        for other in [body.replace("\"at\"", "\"actor\":null,\"at\""), body.replace("\"at\"", "\"actor\":\"console\",\"at\"")] {
            assert_eq!(Entry::read(sealed(&other).as_bytes()), Err(Flaw::Form), "{other}");
        }
    }
}
