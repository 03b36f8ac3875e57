//! What all works of a data set tell together where no work alone has other schools enough.
//!
//! Place of a set on its work, in standard deviations of pupils: y. On a work with published results it is measured against them, on any other
//! against the sets that wrote it, those of other schools where there are some. It is predicted from where the same pupils stand on other
//! works and in the journal, by one regression over the sets of all works (levels stay those of the work): y = α + γ'x + e; α, of works with
//! published results, is what is usual of these schools. What ordinary classes stand around it, T², is estimated from the lower half of all
//! these departures, as in [`super::levels`], and by what is known of a class ([`super::patterns`]): a set of which little is known is not
//! measured by those of which much is. Whoever judges by it widens the interval: one regression over works unlike each other leaves more
//! out than the model of a work.

use std::collections::BTreeMap;
use std::ops::Range;

use records::dataset::{Dataset, Kim, Sitting};

use super::covariates::{Known, LEAST_SD, moments};
use super::dense::Normal;
use super::panel::{Panel, PanelSet};
use super::patterns::Pattern;
use super::robust::{huber, lower_spread, median};

/// Fewest sets known alike whose departures tell what is usual …
const FEWEST: usize = 20;
/// … and fewest of them below the middle.
const FEWEST_BELOW: usize = 8;
/// Sets of other schools from which a work has a level without the own school.
const OTHERS: usize = 3;
/// Ridge on the slopes; that on the usual level only holds the digits.
const HELD: [f64; WIDTH] = [1e-9, 1.0, 1.0, 1.0];
/// A departure further than this many standard deviations begins to weigh less.
const HUBER: f64 = 2.0;

/// Columns: the usual level of works with published results, other works, journal marks in the subject, and in other subjects.
const WIDTH: usize = 4;
type Row = [f64; WIDTH];

/// Departures of sets, by index of the set.
#[derive(Clone, Debug, Default)]
pub(crate) struct Together(BTreeMap<usize, Departure>);

/// A set against what everything else known of its pupils predicts; points of its work.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Departure {
    /// Mean score less what was predicted.
    pub effect: f64,
    /// Standard error: spread of ordinary classes, sampling of pupils, error of the prediction.
    pub error: f64,
    /// Departures behind the spread.
    pub freedom: f64,
    /// Sets behind it.
    pub sets: usize,
    /// Spread T of ordinary classes, points.
    pub spread: f64,
    /// Sampling variance of the mean, points squared.
    pub sampling: f64,
}

impl Together {
    /// Of no set.
    pub(crate) const NOTHING: Self = Self(BTreeMap::new());

    /// Of all works; `published` has mean and standard deviation of the published results of each, sets of fewer than `fewest` scripts are
    /// no measure and have none.
    #[must_use]
    pub(crate) fn of(dataset: &Dataset, panels: &[Panel], published: &[Option<(f64, f64)>], fewest: usize) -> Self {
        let usual: Vec<(f64, f64)> =
            panels.iter().zip(published).map(|(panel, area)| area.unwrap_or_else(|| moments(&panel.total))).collect();
        let known = Known::against(dataset, panels, &usual);
        let mut groups: BTreeMap<Pattern, Group> = BTreeMap::new();
        for (work, panel) in panels.iter().enumerate() {
            let (Some(kim), Some(sitting)) = (dataset.kims.get(work), dataset.sittings.get(work)) else { continue };
            if moments(&panel.total).1 < LEAST_SD || usual[work].1 < LEAST_SD {
                continue;
            }
            let pupils = Pupils::of(kim, sitting, panel, &known, usual[work]);
            for set in panel.sets.iter().filter(|set| set.pupils.len() >= fewest) {
                let own = pupils.set(set, work, published[work].is_some(), usual[work].1);
                groups.entry(own.pattern).or_default().add(own, &pupils, set.pupils.clone());
            }
        }
        Self(groups.into_values().flat_map(Group::departures).collect())
    }

    /// The departure of a set.
    #[must_use]
    pub(crate) fn set(&self, index: usize) -> Option<Departure> {
        self.0.get(&index).copied()
    }
}

/// Places of the pupils of a work, and what is known of them: other works, journal mark, marks in other subjects.
struct Pupils {
    place: Vec<f64>,
    known: [Vec<Option<f64>>; WIDTH - 1],
}

