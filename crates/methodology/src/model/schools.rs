//! Where a school stands in its other works: all its classes, but nothing that the same pupils wrote in the subject of the work.
//!
//! What one class shows in one or two other works tells its level with error, so that what is expected of it is drawn towards the middle of
//! the region: right for most schools and too low for one that takes abler pupils. All that the school's classes show in other works
//! tells of the intake without that error (a third level beside class and pupil; Mundlak 1978). The standing of a school is shrunken by
//! what schools differ by and what the sets of one school do (best linear prediction of an effect of the school; Robinson 1991). What the
//! same pupils wrote in the same subject, in whatever year, takes no part: who lifts one work of a class may lift the next, and the second
//! must not speak for the first.

use std::collections::{BTreeMap, BTreeSet};

use records::dataset::Dataset;

use super::covariates::{LEAST_SD, moments};
use super::panel::{Panel, PanelSet};
use super::robust::{lower_spread, median, part_within};

/// A work that fewer schools than this wrote tells nobody's place: all of them stand at its middle.
const FEWEST_SCHOOLS: usize = 5;
/// Variance of standings within classes is taken to be at least this.
const LEAST_VARIANCE: f64 = 0.1;

/// A subject, and the school year less the grade: the same pupils have the same, year after year.
type Lessons = (u32, i16);

/// Standings of the sets of every school.
#[derive(Clone, Debug, Default)]
pub(crate) struct Schools {
    /// Of every work.
    lessons: Vec<Lessons>,
    /// Lessons, weighted standing and weight of every set, by school.
    sets: BTreeMap<u32, Vec<(Lessons, f64, f64)>>,
    /// Variance between schools.
    between: f64,
}

impl Schools {
    /// Of all works; of none where schools do not differ or nothing tells whether they do.
    #[must_use]
    pub(crate) fn of(dataset: &Dataset, panels: &[Panel]) -> Self {
        let lessons: Vec<Lessons> = dataset.kims.iter().map(|kim| (kim.subject.0, kim.year.0 - i16::from(kim.grade))).collect();
        let told: Vec<Told> = lessons.iter().zip(panels).flat_map(|(&lessons, panel)| told(lessons, panel)).collect();
        let (y, v): (Vec<f64>, Vec<f64>) = told.iter().map(|of| (of.standing, of.sampling)).unzip();
        let schools: Vec<u32> = told.iter().map(|of| of.school).collect();
        let within = part_within(&y, &v, &schools);
        let between = lower_spread(&y, &v, median(&y)).0 - within;
        if !within.is_finite() || between <= 0.0 {
            return Self::default();
        }
        let mut sets: BTreeMap<u32, Vec<(Lessons, f64, f64)>> = BTreeMap::new();
        for of in told {
            let weight = 1.0 / (within + of.sampling);
            sets.entry(of.school).or_default().push((of.lessons, weight * of.standing, weight));
        }
        Self { lessons, sets, between }
    }

    /// Standing of the school of each set of a work in its other works, standard deviations of pupils; None where it has none.
    #[must_use]
    pub(crate) fn beside(&self, work: usize, panel: &Panel) -> Vec<Option<f64>> {
        let lessons = self.lessons.get(work).copied();
        panel.sets.iter().map(|set| self.without(set.school, lessons?)).collect()
    }

    fn without(&self, school: u32, lessons: Lessons) -> Option<f64> {
        let others = self.sets.get(&school)?.iter().filter(|set| set.0 != lessons);
        let (sum, weights) = others.fold((0.0, 0.0), |(sum, weights), set| (sum + set.1, weights + set.2));
        (weights > 0.0).then(|| sum / (weights + 1.0 / self.between))
    }
}

/// Mean standing of one set.
struct Told {
    school: u32,
    lessons: Lessons,
    standing: f64,
    /// Its sampling variance.
    sampling: f64,
}

