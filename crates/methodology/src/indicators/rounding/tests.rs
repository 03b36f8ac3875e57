//! What the card says holds; honest registers stay quiet; raised period marks are found.

use std::collections::BTreeSet;

use psychometrics::stream::Stream;

use super::*;
use crate::indicators::tests::{answered, readings_of};
use records::dataset::{ClassId, EntryRow, JournalMark, MarkRow, Period, PersonId};
use records::provenance::{Origin, SourceId};
use records::reference::Reference;
use records::study::UnitReading;
use rehearsal::harness::area;
use rehearsal::simulate::{BendingKind, Knobs, region};

/// Registers of one school: teacher, then (mark, average) pupil by pupil.
fn school(registers: &[(u32, Vec<(u8, f64)>)]) -> Dataset {
    let mut dataset = Dataset::default();
    let school = dataset.school("edu000001");
    let subject = SubjectId(dataset.subject_names.intern("математика"));
    for (at, (teacher, list)) in registers.iter().enumerate() {
        let class = ClassId(dataset.class_names.intern(&format!("5-{at:03}")));
        for (row, &(mark, average)) in (0_u32..).zip(list) {
            let person = PersonId(dataset.person_names.intern(&format!("p{at}-{row}")));
            dataset.marks.push(MarkRow {
                person,
                school,
                class,
                subject,
                year: SchoolYear(2025),
                period: Period::Quarter(3),
                mark: JournalMark::Mark(mark),
                teacher: Some(TeacherId(*teacher)),
                average: Some(average),
                count: Some(10),
                origin: Origin { source: SourceId(0), row },
            });
        }
    }
    dataset
}

fn read(dataset: &Dataset) -> Vec<UnitReading> {
    readings_of(dataset, &Rounding)
}

/// A register that follows the rule from `threshold` on: averages 2.5 to 4.9.
fn ruled(threshold: f64, n: u32) -> Vec<(u8, f64)> {
    let average = |i: u32| 2.5 + 2.4 * f64::from(i) / f64::from(n.max(2) - 1);
    (0..n).map(|i| (by_rule(average(i), threshold), (100.0 * average(i)).round() / 100.0)).collect()
}

#[test]
fn an_average_becomes_a_mark_by_the_rule() {
    let cases = [(3.5, 0.5, 4), (3.49, 0.5, 3), (3.495, 0.5, 4), (3.42, 0.4, 4), (4.3, 0.3, 5), (1.2, 0.5, 2), (5.0, 0.5, 5)];
    for (average, threshold, mark) in cases {
        assert_eq!(by_rule(average, threshold), mark, "{average} from {threshold}");
    }
}

#[test]
fn the_example_of_the_card() {
    let lifted = (0..25).map(|i| if i < 3 { (5, 4.8) } else { (if i < 8 { 4 } else { 3 }, 3.2) }).collect::<Vec<_>>();
    let list: Vec<(u32, Vec<(u8, f64)>)> = (1..=6).map(|teacher| (teacher, ruled(0.5, 25))).chain([(9, lifted)]).collect();
    let all = read(&school(&list));
    let own = answered(&all[6]);
    assert_eq!((own.n, own.direction), (25, Direction::Up));
    assert!((own.effect - 0.2).abs() < 1e-12 && own.ci[0] > 0.0, "{own:?}");
    let protocol = Reference::shipped().unwrap().protocol();
    let shown = Shown { n: 25, could: 22, above: 5, below: 0, effect: 0.2, sampling: 0.01 };
    let tested = Tested::of(&shown, (0.02, 0.02), &protocol);
    assert!((tested.upper - 0.001_316).abs() < 1e-5, "{}", tested.upper);
    assert!(own.figures.len() == 2 && own.workings.iter().any(|(name, _)| name.ru.contains("отметка 4, средняя")));
    assert!(all[..6].iter().all(|plain| answered(plain).direction == Direction::None));
}

/// A school where everyone rounds up from .4 has nobody above its rule; a single teacher who does so among the strict is above theirs.
#[test]
fn the_practice_of_the_school_is_an_innocent_cause() {
    let kind: Vec<(u32, Vec<(u8, f64)>)> = (1..=8).map(|teacher| (teacher, ruled(0.4, 26))).collect();
    for reading in read(&school(&kind)) {
        let own = answered(&reading);
        assert!(own.explanation.ru.contains("с 0,40") && own.explanation.ru.contains("выше правила 0"), "{}", own.explanation.ru);
    }
    let strict: Vec<(u32, Vec<(u8, f64)>)> = (1..=8).map(|teacher| (teacher, ruled(0.65, 26))).chain([(9, ruled(0.5, 26))]).collect();
    let all = read(&school(&strict));
    assert!(answered(&all[8]).explanation.ru.contains("с 0,50") && answered(&all[8]).direction == Direction::None, "never assumed harsh");
    assert!(answered(&all[0]).effect < 0.0, "the strict are below halves");
}

/// Four raised registers of four teachers do not hide each other.
#[test]
fn several_raised_registers_are_each_seen() {
    let raised = || {
        let mut list = ruled(0.5, 26);
        list.iter_mut().filter(|pupil| pupil.0 < 5).step_by(2).for_each(|pupil| pupil.0 += 1);
        list
    };
    let list: Vec<(u32, Vec<(u8, f64)>)> =
        (1..=30).map(|teacher| (teacher, ruled(0.5, 26))).chain((31..=34).map(|teacher| (teacher, raised()))).collect();
    let all = read(&school(&list));
    let raised: Vec<f64> = all[30..].iter().map(|reading| answered(reading).p).collect();
    assert!(raised.iter().all(|p| *p < 0.005), "{raised:?}");
    assert!(all[..30].iter().all(|reading| answered(reading).p > 0.3));
}

