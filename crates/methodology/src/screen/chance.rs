//! How many honest sets would be worth a look by chance.
//!
//! Readings of one set are related (a lift shows in level and journal alike), so their joint chance is drawn from a normal with the
//! correlations seen over all sets, by a keyed stream: a set counts where its smallest p passes and the effect is material.

use psychometrics::math::{norm_quantile, norm_upper_quantile, pow};
use psychometrics::stream::Stream;

use crate::card::{Outcome, Reading};
use crate::indicators;
use crate::model::dense::{cholesky, positive_part};
use crate::protocol::Protocol;
use crate::study::SetStudy;
use crate::words::SetStatus;

/// Draws of the joint normal.
const DRAWS: usize = 2_000;
/// z beyond this does not speak of honest correlation.
const CAP: f64 = 2.0;
/// Correlations are held at zero as by this many sets.
const HELD: f64 = 30.0;

/// Expected number of honest sets worth a look; `max` gives the maximum score of a row.
#[must_use]
pub fn by_chance(rows: &[SetStudy], protocol: &Protocol, max: impl Fn(&SetStudy) -> f64) -> f64 {
    let ids: Vec<&'static str> = indicators::cards().iter().filter(|card| card.in_screen).map(|card| card.id).collect();
    let answered: Vec<&SetStudy> = rows.iter().filter(|row| row.status == SetStatus::Ok).collect();
    let draws = draws(&correlations(&answered, &ids), ids.len(), protocol.seed);
    answered.iter().map(|row| chance(row, &ids, &draws, protocol, max(row))).sum()
}

/// Answer of an indicator on a row.
fn answer<'a>(row: &'a SetStudy, id: &str) -> Option<&'a Reading> {
    let reading = row.readings.iter().find(|reading| reading.indicator == id)?;
    if let Outcome::Answered(answer) = &reading.outcome { Some(answer) } else { None }
}

/// Correlations of winsorised z over the rows where both answered.
fn correlations(rows: &[&SetStudy], ids: &[&str]) -> Vec<f64> {
    let k = ids.len();
    let mut out = vec![0.0; k * k];
    for a in 0..k {
        out[a * k + a] = 1.0;
        for b in 0..a {
            let pairs =
                rows.iter().filter_map(|row| Some((answer(row, ids[a])?.z.clamp(-CAP, CAP), answer(row, ids[b])?.z.clamp(-CAP, CAP))));
            let (mut n, mut xy, mut xx, mut yy) = (0.0, 0.0, 0.0, 0.0);
            for (x, y) in pairs {
                n += 1.0;
                xy += x * y;
                xx += x * x;
                yy += y * y;
            }
            let cell = xy / f64::max((xx * yy).sqrt(), 1e-9) * n / (n + HELD);
            out[a * k + b] = cell;
            out[b * k + a] = cell;
        }
    }
    out
}

/// Rows of correlated standard normals, row-major.
fn draws(correlation: &[f64], k: usize, seed: u64) -> Vec<f64> {
    let mut near = positive_part(correlation, k);
    (0..k).for_each(|i| near[i * k + i] += 1e-6);
    let factor = cholesky(&near, k).unwrap_or_else(|| (0..k * k).map(|at| f64::from(u8::from(at % (k + 1) == 0))).collect());
    let mut stream = Stream::of(seed, "chance", 0);
    let mut out = Vec::with_capacity(DRAWS * k);
    for _ in 0..DRAWS {
        let plain: Vec<f64> = (0..k).map(|_| stream.normal()).collect();
        out.extend((0..k).map(|i| (0..=i).map(|j| factor[i * k + j] * plain[j]).sum::<f64>()));
    }
    out
}

/// Share of the draws in which this set would be worth a look.
fn chance(row: &SetStudy, ids: &[&str], draws: &[f64], protocol: &Protocol, max: f64) -> f64 {
    let answers: Vec<Option<&Reading>> = ids.iter().map(|id| answer(row, id)).collect();
    let count = answers.iter().flatten().count();
    if count == 0 {
        return 0.0;
    }
    let needed = norm_upper_quantile(1.0 - pow(1.0 - protocol.look, 1.0 / count as f64));
    let material: Vec<f64> =
        ids.iter().zip(&answers).map(|(id, answer)| answer.map_or(f64::INFINITY, |answer| material(id, answer, protocol, max))).collect();
    let looks = draws.chunks_exact(ids.len()).filter(|draw| {
        let answered = draw.iter().zip(&material).filter(|(_, material)| material.is_finite());
        answered.max_by(|a, b| a.0.total_cmp(b.0)).is_some_and(|(z, material)| *z >= needed.max(*material))
    });
    looks.count() as f64 / DRAWS as f64
}

/// The material effect in standard errors of the answer.
fn material(id: &str, answer: &Reading, protocol: &Protocol, max: f64) -> f64 {
    let unit = indicators::card(id).map_or(crate::words::Unit::Points, |card| card.unit);
    let error = (answer.ci[1] - answer.ci[0]) / (2.0 * norm_quantile(0.975));
    protocol.materiality.threshold(unit, max, answer.n as f64) / error.max(1e-9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_have_the_correlation_asked_for() {
        let draws = draws(&[1.0, 0.6, 0.6, 1.0], 2, 1);
        let (mut xy, mut xx, mut yy) = (0.0, 0.0, 0.0);
        for pair in draws.chunks_exact(2) {
            xy += pair[0] * pair[1];
            xx += pair[0] * pair[0];
            yy += pair[1] * pair[1];
        }
        assert!((xy / (xx * yy).sqrt() - 0.6).abs() < 0.06, "five standard errors of 2,000 draws");
    }
}
