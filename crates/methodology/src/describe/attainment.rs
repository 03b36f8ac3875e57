//! Attainment (R16) by class, parallel, subject and school: from period marks and from marks of procedures.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::marks::Tally;
use super::paper::Paper;
use crate::other_scale::OtherScale;
use records::dataset::{ClassId, Dataset, JournalMark, KimId, Period, PersonId, SchoolId, SubjectId};
use records::provenance::{Origin, SourceId};
use records::reference::Reference;
use records::study::{AttainmentLevel, AttainmentRow, Span};
use records::vocabulary::SchoolYear;

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
/// Levels over all subjects (`Class`, `Parallel`, `School`) count marks in N, a pupil with ten subjects is ten; their intervals count pupils, because the
/// marks of one pupil go together. Procedures appear by class and by parallel of their subject.
#[must_use]
pub(crate) fn attainment_table(dataset: &Dataset, reference: &Reference) -> Vec<AttainmentRow> {
    let mut cells: BTreeMap<Cell, (Tally, Runs)> = BTreeMap::new();
    let mut pupils: Vec<(Place, PersonId)> = Vec::new();
    period_marks(dataset, reference, |cell, person, mark, origin| {
        let (tally, runs) = cells.entry(cell).or_default();
        tally.add(mark);
        runs.add(origin, origin.row);
        if matches!(mark, JournalMark::Mark(_) | JournalMark::NotAttested) {
            pupils.push((place(&cell), person));
        }
    });
    procedure_marks(dataset, |cell, mark, origin| {
        let (tally, runs) = cells.entry(cell).or_default();
        tally.add(mark);
        if let Some(origin) = origin {
            runs.add(origin, origin.row);
        }
    });
    let grades = Grades::new(dataset);
    let other = OtherScale::of(dataset, reference);
    let mut rows: BTreeMap<RowKey, Row> = BTreeMap::new();
    for (cell, (tally, runs)) in &cells {
        for level in levels_of(cell.4) {
            let row = rows.entry(key(dataset, &grades, *level, cell)).or_default();
            row.tally.merge(tally);
            row.runs.merge(runs);
            row.other_scale |= match cell.4 {
                When::Period(_) => other.journal(cell.0, cell.2),
                When::Procedure(kim) => other.work(kim),
            };
        }
    }
    for (place, count) in distinct(pupils) {
        for level in OVER_SUBJECTS {
            let cell = (place.0, place.1, SubjectId(0), place.2, place.3);
            rows.entry(key(dataset, &grades, level, &cell)).or_default().pupils += count;
        }
    }
    let filled = |(_, row): &(RowKey, Row)| row.tally.n() + row.tally.released > 0;
    rows.into_iter().filter(filled).map(|(key, cells)| row(dataset, reference, key, &cells)).collect()
}

/// What a row is added up from.
#[derive(Default)]
struct Row {
    tally: Tally,
    pupils: usize,
    runs: Runs,
    /// Whether any of its marks are of another scale.
    other_scale: bool,
}

/// First and last row of every source.
#[derive(Clone, Debug, Default)]
struct Runs(BTreeMap<SourceId, (u32, u32)>);

impl Runs {
    fn add(&mut self, first: Origin, last: u32) {
        let run = self.0.entry(first.source).or_insert((first.row, last));
        *run = (run.0.min(first.row), run.1.max(last));
    }

    fn merge(&mut self, other: &Self) {
        for (&source, &(row, last)) in &other.0 {
            self.add(Origin { source, row }, last);
        }
    }

    fn spans(&self) -> Vec<Span> {
        self.0.iter().map(|(&source, &(row, last_row))| Span { first: Origin { source, row }, last_row }).collect()
    }
}

/// A class in a period, all subjects together.
type Place = (SchoolId, ClassId, SchoolYear, When);

const OVER_SUBJECTS: [AttainmentLevel; 3] = [AttainmentLevel::Class, AttainmentLevel::Parallel, AttainmentLevel::School];

const fn place(cell: &Cell) -> Place {
    (cell.0, cell.1, cell.3, cell.4)
}

