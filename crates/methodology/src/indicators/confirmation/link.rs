//! What mark of the earlier measure a result of the later one is worth: the same standing among the pupils of other schools.

use std::collections::BTreeMap;

use records::dataset::SchoolId;

use super::pairs::Pair;

/// Counts of the two measures over all pupils, and how much of it each school is.
pub(super) struct Link {
    before: [f64; MARKS],
    /// Later values ascending with their counts.
    after: Vec<(f64, f64)>,
    own: BTreeMap<SchoolId, Own>,
}

/// Counts of one school.
#[derive(Clone, Debug, Default)]
struct Own {
    before: [f64; MARKS],
    after: BTreeMap<usize, f64>,
}

/// Marks 1 to 5.
const MARKS: usize = 5;

/// The later measure on the scale of the earlier one, learnt without one school.
pub(super) struct Scale {
    /// Later values with the mark they are worth.
    worth: Vec<(f64, f64)>,
}

impl Link {
    pub(super) fn of(list: &[Pair]) -> Self {
        let mut values: Vec<f64> = list.iter().map(|pair| pair.after).collect();
        values.sort_unstable_by(f64::total_cmp);
        values.dedup();
        let mut link = Self { before: [0.0; MARKS], after: values.into_iter().map(|value| (value, 0.0)).collect(), own: BTreeMap::new() };
        for pair in list {
            let at = link.after.partition_point(|(value, _)| *value < pair.after);
            let own = link.own.entry(pair.school).or_default();
            if let (Some(mark), Some(after)) =
                (usize::from(pair.before).checked_sub(1).filter(|mark| *mark < MARKS), link.after.get_mut(at))
            {
                link.before[mark] += 1.0;
                own.before[mark] += 1.0;
                after.1 += 1.0;
                *own.after.entry(at).or_default() += 1.0;
            }
        }
        link
    }

    /// Mid-rank equipercentile link (Kolen & Brennan 2014, ch. 2) from the schools other than `school`: a later result with standing P, the share
    /// below it and half of its equals, is worth the mark whose own mid-rank standing is P, on straight lines between neighbouring marks; beyond
    /// the outermost marks in use it stays at them.
    pub(super) fn without(&self, school: SchoolId) -> Scale {
        let none = Own::default();
        let own = self.own.get(&school).unwrap_or(&none);
        let before: Vec<(f64, f64)> =
            (0..MARKS).map(|mark| ((mark + 1) as f64, self.before[mark] - own.before[mark])).filter(|(_, count)| *count > 0.0).collect();
        let after: Vec<(f64, f64)> = self
            .after
            .iter()
            .enumerate()
            .map(|(at, (value, count))| (*value, count - own.after.get(&at).copied().unwrap_or(0.0)))
            .collect();
        let marks = standings(&before);
        let worth = standings(&after).into_iter().map(|(value, standing)| (value, quantile(&marks, standing))).collect();
        Scale { worth }
    }
}

/// Value → share below it and half of its equals.
fn standings(counts: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let total: f64 = counts.iter().map(|(_, count)| count).sum();
    let mut below = 0.0;
    let one = |(value, count): &(f64, f64)| {
        let standing = (below + 0.5 * count) / total.max(1.0);
        below += count;
        (*value, standing)
    };
    counts.iter().map(one).collect()
}

/// The mark at a standing, on straight lines between marks.
fn quantile(marks: &[(f64, f64)], standing: f64) -> f64 {
    let next = marks.partition_point(|(_, of)| *of < standing);
    match (next.checked_sub(1).and_then(|at| marks.get(at)), marks.get(next)) {
        (Some(&(low, from)), Some(&(high, to))) if to > from => low + (high - low) * (standing - from) / (to - from),
        (_, Some(&(mark, _))) | (Some(&(mark, _)), None) => mark,
        (None, None) => f64::NAN,
    }
}

impl Scale {
    /// What a later result is worth; `NaN` where there are no other schools.
    pub(super) fn worth(&self, after: f64) -> f64 {
        let at = self.worth.partition_point(|(value, _)| *value < after);
        self.worth.get(at).or_else(|| self.worth.last()).map_or(f64::NAN, |(_, mark)| *mark)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use records::dataset::ClassId;
    use records::provenance::{Origin, SourceId};

    fn pair(school: u32, before: u8, after: f64) -> Pair {
        let origin = Origin { source: SourceId(0), row: 0 };
        Pair { school: SchoolId(school), class: ClassId(0), before, after, origins: [origin; 2] }
    }

    /// By hand: marks 3, 4, 5 in equal thirds stand at 1/6, 1/2, 5/6; scores 40, 60, 80 too, so they are worth 3, 4, 5. A score of a half stands
    /// between: of six scores 40, 50, 60, 70, 80, 90 the second stands at 1/4, a quarter of the way from 1/6 to 1/2: 3.25.
    #[test]
    fn equal_standing_is_equal_worth() {
        let thirds: Vec<Pair> = [(3, 40.0), (4, 60.0), (5, 80.0)].iter().map(|&(mark, score)| pair(1, mark, score)).collect();
        let scale = Link::of(&thirds).without(SchoolId(2));
        assert!([(40.0, 3.0), (60.0, 4.0), (80.0, 5.0)].iter().all(|(score, mark)| (scale.worth(*score) - mark).abs() < 1e-12));
        let sixths = [(3, 40.0), (3, 50.0), (4, 60.0), (4, 70.0), (5, 80.0), (5, 90.0)].map(|(mark, score)| pair(1, mark, score));
        let scale = Link::of(&sixths).without(SchoolId(2));
        assert!((scale.worth(50.0) - 3.25).abs() < 1e-12 && (scale.worth(40.0) - 3.0).abs() < 1e-12, "{:?}", scale.worth);
    }

    #[test]
    fn a_school_does_not_link_itself() {
        let others: Vec<Pair> = (0..30).map(|i| pair(1, 3 + (i % 3) as u8, f64::from(40 + 20 * (i % 3)))).collect();
        let alone = Link::of(&others).without(SchoolId(2)).worth(60.0);
        let with: Vec<Pair> = others.iter().copied().chain((0..100).map(|_| pair(2, 5, 40.0))).collect();
        assert!((Link::of(&with).without(SchoolId(2)).worth(60.0) - alone).abs() < 1e-12);
        assert!(Link::of(&with).without(SchoolId(1)).worth(40.0) > 4.9);
    }
}
