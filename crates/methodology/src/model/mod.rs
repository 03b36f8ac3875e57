//! The predictive model: what this class would honestly have shown.
//!
//! One model per work over all its sets. Ability of pupil i of class c in school k: θᵢ = z_c'γ + x_i'β + u_c + eᵢ, x = deviations of what
//! is known of the pupil from the class's mean, z = class means of the same, u_c (class and school together) with a spread T² estimated
//! from the lower half, eᵢ ~ N(0, σ²). Item curves are free on a grid ([`curves`]). A set is predicted without its school: γ is
//! re-estimated leaving the school out; curves, β and σ come from all sets.

pub mod covariates;
pub mod curves;
pub mod dense;
pub mod items;
mod levels;
pub mod panel;
pub mod predicted;
pub mod robust;

use rayon::prelude::*;

use covariates::Covariates;
use curves::{Curve, Expected, OnGrid, Posterior};
use panel::Panel;

pub use levels::Levels;

/// At most this many rounds of EM.
const ROUNDS: usize = 120;
/// Rounds end when no curve moves by more than this where scripts are …
const CURVES_STILL: f64 = 0.002;
/// … and neither σ nor a class level moves by more than this.
const LEVELS_STILL: f64 = 0.005;
/// Pupils handled by one task; fixed, so that sums do not depend on the number of threads.
const CHUNK: usize = 400;

/// A fitted model of one work.
#[derive(Clone, Debug)]
pub struct Model {
    /// Item curves.
    pub curves: Vec<Curve>,
    /// Spread of ability within a class beyond what is known of the pupil.
    pub sigma: f64,
    /// x_i'β of each pupil.
    pub within: Vec<f64>,
    /// Class levels.
    pub levels: Levels,
    /// Posterior of each pupil given script and prediction.
    pub posterior: Vec<Posterior>,
    /// Rounds of EM.
    pub rounds: usize,
    /// Whether the last round moved nothing by more than the tolerances.
    pub converged: bool,
    /// Largest change of a curve in the last round.
    pub change: f64,
}

/// Running state of the EM.
struct State {
    curves: Vec<Curve>,
    beta: Vec<f64>,
    within: Vec<f64>,
    sigma: f64,
    levels: Levels,
}

/// Fits the model; `stopped` is asked between rounds. None where no pupil has item scores.
#[must_use]
pub fn fit(panel: &Panel, covariates: &Covariates, stopped: &(dyn Fn() -> bool + Sync)) -> Option<Model> {
    if panel.is_empty() || panel.items() == 0 || !(0..panel.len()).any(|pupil| panel.itemised(pupil)) {
        return None;
    }
    let bandwidth = (std::env::var("BW").ok().and_then(|t| t.parse().ok()).unwrap_or(1.1)
        / psychometrics::math::pow(panel.len() as f64, 0.2))
    .clamp(std::env::var("BWMIN").ok().and_then(|t| t.parse().ok()).unwrap_or(0.2), 0.6);
    let mut state = State {
        curves: curves::start(panel),
        beta: vec![0.0; covariates.within_width],
        within: vec![0.0; panel.len()],
        sigma: 1.0,
        levels: Levels::none(panel.sets.len()),
    };
    let (mut rounds, mut change, mut converged, mut posterior) = (0, f64::INFINITY, false, Vec::new());
    let most: usize = std::env::var("ROUNDS").ok().and_then(|t| t.parse().ok()).unwrap_or(ROUNDS);
    while rounds < most && !converged && !stopped() {
        rounds += 1;
        let (posteriors, expected) = e_step(panel, &state);
        let (curves, moved) = curves::m_step(&expected, &state.curves, bandwidth);
        let drift = update(panel, covariates, &mut state, &posteriors);
        (state.curves, change, posterior) = (curves, moved, posteriors);
        if std::env::var("TRACE").is_ok() {
            eprintln!("round {rounds} curves {moved:.5} drift {drift:.5} sigma {:.4} T2 {:.4}", state.sigma, state.levels.spread[0]);
        }
        converged = rounds > 3 && change < CURVES_STILL && drift < LEVELS_STILL;
    }
    state.levels.leave_schools_out(panel, covariates);
    let State { curves, within, sigma, levels, .. } = state;
    Some(Model { curves, sigma, within, levels, posterior, rounds, converged, change })
}

