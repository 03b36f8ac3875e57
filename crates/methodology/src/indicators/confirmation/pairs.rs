//! The same pupil on an earlier and a later measure of one subject.

use std::collections::BTreeMap;

use crate::other_scale::OtherScale;
use records::dataset::{ClassId, Dataset, JournalMark, KimId, Period, PersonId, SchoolId};
use records::provenance::Origin;
use records::reference::Reference;
use records::vocabulary::{Kind, SchoolYear};

/// A step: subject (its slug where known), year of the later measure, both measures as codes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Step {
    pub subject: String,
    pub year: SchoolYear,
    pub from: String,
    pub to: String,
}

/// One pupil on both.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pair {
    pub school: SchoolId,
    pub class: ClassId,
    /// Earlier mark.
    pub before: u8,
    /// Later mark or test score.
    pub after: f64,
    pub origins: [Origin; 2],
}

/// The pairs of a step.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Pairs {
    /// Subject as written.
    pub subject: String,
    /// Whether the later measure is a mark, so that the two can be compared without other schools.
    pub marks: bool,
    pub list: Vec<Pair>,
}

/// Earlier marks of a pupil in a subject: (year, rank, code) → mark and its row. Within a year a procedure comes before the mark of the year.
type Earlier = BTreeMap<(SchoolYear, u8, String), (u8, Origin)>;

/// Everything there is to link.
struct Records<'a> {
    dataset: &'a Dataset,
    /// Slug of every subject name.
    slugs: Vec<String>,
    class_of: BTreeMap<(PersonId, SchoolYear), ClassId>,
    earlier: BTreeMap<(PersonId, String), Earlier>,
}

const PROCEDURE: u8 = 0;
const YEAR: u8 = 1;
const OGE: u8 = 2;

/// Every step with its pairs: year → ОГЭ, procedure → ОГЭ, ОГЭ → ЕГЭ, procedure → ЕГЭ, year → ЕГЭ, last quarter → interim attestation.
/// Quarter → ВПР is asked by `journal`, year by year of the same procedure by the dynamics of a cohort.
pub(super) fn gather(dataset: &Dataset, reference: &Reference) -> BTreeMap<Step, Pairs> {
    let records = Records::of(dataset, reference);
    let mut steps: BTreeMap<Step, Pairs> = BTreeMap::new();
    records.examinations(&mut steps);
    records.attestations(&mut steps);
    steps
}

impl<'a> Records<'a> {
    fn of(dataset: &'a Dataset, reference: &Reference) -> Self {
        let slug = |name: &str| reference.subject_slug(name).unwrap_or(name).to_owned();
        let mut records = Self {
            dataset,
            slugs: dataset.subject_names.iter().map(slug).collect(),
            class_of: dataset.pupils.iter().map(|row| ((row.person, row.year), row.class)).collect(),
            earlier: BTreeMap::new(),
        };
        let other = OtherScale::of(dataset, reference);
        records.journal(&other);
        records.procedures(&other);
        records.first_examinations();
        records
    }

    /// Slug of a subject; mathematics of both levels of ЕГЭ is taught as mathematics.
    fn taught(&self, subject: u32) -> String {
        let slug = self.slugs.get(subject as usize).map_or("", String::as_str);
        slug.strip_suffix("-basic").or_else(|| slug.strip_suffix("-profile")).unwrap_or(slug).to_owned()
    }

    fn keep(&mut self, person: PersonId, subject: String, key: (SchoolYear, u8, String), mark: u8, origin: Origin) {
        self.earlier.entry((person, subject)).or_default().entry(key).or_insert((mark, origin));
    }

    fn journal(&mut self, other: &OtherScale) {
        for row in &self.dataset.marks {
            self.class_of.entry((row.person, row.year)).or_insert(row.class);
            if other.journal(row.school, row.subject) {
                continue;
            }
            if let (Period::Year, JournalMark::Mark(mark)) = (row.period, row.mark) {
                let subject = self.taught(row.subject.0);
                self.keep(row.person, subject, (row.year, YEAR, row.period.code()), mark, row.origin);
            }
        }
    }

