//! Whatever is asked, with numbers of any size and none: an error or finite numbers, never a panic.

use std::fmt::Debug;

use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use psychometrics::beta_binomial;
use psychometrics::binomial::{self, clopper_pearson, wilson};
use psychometrics::class_index::{ClassIndicators, class_index};
use psychometrics::comparison::{mean_difference, mean_interval, newcombe, paired_shift};
use psychometrics::components::principal_components;
use psychometrics::covariance::{excess_covariance, robust_covariance, spearman};
use psychometrics::curves::{CurveOptions, Curves, Prior, PriorModel, Responses, fit_curves, posterior, posterior_weights};
use psychometrics::descriptive::{mad, mean, median, quantile, sd, variance, weighted_mean, weighted_median};
use psychometrics::discrete::{lower_tail, moments, upper_tail};
use psychometrics::fuzzy::{FuzzyOptions, fuzzy_means, fuzzy_means_from};
use psychometrics::gls::Gls;
use psychometrics::grid::Grid;
use psychometrics::hypergeometric;
use psychometrics::items::{correlation, weighted_correlation};
use psychometrics::linalg::{Cholesky, Matrix, dot, nearest_psd, symmetric_eigen};
use psychometrics::mde::{binomial_mde, mde};
use psychometrics::multiplicity::benjamini_hochberg;
use psychometrics::poisson_binomial;
use psychometrics::regression::{HuberOptions, WeightKind, huber, least_squares};
use psychometrics::reliability::{feldt, one_factor};
use psychometrics::score_distribution::{ScoreTable, lord_wingersky};
use psychometrics::stream::Stream;
use psychometrics::variance::{Between, BetweenOptions, Side, TwoLevel, between, between_without_each, two_level, two_level_without_each};
use psychometrics::{KernelError, MOST_NUMBERS, math};

/// Ordinary numbers, the borders of the range, and no numbers at all.
fn any_number() -> impl Strategy<Value = f64> {
    let borders = [
        0.0,
        -0.0,
        1e-300,
        -1e-300,
        1e300,
        -1e300,
        1e200,
        1e154,
        1e-160,
        f64::MAX,
        f64::MIN,
        f64::MIN_POSITIVE,
        5e-324,
        1.0 - 1e-16,
        1.0 + 3e-16,
        0.1,
        0.5,
        1.0,
    ];
    prop_oneof![
        4 => -4.0f64..4.0,
        2 => 0.0f64..=1.0,
        4 => prop::sample::select(borders.to_vec()),
        2 => prop::num::f64::NORMAL | prop::num::f64::SUBNORMAL,
        1 => prop::sample::select(vec![f64::NAN, f64::INFINITY, f64::NEG_INFINITY]),
    ]
}

/// Numbers of one list are alike as often as not: the rest are mixed from everything.
fn any_list(length: usize) -> impl Strategy<Value = Vec<f64>> {
    let scaled = (prop::collection::vec(-4.0f64..4.0, length), any_number()).prop_map(|(list, by)| list.iter().map(|x| x * by).collect());
    let alike = any_number().prop_map(move |x| vec![x; length]);
    prop_oneof![3 => prop::collection::vec(any_number(), length), 3 => scaled, 1 => alike, 2 => prop::collection::vec(0.0f64..=1.0, length)]
}

fn any_count() -> impl Strategy<Value = u64> {
    let borders = vec![u64::MAX, u64::MAX - 1, 1 << 62, 1 << 53, 1 << 40, MOST_NUMBERS + 1];
    prop_oneof![4 => 0u64..12, 2 => 0u64..500, 2 => prop::sample::select(borders)]
}

fn any_size() -> impl Strategy<Value = usize> {
    any_count().prop_map(|n| usize::try_from(n).unwrap_or(usize::MAX))
}

/// An error, or an answer in which no number is infinite or none.
fn sound<T: Debug>(name: &str, answer: Result<T, KernelError>) -> TestCaseResult {
    if let Ok(answer) = answer {
        let told = format!("{answer:?}");
        let stray = told.split(|c: char| !c.is_alphanumeric()).any(|word| word == "NaN" || word == "inf");
        prop_assert!(!stray, "{name}: {told}");
    }
    Ok(())
}

fn between_of(numbers: &[f64]) -> Between {
    Between { centre: numbers[0], centre_variance: numbers[1], variance: numbers[2], groups: 3, df: numbers[3] }
}

fn two_level_of(numbers: &[f64]) -> TwoLevel {
    TwoLevel { centre: numbers[0], centre_variance: numbers[1], school: numbers[2], class: numbers[3], schools: 3, df: numbers[4] }
}

