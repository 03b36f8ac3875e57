//! What the card says holds; honest regions stay quiet; raised year marks are not confirmed.

use psychometrics::stream::Stream;

use super::*;
use crate::indicators::calibration::judge;
use crate::indicators::other_units::tested;
use crate::indicators::tests::readings_of;
use records::dataset::{JournalMark, Period};
use records::reference::Reference;
use records::study::UnitReading;
use records::vocabulary::SchoolYear;
use rehearsal::harness::area;
use rehearsal::simulate::{Knobs, World, region};

fn read(dataset: &Dataset) -> Vec<UnitReading> {
    readings_of(dataset, &Confirmation)
}

fn answered(reading: &UnitReading) -> Option<&Reading> {
    match &reading.outcome {
        Outcome::Answered(answer) => Some(answer),
        _ => None,
    }
}

#[test]
fn the_example_of_the_card() {
    let error = (0.15_f64 * 0.15 + 0.40 / 25.0).sqrt();
    let protocol = Reference::shipped().unwrap().protocol();
    let own = judge(Raw { n: 25, school: 0, effect: 4.20 - 3.85, error }, 0.0, 1.0, f64::INFINITY, &protocol);
    assert!((error - 0.196).abs() < 5e-4 && (own.z - 1.78).abs() < 0.01, "{} {}", error, own.z);
}

/// Leavers of grade 9 in a region: marks of the year and examinations.
fn leavers(knobs: Knobs, seed: u64) -> World {
    region(&Knobs { works: Vec::new(), ..knobs }, seed)
}

/// Raises marks of the year of some classes of grade 9 by one, with chance .35 a pupil; the keys of the raised registers.
fn raise(world: &mut World, seed: u64) -> std::collections::BTreeSet<(String, String, String)> {
    let mut raised = std::collections::BTreeSet::new();
    let mut stream = Stream::of(seed, "confirmation-planted", 0);
    let mut chosen: BTreeMap<(u32, u32, u32), bool> = BTreeMap::new();
    let dataset = &mut world.dataset;
    for row in dataset.marks.iter_mut().filter(|row| row.period == Period::Year) {
        let class = dataset.class_names.name(row.class.0);
        let place = (row.school.0, row.class.0, row.subject.0);
        let bent = class.starts_with('9') && *chosen.entry(place).or_insert_with(|| stream.chance(0.12).unwrap());
        if let JournalMark::Mark(mark @ 2..=4) = row.mark
            && bent
            && stream.chance(0.35).unwrap()
        {
            row.mark = JournalMark::Mark(mark + 1);
            let school = dataset.schools[row.school.0 as usize].school.clone();
            raised.insert((school, class.to_owned(), dataset.subject_names.name(row.subject.0).to_owned()));
        }
    }
    raised
}

fn of_classes(all: &[UnitReading]) -> impl Iterator<Item = (&UnitReading, (String, String, String))> {
    all.iter().filter_map(|reading| match &reading.of {
        Whose::Link { school, class: Some(class), subject, from, to, .. } if from == "year" && to == "oge" => {
            Some((reading, (school.clone(), class.clone(), subject.clone())))
        }
        _ => None,
    })
}

/// Honest regions: strict and kind journals, occasions, intakes. Two levels at a one-sided 99.9 % Monte-Carlo band; classes of one school share
/// teachers, so the number of independent ones is taken as half. Together about .2 %.
#[test]
fn honest_classes_stay_quiet() {
    let mut p = Vec::new();
    for seed in 1..=3 {
        let world = leavers(Knobs { schools: 100, ..Knobs::honest() }, seed);
        p.extend(read(&world.dataset).iter().filter_map(|reading| tested(&reading.outcome)));
    }
    assert!(p.len() > 500, "{}", p.len());
    for level in [0.01, 0.05] {
        let share = p.iter().filter(|p| **p < level).count() as f64 / p.len() as f64;
        let limit = level + 3.1 * (level * (1.0 - level) / (0.5 * p.len() as f64)).sqrt();
        assert!(share <= limit, "{share:.4} below {level}, limit {limit:.4}, n {}", p.len());
    }
}

/// Marks of the year raised for a third of the pupils: about .3 of a mark in the mean, against honest strictness of .2.
/// covers: R20, D16
#[test]
fn raised_year_marks_are_not_confirmed() {
    let mut judged: Vec<(f64, bool)> = Vec::new();
    let mut effects = Vec::new();
    for seed in 1..=2 {
        let mut world = leavers(Knobs { schools: 100, ..Knobs::honest() }, seed);
        let raised = raise(&mut world, seed);
        let all = read(&world.dataset);
        for (reading, key) in of_classes(&all) {
            let Some(answer) = answered(reading).filter(|answer| answer.p.is_finite()) else { continue };
            judged.push((-answer.p, raised.contains(&key)));
            effects.extend(raised.contains(&key).then_some(answer.effect));
        }
    }
    let found = area(&judged).unwrap();
    let mean = effects.iter().sum::<f64>() / effects.len() as f64;
    assert!(found.n >= 20 && found.value > 0.7, "{found:?} of {}", judged.len());
    assert!((0.1..0.5).contains(&mean), "{mean}");
}

