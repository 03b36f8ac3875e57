//! Versioned reference data (constraint C13): scales, rules, thresholds, calendars with source and confidence. Shipped as TOML beside the code and
//! embedded; a user's own file replaces entries one by one. Values with low confidence say so wherever they are used.

mod calendar;
mod exams;
mod faults;
mod file;
mod files;
mod medals;
mod procedures;
mod ranges;
mod regimes;
mod scales;
mod settings;
mod subjects;

pub use calendar::{CalendarEntry, DayRule, NamedDay, school_year};
pub use exams::{Conflict, Minimum, MinimumFor, MinimumUnit, TestScores};
pub use faults::Fault;
pub use file::{AnyFile, Entry, File, ListedEntry, ReferenceError, ReferenceFile, Years};
pub use medals::{ExamResult, MedalRule, OtherExam};
pub use procedures::{ObserverRule, ProcedureKind};
pub use regimes::{Components, Regime, VarianceComponent};
pub use scales::{NoScale, PrintedCondition, PrintedScale, bind_conditions};
pub use settings::{Gates, PassportRules, Setting, Sou};
pub(crate) use subjects::look_alike;
pub use subjects::{ScopeWords, Subject};

use std::any::Any;

use jiff::civil::Date;

use files::Files;

use crate::dataset::{Condition, Item, Scale, Scope};
use crate::protocol::Protocol;
use crate::provenance::Citation;
use crate::study::ReferenceUse;
use crate::text::Text;
use crate::vocabulary::{Confidence, Kind, SchoolYear};

/// All reference data of one analysis.
#[derive(Clone, Debug)]
pub struct Reference {
    files: Files,
    read: Read,
}

/// What the program reads from the files of plain numbers, ready to use.
#[derive(Clone, Debug)]
struct Read {
    protocol: Protocol,
    gates: Gates,
    sou: Sou,
    passports: PassportRules,
    components: Components,
}

impl Read {
    fn of(files: &Files) -> Result<Self, ReferenceError> {
        Ok(Self {
            protocol: settings::protocol(&files.protocol)?,
            gates: settings::gates(&files.gates)?,
            sou: settings::sou(&files.sou)?,
            passports: settings::passports(&files.passports)?,
            components: regimes::components(&files.variance)?,
        })
    }
}

impl Reference {
    /// The data shipped with the program.
    ///
    /// # Errors
    /// Only where a shipped file is damaged; a test reads them all.
    pub fn shipped() -> Result<Self, ReferenceError> {
        let files = Files::shipped()?;
        Ok(Self { read: Read::of(&files)?, files })
    }

    /// Lays a user's own file over the shipped one with the same `id`: entries with a known key are replaced, others added.
    ///
    /// # Errors
    /// Names the file, the place in it, what is wrong and how to mend it; nothing is changed then.
    pub fn overlay(&mut self, name: &str, text: &str) -> Result<(), ReferenceError> {
        let id = file::id_of(name, text)?;
        let mut files = self.files.clone();
        let known = files.all().iter().map(|file| file.id()).collect::<Vec<_>>().join(", ");
        let Some(target) = files.all_mut().into_iter().find(|file| file.id() == id) else {
            return Err(ReferenceError::UnknownFile { file: name.to_owned(), id, known });
        };
        target.overlay(name, text)?;
        faults::settle_subjects(&mut files);
        *self = Self { read: Read::of(&files)?, files };
        Ok(())
    }

    /// The text of a shipped file, to begin an own one with; None for an unknown id.
    #[must_use]
    pub fn text(&self, id: &str) -> Option<&str> {
        self.files.all().into_iter().find(|file| file.id() == id).map(AnyFile::text)
    }

    /// Default protocol of an analysis.
    #[must_use]
    pub const fn protocol(&self) -> Protocol {
        self.read.protocol
    }

    /// Federal gates of description.
    #[must_use]
    pub const fn gates(&self) -> Gates {
        self.read.gates
    }

    /// Weights of СОУ.
    #[must_use]
    pub const fn sou(&self) -> &Sou {
        &self.read.sou
    }

