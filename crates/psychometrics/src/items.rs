//! Item statistics of a work: facility, item–rest correlation, discrimination.

use crate::check;
use crate::curves::Responses;
use crate::descriptive::{mean, plain_weighted_mean, weighed};
use crate::error::KernelError;

/// Statistics of one item over the persons it was given to; `None` is what the answers cannot say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ItemStatistics {
    /// Persons given the item.
    pub n: usize,
    /// Mean score in points; `None` where nobody was given the item.
    pub mean: Option<f64>,
    /// Mean share of the item's maximum, 0..=1; `None` as the mean, and for an item of no points.
    pub facility: Option<f64>,
    /// Correlation of the item with the share of the other points; `None` where either is constant.
    pub item_rest: Option<f64>,
    /// Facility among the upper 27 % by total less that among the lower 27 %; `None` as the facility.
    pub discrimination: Option<f64>,
}

/// Statistics of every item, in the order of the items.
///
/// Totals are shares of the points a person could get, so that items not given do no harm; with all items given the
/// item–rest correlation is the usual one. Groups of 27 % (Kelley 1939): a tie at the border counts in part, so that
/// the order of persons does not matter.
///
/// ```
/// use psychometrics::curves::Responses;
/// use psychometrics::items::item_statistics;
///
/// let mut responses = Responses::new(&[2, 3])?; // scores 0–1 and 0–2
/// for row in [[Some(1), Some(2)], [Some(1), Some(1)], [Some(0), Some(0)], [None, Some(1)]] {
///     responses.push(&row)?;
/// }
/// let found = item_statistics(&responses);
/// assert_eq!((found[0].n, found[1].facility), (3, Some(0.5)));
/// # Ok::<(), psychometrics::KernelError>(())
/// ```
#[must_use]
pub fn item_statistics(responses: &Responses) -> Vec<ItemStatistics> {
    (0..responses.items()).map(|item| one_item(responses, item)).collect()
}

/// Pearson's product–moment correlation of n ≥ 2 pairs, from −1 to 1.
///
/// ```
/// use psychometrics::items::correlation;
///
/// let r = correlation(&[1.0, 2.0, 3.0], &[1.0, 3.0, 2.0])?;
/// assert!((r - 0.5).abs() < 1e-15);
/// assert!(correlation(&[1.0, 2.0, 3.0], &[1.0, 3.0]).is_err());
/// # Ok::<(), psychometrics::KernelError>(())
/// ```
///
/// # Errors
/// `Length` when the sides differ, `TooFew` below two pairs, `Domain` for a value that is not finite, `NoSpread` where all values of a
/// side are equal, `OutOfRange` where they are so unlike in size or weight that their spread is lost.
pub fn correlation(x: &[f64], y: &[f64]) -> Result<f64, KernelError> {
    weighted_correlation(x, y, &vec![1.0; x.len()])
}

/// Pearson's correlation with finite weights of the pairs, at least 0.
///
/// # Errors
/// As [`correlation`]; `Length` unless one weight a pair, `Domain` for a negative weight, `Parameter` where they sum to 0. Pairs of
/// weight 0 count for nothing, also in whether a side is constant.
pub fn weighted_correlation(x: &[f64], y: &[f64], weights: &[f64]) -> Result<f64, KernelError> {
    check::same_length("second side of the pairs", x.len(), y.len())?;
    check::at_least("pairs of a correlation", 2, x.len())?;
    weighed("first side of the pairs", x, weights)?;
    check::all_finite("second side of the pairs", y)?;
    let constant = |side: &[f64]| check::constant(side.iter().zip(weights).filter(|(_, w)| **w > 0.0).map(|(v, _)| *v));
    if constant(x) || constant(y) {
        return Err(KernelError::NoSpread { what: "a side of the pairs" });
    }
    let plain = product_moment(x, y, weights);
    // Only where that cannot be had, for dividing costs the last digit.
    let scaled = || product_moment(&to_one(x), &to_one(y), &to_one(weights));
    plain.or_else(scaled).ok_or(KernelError::OutOfRange { what: "correlation", value: f64::NAN })
}

/// Σw(x − x̄)(y − ȳ)/√(Σw(x − x̄)²·Σw(y − ȳ)²); `None` where a square overflows, or loses its digits near 0.
fn product_moment(x: &[f64], y: &[f64], weights: &[f64]) -> Option<f64> {
    let (mx, my) = (plain_weighted_mean(x, weights), plain_weighted_mean(y, weights));
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for ((a, b), w) in x.iter().zip(y).zip(weights) {
        xx += w * (a - mx) * (a - mx);
        yy += w * (b - my) * (b - my);
        xy += w * (a - mx) * (b - my);
    }
    let usable = [xx, yy, xx * yy].iter().all(|square| square.is_normal()) && xy.is_finite();
    usable.then(|| (xy / (xx * yy).sqrt()).clamp(-1.0, 1.0))
}

