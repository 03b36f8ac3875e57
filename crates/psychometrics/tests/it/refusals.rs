//! Bad input, kind by kind: every public function of a kind is asked, and each answers with the error of that kind, never with a
//! number. A new public function that takes such input belongs into its table here.

use psychometrics::KernelError::{self, Count, Domain, Index, Length, NoSpread, Parameter, TooFew};
use psychometrics::beta_binomial;
use psychometrics::binomial::{self, clopper_pearson, wilson};
use psychometrics::class_index::{Answer, ClassIndicators, class_index};
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
use psychometrics::math;
use psychometrics::mde::{binomial_mde, mde};
use psychometrics::poisson_binomial;
use psychometrics::regression::{HuberOptions, huber, least_squares};
use psychometrics::reliability::{feldt, one_factor, reliability};
use psychometrics::score_distribution::{ScoreTable, lord_wingersky};
use psychometrics::stream::Stream;
use psychometrics::variance::{Between, BetweenOptions, TwoLevel, between, between_without_each, two_level, two_level_without_each};

/// What a function said, its answer left out.
type Said = Result<(), KernelError>;

fn said<T>(answer: Result<T, KernelError>) -> Said {
    answer.map(drop)
}

/// Every row must be refused with an error of the kind, whose message is one line that ends in what is expected.
fn refused(kind: &str, of_kind: impl Fn(&KernelError) -> bool, table: &[(&str, Said)]) {
    for (name, said) in table {
        let Err(error) = said else { panic!("{name} must refuse {kind}") };
        assert!(of_kind(error), "{name}, {kind}: {error:?}");
        assert!(error.to_string().ends_with("expected") || matches!(error, Length { .. } | Index { .. }), "{name}: {error}");
    }
}

fn matrix(rows: usize, columns: usize, fill: f64) -> Matrix {
    Matrix::from_values(rows, columns, vec![fill; rows * columns]).unwrap()
}

/// Two items of one and two points at three nodes.
fn curves() -> Curves {
    let easy = vec![vec![0.4, 0.3, 0.1], vec![0.6, 0.7, 0.9]];
    let rich = vec![vec![0.7, 0.5, 0.2], vec![0.2, 0.3, 0.3], vec![0.1, 0.2, 0.5]];
    Curves::new(Grid::spaced(-1.0, 1.0, 3).unwrap(), &[easy, rich]).unwrap()
}

/// Four persons on the same two items.
fn responses() -> Responses {
    let mut responses = Responses::new(&[2, 3]).unwrap();
    for row in [[1, 2], [1, 0], [0, 1], [0, 0]] {
        responses.push(&row.map(Some)).unwrap();
    }
    responses
}

fn given() -> PriorModel<'static> {
    PriorModel::Given(Prior::standard())
}

fn one_level() -> Between {
    Between { centre: 0.0, centre_variance: 0.0, variance: 1.0, groups: 9, df: 5.0 }
}

fn two_levels() -> TwoLevel {
    TwoLevel { centre: 0.0, centre_variance: 0.0, school: 0.1, class: 0.1, schools: 9, df: 5.0 }
}

const THREE: [f64; 3] = [1.0, 2.0, 4.0];
const TWO: [f64; 2] = [1.0, 2.0];

