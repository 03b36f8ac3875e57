//! Words for people, in both languages.

/// One statement in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Russian.
    pub ru: String,
    /// English.
    pub en: String,
}

impl Told {
    pub(crate) fn new(ru: &str, en: &str) -> Self {
        Self { ru: ru.to_owned(), en: en.to_owned() }
    }
}
