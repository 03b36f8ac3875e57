//! Well-formed input too large, too small or too many: refused by name, or answered as it should be.

use std::f64::consts::LN_2;

use psychometrics::KernelError::{self, Domain, NoSpread, OutOfRange, Parameter, TooFew, TooMany};
use psychometrics::comparison::{mean_difference, mean_interval, paired_shift};
use psychometrics::components::principal_components;
use psychometrics::covariance::robust_covariance;
use psychometrics::curves::{CurveOptions, Curves, Prior, PriorModel, Responses, fit_curves, posterior_weights};
use psychometrics::descriptive::{mad, mean, median, quantile, sd, variance, weighted_mean, weighted_median};
use psychometrics::discrete::moments;
use psychometrics::fuzzy::{FuzzyOptions, fuzzy_means};
use psychometrics::gls::Gls;
use psychometrics::grid::Grid;
use psychometrics::items::{correlation, weighted_correlation};
use psychometrics::linalg::{Cholesky, Matrix, dot, nearest_psd, symmetric_eigen};
use psychometrics::mde::{binomial_mde, mde};
use psychometrics::regression::{HuberOptions, huber, least_squares};
use psychometrics::reliability::{feldt, reliability};
use psychometrics::score_distribution::ScoreTable;
use psychometrics::variance::{Between, BetweenOptions, between, between_without_each, two_level, two_level_without_each};
use psychometrics::{MOST_NUMBERS, beta_binomial, binomial, class_index, hypergeometric};

type Said = Result<(), KernelError>;

fn said<T>(answer: Result<T, KernelError>) -> Said {
    answer.map(drop)
}

fn refused(of_kind: impl Fn(&KernelError) -> bool, table: &[(&str, Said)]) {
    for (name, said) in table {
        let Err(error) = said else { panic!("{name} must be refused") };
        assert!(of_kind(error), "{name}: {error:?}");
        assert!(error.to_string().ends_with("expected"), "{name}: {error}");
    }
}

fn matrix(rows: usize, columns: usize, values: &[f64]) -> Matrix {
    Matrix::from_values(rows, columns, values.to_vec()).unwrap()
}

const HUGE: [f64; 3] = [1e200, 2e200, 4e200];
const WIDE: [f64; 2] = [-1.7e308, 1.7e308];
const USUAL: [f64; 3] = [1.0, 2.0, 4.0];
/// A number between 0 and 1, but so near to 1 that no double holds half of what is left.
const NEARLY_SURE: f64 = 1.0 - 1e-16;