    /// Rules of the credibility passport.
    #[must_use]
    pub const fn passports(&self) -> PassportRules {
        self.read.passports
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
        let files = [&self.files.scales_vpr, &self.files.scales_oge, &self.files.scales_gve];
        scales::find(&files, scales::Wanted { kind, subject: slug, grade, year, max })
    }

    /// The scale of a work given its items: the maximum is their sum, and conditions name the work's own items (`ГК*` becomes ГК1, ГК2 …).
    /// Conditions the work has no items for are returned beside it, to be told to the reader.
    ///
    /// # Errors
    /// As [`Self::scale_or_why`].
    pub fn scale_of_items(
        &self,
        kind: Kind,
        subject: &str,
        grade: u8,
        year: SchoolYear,
        items: &[Item],
    ) -> Result<(Scale, Vec<Condition>), NoScale> {
        let max = items.iter().map(|item| u16::from(item.max)).sum();
        self.scale_or_why(kind, subject, grade, year, max).map(|scale| bind_conditions(scale, items))
    }

    /// Test score of ЕГЭ.
    ///
    /// # Errors
    /// Why there is none, in words.
    pub fn ege_test_score(&self, subject: &str, year: SchoolYear, primary: u16) -> Result<u16, Text> {
        let slug = self.subject_slug(subject).unwrap_or(subject);
        exams::test_score(&self.files.scales_ege, slug, year, primary)
    }

    /// Least result of an examination for a purpose.
    #[must_use]
    pub fn minimum(&self, exam: Kind, subject: &str, purpose: MinimumFor, year: SchoolYear) -> Option<&Minimum> {
        let slug = self.subject_slug(subject)?;
        let fits = |minimum: &&Minimum| {
            (minimum.exam, minimum.subject.as_str(), minimum.purpose) == (exam, slug, purpose) && minimum.years.contain(year)
        };
        self.files.minimums.entries.iter().find(fits)
    }

    /// Rule of honours of a year and degree.
    #[must_use]
    pub fn medal_rule(&self, year: SchoolYear, degree: u8) -> Option<&MedalRule> {
        self.files.medals.entries.iter().find(|rule| rule.degree == degree && rule.years.contain(year))
    }

    /// Slug of a subject by any of its names; None where unknown or not unique.
    #[must_use]
    pub fn subject_slug(&self, text: &str) -> Option<&str> {
        self.subject(text).map(|subject| subject.key.as_str())
    }

    /// A subject by any of its names.
    #[must_use]
    pub fn subject(&self, text: &str) -> Option<&Subject> {
        subjects::find(&self.files.subjects, text)
    }

    /// Every subject.
    pub fn subjects(&self) -> impl Iterator<Item = &Subject> {
        self.files.subjects.entries.iter()
    }

    /// A subject by the code of a state examination.
    #[must_use]
    pub fn subject_by_exam_code(&self, code: u16) -> Option<&Subject> {
        self.files.subjects.entries.iter().find(|subject| subject.exam_codes.contains(&code))
    }

    /// Scope of published shares by the word in an export.
    #[must_use]
    pub fn scope(&self, text: &str) -> Option<Scope> {
        subjects::scope(&self.files.scopes, text)
    }

    /// Name of a scope.
    #[must_use]
    pub fn scope_title(&self, scope: Scope) -> Text {
        self.files.scopes.get(scope.code()).map_or_else(|| Text::same(scope.code()), |words| words.title.clone())
    }

    /// Borrowed components of rungs C and D.
    #[must_use]
    pub const fn components(&self) -> Components {
        self.read.components
    }

    /// A borrowed variance component with its source.
    #[must_use]
    pub fn variance(&self, component: &str) -> Option<(f64, Citation)> {
        self.files.variance.get(component).map(|found| (found.value, found.cite.clone()))
    }

    /// Legal regime of a kind of procedure; None for an unknown kind.
    #[must_use]
    pub fn regime(&self, kind: Kind) -> Option<&Regime> {
        self.files.regimes.entries.iter().find(|regime| regime.kinds.contains(&kind))
    }

    /// Kinds of procedures a school puts into its schedule.
    pub fn procedure_kinds(&self) -> impl Iterator<Item = &ProcedureKind> {
        self.files.procedure_kinds.entries.iter()
    }

