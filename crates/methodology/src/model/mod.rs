//! The predictive model: what this class would honestly have shown.
//!
//! One model per work over all its sets. Ability of pupil i of class c in school k: θᵢ = z_c'γ + x_i'β + u_c + eᵢ, x = deviations of what
//! is known of the pupil from the class's mean, z = class means of the same, u_c (class and school together, a part of it common to the
//! school) with a spread T² estimated from the lower half, eᵢ ~ N(0, σ²). Item curves come from [`psychometrics::curves`] with a latent regression on x and z; with the
//! curves held, class levels, β, σ and T² are found in rounds. A set is predicted without its school: γ is re-estimated leaving the
//! school out; curves and β come from all sets, σ and T² from those of which as much is known ([`patterns`]).

pub(crate) mod covariates;
pub(crate) mod curves;
pub(crate) mod dense;
pub(crate) mod hands;
pub(crate) mod items;
pub(crate) mod kinds;
mod levels;
pub(crate) mod masses;
pub(crate) mod panel;
pub(crate) mod patterns;
pub(crate) mod predicted;
pub(crate) mod replica;
pub(crate) mod robust;
pub(crate) mod schools;
pub(crate) mod together;

use psychometrics::KernelError;
use psychometrics::curves::{CurveFit, CurveOptions, Curves, PriorModel, Responses, fit_curves, posterior_weights};
use psychometrics::linalg::{Matrix, dot};
use rayon::prelude::*;

use covariates::Covariates;
use covariates::Hand;
use curves::{NODES, OnGrid};
use dense::Normal;
use kinds::Kinds;
use panel::{NONE, Panel};
use patterns::{PATTERNS, Patterns, held};

pub(crate) use levels::Levels;

/// At most this many rounds of class levels.
const ROUNDS: usize = 40;
/// Rounds end when neither σ nor any class level moves by more than this.
const STILL: f64 = 0.002;
/// Rounds of EM for the curves …
const CURVE_ROUNDS: usize = 30;
/// … or until the log-likelihood of a script changes by less than this.
const CURVES_STILL: f64 = 1e-4;

/// A fitted model of one work.
#[derive(Clone, Debug)]
pub struct Model {
    /// Item curves.
    pub curves: Curves,
    /// What is known of each class.
    pub patterns: Patterns,
    /// Kinds of the schools.
    pub kinds: Kinds,
    /// Mean journal mark of the school of each set.
    pub journal: Vec<f64>,
    /// How strict the journal of each set is.
    pub hands: Vec<Hand>,
    /// Spread of ability within a class beyond what is known of the pupil, by pattern.
    pub sigma: Sigma,
    /// x_i'β of each pupil.
    pub within: Vec<f64>,
    /// Class levels.
    pub levels: Levels,
    /// How the fit went.
    pub convergence: Convergence,
}

/// How a fit went; reported, never silent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Convergence {
    /// Rounds of EM for the curves.
    pub curve_rounds: usize,
    /// Whether the curves stood still.
    pub curves: bool,
    /// Rounds for the levels.
    pub level_rounds: usize,
    /// Whether the levels stood still.
    pub levels: bool,
    /// Largest move of σ or a class level in the last round, in standard deviations of ability.
    pub move_last: f64,
}

/// Posterior ability of a pupil.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Posterior {
    /// Mean.
    pub mean: f64,
    /// Variance.
    pub variance: f64,
}

/// σ by place of the pattern.
type Sigma = [f64; PATTERNS];

/// Running state of the rounds.
struct State {
    within: Vec<f64>,
    sigma: Sigma,
    levels: Levels,
}

