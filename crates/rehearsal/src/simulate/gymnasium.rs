//! One school of about a thousand pupils with two years behind it, and what its region and country published: the rehearsal of `objektiv demo`.

use std::collections::{BTreeMap, BTreeSet};

use super::draws::Draws;
use super::exams::{Shown, meets};
use super::knobs::{BendingKind, Knobs};
use super::plan::Fixed;
use super::school::{School, add_parallel};
use super::world::{self, REGION};
use super::{World, life, region, shares};
use records::dataset::{KimId, MedalRow, PersonId, PersonRow, PupilRow, Scope};
use records::provenance::{Origin, SourceId};
use records::vocabulary::{Kind, SchoolYear};

/// Works of the school in the last year; the year before it sat the first four.
const WORKS: &[&str] = &[
    "vpr-russian-4",
    "vpr-mathematics-4",
    "vpr-russian-5",
    "vpr-mathematics-5",
    "vpr-world-around-4",
    "vpr-history-5",
    "vpr-russian-6",
    "vpr-mathematics-6",
    "vpr-geography-6",
    "vpr-russian-7",
    "vpr-mathematics-7",
    "vpr-physics-7",
    "vpr-russian-8",
    "vpr-mathematics-8",
    "vpr-chemistry-8",
    "vpr-russian-10",
    "vpr-mathematics-10",
    "dkr-mathematics-5",
    "dkr-russian-7",
    "dkr-mathematics-8",
    "oge-russian-9",
    "oge-mathematics-9",
    "ege-russian-11",
    "ege-mathematics-profile-11",
];

/// Works that were also sat the year before.
const WORKS_BEFORE: &[&str] = &["vpr-russian-4", "vpr-mathematics-4", "vpr-russian-5", "vpr-mathematics-5"];

/// Number of the school in random streams, outside of the hidden region.
const INDEX: u64 = 700_000;

/// The gymnasium, with published shares of a hidden region and country of the same papers.
#[must_use]
pub fn gymnasium(seed: u64) -> World {
    let knobs = knobs();
    let mut works = world::works(&knobs);
    works.retain(|work| work.begins == knobs.school_year || WORKS_BEFORE.contains(&work.paper.paper.stem().as_str()));
    let subjects = world::subjects(&works);
    let out = life::live(&knobs, seed, school(&knobs, seed), &works, &subjects, Some(&bent_sets(knobs.school_year)));
    let mut world = world::assemble(&knobs, &works, vec![out]);
    raise_honours(&mut world, seed);
    give_codes(&mut world);
    give_shares(&mut world, &knobs, seed);
    world
}

fn knobs() -> Knobs {
    Knobs {
        works: WORKS.iter().map(|&work| work.to_owned()).collect(),
        years: 2,
        every_quarter: true,
        schools: 60,
        observed: 1.0,
        ..Knobs::default()
    }
}

/// Four classes in each parallel of the primary school, three in 5–9, two in 10–11.
fn school(knobs: &Knobs, seed: u64) -> School {
    let mut school = School {
        index: INDEX,
        key: "edu100777".into(),
        kind: "gymnasium",
        municipality: 0,
        effect: 0.05,
        selective: true,
        tracked: false,
        classes: Vec::new(),
    };
    for cohort in knobs.school_year - 11..=knobs.school_year - 3 {
        let count = match knobs.school_year - cohort + 1 {
            ..=4 => 4,
            5..=9 => 3,
            _ => 2,
        };
        add_parallel(&mut school, knobs, seed, cohort, count, 27.5);
    }
    school
}

/// What is bent in the rehearsal: every kind, from mild to strong; one of them the year before, in a cohort that was then measured again.
fn bent_sets(begins: i16) -> Fixed {
    let sets = [
        (begins - 1, "vpr-russian-4", "4Б", BendingKind::Hints, 0.8),
        (begins, "vpr-russian-4", "4Б", BendingKind::Hints, 1.0),
        (begins, "vpr-mathematics-5", "5А", BendingKind::Boundary, 1.0),
        (begins, "vpr-mathematics-6", "6В", BendingKind::Correction, 0.9),
        (begins, "vpr-russian-6", "6А", BendingKind::Leniency, 0.95),
        (begins, "vpr-russian-7", "7Б", BendingKind::Leniency, 0.4),
        (begins, "vpr-mathematics-8", "8Б", BendingKind::Absence, 0.95),
        (begins, "vpr-mathematics-8", "8А", BendingKind::Copying, 0.9),
        (begins, "vpr-russian-8", "8В", BendingKind::Fitting, 1.0),
        (begins, "dkr-mathematics-5", "5Б", BendingKind::Leak, 0.9),
        (begins, "vpr-geography-6", "6Б", BendingKind::Journal, 0.8),
    ];
    sets.into_iter().map(|(begins, stem, class, kind, strength)| ((begins, stem, class), (kind, strength))).collect()
}

