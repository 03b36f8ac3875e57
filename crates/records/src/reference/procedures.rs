//! Kinds of procedures as a schedule needs them: who takes part, when, which rules of load speak of them, who may observe.

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use super::file::Entry;
use crate::provenance::Citation;
use crate::text::Text;
use crate::vocabulary::Kind;

/// A kind of procedure.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProcedureKind {
    /// Key.
    pub key: String,
    /// The kind its results are of; a rehearsal has that of what it rehearses.
    pub kind: Kind,
    /// Whether it is a rehearsal.
    pub diagnostic: bool,
    /// Name.
    pub title: Text,
    /// Grades that take part.
    pub grades: Vec<u8>,
    /// Whether it is of a subject.
    pub subject: bool,
    /// When it usually begins, `10:00`; empty where it is written in lessons.
    pub begins: String,
    /// Whether the load rules speak of it.
    pub load: bool,
    /// Whether measures of the plan follow it unless somebody says otherwise.
    pub plan: bool,
    /// What the calendar of procedures calls its days; empty where it knows none.
    pub calendar: String,
    /// Who may observe it.
    pub observers: Vec<ObserverRule>,
    /// Source.
    pub cite: Citation,
}

/// A rule of who may observe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ObserverRule {
    /// Nobody who works in this school.
    NotStaff,
    /// Nobody whose child is in a class that takes part.
    NoChildInClass,
    /// Nobody whose child is in a parallel that takes part.
    NoChildInParallel,
    /// Nobody who is related to whoever takes part.
    NoRelativeInProcedure,
    /// Only whoever the authority of the region has accredited.
    Accredited,
    /// Parents of those who take no part come first.
    NotTakingPartFirst,
}

impl ProcedureKind {
    /// When it usually begins.
    #[must_use]
    pub fn begins(&self) -> Option<Time> {
        self.begins.parse().ok()
    }
}

impl Entry for ProcedureKind {
    fn key(&self) -> &str {
        &self.key
    }

    fn cite(&self) -> &Citation {
        &self.cite
    }

    fn say(&self) -> Text {
        let grades = self.grades.iter().map(u8::to_string).collect::<Vec<_>>().join(", ");
        Text::new(format!("{}: классы {grades}", self.title.ru), format!("{}: grades {grades}", self.title.en))
    }

    fn check(&self) -> Result<(), Text> {
        let grades = !self.grades.is_empty() && self.grades.iter().all(|grade| (1..=12).contains(grade));
        let begins = self.begins.is_empty() || self.begins().is_some();
        if grades && begins {
            return Ok(());
        }
        Err(Text::new("grades — классы от 1 до 12, begins — время 10:00 или пусто", "grades are 1 to 12, begins is a time 10:00 or empty"))
    }
}
