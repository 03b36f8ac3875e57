//! How many honest sets would be worth a look by chance.
//!
//! Where replicas of the screen were drawn, they are counted. Elsewhere readings of one set are related (a lift shows in level and journal
//! alike), so their joint chance is drawn from a normal with the correlations seen over all sets and the centre and spread that honest data
//! can have at most, by a keyed stream: a set counts where its smallest p passes and the effect is material. Every p is taken as the normal
//! quantile it stands for.

use psychometrics::descriptive::{median, quantile};
use psychometrics::linalg::{Matrix, nearest_psd, symmetric_eigen};
use psychometrics::math::{norm_quantile, norm_sf, norm_upper_quantile, pow};
use psychometrics::stream::Stream;

use crate::indicators;
use crate::model::robust::lower_spread;
use records::card::{Outcome, Reading};
use records::protocol::Protocol;
use records::study::SetStudy;
use records::vocabulary::{Ladder, PKind, SetStatus};

use super::{MARGIN, Null, votes};

/// Draws of the joint normal.
const DRAWS: usize = 2_000;
/// z beyond this does not speak of honest correlation.
const CAP: f64 = 2.0;
/// Correlations are held at zero as by this many sets.
const HELD: f64 = 30.0;

/// Fewer rows than this do not tell the spread; theory stands in.
const FEWEST: usize = 100;

/// Expected number of honest sets worth a look; `max` gives the maximum score of a row, `widen` says by how much borrowed errors were
/// widened: where they are right, borrowed z are so much closer together.
#[must_use]
pub(crate) fn by_chance(rows: &[SetStudy], protocol: &Protocol, null: &Null, widen: f64, max: impl Fn(&SetStudy) -> f64) -> f64 {
    let counted = |row: &SetStudy| null.looks(row.n).filter(|_| matches!(row.ladder, Ladder::A | Ladder::B));
    let answered = || rows.iter().filter(|row| row.status == SetStatus::Ok);
    let others: Vec<&SetStudy> = answered().filter(|row| counted(row).is_none()).collect();
    answered().filter_map(counted).sum::<f64>() + by_theory(&others, protocol, widen, max)
}

/// The same for sets of which no replicas were drawn.
fn by_theory(answered: &[&SetStudy], protocol: &Protocol, widen: f64, max: impl Fn(&SetStudy) -> f64) -> f64 {
    let ids: Vec<&'static str> = indicators::cards().sets.iter().filter(|card| card.in_screen).map(|card| card.id).collect();
    let mut draws = draws(&correlations(answered, &ids), ids.len(), protocol.seed);
    let nulls: Vec<(f64, f64)> = ids.iter().map(|id| null(answered, id, widen)).collect();
    for draw in draws.chunks_exact_mut(ids.len()) {
        draw.iter_mut().zip(&nulls).for_each(|(z, (centre, spread))| *z = centre + *z * spread);
    }
    answered.iter().map(|row| chance(row, &ids, &draws, protocol, max(row))).sum()
}

/// Answer of an indicator on a row.
fn answer<'a>(row: &'a SetStudy, id: &str) -> Option<&'a Reading> {
    let reading = row.readings.iter().find(|reading| reading.indicator == id)?;
    if let Outcome::Answered(answer) = &reading.outcome { Some(&**answer).filter(|answer| votes(answer, row.ladder)) } else { None }
}

/// The standard normal quantile that an answer's p stands for.
fn standard(answer: &Reading) -> f64 {
    norm_upper_quantile(answer.p.clamp(1e-15, 1.0 - 1e-15))
}

/// Centre and spread of an indicator's quantiles where nothing is done.
fn null(rows: &[&SetStudy], id: &str, widen: f64) -> (f64, f64) {
    let answers: Vec<&Reading> = rows.iter().filter_map(|row| answer(row, id)).collect();
    let widened = if answers.iter().any(|answer| answer.p_kind == PKind::Borrowed) { widen } else { 1.0 };
    centre_and_spread(&answers.iter().map(|answer| standard(answer)).collect::<Vec<f64>>(), widened)
}

