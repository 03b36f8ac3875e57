//! A rehearsal: a school that was lived through, on a fixed day, and whose roles can be tried without a password. Only a rehearsal has one.

use std::path::PathBuf;

use jiff::ZonedDateTime;
use rehearsal::lived::Seat;
use workflow::Id;

/// What a rehearsal knows beyond an office.
pub struct Stage {
    /// Now, and it stays so.
    pub now: ZonedDateTime,
    /// One person a role.
    pub seats: Vec<Seat>,
    /// The password of everybody, where a page asks for it.
    pub password: &'static str,
    /// Where what people try is kept; None where it is lost on exit.
    pub kept: Option<PathBuf>,
}

impl Stage {
    /// The seat of a person: nobody else is let in by a button.
    pub fn seat(&self, person: &str) -> Option<&Id> {
        self.seats.iter().map(|seat| &seat.person).find(|known| known.as_str() == person)
    }
}
