//! Schools alone: what one school can learn of itself with published shares (rung C) or with nothing to compare with (rung D).

use rayon::prelude::*;

use super::{Row, Trial, analysed, row};
use crate::simulate::{Knobs, Truth, region_shares};
use methodology::permit::Refused;
use records::dataset::{Dataset, SchoolId, Share, Sitting};
use records::progress::Progress;
use records::protocol::Protocol;
use records::reference::Reference;

/// Analyses every school of a simulated region by itself, as if it had only its own files, and (`published`) the shares that its region
/// made public, bent sets and all. The rows of all schools make one trial.
pub fn trial_alone(
    knobs: &Knobs,
    seed: u64,
    published: bool,
    reference: &Reference,
    protocol: &Protocol,
    progress: &dyn Progress,
) -> Result<Trial, Refused> {
    let world = super::read(knobs, seed);
    let shares = if published { region_shares(&world.dataset) } else { Vec::new() };
    let one = |(index, truths): (u32, &[Truth])| {
        let own = only(&world.dataset, SchoolId(index), &shares);
        let study = analysed(&own, reference, protocol, progress)?;
        let selective = own.schools.first().is_some_and(|school| school.kind.as_deref().is_some_and(|kind| kind != "general"));
        let rows = study.sets.iter().zip(truths).map(|(set, truth)| Row { school: index, selective, ..row(set).with(truth) });
        Ok((rows.collect::<Vec<Row>>(), study.headline.expected_by_chance))
    };
    let schools = truths_by_school(&world.dataset, &world.truth);
    let done: Vec<(Vec<Row>, Option<f64>)> =
        schools.into_par_iter().filter(|_| !progress.stopped()).map(one).collect::<Result<_, Refused>>()?;
    let by_chance = done.iter().filter_map(|school| school.1).reduce(|a, b| a + b);
    Ok(Trial { seed, honest: knobs.honest, rows: done.into_iter().flat_map(|school| school.0).collect(), units: Vec::new(), by_chance })
}

/// Every school that has sets, with the truth about them, in the order of the data.
fn truths_by_school<'a>(dataset: &Dataset, truth: &'a [Truth]) -> Vec<(u32, &'a [Truth])> {
    let place = |key: &str| dataset.schools.iter().position(|school| school.school == key).and_then(|at| u32::try_from(at).ok());
    let mut schools: Vec<(u32, &[Truth])> =
        truth.chunk_by(|a, b| a.school == b.school).filter_map(|own| Some((place(&own.first()?.school)?, own))).collect();
    schools.sort_unstable_by_key(|school| school.0);
    schools
}

/// What one school has in its own files; its shares are what was published.
fn only(dataset: &Dataset, school: SchoolId, shares: &[Share]) -> Dataset {
    Dataset {
        schools: dataset.schools.get(school.0 as usize).cloned().into_iter().collect(),
        kims: dataset.kims.clone(),
        sittings: dataset.sittings.iter().map(|sitting| scripts(sitting, school)).collect(),
        marks: own(&dataset.marks, school, |row| &mut row.school),
        entries: own(&dataset.entries, school, |row| &mut row.school),
        exams: own(&dataset.exams, school, |row| &mut row.school),
        medals: own(&dataset.medals, school, |row| &mut row.school),
        pupils: own(&dataset.pupils, school, |row| &mut row.school),
        teaching: own(&dataset.teaching, school, |row| &mut row.school),
        people: own(&dataset.people, school, |row| &mut row.school),
        shares: shares.to_vec(),
        class_names: dataset.class_names.clone(),
        subject_names: dataset.subject_names.clone(),
        person_names: dataset.person_names.clone(),
        teacher_names: dataset.teacher_names.clone(),
        rooms: dataset.rooms.clone(),
        sources: dataset.sources.clone(),
    }
}

fn scripts(sitting: &Sitting, school: SchoolId) -> Sitting {
    let mut own = sitting.clone();
    own.retain(&sitting.school.iter().map(|other| *other == school).collect::<Vec<bool>>());
    own.school.fill(SchoolId(0));
    own
}

/// Rows of the school, which is now the first and only one.
fn own<T: Clone>(rows: &[T], school: SchoolId, of: impl Fn(&mut T) -> &mut SchoolId) -> Vec<T> {
    let mut rows = rows.to_vec();
    rows.retain_mut(|row| *of(row) == school);
    rows.iter_mut().for_each(|row| *of(row) = SchoolId(0));
    rows
}
