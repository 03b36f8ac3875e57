//! Estimation of category curves and of the latent regression by EM.

use rayon::prelude::*;

use super::Curves;
use super::options::CurveOptions;
use super::posterior::{Posterior, Prior, blocks, walk};
use super::responses::{NOT_GIVEN, Responses};
use super::shape::{Counts, Guide, shape};
use crate::check::{Numbers, all_non_negative, answer, at_least, countable, finite, positive, same_length};
use crate::descriptive::plain_weighted_mean;
use crate::error::KernelError;
use crate::latent::{Latent, latent_step};
use crate::linalg::Matrix;
use crate::math::exp;

/// What is assumed of θ before the answers, while curves are estimated.
#[derive(Debug, Clone)]
pub enum PriorModel<'a> {
    /// A given prior, held fixed; it sets the scale of θ.
    Given(Prior),
    /// θᵢ ~ N(zᵢ'β, σ²) with z the rows of this matrix (an intercept among them): β and σ are estimated in the same EM
    /// (Mislevy 1985), robustly; θ has mean 0 and variance 1 over the persons.
    Regression(&'a Matrix),
}

/// Estimated curves and how the estimation went.
#[derive(Debug, Clone)]
pub struct CurveFit {
    /// Category curves.
    pub curves: Curves,
    /// The prior in use at the end: given, or from the regression.
    pub prior: Prior,
    /// The latent regression, where asked for.
    pub latent: Option<Latent>,
    /// Posterior of every person at the end.
    pub posterior: Posterior,
    /// Weighted log-likelihood before each round. It need not rise in every round: smoothing is not maximisation.
    pub trace: Vec<f64>,
    /// False when the rounds ran out first.
    pub converged: bool,
    /// Rounds done.
    pub rounds: usize,
}

impl Numbers for CurveFit {
    fn stray(&self) -> Option<f64> {
        let latent = self.latent.as_ref().and_then(|latent| latent.beta.stray().or(latent.sd.stray()).or(latent.fit.stray()));
        let prior = self.prior.means.stray().or(self.prior.sd.stray());
        self.curves.stray().or(prior).or(latent).or(self.posterior.stray()).or(self.trace.stray())
    }
}

/// Category curves by EM with smoothing in every M-step (EMS: Silverman, Jones, Wilson & Nychka 1990).
///
/// `weights`: one non-negative number a person (empty: all 1). Items not given drop out of a person's likelihood.
/// Parallel over fixed blocks of persons whose sums are added in order: the same bits on any number of threads.
///
/// ```
/// use psychometrics::curves::{CurveOptions, Prior, PriorModel, Responses, fit_curves};
/// use psychometrics::{math::logistic, stream::Stream};
///
/// // 300 persons on five items of one point, the last the hardest.
/// let mut responses = Responses::new(&[2; 5])?;
/// for person in 0..300 {
///     let mut stream = Stream::of(1, "persons", person);
///     let ability = stream.normal();
///     let answer = |j| stream.chance(logistic(1.5 * ability - 0.5 * f64::from(j))).map(|right| Some(u8::from(right)));
///     responses.push(&(0..5).map(answer).collect::<Result<Vec<_>, _>>()?)?;
/// }
/// let fit = fit_curves(&responses, &[], &PriorModel::Given(Prior::standard()), &CurveOptions::default())?;
/// let expected = [fit.curves.expected(0)?[20], fit.curves.expected(4)?[20]]; // at θ = 0
/// assert!(fit.converged && expected[0] > expected[1] + 0.2);
/// # Ok::<(), psychometrics::KernelError>(())
/// ```
///
/// # Errors
/// `TooFew` below two persons, `Length` unless one weight a person and a prior that fits, `Domain` for a negative weight, `Parameter`
/// where the weights sum to 0 and for options outside their domain; `TooMany` for more numbers at once than
/// [`MOST_NUMBERS`](crate::MOST_NUMBERS) (categories × nodes × blocks of persons), `OutOfRange` where the curves or the posteriors are not
/// finite; as the regression of θ for [`PriorModel::Regression`].
pub fn fit_curves(responses: &Responses, weights: &[f64], prior: &PriorModel, options: &CurveOptions) -> Result<CurveFit, KernelError> {
    options.check()?;
    let weights = checked_weights(responses, weights)?;
    within_range(responses, &weights, options)?;
    let mut state = Estimation::start(responses, &weights, prior, options)?;
    for round in 1..=options.rounds.max(1) {
        let expected = expect(&state.curves, responses, &weights, &state.prior);
        let change = (expected.log_likelihood - state.trace.last().copied().unwrap_or(f64::NEG_INFINITY)).abs();
        state.trace.push(expected.log_likelihood);
        state.rounds = round;
        state.posterior = expected.posterior;
        state.converged = change < options.tolerance * state.persons;
        if state.converged {
            break;
        }
        state.maximise(&expected.counts)?;
    }
    answer("curves", state.finished())
}

