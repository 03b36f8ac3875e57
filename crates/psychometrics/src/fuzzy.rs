//! Fuzzy c-means: every point belongs to every cluster to a degree (Bezdek 1981, *Pattern Recognition with Fuzzy Objective Function
//! Algorithms*, §11; Dunn 1973). Starts are taken from the points themselves, so the answer depends on nothing else.

use crate::check::{Numbers, above_one, all_finite, all_non_negative, answer, at_least, countable, non_negative, same_length};
use crate::error::KernelError;
use crate::linalg::Matrix;
use crate::math::pow;

/// How to cluster.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FuzzyOptions {
    /// Number of clusters, ≥ 2.
    pub clusters: usize,
    /// Fuzzifier m > 1; 2 is usual.
    pub fuzzifier: f64,
    /// Largest change of a membership at which the rounds end.
    pub tolerance: f64,
    /// Most rounds.
    pub rounds: usize,
}

impl Default for FuzzyOptions {
    fn default() -> Self {
        Self { clusters: 4, fuzzifier: 2.0, tolerance: 1e-9, rounds: 2000 }
    }
}

/// A fuzzy partition.
#[derive(Debug, Clone)]
pub struct Fuzzy {
    /// Clusters × coordinates.
    pub centres: Matrix,
    /// Points × clusters; rows add up to 1.
    pub membership: Matrix,
    /// Σ uᵐ·d², the quantity made least.
    pub objective: f64,
    /// Σ u² / n, from 1/c (no structure) to 1 (crisp).
    pub partition: f64,
    /// Rounds made.
    pub rounds: usize,
    /// Whether the last round changed no membership by more than the tolerance.
    pub converged: bool,
}

impl Numbers for Fuzzy {
    fn stray(&self) -> Option<f64> {
        self.centres.stray().or(self.membership.stray()).or([self.objective, self.partition].stray())
    }
}

/// Clusters points (points × coordinates, Euclidean distance). The algorithm is run from two starts found without chance, along the
/// widest coordinate and by points farthest from each other, and the partition with the smaller objective is returned.
///
/// ```
/// use psychometrics::fuzzy::{FuzzyOptions, fuzzy_means};
/// use psychometrics::linalg::Matrix;
///
/// let points = Matrix::from_values(6, 1, vec![-5.1, -5.0, -4.9, 4.9, 5.0, 5.1])?;
/// let found = fuzzy_means(&points, FuzzyOptions { clusters: 2, ..FuzzyOptions::default() })?;
/// assert!(found.converged && (found.centres.get(0, 0).abs() - 5.0).abs() < 0.01);
/// # Ok::<(), psychometrics::KernelError>(())
/// ```
///
/// # Errors
/// `TooFew` where there are fewer points than clusters, fewer than two clusters or no coordinates, `TooMany` for more memberships than
/// [`MOST_NUMBERS`](crate::MOST_NUMBERS); `Domain` where a coordinate is not finite; `Parameter` for a fuzzifier that is not above 1 or a
/// negative tolerance; `OutOfRange` where squares of distances are not finite.
pub fn fuzzy_means(points: &Matrix, options: FuzzyOptions) -> Result<Fuzzy, KernelError> {
    checked(points, options)?;
    let starts = [spread_start(points, options.clusters)?, farthest_start(points, options.clusters)];
    let [one, other] = starts.map(|seeds| {
        let centres = rows_of(points, &seeds);
        rounds(points, memberships(points, &centres, options.fuzzifier), options)
    });
    let (one, other) = (answer("clusters", one)?, answer("clusters", other)?);
    Ok(if other.objective < one.objective { other } else { one })
}

/// The same from given memberships (points × clusters), for comparison with other programs.
///
/// # Errors
/// As [`fuzzy_means`]; `Length` where the memberships do not fit, `Domain` where one is negative or not finite.
pub fn fuzzy_means_from(points: &Matrix, start: &Matrix, options: FuzzyOptions) -> Result<Fuzzy, KernelError> {
    checked(points, options)?;
    same_length("rows of the starting memberships", points.rows(), start.rows())?;
    same_length("columns of the starting memberships", options.clusters, start.columns())?;
    (0..start.rows()).try_for_each(|i| all_non_negative("starting memberships of a point", start.row(i)))?;
    answer("clusters", rounds(points, start.clone(), options))
}

fn checked(points: &Matrix, options: FuzzyOptions) -> Result<(), KernelError> {
    at_least("coordinates of the points", 1, points.columns())?;
    (0..points.rows()).try_for_each(|i| all_finite("points to cluster", points.row(i)))?;
    at_least("clusters", 2, options.clusters)?;
    at_least("points to cluster", options.clusters, points.rows())?;
    countable("memberships of points in clusters", (points.rows() as u64).saturating_mul(options.clusters as u64))?;
    above_one("fuzzifier", options.fuzzifier)?;
    non_negative("tolerance of the clustering", options.tolerance)
}

