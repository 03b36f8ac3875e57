//! Directions over the items of a paper, shared by `profile` and `leniency`.

use psychometrics::linalg::{Cholesky, Matrix};

use crate::model::panel::NONE;
use crate::model::predicted::Expectation;

use super::{Examined, Fitted};

/// A paper as the directions see it.
#[derive(Clone, Debug)]
pub struct Paper {
    /// Greatest points of each item.
    pub max: Vec<f64>,
    /// Room to the maximum on each item, points: max − mean over all pupils.
    pub room: Vec<f64>,
    /// Items from easy to hard.
    pub order: Vec<usize>,
    /// The hardest third.
    pub hardest: Vec<usize>,
}

/// Directions judged on one set.
#[derive(Clone, Debug, Default)]
pub struct Own {
    /// Hard direction (mixture over k).
    pub hard: Vec<f64>,
    /// d_a'S⁻¹d_b; direction 0 is the hard one, the others as given.
    gram: Vec<f64>,
    score: Vec<f64>,
    /// Mean residual of each item, points.
    pub residual: Vec<f64>,
    /// Sampling variance of each residual (rung C).
    pub sampling: Vec<f64>,
    /// Full variance of each residual (rung C).
    pub spread: Vec<f64>,
}

impl Own {
    fn width(&self) -> usize {
        self.score.len()
    }

    /// λ of one direction alone and its standard error.
    #[must_use]
    pub fn lone(&self, direction: usize) -> Option<(f64, f64)> {
        let gram = *self.gram.get(direction * self.width() + direction)?;
        (gram > 1e-12).then(|| (self.score[direction] / gram, 1.0 / gram.sqrt()))
    }

    /// λ of direction 1 given direction 0, its standard error, and the variance inflation 1/(1 − ρ²).
    #[must_use]
    pub fn partial(&self) -> Option<(f64, f64, f64)> {
        let [a, b, c] = [*self.gram.first()?, *self.gram.get(1)?, *self.gram.get(self.width() + 1)?];
        let rest = c - b * b / a;
        if a <= 1e-12 || rest <= 1e-9 * c {
            return None;
        }
        Some(((self.score[1] - b / a * self.score[0]) / rest, 1.0 / rest.sqrt(), c / rest))
    }

    /// λ of the sum of directions 0 and 1, and its standard error.
    #[must_use]
    pub fn sum(&self) -> Option<(f64, f64)> {
        let gram = *self.gram.first()? + 2.0 * self.gram.get(1)? + self.gram.get(self.width() + 1)?;
        (gram > 1e-12).then(|| ((self.score[0] + self.score[1]) / gram, 1.0 / gram.sqrt()))
    }
}

impl Paper {
    /// Order and room from the mean points of each item.
    #[must_use]
    pub fn of(work: &Examined<'_>, facility: &[f64]) -> Self {
        let max: Vec<f64> = work.panel.max.iter().map(|&max| f64::from(max)).collect();
        let room: Vec<f64> = max.iter().zip(facility).map(|(max, mean)| (max - mean).max(0.02 * max)).collect();
        let mut order: Vec<usize> = (0..max.len()).collect();
        order.sort_by(|&a, &b| (facility[b] / max[b]).total_cmp(&(facility[a] / max[a])).then(a.cmp(&b)));
        let third = max.len().div_ceil(3);
        let hardest = order.iter().rev().take(third).copied().collect();
        Self { max, room, order, hardest }
    }

    /// Direction "room on the k hardest items".
    fn hardest_direction(&self, k: usize) -> Vec<f64> {
        let mut direction = vec![0.0; self.max.len()];
        for &item in self.order.iter().rev().take(k) {
            direction[item] = self.room[item];
        }
        direction
    }

    /// The values of k of the mixture.
    fn depths(&self) -> Vec<usize> {
        let j = self.max.len();
        let mut depths: Vec<usize> = [6, 4, 3, 2].iter().map(|&part| j.div_ceil(part)).collect();
        depths.dedup();
        depths
    }

    /// Percentage points on the hardest third per unit of λ along `direction`.
    #[must_use]
    pub fn pp(&self, direction: &[f64]) -> f64 {
        let (lift, max) = self.hardest.iter().fold((0.0, 0.0), |(lift, max), &item| (lift + direction[item], max + self.max[item]));
        100.0 * lift / f64::max(max, 1.0)
    }

    /// Mean departure in percentage points of the hardest third, or of the others.
    #[must_use]
    pub fn gap(&self, own: &Expectation, hard: bool) -> f64 {
        self.part(&own.residual, hard)
    }

    /// The same on rung C.
    #[must_use]
    pub fn gap_of(&self, own: &Own, hard: bool) -> f64 {
        self.part(&own.residual, hard)
    }

    fn part(&self, residual: &[f64], hard: bool) -> f64 {
        let items = (0..self.max.len()).filter(|item| self.hardest.contains(item) == hard);
        let (gap, max) = items.fold((0.0, 0.0), |(gap, max), item| (gap + residual[item], max + self.max[item]));
        100.0 * gap / f64::max(max, 1.0)
    }

    /// Judges the hard mixture and further directions on a set of a region.
    #[must_use]
    pub fn region(&self, fitted: &Fitted, set: usize, further: &[Vec<f64>]) -> Option<Own> {
        let singles: Vec<Vec<f64>> = self.depths().into_iter().map(|k| self.hardest_direction(k)).collect();
        let judged = fitted.class_item.judge(&fitted.predicted, set, &singles)?;
        let lengths: Vec<f64> = (0..singles.len()).map(|at| judged.gram[at * singles.len() + at].sqrt()).collect();
        let hard = mixture(&singles, &lengths);
        let directions: Vec<Vec<f64>> = std::iter::once(hard.clone()).chain(further.iter().cloned()).collect();
        let judged = fitted.class_item.judge(&fitted.predicted, set, &directions)?;
        let residual = fitted.predicted.sets.get(set)?.residual.clone();
        Some(Own { hard, gram: judged.gram, score: judged.score, residual, ..Own::default() })
    }

