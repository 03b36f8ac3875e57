//! Where a person stands: posterior of θ given answers, curves and a prior.

use std::ops::Range;

use rayon::prelude::*;

use super::Curves;
use super::responses::{NOT_GIVEN, Responses};
use crate::check::{self, Numbers, same_length};
use crate::error::KernelError;
use crate::grid::Grid;
use crate::math::ln;

/// What is known of θ before the answers: normal, discretised on the grid.
#[derive(Debug, Clone, PartialEq)]
pub struct Prior {
    /// Mean of every person, or one mean for all.
    pub means: Vec<f64>,
    /// Common standard deviation.
    pub sd: f64,
}

impl Prior {
    /// N(0, 1) for everybody.
    #[must_use]
    pub fn standard() -> Self {
        Self { means: vec![0.0], sd: 1.0 }
    }

    /// Prior mean of one person, in units of θ.
    ///
    /// # Errors
    /// `Index` for a person the prior does not know, `OutOfRange` for a mean that is not finite.
    pub fn mean(&self, person: usize) -> Result<f64, KernelError> {
        let known = if self.means.len() == 1 { person.saturating_add(1) } else { self.means.len() };
        check::index("person", person, known)?;
        check::answer("prior mean", self.centre(person))
    }

    /// [`Prior::mean`] of a person known to the prior.
    pub(super) fn centre(&self, person: usize) -> f64 {
        if self.means.len() == 1 { self.means[0] } else { self.means[person] }
    }

    pub(super) fn check(&self, persons: usize) -> Result<(), KernelError> {
        if self.means.len() != 1 {
            same_length("prior means", persons, self.means.len())?;
        }
        check::all_finite("prior means", &self.means)?;
        check::positive("prior standard deviation", self.sd)
    }
}

/// Posterior moments of N persons, in units of θ.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Posterior {
    /// EAP: posterior mean (Bock & Mislevy 1982).
    pub mean: Vec<f64>,
    /// Posterior variance.
    pub variance: Vec<f64>,
    /// ln P(answers), integrated over the prior.
    pub log_likelihood: Vec<f64>,
}

impl Numbers for Posterior {
    fn stray(&self) -> Option<f64> {
        self.mean.stray().or(self.variance.stray()).or(self.log_likelihood.stray())
    }
}

/// EAPs, variances and log-likelihoods of all persons.
///
/// ```
/// use psychometrics::curves::{Curves, Prior, Responses, posterior};
/// use psychometrics::grid::Grid;
///
/// let item = vec![vec![0.9, 0.5, 0.1], vec![0.1, 0.5, 0.9]];
/// let curves = Curves::new(Grid::spaced(-1.0, 1.0, 3)?, &[item])?;
/// let mut responses = Responses::new(&[2])?;
/// responses.push(&[Some(1)])?;
/// responses.push(&[Some(0)])?;
/// let found = posterior(&curves, &responses, &Prior::standard())?;
/// assert!(found.mean[0] > 0.0 && (found.mean[0] + found.mean[1]).abs() < 1e-15);
/// # Ok::<(), psychometrics::KernelError>(())
/// ```
///
/// # Errors
/// `Length` when the responses' items differ from the curves' or the prior's persons from the responses'; `Domain` for a prior mean
/// that is not finite; `Parameter` for a prior sd that is not above 0, and for answers that the curves hold impossible; `OutOfRange` for
/// answers so nearly impossible that nothing can be said of the person.
pub fn posterior(curves: &Curves, responses: &Responses, prior: &Prior) -> Result<Posterior, KernelError> {
    fits(curves, responses)?;
    prior.check(responses.persons())?;
    let blocks: Vec<Posterior> = blocks(responses.persons())
        .into_par_iter()
        .map(|block| {
            let mut found = Posterior::default();
            walk(curves, responses, prior, block, |_, weights, log_likelihood| {
                found.push(curves.grid(), weights, log_likelihood);
            });
            found
        })
        .collect();
    let found = Posterior::joined(blocks);
    found.log_likelihood.iter().try_for_each(|log| possible(*log))?;
    check::answer("posterior of the persons", found)
}