/// Different pupils of every class and period.
fn distinct(mut pupils: Vec<(Place, PersonId)>) -> Vec<(Place, usize)> {
    pupils.sort_unstable();
    pupils.dedup();
    pupils.chunk_by(|a, b| a.0 == b.0).filter_map(|class| Some((class.first()?.0, class.len()))).collect()
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

fn row(dataset: &Dataset, reference: &Reference, key: RowKey, Row { tally, pupils, runs, other_scale }: &Row) -> AttainmentRow {
    let independent = if OVER_SUBJECTS.contains(&key.level) { *pupils } else { tally.n() };
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
        attainment: tally.attainment_of(independent, Some(reference.sou()).filter(|_| !other_scale)),
        spans: runs.spans(),
    }
}

/// Calls `each` for every period mark of a pupil who was still there when the period ended.
fn period_marks(dataset: &Dataset, reference: &Reference, mut each: impl FnMut(Cell, PersonId, JournalMark, Origin)) {
    let leavers = Leavers::new(dataset, reference);
    for mark in &dataset.marks {
        if leavers.had_left(mark.person, mark.school, mark.year, mark.period) {
            continue;
        }
        let Some(order) = Period::ALL.iter().position(|period| *period == mark.period) else { continue };
        each((mark.school, mark.class, mark.subject, mark.year, When::Period(order)), mark.person, mark.mark, mark.origin);
    }
}

