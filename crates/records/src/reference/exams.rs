//! Test scores of ЕГЭ and least results that count.

use serde::Deserialize;

use super::file::{Entry, File, Years};
use crate::provenance::Citation;
use crate::text::Text;
use crate::vocabulary::{Kind, SchoolYear};

/// Primary → test scores of one subject.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TestScores {
    /// Key.
    pub key: String,
    /// Subject slug.
    pub subject: String,
    /// School years.
    pub years: Years,
    /// Greatest primary score.
    pub max: u16,
    /// (primary, test), ascending.
    pub points: Vec<[u16; 2]>,
    /// Values printed in more than one way.
    #[serde(default)]
    pub conflicts: Vec<Conflict>,
    /// Source.
    pub cite: Citation,
}

/// A primary score for which the source prints several test scores.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// Primary score.
    pub primary: u16,
    /// What is printed.
    pub printed: Vec<u16>,
}

/// A least result.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Minimum {
    /// Key.
    pub key: String,
    /// Examination.
    pub exam: Kind,
    /// Subject slug.
    pub subject: String,
    /// `pass` (mark 3), `certificate`, `university`.
    pub purpose: MinimumFor,
    /// Value.
    pub value: u16,
    /// `primary`, `test` or `mark`.
    pub unit: MinimumUnit,
    /// School years.
    pub years: Years,
    /// Source.
    pub cite: Citation,
}

/// What a least result is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MinimumFor {
    /// The mark 3.
    Pass,
    /// The certificate.
    Certificate,
    /// Admission.
    University,
}

/// Unit of a least result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MinimumUnit {
    /// Primary score.
    Primary,
    /// Test score 0–100.
    Test,
    /// Mark.
    Mark,
}

impl Entry for TestScores {
    fn key(&self) -> &str {
        &self.key
    }

    fn cite(&self) -> &Citation {
        &self.cite
    }

    fn years(&self) -> Option<Years> {
        Some(self.years)
    }

    fn say(&self) -> Text {
        let (known, open) = (self.points.len(), self.conflicts.len());
        Text::new(
            format!("ЕГЭ · {} · 0–{} · известно значений: {known}, спорных: {open}", self.subject, self.max),
            format!("EGE · {} · 0–{} · values known: {known}, in conflict: {open}", self.subject, self.max),
        )
    }

    fn check(&self) -> Result<(), Text> {
        let ascending = self.points.windows(2).all(|pair| matches!(pair, [[p, t], [q, u]] if p < q && t <= u));
        let inside = self.points.iter().all(|[primary, test]| (1..=self.max).contains(primary) && *test <= 100);
        if !ascending || !inside {
            return Err(Text::new(
                "точки должны расти: первичный от 1 до max, тестовый не убывает и не больше 100",
                "points must ascend: primary 1 to max, test not descending and at most 100",
            ));
        }
        let named = |primary| self.points.iter().any(|[p, _]| *p == primary) || self.conflicts.iter().any(|c| c.primary == primary);
        (1..=self.max).find(|&primary| !named(primary)).map_or(Ok(()), |gap| {
            Err(Text::new(
                format!("пропущен первичный балл {gap}: добавьте точку или укажите conflicts"),
                format!("primary score {gap} is missing: add the point or name it in conflicts"),
            ))
        })
    }
}

impl Entry for Minimum {
    fn key(&self) -> &str {
        &self.key
    }

    fn cite(&self) -> &Citation {
        &self.cite
    }

    fn years(&self) -> Option<Years> {
        Some(self.years)
    }

    fn say(&self) -> Text {
        let (ru, en) = match self.purpose {
            MinimumFor::Pass => ("порог «3»", "threshold of «3»"),
            MinimumFor::Certificate => ("для аттестата", "for the certificate"),
            MinimumFor::University => ("для поступления", "for admission"),
        };
        Text::new(
            format!("{} · {} · {ru}: {}", self.exam.label().ru, self.subject, self.value),
            format!("{} · {} · {en}: {}", self.exam.label().en, self.subject, self.value),
        )
    }
}

/// Test score of a primary score.
///
/// # Errors
/// Why there is none, in words: no table, outside the table, or printed in several ways.
pub(super) fn test_score(file: &File<TestScores>, subject: &str, year: SchoolYear, primary: u16) -> Result<u16, Text> {
    let table = file.entries.iter().find(|table| table.subject == subject && table.years.contain(year));
    let Some(table) = table else {
        return Err(Text::new(
            format!("в справочных данных нет шкалы ЕГЭ: {subject}, {year}"),
            format!("reference data hold no EGE scale: {subject}, {year}"),
        ));
    };
    if let Some(conflict) = table.conflicts.iter().find(|conflict| conflict.primary == primary) {
        let printed = conflict.printed.iter().map(u16::to_string).collect::<Vec<_>>().join(", ");
        return Err(Text::new(
            format!("для {primary} в источнике напечатано несколько значений ({printed}): не разрешено"),
            format!("the source prints several values for {primary} ({printed}): left open"),
        ));
    }
    if primary == 0 {
        return Ok(0);
    }
    table.points.iter().find(|[known, _]| *known == primary).map(|[_, test]| *test).ok_or_else(|| {
        Text::new(
            format!("первичный балл {primary} больше максимума {}", table.max),
            format!("primary score {primary} exceeds the maximum {}", table.max),
        )
    })
}