/// p-values that err on the quiet side lie below zero and close together: the centre is the median, never above zero; the spread is the
/// smaller of the lower half's and of the distance from the median to the 84th percentile, which a few lifted sets hardly move.
fn centre_and_spread(values: &[f64], widened: f64) -> (f64, f64) {
    let (Ok(middle), Ok(upper), FEWEST..) = (median(values), quantile(values, norm_sf(-1.0)), values.len()) else {
        return (0.0, 1.0 / widened);
    };
    let centre = middle.min(0.0);
    let (square, _) = lower_spread(values, &vec![0.0; values.len()], centre);
    (centre, square.sqrt().min(upper - centre).max(0.0))
}

/// Correlations of winsorised z over the rows where both answered.
fn correlations(rows: &[&SetStudy], ids: &[&str]) -> Matrix {
    let k = ids.len();
    let mut out = Matrix::zeros(k, k);
    for a in 0..k {
        *out.at(a, a) = 1.0;
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
            *out.at(a, b) = cell;
            *out.at(b, a) = cell;
        }
    }
    out
}

/// Rows of correlated standard normals, row-major: V·√Λ·e for the eigenvectors V and eigenvalues Λ of the nearest correlation matrix.
fn draws(correlation: &Matrix, k: usize, seed: u64) -> Vec<f64> {
    let near = nearest_psd(correlation, 1e-6);
    let (values, vectors) =
        near.and_then(|near| symmetric_eigen(&near)).unwrap_or_else(|_| (vec![1.0; k], Matrix::diagonal(&vec![1.0; k])));
    let mut stream = Stream::of(seed, "chance", 0);
    let mut out = Vec::with_capacity(DRAWS * k);
    for _ in 0..DRAWS {
        let plain: Vec<f64> = values.iter().map(|value| value.max(0.0).sqrt() * stream.normal()).collect();
        out.extend((0..k).map(|i| (0..k).map(|j| vectors.get(i, j) * plain[j]).sum::<f64>()));
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
    let look = if matches!(row.ladder, Ladder::A | Ladder::B) { protocol.look / MARGIN } else { protocol.look };
    let needed = norm_upper_quantile(1.0 - pow(1.0 - look, 1.0 / count as f64));
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
    let unit = indicators::card(id).map_or(records::vocabulary::Unit::Points, |card| card.unit);
    let error = (answer.ci[1] - answer.ci[0]) / (2.0 * norm_quantile(0.975));
    protocol.materiality.threshold(unit, max, answer.n as f64) / error.max(1e-9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_have_the_correlation_asked_for() {
        let correlation = Matrix::from_values(2, 2, vec![1.0, 0.6, 0.6, 1.0]).unwrap();
        let draws = draws(&correlation, 2, 1);
        let (mut xy, mut xx, mut yy) = (0.0, 0.0, 0.0);
        for pair in draws.chunks_exact(2) {
            xy += pair[0] * pair[1];
            xx += pair[0] * pair[0];
            yy += pair[1] * pair[1];
        }
        assert!((xy / (xx * yy).sqrt() - 0.6).abs() < 0.06, "five standard errors of 2,000 draws");
    }

    /// Honest readings with errors widened by half lie within 1/1.5 of where theory has them.
    #[test]
    fn few_borrowed_readings_are_taken_as_widened_and_many_speak_for_themselves() {
        assert_eq!(centre_and_spread(&[0.3; 20], 1.5), (0.0, 1.0 / 1.5));
        assert_eq!(centre_and_spread(&[0.3; 20], 1.0), (0.0, 1.0));
        let mut stream = Stream::of(3, "spread", 0);
        let values: Vec<f64> = (0..4_000).map(|_| 0.5 * stream.normal() - 0.2).collect();
        let (centre, spread) = centre_and_spread(&values, 1.5);
        assert!((centre + 0.2).abs() < 0.05 && (spread - 0.5).abs() < 0.05, "{centre} {spread}: four standard errors");
    }
}
