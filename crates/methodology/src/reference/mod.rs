//! Versioned reference data (constraint C13): scales, rules, thresholds, calendars with source and confidence. Shipped as TOML beside the code and
//! embedded; a user's own file replaces entries one by one. Values with low confidence say so wherever they are used.

mod calendar;
mod exams;
mod file;
mod medals;
mod regimes;
mod scales;
mod settings;
mod subjects;

pub use calendar::{CalendarEntry, DayRule, NamedDay, school_year};
pub use exams::{Conflict, Minimum, MinimumFor, MinimumUnit, TestScores};
pub use file::{AnyFile, Entry, File, ListedEntry, ReferenceError, ReferenceFile, Years};
pub use medals::{ExamResult, MedalRule, OtherExam};
pub use regimes::{Regime, VarianceComponent};
pub use scales::{NoScale, PrintedCondition, PrintedScale, bind_conditions};
pub use settings::{Gates, PassportRules, Setting, Sou};
pub use subjects::{ScopeWords, Subject};

use crate::dataset::{Scale, Scope};
use crate::protocol::Protocol;
use crate::provenance::Citation;
use crate::study::ReferenceUse;
use crate::text::Text;
use crate::words::{Confidence, Kind, SchoolYear};

/// All reference data of one analysis.
#[derive(Clone, Debug)]
pub struct Reference {
    protocol_file: File<Setting>,
    gates_file: File<Setting>,
    sou_file: File<Setting>,
    passports_file: File<Setting>,
    load_rules: File<Setting>,
    is9: File<Setting>,
    is11: File<Setting>,
    scales_vpr: File<PrintedScale>,
    scales_oge: File<PrintedScale>,
    scales_gve: File<PrintedScale>,
    scales_ege: File<TestScores>,
    minimums: File<Minimum>,
    medals: File<MedalRule>,
    variance: File<VarianceComponent>,
    regimes: File<Regime>,
    calendars: File<CalendarEntry>,
    subjects: File<Subject>,
    scopes: File<ScopeWords>,
    protocol: Protocol,
    gates: Gates,
    sou: Sou,
    passports: PassportRules,
}

/// Reads one embedded file.
macro_rules! shipped {
    ($name:literal) => {
        File::parse(concat!($name, ".toml"), include_str!(concat!("../../reference-data/", $name, ".toml")))?
    };
}

impl Reference {
    /// The data shipped with the program.
    ///
    /// # Errors
    /// Only where a shipped file is damaged; a test reads them all.
    pub fn shipped() -> Result<Self, ReferenceError> {
        let (protocol_file, gates_file) = (shipped!("protocol"), shipped!("gates"));
        let (sou_file, passports_file) = (shipped!("sou"), shipped!("passports"));
        Ok(Self {
            protocol: settings::protocol(&protocol_file)?,
            gates: settings::gates(&gates_file)?,
            sou: settings::sou(&sou_file)?,
            passports: settings::passports(&passports_file)?,
            protocol_file,
            gates_file,
            sou_file,
            passports_file,
            load_rules: shipped!("load-rules"),
            is9: shipped!("is9"),
            is11: shipped!("is11"),
            scales_vpr: shipped!("scales-vpr"),
            scales_oge: shipped!("scales-oge"),
            scales_gve: shipped!("scales-gve"),
            scales_ege: shipped!("scales-ege"),
            minimums: shipped!("minimums"),
            medals: shipped!("medals"),
            variance: shipped!("variance-components"),
            regimes: shipped!("legal-regimes"),
            calendars: shipped!("calendars"),
            subjects: shipped!("subjects"),
            scopes: shipped!("scopes"),
        })
    }

    /// Lays a user's own file over the shipped one with the same `id`: entries with a known key are replaced, others added.
    ///
    /// # Errors
    /// Names the file, the place in it, what is wrong and how to mend it; nothing is changed then.
    pub fn overlay(&mut self, name: &str, text: &str) -> Result<(), ReferenceError> {
        let id = file::id_of(name, text)?;
        let mut changed = self.clone();
        let known = changed.files().map(AnyFile::id).join(", ");
        let Some(target) = changed.files_mut().into_iter().find(|file| file.id() == id) else {
            return Err(ReferenceError::UnknownFile { file: name.to_owned(), id, known });
        };
        target.overlay(name, text)?;
        changed.protocol = settings::protocol(&changed.protocol_file)?;
        changed.gates = settings::gates(&changed.gates_file)?;
        changed.sou = settings::sou(&changed.sou_file)?;
        changed.passports = settings::passports(&changed.passports_file)?;
        *self = changed;
        Ok(())
    }