    /// A date, window or rule by key.
    #[must_use]
    pub fn calendar(&self, key: &str) -> Option<&CalendarEntry> {
        self.files.calendars.get(key)
    }

    /// All dates and windows about `what` (a kind's code or `school-year`).
    pub fn calendar_of<'a>(&'a self, what: &'a str) -> impl Iterator<Item = &'a CalendarEntry> {
        self.files.calendars.entries.iter().filter(move |entry| entry.what == what)
    }

    /// Whether state examinations, their additional periods included, are held on that day, so that a protocol in their form is no rehearsal.
    #[must_use]
    pub fn in_exam_season(&self, date: Date) -> bool {
        let day = |key| {
            let entry = self.calendar(key)?;
            [SchoolYear::of_spring(date.year()), SchoolYear(date.year())]
                .into_iter()
                .filter_map(|year| Some(entry.days(year)?.0))
                .find(|day| day.year() == date.year())
        };
        day("exam-season-first").zip(day("exam-season-last")).is_some_and(|(first, last)| (first..=last).contains(&date))
    }

    /// School years that a procedure of this kind held in a calendar year may belong to, by the windows and rules known of it, ascending; empty
    /// where nothing is known. More than one means that the calendar year does not tell.
    #[must_use]
    pub fn school_years(&self, kind: Kind, calendar_year: i16) -> Vec<SchoolYear> {
        let either = [SchoolYear::of_spring(calendar_year), SchoolYear(calendar_year)];
        let held = |year: &SchoolYear| {
            let days = self.calendar_of(kind.code()).filter_map(|entry| entry.days(*year));
            days.into_iter().any(|(from, to)| from.year() == calendar_year || to.year() == calendar_year)
        };
        either.into_iter().filter(held).collect()
    }

    /// A plain number by file id and key: `setting("load-rules", "weeks-between")`.
    #[must_use]
    pub fn setting(&self, file: &str, key: &str) -> Option<&Setting> {
        let found: &dyn Any = self.files.all().into_iter().find(|known| known.id() == file)?;
        found.downcast_ref::<File<Setting>>()?.get(key)
    }

    /// Every file with its entries, for `objektiv reference`.
    #[must_use]
    pub fn list(&self) -> Vec<ReferenceFile> {
        self.files.all().iter().map(|file| file.listed()).collect()
    }

    /// Everything wrong in the data: contradictions, missing sources, keys used twice, scales that fit the same work.
    #[must_use]
    pub fn check(&self) -> Vec<Fault> {
        let faults = |file: &&dyn AnyFile| {
            let id = file.id().to_owned();
            file.faults().into_iter().map(move |(entry, what)| Fault { file: id.clone(), entry, what }).collect::<Vec<_>>()
        };
        let mut findings: Vec<Fault> = self.files.all().iter().flat_map(faults).collect();
        findings.extend(faults::rival_scales(&self.files));
        findings.extend(faults::unknown_subjects(&self.files));
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
        Some(ReferenceUse { id: listed.id, title: listed.title, version: listed.version, note })
    }
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
mod contents;
#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Purpose;

    fn shipped() -> Reference {
        Reference::shipped().unwrap_or_else(|error| panic!("{error}"))
    }

    fn cuts(scale: &Scale) -> Vec<u16> {
        scale.cuts.iter().map(|cut| cut.min_score).collect()
    }

    #[test]
    fn the_calendar_tells_spring_from_autumn_where_it_can() {
        let reference = Reference::shipped().unwrap();
        let years = |kind, year| reference.school_years(kind, year);
        assert_eq!(years(Kind::Vpr, 2026), [SchoolYear(2025)]);
        assert_eq!(years(Kind::Vpr, 2022), [SchoolYear(2021), SchoolYear(2022)], "March or autumn");
        assert_eq!(years(Kind::Vpr, 2049), []);
        assert_eq!(years(Kind::Is11, 2025), [SchoolYear(2024), SchoolYear(2025)], "February or December");
        assert_eq!(years(Kind::Is9, 2025), [SchoolYear(2024)]);
        assert_eq!(years(Kind::Dkr, 2025), []);
    }