impl Pupils {
    fn of(kim: &Kim, sitting: &Sitting, panel: &Panel, known: &Known, (mean, sd): (f64, f64)) -> Self {
        let person = |pupil: usize| panel.row.get(pupil).and_then(|row| sitting.person.get(*row as usize)).map(|person| person.0);
        let all = 0..panel.len();
        let works = all.clone().map(|pupil| known.elsewhere(person(pupil)?, kim)).collect();
        let prior = panel.prior.iter().map(|mark| mark.map(f64::from)).collect();
        let marks = all.map(|pupil| known.marks(person(pupil)?, kim)).collect();
        Self {
            place: panel.total.iter().map(|&total| (f64::from(total) - mean) / sd).collect(),
            known: [works, centred(prior), centred(marks)],
        }
    }

    /// Means of a set.
    fn set(&self, set: &PanelSet, work: usize, published: bool, sd: f64) -> Own {
        let n = set.pupils.len();
        let of = |column: usize| self.known.get(column).and_then(|known| known.get(set.pupils.clone())).unwrap_or(&[]);
        let mean = |column: usize| {
            let told: Vec<f64> = of(column).iter().flatten().copied().collect();
            (2 * told.len() >= n).then(|| told.iter().sum::<f64>() / told.len() as f64)
        };
        let [works, prior, marks] = [mean(0), mean(1), mean(2)];
        let place = self.place.get(set.pupils.clone()).unwrap_or(&[]).iter().sum::<f64>() / n.max(1) as f64;
        let x = [f64::from(u8::from(published)), works.unwrap_or(0.0), prior.unwrap_or(0.0), marks.unwrap_or(0.0)];
        let pattern = Pattern { marks: prior.is_some(), works: works.is_some() || marks.is_some() };
        Own { index: set.index, school: set.school, work, n, y: place, x, published, sd, pattern }
    }
}

/// Values less their mean.
fn centred(values: Vec<Option<f64>>) -> Vec<Option<f64>> {
    let (sum, n) = values.iter().flatten().fold((0.0, 0.0), |(sum, n), value| (sum + value, n + 1.0));
    values.into_iter().map(|value| value.map(|value| value - sum / n)).collect()
}

/// One set.
#[derive(Clone, Copy, Debug)]
struct Own {
    index: usize,
    school: u32,
    work: usize,
    n: usize,
    y: f64,
    x: Row,
    published: bool,
    /// Points of one standard deviation.
    sd: f64,
    pattern: Pattern,
}

/// Sets of which the same is known.
#[derive(Default)]
struct Group {
    sets: Vec<Own>,
    /// Deviations within classes: what is known of a pupil, and the place.
    known: Vec<f64>,
    places: Vec<f64>,
}

impl Group {
    fn add(&mut self, own: Own, pupils: &Pupils, range: Range<usize>) {
        let deviations = |values: Vec<f64>| {
            let mean = values.iter().sum::<f64>() / values.len().max(1) as f64;
            values.into_iter().map(|value| value - mean).collect::<Vec<f64>>()
        };
        let known: Vec<Vec<f64>> = (0..WIDTH - 1)
            .map(|column| deviations(range.clone().map(|pupil| pupils.known[column][pupil].unwrap_or(own.x[column + 1])).collect()))
            .collect();
        let places = deviations(range.clone().map(|pupil| pupils.place[pupil]).collect());
        for (at, place) in places.into_iter().enumerate() {
            self.known.extend(known.iter().map(|column| column[at]));
            self.places.push(place);
        }
        self.sets.push(own);
    }

    /// Variance of a pupil around what is known of him, inside classes.
    fn within(&self) -> f64 {
        let slopes = Normal::of(&self.known, WIDTH - 1, &self.places, &vec![1.0; self.places.len()]).held(1.0, 1.0).solve();
        let rest = self.known.chunks_exact(WIDTH - 1).zip(&self.places).map(|(x, y)| y - product(x, &slopes));
        let freedom = self.places.len().saturating_sub(self.sets.len() + WIDTH - 1).max(1);
        rest.map(|rest| rest * rest).sum::<f64>() / freedom as f64
    }