/// A procedure of grade 8 against the examination a year later, and one examination against the next: by hand, one pupil each.
/// covers: R20
#[test]
fn steps_follow_the_pupil_over_the_years() {
    let works = vec!["vpr-mathematics-8".to_owned(), "vpr-russian-8".to_owned()];
    let world = region(&Knobs { schools: 40, years: 2, works, ..Knobs::honest() }, 6);
    let all = read(&world.dataset);
    let of_procedures =
        all.iter().filter(|reading| matches!(&reading.of, Whose::Link { from, to, .. } if from == "vpr-mathematics-8-2025" && to == "oge"));
    let answers: Vec<&Reading> = of_procedures.filter_map(answered).collect();
    assert!(answers.len() > 30 && answers.iter().all(|answer| answer.p.is_finite()), "{}", answers.len());
    let mean = answers.iter().map(|answer| answer.effect).sum::<f64>() / answers.len() as f64;
    assert!(mean.abs() < 0.1, "honest classes are confirmed on the whole: {mean}");

    let mut dataset = world.dataset.clone();
    let Some(first) = dataset.exams.iter().find(|row| row.exam == records::vocabulary::Kind::Oge && row.mark.is_some()).cloned() else {
        panic!("nobody sat")
    };
    let year = SchoolYear(first.year.0 + 2);
    dataset.pupils.push(records::dataset::PupilRow {
        person: first.person,
        school: first.school,
        class: ClassId(0),
        year,
        grade: 11,
        sex: None,
        joined_on: None,
        left_on: None,
        origin: first.origin,
    });
    dataset.exams.push(records::dataset::ExamRow {
        exam: records::vocabulary::Kind::Ege,
        year,
        date: None,
        score: Some(60),
        mark: None,
        ..first.clone()
    });
    let steps = gather(&dataset, &Reference::shipped().unwrap());
    let linked: Vec<&Pairs> = steps
        .iter()
        .filter(|(step, _)| (step.from.as_str(), step.to.as_str(), step.year) == ("oge", "ege", year))
        .map(|(_, pairs)| pairs)
        .collect();
    assert_eq!(linked.len(), 1);
    assert_eq!((linked[0].list.len(), Some(linked[0].list[0].before), linked[0].marks), (1, first.mark, false));
}

/// One school alone: shares and no test; scores without marks cannot even be described.
#[test]
fn one_school_is_described_only() {
    let mut world = leavers(Knobs { schools: 1, class_size: 26.0, every_quarter: true, ..Knobs::honest() }, 4);
    let all = read(&world.dataset);
    let steps: std::collections::BTreeSet<(String, String)> = all
        .iter()
        .filter_map(|reading| if let Whose::Link { from, to, .. } = &reading.of { Some((from.clone(), to.clone())) } else { None })
        .collect();
    for (from, to) in [("year", "oge"), ("year", "ege"), ("q4", "interim")] {
        assert!(steps.contains(&(from.to_owned(), to.to_owned())), "{from} → {to}: {steps:?}");
    }
    assert!(all.iter().all(|reading| reading.q.is_none()));
    let told: Vec<&Reading> = all.iter().filter_map(answered).collect();
    assert!(!told.is_empty() && told.iter().all(|answer| answer.p.is_nan() && answer.direction == Direction::None));
    let refused = |reading: &&UnitReading| matches!(&reading.outcome, Outcome::NoData { why } if why.ru.contains("баллы"));
    assert!(all.iter().filter(refused).count() > 0);
    // Whatever the later marks are, the three shares add up to all pupils.
    for answer in told {
        let count = |name: &str| answer.workings.iter().find(|(of, _)| of.ru == name).map_or(0, |(_, count)| *count as usize);
        assert_eq!(count("понизили") + count("подтвердили") + count("повысили"), answer.n);
    }
    world.dataset.exams.clear();
    world.dataset.marks.retain(|row| row.period == Period::Year && row.year == SchoolYear(2025));
    assert!(read(&world.dataset).is_empty(), "nothing to link");
}

/// Outside the school a group of one to four is neither numbered nor drawn (constraint C10).
#[test]
fn a_small_group_is_not_told_outside() {
    let own = Shown { school: SchoolId(0), n: 40, before: 4.0, worth: 3.9, counts: [9, 28, 3], sampling: 0.01, linked: false };
    let said = |own: &Shown| match described(own) {
        Outcome::Answered(answer) => answer,
        other => panic!("{other:?}"),
    };
    let answer = said(&own);
    assert!(answer.explanation.ru.contains("повысили 3"));
    let outside = answer.explanation.outside(5).ru;
    assert!(outside.contains("есть малая группа") && !outside.contains("повысили 3"), "{outside}");
    assert!(!answer.figures[0].title.names.may_leave(5));
    let open = said(&Shown { counts: [9, 31, 0], ..own });
    assert_eq!(open.explanation.outside(5).ru, open.explanation.ru);
    assert!(open.figures[0].title.names.may_leave(5));
}
