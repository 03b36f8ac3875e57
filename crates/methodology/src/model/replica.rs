//! Replicas: the same classes writing the same work once more, with nothing done to any of them. Drawn from the fitted model (a parametric
//! bootstrap; Efron & Tibshirani 1993, ch. 6): what honest sets of this very screen show is then counted, not assumed.
//!
//! Class c of a replica: level u ~ N(0, T²), item departures b ~ N(0, B) moved along the items' loadings so that they add up to u; pupil i:
//! θ = predicted + x'β + σe; item j is answered at θ + b_j/loading_j by the item's own curve. Journal marks and items not taught are those of
//! the data. On a replica item curves, slopes within classes and σ, estimated from thousands of scripts, are held; class levels, their
//! prediction, T² and B, estimated from the sets, are estimated anew.

use psychometrics::KernelError;
use psychometrics::linalg::{Matrix, symmetric_eigen};
use psychometrics::stream::Stream;

use super::covariates::Covariates;
use super::curves::{NODES, place};
use super::items::ClassItem;
use super::panel::{NONE, Panel};
use super::predicted::Predicted;
use super::{Model, State, likelihood, posteriors, responses};
use crate::dataset::{Kim, Score};

/// An item answers to its class by at most this much on the scale of ability.
const MOST: f64 = 1.5;
/// Rounds in which the class levels of a replica and their prediction are found.
const ROUNDS: usize = 3;

/// A source of replicas of one work.
#[derive(Clone, Debug)]
pub struct Replicas<'a> {
    model: &'a Model,
    panel: &'a Panel,
    predicted: &'a Predicted,
    class_item: &'a ClassItem,
    kim: &'a Kim,
    /// R with RR' = B.
    root: Matrix,
}

impl<'a> Replicas<'a> {
    /// Of a fitted work.
    #[must_use]
    pub fn of(kim: &'a Kim, panel: &'a Panel, model: &'a Model, predicted: &'a Predicted, class_item: &'a ClassItem) -> Self {
        Self { model, panel, predicted, class_item, kim, root: root(&class_item.between) }
    }

    /// One replica: the panel with scores, totals and marks drawn anew. The same seed and number give the same replica.
    #[must_use]
    pub fn draw(&self, seed: u64, number: u64) -> Panel {
        let mut out = self.panel.clone();
        for (set, at) in self.panel.sets.iter().enumerate() {
            let mut stream = Stream::of(seed, &self.kim.kim, number << 32 | set as u64);
            let shifts = self.shifts(set, &mut stream);
            for pupil in at.pupils.clone().filter(|&pupil| self.panel.itemised(pupil)) {
                self.write(&mut out, set, pupil, &shifts, &mut stream);
            }
        }
        out
    }

    /// How far each item stands from its curve in this class, on the scale of ability.
    fn shifts(&self, set: usize, stream: &mut Stream) -> Vec<f64> {
        let own = &self.predicted.sets[set];
        let levels = &self.model.levels;
        let level = stream.normal() * levels.spread[set].sqrt();
        let plain: Vec<f64> = (0..self.panel.items()).map(|_| stream.normal()).collect();
        let items: Vec<f64> = (0..plain.len()).map(|item| psychometrics::linalg::dot(self.root.row(item), &plain)).collect();
        let missing = (level * own.slope - items.iter().sum::<f64>()) / own.slope.max(1e-6);
        let shift = |item: usize| {
            let loading = own.loading[item].max(1e-3);
            ((items[item] + self.class_item.centre[item]) / loading + missing).clamp(-MOST, MOST)
        };
        (0..plain.len()).map(shift).collect()
    }

    /// Writes one pupil's script.
    fn write(&self, out: &mut Panel, set: usize, pupil: usize, shifts: &[f64], stream: &mut Stream) {
        let ability = self.model.levels.predicted(set) + self.model.within[pupil] + self.model.sigma * stream.normal();
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
        let last = self.model.curves.categories(item) - 1;
        let mut left = chance;
        for points in 0..last {
            let row = self.model.curves.row(item, points);
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
        let mut state = State { within: self.within.clone(), sigma: self.sigma, levels };
        for _ in 0..ROUNDS {
            let posterior = posteriors(replica, &state, &likelihood);
            let State { within, sigma, levels } = &mut state;
            levels.measure(replica, &posterior, within, *sigma);
            levels.predict(replica, covariates);
        }
        state.levels.leave_schools_out(replica, covariates);
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