    /// Default protocol of an analysis.
    #[must_use]
    pub const fn protocol(&self) -> Protocol {
        self.protocol
    }

    /// Federal gates of description.
    #[must_use]
    pub const fn gates(&self) -> Gates {
        self.gates
    }

    /// Weights of СОУ.
    #[must_use]
    pub const fn sou(&self) -> &Sou {
        &self.sou
    }

    /// Rules of the credibility passport.
    #[must_use]
    pub const fn passports(&self) -> PassportRules {
        self.passports
    }

    /// The scale of a work; `subject` is a name, short name or slug. None where no scale is known or more than one fits: [`Self::scale_or_why`] says why.
    #[must_use]
    pub fn scale_for(&self, kind: Kind, subject: &str, grade: u8, year: SchoolYear, max: u16) -> Option<Scale> {
        self.scale_or_why(kind, subject, grade, year, max).ok()
    }

    /// The scale of a work, or why there is none.
    ///
    /// # Errors
    /// The reason in words: subject not known, nothing for that year or maximum, or more than one scale.
    pub fn scale_or_why(&self, kind: Kind, subject: &str, grade: u8, year: SchoolYear, max: u16) -> Result<Scale, NoScale> {
        let Some(slug) = self.subject_slug(subject) else {
            let why = Text::new(format!("предмет «{subject}» не опознан"), format!("subject \"{subject}\" is not known"));
            return Err(NoScale { why });
        };
        let files = [&self.scales_vpr, &self.scales_oge, &self.scales_gve];
        scales::find(&files, scales::Wanted { kind, subject: slug, grade, year, max })
    }

    /// Test score of ЕГЭ.
    ///
    /// # Errors
    /// Why there is none, in words.
    pub fn ege_test_score(&self, subject: &str, year: SchoolYear, primary: u16) -> Result<u16, Text> {
        let slug = self.subject_slug(subject).unwrap_or(subject);
        exams::test_score(&self.scales_ege, slug, year, primary)
    }

    /// Least result of an examination for a purpose.
    #[must_use]
    pub fn minimum(&self, exam: Kind, subject: &str, purpose: MinimumFor, year: SchoolYear) -> Option<&Minimum> {
        let slug = self.subject_slug(subject)?;
        let fits = |minimum: &&Minimum| {
            (minimum.exam, minimum.subject.as_str(), minimum.purpose) == (exam, slug, purpose) && minimum.years.contain(year)
        };
        self.minimums.entries.iter().find(fits)
    }

    /// Rule of honours of a year and degree.
    #[must_use]
    pub fn medal_rule(&self, year: SchoolYear, degree: u8) -> Option<&MedalRule> {
        self.medals.entries.iter().find(|rule| rule.degree == degree && rule.years.contain(year))
    }

    /// Slug of a subject by any of its names; None where unknown or not unique.
    #[must_use]
    pub fn subject_slug(&self, text: &str) -> Option<&str> {
        self.subject(text).map(|subject| subject.key.as_str())
    }

    /// A subject by any of its names.
    #[must_use]
    pub fn subject(&self, text: &str) -> Option<&Subject> {
        subjects::find(&self.subjects, text)
    }

    /// A subject by the code of a state examination.
    #[must_use]
    pub fn subject_by_exam_code(&self, code: u16) -> Option<&Subject> {
        self.subjects.entries.iter().find(|subject| subject.exam_codes.contains(&code))
    }

    /// Scope of published shares by the word in an export.
    #[must_use]
    pub fn scope(&self, text: &str) -> Option<Scope> {
        subjects::scope(&self.scopes, text)
    }

    /// Name of a scope.
    #[must_use]
    pub fn scope_title(&self, scope: Scope) -> Text {
        self.scopes.get(scope.code()).map_or_else(|| Text::same(scope.code()), |words| words.title.clone())
    }

    /// A borrowed variance component with its source.
    #[must_use]
    pub fn variance(&self, component: &str) -> Option<(f64, Citation)> {
        self.variance.get(component).map(|found| (found.value, found.cite.clone()))
    }

    /// Factor by which an interval that uses the component is widened.
    #[must_use]
    pub fn widening(&self, component: &str) -> Option<f64> {
        self.variance.get(component).map(|found| found.widen)
    }

    /// Legal regime of a kind of procedure; None for an unknown kind.
    #[must_use]
    pub fn regime(&self, kind: Kind) -> Option<&Regime> {
        self.regimes.entries.iter().find(|regime| regime.kinds.contains(&kind))
    }

    /// A date, window or rule by key.
    #[must_use]
    pub fn calendar(&self, key: &str) -> Option<&CalendarEntry> {
        self.calendars.get(key)
    }

