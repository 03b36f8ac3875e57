//! How long personal data stay once what they were collected for is over: reference data, with source and confidence.

use std::sync::OnceLock;

use crate::reference::{File, ReferenceError, Setting};

/// The terms.
#[derive(Clone, Debug)]
pub struct Retention(File<Setting>);

impl Retention {
    /// Those shipped with the program.
    ///
    /// # Errors
    /// Only where the shipped file is damaged; a test reads it.
    pub fn shipped() -> Result<Self, ReferenceError> {
        static SHIPPED: OnceLock<Retention> = OnceLock::new();
        if let Some(shipped) = SHIPPED.get() {
            return Ok(shipped.clone());
        }
        let parsed = File::parse("retention.toml", include_str!("../reference-data/retention.toml")).map(Self)?;
        Ok(SHIPPED.get_or_init(|| parsed).clone())
    }

    /// Every term.
    #[must_use]
    pub fn terms(&self) -> &[Setting] {
        &self.0.entries
    }

    /// Days of a term.
    #[must_use]
    pub fn days(&self, key: &str) -> Option<i64> {
        let term = self.0.entries.iter().find(|term| term.key == key)?;
        #[expect(clippy::cast_possible_truncation, reason = "days of some years")]
        let days = term.value as i64;
        Some(days)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_term_with_its_source() {
        let retention = Retention::shipped().unwrap();
        for kind in ["pupil", "relative", "file", "marks", "request"] {
            assert!(retention.days(kind).is_some_and(|days| (1..4_000).contains(&days)), "{kind}");
        }
        assert!(retention.terms().iter().all(|term| !term.cite.source.is_empty()));
        assert_eq!(retention.days("nothing"), None);
    }
}