    #[test]
    fn the_season_of_examinations() {
        let reference = Reference::shipped().unwrap();
        let date = |month, day| jiff::civil::date(2026, month, day);
        for (day, within) in [(date(5, 19), false), (date(5, 20), true), (date(7, 1), true), (date(9, 30), true), (date(10, 1), false)] {
            assert_eq!(reference.in_exam_season(day), within, "{day}");
        }
        assert_eq!(reference.setting("exams", "gve-codes-from").map(|setting| setting.value), Some(51.0));
    }

    #[test]
    fn shipped_data_have_no_faults() {
        assert_eq!(shipped().check(), []);
        assert_eq!(shipped().list().len(), 21);
    }

    #[test]
    fn defaults_of_the_protocol_are_those_of_the_methodology() {
        let protocol = shipped().protocol();
        assert!((protocol.q - 0.10).abs() < 1e-15 && (protocol.look - 0.05).abs() < 1e-15);
        assert_eq!(protocol.too_few, 10);
        assert!((protocol.materiality.threshold(crate::vocabulary::Unit::Pupils, 20.0, 31.0) - 3.1).abs() < 1e-12);
        let gates = shipped().gates();
        assert_eq!((gates.histogram_informative, gates.histogram_rough, gates.group, gates.journal_gap), (50, 20, 10, 2));
    }

    #[test]
    fn a_scale_is_found_by_any_name_of_the_subject() {
        let reference = shipped();
        for name in ["Русский язык", "русский", "РУ", "PУ", "russian"] {
            let scale = reference.scale_for(Kind::Vpr, name, 4, SchoolYear(2025), 24);
            assert_eq!(scale.map(|scale| cuts(&scale)), Some(vec![10, 16, 21]), "{name}");
        }
    }

    #[test]
    fn a_scale_that_does_not_fit_is_refused_with_the_reason() {
        let reference = shipped();
        let why = |max, year| reference.scale_or_why(Kind::Vpr, "русский язык", 4, SchoolYear(year), max).unwrap_err().why.ru;
        assert!(why(25, 2025).contains("нет шкалы для 2025/2026 года с максимумом 25"), "{}", why(25, 2025));
        assert!(why(24, 2022).contains("2024/2025"));
        let english = reference.scale_or_why(Kind::Vpr, "английский язык", 5, SchoolYear(2024), 25).unwrap_err().why.ru;
        assert!(english.contains("класс не указан"), "{english}");
        assert!(reference.scale_or_why(Kind::Vpr, "колдовство", 5, SchoolYear(2024), 25).unwrap_err().why.ru.contains("не опознан"));
    }

    #[test]
    fn oge_russian_caps_the_mark_by_literacy() {
        let scale = shipped().scale_for(Kind::OgeDiagnostic, "русский язык", 9, SchoolYear(2025), 37).expect("the 2026 scale");
        let mark = |score, literacy| scale.mark_with(score, |_| Some(literacy));
        assert_eq!([mark(14, 9), mark(15, 0), mark(26, 5), mark(26, 6), mark(33, 8), mark(33, 9), mark(33, 5)], [2, 3, 3, 4, 4, 5, 3]);
    }

    #[test]
    fn oge_mathematics_needs_geometry() {
        let scale = shipped().scale_for(Kind::Oge, "математика", 9, SchoolYear(2022), 31).expect("the 2023 scale");
        assert_eq!(scale.mark_with(30, |_| Some(1)), 2);
        assert_eq!(scale.mark_with(30, |_| Some(2)), 5);
        assert!(shipped().scale_for(Kind::Oge, "математика", 9, SchoolYear(2023), 31).is_none(), "2024 was not found");
    }

    #[test]
    fn test_scores_leave_a_printed_conflict_open() {
        let reference = shipped();
        let score = |subject: &str, primary| reference.ege_test_score(subject, SchoolYear(2024), primary);
        assert_eq!(score("русский язык", 48), Ok(94));
        assert_eq!(score("математика профильная", 14), Ok(74));
        assert_eq!(score("история", 24), Ok(62));
        assert_eq!(score("обществознание", 0), Ok(0));
        assert!(score("русский язык", 49).unwrap_err().ru.contains("97, 99"));
        assert!(score("русский язык", 51).is_err() && score("география", 10).is_err());
        assert!(reference.ege_test_score("русский язык", SchoolYear(2025), 10).is_err(), "only 2025 is known");
    }