/// Posteriors of all pupils and expected counts, in fixed chunks of sets.
fn e_step(panel: &Panel, state: &State) -> (Vec<Posterior>, Expected) {
    let parts: Vec<(Vec<Posterior>, Expected)> = chunks(panel)
        .into_par_iter()
        .map(|sets| {
            let mut expected = Expected::none(&panel.max);
            let mut posteriors = Vec::new();
            for set in sets {
                let Some(pupils) = panel.sets.get(set).map(|set| set.pupils.clone()) else { continue };
                let (centre, weight) = (state.levels.centre(set), state.levels.weight(set));
                for pupil in pupils {
                    let mu = centre + state.within.get(pupil).copied().unwrap_or(0.0);
                    posteriors.push(curves::e_step(panel, &state.curves, pupil, mu, state.sigma, weight, &mut expected));
                }
            }
            (posteriors, expected)
        })
        .collect();
    let mut all = Expected::none(&panel.max);
    let mut posteriors = Vec::with_capacity(panel.len());
    for (part, expected) in parts {
        posteriors.extend(part);
        all.join(&expected);
    }
    (posteriors, all)
}

/// Consecutive sets of about [`CHUNK`] pupils each.
fn chunks(panel: &Panel) -> Vec<std::ops::Range<usize>> {
    let (mut out, mut start) = (Vec::new(), 0);
    for (index, set) in panel.sets.iter().enumerate() {
        let from = panel.sets.get(start).map_or(0, |first| first.pupils.start);
        if set.pupils.end - from >= CHUNK {
            out.push(start..index + 1);
            start = index + 1;
        }
    }
    out.push(start..panel.sets.len());
    out
}

/// One round of the regression part; returns the largest move of σ or of a class level.
fn update(panel: &Panel, covariates: &Covariates, state: &mut State, posterior: &[Posterior]) -> f64 {
    let before = (state.sigma, state.levels.level.clone());
    state.levels.measure(panel, posterior, &state.within, state.sigma);
    let sigma = spread_within(panel, state, posterior);
    state.beta = within_slopes(panel, covariates, state, posterior);
    state.sigma = sigma;
    state.within = (0..panel.len()).map(|pupil| dot(covariates.pupil(pupil), &state.beta)).collect();
    state.levels.predict(panel, covariates);
    standardise(panel, state);
    let moved = |(new, old): (&f64, &f64)| (new - old).abs();
    state.levels.level.iter().zip(&before.1).map(moved).fold((state.sigma - before.0).abs(), f64::max)
}

/// σ by the M-step of the latent regression: mean of posterior variance + squared departure from the prior mean.
fn spread_within(panel: &Panel, state: &State, posterior: &[Posterior]) -> f64 {
    let (mut sum, mut weights) = (1e-9, 1e-9);
    for (index, set) in panel.sets.iter().enumerate() {
        let (centre, weight) = (state.levels.centre(index), state.levels.weight(index));
        for pupil in set.pupils.clone().filter(|&pupil| panel.itemised(pupil)) {
            let (Some(post), Some(within)) = (posterior.get(pupil), state.within.get(pupil)) else { continue };
            let departure = post.mean - centre - within;
            sum += weight * (post.variance + departure * departure);
            weights += weight;
        }
    }
    (sum / weights).sqrt().clamp(0.1, 2.0)
}

/// β: posterior means regressed on the deviations within classes; a class far from its prediction weighs less.
fn within_slopes(panel: &Panel, covariates: &Covariates, state: &State, posterior: &[Posterior]) -> Vec<f64> {
    let k = covariates.within_width;
    if k == 0 {
        return Vec::new();
    }
    let (mut y, mut w) = (Vec::with_capacity(panel.len()), Vec::with_capacity(panel.len()));
    for (index, set) in panel.sets.iter().enumerate() {
        let values = posterior.get(set.pupils.clone()).unwrap_or(&[]);
        let mean = values.iter().map(|post| post.mean).sum::<f64>() / values.len().max(1) as f64;
        for (post, pupil) in values.iter().zip(set.pupils.clone()) {
            y.push(post.mean - mean);
            w.push(if panel.itemised(pupil) { state.levels.weight(index) } else { 0.0 });
        }
    }
    let (a, b) = dense::normal_equations(&covariates.within, k, &y, &w);
    // A ridge worth one pupil keeps a nearly empty column from running away.
    let mut a = a;
    for i in 0..k {
        a[i * k + i] += 0.25;
    }
    dense::cholesky(&a, k).map_or_else(|| vec![0.0; k], |l| dense::solve(&l, &b))
}