#[test]
fn lengths_that_differ() {
    let (x, square, options) = (matrix(3, 1, 1.0), Matrix::diagonal(&THREE), BetweenOptions::default());
    let gls = Gls::of(&square, &[&THREE]).unwrap();
    let fit = least_squares(&x, &THREE, &[], &[]).unwrap();
    let (curves, responses) = (curves(), responses());
    let table = ScoreTable::of(&curves, [0, 1]).unwrap();
    let other = Responses::new(&[2]).unwrap();
    let long = Prior { means: vec![0.0; 5], sd: 1.0 };
    let two = FuzzyOptions { clusters: 2, ..FuzzyOptions::default() };
    let wide = matrix(4, 2, 1.0);
    refused(
        "lengths that differ",
        |error| matches!(error, Length { .. }),
        &[
            ("dot", said(dot(&THREE, &TWO))),
            ("dot, the other way", said(dot(&TWO, &THREE))),
            ("Matrix::from_values", said(Matrix::from_values(2, 2, THREE.to_vec()))),
            ("Matrix::times", said(square.times(&TWO))),
            ("Matrix::form, left", said(square.form(&TWO, &THREE))),
            ("Matrix::form, right", said(square.form(&THREE, &TWO))),
            ("Matrix::plus", said(square.plus(&x))),
            ("Cholesky::of", said(Cholesky::of(&x))),
            ("Cholesky::solve", said(Cholesky::of(&square).unwrap().solve(&TWO))),
            ("symmetric_eigen", said(symmetric_eigen(&x))),
            ("nearest_psd", said(nearest_psd(&x, 0.0))),
            ("weighted_mean", said(weighted_mean(&THREE, &TWO))),
            ("weighted_median", said(weighted_median(&THREE, &TWO))),
            ("correlation", said(correlation(&THREE, &TWO))),
            ("weighted_correlation, sides", said(weighted_correlation(&THREE, &TWO, &THREE))),
            ("weighted_correlation, weights", said(weighted_correlation(&THREE, &THREE, &TWO))),
            ("spearman", said(spearman(&THREE, &TWO))),
            ("excess_covariance", said(excess_covariance(&x, &square))),
            ("least_squares, outcomes", said(least_squares(&x, &TWO, &[], &[]))),
            ("least_squares, weights", said(least_squares(&x, &THREE, &TWO, &[]))),
            ("least_squares, penalties", said(least_squares(&x, &THREE, &[], &TWO))),
            ("huber, outcomes", said(huber(&x, &TWO, &[], &[], HuberOptions::default()))),
            ("huber, penalties", said(huber(&x, &THREE, &[], &TWO, HuberOptions::default()))),
            ("Fit::predict", said(fit.predict(&TWO))),
            ("Gls::of", said(Gls::of(&square, &[&TWO]))),
            ("Gls::alone", said(gls.alone(&TWO))),
            ("Gls::together", said(gls.together(&TWO))),
            ("between", said(between(&THREE, &TWO, options))),
            ("between_without_each, variances", said(between_without_each(&THREE, &TWO, &[0, 1, 2], options))),
            ("between_without_each, clusters", said(between_without_each(&THREE, &THREE, &[0, 1], options))),
            ("two_level, variances", said(two_level(&THREE, &TWO, &[0, 1, 2], options))),
            ("two_level, schools", said(two_level(&THREE, &THREE, &[0, 1], options))),
            ("two_level_without_each", said(two_level_without_each(&THREE, &THREE, &[0, 1], options))),
            ("TwoLevel::shrunken", said(two_levels().shrunken(&THREE, &TWO))),
            ("fuzzy_means_from", said(fuzzy_means_from(&wide, &matrix(3, 2, 0.5), two))),
            ("ClassIndicators::of", said(ClassIndicators::of(&[vec![Answer::Points(1)]], &[1, 1]))),
            ("one_factor", said(one_factor(&x))),
            ("Grid::moments", said(Grid::default().moments(&TWO))),
            ("Curves::new", said(Curves::new(Grid::default(), &[vec![vec![1.0; 3]]]))),
            ("Responses::push", said(responses.clone().push(&[Some(1)]))),
            ("posterior, items", said(posterior(&curves, &other, &Prior::standard()))),
            ("posterior, prior", said(posterior(&curves, &responses, &long))),
            ("posterior_weights", said(posterior_weights(&curves, &responses, 0, &TWO))),
            ("fit_curves, weights", said(fit_curves(&responses, &TWO, &given(), &CurveOptions::default()))),
            ("fit_curves, regression", said(fit_curves(&responses, &[], &PriorModel::Regression(&x), &CurveOptions::default()))),
            ("ScoreTable::predictive", said(table.predictive(&TWO))),
        ],
    );
}