    #[test]
    fn test_scores_agree_with_the_stored_copy() {
        let Ok(shared) = std::env::var("OBJEKTIV_SHARED") else {
            eprintln!("skipped: OBJEKTIV_SHARED is unset");
            return;
        };
        let path = format!("{shared}/data/ru_vpr/ege2025_primary_to_test.csv");
        let text = std::fs::read_to_string(path).expect("the stored copy");
        let reference = shipped();
        let mut compared = 0;
        for line in text.lines().skip(1) {
            let cells: Vec<&str> = line.split(',').collect();
            let (primary, test): (u16, u16) = (cells[3].parse().expect("primary"), cells[4].parse().expect("test"));
            if (cells[0], primary) == ("russian", 49) {
                continue;
            }
            assert_eq!(reference.ege_test_score(cells[0], SchoolYear(2024), primary), Ok(test), "{line}");
            compared += 1;
        }
        assert_eq!(compared, 416);
    }

    #[test]
    fn a_subject_is_found_whatever_its_spelling() {
        let reference = shipped();
        let slug = |text: &str| reference.subject_slug(text).map(str::to_owned);
        assert_eq!(slug("  Окружающий  мир ").as_deref(), Some("world-around"));
        assert_eq!(slug("Математика (углубленная)").as_deref(), Some("mathematics-advanced"));
        assert_eq!(slug("АН").as_deref(), Some("english"));
        assert_eq!(slug("MA").as_deref(), None, "Latin letters alone are another word");
        assert_eq!(slug(""), None);
        assert_eq!(reference.subject_by_exam_code(22).map(|subject| subject.key.as_str()), Some("mathematics-basic"));
    }

    #[test]
    fn every_name_of_a_subject_names_one_subject() {
        let reference = shipped();
        for subject in &reference.files.subjects.entries {
            for name in subject.synonyms.iter().chain(&subject.short).chain([&subject.key, &subject.title.ru, &subject.title.en]) {
                assert_eq!(reference.subject_slug(name), Some(subject.key.as_str()), "{name}");
            }
        }
    }

    #[test]
    fn scopes_are_read_from_the_words_of_exports() {
        assert_eq!(shipped().scope("Вся выборка"), Some(Scope::Country));
        assert_eq!(shipped().scope("ОО"), Some(Scope::School));
        assert_eq!(shipped().scope("класс"), None);
    }

    #[test]
    fn vpr_may_not_evaluate_teachers_or_schools() {
        let reference = shipped();
        let vpr = reference.regime(Kind::Vpr).expect("a regime");
        assert_eq!(vpr.allows(Purpose::ProcedureCheck), Ok(()));
        assert!(vpr.allows(Purpose::EvaluateTeacher).unwrap_err().ru.contains("02-86"));
        assert!(Kind::ALL.iter().all(|kind| reference.regime(*kind).is_some()));
    }

    #[test]
    fn an_own_file_replaces_entries_one_by_one() {
        let mut reference = shipped();
        let own = "id = \"protocol\"\nversion = \"7\"\n[[entry]]\nkey = \"too-few\"\nvalue = 12\ntitle = { ru = \"а\", en = \"a\" }\n\
                   cite = { source = \"Приказ школы № 5\", confidence = \"high\" }\n";
        reference.overlay("school.toml", own).expect("a good file");
        assert_eq!(reference.protocol().too_few, 12);
        assert!((reference.protocol().q - 0.10).abs() < 1e-15, "other entries stay");
        assert_eq!(reference.list()[0].version, "2026.2 + school.toml (7)");
        assert_eq!(reference.check(), []);
    }

    /// What `reference show ID --toml` prints is an own file that changes nothing.
    #[test]
    fn every_shipped_file_is_a_file_to_begin_with() {
        for file in shipped().list() {
            let mut reference = shipped();
            let text = reference.text(&file.id).expect("its text").to_owned();
            reference.overlay("own.toml", &text).expect("laid over itself");
            assert_eq!(reference.check(), [], "{}", file.id);
        }
        assert_eq!(shipped().text("nothing"), None);
    }