fn rounds(points: &Matrix, start: Matrix, options: FuzzyOptions) -> Fuzzy {
    let (mut membership, mut done, mut converged) = (start, 0, false);
    let mut middles = centres(points, &membership, options.fuzzifier);
    while done < options.rounds && !converged {
        let next = memberships(points, &middles, options.fuzzifier);
        converged = change(&membership, &next) <= options.tolerance;
        membership = next;
        middles = centres(points, &membership, options.fuzzifier);
        done += 1;
    }
    let objective = objective(points, &membership, &middles, options.fuzzifier);
    let squares: f64 = (0..membership.rows()).flat_map(|i| membership.row(i)).map(|u| u * u).sum();
    let partition = squares / membership.rows() as f64;
    Fuzzy { centres: middles, membership, objective, partition, rounds: done, converged }
}

/// Weighted means of the points (Bezdek 1981, eq. 11.3b).
fn centres(points: &Matrix, membership: &Matrix, m: f64) -> Matrix {
    let mut sums = Matrix::zeros(membership.columns(), points.columns());
    let mut weights = vec![0.0; membership.columns()];
    for i in 0..points.rows() {
        for (k, u) in membership.row(i).iter().enumerate() {
            let weight = power(*u, m);
            weights[k] += weight;
            points.row(i).iter().enumerate().for_each(|(j, x)| *sums.at(k, j) += weight * x);
        }
    }
    for (k, weight) in weights.iter().enumerate().filter(|(_, weight)| **weight > 0.0) {
        (0..points.columns()).for_each(|j| *sums.at(k, j) /= weight);
    }
    sums
}

/// u = d^(−2/(m−1)) / Σ (Bezdek 1981, eq. 11.3a); a point on a centre belongs to it wholly, or in equal parts to the centres it lies on.
fn memberships(points: &Matrix, centres: &Matrix, m: f64) -> Matrix {
    let mut membership = Matrix::zeros(points.rows(), centres.rows());
    for i in 0..points.rows() {
        let squares: Vec<f64> = (0..centres.rows()).map(|k| distance(points.row(i), centres.row(k))).collect();
        let on = |square: &f64| *square <= f64::MIN_POSITIVE;
        let weights: Vec<f64> = if squares.iter().any(on) {
            squares.iter().map(|square| f64::from(u8::from(on(square)))).collect()
        } else {
            // Relative to the nearest centre, so that nothing overflows.
            let nearest = squares.iter().copied().fold(f64::INFINITY, f64::min);
            squares.iter().map(|square| power(nearest / square, 1.0 / (m - 1.0))).collect()
        };
        let total: f64 = weights.iter().sum();
        weights.iter().enumerate().for_each(|(k, weight)| *membership.at(i, k) = weight / total);
    }
    membership
}

fn objective(points: &Matrix, membership: &Matrix, centres: &Matrix, m: f64) -> f64 {
    let of = |i: usize| membership.row(i).iter().enumerate().map(move |(k, u)| power(*u, m) * distance(points.row(i), centres.row(k)));
    (0..points.rows()).flat_map(of).sum()
}

fn change(before: &Matrix, after: &Matrix) -> f64 {
    let row = |i: usize| before.row(i).iter().zip(after.row(i)).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
    (0..before.rows()).map(row).fold(0.0, f64::max)
}

fn distance(x: &[f64], y: &[f64]) -> f64 {
    x.iter().zip(y).map(|(a, b)| (a - b) * (a - b)).sum()
}

fn power(x: f64, exponent: f64) -> f64 {
    // The usual fuzzifier 2 needs no transcendental function.
    if (exponent - 2.0).abs() < f64::EPSILON {
        x * x
    } else if (exponent - 1.0).abs() < f64::EPSILON {
        x
    } else {
        pow(x, exponent)
    }
}

fn rows_of(points: &Matrix, seeds: &[usize]) -> Matrix {
    let mut rows = Matrix::zeros(seeds.len(), points.columns());
    for (k, &seed) in seeds.iter().enumerate() {
        points.row(seed).iter().enumerate().for_each(|(j, x)| *rows.at(k, j) = *x);
    }
    rows
}

/// Points at evenly spaced ranks of the coordinate with the largest variance.
fn spread_start(points: &Matrix, clusters: usize) -> Result<Vec<usize>, KernelError> {
    let column = |j: usize| (0..points.rows()).map(|i| points.get(i, j)).collect::<Vec<f64>>();
    let variances = (0..points.columns()).map(|j| crate::descriptive::variance(&column(j))).collect::<Result<Vec<f64>, _>>()?;
    let widest = (0..points.columns()).rev().max_by(|&a, &b| variances[a].total_cmp(&variances[b])).unwrap_or(0);
    let mut order: Vec<usize> = (0..points.rows()).collect();
    order.sort_by(|&a, &b| points.get(a, widest).total_cmp(&points.get(b, widest)).then(a.cmp(&b)));
    Ok((0..clusters).map(|k| order[(2 * k + 1) * points.rows() / (2 * clusters)]).collect())
}

