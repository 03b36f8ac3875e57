//! The four markers. Each is a value against a threshold, on or off.

use psychometrics::descriptive;

use super::sets::SetFacts;
use records::beside::{LEAST_PUPILS, LEAST_SETS, Lacking, Marker, QUANTILE};
use records::dataset::Kim;

/// M1 … M4 of every set.
pub(super) fn of(kim: &Kim, facts: &[SetFacts]) -> Vec<[Result<Marker, Lacking>; 4]> {
    let counted = |facts: &&SetFacts| facts.n() >= LEAST_PUPILS;
    let usual: Vec<&SetFacts> = facts.iter().filter(counted).collect();
    let means = Usual::of(usual.iter().map(|facts| facts.mean()));
    let raised = Usual::of(usual.iter().filter_map(|facts| facts.raised));
    let easiness = easiness(&usual);
    let slope = |facts: &SetFacts| projection(facts, &easiness);
    let slopes = Usual::of(usual.iter().filter_map(|facts| slope(facts)));
    facts
        .iter()
        .map(|facts| {
            if facts.n() < LEAST_PUPILS {
                return [Err(Lacking::Pupils); 4];
            }
            let m2 = facts.raised.ok_or(Lacking::Journal).and_then(|share| raised.above(share));
            let m4 = slope(facts).ok_or(Lacking::Items).and_then(|slope| slopes.below(slope));
            [means.above(facts.mean()), m2, heap(kim, facts), m4]
        })
        .collect()
}

/// Mean and standard deviation over the sets.
struct Usual {
    known: Option<(f64, f64)>,
}

impl Usual {
    fn of(values: impl Iterator<Item = f64>) -> Self {
        let values: Vec<f64> = values.collect();
        let known = descriptive::mean(&values).ok().zip(descriptive::sd(&values).ok());
        Self { known: known.filter(|(_, sd)| values.len() >= LEAST_SETS && *sd > 0.0) }
    }

    fn above(&self, value: f64) -> Result<Marker, Lacking> {
        let (mean, sd) = self.known.ok_or(Lacking::Sets)?;
        let threshold = mean + QUANTILE * sd;
        Ok(Marker { value, threshold, on: value > threshold })
    }

    /// Negative, and far from the mean on the negative side.
    fn below(&self, value: f64) -> Result<Marker, Lacking> {
        let (mean, sd) = self.known.ok_or(Lacking::Sets)?;
        let threshold = (mean - QUANTILE * sd).min(0.0);
        Ok(Marker { value, threshold, on: value < threshold })
    }
}

/// M3: scripts at c and c+1 against those at c−1 and c−2, all boundaries together, over the root of their sum.
fn heap(kim: &Kim, facts: &SetFacts) -> Result<Marker, Lacking> {
    let scale = kim.scale.as_ref().ok_or(Lacking::Scale)?;
    let from = |cut: u16, gap: i32| facts.totals.iter().filter(|total| i32::from(**total) - i32::from(cut) == gap).count();
    let (mut over, mut under) = (0, 0);
    for cut in &scale.cuts {
        over += from(cut.min_score, 0) + from(cut.min_score, 1);
        under += from(cut.min_score, -1) + from(cut.min_score, -2);
    }
    let (over, under) = (over as f64, under as f64);
    // Nobody near a boundary: no step.
    let value = if over + under > 0.0 { (over - under) / (over + under).sqrt() } else { 0.0 };
    Ok(Marker { value, threshold: QUANTILE, on: value > QUANTILE })
}

/// Share of the possible points on each item over all sets together; None where nobody was given it.
fn easiness(usual: &[&SetFacts]) -> Vec<Option<f64>> {
    let items = usual.iter().map(|facts| facts.items.len()).max().unwrap_or(0);
    let of = |item: usize| {
        let parts = usual.iter().filter_map(|facts| facts.items.get(item));
        let (points, possible) = parts.fold((0.0, 0.0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
        (possible > 0.0).then(|| points / possible)
    };
    (0..items).map(of).collect()
}

/// M4: Σ r·(e − ē) / √Σ(e − ē)² over the items the set was given, r = its share of points minus that of all sets.
fn projection(facts: &SetFacts, easiness: &[Option<f64>]) -> Option<f64> {
    let given = facts.items.iter().zip(easiness).filter(|(item, _)| item.1 > 0.0);
    let pairs: Vec<(f64, f64)> = given.filter_map(|(item, easy)| Some((item.0 / item.1 - (*easy)?, (*easy)?))).collect();
    let mean = pairs.iter().map(|pair| pair.1).sum::<f64>() / pairs.len().max(1) as f64;
    let length = pairs.iter().map(|pair| (pair.1 - mean) * (pair.1 - mean)).sum::<f64>().sqrt();
    (pairs.len() > 2 && length > 0.0).then(|| pairs.iter().map(|pair| pair.0 * (pair.1 - mean)).sum::<f64>() / length)
}