    /// Departures of the sets by index; none where too few sets tell what is usual.
    fn departures(self) -> Vec<(usize, Departure)> {
        let measures: Vec<Measure> = (0..self.sets.len()).map(|set| self.measure(set)).collect();
        let told: Vec<usize> = (0..self.sets.len()).filter(|&set| measures[set].told()).collect();
        if told.len() < FEWEST {
            return Vec::new();
        }
        let within = self.within();
        let design: Vec<f64> = told.iter().flat_map(|&set| self.against(&measures[set], |own| own.x)).collect();
        let y: Vec<f64> = told.iter().map(|&set| self.against(&measures[set], |own| [own.y; WIDTH])[1]).collect();
        let sampling: Vec<f64> = told.iter().map(|&set| self.sampling(set, &measures[set], within)).collect();
        let wide: Vec<f64> = told.iter().map(|&set| measures[set].wide()).collect();
        let fit = Fit::of(&design, &y, &sampling, &wide);
        if fit.used < FEWEST_BELOW {
            return Vec::new();
        }
        let one = |(at, &set): (usize, &usize)| {
            let (own, row) = (&self.sets[set], &design[at * WIDTH..(at + 1) * WIDTH]);
            let variance = wide[at] * fit.spread + sampling[at] + fit.normal.leverage(row);
            let departure = Departure {
                effect: own.sd * (y[at] - product(row, &fit.slopes)),
                error: own.sd * variance.sqrt(),
                freedom: fit.used as f64,
                sets: told.len(),
                spread: own.sd * fit.spread.sqrt(),
                sampling: own.sd * own.sd * sampling[at],
            };
            (own.index, departure)
        };
        told.iter().enumerate().map(one).collect()
    }

    /// What a set is measured against.
    fn measure(&self, set: usize) -> Measure {
        let own = &self.sets[set];
        let same = |other: &usize| *other != set && self.sets[*other].work == own.work;
        let all: Vec<usize> = (0..self.sets.len()).filter(same).collect();
        let others: Vec<usize> = all.iter().copied().filter(|&other| self.sets[other].school != own.school).collect();
        let others = if others.len() >= OTHERS { others } else { all };
        Measure { set, others: if own.published { Vec::new() } else { others }, published: own.published }
    }

    /// A row of the set less the mean of what it is measured against.
    fn against(&self, measure: &Measure, of: impl Fn(&Own) -> Row) -> Row {
        let mut row = of(&self.sets[measure.set]);
        for &other in &measure.others {
            let theirs = of(&self.sets[other]);
            row.iter_mut().zip(theirs).for_each(|(own, their)| *own -= their / measure.others.len() as f64);
        }
        row
    }

    fn sampling(&self, set: usize, measure: &Measure, within: f64) -> f64 {
        let of = |set: usize| within / self.sets[set].n.max(1) as f64;
        let k = measure.others.len().max(1) as f64;
        of(set) + measure.others.iter().map(|&other| of(other)).sum::<f64>() / (k * k)
    }
}

/// Against what a set is measured: published results, or other sets of the work.
struct Measure {
    set: usize,
    others: Vec<usize>,
    published: bool,
}

impl Measure {
    fn told(&self) -> bool {
        self.published || !self.others.is_empty()
    }

    /// Spreads of ordinary classes in the difference.
    fn wide(&self) -> f64 {
        if self.published { 1.0 } else { 1.0 + 1.0 / self.others.len().max(1) as f64 }
    }
}

/// The regression with T² and the departures behind it.
struct Fit {
    normal: Normal,
    slopes: Vec<f64>,
    spread: f64,
    used: usize,
}

impl Fit {
    fn of(design: &[f64], y: &[f64], sampling: &[f64], wide: &[f64]) -> Self {
        let (mut spread, mut used) = (0.04, 0);
        let mut robust = vec![1.0; y.len()];
        let fit = |robust: &[f64], spread: f64| {
            let weights: Vec<f64> = robust.iter().zip(wide).zip(sampling).map(|((robust, wide), v)| robust / (wide * spread + v)).collect();
            Normal::of(design, WIDTH, y, &weights).held_each(&HELD)
        };
        for _ in 0..4 {
            let slopes = fit(&robust, spread).solve();
            // In units of one spread: a difference from k sets has 1 + 1/k of them.
            let rest: Vec<f64> =
                design.chunks_exact(WIDTH).zip(y).zip(wide).map(|((x, y), wide)| (y - product(x, &slopes)) / wide.sqrt()).collect();
            let v: Vec<f64> = sampling.iter().zip(wide).map(|(v, wide)| v / wide).collect();
            let centre = median(&rest);
            (spread, used) = lower_spread(&rest, &v, if centre.is_finite() { centre } else { 0.0 });
            robust = rest.iter().zip(&v).map(|(rest, v)| huber(rest / (spread + v).max(f64::MIN_POSITIVE).sqrt(), HUBER)).collect();
        }
        let normal = fit(&robust, spread);
        Self { slopes: normal.solve(), normal, spread, used }
    }
}

