//! Where a school stands in its other works: all its classes, the work itself left out.
//!
//! What one class shows in one or two other works tells its level with error, so that what is expected of it is drawn towards the middle of
//! the region: right for most schools and too low for one that takes abler pupils. All that the school's classes show in all other works
//! tells of the intake without that error (a third level beside class and pupil; Mundlak 1978). The standing of a school is shrunken by
//! what schools differ by and what the sets of one school do (best linear prediction of an effect of the school; Robinson 1991).

use std::collections::BTreeMap;

use super::covariates::moments;
use super::panel::Panel;
use super::robust::{lower_spread, median, parts_without_each};

/// Variance of standings within a class is taken to be at least this.
const LEAST_VARIANCE: f64 = 0.1;

/// Standings of the sets of every school.
#[derive(Clone, Debug, Default)]
pub(crate) struct Schools {
    /// Work, weighted standing and weight of every set, by school.
    sets: BTreeMap<u32, Vec<(usize, f64, f64)>>,
    /// Variance between schools.
    between: f64,
}

impl Schools {
    /// Of all works; of none where schools do not differ or nothing tells whether they do.
    #[must_use]
    pub(crate) fn of(panels: &[Panel]) -> Self {
        let told: Vec<Told> = panels.iter().enumerate().flat_map(|(work, panel)| told(work, panel)).collect();
        let (y, v): (Vec<f64>, Vec<f64>) = told.iter().map(|of| (of.standing, of.sampling)).unzip();
        let schools: Vec<u32> = told.iter().map(|of| of.school).collect();
        let within = parts_without_each(&y, &v, &schools).everybody;
        let between = lower_spread(&y, &v, median(&y)).0 - within;
        if !within.is_finite() || between <= 0.0 {
            return Self::default();
        }
        let mut sets: BTreeMap<u32, Vec<(usize, f64, f64)>> = BTreeMap::new();
        for of in told {
            let weight = 1.0 / (within + of.sampling);
            sets.entry(of.school).or_default().push((of.work, weight * of.standing, weight));
        }
        Self { sets, between }
    }

    /// Standing of the school of each set of a work in its other works, standard deviations of pupils; None where it has no other.
    #[must_use]
    pub(crate) fn beside(&self, work: usize, panel: &Panel) -> Vec<Option<f64>> {
        panel.sets.iter().map(|set| self.without(set.school, work)).collect()
    }

    fn without(&self, school: u32, work: usize) -> Option<f64> {
        let others = self.sets.get(&school)?.iter().filter(|set| set.0 != work);
        let (sum, weights) = others.fold((0.0, 0.0), |(sum, weights), set| (sum + set.1, weights + set.2));
        (weights > 0.0).then(|| sum / (weights + 1.0 / self.between))
    }
}

/// Mean standing of one set.
struct Told {
    school: u32,
    work: usize,
    standing: f64,
    /// Its sampling variance.
    sampling: f64,
}

/// Standings of the sets of a work against all that wrote it.
fn told(work: usize, panel: &Panel) -> Vec<Told> {
    let (mean, sd) = moments(&panel.total);
    let one = |set: &super::panel::PanelSet| {
        let places: Vec<f64> =
            panel.total.get(set.pupils.clone()).unwrap_or(&[]).iter().map(|&total| (f64::from(total) - mean) / sd).collect();
        let n = places.len() as f64;
        let standing = places.iter().sum::<f64>() / n.max(1.0);
        let variance = places.iter().map(|place| (place - standing) * (place - standing)).sum::<f64>() / (n - 1.0).max(1.0);
        (n > 0.0).then(|| Told { school: set.school, work, standing, sampling: variance.max(LEAST_VARIANCE) / n })
    };
    panel.sets.iter().filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::panel::PanelSet;
    use psychometrics::math::norm_quantile;

    /// Works of these schools, a class each of five pupils: schools stand apart by normal scores, pupils by the same two points on every work.
    fn works(schools: u32, works: usize, apart: f64) -> Vec<Panel> {
        let level = |school: u32| 100.0 + 10.0 * apart * norm_quantile((f64::from(school) + 0.5) / f64::from(schools));
        let panel = |work: usize| {
            let set = |school: u32| PanelSet { index: 0, school, class: school, pupils: school as usize * 5..school as usize * 5 + 5 };
            let of = |school: u32| {
                [-20, -10, 0, 10, 20].map(|by| (level(school) + f64::from(by) + if work % 2 == 0 { 3.0 } else { -3.0 }) as u16)
            };
            Panel { sets: (0..schools).map(set).collect(), total: (0..schools).flat_map(of).collect(), ..Panel::default() }
        };
        (0..works).map(panel).collect()
    }

    #[test]
    fn a_school_stands_where_its_other_works_say() {
        let panels = works(40, 6, 1.5);
        let schools = Schools::of(&panels);
        let beside = schools.beside(0, &panels[0]);
        let (low, high) = (beside[0].unwrap(), beside[39].unwrap());
        assert!((low + high).abs() < 0.1 && high > 1.2, "{low} {high}");
        assert!(beside.windows(2).all(|pair| pair[0] <= pair[1]));
        let few = works(40, 2, 1.5);
        let one = Schools::of(&few).beside(0, &few[0])[39].unwrap();
        assert!(one < high, "{one}: one other work is held nearer to the middle than five say, {high}");
    }

    /// Whatever is done to a work, its own school is expected to show the same in it.
    #[test]
    fn the_work_itself_takes_no_part() {
        let panels = works(40, 3, 1.5);
        let mut lifted = panels.clone();
        lifted[1].total[20..25].iter_mut().for_each(|total| *total += 15);
        let of = |panels: &[Panel], work: usize| Schools::of(panels).without(4, work).unwrap();
        // Nothing but the scale of the work, the same for everybody, moves.
        assert!((of(&lifted, 1) - of(&panels, 1)).abs() < 0.02);
        assert!(of(&lifted, 0) - of(&panels, 0) > 0.2);
    }

    #[test]
    fn of_one_work_and_of_schools_that_are_alike_nothing_is_told() {
        let one = works(40, 1, 1.5);
        assert!(Schools::of(&one).beside(0, &one[0]).iter().all(Option::is_none));
        let alike = works(40, 4, 0.0);
        assert!(Schools::of(&alike).beside(0, &alike[0]).iter().all(Option::is_none));
        assert!(Schools::of(&[]).beside(0, &one[0]).iter().all(Option::is_none));
    }
}
