//! What is known of a class besides this work decides how far it may honestly stand from its prediction.
//!
//! A class has journal marks or none, results of its pupils in other works or none: four patterns. With less known the same ordinary
//! classes and pupils spread wider around what is predicted for them, so σ, T² and the scale of z are estimated by pattern. An estimate
//! from few schools is itself uncertain: one narrower than that of all sets is shrunken towards it as by [`HELD`] schools (a shrinkage of
//! the kind of James & Stein 1961), one that is wider is taken as it is, because a spread held too narrow puts ordinary classes on the list.

use std::collections::BTreeMap;

use super::panel::{Panel, PanelSet};

/// Patterns there are.
pub(crate) const PATTERNS: usize = 4;
/// A narrower estimate of a pattern is held at that of all sets as by this many schools.
const HELD: f64 = 5.0;

/// What is known of a class: journal marks, other works.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Pattern {
    /// Journal marks of at least half of the scripts.
    pub marks: bool,
    /// Results in other works, or marks in other subjects, of at least half of the scripts.
    pub works: bool,
}

impl Pattern {
    /// Its place among [`PATTERNS`].
    #[must_use]
    pub(crate) fn place(self) -> usize {
        usize::from(self.marks) + 2 * usize::from(self.works)
    }
}

/// Patterns of the sets of a work, by position of the set; what is not listed has the first pattern, as if the same were known of all.
#[derive(Clone, Debug, Default)]
pub struct Patterns(Vec<Pattern>);

/// What a set is compared with: sets of other schools of which the same is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Alike {
    /// Sets.
    pub sets: usize,
    /// Schools they come from.
    pub schools: usize,
    /// All sets of other schools.
    pub of: usize,
}

impl Alike {
    /// Fewest sets by which a pattern can be judged, as on the lowest rung that compares …
    pub(crate) const FEWEST_SETS: usize = 30;
    /// … and the schools they come from: where little is known whole schools stand apart, so that the spread is learnt from schools.
    pub(crate) const FEWEST_SCHOOLS: usize = 20;

    /// Whether the spread of such classes can be told: from sets and schools enough, or because most sets are such and the rung itself
    /// has counted them.
    #[must_use]
    pub(crate) fn enough(self) -> bool {
        2 * self.sets > self.of || (self.sets >= Self::FEWEST_SETS && self.schools >= Self::FEWEST_SCHOOLS)
    }
}

impl Patterns {
    /// Of the sets of a work in the order of its panel.
    #[must_use]
    pub(crate) fn of(sets: Vec<Pattern>) -> Self {
        Self(sets)
    }

    /// What every set is compared with; sets of fewer than `fewest` scripts are no reference.
    #[must_use]
    pub(crate) fn alike(&self, panel: &Panel, fewest: usize) -> Vec<Alike> {
        let mut counts: BTreeMap<(usize, u32), usize> = BTreeMap::new();
        for (set, of) in panel.sets.iter().enumerate().filter(|(_, of)| of.pupils.len() >= fewest) {
            *counts.entry((self.place(set), of.school)).or_default() += 1;
        }
        let mut totals = [Alike::default(); PATTERNS];
        for (&(place, _), &sets) in &counts {
            totals[place] = Alike { sets: totals[place].sets + sets, schools: totals[place].schools + 1, of: 0 };
        }
        let all: usize = counts.values().sum();
        let one = |(set, of): (usize, &PanelSet)| {
            let own = |place: usize| counts.get(&(place, of.school)).copied().unwrap_or(0);
            let (place, total) = (self.place(set), totals[self.place(set)]);
            let school: usize = (0..PATTERNS).map(own).sum();
            Alike { sets: total.sets - own(place), schools: total.schools - usize::from(own(place) > 0), of: all - school }
        };
        panel.sets.iter().enumerate().map(one).collect()
    }

    /// What is known of a set.
    #[must_use]
    pub(crate) fn pattern(&self, set: usize) -> Pattern {
        self.0.get(set).copied().unwrap_or_default()
    }

    /// The place of the pattern of a set.
    #[must_use]
    pub(crate) fn place(&self, set: usize) -> usize {
        self.pattern(set).place()
    }

