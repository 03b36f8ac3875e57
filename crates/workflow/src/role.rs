//! Roles, and how far and how long somebody has one.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::Id;

/// What somebody is in the school; rights come from grants only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Accounts, backups, keys; nothing of pupils.
    Administrator,
    /// The head of the school.
    Head,
    /// The deputy head: owner of the plan.
    DeputyHead,
    /// Head of a subject association.
    AssociationHead,
    /// Teacher.
    Teacher,
    /// Class teacher.
    ClassTeacher,
    /// Psychologist, social teacher.
    Psychologist,
    /// Reads, never writes.
    Auditor,
}

impl Role {
    /// Every role, in the order of the tables.
    pub const ALL: [Self; 8] = [
        Self::Administrator,
        Self::Head,
        Self::DeputyHead,
        Self::AssociationHead,
        Self::Teacher,
        Self::ClassTeacher,
        Self::Psychologist,
        Self::Auditor,
    ];

    /// Its code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Head => "head",
            Self::DeputyHead => "deputy-head",
            Self::AssociationHead => "association-head",
            Self::Teacher => "teacher",
            Self::ClassTeacher => "class-teacher",
            Self::Psychologist => "psychologist",
            Self::Auditor => "auditor",
        }
    }

    /// The role of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// How far a grant reaches. Written `school`, `subject:<code>`, `class:<name>`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// The whole school.
    School,
    /// One subject.
    Subject(String),
    /// One class.
    Class(String),
}

impl Scope {
    /// As written in a row.
    #[must_use]
    pub fn written(&self) -> String {
        match self {
            Self::School => "school".to_owned(),
            Self::Subject(code) => format!("subject:{code}"),
            Self::Class(name) => format!("class:{name}"),
        }
    }

    /// Whether it can be one: a class and a subject are called by a short word.
    #[must_use]
    pub fn fits(&self) -> bool {
        match self {
            Self::School => true,
            Self::Subject(name) | Self::Class(name) => {
                !name.trim().is_empty() && name.trim() == name && name.chars().count() <= 60 && !name.chars().any(char::is_control)
            }
        }
    }

    /// The scope written so.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        match text.split_once(':') {
            None => (text == "school").then_some(Self::School),
            Some(("subject", code)) if !code.is_empty() => Some(Self::Subject(code.to_owned())),
            Some(("class", name)) if !name.is_empty() => Some(Self::Class(name.to_owned())),
            Some(_) => None,
        }
    }
}

/// A role somebody has, where and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Role.
    pub role: Role,
    /// Where.
    pub scope: Scope,
    /// First day.
    pub from: Date,
    /// Last day; None = until it is withdrawn.
    pub to: Option<Date>,
    /// Whose it is, where the holder only stands in for her.
    pub instead_of: Option<Id>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_and_scopes_are_written_and_read() {
        for role in Role::ALL {
            assert_eq!(Role::from_code(role.code()), Some(role));
            assert_eq!(serde_json::to_value(role).unwrap(), role.code());
        }
        for scope in [Scope::School, Scope::Subject("math".into()), Scope::Class("7А".into())] {
            assert_eq!(Scope::read(&scope.written()), Some(scope));
        }
        for wrong in ["", "subject:", "class:", "region:77", "School"] {
            assert_eq!(Scope::read(wrong), None, "{wrong}");
        }
    }
}
