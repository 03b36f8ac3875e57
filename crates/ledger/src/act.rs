//! An act to be entered, and who does it.

use std::fmt;

use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::digest::Digest;

/// Longest name of an act, and longest id of a person.
const LONGEST_WORD: usize = 64;

/// Stands before the id of a person.
const PERSON: &str = "person:";

/// Something done, to be entered. Names of people do not belong here: what an entry says is there for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// When, by the clock of whoever does it; kept to the second.
    pub at: Timestamp,
    /// Who does it.
    pub actor: Actor,
    /// What: small Latin letters, digits and hyphens, `preregister`; in the office a noun and a verb with a dot between, `year.open`.
    pub name: String,
    /// Digests of the documents it is about.
    pub subjects: Vec<Digest>,
    /// Anything else worth keeping; whole numbers only.
    pub details: Map<String, Value>,
}

/// Who did something. Written `person:<id>`, `program`, `console`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A person who signed in: an id of small Latin letters, digits and hyphens, never a name.
    Person(String),
    /// The program by itself: what falls due, what is swept.
    Program,
    /// Whoever sits at the command line of the machine; nobody signed in.
    Console,
}

impl Actor {
    /// The actor written so; None where nobody is.
    pub(crate) fn read(text: &str) -> Option<Self> {
        match text {
            "program" => Some(Self::Program),
            "console" => Some(Self::Console),
            _ => text.strip_prefix(PERSON).filter(|id| is_word(id)).map(|id| Self::Person(id.to_owned())),
        }
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person(id) => write!(f, "{PERSON}{id}"),
            Self::Program => f.write_str("program"),
            Self::Console => f.write_str("console"),
        }
    }
}

/// Whether a text can stand for a person or an object: too narrow for most names of people.
pub(crate) fn is_word(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=LONGEST_WORD).contains(&text.len()) && text.bytes().all(fits)
}

/// Whether a text can name an act: words with dots between.
pub(crate) fn is_name(text: &str) -> bool {
    text.len() <= LONGEST_WORD && text.split('.').all(is_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_actor_is_written_and_read() {
        for actor in [Actor::Person("p-17".into()), Actor::Program, Actor::Console] {
            assert_eq!(Actor::read(&actor.to_string()), Some(actor));
        }
        for wrong in ["", "person", "person:", "person:Иванова", "person:P-17", "person:a b", "Program", "p-17", "console "] {
            assert_eq!(Actor::read(wrong), None, "{wrong}");
        }
    }
}
