//! A simulated school through the layouts real programs write, and back.

use std::collections::BTreeMap;

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

/// Everything a set of scripts holds, by keys as written: school, class, subject, procedure → sorted rows of (person, total, prior, mark).
fn sets(data: &Dataset, with_people: bool) -> BTreeMap<[String; 4], Vec<(String, Option<u16>, Option<u8>, Vec<u8>)>> {
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

#[test]
fn the_demo_folder_is_read_whole() {
    let world = gymnasium(3);
    let files: Vec<Input> =
        inputs(demo_files(&world, 3, date(2026, 6, 1)).unwrap()).into_iter().filter(|file| file.name.starts_with("школа/")).collect();
    let read = settled(&files);
    for problem in read.problems.iter().filter(|problem| problem.severity != Severity::Note).take(20) {
        println!("{} {:?} {} {}", problem.code, problem.place, problem.found, problem.what.ru);
    }
    for question in &read.questions {
        println!("? {} {} {:?}", question.key, question.ask.ru, question.proposed);
    }
    for file in &read.recognised {
        println!("{:?} {} {} {:?}", file.format, file.records, file.file, file.details.len());
    }
    assert!(read.recognised.iter().all(|file| file.format.is_some()));
    let refused = read.problems.iter().filter(|problem| problem.severity != Severity::Note).count();
    assert_eq!(refused, 0);
    let vpr = |data: &Dataset| {
        let of = |(key, rows): ([String; 4], Vec<(String, Option<u16>, Option<u8>, Vec<u8>)>)| {
            let kim = data.kims.iter().find(|kim| kim.kim == key[3]).unwrap();
            // Ф1 lists no absent pupils.
            let sat: Vec<_> = rows.into_iter().filter(|row| row.1.is_some()).collect();
            (kim.kind == Some(Kind::Vpr)).then_some((key, sat))
        };
        sets(data, false).into_iter().filter_map(of).collect::<BTreeMap<_, _>>()
    };
    assert_eq!(vpr(&world.dataset).len(), vpr(&read.dataset).len());
    assert_eq!(vpr(&world.dataset).values().collect::<Vec<_>>(), vpr(&read.dataset).values().collect::<Vec<_>>());
    for quantity in methodology::dataset::Quantity::ALL {
        let count = |data: &Dataset| data.shares.iter().filter(|share| share.quantity == *quantity).count();
        assert_eq!(count(&world.dataset), count(&read.dataset), "{}", quantity.code());
    }
}
