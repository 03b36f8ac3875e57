//! Sets gathered by parallel, for readers outside the school. What of them may be shown was decided before ([`records::study::for_reader`]).

use records::study::{Description, Part, SetStudy, Study, UnitScope};

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
    /// Scripts; None where their number is kept from the reader.
    pub(crate) fn n(&self, study: &Study) -> Option<usize> {
        match (self.sets.as_slice(), self.description(study)) {
            ([only], _) => (!only.withheld).then_some(only.n),
            (_, Some(described)) => (!described.withheld.contains(&Part::Whole)).then_some(described.n),
            (sets, None) => sets.iter().all(|set| !set.withheld).then(|| sets.iter().map(|set| set.n).sum()),
        }
    }

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