/// 95 for 95 %, and everything else that is no confidence, level or power.
#[test]
fn levels_and_probabilities_outside_their_range() {
    let responses = responses();
    for bad in [95.0, 1.0, 0.0, -0.05, f64::NAN, f64::INFINITY] {
        refused(
            &format!("the level {bad}"),
            |error| matches!(error, Parameter { .. }),
            &[
                ("clopper_pearson", said(clopper_pearson(3, 10, bad))),
                ("wilson", said(wilson(3.0, 10.0, bad))),
                ("wilson of nothing", said(wilson(0.0, 0.0, bad))),
                ("newcombe", said(newcombe(1.0, 3.0, 2.0, 4.0, bad))),
                ("mean_interval", said(mean_interval(&THREE, bad))),
                ("paired_shift", said(paired_shift(&THREE, bad))),
                ("mean_difference", said(mean_difference(&THREE, &TWO, bad))),
                ("reliability", said(reliability(&responses, bad))),
                ("feldt", said(feldt(0.8, 30, 10, bad))),
                ("mde, level", said(mde(bad, 0.8, 1.0))),
                ("mde, power", said(mde(0.01, bad, 1.0))),
                ("binomial_mde, level", said(binomial_mde(10, 0.5, bad, 0.8, true))),
                ("binomial_mde, power", said(binomial_mde(10, 0.5, 0.01, bad, true))),
                ("detectable, level", said(beta_binomial::detectable(10, 0.5, 0.1, bad, 0.8))),
                ("detectable, power", said(beta_binomial::detectable(10, 0.5, 0.1, 0.01, bad))),
            ],
        );
    }
    let mut stream = Stream::of(1, "refusals", 0);
    for bad in [1.2, -0.1, 50.0, f64::NAN] {
        refused(
            &format!("the probability {bad}"),
            |error| matches!(error, Parameter { .. } | Domain { index: 1, .. }),
            &[
                ("binomial::pmf", said(binomial::pmf(1, 2, bad))),
                ("binomial::ln_pmf", said(binomial::ln_pmf(1, 2, bad))),
                ("binomial::cdf", said(binomial::cdf(1, 2, bad))),
                ("binomial::sf", said(binomial::sf(1, 2, bad))),
                ("binomial::upper_test", said(binomial::upper_test(1, 2, bad))),
                ("binomial::lower_test", said(binomial::lower_test(1, 2, bad))),
                ("binomial_mde", said(binomial_mde(10, bad, 0.01, 0.8, true))),
                ("beta_binomial::pmf", said(beta_binomial::pmf(3, bad, 0.1))),
                ("beta_binomial::pmf, correlation", said(beta_binomial::pmf(3, 0.5, bad))),
                ("beta_binomial::upper_test", said(beta_binomial::upper_test(1, 3, bad, 0.1))),
                ("beta_binomial::lower_test", said(beta_binomial::lower_test(1, 3, 0.5, bad))),
                ("correlation_error", said(beta_binomial::correlation_error(bad, 5.0, 11.0))),
                ("detectable", said(beta_binomial::detectable(10, bad, 0.1, 0.01, 0.8))),
                ("poisson_binomial::pmf", said(poisson_binomial::pmf(&[0.5, bad]))),
                ("poisson_binomial::upper_test", said(poisson_binomial::upper_test(1, &[0.5, bad]))),
                ("quantile", said(quantile(&THREE, bad))),
                ("lord_wingersky", said(lord_wingersky(&[&[0.5, bad, 0.3]]))),
                ("Stream::chance", said(stream.chance(bad))),
            ],
        );
    }
    assert_eq!(stream.next_u64(), Stream::of(1, "refusals", 0).next_u64(), "what is refused draws nothing");
}

