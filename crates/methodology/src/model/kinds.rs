//! Kinds of schools: a gymnasium whose journals are as strict as its pupils are able stands above what its marks predict, and nothing but its
//! kind, or other works, tells that from a lifted result.
//!
//! Every stated kind but the commonest has an effect of its own on the level of a class, drawn from N(0, τ²): learnt where schools are many,
//! and left open where they are few (a random effect; Robinson 1991). A school whose kind is not stated counts among the ordinary ones,
//! and where no other work tells of its pupils either, that is all that can be done: [`Kinds::open`].

use records::dataset::Dataset;

use super::panel::Panel;

/// What a kind is taken to be where none is stated.
const ORDINARY: &str = "general";

/// 1/τ² of the effect of a kind, in logits or marks: τ = 1 where journal marks are all that is known …
const ALONE: f64 = 1.0;
/// … and .2 where other works have told the level of the pupils.
const WITH_WORKS: f64 = 25.0;

/// Kinds of the schools of a work, by position of the set.
#[derive(Clone, Debug, Default)]
pub struct Kinds {
    /// Which of the told kinds; None for the commonest.
    of: Vec<Option<usize>>,
    /// 1/τ² of each told kind.
    held: Vec<f64>,
    /// Neither the kind is stated nor other works known.
    open: Vec<bool>,
}

impl Kinds {
    /// τ² of the effect of a kind that may be any.
    pub(crate) const OPEN: f64 = 1.0 / ALONE;

    /// Of the sets of a panel; `works` says of which sets results in other works are known.
    #[must_use]
    pub(crate) fn of(dataset: &Dataset, panel: &Panel, works: &[bool]) -> Self {
        let stated = |school: u32| dataset.schools.get(school as usize)?.kind.as_deref().filter(|kind| !kind.is_empty());
        let kind = |school: u32| stated(school).unwrap_or(ORDINARY);
        let mut schools: Vec<(&str, u32)> = panel.sets.iter().map(|set| (kind(set.school), set.school)).collect();
        schools.sort_unstable();
        schools.dedup();
        let groups: Vec<(&str, usize)> =
            schools.chunk_by(|a, b| a.0 == b.0).filter_map(|group| Some((group.first()?.0, group.len()))).collect();
        let most = groups.iter().map(|group| group.1).max().unwrap_or(0);
        let base = groups.iter().find(|group| group.1 == most).map(|group| group.0);
        let told: Vec<&str> = groups.iter().map(|group| group.0).filter(|kind| Some(*kind) != base).collect();
        let of: Vec<Option<usize>> = panel.sets.iter().map(|set| told.iter().position(|told| *told == kind(set.school))).collect();
        let known = |set: usize| works.get(set).copied().unwrap_or(false);
        let all_known = |kind: usize| of.iter().enumerate().all(|(set, own)| *own != Some(kind) || known(set));
        Self {
            held: (0..told.len()).map(|kind| if all_known(kind) { WITH_WORKS } else { ALONE }).collect(),
            open: panel.sets.iter().enumerate().map(|(set, of)| stated(of.school).is_none() && !known(set)).collect(),
            of,
        }
    }

    /// Told kinds: all but the commonest.
    #[must_use]
    pub(crate) fn count(&self) -> usize {
        self.held.len()
    }

    /// 1 where the set is of a told kind, else 0.
    #[must_use]
    pub(crate) fn is(&self, set: usize, kind: usize) -> f64 {
        f64::from(u8::from(self.of.get(set).copied().flatten() == Some(kind)))
    }

    /// 1/τ² of the effect of a told kind.
    #[must_use]
    pub(crate) fn held(&self, kind: usize) -> f64 {
        self.held.get(kind).copied().unwrap_or(ALONE)
    }

    /// Whether nothing tells an able intake with a strict journal from a lifted result: the kind of the school is not stated, and no other
    /// work of these pupils is known.
    #[must_use]
    pub(crate) fn open(&self, set: usize) -> bool {
        self.open.get(set).copied().unwrap_or(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::panel::PanelSet;
    use records::dataset::School;

    /// One set a school, of these kinds.
    fn kinds(kinds: &[Option<&str>], works: &[bool]) -> Kinds {
        let school = |kind: &Option<&str>| School { kind: kind.map(str::to_owned), ..School::default() };
        let set = |index: usize| PanelSet { index, school: index as u32, class: 0, pupils: index..index + 1 };
        let dataset = Dataset { schools: kinds.iter().map(school).collect(), ..Dataset::default() };
        Kinds::of(&dataset, &Panel { sets: (0..kinds.len()).map(set).collect(), ..Panel::default() }, works)
    }

    #[test]
    fn a_kind_of_one_school_has_an_effect_of_its_own() {
        let of = kinds(&[Some("general"), Some("general"), Some("lyceum"), None], &[false, false, false, true]);
        assert_eq!(of.count(), 1);
        let told = [0, 1, 2, 3].map(|set| of.is(set, 0) > 0.5);
        assert_eq!(told, [false, false, true, false], "what is not stated counts as ordinary");
        assert_eq!([0, 2, 3].map(|set| of.open(set)), [false; 3]);
        let known = kinds(&[Some("general"), Some("general"), Some("lyceum")], &[false, false, true]);
        assert!((of.held(0) - ALONE).abs() < 1e-12 && (known.held(0) - WITH_WORKS).abs() < 1e-12);
    }

    #[test]
    fn without_kind_and_without_other_works_the_intake_is_open() {
        let of = kinds(&[None, None, Some("general")], &[false, true, false]);
        assert_eq!((of.count(), [0, 1, 2].map(|set| of.open(set))), (0, [true, false, false]));
    }
}
