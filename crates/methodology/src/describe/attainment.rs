//! Attainment (R16) by class, parallel, subject and school: from period marks and from marks of procedures.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::marks::Tally;
use super::paper::Paper;
use crate::dataset::{ClassId, Dataset, JournalMark, KimId, Period, PersonId, SchoolId, SubjectId};
use crate::reference::Reference;
use crate::study::{AttainmentLevel, AttainmentRow};
use crate::words::SchoolYear;

/// When marks were given: a period of the year (in the order of the year) or a procedure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum When {
    Period(usize),
    Procedure(KimId),
}

/// One class, one subject, one period: the cell everything wider is added up from.
type Cell = (SchoolId, ClassId, SubjectId, SchoolYear, When);

/// Attainment at every level. Rows: school, level, group (by grade, then name), subject, year, period as they follow in the year.
///
/// Levels over all subjects (`Class`, `Parallel`, `School`) count marks, not pupils: a pupil with ten subjects is ten in N. Procedures appear by class and
/// by parallel of their subject.
#[must_use]
pub fn attainment_table(dataset: &Dataset, reference: &Reference) -> Vec<AttainmentRow> {
    let mut cells: BTreeMap<Cell, Tally> = BTreeMap::new();
    period_marks(dataset, reference, |cell, mark| cells.entry(cell).or_default().add(mark));
    procedure_marks(dataset, |cell, mark| cells.entry(cell).or_default().add(mark));
    let mut rows: BTreeMap<RowKey, Tally> = BTreeMap::new();
    let grades = Grades::new(dataset);
    for (cell, tally) in &cells {
        for level in levels_of(cell.4) {
            rows.entry(key(dataset, &grades, *level, cell)).or_default().merge(tally);
        }
    }
    rows.into_iter().filter(|(_, tally)| tally.n() + tally.released > 0).map(|(key, tally)| row(dataset, reference, key, &tally)).collect()
}

/// Sort key and content of a row: school, level, (grade, group), subject, year, period.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct RowKey {
    school: String,
    level: AttainmentLevel,
    grade: u8,
    group: String,
    subject: String,
    year: SchoolYear,
    when: When,
}

const fn levels_of(when: When) -> &'static [AttainmentLevel] {
    use AttainmentLevel::{Class, ClassSubject, Parallel, ParallelSubject, School, Subject};
    match when {
        When::Period(_) => &[ClassSubject, Class, ParallelSubject, Parallel, Subject, School],
        When::Procedure(_) => &[ClassSubject, ParallelSubject],
    }
}

fn key(dataset: &Dataset, grades: &Grades, level: AttainmentLevel, cell: &Cell) -> RowKey {
    use AttainmentLevel::{Class, ClassSubject, Parallel, ParallelSubject, School, Subject};
    let &(school, class, subject, year, when) = cell;
    let grade = grades.of(school, class, year);
    let group = match level {
        ClassSubject | Class => dataset.class_names.name(class.0).to_owned(),
        ParallelSubject | Parallel => grade.map_or_else(String::new, |grade| grade.to_string()),
        Subject | School => String::new(),
    };
    let by_subject = matches!(level, ClassSubject | ParallelSubject | Subject);
    RowKey {
        school: dataset.schools.get(school.0 as usize).map_or_else(String::new, |school| school.school.clone()),
        level,
        grade: if matches!(level, Subject | School) { 0 } else { grade.unwrap_or(0) },
        group,
        subject: if by_subject { dataset.subject_names.name(subject.0).to_owned() } else { String::new() },
        year,
        when,
    }
}

fn row(dataset: &Dataset, reference: &Reference, key: RowKey, tally: &Tally) -> AttainmentRow {
    let period = match key.when {
        When::Period(index) => Period::ALL.get(index).map_or_else(String::new, |period| period.code()),
        When::Procedure(kim) => dataset.kims.get(kim.0 as usize).map_or_else(String::new, |kim| kim.kim.clone()),
    };
    AttainmentRow {
        school: key.school,
        level: key.level,
        group: key.group,
        subject: key.subject,
        year: key.year,
        period,
        attainment: tally.attainment(reference.sou()),
    }
}

