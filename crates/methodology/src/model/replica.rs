//! Replicas: the same classes writing the same work once more, with nothing done to any of them. Drawn from the fitted model (a parametric
//! bootstrap; Efron & Tibshirani 1993, ch. 6): what honest sets of this very screen show is then counted, not assumed.
//!
//! Class c of school s of a replica: level u ~ N(0, T²), a part of it common to the school, item departures b ~ N(0, B) moved along the items'
//! loadings so that they add up to u; pupil i:
//! θ = predicted + x'β + σe; item j is answered at θ + b_j/loading_j by the item's own curve. T² and σ are those of what is known of the
//! class. Journal marks and items not taught are those of the data. On a replica item curves, slopes within classes and σ, estimated from thousands of scripts, are held; class levels, their
//! prediction, T² and B, estimated from the sets, are estimated anew.

use psychometrics::KernelError;
use psychometrics::linalg::{Matrix, symmetric_eigen};
use psychometrics::stream::Stream;

use super::covariates::Covariates;
use super::curves::{NODES, place};
use super::items::ClassItem;
use super::panel::{NONE, Panel, PanelSet};
use super::predicted::Predicted;
use super::{Model, State, likelihood, posteriors, responses};
use records::dataset::{Dataset, Kim, Score};

/// An item answers to its class by at most this much on the scale of ability.
const MOST: f64 = 1.5;
/// Rounds in which the class levels of a replica and their prediction are found.
const ROUNDS: usize = 3;

/// A source of replicas of one work.
#[derive(Clone, Debug)]
pub(crate) struct Replicas<'a> {
    model: &'a Model,
    panel: &'a Panel,
    predicted: &'a Predicted,
    class_item: &'a ClassItem,
    kim: &'a Kim,
    /// Names of the sets and of their schools: what is drawn for one depends on nothing but its own.
    names: Vec<[String; 2]>,
    /// R with RR' = B.
    root: Matrix,
}

