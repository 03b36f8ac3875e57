//! Item statistics of a work: facility, item–rest correlation, discrimination.

use crate::curves::Responses;

/// Statistics of one item over the persons it was given to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ItemStatistics {
    /// Persons given the item.
    pub n: usize,
    /// Mean score in points.
    pub mean: f64,
    /// Mean share of the item's maximum, 0..1.
    pub facility: f64,
    /// Correlation of the item with the share of the other points; `NaN` where either is constant.
    pub item_rest: f64,
    /// Facility among the upper 27 % by total less that among the lower 27 %.
    pub discrimination: f64,
}

/// Statistics of every item; `NaN` where nobody was given it.
///
/// Totals are shares of the points a person could get, so that items not given do no harm; with all items given the
/// item–rest correlation is the usual one. Groups of 27 % (Kelley 1939): a tie at the border counts in part, so that
/// the order of persons does not matter.
#[must_use]
pub fn item_statistics(responses: &Responses) -> Vec<ItemStatistics> {
    (0..responses.items()).map(|item| one_item(responses, item)).collect()
}

/// Pearson's product–moment correlation; `NaN` for fewer than two pairs or a constant side.
#[must_use]
pub fn correlation(x: &[f64], y: &[f64]) -> f64 {
    weighted_correlation(x, y, &vec![1.0; x.len()])
}

/// Pearson's correlation with non-negative weights of the pairs.
#[must_use]
pub fn weighted_correlation(x: &[f64], y: &[f64], weights: &[f64]) -> f64 {
    let (mx, my) = (crate::descriptive::weighted_mean(x, weights), crate::descriptive::weighted_mean(y, weights));
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for ((a, b), w) in x.iter().zip(y).zip(weights) {
        xx += w * (a - mx) * (a - mx);
        yy += w * (b - my) * (b - my);
        xy += w * (a - mx) * (b - my);
    }
    if xx > 0.0 && yy > 0.0 { (xy / (xx * yy).sqrt()).clamp(-1.0, 1.0) } else { f64::NAN }
}

fn one_item(responses: &Responses, item: usize) -> ItemStatistics {
    let max = (responses.categories()[item] - 1) as f64;
    let mut scores = Vec::new();
    let (mut rests, mut totals) = (Vec::new(), Vec::new());
    for person in 0..responses.persons() {
        let Some(score) = responses.score(person, item) else { continue };
        let score = f64::from(score);
        let (sum, of) = responses.total(person);
        scores.push(score);
        totals.push(sum as f64 / (of as f64).max(1.0));
        rests.push((sum as f64 - score) / (of as f64 - max).max(1.0));
    }
    let mean = crate::descriptive::mean(&scores);
    ItemStatistics {
        n: scores.len(),
        mean,
        facility: mean / max,
        item_rest: correlation(&scores, &rests),
        discrimination: (tail_mean(&scores, &totals, 1.0) - tail_mean(&scores, &totals, -1.0)) / max,
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
        assert!((correlation(&[1.0, 2.0, 3.0], &[1.0, 3.0, 2.0]) - 0.5).abs() < 1e-15);
        assert!((weighted_correlation(&[1.0, 2.0, 3.0, 9.0], &[1.0, 3.0, 2.0, 0.0], &[1.0, 1.0, 1.0, 0.0]) - 0.5).abs() < 1e-15);
        assert!(correlation(&[1.0], &[1.0]).is_nan());
    }

    #[test]
    fn a_small_work() {
        let mut responses = Responses::new(&[2, 3, 2]);
        for row in [[1, 2, 1], [1, 1, 0], [0, 1, 1], [0, 0, 0]] {
            responses.push(&row.map(Some)).unwrap();
        }
        let found = item_statistics(&responses);
        assert!((found[1].facility - 0.5).abs() < 1e-15 && (found[1].mean - 1.0).abs() < 1e-15);
        // Item 2 against the rest (2, 1, 1, 0): 1.0; item 1 against (3, 1, 2, 0): 1/√(1·5).
        assert!((found[1].item_rest - 1.0).abs() < 1e-14);
        assert!((found[0].item_rest - 1.0 / 5f64.sqrt()).abs() < 1e-14, "{}", found[0].item_rest);
        // 27 % of 4 is 1.08: the best with all, .08 shared by the two tied in the middle.
        assert!((found[0].discrimination - ((1.0 + 0.04) / 1.08 - 0.04 / 1.08)).abs() < 1e-14);
    }

    #[test]
    fn an_item_given_to_some() {
        let mut responses = Responses::new(&[2, 2]);
        responses.push(&[Some(1), None]).unwrap();
        responses.push(&[Some(0), None]).unwrap();
        let found = item_statistics(&responses);
        assert_eq!((found[0].n, found[1].n), (2, 0));
        assert!(found[1].facility.is_nan() && found[0].item_rest.is_nan());
    }
}