#[test]
fn few_pupils_no_averages_and_few_registers() {
    let all = read(&school(&[(1, ruled(0.5, 25)), (2, ruled(0.5, 6))]));
    assert!(answered(&all[0]).p.is_nan() && answered(&all[0]).p_kind == PKind::Borrowed, "one other register teaches nothing");
    assert!(matches!(&all[1].outcome, Outcome::TooFew { n: 6, need: 10, .. }));
    let mut silent = school(&[(1, ruled(0.5, 25))]);
    silent.marks.iter_mut().for_each(|row| row.average = None);
    let all = read(&silent);
    assert!(all.len() == 1 && matches!(&all[0].of, Whose::School { .. }) && matches!(&all[0].outcome, Outcome::NoData { .. }));
}

/// Current marks stand for a missing average: dated ones of the period, undated ones where they are as many as the row says.
#[test]
fn current_marks_make_an_average() {
    let mut dataset = school(&[(1, ruled(0.5, 12))]);
    let reference = Reference::shipped().unwrap();
    let row = dataset.marks[0].clone();
    dataset.marks[0].average = None;
    let entry = |mark: u8, weight: u8, day: Option<jiff::civil::Date>| EntryRow {
        person: row.person,
        school: row.school,
        class: row.class,
        subject: row.subject,
        year: row.year,
        date: day,
        mark: Some(JournalMark::Mark(mark)),
        weight,
        origin: row.origin,
    };
    let (within, before) = (Some(jiff::civil::date(2026, 2, 3)), Some(jiff::civil::date(2025, 11, 3)));
    dataset.entries = vec![entry(5, 1, within), entry(3, 3, within), entry(2, 1, before)];
    let average = |dataset: &Dataset| {
        let registers = gather(dataset, &reference);
        registers
            .values()
            .next()
            .and_then(|register| register.pupils.iter().find(|pupil| pupil.person == row.person))
            .map(|pupil| pupil.average)
    };
    assert_eq!(average(&dataset), Some(3.5), "(5 + 3·3)/4, the autumn mark is of another quarter");
    dataset.entries = vec![entry(5, 1, None), entry(4, 1, None)];
    assert_eq!(average(&dataset), None, "two marks where the row says ten");
    dataset.marks[0].count = Some(2);
    assert_eq!(average(&dataset), Some(4.5));
}

/// Schools whose teachers lift single marks, some more than others (share 4 %, likeness .04), judged by the other teachers' registers. Two levels
/// at a one-sided 99.9 % Monte-Carlo band, together about .2 %.
#[test]
fn teachers_with_single_decisions_stay_quiet() {
    let mut p = Vec::new();
    for school_number in 0..25 {
        let mut stream = Stream::of(3, "rounding-null", school_number);
        let mass = beta_binomial::pmf(26, 0.04, 0.04).unwrap();
        let mut register = || {
            let mut list = ruled(0.5, 26);
            let lifted = stream.pick(&mass).unwrap();
            list.iter_mut().filter(|pupil| pupil.0 < 5).take(lifted).for_each(|pupil| pupil.0 += 1);
            list
        };
        let registers: Vec<(u32, Vec<(u8, f64)>)> = (0..40).map(|teacher| (teacher, register())).collect();
        p.extend(read(&school(&registers)).iter().map(|reading| answered(reading).p));
    }
    assert_eq!(p.len(), 1000);
    for level in [0.01, 0.05] {
        let share = p.iter().filter(|p| **p < level).count() as f64 / p.len() as f64;
        let limit = level + 3.1 * (level * (1.0 - level) / p.len() as f64).sqrt();
        assert!(share <= limit, "{share:.4} below {level}, limit {limit:.4}");
    }
}

/// The journals of a simulated region: teachers who round from .50, .55 and .60 give no false alarm; registers raised above their averages are
/// found. What was raised is known by comparing the two worlds of one seed.
#[test]
fn raised_period_marks_are_found_in_a_region() {
    let knobs = Knobs {
        schools: 40,
        works: vec!["vpr-mathematics-5".into(), "vpr-russian-5".into(), "vpr-mathematics-6".into(), "vpr-russian-6".into()],
        kinds: BTreeMap::from([(BendingKind::Journal, 1.0)]),
        share_bent: 0.15,
        strengths: [1.0, 0.0, 0.0],
        exams: false,
        ..Knobs::default()
    };
    let (honest, bent) = (region(&Knobs { honest: true, ..knobs.clone() }, 5), region(&knobs, 5));
    let quiet: Vec<f64> = read(&honest.dataset).iter().filter_map(|reading| super::super::other_units::tested(&reading.outcome)).collect();
    assert!(quiet.len() > 500 && quiet.iter().filter(|p| **p < 0.05).count() == 0, "{}", quiet.len());
    let raised: BTreeSet<Whose> = honest
        .dataset
        .marks
        .iter()
        .zip(&bent.dataset.marks)
        .filter(|(before, after)| before.mark != after.mark)
        .map(|(_, row)| whose(&bent.dataset, &(row.school, row.year, row.class, row.subject, row.period)))
        .collect();
    let judged: Vec<(f64, bool)> = read(&bent.dataset)
        .iter()
        .filter_map(|reading| Some((-super::super::other_units::tested(&reading.outcome)?, raised.contains(&reading.of))))
        .collect();
    let found = area(&judged).unwrap();
    assert!(found.n >= 20 && found.value > 0.9, "{found:?}");
}