#[test]
fn what_overflows_is_refused() {
    let options = BetweenOptions::default();
    let (x, huge) = (matrix(3, 1, &[1.0; 3]), matrix(3, 1, &HUGE));
    let two = FuzzyOptions { clusters: 2, ..FuzzyOptions::default() };
    let at_all = Between { centre: 0.0, centre_variance: 1e308, variance: 1e308, groups: 9, df: 5.0 };
    let gls = Gls::of(&Matrix::diagonal(&[1e-300; 3]), &[&USUAL]).unwrap();
    refused(
        |error| matches!(error, OutOfRange { .. }),
        &[
            ("mean", said(mean(&[1.7e308; 2]))),
            ("variance", said(variance(&HUGE))),
            ("sd", said(sd(&HUGE))),
            ("median", said(median(&WIDE))),
            ("quantile", said(quantile(&WIDE, 0.25))),
            ("mad", said(mad(&[-1.7e308, 1.7e308, 1.7e308]))),
            ("weighted_mean", said(weighted_mean(&HUGE, &[1e200; 3]))),
            ("weighted_median", said(weighted_median(&[1.7e308; 2], &[1.0; 2]))),
            ("mean_difference", said(mean_difference(&[1e200, 2e200], &[1.0, 2.0], 0.95))),
            ("mean_difference, fourth powers", said(mean_difference(&[1e100, 2e100], &[1.0, 2.0], 0.95))),
            ("mean_difference, small", said(mean_difference(&[1e-100, 2e-100], &[3e-100, 4e-100], 0.95))),
            ("mean_interval", said(mean_interval(&USUAL, NEARLY_SURE))),
            ("paired_shift", said(paired_shift(&USUAL, NEARLY_SURE))),
            ("feldt", said(feldt(0.8, 30, 10, NEARLY_SURE))),
            ("feldt, alpha", said(feldt(-1.7e308, 30, 10, 0.95))),
            ("mde", said(mde(0.05, 0.8, 1e308))),
            ("correlation_error", said(beta_binomial::correlation_error(0.1, 1e200, 11.0))),
            ("hypergeometric::pmf", said(hypergeometric::pmf(10, 5, 3, 1e308))),
            ("binomial::cdf", said(binomial::cdf(u64::MAX / 2, u64::MAX, 0.5))),
            ("binomial::upper_test", said(binomial::upper_test(u64::MAX / 2, u64::MAX, 0.5))),
            ("binomial::lower_test", said(binomial::lower_test(u64::MAX / 2, u64::MAX, 0.5))),
            ("clopper_pearson", said(binomial::clopper_pearson(u64::MAX / 2, u64::MAX, 0.95))),
            ("discrete::moments", said(moments(&[1e308, 1e308, 1e308]))),
            ("dot", said(dot(&HUGE, &HUGE))),
            ("Matrix::times", said(huge.times(&[1e200]))),
            ("Matrix::form", said(huge.form(&HUGE, &[1.0]))),
            ("Matrix::plus", said(matrix(1, 1, &[1.7e308]).plus(&matrix(1, 1, &[1.7e308])))),
            ("Cholesky::solve", said(Cholesky::of(&Matrix::diagonal(&[1e-300; 3])).unwrap().solve(&HUGE))),
            ("symmetric_eigen", said(symmetric_eigen(&matrix(2, 2, &[1.7e308; 4])))),
            ("nearest_psd", said(nearest_psd(&matrix(2, 2, &[1.0, 9.0, 9.0, 1.0]), f64::MAX).and_then(|found| found.plus(&found)))),
            ("principal_components", said(principal_components(&huge, 1))),
            ("robust_covariance", said(robust_covariance(&matrix(5, 1, &[1e200, 2e200, 3e200, 4e200, 5e200])))),
            ("Gls::of", said(Gls::of(&Matrix::diagonal(&[1e-320; 3]), &[&USUAL]))),
            ("Gls::alone", said(gls.alone(&[0.0, 1e200, 1e300]))),
            ("Gls::together", said(gls.together(&[0.0, 1e200, 1e300]))),
            ("fuzzy_means", said(fuzzy_means(&huge, two))),
            ("least_squares", said(least_squares(&x, &HUGE, &[], &[]))),
            ("huber", said(huber(&x, &HUGE, &[], &[], HuberOptions::default()))),
            ("Fit::predict", said(least_squares(&x, &USUAL, &[], &[]).unwrap().predict(&[1.7e308]))),
            ("between", said(between(&[1e200, -1e200, 3.0], &[0.1; 3], options))),
            ("between, bend", said(between(&USUAL, &[0.1; 3], BetweenOptions { k: 1e100, ..options }))),
            ("between_without_each", said(between_without_each(&[1e200, -1e200, 3.0], &[0.1; 3], &[0, 1, 2], options))),
            ("two_level", said(two_level(&[1e200, -1e200, 3.0], &[0.1; 3], &[0, 1, 2], options))),
            ("two_level_without_each", said(two_level_without_each(&[1e200, -1e200, 3.0, 4.0], &[0.1; 4], &[0, 1, 2, 3], options))),
            ("Between::shrunken", said(at_all.shrunken(1e308, 1e308))),
            ("Between::prediction_variance", said(at_all.prediction_variance(1.0))),
            ("Grid::normal_weights", said(Grid::default().normal_weights(1e200, 1.0))),
            ("Grid::moments", said(Grid::spaced(-1.0, 1.0, 3).unwrap().moments(&[1.7e308; 3]))),
            ("Prior::mean", said(Prior { means: vec![f64::NAN], sd: 1.0 }.mean(0))),
        ],
    );
}

