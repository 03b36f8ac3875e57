//! From raw departures to z, p, interval and least detectable effect.
//!
//! Standardised departures of honest sets are not quite standard normal: the spread of the reference sets' own departures is measured
//! from their lower half (bending is on the upper side), and never taken below what theory says. p comes from Student's t with as many
//! degrees of freedom as there were departures to measure it by, because with thirty reference sets the spread is itself uncertain.

use std::collections::BTreeMap;

use psychometrics::math::{student_quantile, student_sf};

use crate::model::robust::{lower_scale, median_of_sorted};
use records::card::Reading;
use records::protocol::Protocol;
use records::vocabulary::Direction;

/// A departure before calibration, in the unit of the effect.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Raw {
    /// Pupils behind it.
    pub n: usize,
    /// School.
    pub school: u32,
    /// Departure from expectation.
    pub effect: f64,
    /// Its standard error by theory.
    pub error: f64,
}

/// A calibrated departure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Calibrated {
    /// Effect less the centre of the reference sets.
    pub effect: f64,
    /// Standard error × overdispersion.
    pub error: f64,
    /// effect/error.
    pub z: f64,
    /// One-sided p of the upward test.
    pub p: f64,
    /// 95 % interval.
    pub ci: [f64; 2],
    /// Least detectable effect.
    pub mde: f64,
    /// Centre of the reference sets' z.
    pub centre: f64,
    /// Overdispersion, ≥ 1.
    pub scale: f64,
    /// Degrees of freedom.
    pub freedom: f64,
}

/// Fewer reference departures than this calibrate nothing.
const FEWEST: usize = 20;
/// Nor do fewer than this below their centre: where most departures are equal there is no spread to measure.
const FEWEST_BELOW: usize = 5;

/// Calibrates every departure by those of the other schools with at least `fewest` pupils; None where too few others answered.
#[must_use]
pub fn calibrate(raw: &[Option<Raw>], protocol: &Protocol) -> Vec<Option<Calibrated>> {
    let mut standard: Vec<(u32, f64)> = raw
        .iter()
        .flatten()
        .filter(|raw| raw.n >= protocol.too_few && raw.error > 0.0)
        .map(|raw| (raw.school, raw.effect / raw.error))
        .filter(|(_, z)| z.is_finite())
        .collect();
    // Sorted once: without a school the others are sorted still.
    standard.sort_unstable_by(|a, b| a.1.total_cmp(&b.1));
    let mut schools: Vec<u32> = raw.iter().flatten().map(|raw| raw.school).collect();
    schools.sort_unstable();
    schools.dedup();
    let nulls: Vec<Option<(f64, f64, usize)>> = schools.iter().map(|&school| null_without(&standard, school)).collect();
    // Few different numbers of departures are used: their quantiles are found once.
    let mut quantiles: BTreeMap<usize, Quantiles> = BTreeMap::new();
    for (_, _, used) in nulls.iter().flatten() {
        quantiles.entry(*used).or_insert_with(|| Quantiles::of(*used as f64, protocol));
    }
    let one = |raw: &Option<Raw>| {
        let raw = raw.filter(|raw| raw.error > 0.0)?;
        let (centre, scale, used) = (*nulls.get(schools.binary_search(&raw.school).ok()?)?)?;
        Some(judge_by(raw, centre, scale, quantiles.get(&used)?))
    };
    raw.iter().map(one).collect()
}

/// Centre, scale and freedom of the z of other schools, given all in ascending order.
fn null_without(standard: &[(u32, f64)], school: u32) -> Option<(f64, f64, usize)> {
    let others: Vec<f64> = standard.iter().filter(|(of, _)| *of != school).map(|(_, z)| *z).collect();
    if others.len() < FEWEST {
        return None;
    }
    let centre = median_of_sorted(&others);
    let (spread, used) = lower_scale(&others, centre);
    (used >= FEWEST_BELOW).then(|| (centre, spread.sqrt().max(1.0), used))
}