/// Values divided by the largest of them in size, which no correlation notices.
fn to_one(values: &[f64]) -> Vec<f64> {
    let largest = values.iter().fold(0.0_f64, |largest, value| largest.max(value.abs()));
    values.iter().map(|value| value / largest).collect()
}

fn one_item(responses: &Responses, item: usize) -> ItemStatistics {
    let max = (responses.categories()[item] - 1) as f64;
    let mut scores = Vec::new();
    let (mut rests, mut totals) = (Vec::new(), Vec::new());
    for person in 0..responses.persons() {
        let Some(score) = responses.cell(person, item) else { continue };
        let score = f64::from(score);
        let (sum, of) = responses.sum(person);
        scores.push(score);
        totals.push(sum as f64 / (of as f64).max(1.0));
        rests.push((sum as f64 - score) / (of as f64 - max).max(1.0));
    }
    let mean = mean(&scores).ok();
    let share = |points: f64| (max > 0.0).then(|| points / max);
    let between = mean.map(|_| tail_mean(&scores, &totals, 1.0) - tail_mean(&scores, &totals, -1.0));
    ItemStatistics {
        n: scores.len(),
        mean,
        facility: mean.and_then(share),
        item_rest: correlation(&scores, &rests).ok(),
        discrimination: between.and_then(share),
    }
}

/// Mean score of the 27 % with the greatest (`sign` 1) or smallest (−1) totals; ties at the border in part.
fn tail_mean(scores: &[f64], totals: &[f64], sign: f64) -> f64 {
    let mut order: Vec<(f64, f64)> = totals.iter().map(|total| -sign * total).zip(scores.iter().copied()).collect();
    order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let wanted = 0.27 * scores.len() as f64;
    let (mut taken, mut sum) = (0.0, 0.0);
    for tied in order.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()) {
        let size = tied.len() as f64;
        let part = (wanted - taken).min(size).max(0.0);
        sum += part / size * tied.iter().map(|(_, score)| score).sum::<f64>();
        taken += part;
    }
    sum / taken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn correlation_by_hand() {
        assert!((correlation(&[1.0, 2.0, 3.0], &[1.0, 3.0, 2.0]).unwrap() - 0.5).abs() < 1e-15);
        assert!((weighted_correlation(&[1.0, 2.0, 3.0, 9.0], &[1.0, 3.0, 2.0, 0.0], &[1.0, 1.0, 1.0, 0.0]).unwrap() - 0.5).abs() < 1e-15);
        assert!(matches!(correlation(&[1.0, 1.0], &[1.0, 2.0]), Err(KernelError::NoSpread { .. })));
    }

    #[test]
    fn a_small_work() {
        let mut responses = Responses::new(&[2, 3, 2]).unwrap();
        for row in [[1, 2, 1], [1, 1, 0], [0, 1, 1], [0, 0, 0]] {
            responses.push(&row.map(Some)).unwrap();
        }
        let found = item_statistics(&responses);
        assert!((found[1].facility.unwrap() - 0.5).abs() < 1e-15 && (found[1].mean.unwrap() - 1.0).abs() < 1e-15);
        // Item 2 against the rest (2, 1, 1, 0): 1.0; item 1 against (3, 1, 2, 0): 1/√(1·5).
        assert!((found[1].item_rest.unwrap() - 1.0).abs() < 1e-14);
        assert!((found[0].item_rest.unwrap() - 1.0 / 5f64.sqrt()).abs() < 1e-14, "{:?}", found[0].item_rest);
        // 27 % of 4 is 1.08: the best with all, .08 shared by the two tied in the middle.
        assert!((found[0].discrimination.unwrap() - ((1.0 + 0.04) / 1.08 - 0.04 / 1.08)).abs() < 1e-14);
    }

    #[test]
    fn an_item_given_to_some() {
        let mut responses = Responses::new(&[2, 2]).unwrap();
        responses.push(&[Some(1), None]).unwrap();
        responses.push(&[Some(0), None]).unwrap();
        let found = item_statistics(&responses);
        assert_eq!((found[0].n, found[1].n), (2, 0));
        assert_eq!((found[1].mean, found[1].facility, found[1].discrimination, found[0].item_rest), (None, None, None, None));
        assert_eq!(found[0].facility, Some(0.5));
    }
}