#[test]
fn nothing_or_too_little() {
    let (options, none) = (BetweenOptions::default(), matrix(0, 2, 0.0));
    let mut stream = Stream::of(2, "refusals", 0);
    let mut alone = Responses::new(&[2, 2]).unwrap();
    alone.push(&[Some(1), Some(0)]).unwrap();
    refused(
        "too little",
        |error| matches!(error, TooFew { .. }),
        &[
            ("mean", said(mean(&[]))),
            ("variance", said(variance(&[1.0]))),
            ("sd", said(sd(&[1.0]))),
            ("median", said(median(&[]))),
            ("quantile", said(quantile(&[], 0.5))),
            ("mad", said(mad(&[]))),
            ("weighted_mean", said(weighted_mean(&[], &[]))),
            ("weighted_median", said(weighted_median(&[], &[]))),
            ("correlation of nothing", said(correlation(&[], &[]))),
            ("correlation of one", said(correlation(&[1.0], &[1.0]))),
            ("weighted_correlation", said(weighted_correlation(&[1.0], &[1.0], &[1.0]))),
            ("spearman", said(spearman(&[1.0], &[1.0]))),
            ("mean_interval", said(mean_interval(&[1.0], 0.95))),
            ("paired_shift", said(paired_shift(&[], 0.95))),
            ("mean_difference", said(mean_difference(&THREE, &[1.0], 0.95))),
            ("upper_tail", said(upper_tail(&[], 0))),
            ("lower_tail", said(lower_tail(&[], 0))),
            ("discrete::moments", said(moments(&[]))),
            ("beta_binomial::correlation", said(beta_binomial::correlation(&[(1, 2), (1, 2)]))),
            ("beta_binomial::correlation, single trials", said(beta_binomial::correlation(&[(1, 1); 9]))),
            ("between", said(between(&TWO, &TWO, options))),
            ("between_without_each", said(between_without_each(&TWO, &TWO, &[0, 1], options))),
            ("two_level", said(two_level(&TWO, &TWO, &[0, 1], options))),
            ("two_level, schools", said(two_level(&THREE, &THREE, &[0, 0, 1], options))),
            ("two_level_without_each", said(two_level_without_each(&TWO, &TWO, &[0, 1], options))),
            ("TwoLevel::shrunken", said(two_levels().shrunken(&[], &[]))),
            ("least_squares", said(least_squares(&matrix(1, 1, 1.0), &[1.0], &[], &[]))),
            ("huber", said(huber(&matrix(1, 1, 1.0), &[1.0], &[], &[], HuberOptions::default()))),
            ("robust_covariance", said(robust_covariance(&matrix(4, 2, 1.0)))),
            ("principal_components", said(principal_components(&none, 1))),
            ("fuzzy_means, points", said(fuzzy_means(&none, FuzzyOptions::default()))),
            ("fuzzy_means, clusters", said(fuzzy_means(&matrix(9, 2, 1.0), FuzzyOptions { clusters: 1, ..FuzzyOptions::default() }))),
            ("ClassIndicators::of", said(ClassIndicators::of(&[], &[1]))),
            ("class_index", said(class_index(&[], FuzzyOptions::default()))),
            ("reliability, persons", said(reliability(&alone, 0.95))),
            ("reliability, items", said(reliability(&Responses::new(&[2]).unwrap(), 0.95))),
            ("feldt, persons", said(feldt(0.8, 1, 10, 0.95))),
            ("feldt, items", said(feldt(0.8, 30, 1, 0.95))),
            ("Grid::spaced", said(Grid::spaced(0.0, 1.0, 2))),
            ("Curves::new", said(Curves::new(Grid::default(), &[Vec::new()]))),
            ("Responses::new", said(Responses::new(&[]))),
            ("fit_curves", said(fit_curves(&alone, &[], &given(), &CurveOptions::default()))),
            ("lord_wingersky", said(lord_wingersky(&[&[]]))),
            ("ScoreTable::predictive", said(ScoreTable::default().predictive(&[]))),
            ("Stream::below", said(stream.below(0))),
            ("Stream::pick", said(stream.pick(&[]))),
        ],
    );
}

