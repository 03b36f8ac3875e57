//! What becomes of the lines of a file, and how much that is.

use std::collections::BTreeMap;

use records::text::folded;
use serde::{Deserialize, Serialize};

use super::apart::Apart;
use super::class_name::ClassName;
use super::sealed::{Relative, Who};
use super::whom::Whom;
use crate::id::Id;
use crate::procedure::Hours;
use crate::refusal::Rule;

/// Hours of a subject in a parallel that a file changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct NewHours {
    pub grade: u8,
    pub subject: String,
    /// In tenths, as they were.
    pub was: Option<u16>,
    /// As the file says.
    pub now: u16,
}

impl NewHours {
    pub(super) fn is_of(&self, hours: &Hours) -> bool {
        hours.grade == self.grade && folded(&hours.subject) == folded(&self.subject)
    }
}

/// What would become of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It brings something new.
    New,
    /// Everything is as it says.
    Same,
    /// It changes what is known.
    Changed,
    /// The pupil moves here from another class.
    Moved(ClassName),
    /// It may be one of these, or nobody who is known.
    Asked(Vec<Whom>),
    /// A table of families speaks of a child who is not in the class: these are called much alike.
    Stranger(Vec<Whom>),
    /// An earlier line of the file names another class teacher for the class.
    ClassTwice,
    /// There is no such class.
    NoClass,
    /// Nobody of that name works here.
    NoStaff,
    /// Another pupil has this code.
    CodeTaken,
    /// It hangs on the answer about another line.
    Waits,
    /// Somebody chose not to take it.
    Skipped,
    /// It cannot be what it says.
    Wrong(Rule),
}

impl Fate {
    /// Whether taking the line does anything.
    #[must_use]
    pub const fn acts(&self) -> bool {
        matches!(self, Self::New | Self::Changed | Self::Moved(_))
    }

    /// Whom a line that asks may mean; None where it does not ask.
    #[must_use]
    pub fn among(&self) -> Option<&[Whom]> {
        match self {
            Self::Asked(among) | Self::Stranger(among) => Some(among),
            _ => None,
        }
    }
}

/// What is decided about a line.
#[derive(Clone, Debug)]
pub(super) struct Decided {
    pub fate: Fate,
    /// The pupil, the teacher, the person.
    pub whom: Option<Whom>,
    /// The pupil as written afterwards, where that changes.
    pub who: Option<Who>,
    /// What is new of the family.
    pub family: Vec<Relative>,
    /// The post that is written, where that is new.
    pub post: Option<String>,
    /// What tells the person from a namesake, where that is new.
    pub apart: Option<Apart>,
    /// Hours a week of the subject, where they are new.
    pub hours: Option<NewHours>,
    /// Whether the class of the line is made although it is open who its class teacher is.
    pub made: bool,
}

impl Decided {
    pub(super) const fn of(fate: Fate) -> Self {
        Self { fate, whom: None, who: None, family: Vec::new(), post: None, apart: None, hours: None, made: false }
    }

    /// Whether taking the line does anything.
    pub(super) const fn acts(&self) -> bool {
        self.fate.acts() || self.made
    }
}

/// Everything of a file, decided.
pub(super) struct Plan {
    /// Each line.
    pub lines: Vec<Decided>,
    /// Pupils of classes the file lists, who are not in its lists.
    pub absent: Vec<Id>,
    /// How many more are not in what was taken, and may be in a row that was not.
    pub unsure: usize,
    /// Classes the file speaks of that are not there.
    pub missing: Vec<ClassName>,
    /// Lines of loads whose hours differ within a parallel, the first of each subject, with what is said of which class.
    pub differ: BTreeMap<usize, Vec<(ClassName, u16)>>,
}

/// How much a file brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// New.
    pub added: u32,
    /// Changed.
    pub changed: u32,
    /// Moved to another class, or marked as left.
    pub moved: u32,
    /// As they were.
    pub same: u32,
    /// Not taken, with its reason.
    pub open: u32,
    /// Not taken as long as nobody answered what is asked.
    #[serde(default)]
    pub asked: u32,
    /// Not taken because somebody chose so.
    #[serde(default)]
    pub skipped: u32,
}

impl Told {
    pub(super) fn of(plan: &Plan, left: usize, unread: u32) -> Self {
        let mut told = Self { open: unread, ..Self::default() };
        for one in &plan.lines {
            let count = match one.fate {
                Fate::New => &mut told.added,
                Fate::Changed => &mut told.changed,
                Fate::Moved(_) => &mut told.moved,
                Fate::Same => &mut told.same,
                Fate::Asked(_) | Fate::Stranger(_) => &mut told.asked,
                Fate::Skipped => &mut told.skipped,
                Fate::NoClass | Fate::NoStaff | Fate::CodeTaken | Fate::ClassTwice | Fate::Waits | Fate::Wrong(_) => &mut told.open,
            };
            *count += 1;
            told.added += u32::from(one.made);
        }
        told.moved += u32::try_from(left).unwrap_or(u32::MAX);
        told
    }
}
