//! What one file gives: records with ids of its own, problems, questions, sources. Drafts are joined after all files are read.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use records::dataset::{ClassId, Cut, Dataset, PersonId, School, SchoolId, Sitting, SubjectId, TeacherId};
use records::provenance::{Origin, Place, Problem, Question, Severity, Source, SourceId, Traits};
use records::reference::Reference;
use records::text::Text;

use crate::answers::Answers;
use crate::exam_sheet::ExamSheet;
use crate::limits;
use crate::names::Sealed;
use crate::work::Work;

/// One boundary of a scale as read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ScaleRow {
    /// KIM it belongs to.
    pub kim: String,
    /// The boundary.
    pub cut: Cut,
    /// Where it was read.
    pub origin: Origin,
}

/// What is known of observation of a class, until the works are known.
pub(crate) struct ObservationRow {
    pub school: String,
    pub class: String,
    /// Key of the KIM.
    pub procedure: String,
    /// Empty = every room.
    pub room: String,
    pub observed: bool,
    /// Where it was read.
    pub origin: Origin,
}

/// The growing result of reading one file.
pub(crate) struct Draft<'a> {
    /// Name of the file.
    pub file: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Records, with ids into the draft's own pools and sources. Its `sittings` stay empty: scripts go to `sittings` or `works` below.
    pub data: Dataset,
    /// Scripts whose KIM is described in another file, by its key; ids are the draft's own.
    pub sittings: Vec<(String, Sitting)>,
    /// Boundaries of scales, until the KIM are known.
    pub scales: Vec<ScaleRow>,
    /// What is known of observation, until the works are known.
    pub observations: Vec<ObservationRow>,
    /// Works whose key is made when all files are read.
    pub works: Vec<Work>,
    /// Protocols of examinations, whose rows become scripts where a KIM gives the maxima.
    pub exam_sheets: Vec<ExamSheet>,
    /// People known by name only, until the names are turned into pseudonyms.
    pub sealed: BTreeMap<PersonId, Sealed>,
    /// Whoever was known by name only, also when the names are forgotten.
    pub named: BTreeSet<PersonId>,
    /// What was wrong.
    pub problems: Vec<Problem>,
    /// What the program would not guess.
    pub questions: Vec<Question>,
    /// Questions that were answered.
    pub answered: Vec<Question>,
    /// Title, subject, grade, date, number of pupils … for `inspect`.
    pub details: Vec<(Text, String)>,
    /// First rows as understood, header first; names sealed.
    pub preview: Vec<Vec<String>>,
    answers: &'a Answers,
    reference: Option<&'a Reference>,
    told: BTreeMap<&'static str, usize>,
    school_ids: HashMap<String, SchoolId>,
}

impl<'a> Draft<'a> {
    /// An empty draft for a file.
    #[must_use]
    pub(crate) fn new(file: &str, sha256: &str, answers: &'a Answers) -> Self {
        Self {
            file: file.to_owned(),
            sha256: sha256.to_owned(),
            data: Dataset::default(),
            sittings: Vec::new(),
            scales: Vec::new(),
            observations: Vec::new(),
            works: Vec::new(),
            exam_sheets: Vec::new(),
            sealed: BTreeMap::new(),
            named: BTreeSet::new(),
            problems: Vec::new(),
            questions: Vec::new(),
            answered: Vec::new(),
            details: Vec::new(),
            preview: Vec::new(),
            answers,
            reference: None,
            told: BTreeMap::new(),
            school_ids: HashMap::new(),
        }
    }

    /// The same draft with the reference data at hand.
    #[must_use]
    pub(crate) const fn knowing(mut self, reference: &'a Reference) -> Self {
        self.reference = Some(reference);
        self
    }