impl<'a> Replicas<'a> {
    /// Of a fitted work.
    #[must_use]
    pub(crate) fn of(
        (dataset, kim): (&Dataset, &'a Kim),
        panel: &'a Panel,
        model: &'a Model,
        predicted: &'a Predicted,
        class_item: &'a ClassItem,
    ) -> Self {
        let name = |set: &PanelSet| {
            let school = dataset.schools.get(set.school as usize).map_or("", |school| school.school.as_str());
            [format!("{}\n{school}\n{}", kim.kim, dataset.class_names.name(set.class)), format!("{}\n{school}", kim.kim)]
        };
        let names = panel.sets.iter().map(name).collect();
        Self { model, panel, predicted, class_item, kim, names, root: root(&class_item.between) }
    }

    /// One replica: the panel with scores, totals and, where the scale is known, marks drawn anew; scripts without item scores and marks that no
    /// known scale gives stay as they are. The same seed and number give the same replica.
    #[must_use]
    pub(crate) fn draw(&self, seed: u64, number: u64) -> Panel {
        let mut out = self.panel.clone();
        for (set, at) in self.panel.sets.iter().enumerate() {
            let [name, school] = &self.names[set];
            let mut stream = Stream::of(seed, name, number);
            let common = Stream::of(seed, school, number).normal();
            let shifts = self.shifts(set, common, &mut stream);
            for pupil in at.pupils.clone().filter(|&pupil| self.panel.itemised(pupil)) {
                self.write(&mut out, set, pupil, &shifts, &mut stream);
            }
        }
        out
    }

    /// How far each item stands from its curve in this class, on the scale of ability, where its school stands at `common`.
    fn shifts(&self, set: usize, common: f64, stream: &mut Stream) -> Vec<f64> {
        let own = &self.predicted.sets[set];
        let levels = &self.model.levels;
        let (spread, within) = (levels.spread[set], levels.within[set]);
        let level = stream.normal() * within.sqrt() + common * (spread - within).max(0.0).sqrt();
        let plain: Vec<f64> = (0..self.panel.items()).map(|_| stream.normal()).collect();
        let items: Vec<f64> = self.root.times(&plain).unwrap_or_else(|_| plain.clone());
        // An item that was not taught takes no part in the level.
        let asked: f64 = items.iter().zip(&own.loading).filter(|(_, loading)| **loading > 0.0).map(|(departure, _)| departure).sum();
        let missing = (level * own.slope - asked) / own.slope.max(1e-6);
        let shift = |item: usize| {
            let loading = own.loading[item].max(1e-3);
            ((items[item] + self.class_item.centre[item]) / loading + missing).clamp(-MOST, MOST)
        };
        (0..plain.len()).map(shift).collect()
    }

    /// Writes one pupil's script.
    fn write(&self, out: &mut Panel, set: usize, pupil: usize, shifts: &[f64], stream: &mut Stream) {
        let ability = self.model.levels.predicted(set) + self.model.within[pupil] + self.model.sigma(set) * stream.normal();
        let start = pupil * shifts.len();
        let mut total = 0;
        for (item, shift) in shifts.iter().enumerate() {
            // One draw per item, taken or not: a pupil's draws stay where they are.
            let chance = stream.uniform();
            let Some(cell) = out.scores.get_mut(start + item).filter(|cell| **cell != NONE) else { continue };
            *cell = self.answer(item, ability + shift, chance);
            total += u16::from(*cell);
        }
        out.total[pupil] = total;
        if let (Some(_), Some(scale)) = (out.mark[pupil], &self.kim.scale) {
            let row: Vec<Score> = out.script(pupil).iter().map(|&points| Score::points(points).unwrap_or(Score::NOT_TAUGHT)).collect();
            out.mark[pupil] = Some(scale.mark_of(total, &self.kim.items, &row));
        }
    }

    /// Points where the distribution function passes `chance`, curves taken straight between the nodes.
    fn answer(&self, item: usize, ability: f64, chance: f64) -> u8 {
        let (node, part) = place(ability);
        // An item that has no curve has no points either.
        let last = self.model.curves.categories(item).unwrap_or(1) - 1;
        let mut left = chance;
        for points in 0..last {
            let Ok(row) = self.model.curves.row(item, points) else { break };
            left -= row[node] * (1.0 - part) + row[(node + 1).min(NODES - 1)] * part;
            if left < 0.0 {
                return u8::try_from(points).unwrap_or(NONE);
            }
        }
        u8::try_from(last).unwrap_or(NONE)
    }
}

impl Model {
    /// The model with class levels, their prediction and T² found on a replica; curves, slopes within classes and σ are held.
    ///
    /// # Errors
    /// As [`super::fit`].
    pub fn refitted(&self, replica: &Panel, covariates: &Covariates) -> Result<Self, KernelError> {
        let likelihood = likelihood(&self.curves, &responses(replica)?)?;
        let mut levels = self.levels.clone();
        levels.level.clone_from(&levels.prediction);
        levels.uncertainty.fill(0.0);
        let mut state = State { within: self.within.clone(), sigma: self.sigma, levels };
        for _ in 0..ROUNDS {
            let posterior = posteriors(replica, &covariates.patterns, &state, &likelihood);
            let State { within, sigma, levels } = &mut state;
            levels.measure(replica, &covariates.patterns, &posterior, within, sigma);
            levels.predict(replica, covariates)?;
        }
        state.levels.leave_schools_out(replica, covariates)?;
        Ok(Self { levels: state.levels, ..self.clone() })
    }
}

/// V√Λ of a positive semidefinite matrix; where the eigenvalues cannot be found the items stand alone.
fn root(of: &Matrix) -> Matrix {
    let j = of.rows();
    let (values, vectors) = symmetric_eigen(of).unwrap_or_else(|_| {
        let unit = Matrix::diagonal(&vec![1.0; j]);
        ((0..j).map(|item| of.get(item, item)).collect(), unit)
    });
    let mut root = Matrix::zeros(j, j);
    for a in 0..j {
        for (b, value) in values.iter().enumerate() {
            *root.at(a, b) = vectors.get(a, b) * value.max(0.0).sqrt();
        }
    }
    root
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model;
    use crate::model::covariates::Known;
    use rehearsal::simulate::{Knobs, region};

    /// A work of 40 honest schools, fitted; one script without items, one item not taught in the first class.
    fn with_fitted(check: impl Fn(&Replicas<'_>, &Panel)) {
        let mut dataset =
            region(&Knobs { honest: true, schools: 40, works: vec!["vpr-mathematics-5".into()], exams: false, ..Knobs::default() }, 4)
                .dataset;
        let first = dataset.result_sets()[0].rows.clone();
        let width = dataset.kims[0].items.len();
        first.iter().for_each(|row| dataset.sittings[0].scores[*row as usize * width] = Score::NOT_TAUGHT);
        let sets = dataset.result_sets();
        let own: Vec<_> = sets.iter().enumerate().collect();
        let panel = Panel::of(&dataset.kims[0], &dataset.sittings[0], &own);
        let known = Known::of(&dataset, std::slice::from_ref(&panel));
        let covariates = Covariates::of(&dataset, &dataset.kims[0], &dataset.sittings[0], &panel, &known);
        let model = model::fit(&panel, &covariates, &|| false).unwrap();
        let predicted = Predicted::of(&model, &panel);
        let class_item = ClassItem::of(&model, &panel, &predicted, 10);
        check(&Replicas::of((&dataset, &dataset.kims[0]), &panel, &model, &predicted, &class_item), &panel);
    }

    /// Mean and standard deviation over sets of the mean total.
    fn means(panel: &Panel) -> (f64, f64) {
        let mean = |of: &[f64]| of.iter().sum::<f64>() / of.len() as f64;
        let sets: Vec<f64> = panel
            .sets
            .iter()
            .filter(|set| set.pupils.len() >= 10)
            .map(|set| mean(&panel.total[set.pupils.clone()].iter().map(|&total| f64::from(total)).collect::<Vec<f64>>()))
            .collect();
        let centre = mean(&sets);
        (centre, mean(&sets.iter().map(|set| (set - centre) * (set - centre)).collect::<Vec<f64>>()).sqrt())
    }

    #[test]
    fn the_same_number_gives_the_same_replica_and_what_was_not_asked_stays() {
        with_fitted(|replicas, panel| {
            let replica = replicas.draw(7, 0);
            assert_eq!((&replica.scores, &replica.mark), (&replicas.draw(7, 0).scores, &replicas.draw(7, 0).mark));
            assert_ne!(replica.scores, replicas.draw(7, 1).scores);
            assert_ne!(replica.scores, replicas.draw(8, 0).scores);
            let none = |of: &Panel| of.scores.iter().map(|points| *points == NONE).collect::<Vec<bool>>();
            assert!(none(panel).iter().filter(|none| **none).count() >= panel.sets[0].pupils.len());
            assert_eq!(none(&replica), none(panel), "an item not taught is not answered");
            for pupil in (0..panel.len()).filter(|&pupil| panel.itemised(pupil)) {
                let sum: u16 = replica.script(pupil).iter().filter(|points| **points != NONE).map(|points| u16::from(*points)).sum();
                assert_eq!(replica.total[pupil], sum);
                assert!(replica.script(pupil).iter().zip(&panel.max).all(|(points, max)| *points == NONE || points <= max));
            }
        });
    }

    /// What schools have in common stands in their replicas too: where all of T² is between schools, classes of one school go up and down
    /// together. Forty schools of about two classes: the correlation of pairs is known within .1, and items and pupils take some of it.
    #[test]
    fn classes_of_a_school_go_together_where_schools_differ() {
        with_fitted(|replicas, panel| {
            let correlation = |part: f64| {
                let mut model = replicas.model.clone();
                model.levels.spread.fill(0.5);
                model.levels.within.fill(0.5 * part);
                model.levels.prediction.fill(0.0);
                let drawn = Replicas { model: &model, ..replicas.clone() }.draw(7, 0);
                let mean = |set: &PanelSet| {
                    let own = &drawn.total[set.pupils.clone()];
                    own.iter().map(|total| f64::from(*total)).sum::<f64>() / own.len() as f64
                };
                let means: Vec<(u32, f64)> =
                    panel.sets.iter().filter(|set| set.pupils.len() >= 10).map(|set| (set.school, mean(set))).collect();
                let centre = means.iter().map(|set| set.1).sum::<f64>() / means.len() as f64;
                let square = means.iter().map(|set| (set.1 - centre) * (set.1 - centre)).sum::<f64>() / means.len() as f64;
                let pairs: Vec<f64> = means
                    .windows(2)
                    .filter(|pair| pair[0].0 == pair[1].0)
                    .map(|pair| (pair[0].1 - centre) * (pair[1].1 - centre))
                    .collect();
                pairs.iter().sum::<f64>() / pairs.len() as f64 / square
            };
            assert!(correlation(0.0) > 0.6 && correlation(1.0) < 0.35, "{} {}", correlation(0.0), correlation(1.0));
        });
    }

    /// Replicas of honest data look like the data: level of the work and spread of the classes. Bounds are four standard errors of one
    /// region of about 80 sets against the mean of eight replicas.
    #[test]
    fn replicas_look_like_the_data() {
        with_fitted(|replicas, panel| {
            let (centre, spread) = means(panel);
            let drawn: Vec<(f64, f64)> = (0..8).map(|number| means(&replicas.draw(7, number))).collect();
            let (level, wide) = drawn.iter().fold((0.0, 0.0), |sum, one| (sum.0 + one.0 / 8.0, sum.1 + one.1 / 8.0));
            let sets = panel.sets.len() as f64;
            assert!((level - centre).abs() < 4.0 * spread / sets.sqrt(), "{level} for {centre}");
            assert!((wide / spread - 1.0).abs() < 4.0 / (2.0 * sets).sqrt(), "{wide} for {spread}");
        });
    }
}