/// Fits the model; `stopped` is asked between rounds.
///
/// # Errors
/// As [`fit_curves`]: no items or no pupils.
pub(crate) fn fit(panel: &Panel, covariates: &Covariates, stopped: &(dyn Fn() -> bool + Sync)) -> Result<Model, KernelError> {
    let responses = responses(panel)?;
    let design = design(panel, covariates)?;
    let options = CurveOptions { grid: curves::grid()?, rounds: CURVE_ROUNDS, tolerance: CURVES_STILL, ..CurveOptions::default() };
    let fitted = fit_curves(&responses, &[], &PriorModel::Regression(&design), &options)?;
    let likelihood = likelihood(&fitted.curves, &responses)?;
    let mut state = start(panel, &fitted)?;
    let (mut rounds, mut moved) = (0, f64::INFINITY);
    while rounds < ROUNDS && moved > STILL && !stopped() {
        rounds += 1;
        moved = round(panel, covariates, &mut state, &likelihood)?;
    }
    state.levels.leave_schools_out(panel, covariates)?;
    let State { within, sigma, levels } = state;
    let convergence = Convergence {
        curve_rounds: fitted.rounds,
        curves: fitted.converged,
        level_rounds: rounds,
        levels: moved <= STILL,
        move_last: moved,
    };
    let (patterns, kinds) = (covariates.patterns.clone(), covariates.kinds.clone());
    let (journal, hands) = (covariates.journal.clone(), covariates.hands.clone());
    Ok(Model { curves: fitted.curves, patterns, kinds, journal, hands, sigma, within, levels, convergence })
}

/// The scripts for the kernels.
fn responses(panel: &Panel) -> Result<Responses, KernelError> {
    let categories: Vec<usize> = panel.max.iter().map(|&max| usize::from(max) + 1).collect();
    let mut responses = Responses::new(&categories)?;
    for pupil in 0..panel.len() {
        let script: Vec<Option<u8>> = panel.script(pupil).iter().map(|&points| (points != NONE).then_some(points)).collect();
        responses.push(&script)?;
    }
    Ok(responses)
}

/// Rows of the latent regression: class columns (the constant first), then deviations within the class.
fn design(panel: &Panel, covariates: &Covariates) -> Result<Matrix, KernelError> {
    let width = covariates.class_width + covariates.within_width;
    let mut values = Vec::with_capacity(panel.len() * width);
    for (index, set) in panel.sets.iter().enumerate() {
        for pupil in set.pupils.clone() {
            values.extend_from_slice(covariates.set(index));
            values.extend_from_slice(covariates.pupil(pupil));
        }
    }
    Matrix::from_values(panel.len(), width, values)
}

/// Likelihood of every script over the grid, scaled to sum 1.
fn likelihood(curves: &Curves, responses: &Responses) -> Result<Vec<OnGrid>, KernelError> {
    let flat = [1.0 / NODES as f64; NODES];
    let one = |pupil: usize| {
        let weights = posterior_weights(curves, responses, pupil, &flat)?;
        Ok(std::array::from_fn(|q| weights.get(q).copied().unwrap_or(0.0)))
    };
    (0..responses.persons()).into_par_iter().map(one).collect()
}

/// Where the rounds begin: the latent regression split into class and pupil.
fn start(panel: &Panel, fitted: &CurveFit) -> Result<State, KernelError> {
    let mut within = (0..panel.len()).map(|pupil| fitted.prior.mean(pupil)).collect::<Result<Vec<f64>, _>>()?;
    let mut centres = Vec::with_capacity(panel.sets.len());
    for set in &panel.sets {
        let Some(own) = within.get_mut(set.pupils.clone()) else { continue };
        let mean = own.iter().sum::<f64>() / own.len().max(1) as f64;
        own.iter_mut().for_each(|value| *value -= mean);
        centres.push(mean);
    }
    Ok(State { within, sigma: [fitted.prior.sd; PATTERNS], levels: Levels::at(centres) })
}

/// One round; returns the largest move of σ or of a class level.
fn round(panel: &Panel, covariates: &Covariates, state: &mut State, likelihood: &[OnGrid]) -> Result<f64, KernelError> {
    let patterns = &covariates.patterns;
    let posterior = posteriors(panel, patterns, state, likelihood);
    let before = (state.sigma, state.levels.level.clone());
    state.levels.measure(panel, patterns, &posterior, &state.within, &state.sigma);
    let sigma = spread_within(panel, patterns, state, &posterior);
    let beta = within_slopes(panel, covariates, state, &posterior);
    state.sigma = sigma;
    state.within = (0..panel.len()).map(|pupil| dot(covariates.pupil(pupil), &beta)).collect::<Result<_, _>>()?;
    state.levels.predict(panel, covariates)?;
    let moved = |(new, old): (&f64, &f64)| (new - old).abs();
    Ok(state.levels.level.iter().zip(&before.1).chain(state.sigma.iter().zip(&before.0)).map(moved).fold(0.0, f64::max))
}