/// What the estimation holds at once fits, and the persons of all nodes are a number.
fn within_range(responses: &Responses, weights: &[f64], options: &CurveOptions) -> Result<(), KernelError> {
    let (rows, nodes) = (responses.categories().iter().sum::<usize>() as u64, options.grid.len());
    let numbers = rows.saturating_mul(nodes as u64).saturating_mul(blocks(responses.persons()).len() as u64);
    countable("numbers held while curves are estimated", numbers)?;
    let persons = weights.iter().sum::<f64>() + options.pseudo_persons;
    finite("persons and pseudo-persons of all nodes", persons * (nodes * nodes) as f64)
}

struct Estimation<'a> {
    options: &'a CurveOptions,
    weights: &'a [f64],
    design: Option<&'a Matrix>,
    kernel: Vec<f64>,
    guides: Vec<Guide>,
    curves: Curves,
    prior: Prior,
    latent: Option<Latent>,
    posterior: Posterior,
    trace: Vec<f64>,
    converged: bool,
    rounds: usize,
    persons: f64,
}

impl<'a> Estimation<'a> {
    fn start(responses: &Responses, weights: &'a [f64], model: &PriorModel<'a>, options: &'a CurveOptions) -> Result<Self, KernelError> {
        let persons: f64 = weights.iter().sum();
        let (prior, design) = match model {
            PriorModel::Given(prior) => (prior.clone(), None),
            PriorModel::Regression(design) => (Prior::standard(), Some(*design)),
        };
        prior.check(responses.persons())?;
        if let Some(design) = design {
            same_length("rows of the latent regression", responses.persons(), design.rows())?;
        }
        let mut state = Self {
            options,
            weights,
            design,
            kernel: kernel(options, persons),
            guides: responses.categories().iter().map(|k| Guide::start((*k).max(1))).collect(),
            curves: Curves { grid: options.grid.clone(), starts: starts(responses.categories()), probabilities: Vec::new() },
            prior,
            latent: None,
            posterior: Posterior::default(),
            trace: Vec::new(),
            converged: false,
            rounds: 0,
            persons,
        };
        let counts = first_counts(&state.curves, responses, weights, &state.prior);
        state.reshape(&counts)?;
        Ok(state)
    }

    fn maximise(&mut self, counts: &[f64]) -> Result<(), KernelError> {
        if let Some(design) = self.design {
            let latent = latent_step(design, &self.posterior.mean, &self.posterior.variance, self.weights, self.latent.as_ref())?;
            self.prior = Prior { means: latent.means.clone(), sd: latent.sd };
            self.latent = Some(latent);
        }
        self.reshape(counts)
    }