#[test]
fn counts_above_their_whole_and_things_that_do_not_exist() {
    let (curves, responses) = (curves(), responses());
    let table = ScoreTable::of(&curves, [0, 1]).unwrap();
    refused(
        "more than there are",
        |error| matches!(error, Count { .. }),
        &[
            ("binomial::upper_test", said(binomial::upper_test(11, 10, 0.5))),
            ("binomial::lower_test", said(binomial::lower_test(11, 10, 0.5))),
            ("clopper_pearson", said(clopper_pearson(11, 10, 0.95))),
            ("beta_binomial::upper_test", said(beta_binomial::upper_test(11, 10, 0.5, 0.1))),
            ("beta_binomial::lower_test", said(beta_binomial::lower_test(11, 10, 0.5, 0.1))),
            ("beta_binomial::correlation", said(beta_binomial::correlation(&[(3, 2); 4]))),
            ("poisson_binomial::upper_test", said(poisson_binomial::upper_test(3, &[0.5, 0.5]))),
            ("upper_tail", said(upper_tail(&[0.5, 0.5], 2))),
            ("lower_tail", said(lower_tail(&[0.5, 0.5], 2))),
            ("hypergeometric::pmf, marked", said(hypergeometric::pmf(2, 3, 1, 0.0))),
            ("hypergeometric::pmf, drawn", said(hypergeometric::pmf(2, 1, 3, 0.0))),
        ],
    );
    refused(
        "weighted counts outside 0..=n",
        |error| matches!(error, Parameter { .. }),
        &[
            ("wilson, above", said(wilson(11.0, 10.0, 0.95))),
            ("wilson, below", said(wilson(-1.0, 10.0, 0.95))),
            ("wilson, no number", said(wilson(f64::NAN, 10.0, 0.95))),
            ("wilson, some of none", said(wilson(1.0, 0.0, 0.95))),
            ("wilson, negative whole", said(wilson(0.0, -1.0, 0.95))),
            ("newcombe, above", said(newcombe(4.0, 3.0, 1.0, 2.0, 0.95))),
            ("newcombe, empty group", said(newcombe(0.0, 0.0, 1.0, 2.0, 0.95))),
        ],
    );
    refused(
        "things that do not exist",
        |error| matches!(error, Index { .. }),
        &[
            ("ScoreTable::of", said(ScoreTable::of(&curves, [2]))),
            ("ScoreTable::score", said(table.score(4))),
            ("ScoreTable::score, never filled", said(ScoreTable::default().score(0))),
            ("Curves::categories", said(curves.categories(2))),
            ("Curves::row, item", said(curves.row(2, 0))),
            // The first category of the next item is no category of this one.
            ("Curves::row, category", said(curves.row(0, 2))),
            ("Curves::expected", said(curves.expected(2))),
            ("Curves::variance", said(curves.variance(2))),
            ("Responses::score, person", said(responses.score(4, 0))),
            ("Responses::score, item", said(responses.score(0, 2))),
            ("Responses::total", said(responses.total(4))),
            ("posterior_weights", said(posterior_weights(&curves, &responses, 4, &[0.25, 0.5, 0.25]))),
            ("Prior::mean", said(Prior { means: vec![0.0, 1.0], sd: 1.0 }.mean(2))),
        ],
    );
}