    /// The reference data, where the caller gave them.
    #[must_use]
    pub(crate) const fn reference(&self) -> Option<&'a Reference> {
        self.reference
    }

    /// Opens a source: one sheet (or the whole text file) of a layout, with the meaning of its columns.
    pub(crate) fn source(
        &mut self,
        (format, title, traits): (&str, Text, Traits),
        sheet: Option<&str>,
        columns: Vec<(String, u32)>,
    ) -> SourceId {
        let id = SourceId(u32::try_from(self.data.sources.len()).unwrap_or(u32::MAX));
        let sheet = sheet.filter(|name| !name.is_empty()).map(str::to_owned);
        let (file, sha256) = (self.file.clone(), self.sha256.clone());
        self.data.sources.push(Source { file, sha256, format: format.to_owned(), title, traits, sheet, columns, records: 0 });
        id
    }

    /// Counts a record of a source and says where it came from.
    pub(crate) fn origin(&mut self, source: SourceId, row: u32) -> Origin {
        if let Some(source) = self.data.sources.get_mut(source.0 as usize) {
            source.records += 1;
        }
        Origin { source, row }
    }

    /// A spot in this file.
    #[must_use]
    pub(crate) fn place(&self, sheet: &str, row: Option<u32>, column: Option<u32>) -> Place {
        let sheet = (!sheet.is_empty()).then(|| sheet.to_owned());
        Place { file: self.file.clone(), sheet, row, column }
    }

    /// Tells a problem. After [`limits::PROBLEMS_OF_A_KIND`] of one code the rest are only counted (see [`Draft::finish`]).
    pub(crate) fn problem(&mut self, problem: Problem) {
        let told = self.told.entry(problem.code).or_default();
        *told += 1;
        if *told <= limits::PROBLEMS_OF_A_KIND {
            self.problems.push(problem);
        }
    }

    /// Tells that a cell or a row was left out.
    pub(crate) fn warn(&mut self, code: &'static str, place: Place, found: impl Into<String>, what: Text, mend: Text) {
        self.problem(Problem { code, severity: Severity::Warning, place, found: found.into(), what, mend });
    }

    /// Tells something worth knowing; everything was read.
    pub(crate) fn note(&mut self, code: &'static str, place: Place, found: impl Into<String>, what: Text) {
        self.problem(Problem { code, severity: Severity::Note, place, found: found.into(), what, mend: Text::default() });
    }

    /// Tells that the sheet or the file was not read.
    pub(crate) fn refuse(&mut self, code: &'static str, place: Place, found: impl Into<String>, what: Text, mend: Text) {
        self.problem(Problem { code, severity: Severity::Refused, place, found: found.into(), what, mend });
    }

    /// The answer to a question; without one the question is kept for the user.
    pub(crate) fn ask(&mut self, question: Question) -> Option<String> {
        let answer = self.answers.get(&question.key).map(str::to_owned);
        match answer {
            Some(answer) if question.choices.is_empty() || question.choices.contains(&answer) => {
                keep(&mut self.answered, question);
                Some(answer)
            }
            _ => {
                keep(&mut self.questions, question);
                None
            }
        }
    }

    /// The name that a class of this number has by every answer given for the school, whatever the year; None where they differ or none is.
    #[must_use]
    pub(crate) fn class_named_before(&self, school: &str, ordinal: &str) -> Option<&'a str> {
        let (of, last) = (format!("class:{school}:"), format!(":{ordinal}"));
        let answers: &'a Answers = self.answers;
        let mut names = answers.iter().filter(|(key, _)| key.starts_with(&of) && key.ends_with(&last)).map(|(_, name)| name);
        let first = names.next()?;
        names.all(|name| name == first).then_some(first)
    }

    /// Whether a question was answered.
    #[must_use]
    pub(crate) fn is_answered(&self, key: &str) -> bool {
        self.answers.get(key).is_some()
    }

    /// What the answer to a question says; an answer that says nothing is asked for again, so that it is not lost in silence.
    pub(crate) fn ask_for<T>(&mut self, question: Question, understand: impl Fn(&str) -> Option<T>) -> Option<T> {
        let again = question.clone();
        let understood = self.ask(question).map(|answer| understand(&answer))?;
        if understood.is_none() {
            self.answered.retain(|other| other.key != again.key);
            keep(&mut self.questions, again);
        }
        understood
    }

    /// School by its key.
    pub(crate) fn school(&mut self, key: &str) -> SchoolId {
        if let Some(&id) = self.school_ids.get(key) {
            return id;
        }
        let id = SchoolId(u32::try_from(self.data.schools.len()).unwrap_or(u32::MAX));
        self.data.schools.push(School { school: key.to_owned(), ..School::default() });
        self.school_ids.insert(key.to_owned(), id);
        id
    }

    /// Class by its name as written.
    pub(crate) fn class(&mut self, name: &str) -> ClassId {
        ClassId(self.data.class_names.intern(name))
    }

    /// Subject by its name as written.
    pub(crate) fn subject(&mut self, name: &str) -> SubjectId {
        SubjectId(self.data.subject_names.intern(name))
    }

    /// Teacher by code.
    pub(crate) fn teacher(&mut self, code: &str) -> TeacherId {
        TeacherId(self.data.teacher_names.intern(code))
    }

    /// Participant as the file writes it.
    pub(crate) fn person(&mut self, participant: &str) -> PersonId {
        PersonId(self.data.person_names.intern(participant))
    }

    /// Person known by name: an id that gets its pseudonym when all files are read.
    pub(crate) fn person_sealed(&mut self, name: Sealed) -> PersonId {
        let id = PersonId(self.data.person_names.nameless());
        self.sealed.insert(id, name);
        self.named.insert(id);
        id
    }

    /// Ends the reading: one cause in many rows is one message with their number, problems told only by their number become one note per kind.
    pub(crate) fn finish(&mut self) {
        let mut untold: BTreeMap<&'static str, usize> = std::mem::take(&mut self.told)
            .into_iter()
            .filter_map(|(code, told)| Some((code, told.checked_sub(limits::PROBLEMS_OF_A_KIND).filter(|count| *count > 0)?)))
            .collect();
        self.problems = one_message_a_cause(std::mem::take(&mut self.problems), &mut untold);
        for (code, count) in untold {
            let what = Text::new(
                format!("Таких замечаний в файле ещё {count}; показаны первые {}.", limits::PROBLEMS_OF_A_KIND),
                format!("{count} more of the same kind in this file; the first {} are shown.", limits::PROBLEMS_OF_A_KIND),
            );
            let mend = Text::new("Исправьте показанные и откройте файл ещё раз.", "Mend the ones shown and open the file again.");
            let place = Place::file(self.file.clone());
            self.problems.push(Problem { code, severity: Severity::Warning, place, found: count.to_string(), what, mend });
        }
    }
}