    /// All dates and windows about `what` (a kind's code or `school-year`).
    pub fn calendar_of<'a>(&'a self, what: &'a str) -> impl Iterator<Item = &'a CalendarEntry> {
        self.calendars.entries.iter().filter(move |entry| entry.what == what)
    }

    /// A plain number by file id and key: `setting("load-rules", "weeks-between")`.
    #[must_use]
    pub fn setting(&self, file: &str, key: &str) -> Option<&Setting> {
        let files = [&self.protocol_file, &self.gates_file, &self.sou_file, &self.passports_file, &self.load_rules, &self.is9, &self.is11];
        files.into_iter().find(|known| known.id == file)?.get(key)
    }

    /// Every file with its entries, for `objektiv reference`.
    #[must_use]
    pub fn list(&self) -> Vec<ReferenceFile> {
        self.files().iter().map(|file| file.listed()).collect()
    }

    /// Everything wrong in the data: contradictions, missing sources, keys used twice, scales that fit the same work.
    #[must_use]
    pub fn check(&self) -> Vec<Finding> {
        let faults = |file: &&dyn AnyFile| {
            let id = file.id().to_owned();
            file.faults().into_iter().map(move |(entry, what)| Finding { file: id.clone(), entry, what }).collect::<Vec<_>>()
        };
        let mut findings: Vec<Finding> = self.files().iter().flat_map(faults).collect();
        findings.extend(self.rival_scales());
        findings
    }

    /// How a file was used, with version, source and confidence, for the report.
    #[must_use]
    pub fn used(&self, file: &str, what_for: &Text) -> Option<ReferenceUse> {
        let listed = self.list().into_iter().find(|known| known.id == file)?;
        let unverified = listed.unverified();
        let note = match unverified {
            0 => what_for.clone(),
            n => Text::new(
                format!("{} (не проверено записей: {n} из {})", what_for.ru, listed.entries.len()),
                format!("{} (unverified entries: {n} of {})", what_for.en, listed.entries.len()),
            ),
        };
        Some(ReferenceUse { id: listed.id, version: listed.version, note })
    }

    fn rival_scales(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for file in [&self.scales_vpr, &self.scales_oge, &self.scales_gve] {
            for (index, scale) in file.entries.iter().enumerate() {
                let of_the_same_work = |other: &&PrintedScale| {
                    let key = |scale: &PrintedScale| (scale.kind, scale.subject.clone(), scale.grade, scale.max);
                    key(other) == key(scale) && other.years.overlap(&scale.years)
                };
                let rivals = file.entries.iter().take(index).filter(of_the_same_work);
                findings.extend(rivals.map(|rival| Finding {
                    file: file.id.clone(),
                    entry: scale.key.clone(),
                    what: Text::new(
                        format!("подходит к той же работе, что и «{}»: шкала не будет выбрана", rival.key),
                        format!("fits the same work as \"{}\": no scale will be chosen", rival.key),
                    ),
                }));
            }
        }
        findings
    }

    fn files(&self) -> [&dyn AnyFile; 18] {
        [
            &self.protocol_file,
            &self.gates_file,
            &self.sou_file,
            &self.passports_file,
            &self.scales_vpr,
            &self.scales_oge,
            &self.scales_gve,
            &self.scales_ege,
            &self.minimums,
            &self.is9,
            &self.is11,
            &self.medals,
            &self.load_rules,
            &self.calendars,
            &self.variance,
            &self.regimes,
            &self.subjects,
            &self.scopes,
        ]
    }

    fn files_mut(&mut self) -> [&mut dyn AnyFile; 18] {
        [
            &mut self.protocol_file,
            &mut self.gates_file,
            &mut self.sou_file,
            &mut self.passports_file,
            &mut self.scales_vpr,
            &mut self.scales_oge,
            &mut self.scales_gve,
            &mut self.scales_ege,
            &mut self.minimums,
            &mut self.is9,
            &mut self.is11,
            &mut self.medals,
            &mut self.load_rules,
            &mut self.calendars,
            &mut self.variance,
            &mut self.regimes,
            &mut self.subjects,
            &mut self.scopes,
        ]
    }
}

/// Something wrong in the reference data.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Id of the file.
    pub file: String,
    /// Key of the entry.
    pub entry: String,
    /// What is wrong.
    pub what: Text,
}

/// The confidence of a citation in words, for places where the value is used: empty unless it is low.
#[must_use]
pub fn caution(cite: &Citation) -> Text {
    match cite.confidence {
        Confidence::High | Confidence::Med => Text::default(),
        Confidence::Low => Text::new("значение не проверено", "the value is unverified"),
    }
}

#[cfg(test)]
mod tests;
