//! What may leave the school (constraints C1, C10): parallels instead of classes, no small cells.

use records::study::{Description, SetStudy, Study, UnitScope};
use records::text::Text;
use records::vocabulary::Audience;

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

/// Names of the classes in the data, sorted.
pub(crate) fn classes(study: &Study) -> Vec<&str> {
    let mut names: Vec<&str> = study.sets.iter().map(|set| set.class.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Whether a sentence speaks of a single class: one of `classes`, which are sorted.
pub(crate) fn names_a_class(classes: &[&str], text: &Text) -> bool {
    let word = |c: char| c.is_alphanumeric() || c == '-';
    let known = |token: &str| token.len() > 1 && classes.binary_search(&token).is_ok();
    let named = |sentence: &str| sentence.split(|c| !word(c)).any(known);
    named(&text.ru) || named(&text.en)
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

impl ParallelSets<'_> {
    /// The description of the parallel: of its only class, or of the unit that gathers its classes.
    pub(crate) fn description<'a>(&self, study: &'a Study) -> Option<&'a Description> {
        let first = self.sets.first()?;
        let holds = |index: &usize| study.sets.get(*index).is_some_and(|set| set.key == first.key);
        if self.sets.len() == 1 {
            return study.sets.iter().find(|set| set.key == first.key).map(|set| &set.description);
        }
        let of = |scope, work| scope == UnitScope::Parallel && work == first.work;
        study.units.iter().find(|unit| of(unit.scope, unit.work) && unit.sets.iter().any(holds)).map(|unit| &unit.description)
    }
}

/// Whether a share of `n` pupils may leave the school: neither those in it nor those outside it are one to four.
pub(crate) fn share_may_leave(share: f64, n: usize) -> bool {
    let count = (share * n as f64).round() as usize;
    !small(count) && !small(n.saturating_sub(count))
}
