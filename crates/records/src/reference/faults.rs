//! What is wrong in the data across files, and the one thing that is settled: by which name a subject is kept.

use super::files::Files;
use super::scales::PrintedScale;
use super::subjects;
use crate::text::Text;

/// Something wrong in the reference data.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// Id of the file.
    pub file: String,
    /// Key of the entry.
    pub entry: String,
    /// What is wrong.
    pub what: Text,
}

/// A user may name a subject in any known way («история»): entries are kept under the slug.
pub(super) fn settle_subjects(files: &mut Files) {
    let subjects = &files.subjects;
    let settle = |name: &mut String| {
        if let Some(subject) = subjects::find(subjects, name) {
            name.clone_from(&subject.key);
        }
    };
    for file in [&mut files.scales_vpr, &mut files.scales_oge, &mut files.scales_gve] {
        file.entries.iter_mut().for_each(|entry| settle(&mut entry.subject));
    }
    files.scales_ege.entries.iter_mut().for_each(|entry| settle(&mut entry.subject));
    files.minimums.entries.iter_mut().for_each(|entry| settle(&mut entry.subject));
}

/// Entries about a subject that is not known.
pub(super) fn unknown_subjects(files: &Files) -> Vec<Fault> {
    let scales = [&files.scales_vpr, &files.scales_oge, &files.scales_gve];
    let scales = scales.into_iter().flat_map(|file| file.entries.iter().map(move |entry| (&file.id, &entry.key, &entry.subject)));
    let tests = files.scales_ege.entries.iter().map(|entry| (&files.scales_ege.id, &entry.key, &entry.subject));
    let minimums = files.minimums.entries.iter().map(|entry| (&files.minimums.id, &entry.key, &entry.subject));
    let unknown = |(_, _, subject): &(&String, &String, &String)| subjects::find(&files.subjects, subject).is_none();
    let finding = |(file, entry, subject): (&String, &String, &String)| Fault {
        file: file.clone(),
        entry: entry.clone(),
        what: Text::new(
            format!("предмет «{subject}» не опознан: добавьте его в свой файл subjects или исправьте название"),
            format!("subject \"{subject}\" is not known: add it to your own file subjects or mend the name"),
        ),
    };
    scales.chain(tests).chain(minimums).filter(unknown).map(finding).collect()
}

/// Scales that fit the same work: none of them would be chosen.
pub(super) fn rival_scales(files: &Files) -> Vec<Fault> {
    let mut findings = Vec::new();
    for file in [&files.scales_vpr, &files.scales_oge, &files.scales_gve] {
        for (index, scale) in file.entries.iter().enumerate() {
            let of_the_same_work = |other: &&PrintedScale| {
                let key = |scale: &PrintedScale| (scale.kind, scale.subject.clone(), scale.grade, scale.max);
                key(other) == key(scale) && other.years.overlap(&scale.years)
            };
            let rivals = file.entries.iter().take(index).filter(of_the_same_work);
            findings.extend(rivals.map(|rival| Fault {
                file: file.id.clone(),
                entry: scale.key.clone(),
                what: Text::new(
                    format!("подходит к той же работе, что и «{}»: шкала не будет выбрана", rival.key),
                    format!("fits the same work as \"{}\": no scale will be chosen", rival.key),
                ),
            }));
        }
    }
    findings
}
