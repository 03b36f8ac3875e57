//! Estimates that a few bent sets cannot move far: centre, and spread from the lower half only, because bending is on the upper side.

use psychometrics::variance::{within_schools, within_schools_without_each};

/// Lower-half scale is winsorised here (in standard deviations) …
const CAP: f64 = 2.5;
/// … and E[min(Z², CAP²)] of a standard normal makes it consistent: 1 − 2Φ(−CAP) − 2·CAP·φ(CAP) + 2·CAP²·Φ(−CAP).
const CAP_MEAN: f64 = 0.977_559_983_6;

/// Median of the finite values; `NaN` for none.
#[must_use]
pub(crate) fn median(values: &[f64]) -> f64 {
    let mut sorted: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    median_of_sorted(&sorted)
}

/// Median of values in ascending order; `NaN` for none.
#[must_use]
pub(crate) fn median_of_sorted(sorted: &[f64]) -> f64 {
    let middle = sorted.len() / 2;
    match (sorted.len() % 2, sorted.get(middle)) {
        (1, Some(&value)) => value,
        (_, Some(&upper)) => f64::midpoint(upper, sorted.get(middle.wrapping_sub(1)).copied().unwrap_or(upper)),
        _ => f64::NAN,
    }
}

/// Spread between units beyond sampling: departures `x` with sampling variances `v`, deviations below the centre only.
///
/// Solves mean over {xᵢ < centre} of min((xᵢ − centre)²/(T² + vᵢ), c²) = E[min(Z², c²)] for T² ≥ 0 by bisection: a winsorised
/// moment estimator (Huber 1981, ch. 5) on the half that bending does not reach. Returns (T², number of deviations used).
#[must_use]
pub(crate) fn lower_spread(x: &[f64], v: &[f64], centre: f64) -> (f64, usize) {
    let below: Vec<(f64, f64)> =
        x.iter().zip(v).filter(|(x, v)| **x < centre && v.is_finite()).map(|(x, v)| ((x - centre) * (x - centre), *v)).collect();
    if below.is_empty() {
        return (0.0, 0);
    }
    let excess = |t: f64| {
        let capped = below.iter().map(|(square, v)| (square / (t + v).max(f64::MIN_POSITIVE)).min(CAP * CAP));
        capped.sum::<f64>() / below.len() as f64 - CAP_MEAN
    };
    if excess(0.0) <= 0.0 {
        return (0.0, below.len());
    }
    let mut high = below.iter().map(|(square, _)| *square).fold(f64::MIN_POSITIVE, f64::max);
    while excess(high) > 0.0 && high < 1e12 {
        high *= 2.0;
    }
    let mut low = 0.0;
    for _ in 0..50 {
        let middle = f64::midpoint(low, high);
        if excess(middle) > 0.0 { low = middle } else { high = middle }
    }
    (f64::midpoint(low, high), below.len())
}

/// [`lower_spread`] without sampling variances, of values in ascending order: min(·) is linear in 1/T² between the caps, so with k values
/// capped T² = Σ{others}(xᵢ − centre)²/(n·E[min(Z², c²)] − k·c²), for the one k that fits. Returns (T², number of deviations used).
#[must_use]
pub(crate) fn lower_scale(sorted: &[f64], centre: f64) -> (f64, usize) {
    let n = sorted.partition_point(|x| *x < centre);
    let square = |at: usize| (sorted[at] - centre) * (sorted[at] - centre);
    let mut sum: f64 = (0..n).rev().map(square).sum();
    for k in 0..n {
        // The farthest k are capped: they come first.
        let left = CAP_MEAN * n as f64 - k as f64 * CAP * CAP;
        if left <= 0.0 {
            break;
        }
        let spread = sum / left;
        if square(k) <= CAP * CAP * spread {
            return (spread, n);
        }
        sum -= square(k);
    }
    (0.0, n)
}

/// Deviations of classes from their school are clipped here: a bent class pushes its neighbours down, so that neither half is a refuge.
const BEND: f64 = 2.0;

/// Variance of classes within their schools, of all schools together and without each.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parts {
    schools: Vec<u32>,
    without: Vec<f64>,
    /// Of all schools; infinite where nothing can be told: then no part of a spread is between schools.
    pub everybody: f64,
}

impl Parts {
    /// The same without a school.
    #[must_use]
    pub(crate) fn without(&self, school: u32) -> f64 {
        self.schools.binary_search(&school).ok().and_then(|at| self.without.get(at)).copied().unwrap_or(self.everybody)
    }
}