/// The point nearest to the mean, then again and again the point farthest from those chosen (Gonzalez 1985).
fn farthest_start(points: &Matrix, clusters: usize) -> Vec<usize> {
    let n = points.rows();
    let mean: Vec<f64> = (0..points.columns()).map(|j| (0..n).map(|i| points.get(i, j)).sum::<f64>() / n as f64).collect();
    let from_mean = |i: usize| distance(points.row(i), &mean);
    let first = (0..n).min_by(|&a, &b| from_mean(a).total_cmp(&from_mean(b))).unwrap_or(0);
    let mut chosen = vec![first];
    let mut away: Vec<f64> = (0..n).map(|i| distance(points.row(i), points.row(first))).collect();
    while chosen.len() < clusters {
        let next = (0..n).rev().max_by(|&a, &b| away[a].total_cmp(&away[b])).unwrap_or(0);
        chosen.push(next);
        away.iter_mut().enumerate().for_each(|(i, least)| *least = least.min(distance(points.row(i), points.row(next))));
    }
    chosen
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn two() -> FuzzyOptions {
        FuzzyOptions { clusters: 2, ..FuzzyOptions::default() }
    }

    /// One round by hand: points 0, 1, 4 with centres 0.5 and 4. Squared distances of point 0: 0.25 and 16, so with m = 2
    /// u = 16/16.25; the point 4 lies on its centre.
    #[test]
    fn memberships_by_hand() {
        let points = Matrix::from_values(3, 1, vec![0.0, 1.0, 4.0]).unwrap();
        let centres = Matrix::from_values(2, 1, vec![0.5, 4.0]).unwrap();
        let u = memberships(&points, &centres, 2.0);
        assert!((u.get(0, 0) - 16.0 / 16.25).abs() < 1e-15 && (u.get(1, 0) - 9.0 / 9.25).abs() < 1e-15);
        assert_eq!((u.get(2, 0), u.get(2, 1)), (0.0, 1.0));
        // m = 3 takes the root of the ratio: 4/(4 + 0.5).
        assert!((memberships(&points, &centres, 3.0).get(0, 0) - 4.0 / 4.5).abs() < 1e-15);
    }

    #[test]
    fn two_heaps_are_found_and_mirror_each_other() {
        let points = Matrix::from_values(6, 1, vec![-5.1, -5.0, -4.9, 4.9, 5.0, 5.1]).unwrap();
        let found = fuzzy_means(&points, two()).unwrap();
        assert!(found.converged && found.partition > 0.99);
        assert!((found.centres.get(0, 0) + found.centres.get(1, 0)).abs() < 1e-8);
        assert!((found.centres.get(0, 0).abs() - 5.0).abs() < 0.01);
    }

    #[test]
    fn what_cannot_be_clustered_is_refused() {
        let points = Matrix::from_values(2, 1, vec![0.0, 1.0]).unwrap();
        assert!(matches!(fuzzy_means(&points, FuzzyOptions::default()), Err(KernelError::TooFew { needed: 4, .. })));
        assert!(fuzzy_means(&points, FuzzyOptions { fuzzifier: 1.0, ..two() }).is_err());
        assert!(fuzzy_means_from(&points, &Matrix::zeros(2, 3), two()).is_err());
        let same = Matrix::zeros(5, 2);
        let found = fuzzy_means(&same, two()).unwrap();
        assert!(found.objective.abs() < 1e-300 && (found.membership.get(0, 0) - 0.5).abs() < 1e-15, "equal points belong to all alike");
    }

    proptest! {
        #[test]
        fn rows_add_up_and_the_answer_is_a_fixed_point_no_worse_than_its_start(entries in prop::collection::vec(-2.0f64..2.0, 60)) {
            let points = Matrix::from_values(30, 2, entries).unwrap();
            let options = FuzzyOptions { clusters: 3, ..FuzzyOptions::default() };
            let found = fuzzy_means(&points, options).unwrap();
            for i in 0..30 { prop_assert!((found.membership.row(i).iter().sum::<f64>() - 1.0).abs() < 1e-12); }
            if found.converged {
                let again = memberships(&points, &found.centres, 2.0);
                prop_assert!(change(&again, &found.membership) < 1e-7);
            }
            let start = rows_of(&points, &spread_start(&points, 3).unwrap());
            let first = memberships(&points, &start, 2.0);
            prop_assert!(found.objective <= objective(&points, &first, &start, 2.0) + 1e-12);
        }
    }
}
