//! What an act said in free words: outside the entry, which holds its digest only, so it can be erased and the proofs stay.

use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

use crate::digest::Digest;

/// Where the details of an entry hold the digest of its payload.
const KEY: &str = "payload";

/// Text beside an entry, and the salt without which nobody can guess it from the digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payload {
    /// 32 random bytes.
    pub salt: [u8; 32],
    /// One line of text; a form writes it as JSON.
    pub content: String,
}

impl Payload {
    /// SHA-256(salt ‖ content).
    ///
    /// ```
    /// use ledger::{Digest, Payload};
    ///
    /// let payload = Payload { salt: [7; 32], content: "{}".into() };
    /// assert_eq!(payload.digest(), Digest::of(&[[7; 32].as_slice(), b"{}"].concat()));
    /// ```
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::from_bytes(Sha256::new().chain_update(self.salt).chain_update(&self.content).finalize().into())
    }

    /// Puts the digest into the details of an entry to be.
    pub fn seal(&self, details: &mut Map<String, Value>) {
        details.insert(KEY.to_owned(), Value::String(self.digest().to_string()));
    }

    /// Whether it is the one these details of an entry speak of.
    #[must_use]
    pub fn belongs(&self, details: &Map<String, Value>) -> bool {
        details.get(KEY).and_then(Value::as_str) == Some(&self.digest().to_string())
    }

    /// Whether an entry with these details has a payload, here or erased.
    #[must_use]
    pub fn is_spoken_of(details: &Map<String, Value>) -> bool {
        details.contains_key(KEY)
    }
}