/// Quantiles of one null.
#[derive(Clone, Copy, Debug)]
struct Quantiles {
    freedom: f64,
    /// Of the 95 % interval.
    half: f64,
    /// Of the level and the power of the least detectable effect, added.
    detect: f64,
}

impl Quantiles {
    fn of(freedom: f64, protocol: &Protocol) -> Self {
        let detect = quantile(1.0 - protocol.mde_alpha, freedom) + quantile(protocol.mde_power, freedom);
        Self { freedom, half: quantile(0.975, freedom), detect }
    }
}

/// A departure against a null with this centre, scale and freedom (`f64::INFINITY` = normal).
#[must_use]
pub fn judge(raw: Raw, centre: f64, scale: f64, freedom: f64, protocol: &Protocol) -> Calibrated {
    judge_by(raw, centre, scale, &Quantiles::of(freedom, protocol))
}

fn judge_by(raw: Raw, centre: f64, scale: f64, quantiles: &Quantiles) -> Calibrated {
    let error = raw.error * scale;
    let effect = raw.effect - centre * raw.error;
    let z = effect / error;
    let half = quantiles.half * error;
    let mde = quantiles.detect * error;
    let freedom = quantiles.freedom;
    Calibrated { effect, error, z, p: upper(z, freedom), ci: [effect - half, effect + half], mde, centre, scale, freedom }
}

/// Upper tail of t, or of the normal where the freedom is infinite.
#[must_use]
pub fn upper(z: f64, freedom: f64) -> f64 {
    if freedom.is_finite() { student_sf(z, freedom) } else { psychometrics::math::norm_sf(z) }
}

/// Quantile of t, or of the normal.
#[must_use]
pub fn quantile(p: f64, freedom: f64) -> f64 {
    if freedom.is_finite() { student_quantile(p, freedom) } else { psychometrics::math::norm_quantile(p) }
}

impl Calibrated {
    /// Direction of the departure: named where the interval leaves zero out.
    #[must_use]
    pub fn direction(&self) -> Direction {
        if self.ci[0] > 0.0 {
            Direction::Up
        } else if self.ci[1] < 0.0 {
            Direction::Down
        } else {
            Direction::None
        }
    }

    /// Copies the numbers into a reading.
    #[must_use]
    pub fn reading(&self, n: usize, words: Reading) -> Reading {
        Reading { n, direction: self.direction(), effect: self.effect, ci: self.ci, mde: self.mde, z: self.z, p: self.p, ..words }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn protocol() -> Protocol {
        records::reference::Reference::shipped().unwrap().protocol()
    }

    fn raw(school: u32, z: f64) -> Option<Raw> {
        Some(Raw { n: 25, school, effect: 2.0 * z, error: 2.0 })
    }

    #[test]
    fn overdispersed_sets_are_judged_by_their_own_spread() {
        let quantile = |i: u32| psychometrics::math::norm_quantile((f64::from(i) + 0.5) / 400.0);
        let sets: Vec<Option<Raw>> = (0..400).map(|i| raw(i, 1.5 * quantile(i))).collect();
        let judged = calibrate(&sets, &protocol());
        let first = judged[300].unwrap();
        assert!((first.scale - 1.5).abs() < 0.03, "{}", first.scale);
        let below: usize = judged.iter().flatten().filter(|set| set.p < 0.05).count();
        assert!((18..=21).contains(&below), "{below} of 400 at .05");
    }

    #[test]
    fn the_spread_is_never_taken_below_theory() {
        let sets: Vec<Option<Raw>> = (0..100).map(|i| raw(i, 0.001 * f64::from(i))).collect();
        assert!(calibrate(&sets, &protocol()).iter().flatten().all(|set| set.scale >= 1.0));
    }

    #[test]
    fn an_own_school_does_not_judge_itself() {
        let mut sets: Vec<Option<Raw>> = (0..40).map(|i| raw(i, f64::from(i % 7) - 3.0)).collect();
        let alone = calibrate(&sets, &protocol())[0];
        sets.extend((0..200).map(|_| raw(0, 9.0)));
        assert_eq!(calibrate(&sets, &protocol())[0], alone, "however many sets of its own a school has");
    }
}