/// Posterior weights over the nodes of one person with `prior` weights over the nodes; they sum to 1.
///
/// # Errors
/// `Length` when the responses' items differ from the curves' or the prior from the grid; `Index` for a person that does not exist;
/// `Domain` for a prior weight that is negative or not finite; `Parameter` for answers that curves and prior hold impossible, `OutOfRange`
/// for answers or weights so near to 0 that nothing can be said of the person.
pub fn posterior_weights(curves: &Curves, responses: &Responses, person: usize, prior: &[f64]) -> Result<Vec<f64>, KernelError> {
    fits(curves, responses)?;
    same_length("prior weights", curves.grid().len(), prior.len())?;
    check::all_non_negative("prior weights", prior)?;
    check::index("person", person, responses.persons())?;
    let mut weights = prior.to_vec();
    possible(absorb(curves, responses.row(person), &mut weights))?;
    check::answer("posterior weights", weights)
}

/// Answers of probability 0 have no posterior.
fn possible(log_likelihood: f64) -> Result<(), KernelError> {
    check::finite("log-likelihood of a person's answers", log_likelihood)
}

impl Posterior {
    pub(super) fn push(&mut self, grid: &Grid, weights: &[f64], log_likelihood: f64) {
        let (mut mean, mut square) = (0.0, 0.0);
        for (w, node) in weights.iter().zip(grid.nodes()) {
            mean += w * node;
            square += w * node * node;
        }
        self.mean.push(mean);
        self.variance.push((square - mean * mean).max(0.0));
        self.log_likelihood.push(log_likelihood);
    }

    pub(super) fn joined(blocks: Vec<Self>) -> Self {
        let mut all = Self::default();
        for block in blocks {
            all.mean.extend(block.mean);
            all.variance.extend(block.variance);
            all.log_likelihood.extend(block.log_likelihood);
        }
        all
    }
}

/// Persons in blocks whose borders depend on their number alone, so that sums by block have the same bits on any
/// number of threads; at most 256 blocks keep the memory for their sums small.
pub(super) fn blocks(persons: usize) -> Vec<Range<usize>> {
    let size = persons.div_ceil(256).max(256);
    (0..persons).step_by(size).map(|start| start..(start + size).min(persons)).collect()
}

pub(super) fn fits(curves: &Curves, responses: &Responses) -> Result<(), KernelError> {
    same_length("items", curves.items(), responses.items())?;
    for (j, k) in responses.categories().iter().enumerate() {
        same_length("categories of an item", curves.categories(j)?, *k)?;
    }
    Ok(())
}

/// Visits the persons of a block with their posterior weights and log-likelihood.
pub(super) fn walk(curves: &Curves, responses: &Responses, prior: &Prior, block: Range<usize>, mut visit: impl FnMut(usize, &[f64], f64)) {
    let grid = curves.grid();
    let mut common = vec![0.0; grid.len()];
    grid.fill_normal(prior.means.first().copied().unwrap_or(0.0), prior.sd, &mut common);
    let mut weights = common.clone();
    for person in block {
        if prior.means.len() == 1 {
            weights.copy_from_slice(&common);
        } else {
            grid.fill_normal(prior.means[person], prior.sd, &mut weights);
        }
        let log_likelihood = absorb(curves, responses.row(person), &mut weights);
        visit(person, &weights, log_likelihood);
    }
}

