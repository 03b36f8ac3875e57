//! How long personal data stay once what they were collected for is over: reference data, with source and confidence.

use std::sync::OnceLock;

use jiff::Span;
use jiff::civil::Date;

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

    /// The last day of a term that began on a day; the last day there is where it ends beyond.
    #[must_use]
    pub fn until(&self, key: &str, from: Date) -> Option<Date> {
        Some(from.checked_add(Span::new().days(self.days(key)?)).unwrap_or(Date::MAX))
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

    #[test]
    fn a_term_ends_so_many_days_later_and_never_beyond_the_calendar() {
        let (retention, day) = (Retention::shipped().unwrap(), jiff::civil::date(2026, 10, 1));
        let days = retention.days("request").unwrap();
        assert_eq!(retention.until("request", day).map(|until| (until - day).get_days()), Some(i32::try_from(days).unwrap()));
        assert_eq!(retention.until("request", Date::MAX), Some(Date::MAX));
        assert_eq!(retention.until("nothing", day), None);
    }
}
