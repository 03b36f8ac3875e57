//! A school as far as samples of acts need one.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::id::Id;

/// Ids of things that are there, and the day: what a sample is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct World {
    /// Today.
    pub today: Date,
    /// A year that is open.
    pub year: Id,
    /// A person who was invited and has not come yet.
    pub invited: Id,
    /// A person who is active.
    pub active: Id,
    /// A person who is locked.
    pub locked: Id,
    /// A role somebody holds.
    pub held_role: Id,
    /// Digest of a slip of the person who was invited.
    pub slip: String,
    /// A moment some days later.
    pub soon: Timestamp,
    /// A recovery sheet nobody confirmed yet.
    pub sheet: Id,
    /// Its word.
    pub sheet_word: String,
    /// Name of the school.
    pub school_name: String,
    /// The entry that gave the school its name.
    pub named_by: u64,
}

impl World {
    /// The calendar year the school year of today began in.
    #[must_use]
    pub fn year_of_today(&self) -> i16 {
        self.today.year() - i16::from(self.today.month() < 8)
    }
}
