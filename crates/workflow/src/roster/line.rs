//! What a file says of the people of the school, a line each; and what is decided about lines that ask.

use std::fmt;

use jiff::civil::Date;
use records::text::folded;
use serde::{Deserialize, Serialize};

use super::class_name::ClassName;
use super::sealed::{Relative, Who};
use crate::id::Id;

/// A line of a file.
#[derive(Clone, PartialEq, Eq)]
pub enum Line {
    /// There is a class; its class teacher as written, empty where the file does not say.
    Class {
        /// The class.
        class: ClassName,
        /// Its class teacher.
        teacher: String,
    },
    /// Somebody works here.
    Staff {
        /// Name.
        name: String,
        /// The post, as written; empty where the file does not say.
        post: String,
        /// The subject, as written: it tells two of one name apart.
        subject: String,
        /// The day of birth: it tells two of one name apart.
        born: Option<Date>,
    },
    /// Somebody of an earlier line of the list of staff is the class teacher of a class.
    Leads {
        /// The line.
        of: usize,
        /// Name, as that line says it.
        name: String,
        /// The class.
        class: ClassName,
    },
    /// Somebody teaches a subject in a class.
    Load {
        /// The teacher, as written.
        teacher: String,
        /// The subject.
        subject: String,
        /// The class.
        class: ClassName,
        /// Hours a week there, in tenths, where the file says them.
        hours: Option<u16>,
    },
    /// A pupil is in a class.
    Pupil {
        /// The class.
        class: ClassName,
        /// Who.
        who: Who,
        /// The family.
        family: Vec<Relative>,
        /// Whether the line stands in a list of the class: who is not in that list is missing.
        listed: bool,
    },
    /// A pupil has a code.
    Code {
        /// The class.
        class: ClassName,
        /// Who.
        who: Who,
        /// The code.
        code: String,
    },
}

impl Line {
    /// The class it speaks of.
    #[must_use]
    pub const fn class(&self) -> Option<&ClassName> {
        match self {
            Self::Class { class, .. }
            | Self::Leads { class, .. }
            | Self::Load { class, .. }
            | Self::Pupil { class, .. }
            | Self::Code { class, .. } => Some(class),
            Self::Staff { .. } => None,
        }
    }

    /// The pupil it speaks of.
    pub(super) const fn pupil(&self) -> Option<&Who> {
        match self {
            Self::Pupil { who, .. } | Self::Code { who, .. } => Some(who),
            Self::Class { .. } | Self::Staff { .. } | Self::Leads { .. } | Self::Load { .. } => None,
        }
    }

    /// In which order lines are decided and taken: a later line may name whom an earlier one brings, wherever both stand in the file.
    pub(super) const fn stage(&self) -> u8 {
        match self {
            Self::Staff { .. } => 0,
            Self::Class { .. } => 1,
            Self::Leads { .. } | Self::Pupil { listed: true, .. } => 2,
            Self::Load { .. } | Self::Pupil { .. } | Self::Code { .. } => 3,
        }
    }

    /// The last stage.
    pub(super) const STAGES: u8 = 3;
}

/// Never a name.
impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Line(…)")
    }
}

/// Rows of a file that are no lines, each as it is written; nothing stands for a sheet that was not read.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Unread(pub Vec<String>);

impl Unread {
    /// How many there are.
    #[must_use]
    pub fn count(&self) -> u32 {
        u32::try_from(self.0.len()).unwrap_or(u32::MAX)
    }

    /// Whether one of them may be the row of somebody: it holds the surname, or nobody knows what it holds.
    pub(super) fn may_name(&self, name: &str) -> bool {
        let name = folded(name);
        let surname = name.split(' ').next().unwrap_or_default();
        let names = |row: &String| folded(row).split(|c: char| !c.is_alphanumeric() && c != '-').any(|word| word == surname);
        self.0.iter().any(|row| row.is_empty() || names(row))
    }
}

/// Never a name.
impl fmt::Debug for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Unread({})", self.0.len())
    }
}

/// What somebody decided about a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Choice {
    /// It is not taken.
    Skip,
    /// It is another person than those who may be the same.
    Another,
    /// It is this one.
    Same(Id),
    /// It is the one of this earlier line.
    Line(usize),
}