/// Ability is measured in standard deviations of all pupils around their mean: shifts and scales everything that is in its units.
fn standardise(panel: &Panel, state: &mut State) {
    let (mut sum, mut square, mut n) = (0.0, 0.0, 0.0);
    for (index, set) in panel.sets.iter().enumerate() {
        let centre = state.levels.centre(index);
        for within in state.within.get(set.pupils.clone()).unwrap_or(&[]) {
            let mu = centre + within;
            sum += mu;
            square += mu * mu;
            n += 1.0;
        }
    }
    let mean = sum / f64::max(n, 1.0);
    let sd = (square / f64::max(n, 1.0) - mean * mean + state.sigma * state.sigma).max(0.01).sqrt();
    state.sigma /= sd;
    state.beta.iter_mut().chain(&mut state.within).for_each(|value| *value /= sd);
    state.levels.rescale(mean, sd);
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

impl Model {
    /// Weights of a pupil's ability given everything but this work's own scores, the school left out.
    #[must_use]
    pub fn external(&self, set: usize, pupil: usize) -> OnGrid {
        self.around(self.levels.predicted(set), pupil)
    }

    /// The same with the class at its own (shrunken) level: what the class shows, pupil by pupil, smoothed by the model.
    #[must_use]
    pub fn at_own_level(&self, set: usize, pupil: usize) -> OnGrid {
        self.around(self.levels.shrunken(set), pupil)
    }

    fn around(&self, centre: f64, pupil: usize) -> OnGrid {
        curves::normal_weights(centre + self.within.get(pupil).copied().unwrap_or(0.0), self.sigma)
    }
}

#[cfg(test)]
mod probe {
    use super::*;
    use crate::simulate::{Knobs, region};
    #[test]
    #[ignore = "probe"]
    fn probe() {
        let knobs = Knobs { honest: true, schools: 150, works: Knobs::default().works[..2].to_vec(), exams: false, ..Knobs::default() };
        let world = region(&knobs, 1);
        let sets = world.dataset.result_sets();
        let panels: Vec<Panel> = (0..2)
            .map(|kim| {
                let own: Vec<(usize, &crate::dataset::ResultSet)> =
                    sets.iter().enumerate().filter(|(_, s)| s.key.kim.0 as usize == kim).collect();
                Panel::of(&world.dataset.kims[kim], &world.dataset.sittings[kim], &own)
            })
            .collect();
        let known = covariates::Known::of(&world.dataset, &panels);
        for (kim, panel) in panels.iter().enumerate() {
            let covariates = Covariates::of(&world.dataset, &world.dataset.kims[kim], &world.dataset.sittings[kim], panel, &known);
            let model = fit(panel, &covariates, &|| false).unwrap();
            let predicted = predicted::Predicted::of(&model, panel);
            let j = panel.items();
            let within: f64 = predicted.within.iter().sum();
            let diag: f64 = (0..j).map(|i| predicted.within[i * j + i]).sum();
            let mdiag: f64 = predicted.variance.iter().sum();
            let n: f64 = predicted.sets.iter().map(|s| s.n as f64).sum();
            let mvar: f64 = predicted.sets.iter().map(|s| s.sampling * (s.n * s.n) as f64).sum::<f64>() / n;
            println!(
                "kim {kim} rounds {} sigma {:.3} total var within {within:.3} model {mvar:.3}; diag {diag:.3} model {mdiag:.3} slope {:.3}",
                model.rounds, model.sigma, predicted.sets[0].slope
            );
            let lnl: f64 = model.posterior.iter().map(|p| p.ln_marginal).sum();
            println!("lnL {lnl:.1}");
            for item in [0, 3, 7] {
                let m = model.curves[item].mean();
                println!("{:?}", m.iter().map(|v| (v * 100.0).round() / 100.0).collect::<Vec<_>>());
            }
        }
    }
}
