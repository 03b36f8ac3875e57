//! Rules of load: numbers and switches of the reference data, each with its citation.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Procedure;
use crate::plan::calendar::Days;
use crate::provenance::Citation;
use crate::reference::{ProcedureKind, Reference};
use crate::text::{Lang, Text, number};
use crate::vocabulary::SchoolYear;

/// A rule of load.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LoadRule {
    /// So many a day for a class.
    OneADay,
    /// Not so often in a subject and parallel.
    Distance,
    /// Not so much of the hours of a subject.
    ShareOfHours,
    /// Neither in the first nor in the last lesson.
    EdgeLesson,
    /// On a day lessons are held.
    LessonsDay,
    /// Neither on a Sunday nor on a public holiday, where the rules of load do not speak of it.
    WorkingDay,
    /// All classes of a parallel at one time.
    OneTime,
    /// Nobody in two classes at once.
    TeacherOnce,
    /// No room for two classes at once.
    RoomOnce,
    /// Nobody organises her own class or her own subject.
    Apart,
    /// In the days that are set for the kind.
    Window,
    /// The grades of the kind.
    Grade,
}

impl LoadRule {
    /// Every rule.
    pub const ALL: [Self; 12] = [
        Self::OneADay,
        Self::Distance,
        Self::ShareOfHours,
        Self::EdgeLesson,
        Self::LessonsDay,
        Self::WorkingDay,
        Self::OneTime,
        Self::TeacherOnce,
        Self::RoomOnce,
        Self::Apart,
        Self::Window,
        Self::Grade,
    ];

    /// Whether what is not kept stays so on any day: who is where, and which grade it is for, do not hang on when.
    #[must_use]
    pub const fn of_any_day(self) -> bool {
        matches!(self, Self::Apart | Self::Grade)
    }

    /// Its key in the reference data; rules of a kind have that of the kind.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::OneADay => "works-per-day",
            Self::Distance => "weeks-between",
            Self::ShareOfHours => "share-of-hours",
            Self::EdgeLesson => "not-first-or-last-lesson",
            Self::LessonsDay => "lessons-day",
            Self::WorkingDay => "working-day",
            Self::OneTime => "one-time",
            Self::TeacherOnce => "teacher-once",
            Self::RoomOnce => "room-once",
            Self::Apart => "organiser-apart",
            Self::Window => "window",
            Self::Grade => "grade",
        }
    }

    /// The rule of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.key() == key)
    }
}

/// What a rule says, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The rule.
    pub rule: LoadRule,
    /// What it says.
    pub title: Text,
    /// Where it stands.
    pub cite: Citation,
}

/// The rules of a school year.
#[derive(Clone, Debug, PartialEq)]
pub struct LoadRules {
    /// Numbers of the rules, by key.
    numbers: BTreeMap<String, f64>,
    /// What is said of each.
    sources: Vec<Source>,
    /// Kinds, in the order they are offered.
    kinds: Vec<ProcedureKind>,
    /// Days that are set for a kind in this year; a kind nothing is known of is not here.
    windows: BTreeMap<String, Vec<Days>>,
    /// Where those days stand.
    calendar: BTreeMap<String, Citation>,
}

impl LoadRules {
    /// Those of a year.
    #[must_use]
    pub fn of(reference: &Reference, year: SchoolYear) -> Self {
        let kinds: Vec<ProcedureKind> = reference.procedure_kinds().cloned().collect();
        let keys = LoadRule::ALL.iter().map(|rule| rule.key()).chain(["procedure-minutes", "single-lesson", "lesson-minutes"]);
        let setting = |key: &str| reference.setting("load-rules", key);
        let numbers = keys.filter_map(|key| Some((key.to_owned(), setting(key)?.value))).collect();
        let source = |rule: &LoadRule| {
            let found = setting(rule.key())?;
            let say = |title: &str, lang| match rule {
                LoadRule::OneADay | LoadRule::Distance => format!("{title}: {}", told(found.value, lang)),
                LoadRule::ShareOfHours => format!("{title}: {} %", told(100.0 * found.value, lang)),
                _ => title.to_owned(),
            };
            let title = Text::new(say(&found.title.ru, Lang::Ru), say(&found.title.en, Lang::En));
            Some(Source { rule: *rule, title, cite: found.cite.clone() })
        };
        let (mut windows, mut calendar) = (BTreeMap::new(), BTreeMap::new());
        for kind in kinds.iter().filter(|kind| !kind.calendar.is_empty()) {
            let entries = reference.calendar_of(&kind.calendar).filter_map(|entry| Some((entry.days(year)?, entry)));
            for ((from, to), entry) in entries {
                windows.entry(kind.key.clone()).or_insert_with(Vec::new).extend(Days::of(from, to));
                calendar.entry(kind.key.clone()).or_insert_with(|| entry.cite.clone());
            }
        }
        Self { numbers, sources: LoadRule::ALL.iter().filter_map(source).collect(), kinds, windows, calendar }
    }

    /// Kinds, in the order they are offered.
    #[must_use]
    pub fn kinds(&self) -> &[ProcedureKind] {
        &self.kinds
    }

    /// A kind.
    #[must_use]
    pub fn kind(&self, key: &str) -> Option<&ProcedureKind> {
        self.kinds.iter().find(|kind| kind.key == key)
    }

    /// Days that are set for a kind in the year.
    #[must_use]
    pub fn windows(&self, kind: &str) -> &[Days] {
        self.windows.get(kind).map_or(&[], Vec::as_slice)
    }

    /// The rules of the letters, in order.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// What is said of a rule for a kind.
    #[must_use]
    pub fn cite(&self, rule: LoadRule, kind: &str) -> Option<&Citation> {
        match rule {
            LoadRule::Window => self.calendar.get(kind),
            LoadRule::Grade => self.kind(kind).map(|kind| &kind.cite),
            rule => self.sources.iter().find(|source| source.rule == rule).map(|source| &source.cite),
        }
    }

    /// The number of a rule; None where there is no such rule, or it is switched off.
    #[must_use]
    pub fn number(&self, rule: LoadRule) -> Option<f64> {
        self.numbers.get(rule.key()).copied().filter(|number| *number > 0.0)
    }

    /// The same with another number: 0 switches a rule off.
    #[must_use]
    pub fn with(mut self, rule: LoadRule, number: f64) -> Self {
        self.numbers.insert(rule.key().to_owned(), number);
        self
    }

    pub(super) fn single_lesson(&self) -> f64 {
        self.numbers.get("single-lesson").copied().unwrap_or(1.0)
    }

    /// Minutes of a lesson.
    #[must_use]
    pub fn lesson_minutes(&self) -> f64 {
        self.numbers.get("lesson-minutes").copied().unwrap_or(45.0)
    }

    /// Whether the rules of load speak of a procedure: by its kind, and by how long it takes.
    #[must_use]
    pub fn count(&self, procedure: &Procedure) -> bool {
        let least = self.numbers.get("procedure-minutes").copied().unwrap_or(0.0);
        let long = match procedure.slot {
            super::Slot::Lessons { .. } => true,
            super::Slot::Clock { minutes, .. } => f64::from(minutes) >= least,
        };
        long && self.kind(&procedure.kind).is_none_or(|kind| kind.load)
    }
}

/// A number with as few decimals as it has.
fn told(value: f64, lang: Lang) -> String {
    let digits = (0..3).find(|digits| number(value, *digits, Lang::En).parse() == Ok(value)).unwrap_or(3);
    number(value, digits, lang)
}