/// Parts of departures `x` with sampling variances `v` of classes of these schools.
#[must_use]
pub(crate) fn parts_without_each(x: &[f64], v: &[f64], of: &[u32]) -> Parts {
    let mut schools = of.to_vec();
    schools.sort_unstable();
    schools.dedup();
    // One number more than there are schools: the result without nobody.
    let numbers: Vec<usize> = of.iter().map(|school| schools.partition_point(|other| other < school) + 1).collect();
    let found = within_schools_without_each(x, v, &numbers, BEND).unwrap_or_default();
    let Some((everybody, without)) = found.split_first() else { return Parts { everybody: f64::INFINITY, ..Parts::default() } };
    Parts { schools, without: without.to_vec(), everybody: *everybody }
}

/// Variance of departures `x` with sampling variances `v` within these groups, of all groups together; infinite where nothing can be told.
#[must_use]
pub(crate) fn part_within(x: &[f64], v: &[f64], of: &[u32]) -> f64 {
    within_schools(x, v, &of.iter().map(|&group| group as usize).collect::<Vec<usize>>(), BEND).unwrap_or(f64::INFINITY)
}

/// Huber weight of a standardised departure: 1 up to `k`, then k/|z|.
#[must_use]
pub(crate) fn huber(z: f64, k: f64) -> f64 {
    if z.abs() <= k { 1.0 } else { k / z.abs() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Quantiles of a normal at (i − ½)/n stand for an honest sample.
    fn normal_scores(n: usize) -> Vec<f64> {
        (0..n).map(|i| psychometrics::math::norm_quantile((i as f64 + 0.5) / n as f64)).collect()
    }

    #[test]
    fn the_consistency_constant_is_the_integral() {
        let steps = 200_000;
        let z = |i: usize| -8.0 + 16.0 * (f64::from(i as u32) + 0.5) / f64::from(steps);
        let mass = |z: f64| psychometrics::math::norm_pdf(z) * (z * z).min(CAP * CAP) * 16.0 / f64::from(steps);
        let mean: f64 = (0..steps as usize).map(|i| mass(z(i))).sum();
        assert!((mean - CAP_MEAN).abs() < 1e-6, "{mean}");
    }

    #[test]
    fn spread_of_honest_units_is_found() {
        let x: Vec<f64> = normal_scores(401).iter().map(|z| z * 5.0_f64.sqrt()).collect();
        let (spread, used) = lower_spread(&x, &[1.0; 401], 0.0);
        assert!((spread - 4.0).abs() < 0.1, "{spread}");
        assert_eq!(used, 200);
    }

    #[test]
    fn a_tenth_bent_upwards_changes_little() {
        let mut x = normal_scores(400);
        for value in x.iter_mut().step_by(10) {
            *value = 8.0;
        }
        let centre = median(&x);
        let (spread, _) = lower_spread(&x, &[0.0; 400], centre);
        assert!(spread < 1.45, "{spread}: the ordinary variance would be {}", x.iter().map(|z| z * z).sum::<f64>() / 400.0);
    }

    /// The closed form and the bisection are one estimate, also where many values are capped or none lies below.
    #[test]
    fn both_ways_to_the_spread_agree() {
        let mut stream = psychometrics::stream::Stream::of(1, "spread", 0);
        for case in 0..200 {
            let n = 20 + case;
            let wild = |stream: &mut psychometrics::stream::Stream| if stream.chance(0.06).unwrap() { 9.0 } else { 1.3 };
            let mut x: Vec<f64> = (0..n).map(|_| wild(&mut stream) * stream.normal()).collect();
            x.sort_unstable_by(f64::total_cmp);
            let centre = median_of_sorted(&x);
            let (slow, quick) = (lower_spread(&x, &vec![0.0; n], centre), lower_scale(&x, centre));
            assert!((slow.0 / quick.0 - 1.0).abs() < 1e-9 && slow.1 == quick.1, "{slow:?} {quick:?}");
        }
        assert_eq!(lower_scale(&[1.0, 2.0], 0.5), (0.0, 0));
    }

    #[test]
    fn the_part_within_is_that_of_everybody() {
        let x: Vec<f64> = normal_scores(60).into_iter().enumerate().map(|(i, z)| z + (i / 3) as f64).collect();
        let (v, of) = (vec![0.1; 60], (0..60).map(|i| i / 3 + 7).collect::<Vec<u32>>());
        assert_eq!(part_within(&x, &v, &of).to_bits(), parts_without_each(&x, &v, &of).everybody.to_bits());
    }

    #[test]
    fn median_of_few() {
        assert!((median(&[3.0, 1.0, 2.0]) - 2.0).abs() < 1e-15);
        assert!((median(&[4.0, 1.0]) - 2.5).abs() < 1e-15);
        assert!(median(&[]).is_nan());
        assert!((huber(4.0, 2.0) - 0.5).abs() < 1e-15);
    }
}
