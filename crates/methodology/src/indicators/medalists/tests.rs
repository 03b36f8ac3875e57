//! What the card says holds; honest regions stay quiet; raised final marks are found.

use super::*;
use crate::indicators::tests::{answered, readings_of};
use records::dataset::{ExamRow, MedalRow, PersonId, SubjectId};
use records::figure::Plot;
use records::provenance::{Origin, SourceId};
use records::reference::Reference;
use records::study::UnitReading;
use records::vocabulary::Kind;
use rehearsal::harness::area;
use rehearsal::simulate::{Knobs, World, region};

/// One leaver: school, Russian, another subject, candidate, awarded.
type Leaver = (usize, Option<u16>, Option<u16>, Option<bool>, Option<bool>);

fn leavers(year: i16, list: &[Leaver]) -> Dataset {
    let mut dataset = Dataset::default();
    let subjects = ["Русский язык", "Математика профильная"].map(|name| SubjectId(dataset.subject_names.intern(name)));
    let year = SchoolYear(year);
    for (row, &(school, russian, other, candidate, awarded)) in (0_u32..).zip(list) {
        let school = dataset.school(&format!("edu{school:06}"));
        let person = PersonId(dataset.person_names.intern(&format!("p{row}")));
        let origin = Origin { source: SourceId(0), row };
        dataset.medals.push(MedalRow { person, school, year, degree: 1, candidate, awarded, origin });
        for (subject, score) in subjects.into_iter().zip([russian, other]).filter(|(_, score)| score.is_some()) {
            dataset.exams.push(ExamRow {
                person,
                school,
                exam: Kind::Ege,
                subject,
                year,
                date: None,
                primary: None,
                score,
                mark: None,
                origin,
            });
        }
    }
    dataset
}

fn read(dataset: &Dataset) -> Vec<UnitReading> {
    readings_of(dataset, &Medalists)
}

const YES: Option<bool> = Some(true);

#[test]
fn the_example_of_the_card() {
    let mut list: Vec<Leaver> = vec![(1, Some(60), Some(90), YES, Some(false)); 2];
    list.extend(vec![(1, Some(80), Some(90), YES, YES); 6]);
    let dataset = leavers(2025, &list);
    let all = read(&dataset);
    let own = answered(&all[0]);
    assert_eq!((own.n, own.effect, own.direction), (8, 25.0, Direction::None));
    assert!((own.ci[0] - 3.185).abs() < 0.001 && (own.ci[1] - 65.086).abs() < 0.001, "{:?}", own.ci);
    assert!(own.p.is_nan() && own.z.is_nan() && own.mde.is_nan() && all[0].q.is_none(), "nothing to test against");
    assert_eq!(own.p_kind, PKind::Borrowed);
    assert_eq!(all[0].spans.len(), 1);
    let usual = Usual { share: 0.1, correlation: 0.0, schools: 9, graduates: 90, plain: 0.1, not_met: 9, counted: 90 };
    let reference = Reference::shipped().unwrap();
    let tested = Tested::of(2, 8, &usual, &reference.protocol());
    assert!((tested.upper - 0.1125).abs() < 5e-4 && (tested.upper + tested.lower - 1.0).abs() < 1e-12, "{tested:?}");
}

#[test]
fn a_pupil_without_a_result_counts_neither_way() {
    let list = [
        (1, Some(60), Some(90), YES, None),
        (1, Some(80), Some(90), YES, None),
        (1, Some(80), Some(71), YES, None),
        (1, None, None, YES, None),
        (1, Some(50), Some(40), Some(false), None),
    ];
    let all = read(&leavers(2025, &list));
    let own = answered(&all[0]);
    assert_eq!(own.n, 3);
    assert!(own.explanation.ru.contains("Без результата ЕГЭ: 1"), "{}", own.explanation.ru);
    assert_eq!(own.figures.len(), 2);
    let Plot::Intervals { rows, .. } = &own.figures[1].plot else { panic!("bands") };
    assert!((rows.iter().map(|(_, share)| share[1]).sum::<f64>() - 1.0).abs() < 1e-12);
}

/// Outside the school one pupil without a result is not numbered (constraint C10).
#[test]
fn a_few_without_a_result_are_not_numbered_outside() {
    let mut list: Vec<Leaver> = vec![(1, Some(80), Some(90), YES, None); 9];
    list.push((1, None, None, YES, None));
    let dataset = leavers(2025, &list);
    let all = read(&dataset);
    let said = answered(all.iter().find(|reading| reading.indicator == CARD.id).unwrap()).explanation.outside(5).ru;
    assert!(said.contains("Есть ученики без результата") && !said.contains("ЕГЭ: 1"), "{said}");
}

