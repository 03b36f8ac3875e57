//! A simulated school through the layouts real programs write, and back.

use std::collections::{BTreeMap, BTreeSet};

use documents::layouts::{canonical, demo_files};
use intake::{Assembly, Input};
use jiff::civil::date;
use methodology::dataset::Dataset;
use methodology::provenance::Severity;
use methodology::simulate::gymnasium;
use methodology::words::Kind;

use crate::support::{assemble, assemble_with};

fn inputs(files: Vec<(String, Vec<u8>)>) -> Vec<Input> {
    files.into_iter().map(|(name, bytes)| Input { name, bytes }).collect()
}

/// Person, total, prior mark, scores.
type Row = (String, Option<u16>, Option<u8>, Vec<u8>);

/// Everything a set of scripts holds, by keys as written: school, class, subject, procedure → sorted rows of (person, total, prior, mark).
fn sets(data: &Dataset, with_people: bool) -> BTreeMap<[String; 4], Vec<Row>> {
    let sets = data.result_sets();
    let of = |set: &methodology::dataset::ResultSet| {
        let sitting = &data.sittings[set.key.kim.0 as usize];
        let mut rows: Vec<_> = set
            .rows
            .iter()
            .map(|&row| {
                let row = row as usize;
                let person = if with_people { data.person_names.name(sitting.person[row].0).to_owned() } else { String::new() };
                (person, sitting.total(row), sitting.prior[row], sitting.row(row).iter().map(|score| score.byte()).collect())
            })
            .collect();
        rows.sort();
        (data.written(set.key).map(str::to_owned), rows)
    };
    sets.iter().map(of).collect()
}

#[test]
fn the_canonical_directory_there_and_back() {
    let world = gymnasium(3);
    let read = assemble(inputs(canonical::write(&world.dataset).unwrap()));
    assert_eq!(read.problems, []);
    let (there, back) = (&world.dataset, &read.dataset);
    assert_eq!(sets(there, true), sets(back, true));
    assert_eq!(there.marks.len(), back.marks.len());
    assert_eq!(there.exams.len(), back.exams.len());
    assert_eq!((there.medals.len(), there.pupils.len(), there.people.len()), (back.medals.len(), back.pupils.len(), back.people.len()));
    assert_eq!(
        (there.teaching.len(), there.shares.len(), there.schools.len()),
        (back.teaching.len(), back.shares.len(), back.schools.len())
    );
    for kim in &back.kims {
        let same = there.kims.iter().find(|other| other.kim == kim.kim).unwrap();
        assert_eq!((&same.items, same.grade, same.year, same.date), (&kim.items, kim.grade, kim.year, kim.date));
        assert_eq!(same.scale.as_ref().map(|scale| &scale.cuts), kim.scale.as_ref().map(|scale| &scale.cuts));
    }
}

/// Answers every question that has a proposal, until none is left that has one.
fn settled(files: &[Input]) -> Assembly {
    let mut answers: Vec<(String, String)> = Vec::new();
    loop {
        let given: Vec<(&str, &str)> = answers.iter().map(|(key, answer)| (key.as_str(), answer.as_str())).collect();
        let read = assemble_with(files.to_vec(), &given);
        let new: Vec<(String, String)> =
            read.questions.iter().filter_map(|question| Some((question.key.clone(), question.proposed.clone()?))).collect();
        if new.is_empty() {
            return read;
        }
        answers.extend(new);
    }
}

/// The files of a demo folder that this test reads: grade 4 of the ВПР and a few of every other kind, or all with `OBJEKTIV_DEMO=full`.
fn wanted(files: Vec<(String, Vec<u8>)>) -> Vec<Input> {
    let full = std::env::var_os("OBJEKTIV_DEMO").is_some_and(|value| value == "full");
    let mut journals = 0;
    let mut wanted = |name: &str| {
        let is_journal = name.contains("/Журнал/") && !name.contains("Город");
        journals += usize::from(is_journal);
        name.starts_with("школа/") && (full || (!is_journal || journals <= 2) && (!name.contains("/ВПР/") || name.contains(" 4 класс")))
    };
    inputs(files.into_iter().filter(|(name, _)| wanted(name)).collect())
}

#[test]
fn the_demo_folder_is_read_whole() {
    let world = gymnasium(3);
    let read = settled(&wanted(demo_files(&world, 3, date(2026, 6, 1)).unwrap()));
    let told: Vec<_> = read.problems.iter().filter(|problem| problem.severity != Severity::Note).collect();
    assert_eq!(told, [] as [&methodology::provenance::Problem; 0]);
    assert!(read.recognised.iter().all(|file| file.format.is_some()), "every file is known");
    let read_kims: BTreeSet<String> = read.dataset.result_sets().iter().map(|set| read.dataset.written(set.key)[3].to_owned()).collect();
    let vpr = |data: &Dataset| {
        let of = |(key, rows): ([String; 4], Vec<Row>)| {
            let kim = data.kims.iter().find(|kim| kim.kim == key[3]).unwrap();
            // Ф1 lists no absent pupils.
            let sat: Vec<Row> = rows.into_iter().filter(|row| row.1.is_some()).collect();
            (kim.kind == Some(Kind::Vpr) && read_kims.contains(&key[3])).then_some(((key[3].clone(), key[0].clone(), key[2].clone()), sat))
        };
        // Ф1 numbers the classes, so whole parallels are compared.
        let mut parallels: BTreeMap<(String, String, String), Vec<Row>> = BTreeMap::new();
        sets(data, false).into_iter().filter_map(of).for_each(|(key, rows)| parallels.entry(key).or_default().extend(rows));
        parallels.values_mut().for_each(|rows| rows.sort());
        parallels
    };
    let (there, back) = (vpr(&world.dataset), vpr(&read.dataset));
    assert!(there.len() > 2);
    assert_eq!(there, back);
    for share in &read.dataset.shares {
        let same = |other: &&methodology::dataset::Share| {
            (&other.kim, other.scope, other.quantity, &other.key, other.n) == (&share.kim, share.scope, share.quantity, &share.key, share.n)
        };
        let written = world.dataset.shares.iter().find(same).unwrap_or_else(|| panic!("{share:?}"));
        assert!((written.value - share.value).abs() < 6e-5, "{share:?}: percentages keep two decimals");
    }
    assert!(!read.dataset.shares.is_empty() && !read.dataset.exams.is_empty() && !read.dataset.marks.is_empty());
}