    /// Whether the same is known of every set.
    #[must_use]
    pub(crate) fn all_alike(&self) -> bool {
        self.0.windows(2).all(|pair| pair[0] == pair[1])
    }

    /// Schools of each pattern.
    #[must_use]
    pub(crate) fn schools(&self, panel: &Panel) -> [usize; PATTERNS] {
        let mut seen: Vec<(usize, u32)> = panel.sets.iter().enumerate().map(|(set, of)| (self.place(set), of.school)).collect();
        seen.sort_unstable();
        seen.dedup();
        std::array::from_fn(|place| seen.iter().filter(|(of, _)| *of == place).count())
    }

    /// The commonest pattern, by its place.
    #[must_use]
    pub(crate) fn commonest(&self) -> usize {
        let count = |place: usize| self.0.iter().filter(|pattern| pattern.place() == place).count();
        (0..PATTERNS).max_by_key(|&place| (count(place), place)).unwrap_or(0)
    }
}

/// An estimate of a pattern beside that of all sets: see the head of this file.
#[must_use]
pub(crate) fn held(own: f64, pooled: f64, schools: usize) -> f64 {
    if own >= pooled {
        return own;
    }
    let n = schools as f64;
    (n * own + HELD * pooled) / (n + HELD)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One set of `scripts` scripts per entry: its school and whether marks and works are known.
    fn region(sets: &[(u32, bool)], scripts: usize) -> (Panel, Patterns) {
        let set = |(index, (school, _)): (usize, &(u32, bool))| PanelSet {
            index,
            school: *school,
            class: 0,
            pupils: index * scripts..(index + 1) * scripts,
        };
        let panel = Panel { sets: sets.iter().enumerate().map(set).collect(), ..Panel::default() };
        let known = sets.iter().map(|(_, known)| Pattern { marks: *known, works: *known });
        (panel, Patterns::of(known.collect()))
    }

    #[test]
    fn a_narrower_estimate_is_held_and_a_wider_one_taken() {
        assert!((held(0.1, 0.4, 15) - (15.0 * 0.1 + 5.0 * 0.4) / 20.0).abs() < 1e-12);
        assert!((held(0.1, 0.4, 0) - 0.4).abs() < 1e-12, "no school of its own: that of all");
        assert!((held(0.9, 0.4, 1) - 0.9).abs() < 1e-12, "a wider spread is never made narrower");
        assert!(held(0.1, 0.4, 40) < held(0.1, 0.4, 10), "more schools, nearer to their own");
    }

    /// Sixty schools of two classes, of nine of which nothing is known: the nine cannot be judged, the others can.
    #[test]
    fn a_pattern_is_judged_by_schools_enough_or_where_it_is_the_usual_one() {
        let sets = |schools: u32, odd: u32| (0..2 * schools).map(|set| (set / 2, set / 2 >= odd)).collect::<Vec<_>>();
        let (panel, patterns) = region(&sets(60, 9), 20);
        let alike = patterns.alike(&panel, 10);
        assert_eq!((alike[0], alike[0].enough()), (Alike { sets: 16, schools: 8, of: 118 }, false));
        assert_eq!((alike[119], alike[119].enough()), (Alike { sets: 100, schools: 50, of: 118 }, true));
        let (panel, patterns) = region(&sets(60, 21), 20);
        assert_eq!(patterns.alike(&panel, 10)[0], Alike { sets: 40, schools: 20, of: 118 });
        assert!(patterns.alike(&panel, 10)[0].enough(), "twenty other schools");
        let (panel, patterns) = region(&sets(60, 20), 20);
        assert!(!patterns.alike(&panel, 10)[0].enough(), "nineteen");
        let (panel, patterns) = region(&sets(8, 8), 20);
        assert!(patterns.all_alike() && patterns.alike(&panel, 10)[0].enough(), "where all are such the rung has counted them");
        let (panel, patterns) = region(&sets(60, 30), 5);
        assert_eq!(patterns.alike(&panel, 10)[0], Alike::default(), "small sets are no reference");
    }
}