#[test]
fn what_would_not_fit_is_refused_before_it_is_begun() {
    let beyond = MOST_NUMBERS + 1;
    let two = FuzzyOptions { clusters: 2, ..FuzzyOptions::default() };
    let options = BetweenOptions::default();
    let mut long = Responses::new(&vec![2; 8193]).unwrap();
    for person in 0..3 {
        long.push(&vec![Some(u8::from(person > 0)); 8193]).unwrap();
    }
    let mut many = Responses::new(&[255; 40]).unwrap();
    (0..2).for_each(|_| many.push(&[Some(0); 40]).unwrap());
    let fine = CurveOptions { grid: Grid::spaced(-5.0, 5.0, 8192).unwrap(), rounds: 1, ..CurveOptions::default() };
    let broad = matrix(2, 9000, &[0.5; 18_000]);
    let tall = matrix(9000, 1, &(0..9000).map(f64::from).collect::<Vec<_>>());
    refused(
        |error| matches!(error, TooMany { .. }),
        &[
            ("hypergeometric::pmf", said(hypergeometric::pmf(u64::MAX, u64::MAX, u64::MAX, 0.0))),
            ("hypergeometric::pmf, drawn", said(hypergeometric::pmf(1 << 40, 1 << 39, 1 << 39, 0.0))),
            ("hypergeometric::pmf, one more", said(hypergeometric::pmf(beyond, 1, 1, 0.0))),
            ("beta_binomial::pmf", said(beta_binomial::pmf(u64::MAX, 0.5, 0.1))),
            ("beta_binomial::pmf, binomial", said(beta_binomial::pmf(u64::MAX, 0.5, 0.0))),
            ("beta_binomial::pmf, one more", said(beta_binomial::pmf(beyond, 0.5, 0.1))),
            ("beta_binomial::upper_test", said(beta_binomial::upper_test(1, u64::MAX, 0.5, 0.1))),
            ("beta_binomial::lower_test", said(beta_binomial::lower_test(1, u64::MAX, 0.5, 0.1))),
            ("beta_binomial::detectable", said(beta_binomial::detectable(u64::MAX, 0.5, 0.1, 0.01, 0.8))),
            ("binomial_mde", said(binomial_mde(u64::MAX, 0.5, 0.01, 0.8, true))),
            ("Grid::spaced", said(Grid::spaced(0.0, 1.0, 1 << 62))),
            ("Matrix::from_values", said(Matrix::from_values(usize::MAX, 0, Vec::new()))),
            ("robust_covariance", said(robust_covariance(&broad))),
            ("principal_components", said(principal_components(&broad, 1))),
            ("fuzzy_means", said(fuzzy_means(&tall, FuzzyOptions { clusters: 9000, ..two }))),
            ("reliability", said(reliability(&long, 0.95))),
            ("between_without_each", said(between_without_each(&USUAL, &USUAL, &[0, 1, usize::MAX], options))),
            ("two_level_without_each", said(two_level_without_each(&USUAL, &USUAL, &[0, 1, 1 << 60], options))),
            ("fit_curves", said(fit_curves(&many, &[], &PriorModel::Given(Prior::standard()), &fine))),
        ],
    );
    let too_long = Matrix::from_values(usize::MAX, 2, USUAL.to_vec());
    assert_eq!(said(too_long), Err(KernelError::Length { what: "matrix", expected: usize::MAX, got: 3 }));
    let everybody = FuzzyOptions { clusters: usize::MAX, ..two };
    assert!(matches!(class_index::class_index(&[], everybody), Err(TooFew { needed: usize::MAX, .. })));
    assert!(matches!(Prior { means: vec![0.0], sd: 1.0 }.mean(usize::MAX), Err(KernelError::Index { .. })));
}

#[test]
fn grids_that_collapse_and_points_without_coordinates_are_refused() {
    refused(
        |error| matches!(error, Parameter { .. } | TooFew { .. }),
        &[
            ("Grid::spaced, squares", said(Grid::spaced(-1e200, 1e200, 3))),
            ("Grid::spaced, width", said(Grid::spaced(-1.7e308, 1.7e308, 3))),
            ("Grid::spaced, step", said(Grid::spaced(1.0, 1.0 + 1e-15, 41))),
            ("Grid::spaced, smallest step", said(Grid::spaced(0.0, 5e-324, 3))),
            ("fuzzy_means", said(fuzzy_means(&matrix(9, 0, &[]), FuzzyOptions::default()))),
        ],
    );
}

/// Who computes with what is no number is told which input, also where looking beforehand would cost too much.
#[test]
fn vectors_with_no_numbers_are_named() {
    let square = Matrix::diagonal(&USUAL);
    let spoiled = Matrix::diagonal(&[1.0, f64::NAN, 1.0]);
    let item = vec![vec![0.4, 0.3, 0.1], vec![0.6, 0.7, 0.9]];
    let table = ScoreTable::of(&Curves::new(Grid::spaced(-1.0, 1.0, 3).unwrap(), &[item]).unwrap(), [0]).unwrap();
    for bad in [f64::NAN, f64::INFINITY] {
        let list = [1.0, bad, 3.0];
        refused(
            |error| matches!(error, Domain { .. }),
            &[
                ("dot, first", said(dot(&list, &USUAL))),
                ("dot, second", said(dot(&USUAL, &list))),
                ("dot with nothing", said(dot(&list, &[0.0; 3]))),
                ("Matrix::times", said(square.times(&list))),
                ("Matrix::times, entries", said(spoiled.times(&USUAL))),
                ("Matrix::form", said(square.form(&list, &USUAL))),
                ("Matrix::plus", said(square.plus(&spoiled))),
                ("Cholesky::solve", said(Cholesky::of(&square).unwrap().solve(&list))),
                ("Gls::of", said(Gls::of(&square, &[&list]))),
                ("ScoreTable::predictive", said(table.predictive(&list))),
                ("Fit::predict", said(least_squares(&matrix(3, 1, &[1.0; 3]), &USUAL, &[], &[]).unwrap().predict(&[bad]))),
            ],
        );
    }
}

