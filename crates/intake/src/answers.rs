//! Answers to what the program would not guess: `questions.csv` with its last column filled.

use std::collections::BTreeMap;

/// Answers by question key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    by_key: BTreeMap<String, String>,
}

impl Answers {
    /// The answer to a question; an empty answer is none.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.by_key.get(key).map(String::as_str)
    }

    /// Adds or replaces an answer; an empty one takes it back.
    pub fn set(&mut self, key: impl Into<String>, answer: &str) {
        let (key, answer) = (key.into(), crate::text::clean(answer));
        if answer.is_empty() {
            self.by_key.remove(&key);
        } else {
            self.by_key.insert(key, answer);
        }
    }

    /// Whether nothing was answered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_key.is_empty()
    }

    /// Keys and answers in order of key.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.by_key.iter().map(|(key, answer)| (key.as_str(), answer.as_str()))
    }
}
