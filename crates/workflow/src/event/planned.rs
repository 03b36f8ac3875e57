//! What is planned of an event: what a form of it holds.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::state::Part;
use super::stored::Content;
use crate::id::Id;

/// A question of an agenda, as it is planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The question that is there already; None for a new one.
    pub id: Option<Id>,
    /// What is asked.
    pub question: String,
    /// Who speaks.
    pub speaker: String,
}

/// What is planned of an event: what a form of it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// What it says.
    pub content: Content,
    /// Its day.
    pub day: Date,
    /// Who answers for it.
    pub owner: Id,
    /// Who takes part, as what.
    pub people: BTreeMap<Id, Part>,
    /// Its agenda, but for what came of earlier decisions: that comes first by itself.
    pub agenda: Vec<Asked>,
    /// Times of the plan it shows.
    pub occurrences: Vec<Id>,
}