/// A third of 0.1 + 0.1 + 0.1 is not 0.1: the residue of rounding is no spread.
#[test]
fn equal_values_have_no_spread_whatever_rounding_says() {
    let flat = [0.1; 3];
    assert!(variance(&flat).unwrap() > 0.0, "the control: rounding does leave a residue");
    refused(
        |error| matches!(error, NoSpread { .. }),
        &[
            ("correlation, first", said(correlation(&flat, &USUAL))),
            ("correlation, second", said(correlation(&USUAL, &flat))),
            ("weighted_correlation", said(weighted_correlation(&[0.1, 0.1, 0.1, 9.0], &[1.0, 2.0, 3.0, 4.0], &[1.0, 1.0, 1.0, 0.0]))),
            ("correlation of zeros", said(correlation(&[0.0, -0.0, 0.0], &USUAL))),
            ("paired_shift", said(paired_shift(&flat, 0.95))),
            ("mean_interval", said(mean_interval(&flat, 0.95))),
            ("mean_difference", said(mean_difference(&flat, &[0.7; 3], 0.95))),
        ],
    );
    assert!(mean_difference(&flat, &USUAL, 0.95).is_ok());
}

#[test]
fn correlations_know_no_units() {
    let usual = correlation(&USUAL, &[1.0, 3.0, 2.0]).unwrap();
    for by in [1e-320, 1e-300, 1e-160, 1e-90, 1e90, 1e160, 1e200, 4e307] {
        let scaled = USUAL.map(|x| x * by);
        assert!((correlation(&scaled, &[1.0, 3.0, 2.0]).unwrap() - usual).abs() < 1e-3, "{by}");
        assert!((correlation(&[1.0, 3.0, 2.0], &scaled).unwrap() - usual).abs() < 1e-3, "{by}");
    }
    assert!((correlation(&[1e200, 2e200, 3e200], &[1.0, 2.0, 3.0]).unwrap() - 1.0).abs() < 1e-15);
    assert!((correlation(&[1e200, 2e200, 3e200], &[3e-200, 2e-200, 1e-200]).unwrap() + 1.0).abs() < 1e-15);
    assert!((weighted_correlation(&USUAL, &[1.0, 3.0, 2.0], &[1e-310; 3]).unwrap() - usual).abs() < 1e-12);
    assert!((weighted_correlation(&USUAL, &[1.0, 3.0, 2.0], &[1e307; 3]).unwrap() - usual).abs() < 1e-12);
    assert!(matches!(weighted_correlation(&[0.0, 1.0], &[0.0, 1.0], &[1.0, 1e-320]), Err(OutOfRange { .. })));
}

/// Eigenvalues of [[2, 1], [1, 2]] are 1 and 3, in any units.
#[test]
fn eigenvalues_know_no_units() {
    for by in [1e-300, 1e-120, 1e-90, 1.0, 1e90, 1e120, 1e300] {
        let (mut values, _) = symmetric_eigen(&matrix(2, 2, &[2.0 * by, by, by, 2.0 * by])).unwrap();
        values.sort_by(f64::total_cmp);
        assert!((values[0] / by - 1.0).abs() < 1e-12 && (values[1] / by - 3.0).abs() < 1e-12, "{by}: {values:?}");
    }
}

/// What is at the border is still answered.
#[test]
fn large_but_honest_requests_are_answered() {
    // Two units of which one is marked, out of as many as are allowed: each drawn alone.
    let mass = hypergeometric::pmf(MOST_NUMBERS, 1, 1, 0.0).unwrap();
    assert!((mass[1] * MOST_NUMBERS as f64 - 1.0).abs() < 1e-6);
    assert!((hypergeometric::pmf(2, 1, 1, LN_2).unwrap()[1] - 2.0 / 3.0).abs() < 1e-15);
    // Half of an odd number of tosses or less: ½, by symmetry.
    assert!((binomial::cdf(499_999_999, 999_999_999, 0.5).unwrap() - 0.5).abs() < 1e-6);
    assert!((binomial::pmf(u64::MAX - 1, u64::MAX, 0.5).unwrap()).abs() < 1e-300);
    assert_eq!(binomial::ln_pmf(1, 2, 0.0), Ok(f64::NEG_INFINITY));
    let found = binomial_mde(MOST_NUMBERS, 0.5, 0.05, 0.8, false).unwrap().unwrap();
    assert!(found.probability > 0.5 && found.probability < 0.501);
    let curves = Curves::new(Grid::spaced(-1.0, 1.0, 3).unwrap(), &[vec![vec![0.5; 3]; 2]]).unwrap();
    let mut one = Responses::new(&[2]).unwrap();
    one.push(&[Some(1)]).unwrap();
    assert!(posterior_weights(&curves, &one, 0, &[1e-300, 2e-300, 1e-300]).is_ok());
    assert!(matches!(posterior_weights(&curves, &one, 0, &[1e-320; 3]), Err(OutOfRange { .. })));
}
