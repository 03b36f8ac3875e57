//! A simulated school written in the layouts its people would have, read back: the records are those it was written from.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use documents::layouts::{Names, demo_files};
use intake::{Assembly, Input};
use jiff::civil::date;
use methodology::dataset::{Dataset, JournalMark, Period, PersonId};
use methodology::simulate::{World, gymnasium};
use methodology::words::{Attendance, Kind, SchoolYear};

use crate::support::assemble_with;

const SEED: u64 = 2026;

static WORLD: LazyLock<World> = LazyLock::new(|| gymnasium(SEED));

/// The demo read twice: the second time with the answers the program proposed itself.
static READ: LazyLock<Assembly> = LazyLock::new(|| {
    let first = assemble_with(files(|name| !name.contains("Сводная")), &[]);
    let proposed: Vec<(&str, &str)> =
        first.questions.iter().filter_map(|question| Some((question.key.as_str(), question.proposed.as_deref()?))).collect();
    assemble_with(files(|_| true), &proposed)
});

fn files(wanted: fn(&str) -> bool) -> Vec<Input> {
    let files = demo_files(&WORLD, SEED, date(2026, 11, 23)).unwrap();
    let input = |(name, bytes): (String, Vec<u8>)| Input { name, bytes };
    files.into_iter().filter(|(name, _)| !name.starts_with("truth") && wanted(name)).map(input).collect()
}

/// The simulated participant behind every pseudonym, by the codes of both lists: one to one, over both years.
fn simulated() -> BTreeMap<PersonId, PersonId> {
    let codes = |data: &Dataset| -> BTreeMap<(SchoolYear, String), PersonId> {
        data.people.iter().map(|row| ((row.year, row.code.clone()), row.person)).collect()
    };
    let (made, read) = (codes(&WORLD.dataset), codes(&READ.dataset));
    assert_eq!(made.keys().collect::<Vec<_>>(), read.keys().collect::<Vec<_>>());
    let pairs: BTreeSet<(PersonId, PersonId)> = made.iter().map(|(code, person)| (read[code], *person)).collect();
    let of: BTreeMap<PersonId, PersonId> = pairs.iter().copied().collect();
    assert_eq!(of.len(), pairs.len(), "one pseudonym, one pupil");
    assert_eq!(of.values().collect::<BTreeSet<_>>().len(), pairs.len(), "one pupil, one pseudonym, also across years");
    of
}

#[test]
fn every_pupil_is_one_person_in_both_years() {
    assert!(simulated().len() > 500);
}

#[test]
fn the_marks_of_the_journal_come_back() {
    type Row<'a> = (PersonId, &'a str, SchoolYear, Period, JournalMark);
    let of = simulated();
    let rows = |data: &'static Dataset, person: &dyn Fn(PersonId) -> Option<PersonId>| -> BTreeSet<Row<'static>> {
        let row = |row: &'static methodology::dataset::MarkRow| {
            Some((person(row.person)?, data.subject_names.name(row.subject.0), row.year, row.period, row.mark))
        };
        data.marks.iter().filter_map(row).collect()
    };
    let known: BTreeSet<PersonId> = of.values().copied().collect();
    let made = rows(&WORLD.dataset, &|person| known.contains(&person).then_some(person));
    let read = rows(&READ.dataset, &|person| of.get(&person).copied());
    assert!(made.len() > 20_000);
    assert_eq!(made.len(), read.len());
    assert_eq!(made, read);
    assert_eq!(READ.dataset.marks.len(), WORLD.dataset.marks.len(), "reports of pupils repeat the summary sheets: one mark each");
}

#[test]
fn protocols_give_exams_and_scripts() {
    let made = &WORLD.dataset;
    let (exams, read) = (made.exams.len(), &READ.dataset);
    assert_eq!(read.exams.len(), exams);
    for (kim, sitting) in made.kims.iter().zip(&made.sittings).filter(|(kim, _)| matches!(kim.kind, Some(Kind::Oge | Kind::Ege))) {
        let back = &read.sittings[read.kim(&kim.kim).unwrap().0 as usize];
        let totals = |sitting: &methodology::dataset::Sitting| {
            let mut totals: Vec<Vec<u8>> = (0..sitting.len())
                .filter(|row| sitting.status[*row] == Attendance::Present)
                .map(|row| sitting.row(row).iter().map(|score| score.value().unwrap_or(0)).collect())
                .collect();
            totals.sort();
            totals
        };
        assert_eq!(totals(sitting), totals(back), "{}", kim.kim);
    }
}

#[test]
fn procedures_are_linked_to_people_and_their_classes_named() {
    let of = simulated();
    let (made, read) = (&WORLD.dataset, &READ.dataset);
    let mut linked = 0;
    for (kim, sitting) in read.kims.iter().zip(&read.sittings).filter(|(kim, _)| kim.kind == Some(Kind::Vpr)) {
        linked += sitting.len();
        let source = &made.sittings[made.kim(&kim.kim).unwrap().0 as usize];
        for row in 0..sitting.len() {
            let person = of.get(&sitting.person[row]).unwrap_or_else(|| panic!("{} row {row} is not linked", kim.kim));
            let at = source.person.iter().position(|other| other == person).unwrap();
            let class = |data: &Dataset, class: methodology::dataset::ClassId| data.class_names.name(class.0).to_owned();
            assert_eq!(class(read, sitting.class[row]), class(made, source.class[at]));
            assert_eq!(sitting.total(row), source.total(at));
        }
    }
    assert!(linked > 1_000, "{linked}");
}

#[test]
fn no_name_leaves_the_demo() {
    let names = Names::invent(&WORLD.dataset, SEED);
    let people = (0_u32..).map(PersonId).take(WORLD.dataset.person_names.len());
    let surnames: BTreeSet<String> = people.filter_map(|person| names.of(person)).map(|name| name.surname.to_lowercase()).collect();
    let data = &READ.dataset;
    let pools = [&data.class_names, &data.subject_names, &data.person_names, &data.teacher_names, &data.rooms];
    let pools: Vec<&str> = pools.into_iter().flat_map(methodology::dataset::Pool::iter).collect();
    let spoken =
        format!("{:?}{:?}{:?}{:?}{:?}{pools:?}", READ.problems, READ.questions, READ.recognised, data.sources, data.schools).to_lowercase();
    for surname in surnames {
        assert!(!spoken.contains(&surname), "{surname}");
    }
}

#[test]
fn what_is_left_open_is_few_and_named() {
    let kinds: BTreeSet<&str> = READ.questions.iter().map(|question| question.key.split(':').next().unwrap()).collect();
    println!("{kinds:?}");
    assert!(!kinds.contains("class"), "the lists of codes name the ordinals");
    assert!(!kinds.contains("same-person") && !kinds.contains("homonym"));
    assert!(READ.recognised.iter().all(|seen| seen.format.is_some()));
}