    fn procedures(&mut self, other: &OtherScale) {
        for (id, (kim, sitting)) in (0..).zip(self.dataset.kims.iter().zip(&self.dataset.sittings)) {
            if !matches!(kim.kind, Some(Kind::Vpr | Kind::Dkr)) || other.work(KimId(id)) {
                continue;
            }
            let subject = self.taught(kim.subject.0);
            for (row, person) in sitting.person.iter().enumerate() {
                let mark = sitting.mark.get(row).copied().flatten();
                if let (Some(mark), Some(&origin)) = (mark, sitting.origin.get(row)) {
                    self.keep(*person, subject.clone(), (kim.year, PROCEDURE, kim.kim.clone()), mark, origin);
                }
            }
        }
    }

    fn first_examinations(&mut self) {
        for row in self.dataset.exams.iter().filter(|row| row.exam == Kind::Oge) {
            if let Some(mark) = row.mark {
                let subject = self.taught(row.subject.0);
                self.keep(row.person, subject, (row.year, OGE, Kind::Oge.code().to_owned()), mark, row.origin);
            }
        }
    }

    /// Every examination against the latest earlier procedure, the mark of its year, and ЕГЭ against ОГЭ.
    fn examinations(&self, steps: &mut BTreeMap<Step, Pairs>) {
        for row in self.dataset.exams.iter().filter(|row| matches!(row.exam, Kind::Oge | Kind::Ege)) {
            let after = row.score.map(f64::from).or_else(|| row.mark.map(f64::from));
            let class = self.class_of.get(&(row.person, row.year));
            let (Some(after), Some(&class)) = (after, class) else { continue };
            let Some(earlier) = self.earlier.get(&(row.person, self.taught(row.subject.0))) else { continue };
            let latest = |rank: u8| earlier.iter().rev().find(|((year, of, _), _)| *of == rank && *year <= row.year);
            let of_year = latest(YEAR).filter(|((year, ..), _)| *year == row.year);
            let examined = latest(OGE).filter(|_| row.exam == Kind::Ege);
            for ((_, _, from), (before, origin)) in [latest(PROCEDURE), of_year, examined].into_iter().flatten() {
                let subject = self.slugs.get(row.subject.0 as usize).cloned().unwrap_or_default();
                let step = Step { subject, year: row.year, from: from.clone(), to: row.exam.code().to_owned() };
                let pairs = steps.entry(step).or_insert_with(|| self.empty(row.subject.0, row.score.is_none()));
                pairs.list.push(Pair { school: row.school, class, before: *before, after, origins: [*origin, row.origin] });
            }
        }
    }

    fn empty(&self, subject: u32, marks: bool) -> Pairs {
        Pairs { subject: self.dataset.subject_names.name(subject).to_owned(), marks, list: Vec::new() }
    }

    /// The interim attestation against the last part of the same year.
    fn attestations(&self, steps: &mut BTreeMap<Step, Pairs>) {
        let place = |row: &records::dataset::MarkRow| (row.person, row.subject, row.year);
        let mut last: BTreeMap<_, (Period, u8, Origin)> = BTreeMap::new();
        for row in &self.dataset.marks {
            if let (Period::Quarter(_) | Period::Trimester(_) | Period::Half(_), JournalMark::Mark(mark)) = (row.period, row.mark) {
                let known = last.entry(place(row)).or_insert((row.period, mark, row.origin));
                let rank = |period: Period| Period::ALL.iter().position(|one| *one == period);
                if rank(row.period) > rank(known.0) {
                    *known = (row.period, mark, row.origin);
                }
            }
        }
        for row in self.dataset.marks.iter().filter(|row| row.period == Period::Interim) {
            let (JournalMark::Mark(after), Some(&(period, before, origin))) = (row.mark, last.get(&place(row))) else { continue };
            let subject = self.slugs.get(row.subject.0 as usize).cloned().unwrap_or_default();
            let step = Step { subject, year: row.year, from: period.code(), to: Period::Interim.code() };
            let pairs = steps.entry(step).or_insert_with(|| self.empty(row.subject.0, true));
            let origins = [origin, row.origin];
            pairs.list.push(Pair { school: row.school, class: row.class, before, after: f64::from(after), origins });
        }
    }
}