/// Calls `each` for every period mark of a pupil who was still there when the period ended.
fn period_marks(dataset: &Dataset, reference: &Reference, mut each: impl FnMut(Cell, JournalMark)) {
    let leavers = Leavers::new(dataset, reference);
    for mark in &dataset.marks {
        if leavers.had_left(mark.person, mark.school, mark.year, mark.period) {
            continue;
        }
        let Some(order) = Period::ALL.iter().position(|period| *period == mark.period) else { continue };
        each((mark.school, mark.class, mark.subject, mark.year, When::Period(order)), mark.mark);
    }
}

fn procedure_marks(dataset: &Dataset, mut each: impl FnMut(Cell, JournalMark)) {
    for ((kim, sitting), id) in dataset.kims.iter().zip(&dataset.sittings).zip(0..) {
        let paper = Paper::new(kim, sitting);
        for (row, script) in paper.scripts.iter().enumerate() {
            let place = sitting.school.get(row).zip(sitting.class.get(row));
            if let (Some(mark), Some((&school, &class))) = (script.and_then(|script| script.mark), place) {
                each((school, class, kim.subject, kim.year, When::Procedure(KimId(id))), JournalMark::Mark(mark));
            }
        }
    }
}

/// Who left when, and when periods end (reference data `calendars`).
pub(super) struct Leavers<'a> {
    left: BTreeMap<(PersonId, SchoolId, SchoolYear), Date>,
    reference: &'a Reference,
}

impl<'a> Leavers<'a> {
    pub fn new(dataset: &Dataset, reference: &'a Reference) -> Self {
        let left = dataset.pupils.iter().filter_map(|pupil| Some(((pupil.person, pupil.school, pupil.year), pupil.left_on?)));
        Self { left: left.collect(), reference }
    }

    /// Whether the pupil had left before the period's end: such a pupil is not in N.
    pub fn had_left(&self, person: PersonId, school: SchoolId, year: SchoolYear, period: Period) -> bool {
        let Some(&left) = self.left.get(&(person, school, year)) else { return false };
        let end = self.reference.calendar(&end_key(period)).and_then(|entry| entry.days(year));
        end.is_some_and(|(_, last)| left < last)
    }
}

fn end_key(period: Period) -> String {
    match period {
        Period::Quarter(1..=3) | Period::Trimester(1..=2) | Period::Half(1) => format!("period-{}", period.code()),
        _ => "period-year".into(),
    }
}

/// Grade of a class: from the list of pupils, else the number its name begins with («10А» → 10, «4-1» → 4), else that of its works.
pub(super) struct Grades {
    listed: BTreeMap<(SchoolId, ClassId, SchoolYear), u8>,
    named: Vec<Option<u8>>,
}

impl Grades {
    pub fn new(dataset: &Dataset) -> Self {
        let mut listed: BTreeMap<(SchoolId, ClassId, SchoolYear), u8> = BTreeMap::new();
        for (kim, sitting) in dataset.kims.iter().zip(&dataset.sittings) {
            let places: BTreeSet<(SchoolId, ClassId)> = sitting.school.iter().copied().zip(sitting.class.iter().copied()).collect();
            listed.extend(places.into_iter().map(|(school, class)| ((school, class, kim.year), kim.grade)));
        }
        listed.extend(dataset.pupils.iter().map(|pupil| ((pupil.school, pupil.class, pupil.year), pupil.grade)));
        Self { listed, named: dataset.class_names.iter().map(leading_number).collect() }
    }

    pub fn of(&self, school: SchoolId, class: ClassId, year: SchoolYear) -> Option<u8> {
        let named = || self.named.get(class.0 as usize).copied().flatten();
        self.listed.get(&(school, class, year)).copied().or_else(named)
    }
}

fn leading_number(class: &str) -> Option<u8> {
    let digits: String = class.trim().chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|grade| (1..=11).contains(grade))
}
