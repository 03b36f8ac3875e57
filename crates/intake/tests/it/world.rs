//! A simulated school through the canonical directory and back.

use std::collections::BTreeMap;

use intake::Input;
use records::dataset::Dataset;
use rehearsal::layouts::canonical;
use rehearsal::simulate::gymnasium;

use crate::support::assemble;

fn inputs(files: Vec<(String, Vec<u8>)>) -> Vec<Input> {
    files.into_iter().map(|(name, bytes)| Input { name, bytes }).collect()
}

/// Person, total, prior mark, scores.
type Row = (String, Option<u16>, Option<u8>, Vec<records::dataset::Score>);

/// Everything a set of scripts holds, by keys as written: school, class, subject, procedure → sorted rows of (person, total, prior, mark).
fn sets(data: &Dataset) -> BTreeMap<[String; 4], Vec<Row>> {
    let sets = data.result_sets();
    let of = |set: &records::dataset::ResultSet| {
        let sitting = &data.sittings[set.key.kim.0 as usize];
        let mut rows: Vec<_> = set
            .rows
            .iter()
            .map(|&row| {
                let row = row as usize;
                let person = data.person_names.name(sitting.person[row].0).to_owned();
                (person, sitting.total(row), sitting.prior[row], sitting.row(row).to_vec())
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
    assert_eq!(sets(there), sets(back));
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