    /// New curves of all items from expected counts (category row × node).
    fn reshape(&mut self, counts: &[f64]) -> Result<(), KernelError> {
        let (grid, starts) = (&self.options.grid, &self.curves.starts);
        let row = |r: usize| &counts[r * grid.len()..(r + 1) * grid.len()];
        let shaped: Vec<Result<Vec<Vec<f64>>, KernelError>> = self
            .guides
            .par_iter_mut()
            .enumerate()
            .map(|(j, guide)| {
                let counts = Counts { nodes: grid.nodes(), rows: (starts[j]..starts[j + 1]).map(row).collect() };
                shape(&counts, guide, &self.kernel, self.options)
            })
            .collect();
        let items = shaped.into_iter().collect::<Result<Vec<_>, _>>()?;
        self.curves.probabilities = items.into_iter().flatten().flatten().collect();
        Ok(())
    }

    fn finished(self) -> CurveFit {
        CurveFit {
            curves: self.curves,
            prior: self.prior,
            latent: self.latent,
            posterior: self.posterior,
            trace: self.trace,
            converged: self.converged,
            rounds: self.rounds,
        }
    }
}

struct Expected {
    /// Category row × node.
    counts: Vec<f64>,
    log_likelihood: f64,
    posterior: Posterior,
}

fn expect(curves: &Curves, responses: &Responses, weights: &[f64], prior: &Prior) -> Expected {
    let parts: Vec<(Vec<f64>, f64, Posterior)> = blocks(responses.persons())
        .into_par_iter()
        .map(|block| {
            let mut counts = vec![0.0; curves.probabilities.len()];
            let (mut log_likelihood, mut posterior) = (0.0, Posterior::default());
            let mut weighted = vec![0.0; curves.grid.len()];
            walk(curves, responses, prior, block, |person, at, log| {
                log_likelihood += weights[person] * log;
                posterior.push(&curves.grid, at, log);
                weighted.iter_mut().zip(at).for_each(|(w, at)| *w = weights[person] * at);
                add_person(&mut counts, curves, responses.row(person), &weighted);
            });
            (counts, log_likelihood, posterior)
        })
        .collect();
    let mut counts = vec![0.0; curves.probabilities.len()];
    let mut log_likelihood = 0.0;
    let mut posteriors = Vec::with_capacity(parts.len());
    for (part, log, posterior) in parts {
        counts.iter_mut().zip(part).for_each(|(sum, n)| *sum += n);
        log_likelihood += log;
        posteriors.push(posterior);
    }
    Expected { counts, log_likelihood, posterior: Posterior::joined(posteriors) }
}

fn add_person(counts: &mut [f64], curves: &Curves, codes: &[u8], weights: &[f64]) {
    let nodes = weights.len();
    for (start, code) in curves.starts.iter().zip(codes).filter(|(_, code)| **code != NOT_GIVEN) {
        let row = (start + usize::from(*code)) * nodes;
        counts[row..row + nodes].iter_mut().zip(weights).for_each(|(n, w)| *n += w);
    }
}

/// Counts before there are curves: every person at the blend of the prior and the standardised share of points.
fn first_counts(curves: &Curves, responses: &Responses, weights: &[f64], prior: &Prior) -> Vec<f64> {
    const SHARE_SD: f64 = 0.5;
    let shares: Vec<f64> =
        (0..responses.persons()).map(|i| responses.sum(i)).map(|(sum, max)| if max == 0 { 0.5 } else { sum as f64 / max as f64 }).collect();
    let centre = plain_weighted_mean(&shares, weights);
    let squares: Vec<f64> = shares.iter().map(|share| (share - centre) * (share - centre)).collect();
    let spread = plain_weighted_mean(&squares, weights).sqrt().max(1e-6);
    let narrow = 1.0 / (1.0 / (prior.sd * prior.sd) + 1.0 / (SHARE_SD * SHARE_SD));
    let rows = curves.starts.last().copied().unwrap_or(0);
    let mut counts = vec![0.0; rows * curves.grid.len()];
    let mut at = vec![0.0; curves.grid.len()];
    for (i, share) in shares.iter().enumerate() {
        let seen = (share - centre) / spread;
        let middle = narrow * (prior.centre(i) / (prior.sd * prior.sd) + seen / (SHARE_SD * SHARE_SD));
        curves.grid.fill_normal(middle, narrow.sqrt(), &mut at);
        at.iter_mut().for_each(|w| *w *= weights[i]);
        add_person(&mut counts, curves, responses.row(i), &at);
    }
    counts
}