#[test]
fn values_that_are_no_numbers() {
    let (options, huber_options) = (BetweenOptions::default(), HuberOptions::default());
    let (x, points) = (matrix(3, 1, 1.0), matrix(6, 2, 1.0));
    let two = FuzzyOptions { clusters: 2, ..FuzzyOptions::default() };
    let (curves, responses) = (curves(), responses());
    let gls = Gls::of(&Matrix::diagonal(&THREE), &[&THREE]).unwrap();
    let grid = Grid::spaced(-1.0, 1.0, 3).unwrap();
    for bad in [f64::NAN, f64::INFINITY] {
        let list = [1.0, bad, 3.0];
        let wrong = matrix(3, 3, bad);
        let indicators = ClassIndicators { mean: bad, sd: 1.0, gini: 0.5, missing: 0.0 };
        refused(
            &format!("{bad} in a list"),
            |error| matches!(error, Domain { .. }),
            &[
                ("mean", said(mean(&list))),
                ("variance", said(variance(&list))),
                ("sd", said(sd(&list))),
                ("median", said(median(&list))),
                ("quantile", said(quantile(&list, 0.5))),
                ("mad", said(mad(&list))),
                ("weighted_mean", said(weighted_mean(&list, &THREE))),
                ("weighted_mean, weights", said(weighted_mean(&THREE, &list))),
                ("weighted_median", said(weighted_median(&list, &THREE))),
                ("correlation, first", said(correlation(&list, &THREE))),
                ("correlation, second", said(correlation(&THREE, &list))),
                ("weighted_correlation", said(weighted_correlation(&THREE, &THREE, &list))),
                ("spearman", said(spearman(&list, &THREE))),
                ("mean_interval", said(mean_interval(&list, 0.95))),
                ("paired_shift", said(paired_shift(&list, 0.95))),
                ("mean_difference", said(mean_difference(&THREE, &list, 0.95))),
                ("upper_tail", said(upper_tail(&list, 1))),
                ("lower_tail", said(lower_tail(&list, 1))),
                ("discrete::moments", said(moments(&list))),
                ("symmetric_eigen", said(symmetric_eigen(&wrong))),
                ("nearest_psd", said(nearest_psd(&wrong, 0.0))),
                ("one_factor", said(one_factor(&wrong))),
                ("principal_components", said(principal_components(&wrong, 1))),
                ("fuzzy_means", said(fuzzy_means(&wrong, two))),
                ("fuzzy_means_from", said(fuzzy_means_from(&points, &matrix(6, 2, bad), two))),
                ("class_index", said(class_index(&[indicators; 30], FuzzyOptions::default()))),
                ("least_squares, outcomes", said(least_squares(&x, &list, &[], &[]))),
                ("least_squares, predictors", said(least_squares(&matrix(3, 1, bad), &THREE, &[], &[]))),
                ("huber, weights", said(huber(&x, &THREE, &list, &[], huber_options))),
                ("between", said(between(&list, &THREE, options))),
                ("between_without_each", said(between_without_each(&THREE, &list, &[0, 1, 2], options))),
                ("two_level", said(two_level(&list, &THREE, &[0, 1, 2], options))),
                ("two_level_without_each", said(two_level_without_each(&list, &THREE, &[0, 1, 2], options))),
                ("TwoLevel::shrunken", said(two_levels().shrunken(&list, &THREE))),
                ("Gls::alone", said(gls.alone(&list))),
                ("Gls::together", said(gls.together(&list))),
                ("Grid::moments", said(grid.moments(&list))),
                ("Curves::new", said(Curves::new(grid.clone(), &[vec![list.to_vec()]]))),
                ("fit_curves", said(fit_curves(&responses, &[1.0, bad, 1.0, 1.0], &given(), &CurveOptions::default()))),
                ("posterior", said(posterior(&curves, &responses, &Prior { means: vec![bad], sd: 1.0 }))),
                ("posterior_weights", said(posterior_weights(&curves, &responses, 0, &list))),
                ("Stream::pick", said(Stream::of(3, "refusals", 0).pick(&list))),
            ],
        );
    }
}