    /// Judges with a given covariance.
    fn judge(&self, s: &[f64], residual: &[f64], further: &[Vec<f64>]) -> Option<Own> {
        let j = self.max.len();
        let factor = Cholesky::of(&Matrix::from_values(j, j, s.to_vec()).ok()?).ok()?;
        // Directions have one entry per item, so that the solution exists.
        let form = |a: &[f64], b: &[f64]| factor.solve(a).and_then(|x| psychometrics::linalg::dot(&x, b)).unwrap_or(0.0);
        let singles: Vec<Vec<f64>> = self.depths().into_iter().map(|k| self.hardest_direction(k)).collect();
        let lengths: Vec<f64> = singles.iter().map(|d| form(d, d).max(0.0).sqrt()).collect();
        let hard = mixture(&singles, &lengths);
        let directions: Vec<Vec<f64>> = std::iter::once(hard.clone()).chain(further.iter().cloned()).collect();
        let gram = directions.iter().flat_map(|a| directions.iter().map(|b| form(a, b)).collect::<Vec<f64>>()).collect();
        let score = directions.iter().map(|d| form(d, residual)).collect();
        Some(Own { hard, gram, score, residual: residual.to_vec(), ..Own::default() })
    }
}

/// Σ_k d_k/‖d_k‖: the direction whose z is the standardised sum of the z of all k.
fn mixture(directions: &[Vec<f64>], lengths: &[f64]) -> Vec<f64> {
    let j = directions.first().map_or(0, Vec::len);
    let mut sum = vec![0.0; j];
    for (direction, length) in directions.iter().zip(lengths).filter(|(_, length)| **length > 1e-12) {
        for (sum, d) in sum.iter_mut().zip(direction) {
            *sum += d / length;
        }
    }
    sum
}

/// Rung C: residuals against published item means, S = the class's own sampling + borrowed class × item effects + a level of any size.
#[must_use]
pub fn alone(work: &Examined<'_>, set: usize, paper: &Paper, facility: &[f64], further: &[Vec<f64>]) -> Option<Own> {
    let j = paper.max.len();
    let pupils: Vec<&[u8]> = work
        .panel
        .sets
        .get(set)?
        .pupils
        .clone()
        .filter(|&pupil| work.panel.itemised(pupil))
        .map(|pupil| work.panel.script(pupil))
        .collect();
    let count: Vec<f64> = (0..j).map(|item| pupils.iter().filter(|script| script[item] != NONE).count() as f64).collect();
    if count.iter().any(|count| *count < 2.0) {
        return None;
    }
    let mean: Vec<f64> = (0..j)
        .map(|item| pupils.iter().filter(|script| script[item] != NONE).map(|script| f64::from(script[item])).sum::<f64>() / count[item])
        .collect();
    let deviation = |script: &[u8], item: usize| if script[item] == NONE { 0.0 } else { f64::from(script[item]) - mean[item] };
    let mut s = vec![0.0; j * j];
    let mut sampling = vec![0.0; j];
    for a in 0..j {
        for b in 0..j {
            let product: f64 = pupils.iter().map(|script| deviation(script, a) * deviation(script, b)).sum();
            s[a * j + b] = product / ((count[a] - 1.0) * (count[b] - 1.0)).sqrt() / (count[a] * count[b]).sqrt();
        }
        sampling[a] = s[a * j + a];
    }
    let item = work.reference.components().item;
    // Points per logit: max·p(1 − p), the slope of a logistic curve at the published share.
    let slope: Vec<f64> =
        (0..j).map(|item| facility[item] / paper.max[item]).zip(&paper.max).map(|(p, max)| max * (p * (1.0 - p)).max(0.02)).collect();
    for a in 0..j {
        for b in 0..j {
            // A class may stand at any level: a standard deviation of one logit says nothing about it.
            s[a * j + b] += slope[a] * slope[b];
        }
        s[a * j + a] += item * item * slope[a] * slope[a] + 1e-6;
    }
    let residual: Vec<f64> = mean.iter().zip(facility).map(|(own, area)| own - area).collect();
    let mut own = paper.judge(&s, &residual, further)?;
    own.spread = (0..j).map(|item| s[item * j + item]).collect();
    own.sampling = sampling;
    Some(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_card() {
        let paper = Paper { max: vec![1.0, 1.0], room: vec![0.1, 0.7], order: vec![0, 1], hardest: vec![1] };
        let own = paper.judge(&[0.0036, 0.0, 0.0, 0.0025], &[0.0, 0.15], &[]).expect("positive definite");
        let (lambda, error) = own.lone(0).expect("a direction");
        assert!((lambda / error - 3.0).abs() < 1e-9, "z = 3");
        assert!((lambda * paper.pp(&own.hard) - 15.0).abs() < 1e-9, "15 percentage points");
    }

    #[test]
    fn partial_contrasts_of_correlated_directions() {
        let own = Own { gram: vec![4.0, 2.0, 2.0, 4.0], score: vec![2.0, 4.0], ..Own::default() };
        let (lambda, error, vif) = own.partial().expect("not collinear");
        assert!((lambda - 1.0).abs() < 1e-12 && (error - 1.0 / 3.0_f64.sqrt()).abs() < 1e-12);
        assert!((vif - 4.0 / 3.0).abs() < 1e-12);
    }
}