/// Share of the other leavers whose final marks were raised until they could be proposed for a medal.
const RAISED: f64 = 0.12;

/// Proposes further leavers for honours of the first degree, whatever they can do: what happens where final marks are raised for the sake of
/// medals. Whether they are awarded the examination decides. Those proposed honestly stay as they are.
fn raise_honours(world: &mut World, seed: u64) {
    let mut draws = Draws::of(seed, "raised-honours", &[INDEX]);
    let dataset = &mut world.dataset;
    let Some(last) = dataset.pupils.iter().map(|pupil| pupil.year).max() else { return };
    let proposed: BTreeSet<PersonId> = dataset.medals.iter().map(|row| row.person).collect();
    let other = |pupil: &&PupilRow| (pupil.year, pupil.grade) == (last, 11) && !proposed.contains(&pupil.person);
    let mut others: Vec<&PupilRow> = dataset.pupils.iter().filter(other).collect();
    draws.shuffle(&mut others);
    let count = (RAISED * others.len() as f64).ceil() as usize;
    let mut raised = Vec::new();
    for pupil in others.into_iter().take(count) {
        let own = dataset.exams.iter().filter(|exam| exam.person == pupil.person && exam.exam == Kind::Ege);
        let shown: Vec<Shown<'_>> = own.map(|exam| (dataset.subject_names.name(exam.subject.0), exam.score, exam.mark)).collect();
        let (degree, awarded) = (1, Some(meets(1, &shown)));
        let row = MedalRow {
            person: pupil.person,
            school: pupil.school,
            year: last,
            degree,
            candidate: Some(true),
            awarded,
            origin: pupil.origin,
        };
        raised.push(row);
    }
    let schools: BTreeSet<&str> =
        raised.iter().filter_map(|row| dataset.schools.get(row.school.0 as usize)).map(|school| school.school.as_str()).collect();
    for school in schools {
        if !world.inflated_honours.iter().any(|known| known == school) {
            world.inflated_honours.push(school.to_owned());
        }
    }
    dataset.medals.extend(raised);
}

/// Gives the pupils of a simulated school five-digit codes, one per year: the grade, then a running number. The layouts of real programs
/// know pupils by them.
pub fn give_codes(world: &mut World) {
    let dataset = &mut world.dataset;
    let source = SourceId(u32::try_from(dataset.sources.len()).unwrap_or(u32::MAX));
    dataset.sources.push(world::source("people.csv"));
    let mut next: BTreeMap<(SchoolYear, u8), u32> = BTreeMap::new();
    for pupil in &dataset.pupils {
        let number = next.entry((pupil.year, pupil.grade)).or_default();
        *number += 1;
        let code = format!("{}{:0width$}", pupil.grade, *number, width = if pupil.grade < 10 { 4 } else { 3 });
        let origin = Origin { source, row: u32::try_from(dataset.people.len() + 1).unwrap_or(u32::MAX) };
        dataset.people.push(PersonRow {
            person: pupil.person,
            school: pupil.school,
            year: pupil.year,
            class: pupil.class,
            kim: None,
            code,
            origin,
        });
    }
}

/// Gives a simulated school what the country and the region published, from sixty hidden schools with the same knobs that sat the same
/// papers: without it one school has nothing to be compared with.
pub fn give_shares(world: &mut World, knobs: &Knobs, seed: u64) {
    let dataset = &mut world.dataset;
    let country = region(&Knobs { schools: 60, municipalities: 12, marks: false, exams: false, ..knobs.clone() }, seed ^ 0x5eed);
    let regional = |school: records::dataset::SchoolId| school.0.is_multiple_of(2);
    let source = SourceId(u32::try_from(dataset.sources.len()).unwrap_or(u32::MAX));
    dataset.sources.push(world::source("shares.csv"));
    for kim in dataset.kims.iter().filter_map(|kim| country.dataset.kim(&kim.kim)).collect::<Vec<KimId>>() {
        for (scope, area) in [(Scope::Country, "Вся выборка"), (Scope::Region, REGION)] {
            let row = u32::try_from(dataset.shares.len()).unwrap_or(u32::MAX);
            let counts = |school| scope == Scope::Country || regional(school);
            dataset.shares.extend(shares::publish(&country.dataset, kim, scope, area, counts, Origin { source, row }));
        }
    }
    for (row, share) in dataset.shares.iter_mut().enumerate() {
        share.origin.row = u32::try_from(row + 1).unwrap_or(u32::MAX);
    }
}
