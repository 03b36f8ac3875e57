//! The ladder of references: what a set can be compared with (`methods.md` §0.3). A school's own sets never count for it.

use std::collections::BTreeMap;

use records::dataset::{Dataset, Quantity, ResultSet, Scope, Share};
use records::text::Text;
use records::vocabulary::Ladder;

/// What a set is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rung {
    /// Rung.
    pub ladder: Ladder,
    /// Reference sets: sets of the same work in other schools with enough scripts.
    pub sets: usize,
    /// Schools they come from.
    pub schools: usize,
}

/// Fewest reference sets and schools of rung A.
const A: (usize, usize) = (200, 20);
/// Fewest reference sets and schools of rung B.
const B: (usize, usize) = (30, 5);

/// The rung of every set, in the order of `sets`. Only sets of at least `fewest` scripts count as reference sets; `published` says for
/// every KIM whether shares wider than the school speak of it.
#[must_use]
pub(crate) fn rungs(dataset: &Dataset, sets: &[ResultSet], fewest: usize, published: &[bool]) -> Vec<Rung> {
    let mut by_school: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    for set in sets {
        let scored = scripts(dataset, set);
        *by_school.entry((set.key.kim.0, set.key.school.0)).or_default() += usize::from(scored >= fewest);
    }
    let mut totals: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    for (&(kim, _), &count) in &by_school {
        let total = totals.entry(kim).or_default();
        total.0 += count;
        total.1 += usize::from(count > 0);
    }
    let rung = |set: &ResultSet| {
        let own = by_school.get(&(set.key.kim.0, set.key.school.0)).copied().unwrap_or(0);
        let (all, schools) = totals.get(&set.key.kim.0).copied().unwrap_or((0, 0));
        let (others, schools) = (all.saturating_sub(own), schools.saturating_sub(usize::from(own > 0)));
        let shares = published.get(set.key.kim.0 as usize).copied().unwrap_or(false);
        Rung { ladder: decide(others, schools, shares), sets: others, schools }
    };
    sets.iter().map(rung).collect()
}

/// The rung for `sets` reference sets from `schools` other schools.
const fn decide(sets: usize, schools: usize, published: bool) -> Ladder {
    if sets >= A.0 && schools >= A.1 {
        Ladder::A
    } else if sets >= B.0 && schools >= B.1 {
        Ladder::B
    } else if published {
        Ladder::C
    } else {
        Ladder::D
    }
}

/// Scripts of a set with a score.
fn scripts(dataset: &Dataset, set: &ResultSet) -> usize {
    let sitting = dataset.sittings.get(set.key.kim.0 as usize);
    sitting.map_or(0, |sitting| set.rows.iter().filter(|row| sitting.total(**row as usize).is_some()).count())
}

/// Whether a share can serve as a reference of rung C: wider than the school, of marks, agreement, scores or items.
#[must_use]
pub(crate) fn serves(share: &Share) -> bool {
    let telling = matches!(share.quantity, Quantity::Mark | Quantity::Journal | Quantity::Score | Quantity::Item);
    telling && share.scope != Scope::School
}

impl Rung {
    /// What the set is compared with, in words.
    #[must_use]
    pub fn words(&self) -> Text {
        let (sets, schools) = (self.sets, self.schools);
        match self.ladder {
            Ladder::A => Text::new(
                format!("та же работа в других школах: наборов {sets}, школ {schools}"),
                format!("the same work in other schools: {sets} sets, {schools} schools"),
            )
            .of_no_one(),
            Ladder::B => Text::new(
                format!("та же работа в других школах: наборов {sets}, школ {schools} — немного, поэтому выводы осторожнее"),
                format!("the same work in other schools: {sets} sets, {schools} schools: few, so conclusions are more cautious"),
            )
            .of_no_one(),
            Ladder::C => Text::new(
                "опубликованные доли по этой работе; разброс между классами заимствован из справочника",
                "published shares for this work; the spread between classes is borrowed from reference data",
            )
            .of_no_one(),
            Ladder::D if schools > 0 => Text::new(
                format!("та же работа в других школах: наборов {sets}, школ {schools} — слишком мало, чтобы сравнивать с ними; помогают все работы вместе"),
                format!("the same work in other schools: {sets} sets, {schools} schools: too few to compare with; all works together help"),
            )
            .of_no_one(),
            Ladder::D => Text::new(
                "сравнить с другими школами не с чем: сопоставления только внутри школы",
                "nothing outside the school to compare with: contrasts inside the school only",
            )
            .of_no_one(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rungs_need_both_sets_and_schools() {
        assert_eq!(decide(200, 20, false), Ladder::A);
        assert_eq!(decide(200, 19, false), Ladder::B, "many sets of few schools are not a region");
        assert_eq!(decide(199, 60, true), Ladder::B);
        assert_eq!(decide(30, 4, true), Ladder::C);
        assert_eq!(decide(29, 29, false), Ladder::D);
    }
}
