//! Ids of objects: short words without meaning, so that addresses, logs and the ledger name nobody.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An id: a prefix that says of what, and letters without meaning, `year-3f8k2m9q`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(String);

/// Letters of an id: none that is easily taken for another.
const LETTERS: &[u8; 32] = b"23456789abcdefghijkmnpqrstuvwxyz";

/// The id of the one school of a folder.
pub const SCHOOL: &str = "school";

impl Id {
    /// The school.
    #[must_use]
    pub fn school() -> Self {
        Self(SCHOOL.to_owned())
    }

    /// An id of the kind `prefix` from random bytes.
    #[must_use]
    pub fn of(prefix: &str, random: [u8; 8]) -> Self {
        let letter = |byte: u8| char::from(LETTERS[usize::from(byte % 32)]);
        Self(format!("{prefix}-{}", random.map(letter).iter().collect::<String>()))
    }

    /// An id as it stands in an address; None where it cannot be one.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        ((1..=64).contains(&text.len()) && text.bytes().all(fits)).then(|| Self(text.to_owned()))
    }

    /// As written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_word_and_names_nobody() {
        let id = Id::of("year", [0, 1, 31, 32, 255, 7, 8, 9]);
        assert_eq!(id.as_str(), "year-23z2z9ab");
        assert_eq!(Id::read(id.as_str()), Some(id));
        for wrong in ["", "Year-1", "год", "a b", &"a".repeat(65)] {
            assert_eq!(Id::read(wrong), None, "{wrong}");
        }
    }
}