/// Prior weights → posterior weights; returns ln P(answers).
///
/// Multiplies instead of adding logarithms; after every few items the weights are brought back to sum 1, long before
/// they could underflow (a curve is nowhere below the floor of the estimation, 10⁻⁶).
fn absorb(curves: &Curves, codes: &[u8], weights: &mut [f64]) -> f64 {
    let mut log_likelihood = 0.0;
    for (stretch, part) in codes.chunks(STRETCH).enumerate() {
        for (place, code) in part.iter().enumerate().filter(|(_, code)| **code != NOT_GIVEN) {
            let curve = curves.at(stretch * STRETCH + place, usize::from(*code));
            weights.iter_mut().zip(curve).for_each(|(w, p)| *w *= p);
        }
        let sum: f64 = weights.iter().sum();
        log_likelihood += ln(sum);
        let back = 1.0 / sum;
        weights.iter_mut().for_each(|w| *w *= back);
    }
    log_likelihood
}

/// 10⁻⁶ to the 24th is 10⁻¹⁴⁴: far from the end of the double range.
const STRETCH: usize = 24;

#[cfg(test)]
mod tests {
    use super::*;

    fn work() -> (Curves, Responses) {
        let grid = Grid::spaced(-1.0, 1.0, 3).unwrap();
        let easy = vec![vec![0.4, 0.3, 0.1], vec![0.6, 0.7, 0.9]];
        let hard = vec![vec![0.9, 0.6, 0.2], vec![0.1, 0.4, 0.8]];
        let mut responses = Responses::new(&[2, 2]).unwrap();
        responses.push(&[Some(1), Some(0)]).unwrap();
        responses.push(&[None, None]).unwrap();
        (Curves::new(grid, &[easy, hard]).unwrap(), responses)
    }

    /// Weights ∝ (¼·.6·.9, ½·.7·.6, ¼·.9·.2) = (.135, .21, .045), sum .39.
    #[test]
    fn bayes_by_hand() {
        let (curves, responses) = work();
        let weights = posterior_weights(&curves, &responses, 0, &[0.25, 0.5, 0.25]).unwrap();
        for (got, want) in weights.iter().zip([0.135 / 0.39, 0.21 / 0.39, 0.045 / 0.39]) {
            assert!((got - want).abs() < 1e-15);
        }
        let nothing = posterior_weights(&curves, &responses, 1, &[0.25, 0.5, 0.25]).unwrap();
        assert!((nothing[0] - 0.25).abs() < 1e-15);
        assert!(posterior_weights(&curves, &responses, 0, &[1.0]).is_err());
    }

    #[test]
    fn moments_follow_the_prior_of_the_person() {
        let (curves, responses) = work();
        let prior = Prior { means: vec![0.0, 0.8], sd: 0.5 };
        let found = posterior(&curves, &responses, &prior).unwrap();
        let (mean, sd) = curves.grid().moments(&curves.grid().normal_weights(0.8, 0.5).unwrap()).unwrap();
        assert!((found.mean[1] - mean).abs() < 1e-14 && (found.variance[1].sqrt() - sd).abs() < 1e-14);
        assert!(found.log_likelihood[1].abs() < 1e-14 && found.log_likelihood[0] < 0.0);
        assert!(posterior(&curves, &responses, &Prior { means: vec![0.0; 3], sd: 0.5 }).is_err());
    }

    /// 400 items answered against all odds: the product alone would be 10⁻²⁴⁰⁰.
    #[test]
    fn long_works_do_not_underflow() {
        let grid = Grid::spaced(-1.0, 1.0, 3).unwrap();
        let items = vec![vec![vec![1e-6, 1e-6, 2e-6], vec![1.0 - 1e-6, 1.0 - 1e-6, 1.0 - 2e-6]]; 400];
        let curves = Curves::new(grid, &items).unwrap();
        let mut responses = Responses::new(&[2; 400]).unwrap();
        responses.push(&[Some(0); 400]).unwrap();
        let found = posterior(&curves, &responses, &Prior::standard()).unwrap();
        assert!(found.mean[0] > 0.999 && found.log_likelihood[0].is_finite());
    }

    #[test]
    fn blocks_cover_everybody_once() {
        for n in [0, 1, 255, 256, 257, 100_000] {
            let found = blocks(n);
            assert!(found.len() <= 256 && found.iter().map(ExactSizeIterator::len).sum::<usize>() == n);
        }
    }
}