fn product(x: &[f64], slopes: &[f64]) -> f64 {
    x.iter().zip(slopes).map(|(x, slope)| x * slope).sum()
}

#[cfg(test)]
mod tests {
    use psychometrics::stream::Stream;

    use super::*;

    /// Works of a school, `classes` classes each, on every one of which all classes stand alike but for their own level, 20 pupils each of
    /// spread one. Every class's level on a work is what its pupils show elsewhere plus a normal of this spread.
    fn group(works: usize, classes: usize, spread: f64, published: bool, stream: &mut Stream) -> Group {
        let mut group = Group { known: vec![0.0; 3], places: vec![0.0], ..Group::default() };
        for index in 0..works * classes {
            let elsewhere = 0.4 * stream.normal();
            let y = 0.3 + 0.8 * elsewhere + spread * stream.normal() + stream.normal() / 400.0_f64.sqrt();
            let x = [f64::from(u8::from(published)), elsewhere, 0.0, 0.0];
            let pattern = Pattern { marks: false, works: true };
            group.sets.push(Own { index, school: 0, work: index / classes, n: 400, y, x, published, sd: 4.0, pattern });
        }
        // Pupils inside classes: variance one around nothing known.
        group.places = (0..4_000).map(|_| stream.normal()).collect();
        group.known = vec![0.0; 3 * 4_000];
        group
    }

    /// The spread is found from all works together, whether they are measured against published results or against each other, where each
    /// difference of two classes has two spreads in it: mean over 40 data sets of 30 works, Monte-Carlo error about .006.
    #[test]
    fn the_spread_of_classes_is_learnt_over_all_works() {
        for (published, classes) in [(true, 2), (false, 2), (false, 4)] {
            let mut stream = Stream::of(4, "together", classes as u64);
            let mut means = [0.0; 2];
            for _ in 0..40 {
                let departures = group(30, classes, 0.25, published, &mut stream).departures();
                assert_eq!(departures.len(), 30 * classes);
                means[0] += departures[0].1.spread / 4.0 / 40.0;
                let z = |(_, one): &(usize, Departure)| (one.effect / one.error) * (one.effect / one.error);
                means[1] += departures.iter().map(z).sum::<f64>() / departures.len() as f64 / 40.0;
            }
            assert!((means[0] - 0.25).abs() < 0.025, "{published} {classes}: T {}", means[0]);
            assert!((means[1] - 1.0).abs() < 0.15, "{published} {classes}: z² {}", means[1]);
        }
    }

    /// One class in ten lifted by a whole standard deviation: the spread hardly follows, and the lifted stand out.
    #[test]
    fn what_is_lifted_does_not_widen_what_it_is_judged_by() {
        let mut stream = Stream::of(5, "together", 0);
        let mut lifted = group(40, 2, 0.25, true, &mut stream);
        lifted.sets.iter_mut().step_by(10).for_each(|own| own.y += 1.0);
        let departures = lifted.departures();
        assert!(departures[0].1.spread / 4.0 < 0.34, "{:?}", departures[0].1);
        let z = |at: usize| departures[at].1.effect / departures[at].1.error;
        let least = (0..80).step_by(10).map(z).fold(f64::INFINITY, f64::min);
        assert!(least > 1.5, "{least}");
    }

    #[test]
    fn too_few_sets_tell_nothing_and_a_class_alone_is_measured_by_no_one() {
        let mut stream = Stream::of(6, "together", 0);
        assert!(group(9, 2, 0.25, true, &mut stream).departures().is_empty(), "eighteen sets");
        assert_eq!(group(10, 2, 0.25, true, &mut stream).departures().len(), 20);
        assert!(group(40, 1, 0.25, false, &mut stream).departures().is_empty(), "nobody else wrote these works");
    }

    /// Of a work that three schools wrote a set is measured by the other schools; its own school counts only where there is nobody else.
    #[test]
    fn other_schools_come_first() {
        let mut stream = Stream::of(7, "together", 0);
        let mut three = group(1, 6, 0.2, false, &mut stream);
        three.sets.iter_mut().enumerate().for_each(|(at, own)| own.school = at as u32 / 2);
        assert_eq!(three.measure(0).others, [2, 3, 4, 5]);
        assert_eq!(group(1, 3, 0.2, false, &mut stream).measure(1).others, [0, 2]);
        assert_eq!(group(1, 3, 0.2, true, &mut stream).measure(1).others, Vec::<usize>::new());
    }
}
