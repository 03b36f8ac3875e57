//! What may leave the school (constraints C1, C10): parallels instead of classes, no small cells.

use methodology::study::{SetStudy, Study};
use methodology::words::Audience;

/// Cells of fewer pupils than this are suppressed outside the school.
pub(crate) const SMALL: usize = 5;

/// Whether the outputs leave the school.
pub(crate) fn outside(study: &Study) -> bool {
    study.protocol.audience == Audience::Outside
}

/// Whether a count of pupils would point at persons.
pub(crate) const fn small(count: usize) -> bool {
    count > 0 && count < SMALL
}

/// Sets of one school, parallel and procedure, in the row order of the outputs.
pub(crate) struct ParallelSets<'a> {
    pub grade: u8,
    pub sets: Vec<&'a SetStudy>,
}

/// The sets gathered by school × subject × parallel × procedure.
pub(crate) fn parallel_sets(study: &Study) -> Vec<ParallelSets<'_>> {
    let grade = |set: &SetStudy| study.works.get(set.work).map_or(0, |work| work.grade);
    let mut gathered: Vec<ParallelSets<'_>> = Vec::new();
    let mut order: Vec<&SetStudy> = study.sets.iter().collect();
    order.sort_by(|a, b| {
        let key = |s: &SetStudy| (s.school.clone(), grade(s), s.subject.clone(), s.procedure.clone());
        key(a).cmp(&key(b))
    });
    for set in order {
        let same = |group: &&mut ParallelSets<'_>| {
            group.grade == grade(set) && group.sets.first().is_some_and(|s| (&s.school, &s.procedure) == (&set.school, &set.procedure))
        };
        match gathered.last_mut().filter(|group| same(group)) {
            Some(group) => group.sets.push(set),
            None => gathered.push(ParallelSets { grade: grade(set), sets: vec![set] }),
        }
    }
    gathered
}