#[test]
fn parameters_that_are_no_numbers() {
    let (options, huber_options) = (BetweenOptions::default(), HuberOptions::default());
    let (x, points) = (matrix(3, 1, 1.0), matrix(6, 2, 1.0));
    let two = FuzzyOptions { clusters: 2, ..FuzzyOptions::default() };
    let (curves, responses) = (curves(), responses());
    for bad in [f64::NAN, f64::INFINITY] {
        refused(
            &format!("{bad} alone"),
            |error| matches!(error, Parameter { .. }),
            &[
                ("Grid::spaced", said(Grid::spaced(0.0, bad, 5))),
                ("Grid::normal_weights, mean", said(Grid::default().normal_weights(bad, 1.0))),
                ("Grid::normal_weights, sd", said(Grid::default().normal_weights(0.0, bad))),
                ("hypergeometric::pmf", said(hypergeometric::pmf(4, 2, 2, bad))),
                ("correlation_error", said(beta_binomial::correlation_error(0.1, bad, 11.0))),
                ("mde", said(mde(0.01, 0.8, bad))),
                ("feldt", said(feldt(bad, 30, 10, 0.95))),
                ("Between::shrunken, mean", said(one_level().shrunken(bad, 1.0))),
                ("Between::shrunken, variance", said(one_level().shrunken(0.0, bad))),
                ("Between::prediction_variance", said(one_level().prediction_variance(bad))),
                ("TwoLevel::prediction_variance", said(two_levels().prediction_variance(bad))),
                ("between, bend", said(between(&THREE, &THREE, BetweenOptions { k: bad, ..options }))),
                ("huber, bend", said(huber(&x, &THREE, &[], &[], HuberOptions { k: bad, ..huber_options }))),
                ("fuzzy_means, fuzzifier", said(fuzzy_means(&points, FuzzyOptions { fuzzifier: bad, ..two }))),
                (
                    "fit_curves, hold",
                    said(fit_curves(&responses, &[], &given(), &CurveOptions { pseudo_persons: bad, ..CurveOptions::default() })),
                ),
                ("posterior, sd", said(posterior(&curves, &responses, &Prior { means: vec![0.0], sd: bad }))),
            ],
        );
    }
}

#[test]
fn values_and_weights_out_of_their_domain() {
    let (options, x) = (BetweenOptions::default(), matrix(3, 1, 1.0));
    let (curves, responses) = (curves(), responses());
    let (minus, nothing) = ([1.0, -1.0, 3.0], [0.0; 3]);
    refused(
        "a negative weight, variance or penalty",
        |error| matches!(error, Domain { index: 1, .. }),
        &[
            ("weighted_mean", said(weighted_mean(&THREE, &minus))),
            ("weighted_correlation", said(weighted_correlation(&THREE, &THREE, &minus))),
            ("least_squares", said(least_squares(&x, &THREE, &minus, &[]))),
            ("between", said(between(&THREE, &minus, options))),
            ("Stream::pick", said(Stream::of(3, "refusals", 0).pick(&minus))),
            ("Responses::push", said(responses.clone().push(&[Some(1), Some(3)]))),
            ("Responses::new", said(Responses::new(&[2, 0]))),
            ("Responses::new, above", said(Responses::new(&[2, 256]))),
            ("ClassIndicators::of", said(ClassIndicators::of(&[vec![Answer::Points(1), Answer::Points(2)]], &[1, 1]))),
        ],
    );
    refused(
        "weights of nothing, probabilities that do not sum to 1",
        |error| matches!(error, Parameter { .. }),
        &[
            ("weighted_mean", said(weighted_mean(&THREE, &nothing))),
            ("weighted_median", said(weighted_median(&THREE, &nothing))),
            ("weighted_correlation", said(weighted_correlation(&THREE, &THREE, &nothing))),
            ("fit_curves", said(fit_curves(&responses, &[0.0; 4], &given(), &CurveOptions::default()))),
            ("Stream::pick", said(Stream::of(3, "refusals", 0).pick(&nothing))),
            ("posterior_weights", said(posterior_weights(&curves, &responses, 0, &nothing))),
            ("Curves::new", said(Curves::new(Grid::spaced(-1.0, 1.0, 3).unwrap(), &[vec![vec![0.5; 3]]]))),
            ("lord_wingersky", said(lord_wingersky(&[&[0.5, 0.4]]))),
            ("Between::shrunken", said(one_level().shrunken(0.0, -1.0))),
            ("correlation_error, single trials", said(beta_binomial::correlation_error(0.1, 1.0, 11.0))),
            ("correlation_error, single unit", said(beta_binomial::correlation_error(0.1, 5.0, 1.0))),
        ],
    );
}