/// Problems of one code in one column of one sheet with the same words (but for numbers) are one cause: from [`limits::ONE_BY_ONE`] on they are told
/// once, with their number and the first rows. `untold`: how many of a code were only counted; they join the cause where it is the only one of its code.
fn one_message_a_cause(problems: Vec<Problem>, untold: &mut BTreeMap<&'static str, usize>) -> Vec<Problem> {
    type Cause = (&'static str, Option<String>, Option<u32>, String);
    let cause = |problem: &Problem| -> Cause {
        let words: String = problem.what.ru.chars().filter(|c| !c.is_ascii_digit()).collect();
        (problem.code, problem.place.sheet.clone(), problem.place.column, words)
    };
    let mut rows: BTreeMap<Cause, Vec<u32>> = BTreeMap::new();
    for problem in &problems {
        rows.entry(cause(problem)).or_default().extend(problem.place.row);
    }
    let mut kept: Vec<Problem> = Vec::with_capacity(problems.len());
    let mut told: BTreeSet<Cause> = BTreeSet::new();
    for mut problem in problems {
        let key = cause(&problem);
        let Some(rows_of) = rows.get(&key).filter(|rows| rows.len() >= limits::ONE_BY_ONE) else {
            kept.push(problem);
            continue;
        };
        if told.contains(&key) {
            continue;
        }
        let alone = rows.keys().filter(|other| other.0 == key.0).count() == 1;
        let count = rows_of.len() + if alone { untold.remove(key.0).unwrap_or(0) } else { 0 };
        let first: Vec<String> = rows_of.iter().take(3).map(|row| (row + 1).to_string()).collect();
        problem.what.ru.push_str(&format!(" Таких строк: {count} (первые: {}).", first.join(", ")));
        problem.what.en.push_str(&format!(" Such rows: {count} (the first: {}).", first.join(", ")));
        told.insert(key);
        kept.push(problem);
    }
    kept
}

/// Keeps a question once.
fn keep(questions: &mut Vec<Question>, question: Question) {
    if !questions.iter().any(|other| other.key == question.key) {
        questions.push(question);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_cause_is_one_message_with_its_number() {
        let answers = Answers::default();
        let told = |rows: u32| {
            let mut draft = Draft::new("a.xlsx", "", &answers);
            for row in 0..rows {
                let what = Text::new(format!("Балл {row} не прочитан."), format!("Points {row} were not read."));
                draft.warn("bad", draft.place("Лист1", Some(row + 1), Some(2)), row.to_string(), what, Text::default());
            }
            draft.warn("bad", draft.place("Лист1", Some(1), Some(3)), "", Text::new("Другое.", "Another."), Text::default());
            draft.finish();
            draft.problems
        };
        assert_eq!(told(3).len(), 4, "a few are told one by one");
        let many = told(48);
        assert_eq!(many.len(), 2);
        assert_eq!(many[0].what.ru, "Балл 0 не прочитан. Таких строк: 48 (первые: 2, 3, 4).");
        assert_eq!((many[0].found.as_str(), many[0].place.row), ("0", Some(1)), "the first is the example");
        let mut draft = Draft::new("a.xlsx", "", &answers);
        (0..80).for_each(|row| draft.warn("bad", draft.place("", Some(row), None), "", Text::new("Пусто.", "Empty."), Text::default()));
        draft.finish();
        assert_eq!(draft.problems.len(), 1);
        assert!(draft.problems[0].what.en.contains("Such rows: 80"), "{}", draft.problems[0].what.en);
    }
}