/// Since 2024 the awarded alone say nothing; before, they are the ones asked about.
#[test]
fn whom_the_question_is_about_follows_the_year() {
    let list = vec![(1, Some(60), Some(90), None, YES); 5];
    let now = read(&leavers(2025, &list));
    assert!(matches!(&now[0].outcome, Outcome::NoData { why } if why.ru.contains("список")), "{:?}", now[0].outcome);
    let before = read(&leavers(2021, &list));
    assert!((answered(&before[0]).effect - 100.0).abs() < 1e-12);
    let none = read(&leavers(2025, &[(1, None, None, YES, None); 4]));
    assert!(matches!(&none[0].outcome, Outcome::NoData { why } if why.ru.contains("протоколы")));
    let few = read(&leavers(2025, &[(1, Some(70), Some(70), YES, None); 2]));
    assert!(matches!(&few[0].outcome, Outcome::TooFew { n: 2, need: 3, .. }));
    let old = read(&leavers(2010, &[(1, Some(70), Some(70), YES, None); 4]));
    assert!(matches!(&old[0].outcome, Outcome::NoData { why } if why.ru.contains("правила")));
}

/// covers: R5
#[test]
fn a_school_is_held_against_the_others_and_never_against_itself() {
    let school =
        |number: usize, not_met: usize| (0..8).map(move |i| (number, Some(if i < not_met { 60 } else { 80 }), Some(90), YES, None));
    let list: Vec<Leaver> = (1..=8).flat_map(|number| school(number, 1)).chain(school(9, 7)).collect();
    let all = read(&leavers(2025, &list));
    let (plain, bent) = (answered(&all[0]), answered(&all[8]));
    assert_eq!(bent.direction, Direction::Up);
    assert!(bent.p < 0.001 && bent.z > 3.0 && plain.p > 0.1, "{} {}", bent.p, plain.p);
    assert!(bent.mde > 30.0 && bent.mde < 87.5, "{}", bent.mde);
    let everyone = all.iter().find(|reading| matches!(reading.of, Whose::Area { scope: UnitScope::All, .. })).unwrap();
    assert_eq!(answered(everyone).n, 72);
    // However bad the school is, what it is held against stays the same.
    let worse: Vec<Leaver> = (1..=8).flat_map(|number| school(number, 1)).chain(school(9, 8)).collect();
    let again = read(&leavers(2025, &worse));
    let usual = |reading: &Reading| reading.workings.iter().find(|(name, _)| name.ru.contains("(π)")).map(|(_, share)| *share);
    assert_eq!(usual(bent), usual(answered(&again[8])));
}

/// Examinations and honours only.
fn leavers_of_a_region(knobs: Knobs, seed: u64) -> World {
    region(&Knobs { works: Vec::new(), marks: false, ..knobs }, seed)
}

/// p of the schools with whether their final marks were raised.
fn judged(world: &World) -> Vec<(f64, bool)> {
    let told = |reading: &UnitReading| match (&reading.of, &reading.outcome) {
        (Whose::School { school, .. }, Outcome::Answered(answer)) => Some((answer.p, world.inflated_honours.contains(school))),
        _ => None,
    };
    read(&world.dataset).iter().filter_map(told).collect()
}

/// Honest regions: schools differ in their pupils and their luck. Two levels at a one-sided 99.9 % Monte-Carlo band, together about .2 %.
#[test]
fn honest_schools_stay_quiet() {
    let p: Vec<f64> =
        (1..=12).flat_map(|seed| judged(&leavers_of_a_region(Knobs { schools: 120, ..Knobs::honest() }, seed))).map(|one| one.0).collect();
    assert!(p.len() > 200, "{}", p.len());
    for level in [0.01, 0.05] {
        let share = p.iter().filter(|p| **p < level).count() as f64 / p.len() as f64;
        let limit = level + 3.1 * (level * (1.0 - level) / p.len() as f64).sqrt();
        assert!(share <= limit, "{share:.4} below {level}, limit {limit:.4}, n {}", p.len());
    }
}

/// Final marks raised in a good part of the schools: the standard error of the area is about .04, a blind indicator stands at .5.
/// covers: R5
#[test]
fn raised_final_marks_are_found() {
    let judged: Vec<(f64, bool)> =
        (1..=4).flat_map(|seed| judged(&leavers_of_a_region(Knobs { schools: 120, share_bent: 0.08, ..Knobs::default() }, seed))).collect();
    let found = area(&judged.iter().map(|(p, bent)| (-p, *bent)).collect::<Vec<_>>()).unwrap();
    let alarms = judged.iter().filter(|(p, bent)| !*bent && *p < 0.05).count();
    assert!(alarms * 20 <= judged.len() - found.n, "schools set aside do not make others look bent: {alarms}");
    assert!(found.n >= 20 && found.value > 0.6, "{found:?} of {}", judged.len());
}
