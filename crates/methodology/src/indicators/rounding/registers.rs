//! Period marks with the journal's own averages, register by register.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::other_scale::OtherScale;
use records::dataset::{ClassId, Dataset, EntryRow, JournalMark, MarkRow, Period, PersonId, SchoolId, SubjectId, TeacherId};
use records::provenance::Origin;
use records::reference::Reference;
use records::vocabulary::SchoolYear;

/// Place of a register: school, year, class, subject, period.
pub(super) type Place = (SchoolId, SchoolYear, ClassId, SubjectId, Period);

/// A pupil's mark of the period and the average behind it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pupil {
    pub person: PersonId,
    pub mark: u8,
    pub average: f64,
}

/// The period marks of one class in one subject.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Register {
    pub pupils: Vec<Pupil>,
    /// Pupils with a mark whose average is not known.
    pub unknown: usize,
    pub teacher: Option<TeacherId>,
    pub origins: Vec<Origin>,
}

/// Registers of parts of the year, in the order of their places; those of another scale of marks are no registers of this rule. Marks of the year and of attestations are no averages of current marks.
pub(super) fn gather(dataset: &Dataset, reference: &Reference) -> BTreeMap<Place, Register> {
    let (taught, other) = (teachers(dataset), OtherScale::of(dataset, reference));
    let current = Current::of(dataset, reference);
    let mut registers: BTreeMap<Place, Register> = BTreeMap::new();
    for row in dataset.marks.iter().filter(|row| matches!(row.period, Period::Quarter(_) | Period::Trimester(_) | Period::Half(_))) {
        let JournalMark::Mark(mark) = row.mark else { continue };
        if other.journal(row.school, row.subject) {
            continue;
        }
        let register = registers.entry((row.school, row.year, row.class, row.subject, row.period)).or_default();
        let teacher = row.teacher.or_else(|| taught.get(&(row.school, row.year, row.class, row.subject)).copied());
        register.teacher = register.teacher.or(teacher);
        match row.average.or_else(|| current.average(row)) {
            Some(average) if (1.0..=5.0).contains(&average) => {
                register.pupils.push(Pupil { person: row.person, mark, average });
                register.origins.push(row.origin);
            }
            _ => register.unknown += 1,
        }
    }
    registers
}

/// The one teacher of a class in a subject; two groups with different teachers have none in common.
fn teachers(dataset: &Dataset) -> BTreeMap<(SchoolId, SchoolYear, ClassId, SubjectId), TeacherId> {
    let mut all: BTreeMap<(SchoolId, SchoolYear, ClassId, SubjectId), BTreeSet<TeacherId>> = BTreeMap::new();
    for row in &dataset.teaching {
        all.entry((row.school, row.year, row.class, row.subject)).or_default().insert(row.teacher);
    }
    all.into_iter().filter_map(|(place, own)| Some((place, *own.first().filter(|_| own.len() == 1)?))).collect()
}

/// Current marks of one pupil in one subject and year.
type Entries<'a> = BTreeMap<(PersonId, SubjectId, SchoolYear), Vec<&'a EntryRow>>;

/// Averages computed from current marks, where the journal states none.
struct Current<'a> {
    entries: Entries<'a>,
    reference: &'a Reference,
}

impl<'a> Current<'a> {
    fn of(dataset: &'a Dataset, reference: &'a Reference) -> Self {
        let mut entries: Entries<'a> = BTreeMap::new();
        for row in dataset.entries.iter().filter(|row| matches!(row.mark, Some(JournalMark::Mark(_)))) {
            entries.entry((row.person, row.subject, row.year)).or_default().push(row);
        }
        Self { entries, reference }
    }

    /// Weighted mean of the current marks that belong to the period of a row: those dated within it; undated ones where they are as many as
    /// the row states.
    fn average(&self, row: &MarkRow) -> Option<f64> {
        let all = self.entries.get(&(row.person, row.subject, row.year))?;
        let dated = all.iter().all(|entry| entry.date.is_some());
        let own: Vec<&&EntryRow> = if dated {
            let (after, until) = self.days(row)?;
            all.iter().filter(|entry| entry.date.is_some_and(|day| day > after && day <= until)).collect()
        } else {
            let stated = usize::from(row.count?);
            all.iter().filter(|_| stated == all.len()).collect()
        };
        let (sum, weight) = own.iter().fold((0.0, 0.0), |(sum, weight), entry| match entry.mark {
            Some(JournalMark::Mark(mark)) => (sum + f64::from(mark) * f64::from(entry.weight), weight + f64::from(entry.weight)),
            _ => (sum, weight),
        });
        (weight > 0.0).then(|| sum / weight)
    }

    /// The period runs after the first day up to the second, by the calendar of the reference data.
    fn days(&self, row: &MarkRow) -> Option<(Date, Date)> {
        let end = |period: Period| {
            let key = match period {
                Period::Quarter(1..=3) | Period::Trimester(1..=2) | Period::Half(1) => format!("period-{}", period.code()),
                _ => "school-year-last".to_owned(),
            };
            self.reference.calendar(&key)?.days(row.year).map(|days| days.1)
        };
        let before = match row.period {
            Period::Quarter(n) if n > 1 => end(Period::Quarter(n - 1)),
            Period::Trimester(n) if n > 1 => end(Period::Trimester(n - 1)),
            Period::Half(n) if n > 1 => end(Period::Half(n - 1)),
            _ => self.reference.calendar("school-year-first")?.days(row.year)?.0.yesterday().ok(),
        };
        before.zip(end(row.period))
    }
}