fn answers() -> Responses {
    let mut responses = Responses::new(&[2, 3]).unwrap();
    for row in [[Some(1), Some(2)], [Some(1), Some(0)], [Some(0), Some(1)], [Some(0), Some(0)], [None, Some(1)]] {
        responses.push(&row).unwrap();
    }
    responses
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn samples((x, y, w) in (0usize..7).prop_flat_map(|n| (any_list(n), any_list(n), any_list(n))), p in any_number(), at in any_size()) {
        sound("mean", mean(&x))?;
        sound("variance", variance(&x))?;
        sound("sd", sd(&x))?;
        sound("median", median(&x))?;
        sound("quantile", quantile(&x, p))?;
        sound("mad", mad(&x))?;
        sound("weighted_mean", weighted_mean(&x, &w))?;
        sound("weighted_median", weighted_median(&x, &w))?;
        sound("correlation", correlation(&x, &y))?;
        sound("weighted_correlation", weighted_correlation(&x, &y, &w))?;
        sound("spearman", spearman(&x, &y))?;
        sound("mean_interval", mean_interval(&x, p))?;
        sound("paired_shift", paired_shift(&x, p))?;
        sound("mean_difference", mean_difference(&x, &y, 0.95))?;
        sound("mean_difference, confidence", mean_difference(&x, &y, p))?;
        sound("dot", dot(&x, &y))?;
        sound("upper_tail", upper_tail(&x, at))?;
        sound("lower_tail", lower_tail(&x, at))?;
        sound("moments", moments(&x))?;
        sound("poisson_binomial::pmf", poisson_binomial::pmf(&x))?;
        sound("poisson_binomial::upper_test", poisson_binomial::upper_test(at, &x))?;
        sound("benjamini_hochberg", benjamini_hochberg(&x))?;
        sound("lord_wingersky", lord_wingersky(&[&x, &y]))?;
        let mut stream = Stream::of(1, "finite", 0);
        sound("Stream::pick", stream.pick(&x))?;
        sound("Stream::chance", stream.chance(p))?;
        sound("Stream::below", stream.below(at))?;
    }

    #[test]
    fn groups(
        (r, v, of) in (3usize..9).prop_flat_map(|n| (any_list(n), any_list(n), prop::collection::vec(prop_oneof![9 => 0usize..4, 1 => any_size()], n))),
        mixed in prop::collection::vec(any_number(), 5),
        bend in any_number(),
        left in any::<bool>(),
    ) {
        let usual = BetweenOptions { side: if left { Side::Left } else { Side::Both }, ..BetweenOptions::default() };
        let known: Vec<f64> = v.iter().map(|v| v.abs()).collect();
        for (options, v) in [(usual, &known), (BetweenOptions { k: bend, ..usual }, &known), (usual, &v)] {
            sound("between", between(&r, v, options))?;
            sound("two_level", two_level(&r, v, &of, options))?;
            if of.iter().all(|number| *number < 500 || *number > 1 << 20) {
                sound("between_without_each", between_without_each(&r, v, &of, options))?;
                sound("two_level_without_each", two_level_without_each(&r, v, &of, options))?;
            }
        }
        let (one, two) = (between_of(&mixed), two_level_of(&mixed));
        sound("Between::shrunken", one.shrunken(r[0], known[0]))?;
        sound("Between::prediction_variance", one.prediction_variance(known[0]))?;
        sound("TwoLevel::shrunken", two.shrunken(&r, &known))?;
        sound("TwoLevel::prediction_variance", two.prediction_variance(known[0]))?;
    }

    #[test]
    fn counts(n in any_count(), k in any_count(), m in any_count(), a in any_number(), b in any_number(), c in any_number(), d in any_number()) {
        sound("binomial::pmf", binomial::pmf(k, n, a))?;
        // −∞ is the logarithm of a probability of 0, as its documentation says.
        sound("binomial::ln_pmf", binomial::ln_pmf(k, n, a).map(|log| if log < 0.0 { -1.0 } else { log }))?;
        sound("binomial::cdf", binomial::cdf(k, n, a))?;
        sound("binomial::sf", binomial::sf(k, n, a))?;
        sound("binomial::upper_test", binomial::upper_test(k, n, a))?;
        sound("binomial::lower_test", binomial::lower_test(k, n, a))?;
        sound("clopper_pearson", clopper_pearson(k, n, a))?;
        sound("wilson", wilson(a, b, c))?;
        sound("newcombe", newcombe(a, b, c, d, 0.95))?;
        sound("newcombe, confidence", newcombe(1.0, a, 2.0, b, c))?;
        sound("beta_binomial::pmf", beta_binomial::pmf(n, a, b))?;
        sound("beta_binomial::upper_test", beta_binomial::upper_test(k, n, a, b))?;
        sound("beta_binomial::lower_test", beta_binomial::lower_test(k, n, a, b))?;
        sound("beta_binomial::correlation", beta_binomial::correlation(&[(k, n), (m, n), (k, m), (1, 2), (0, 3)]))?;
        sound("beta_binomial::correlation_error", beta_binomial::correlation_error(a, b, c))?;
        sound("beta_binomial::correlation_error, small", beta_binomial::correlation_error(0.1, b, c))?;
        sound("beta_binomial::detectable", beta_binomial::detectable(n, a, b, c, d))?;
        sound("hypergeometric::pmf", hypergeometric::pmf(n, k, m, a))?;
        sound("mde", mde(a, b, c))?;
        sound("mde, error", mde(0.05, 0.8, c))?;
        sound("binomial_mde", binomial_mde(n, a, b, c, k % 2 == 0))?;
        let sizes = (usize::try_from(n).unwrap_or(usize::MAX), usize::try_from(k).unwrap_or(usize::MAX));
        sound("feldt", feldt(a, sizes.0, sizes.1, b))?;
        sound("feldt, alpha", feldt(a, sizes.0, sizes.1, 0.95))?;
    }

    #[test]
    fn matrices(
        (rows, columns, entries, y, w, ridge) in (1usize..8, 1usize..4).prop_flat_map(|(n, p)| {
            (Just(n), Just(p), any_list(n * p), any_list(n), any_list(n), any_list(p))
        }),
        square in any_list(9),
        (a, b) in (any_number(), any_number()),
        (sides, clusters) in ((any_size(), any_size()), any_size()),
    ) {
        let (x, square) = (Matrix::from_values(rows, columns, entries).unwrap(), Matrix::from_values(3, 3, square).unwrap());
        let three = &y.iter().chain(&[a, b, 1.0]).copied().take(3).collect::<Vec<f64>>();
        sound("Matrix::from_values", Matrix::from_values(sides.0, sides.1, Vec::new()).map(|found| (found.rows(), found.columns())))?;
        sound("Matrix::times", square.times(three))?;
        sound("Matrix::form", square.form(three, three))?;
        sound("Matrix::plus", square.plus(&square))?;
        sound("Cholesky::solve", Cholesky::of(&square).and_then(|factor| factor.solve(three)))?;
        sound("Cholesky::solve, diagonal", Cholesky::of(&Matrix::diagonal(three)).and_then(|factor| factor.solve(&[a, b, 1.0])))?;
        sound("symmetric_eigen", symmetric_eigen(&square))?;
        sound("nearest_psd", nearest_psd(&square, a))?;
        sound("one_factor", one_factor(&square))?;
        sound("principal_components", principal_components(&x, clusters.min(columns + 1)))?;
        sound("robust_covariance", robust_covariance(&x))?;
        sound("excess_covariance", excess_covariance(&x, &square))?;
        let size: Vec<f64> = w.iter().map(|w| w.abs()).collect();
        for weights in [&[][..], &w, &size] {
            sound("least_squares", least_squares(&x, &y, weights, &[]))?;
            sound("least_squares, ridge", least_squares(&x, &y, weights, &ridge))?;
            for kind in [WeightKind::Precision, WeightKind::Frequency] {
                sound("huber", huber(&x, &y, weights, &[], HuberOptions { weights: kind, ..HuberOptions::default() }))?;
                sound("huber, bend", huber(&x, &y, weights, &ridge, HuberOptions { k: a, tolerance: b, rounds: 9, weights: kind }))?;
            }
        }
        sound("Fit::predict", least_squares(&x, &y, &[], &[]).and_then(|fit| fit.predict(&ridge)))?;
        for covariance in [&square, &Matrix::diagonal(three), &Matrix::diagonal(&[1.0, 2.0, 3.0])] {
            let gls = Gls::of(covariance, &[&[a, b, 1.0], &[1.0, 0.0, 2.0]]);
            sound("Gls::alone", gls.clone().and_then(|gls| gls.alone(three)))?;
            sound("Gls::together", gls.and_then(|gls| gls.together(three)))?;
        }
        let options = FuzzyOptions { clusters: 2, rounds: 30, ..FuzzyOptions::default() };
        sound("fuzzy_means", fuzzy_means(&x, options))?;
        sound("fuzzy_means, options", fuzzy_means(&x, FuzzyOptions { clusters, fuzzifier: a, tolerance: b, rounds: 30 }))?;
        sound("fuzzy_means_from", fuzzy_means_from(&x, &x, FuzzyOptions { clusters: columns, ..options }))?;
        let class = |i: usize| ClassIndicators { mean: y[i % rows], sd: w[i % rows], gini: a, missing: i as f64 };
        sound("class_index", class_index(&(0..12).map(class).collect::<Vec<_>>(), options).map(|found| (found.membership, found.partition)))?;
        sound("class_index, options", class_index(&[class(0); 3], FuzzyOptions { clusters, ..options }).map(|found| found.membership))?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(250))]

    #[test]
    fn abilities(
        (low, high, mean, sd) in (any_number(), any_number(), any_number(), any_number()),
        nodes in any_size(),
        weights in any_list(5),
        prior in any_list(3),
        rows in prop_oneof![2 => prop::collection::vec(0.0f64..=1.0, 3), 1 => Just(vec![0.0, 1e-320, 1e-300]), 1 => any_list(3)],
        (bandwidth, pseudo_persons, tolerance) in (any_number(), any_number(), any_number()),
        at in any_size(),
    ) {
        let responses = answers();
        sound("Grid::spaced", Grid::spaced(low, high, nodes))?;
        let grid = Grid::spaced(low, high, 3).unwrap_or_else(|_| Grid::spaced(-1.0, 1.0, 3).unwrap());
        sound("Grid::normal_weights", grid.normal_weights(mean, sd))?;
        sound("Grid::moments", grid.moments(&prior))?;
        let other: Vec<f64> = rows.iter().map(|p| 1.0 - p).collect();
        let rich = vec![rows.clone(), vec![0.0; 3], other.clone()];
        let prior_of = |mean, sd| Prior { means: vec![mean], sd };
        sound("Prior::mean", prior_of(mean, sd).mean(at))?;
        let curves = Curves::new(grid.clone(), &[vec![other, rows], rich]);
        sound("Curves::new", curves.clone())?;
        if let Ok(curves) = curves {
            sound("Curves::expected", curves.expected(at))?;
            sound("Curves::variance", curves.variance(0))?;
            sound("Curves::row", curves.row(at, at))?;
            sound("posterior", posterior(&curves, &responses, &Prior::standard()))?;
            sound("posterior, prior", posterior(&curves, &responses, &prior_of(mean, sd)))?;
            sound("posterior_weights", posterior_weights(&curves, &responses, 0, &prior))?;
            sound("posterior_weights, person", posterior_weights(&curves, &responses, at, &prior))?;
            sound("ScoreTable::predictive", ScoreTable::of(&curves, [0, 1]).and_then(|table| table.predictive(&prior)))?;
            sound("ScoreTable::score", ScoreTable::of(&curves, [0, 1]).and_then(|table| table.score(at).map(<[f64]>::to_vec)))?;
        }
        let usual = CurveOptions { rounds: 3, ..CurveOptions::default() };
        let odd = CurveOptions { bandwidth: Some(bandwidth), pseudo_persons, tolerance, grid: grid.clone(), ..usual.clone() };
        let design = Matrix::from_values(5, 2, [1.0, 1.0, 1.0, 1.0, 1.0].iter().zip(&weights).flat_map(|(one, z)| [*one, *z]).collect()).unwrap();
        for options in [&usual, &odd, &CurveOptions { grid, ..usual.clone() }, &CurveOptions { pseudo_persons, ..usual.clone() }] {
            for prior in [PriorModel::Given(Prior::standard()), PriorModel::Given(prior_of(mean, sd)), PriorModel::Regression(&design)] {
                sound("fit_curves", fit_curves(&responses, &[], &prior, options))?;
                sound("fit_curves, weights", fit_curves(&responses, &weights, &prior, options))?;
            }
        }
    }

    /// The floor says `NaN` where it does not know, and comes back from everywhere.
    #[test]
    fn functions_of_real_numbers_come_back(x in any_number(), a in any_number(), b in any_number(), n in any_count(), k in any_count()) {
        let probabilities = [
            math::norm_cdf(x),
            math::norm_sf(x),
            math::beta_cdf(x, a, b),
            math::beta_sf(x, a, b),
            math::beta_quantile(x, a, b),
            math::student_cdf(x, a),
            math::student_sf(x, a),
            math::f_cdf(x, a, b),
            math::f_sf(x, a, b),
            math::gamma_lower(a, x),
            math::gamma_upper(a, x),
            math::chi2_cdf(x, a),
            math::chi2_sf(x, a),
        ];
        for (place, p) in probabilities.iter().enumerate() {
            prop_assert!(p.is_nan() || (0.0..=1.0).contains(p), "{place}: {p}");
        }
        let choose = math::ln_choose(n, k);
        prop_assert!(choose < f64::INFINITY && math::ln_factorial(n) >= 0.0);
        let quantiles = [math::norm_quantile(x), math::student_quantile(x, a), math::f_quantile(x, a, b)];
        prop_assert!(quantiles.iter().all(|q| (0.0..=1.0).contains(&x) || q.is_nan()), "{quantiles:?}");
    }
}