#[test]
fn constant_data_have_no_correlation_and_no_test() {
    let flat = [2.0; 3];
    let mut even = Responses::new(&[2, 2]).unwrap();
    for row in [[1, 0], [0, 1], [1, 0]] {
        even.push(&row.map(Some)).unwrap();
    }
    refused(
        "values that are all equal",
        |error| matches!(error, NoSpread { .. }),
        &[
            ("correlation, first", said(correlation(&flat, &THREE))),
            ("correlation, second", said(correlation(&THREE, &flat))),
            ("weighted_correlation", said(weighted_correlation(&THREE, &[1.0, 1.0, 2.0], &[1.0, 1.0, 0.0]))),
            ("spearman", said(spearman(&flat, &THREE))),
            ("mean_interval", said(mean_interval(&flat, 0.95))),
            ("paired_shift", said(paired_shift(&flat, 0.95))),
            ("mean_difference", said(mean_difference(&flat, &flat, 0.95))),
            ("reliability", said(reliability(&even, 0.95))),
        ],
    );
}

/// The floor of the room: functions of real numbers say `NaN` outside their domain, as in every C library.
#[test]
fn functions_of_real_numbers_say_nan_outside_their_domain() {
    for (name, value) in [
        ("ln", math::ln(-1.0)),
        ("ln_1p", math::ln_1p(-2.0)),
        ("log10", math::log10(-1.0)),
        ("atanh", math::atanh(1.5)),
        ("logit", math::logit(1.5)),
        ("logit below", math::logit(-0.5)),
        ("log_sum_exp", math::log_sum_exp(&[0.0, f64::NAN])),
        ("norm_quantile", math::norm_quantile(95.0)),
        ("norm_upper_quantile", math::norm_upper_quantile(-0.05)),
        ("beta_cdf", math::beta_cdf(1.5, 1.0, 1.0)),
        ("beta_sf", math::beta_sf(0.5, 0.0, 1.0)),
        ("beta_quantile", math::beta_quantile(1.5, 1.0, 1.0)),
        ("student_cdf", math::student_cdf(1.0, -1.0)),
        ("student_sf", math::student_sf(1.0, 0.0)),
        ("student_quantile, p", math::student_quantile(1.5, 3.0)),
        ("student_quantile, df", math::student_quantile(0.5, -3.0)),
        ("f_cdf", math::f_cdf(-1.0, 2.0, 3.0)),
        ("f_sf", math::f_sf(1.0, 0.0, 3.0)),
        ("f_sf at infinity", math::f_sf(f64::INFINITY, 0.0, 3.0)),
        ("f_quantile", math::f_quantile(95.0, 2.0, 3.0)),
        ("gamma_lower", math::gamma_lower(-1.0, 1.0)),
        ("gamma_upper", math::gamma_upper(1.0, -1.0)),
        ("chi2_cdf", math::chi2_cdf(-1.0, 1.0)),
        ("chi2_sf", math::chi2_sf(1.0, -1.0)),
        ("ln_beta", math::ln_beta(-0.5, 1.0)),
    ] {
        assert!(value.is_nan(), "{name}: {value}");
    }
}