/// Posteriors under the priors of the round.
fn posteriors(panel: &Panel, patterns: &Patterns, state: &State, likelihood: &[OnGrid]) -> Vec<Posterior> {
    let mut out = Vec::with_capacity(panel.len());
    for (index, set) in panel.sets.iter().enumerate() {
        let (centre, sigma) = (state.levels.centre(index), state.sigma[patterns.place(index)]);
        for (within, likelihood) in state.within.iter().zip(likelihood).skip(set.pupils.start).take(set.pupils.len()) {
            let mut weights = curves::normal_weights(centre + within, sigma);
            weights.iter_mut().zip(likelihood).for_each(|(weight, likelihood)| *weight *= likelihood);
            let total: f64 = weights.iter().sum();
            let (mean, variance) = curves::moments(&weights.map(|weight| weight / total.max(f64::MIN_POSITIVE)));
            out.push(Posterior { mean, variance });
        }
    }
    out
}

/// σ by the M-step of the latent regression: mean of posterior variance + squared departure from the prior mean, over all sets and by
/// pattern.
fn spread_within(panel: &Panel, patterns: &Patterns, state: &State, posterior: &[Posterior]) -> Sigma {
    let mut own = [(0.0, 0.0); PATTERNS];
    let (mut sum, mut weights) = (1e-9, 1e-9);
    for (index, set) in panel.sets.iter().enumerate() {
        let (centre, weight) = (state.levels.centre(index), state.levels.weight(index));
        for pupil in set.pupils.clone().filter(|&pupil| panel.itemised(pupil)) {
            let (Some(post), Some(within)) = (posterior.get(pupil), state.within.get(pupil)) else { continue };
            let departure = post.mean - centre - within;
            let square = weight * (post.variance + departure * departure);
            let of = &mut own[patterns.place(index)];
            (sum, weights, *of) = (sum + square, weights + weight, (of.0 + square, of.1 + weight));
        }
    }
    let pooled = sum / weights;
    let schools = patterns.schools(panel);
    std::array::from_fn(|place| {
        // A pattern that all sets have is the pooled one to the last bit.
        let alone = own[place].1 <= 0.0 || patterns.all_alike();
        let square = if alone { pooled } else { held(own[place].0 / own[place].1, pooled, schools[place]) };
        square.sqrt().clamp(0.1, 2.0)
    })
}

/// β: posterior means regressed on the deviations within classes; a class far from its prediction weighs less.
fn within_slopes(panel: &Panel, covariates: &Covariates, state: &State, posterior: &[Posterior]) -> Vec<f64> {
    let (mut y, mut w) = (Vec::with_capacity(panel.len()), Vec::with_capacity(panel.len()));
    for (index, set) in panel.sets.iter().enumerate() {
        let values = posterior.get(set.pupils.clone()).unwrap_or(&[]);
        let mean = values.iter().map(|post| post.mean).sum::<f64>() / values.len().max(1) as f64;
        for (post, pupil) in values.iter().zip(set.pupils.clone()) {
            y.push(post.mean - mean);
            w.push(if panel.itemised(pupil) { state.levels.weight(index) } else { 0.0 });
        }
    }
    // A ridge worth a quarter of a pupil keeps a nearly empty column from running away.
    Normal::of(&covariates.within, covariates.within_width, &y, &w).held(0.25, 0.25).solve()
}

impl Model {
    /// Weights of a pupil's ability given everything but this work's own scores, the school left out.
    #[must_use]
    pub fn external(&self, set: usize, pupil: usize) -> OnGrid {
        self.at_level(set, self.levels.predicted(set), pupil)
    }

    /// The same with the class at its own (shrunken) level: what the class shows, pupil by pupil, smoothed by the model.
    #[must_use]
    pub fn at_own_level(&self, set: usize, pupil: usize) -> OnGrid {
        self.at_level(set, self.levels.shrunken(set), pupil)
    }

    /// The same with the class at a given level.
    #[must_use]
    pub fn at_level(&self, set: usize, level: f64, pupil: usize) -> OnGrid {
        curves::normal_weights(level + self.within.get(pupil).copied().unwrap_or(0.0), self.sigma(set))
    }

    /// σ of the pupils of a set.
    #[must_use]
    pub(crate) fn sigma(&self, set: usize) -> f64 {
        self.sigma[self.patterns.place(set)]
    }
}
