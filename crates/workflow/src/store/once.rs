//! One-time keys, and what a performed act gives back.

use jiff::Timestamp;

/// The one-time key of a form: sent twice, it gives the first result again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Once(String);

impl Once {
    /// A key as it stands in a form: 16 to 64 Latin letters, digits, hyphens.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        ((16..=64).contains(&text.len()) && text.bytes().all(fits)).then(|| Self(text.to_owned()))
    }

    /// As it stands in a form.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// What was done, and the entry that says so. Whoever holds it can rely on it: it is on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt<D> {
    /// Number of the entry.
    pub entry: u64,
    /// When.
    pub at: Timestamp,
    /// What came of it.
    pub done: D,
    /// Whether it was done before and this is the first result again.
    pub again: bool,
}