/// Gaussian kernel by distance in nodes, 1 at distance 0, cut at three standard deviations.
fn kernel(options: &CurveOptions, persons: f64) -> Vec<f64> {
    let rule = (1.06 * crate::math::pow(persons.max(1.0), -0.2)).max(0.25);
    let width = options.bandwidth.unwrap_or(rule).max(1e-3) / options.grid.step();
    let reach = ((3.0 * width) as usize).min(options.grid.len() - 1);
    (0..=reach).map(|d| exp(-0.5 * (d as f64 / width) * (d as f64 / width))).collect()
}

fn starts(categories: &[usize]) -> Vec<usize> {
    let mut starts = vec![0];
    for (j, k) in categories.iter().enumerate() {
        starts.push(starts[j] + k);
    }
    starts
}

fn checked_weights(responses: &Responses, weights: &[f64]) -> Result<Vec<f64>, KernelError> {
    let persons = responses.persons();
    at_least("persons for curves", 2, persons)?;
    let weights = if weights.is_empty() { vec![1.0; persons] } else { weights.to_vec() };
    same_length("weights of persons", persons, weights.len())?;
    all_non_negative("weights of persons", &weights)?;
    positive("sum of the weights of persons", weights.iter().sum())?;
    Ok(weights)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::logistic;
    use crate::stream::Stream;

    /// Items of 2, 3 and 4 categories in turn, made by a graded model that no guide can follow exactly.
    fn truth(item: usize, theta: f64) -> Vec<f64> {
        let categories = 2 + item % 3;
        let slope = 0.8 + 0.1 * (item % 7) as f64;
        let place = -1.5 + 0.15 * item as f64;
        let guess = if categories == 2 { 0.15 } else { 0.0 };
        let above = |v: usize| match v {
            0 => 1.0,
            v if v >= categories => 0.0,
            v => guess + (1.0 - guess) * logistic(1.7 * slope * (theta - place - 0.8 * (v as f64 - 1.0))),
        };
        (0..categories).map(|v| above(v) - above(v + 1)).collect()
    }

    fn persons(n: usize, items: usize, missing: f64, ability: impl Fn(&mut Stream, usize) -> f64) -> Responses {
        let categories: Vec<usize> = (0..items).map(|j| 2 + j % 3).collect();
        let mut responses = Responses::new(&categories).unwrap();
        for i in 0..n {
            let mut stream = Stream::of(11, "persons", i as u64);
            let theta = ability(&mut stream, i);
            let row: Vec<Option<u8>> = (0..items)
                .map(|j| {
                    let score = stream.pick(&truth(j, theta)).unwrap() as u8;
                    if stream.chance(missing).unwrap() { None } else { Some(score) }
                })
                .collect();
            responses.push(&row).unwrap();
        }
        responses
    }

    /// Root mean square error of the expected item scores as a share of the maximum, weighted by N(0, 1).
    fn error(curves: &Curves) -> f64 {
        let weights = curves.grid().normal_weights(0.0, 1.0).unwrap();
        let mut sum = 0.0;
        for j in 0..curves.items() {
            let got = curves.expected(j).unwrap();
            let max = (curves.categories(j).unwrap() - 1) as f64;
            for (q, theta) in curves.grid().nodes().iter().enumerate() {
                let want: f64 = truth(j, *theta).iter().enumerate().map(|(v, p)| v as f64 * p).sum();
                sum += weights[q] * crate::math::powi((got[q] - want) / max, 2);
            }
        }
        (sum / curves.items() as f64).sqrt()
    }

    fn fitted(responses: &Responses, options: &CurveOptions) -> CurveFit {
        fit_curves(responses, &[], &PriorModel::Given(Prior::standard()), options).unwrap()
    }

    #[test]
    fn recovers_curves_no_guide_can_follow() {
        // Bounds: half as much again as measured when written; the guide alone (the control) cannot get below .022.
        for (n, bound) in [(300, 0.075), (3000, 0.028), (12_000, 0.016)] {
            let fit = fitted(&persons(n, 20, 0.0, |stream, _| stream.normal()), &CurveOptions::default());
            assert!(fit.converged && error(&fit.curves) < bound, "{n}: {} in {} rounds", error(&fit.curves), fit.rounds);
        }
        let guide_only = CurveOptions { pseudo_persons: 1e12, ..CurveOptions::default() };
        let guide = fitted(&persons(12_000, 20, 0.0, |stream, _| stream.normal()), &guide_only);
        assert!(error(&guide.curves) > 0.02, "{}", error(&guide.curves));
    }

    #[test]
    fn items_not_given_drop_out() {
        let fit = fitted(&persons(6000, 20, 0.3, |stream, _| stream.normal()), &CurveOptions::default());
        assert!(error(&fit.curves) < 0.03, "{}", error(&fit.curves));
        // Scored as zero instead, a third of the points would be lost.
        let mut never_given = Responses::new(&[2, 2]).unwrap();
        for i in 0..40 {
            never_given.push(&[Some(u8::from(i % 2 == 0)), None]).unwrap();
        }
        assert!(fitted(&never_given, &CurveOptions::default()).curves.row(1, 0).unwrap().iter().all(|p| p.is_finite()));
    }

    #[test]
    fn curves_are_distributions_and_rise() {
        let fit = fitted(&persons(200, 6, 0.1, |stream, _| stream.normal()), &CurveOptions::default());
        for j in 0..6 {
            for q in 0..fit.curves.grid().len() {
                let sum: f64 = (0..fit.curves.categories(j).unwrap()).map(|v| fit.curves.row(j, v).unwrap()[q]).sum();
                assert!((sum - 1.0).abs() < 1e-12);
            }
            let expected = fit.curves.expected(j).unwrap();
            assert!(expected.windows(2).all(|pair| pair[1] >= pair[0] - 1e-5), "item {j}: {expected:?}");
            assert!(fit.curves.variance(j).unwrap().iter().all(|v| *v >= 0.0));
        }
    }

    #[test]
    fn a_weight_of_two_is_a_person_twice() {
        let once = persons(150, 5, 0.0, |stream, _| stream.normal());
        let mut twice = once.clone();
        for i in 0..150 {
            twice.push(&(0..5).map(|j| once.score(i, j).unwrap()).collect::<Vec<_>>()).unwrap();
        }
        let options = CurveOptions { bandwidth: Some(0.4), ..CurveOptions::default() };
        let weighted = fit_curves(&once, &[2.0; 150], &PriorModel::Given(Prior::standard()), &options).unwrap();
        for (a, b) in weighted.curves.probabilities.iter().zip(&fitted(&twice, &options).curves.probabilities) {
            assert!((a - b).abs() < 1e-9);
        }
    }

    #[test]
    fn the_same_bits_on_one_thread_and_on_eight() {
        let responses = persons(3000, 8, 0.05, |stream, _| stream.normal());
        let run = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| fitted(&responses, &CurveOptions { rounds: 4, ..CurveOptions::default() }))
        };
        let (one, eight) = (run(1), run(8));
        assert!(one.curves.probabilities.iter().zip(&eight.curves.probabilities).all(|(a, b)| a.to_bits() == b.to_bits()));
        assert!(one.trace.iter().zip(&eight.trace).all(|(a, b)| a.to_bits() == b.to_bits()));
        assert_eq!(one.posterior, eight.posterior);
    }

    /// θ = 0.8·z + N(0, 0.6²), z ~ N(0, 1), one person in twelve lifted by 1.5 whatever z says.
    #[test]
    fn the_latent_regression_is_found_beside_the_curves() {
        let n = 4000;
        let mut design = Matrix::zeros(n, 2);
        for i in 0..n {
            *design.at(i, 0) = 1.0;
            *design.at(i, 1) = Stream::of(12, "z", i as u64).normal();
        }
        let z = design.clone();
        let lift = |i: usize| 1.5 * f64::from(u8::from(i.is_multiple_of(12)));
        let responses = persons(n, 20, 0.0, |stream, i| 0.8 * z.get(i, 1) + 0.6 * stream.normal() + lift(i));
        let fit = fit_curves(&responses, &[], &PriorModel::Regression(&design), &CurveOptions::default()).unwrap();
        let latent = fit.latent.unwrap();
        // In units of the total sd: Var = .64 + .36 + 1.5²·(1/12)(11/12) = 1.172.
        let total = 1.172_f64.sqrt();
        assert!(fit.converged, "{} rounds", fit.rounds);
        assert!((latent.beta[1] - 0.8 / total).abs() < 0.04, "{:?}", latent.beta);
        // One bent in twelve moves the median of |r| by 11 % of σ (its .546 quantile) and the centre by .13 σ; plain
        // residuals would give .67.
        assert!((latent.sd - 0.6 / total).abs() < 0.09, "{}", latent.sd);
        let everybody = fit.posterior.mean.iter().sum::<f64>() / n as f64;
        assert!(everybody.abs() < 0.02, "{everybody}");
    }

    /// An item of no points, one all answered, one the weak answer better, a person given nothing.
    #[test]
    fn degenerate_works_stay_finite() {
        let mut responses = Responses::new(&[1, 2, 2, 3, 2]).unwrap();
        for i in 0..30_u8 {
            responses.push(&[Some(0), Some(1), Some(u8::from(i < 15)), Some(i / 11), Some(u8::from(i >= 15))]).unwrap();
        }
        responses.push(&[None; 5]).unwrap();
        let fit = fitted(&responses, &CurveOptions::default());
        assert!(fit.curves.probabilities.iter().all(|p| p.is_finite() && *p > 0.0 && *p <= 1.0));
        assert!(fit.trace.iter().all(|log| log.is_finite()) && fit.posterior.mean[30].abs() < 1e-6);
        // The item the weak answer better cannot fall: it is flat.
        let reversed = fit.curves.expected(2).unwrap();
        assert!(reversed[40] >= reversed[0] - 1e-9);
    }

    #[test]
    fn bad_input_is_named() {
        let mut responses = Responses::new(&[2, 3]).unwrap();
        assert!(responses.push(&[Some(2), Some(0)]).is_err() && responses.push(&[Some(1)]).is_err());
        let none = fit_curves(&responses, &[], &PriorModel::Given(Prior::standard()), &CurveOptions::default());
        assert!(matches!(none, Err(KernelError::TooFew { .. })));
        responses.push(&[Some(1), Some(2)]).unwrap();
        responses.push(&[None, Some(0)]).unwrap();
        assert_eq!((responses.total(0), responses.total(1), responses.score(1, 0)), (Ok((3, 3)), Ok((0, 2)), Ok(None)));
        let flat = PriorModel::Given(Prior { means: vec![0.0], sd: 0.0 });
        assert!(matches!(fit_curves(&responses, &[], &flat, &CurveOptions::default()), Err(KernelError::Parameter { .. })));
        let short = fit_curves(&responses, &[1.0], &PriorModel::Given(Prior::standard()), &CurveOptions::default());
        assert!(matches!(short, Err(KernelError::Length { .. })));
    }
}
