//! Who is asked about: graduates whose honours an examination can confirm, with what their examinations say.

use std::collections::{BTreeMap, BTreeSet};

use records::dataset::{Dataset, ExamRow, MedalRow, PersonId, SchoolId};
use records::provenance::Origin;
use records::reference::{ExamResult, Reference};
use records::vocabulary::{Kind, SchoolYear};

/// One graduate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Case {
    pub degree: u8,
    /// Whether the condition of the year is met; None = no result, or the rule does not say.
    pub confirmed: Option<bool>,
    /// Test points above what is needed.
    pub gap: Option<i32>,
}

/// The graduates of one unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Population {
    pub cases: Vec<Case>,
    /// Rows that do not say whether the pupil was a candidate.
    pub unsaid: usize,
    /// Graduates of a degree and year for which the reference data have no rule.
    pub unruled: usize,
    pub origins: Vec<Origin>,
}

impl Population {
    /// Not confirmed, and all with a verdict.
    pub(super) fn counts(&self) -> (u64, u64) {
        let told = |verdict| self.cases.iter().filter(|case| case.confirmed == Some(verdict)).count() as u64;
        (told(false), told(false) + told(true))
    }

    /// The same of one degree.
    pub(super) fn of_degree(&self, degree: u8) -> (u64, u64) {
        let told = |verdict| self.cases.iter().filter(|case| (case.degree, case.confirmed) == (degree, Some(verdict))).count() as u64;
        (told(false), told(false) + told(true))
    }

    /// Without a verdict.
    pub(super) fn silent(&self) -> usize {
        self.cases.iter().filter(|case| case.confirmed.is_none()).count()
    }

    /// Takes the graduates of another unit in.
    pub(super) fn join(&mut self, other: &Self) {
        self.cases.extend(&other.cases);
        self.unsaid += other.unsaid;
        self.unruled += other.unruled;
        self.origins.extend(&other.origins);
    }
}

/// Graduates by year and school, in the order of both. A pupil listed twice counts once, by the first row.
pub(super) fn gather(dataset: &Dataset, reference: &Reference) -> BTreeMap<(SchoolYear, SchoolId), Population> {
    let sat = results(dataset, reference);
    let mut seen: BTreeSet<(SchoolYear, PersonId)> = BTreeSet::new();
    let mut units: BTreeMap<(SchoolYear, SchoolId), Population> = BTreeMap::new();
    for row in &dataset.medals {
        let unit = units.entry((row.year, row.school)).or_default();
        if !seen.insert((row.year, row.person)) {
            continue;
        }
        let Some(rule) = reference.medal_rule(row.year, row.degree) else {
            unit.unruled += 1;
            continue;
        };
        match counts(row, rule.gates_award) {
            None => unit.unsaid += 1,
            Some(false) => {}
            Some(true) => {
                let own = sat.get(&(row.year, row.person));
                let exams: Vec<ExamResult<'_>> = own.into_iter().flat_map(|own| own.values().map(|best| best.0)).collect();
                unit.cases.push(Case { degree: row.degree, confirmed: rule.confirmed(&exams), gap: rule.gap(&exams) });
                unit.origins.push(row.origin);
                unit.origins.extend(own.into_iter().flat_map(|own| own.values().map(|best| best.1)));
            }
        }
    }
    units
}

/// Whether the row is asked about. Where the examinations gate the award only candidates on final marks can be unconfirmed; before, the awarded are.
fn counts(row: &MedalRow, gated: bool) -> Option<bool> {
    if gated { row.candidate } else { row.awarded.or(row.candidate) }
}

/// Best result by subject, with its row.
type Best<'a> = BTreeMap<&'a str, (ExamResult<'a>, Origin)>;

/// Results of ЕГЭ by year and pupil: the best one of a subject taken twice.
fn results<'a>(dataset: &'a Dataset, reference: &'a Reference) -> BTreeMap<(SchoolYear, PersonId), Best<'a>> {
    let slugs: Vec<&str> = dataset.subject_names.iter().map(|name| reference.subject_slug(name).unwrap_or(name)).collect();
    let mut sat: BTreeMap<(SchoolYear, PersonId), Best<'a>> = BTreeMap::new();
    for row in dataset.exams.iter().filter(|row| row.exam == Kind::Ege && (row.score.is_some() || row.mark.is_some())) {
        let Some(&subject) = slugs.get(row.subject.0 as usize) else { continue };
        let own = ExamResult { subject: slug(subject, row), score: row.score, mark: row.mark };
        let best = sat.entry((row.year, row.person)).or_default().entry(own.subject).or_insert((own, row.origin));
        if (own.score, own.mark) > (best.0.score, best.0.mark) {
            *best = (own, row.origin);
        }
    }
    sat
}

/// Mathematics without its level: a test score is that of the profile level, a mark that of the basic one.
fn slug<'a>(subject: &'a str, row: &ExamRow) -> &'a str {
    match (subject, row.score) {
        ("mathematics", Some(_)) => "mathematics-profile",
        ("mathematics", None) => "mathematics-basic",
        _ => subject,
    }
}