fn procedure_marks(dataset: &Dataset, mut each: impl FnMut(Cell, JournalMark, Option<Origin>)) {
    for ((kim, sitting), id) in dataset.kims.iter().zip(&dataset.sittings).zip(0..) {
        let paper = Paper::new(kim, sitting);
        for (row, script) in paper.scripts.iter().enumerate() {
            let place = sitting.school.get(row).zip(sitting.class.get(row));
            if let (Some(mark), Some((&school, &class))) = (script.and_then(|script| script.mark), place) {
                let cell = (school, class, kim.subject, kim.year, When::Procedure(KimId(id)));
                each(cell, JournalMark::Mark(mark), sitting.origin.get(row).copied());
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
    pub(super) fn new(dataset: &Dataset, reference: &'a Reference) -> Self {
        let left = dataset.pupils.iter().filter_map(|pupil| Some(((pupil.person, pupil.school, pupil.year), pupil.left_on?)));
        Self { left: left.collect(), reference }
    }

    /// Whether the pupil had left before the period's end: such a pupil is not in N.
    pub(super) fn had_left(&self, person: PersonId, school: SchoolId, year: SchoolYear, period: Period) -> bool {
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
    pub(super) fn new(dataset: &Dataset) -> Self {
        let mut listed: BTreeMap<(SchoolId, ClassId, SchoolYear), u8> = BTreeMap::new();
        for (kim, sitting) in dataset.kims.iter().zip(&dataset.sittings) {
            let places: BTreeSet<(SchoolId, ClassId)> = sitting.school.iter().copied().zip(sitting.class.iter().copied()).collect();
            listed.extend(places.into_iter().map(|(school, class)| ((school, class, kim.year), kim.grade)));
        }
        listed.extend(dataset.pupils.iter().map(|pupil| ((pupil.school, pupil.class, pupil.year), pupil.grade)));
        Self { listed, named: dataset.class_names.iter().map(leading_number).collect() }
    }

    pub(super) fn of(&self, school: SchoolId, class: ClassId, year: SchoolYear) -> Option<u8> {
        let named = || self.named.get(class.0 as usize).copied().flatten();
        self.listed.get(&(school, class, year)).copied().or_else(named)
    }
}

fn leading_number(class: &str) -> Option<u8> {
    let digits: String = class.trim().chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|grade| (1..=11).contains(grade))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{journal_mark, paper, reference, script};
    use super::*;
    use records::dataset::PupilRow;

    fn leaves(dataset: &mut Dataset, person: &str, day: Date) {
        dataset.pupils.push(PupilRow {
            person: PersonId(dataset.person_names.intern(person)),
            school: SchoolId(0),
            class: ClassId(dataset.class_names.intern("4А")),
            year: SchoolYear(2025),
            grade: 4,
            sex: None,
            joined_on: None,
            left_on: Some(day),
            origin: Origin { source: SourceId(0), row: 0 },
        });
    }

    fn find<'a>(rows: &'a [AttainmentRow], level: AttainmentLevel, group: &str, subject: &str, period: &str) -> &'a AttainmentRow {
        let fits = |row: &&AttainmentRow| {
            (row.level, row.group.as_str(), row.subject.as_str(), row.period.as_str()) == (level, group, subject, period)
        };
        rows.iter().find(fits).unwrap_or_else(|| panic!("no row {level:?} {group} {subject} {period}"))
    }

    #[test]
    fn rolls_up_from_class_and_subject_to_the_school() {
        let mut dataset = paper();
        let mut put = |person: &str, class: &str, subject: &str, mark: &str| {
            journal_mark(&mut dataset, person, class, subject, 2025, Period::Quarter(1), mark)
        };
        for (person, mark) in [("a", "5"), ("b", "3"), ("c", "н/а"), ("d", "осв.")] {
            put(person, "4А", "Математика", mark);
        }
        put("e", "4Б", "Математика", "2");
        put("a", "4А", "Музыка", "зач.");
        put("a", "4А", "История", "4");
        put("f", "10А", "История", "5");
        let rows = attainment_table(&dataset, &reference());
        let class = &find(&rows, AttainmentLevel::ClassSubject, "4А", "Математика", "q1").attainment;
        assert_eq!((class.n, class.not_attested, class.released, class.counts.clone()), (3, 1, 1, vec![(3, 1), (5, 1)]));
        assert!(class.sou.is_some_and(|sou| (sou - (1.0 + 0.36 + 0.07) / 3.0).abs() < 1e-12));
        let parallel = &find(&rows, AttainmentLevel::ParallelSubject, "4", "Математика", "q1").attainment;
        assert_eq!((parallel.n, parallel.counts.clone()), (4, vec![(2, 1), (3, 1), (5, 1)]));
        assert_eq!(find(&rows, AttainmentLevel::Class, "4А", "", "q1").attainment.n, 4, "marks of all subjects");
        let school = &find(&rows, AttainmentLevel::School, "", "", "q1").attainment;
        assert_eq!(school.n, 6);
        // 4 of 6 marks are 3 or more; the interval is that of 5 pupils: "a" has two marks, "d" is released.
        let (low, high) = psychometrics::binomial::wilson(4.0 / 6.0 * 5.0, 5.0, 0.95).unwrap();
        let near = |a: f64, b: f64| (a - b).abs() < 1e-12;
        assert!(school.pass.is_some_and(|pass| near(pass[0], low) && near(pass[1], 4.0 / 6.0) && near(pass[2], high)));
        assert_eq!(find(&rows, AttainmentLevel::Subject, "", "История", "q1").attainment.n, 2);
        assert!(!rows.iter().any(|row| row.subject == "Музыка"), "зач. is no mark");
        let classes: Vec<&str> = rows.iter().filter(|row| row.level == AttainmentLevel::Class).map(|row| row.group.as_str()).collect();
        assert_eq!(classes, ["4А", "4Б", "10А"], "by grade, not by letter");
    }

    #[test]
    fn who_left_before_the_end_of_the_period_is_not_in_n() {
        let mut dataset = paper();
        for (person, period) in [("a", Period::Quarter(1)), ("b", Period::Quarter(1)), ("b", Period::Quarter(2)), ("b", Period::Year)] {
            journal_mark(&mut dataset, person, "4А", "Математика", 2025, period, "4");
        }
        leaves(&mut dataset, "b", Date::constant(2025, 11, 20));
        let rows = attainment_table(&dataset, &reference());
        assert_eq!(find(&rows, AttainmentLevel::ClassSubject, "4А", "Математика", "q1").attainment.n, 2, "there when quarter 1 ended");
        assert!(!rows.iter().any(|row| row.period == "q2" || row.period == "year"));
    }

    #[test]
    fn marks_of_a_procedure_follow_its_scale() {
        let mut dataset = paper();
        for cells in ["1203", "0100", "N200", ""] {
            script(&mut dataset, 0, "4А", cells, None);
        }
        dataset.sittings[0].mark[1] = Some(3);
        let rows = attainment_table(&dataset, &reference());
        let class = &find(&rows, AttainmentLevel::ClassSubject, "4А", "Русский язык", "vpr-russian-4-2026").attainment;
        assert_eq!(class.counts, [(3, 2), (5, 1)], "a recorded mark stands before the scale");
        assert_eq!(rows.len(), 2, "class and parallel");
        let rows_read: Vec<(u32, u32)> = rows.iter().flat_map(|row| &row.spans).map(|span| (span.first.row, span.last_row)).collect();
        let marked = dataset.sittings[0].origin[0].row;
        assert!(rows_read.len() == 2 && rows_read.iter().all(|(first, last)| *first == marked && last > first), "{rows_read:?}");
    }
}
