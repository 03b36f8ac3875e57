//! When people are told of what is theirs: hours of a school day, days ahead, days until something overdue is told again. Reference data, with
//! source and confidence.

use std::sync::OnceLock;

use crate::reference::{File, ReferenceError, Setting};

/// Hours and days of telling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Telling {
    /// The first hour.
    pub from: i8,
    /// The hour nobody is told anything from on.
    pub to: i8,
    /// The hour of the morning letter.
    pub digest: i8,
    /// Days before the due one.
    pub lead: i32,
    /// Days before something takes place.
    pub held: i32,
    /// Days after which something overdue is told again.
    pub again: i32,
    /// Days something given counts as new.
    pub lately: i32,
    /// Days the card of a visit waits for the word of whoever was visited.
    pub word: i32,
    /// Days before a document of a training runs out.
    pub expires: i32,
    /// Days it is told that it ran out.
    pub expired: i32,
}

impl Telling {
    /// Days ahead of what takes place on its day, or is due by it.
    #[must_use]
    pub const fn ahead(&self, takes_place: bool) -> i32 {
        if takes_place { self.held } else { self.lead }
    }

    /// As shipped with the program.
    ///
    /// # Errors
    /// Only where the shipped file is damaged; a test reads it.
    pub fn shipped() -> Result<Self, ReferenceError> {
        static SHIPPED: OnceLock<Telling> = OnceLock::new();
        if let Some(shipped) = SHIPPED.get() {
            return Ok(*shipped);
        }
        let file: File<Setting> = File::parse("notices.toml", include_str!("../reference-data/notices.toml"))?;
        #[expect(clippy::cast_possible_truncation, reason = "hours and days")]
        let of = |key: &str| file.entries.iter().find(|entry| entry.key == key).map_or(0, |entry| entry.value as i32);
        let hour = |key: &str| i8::try_from(of(key)).unwrap_or(0);
        let read = Self {
            from: hour("from"),
            to: hour("to"),
            digest: hour("digest"),
            lead: of("lead"),
            held: of("lead"),
            again: of("again"),
            lately: of("lately"),
            word: of("word"),
            expires: of("expires"),
            expired: of("expired"),
        };
        Ok(*SHIPPED.get_or_init(|| read))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_and_days_are_there_and_in_order() {
        let telling = Telling::shipped().unwrap();
        assert!(0 < telling.from && telling.from < telling.digest && telling.digest < telling.to && telling.to < 24, "{telling:?}");
        assert!(
            telling.lead > 0
                && telling.again > 0
                && telling.lately > 0
                && telling.word > 0
                && telling.expires > telling.expired
                && telling.expired > 0,
            "{telling:?}"
        );
    }
}
