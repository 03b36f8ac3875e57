//! A school as far as samples of acts need one.

use jiff::Timestamp;
use jiff::civil::Date;
use records::plan::calendar::Terms;
use records::plan::{Every, When};

use crate::id::Id;
use crate::plan::{Content, Evidence, KeptFile, Shown};

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
    /// Name of the school.
    pub school_name: String,
    /// The entry that gave the school its name.
    pub named_by: u64,
    /// Plans of the year.
    pub plan: PlanWorld,
}

/// Plans as far as samples need them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanWorld {
    /// A plan being written.
    pub draft: Id,
    /// A batch in it nothing stands on.
    pub batch: Id,
    /// A plan in force.
    pub approved: Id,
    /// A measure of it that says [`PlanWorld::content`], owned by the person who is active.
    pub measure: Id,
    /// A measure of it nothing was decided about.
    pub idle: Id,
    /// An occurrence of it that is open.
    pub open: Shown,
    /// An occurrence said done by the person who is active.
    pub done: Id,
    /// Evidence of it.
    pub evidence: Id,
    /// Digest of all its evidence.
    pub digest: String,
    /// An occurrence the person who is active asked to drop.
    pub drop_asked: Id,
    /// A question that is open.
    pub question: Id,
    /// Address of a file that was kept.
    pub file: String,
    /// Periods and holidays of the year.
    pub terms: Terms,
}

impl PlanWorld {
    /// What a measure says.
    #[must_use]
    pub fn content(&self) -> Content {
        Content {
            block: "Работа с учителями".into(),
            number: "1".into(),
            text: "Разбор работ с разными отметками у разных проверяющих".into(),
            requirement: Some(12),
            owners: "Зам. директора по УВР".into(),
            when: "1 раз в квартал".into(),
            rules: vec![When::Each { every: Every::Quarter }],
            expected: "Протокол заседания".into(),
            library: None,
            asks_acceptance: true,
        }
    }

    /// What shows that something was done.
    #[must_use]
    pub fn shows(&self, on: Date) -> Evidence {
        let file = KeptFile { address: self.file.clone(), name: "протокол.pdf".into() };
        Evidence { words: "Проведено, решения в протоколе".into(), from: on, to: on, file: Some(file) }
    }
}

impl World {
    /// The calendar year the school year of today began in.
    #[must_use]
    pub fn year_of_today(&self) -> i16 {
        self.today.year() - i16::from(self.today.month() < 8)
    }
}