/// Standings of the sets of a work against all that wrote it; none where it tells nobody's place.
fn told(lessons: Lessons, panel: &Panel) -> Vec<Told> {
    let (mean, sd) = moments(&panel.total);
    let schools: BTreeSet<u32> = panel.sets.iter().map(|set| set.school).collect();
    let differ = panel.total.iter().any(|total| panel.total.first() != Some(total));
    if schools.len() < FEWEST_SCHOOLS || !differ || sd < LEAST_SD {
        return Vec::new();
    }
    let places = |set: &PanelSet| -> Vec<f64> {
        panel.total.get(set.pupils.clone()).unwrap_or(&[]).iter().map(|&total| (f64::from(total) - mean) / sd).collect()
    };
    let centre = |places: &[f64]| places.iter().sum::<f64>() / places.len().max(1) as f64;
    // One pupil says nothing of how pupils of a class differ: all classes say it together.
    let (mut squares, mut freedom) = (0.0, 0.0);
    for set in &panel.sets {
        let own = places(set);
        let centre = centre(&own);
        squares += own.iter().map(|place| (place - centre) * (place - centre)).sum::<f64>();
        freedom += own.len().saturating_sub(1) as f64;
    }
    let variance = if freedom > 0.0 { (squares / freedom).max(LEAST_VARIANCE) } else { 1.0 };
    let one = |set: &PanelSet| {
        let own = places(set);
        (!own.is_empty()).then(|| Told { school: set.school, lessons, standing: centre(&own), sampling: variance / own.len() as f64 })
    };
    panel.sets.iter().filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::panel::paper;
    use psychometrics::math::norm_quantile;

    /// Works of these schools, a class each of five pupils: schools stand apart by normal scores, pupils by the same two points on every work.
    fn works(schools: u32, works: usize, apart: f64) -> Vec<Panel> {
        let level = |school: u32| 100.0 + 10.0 * apart * norm_quantile((f64::from(school) + 0.5) / f64::from(schools));
        let panel = |work: usize| {
            let set = |school: u32| PanelSet { index: 0, school, class: school, pupils: school as usize * 5..school as usize * 5 + 5 };
            let harder = if work.is_multiple_of(2) { 3.0 } else { -3.0 };
            let of = |school: u32| [-20, -10, 0, 10, 20].map(|by| (level(school) + f64::from(by) + harder) as u16);
            Panel { sets: (0..schools).map(set).collect(), total: (0..schools).flat_map(of).collect(), ..Panel::default() }
        };
        (0..works).map(panel).collect()
    }

    /// Works in these subjects.
    fn in_subjects(subjects: &[u32]) -> Dataset {
        Dataset { kims: subjects.iter().map(|&subject| paper(subject)).collect(), ..Dataset::default() }
    }

    fn of(panels: &[Panel]) -> Schools {
        Schools::of(&in_subjects(&(0..panels.len() as u32).collect::<Vec<u32>>()), panels)
    }

    #[test]
    fn a_school_stands_where_its_other_works_say() {
        let panels = works(40, 6, 1.5);
        let beside = of(&panels).beside(0, &panels[0]);
        let (low, high) = (beside[0].unwrap(), beside[39].unwrap());
        assert!((low + high).abs() < 0.1 && high > 1.2, "{low} {high}");
        assert!(beside.windows(2).all(|pair| pair[0] <= pair[1]));
        let few = works(40, 2, 1.5);
        let one = of(&few).beside(0, &few[0])[39].unwrap();
        assert!(one < high, "{one}: one other work is held nearer to the middle than five say, {high}");
    }

    /// Whatever is done to a work, its own school is expected to show the same in it, and in what the same pupils wrote in the subject.
    #[test]
    fn the_lessons_themselves_take_no_part() {
        let panels = works(40, 3, 1.5);
        let mut lifted = panels.clone();
        lifted[1].total[20..25].iter_mut().for_each(|total| *total += 15);
        let dataset = in_subjects(&[0, 1, 1]);
        let of = |panels: &[Panel], work: usize| Schools::of(&dataset, panels).beside(work, &panels[work])[4].unwrap();
        // Nothing but the scale of the work, the same for everybody, moves.
        assert!([1, 2].iter().all(|&work| (of(&lifted, work) - of(&panels, work)).abs() < 0.02));
        assert!(of(&lifted, 0) - of(&panels, 0) > 0.2);
    }

    /// One script says as little of its school as one pupil does, and a work that a few schools wrote says nothing.
    #[test]
    fn few_scripts_say_little_and_few_schools_nothing() {
        let mut panels = works(40, 2, 1.5);
        let whole = of(&panels).beside(0, &panels[0])[39].unwrap();
        // Of the last class one pupil in the middle of it is left.
        panels[1].total.drain(197..);
        panels[1].total.drain(195..196);
        panels[1].total[195] = panels[0].total[197];
        panels[1].sets[39].pupils = 195..196;
        let one = of(&panels).beside(0, &panels[0])[39].unwrap();
        assert!(one < 0.9 * whole, "{one} of {whole}");
        let own = works(4, 1, 1.5);
        panels[1] = own[0].clone();
        assert!(of(&panels).beside(0, &panels[0]).iter().all(Option::is_none));
    }

    #[test]
    fn of_one_work_and_of_schools_that_are_alike_nothing_is_told() {
        let one = works(40, 1, 1.5);
        assert!(of(&one).beside(0, &one[0]).iter().all(Option::is_none));
        let mut alike = works(40, 4, 0.0);
        assert!(of(&alike).beside(0, &alike[0]).iter().all(Option::is_none));
        alike.iter_mut().for_each(|panel| panel.total.fill(20));
        assert!(of(&alike).beside(0, &alike[0]).iter().all(Option::is_none), "nobody's place is told");
        assert!(of(&[]).beside(0, &one[0]).iter().all(Option::is_none));
    }
}