    #[test]
    fn unknown_keys_and_values_out_of_range_are_refused_with_their_place() {
        let mut reference = shipped();
        let own = |id: &str, key: &str, value: &str| {
            format!(
                "id = \"{id}\"\nversion = \"7\"\n\n[[entry]]\nkey = \"{key}\"\nvalue = {value}\ntitle = {{ ru = \"а\", en = \"a\" }}\n\
                 cite = {{ source = \"я\", confidence = \"high\" }}\n"
            )
        };
        let mut said = |id, key, value| reference.overlay("my.toml", &own(id, key, value)).map_err(|error| error.text().ru);
        assert_eq!(said("protocol", "q", "2"), Err("my.toml:5: запись «q»: значение 2 вне пределов: от 0 до 0,5".to_owned()));
        assert!(said("protocol", "too-few", "1").is_err_and(|told| told.contains("от 5 до")));
        assert!(
            said("protocol", "toofew", "12")
                .is_err_and(|told| told.starts_with("my.toml:5") && told.contains("известны: q, look, too-few"))
        );
        assert!(said("sou", "weight-five", "1").is_err() && said("sou", "weight-6", "90").is_ok());
        assert!(said("sou", "pass-from", "6").is_err_and(|told| told.contains("pass-from ≤ good-from")));
        assert_eq!((said("protocol", "q", "0.05"), said("protocol", "too-few", "12")), (Ok(()), Ok(())), "the control");
    }

    #[test]
    fn an_own_scale_fills_a_gap() {
        let mut reference = shipped();
        let own = "id = \"scales-vpr\"\nversion = \"1\"\n[[entry]]\nkey = \"mine\"\nkind = \"vpr\"\nsubject = \"История\"\ngrade = 8\nmax = 20\n\
                   years = { from = \"2025/2026\" }\ncuts = [6, 10, 15]\ncite = { source = \"демоверсия\", confidence = \"high\" }\n";
        reference.overlay("mine.toml", own).expect("a good file");
        assert_eq!(reference.scale_for(Kind::Vpr, "история", 8, SchoolYear(2026), 20).map(|scale| cuts(&scale)), Some(vec![6, 10, 15]));
        let rival = own.replace("mine", "rival");
        reference.overlay("rival.toml", &rival).expect("well-formed");
        assert!(reference.scale_for(Kind::Vpr, "история", 8, SchoolYear(2026), 20).is_none(), "two fit");
        assert_eq!(reference.check().len(), 1);
        reference.overlay("odd.toml", &own.replace("mine", "odd").replace("История", "Алхимия")).expect("well-formed");
        assert!(reference.check().iter().any(|finding| finding.entry == "odd" && finding.what.ru.contains("«Алхимия» не опознан")));
    }

    #[test]
    fn errors_name_the_file_the_place_and_the_mending() {
        let mut reference = shipped();
        let mut said = |text: &str| reference.overlay("my.toml", text).unwrap_err().text().ru;
        assert!(said("id = \"scales\"\nversion = \"1\"\n").contains("известны: protocol, gates"));
        let typo = said("id = \"gates\"\nversion = \"1\"\n[[entry]]\nkey = \"group\"\nvaleu = 5\n");
        assert!(typo.starts_with("my.toml: TOML parse error at line 3") || typo.contains("line"), "{typo}");
        assert!(typo.contains("objektiv reference"));
        let torn = said("id = \"gates\n");
        assert!(torn.contains("line 1"), "{torn}");
        let scale = said(
            "id = \"scales-vpr\"\nversion = \"1\"\n[[entry]]\nkey = \"k\"\nkind = \"vpr\"\nsubject = \"history\"\ngrade = 8\nmax = 20\nyears = {}\n\
             cuts = [10, 6, 15]\ncite = { source = \"я\", confidence = \"low\" }\n",
        );
        assert!(scale.contains("запись «k»") && scale.contains("границы должны расти"), "{scale}");
        let nameless = said(
            "id = \"gates\"\nversion = \"1\"\n[[entry]]\nkey = \"group\"\nvalue = 5\ntitle = { ru = \"\", en = \"\" }\ncite = { source = \" \", confidence = \"low\" }\n",
        );
        assert!(nameless.contains("нет источника"), "{nameless}");
        assert_eq!(reference.gates().group, 10, "nothing changed");
    }
}
