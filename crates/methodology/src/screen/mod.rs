//! The screen: from readings to one row per set. An indicator measures; only the screen compares and orders.
//!
//! Own evidence of a set with k answered upward indicators: p = 1 − (1 − p_min)^k (Šidák 1967), the leading indicator is the one with the
//! smallest p. Indicators of one set are positively related, so this errs on the quiet side. Of sets compared with other schools every p is
//! that of replicas of this very screen ([`Null`]), own p has a margin of one and a half, and `absence` counts twice its p. q is
//! Benjamini–Hochberg (1995) over the sets compared with other schools (rungs A and B), each p moved up by its Monte-Carlo error
//! ([`settled`]), and apart from them over those that are not (C and D), whose p is borrowed.
//! A set is flagged where q, effect and own evidence all say so, on rungs A and B only, and only where the protocol has flags on.
//! covers: R6, R7, D4

mod chance;
mod decoys;
mod detectable;
mod local;
mod null;
mod settled;

use psychometrics::math::{exp_m1, ln_1p, log10, pow};

pub(crate) use chance::by_chance;
pub(crate) use decoys::Tails;
pub(crate) use detectable::detectable;
pub(crate) use null::{Drawn, Null};
pub(crate) use settled::settled;

use crate::indicators;
use crate::q::q_values;
use records::card::{Outcome, Reading};
use records::protocol::Protocol;
use records::study::{SetReading, SetStudy};
use records::vocabulary::{Direction, Ladder, PKind, SetStatus};

use local::Mixture;

/// Version of what all indicators share: model, replicas, null, margin, calibration, screen. It goes up with every change by which an analysis
/// of the same data gives other numbers, so that a protocol declared for one is not taken for another; a test holds it to the numbers.
pub(crate) const METHOD: &str = "13";

/// p is never written as zero.
const LEAST: f64 = 1e-300;

/// Margin of own p against what replicas cannot know.
const MARGIN: f64 = 1.5;

/// Further margin of `absence`: its p is right over all days, and on a day when many are ill it is below .01 ten times as often as it should
/// be (decision 0048).
const MARGIN_OF_DAYS: f64 = 2.0;

/// The leading evidence of a set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Leading {
    /// Id of the indicator.
    pub indicator: &'static str,
    /// Own p of the set.
    pub p: f64,
    /// p of the leading answer, by itself.
    pub single: f64,
    /// Effect of the leading indicator as a multiple of the material one.
    pub material: f64,
    /// Whether its words say that something is above the usual.
    pub up: bool,
}

impl Leading {
    /// Own evidence at the look level, a material effect, and words that say so: nothing is worth a look that is "within the usual".
    #[must_use]
    pub(crate) fn worth_a_look(&self, protocol: &Protocol) -> bool {
        self.p <= protocol.look && self.material >= 1.0 && self.up
    }
}

/// Own evidence of a set: None where no upward indicator answered. `max` is the maximum score. A set compared with other schools is judged
/// by what other schools show: an indicator that had too few of them and borrowed its spread is read, and has no vote.
#[must_use]
pub(crate) fn own_evidence(readings: &[SetReading], ladder: Ladder, protocol: &Protocol, max: f64) -> Option<Leading> {
    let answered: Vec<(&SetReading, &Reading)> = upward(readings).filter(|(_, answer)| votes(answer, ladder)).collect();
    let own = |of: &(&SetReading, &Reading)| evidence(of.0.indicator, of.1.p);
    let (first, reading) = answered.iter().min_by(|a, b| own(a).total_cmp(&own(b)))?;
    let material = material(first.indicator, reading, protocol, max)?;
    let up = reading.direction == Direction::Up;
    let p = sidak(evidence(first.indicator, reading.p), answered.len());
    Some(Leading { indicator: first.indicator, p, single: reading.p, material, up })
}

/// What the p of an answer counts in own evidence.
pub(super) fn evidence(indicator: &str, p: f64) -> f64 {
    if indicator == indicators::absence::CARD.id { (MARGIN_OF_DAYS * p).min(1.0) } else { p }
}

/// Whether an answer is evidence on this rung: among compared sets not where its spread is borrowed, nor where it holds only for a school
/// that does not select its pupils.
pub(crate) fn votes(answer: &Reading, ladder: Ladder) -> bool {
    !matches!(answer.p_kind, PKind::Borrowed | PKind::Conditional) || !matches!(ladder, Ladder::A | Ladder::B)
}

/// Effect of a reading as a multiple of the material one.
fn material(indicator: &str, reading: &Reading, protocol: &Protocol, max: f64) -> Option<f64> {
    let unit = indicators::card(indicator)?.unit;
    Some(reading.effect / protocol.materiality.threshold(unit, max, reading.n as f64).max(1e-9))
}

/// Whether a set has a material upward reading with p at the look level.
#[must_use]
pub(crate) fn may_be_worth_a_look(readings: &[SetReading], protocol: &Protocol, max: f64) -> bool {
    upward(readings).any(|(of, answer)| {
        answer.p <= protocol.look && material(of.indicator, answer, protocol, max).is_some_and(|material| material >= 1.0)
    })
}

/// Answers of the indicators whose upward readings are evidence.
fn upward(readings: &[SetReading]) -> impl Iterator<Item = (&SetReading, &Reading)> {
    let in_screen = |reading: &&SetReading| indicators::card(reading.indicator).is_some_and(|card| card.in_screen);
    readings.iter().filter(in_screen).filter_map(|reading| match &reading.outcome {
        Outcome::Answered(answer) => Some((reading, &**answer)),
        _ => None,
    })
}

/// 1 − (1 − p)^k without cancellation.
#[must_use]
pub(crate) fn sidak(p: f64, k: usize) -> f64 {
    (-exp_m1(k as f64 * ln_1p(-p.clamp(LEAST, 1.0 - 1e-15)))).clamp(LEAST, 1.0)
}

/// The p of one of k answers by which own evidence is `own`: [`sidak`] the other way.
#[must_use]
pub(crate) fn single(own: f64, k: usize) -> f64 {
    -exp_m1(ln_1p(-own.clamp(LEAST, 1.0 - 1e-15)) / k.max(1) as f64)
}

/// Own p of a set compared with other schools by the null counted over replicas. Replicas are drawn from the model and know nothing of what
/// it leaves out: kinds of schools too few to be told apart, lists shortened by the very absence that is asked about. Measured over honest
/// regions, such cells have up to one and a half times the nominal share (decision 0017).
pub(super) fn with_margin(p: f64) -> f64 {
    (MARGIN * p).min(1.0)
}

/// Fills score, p, q, look of all rows and q of every indicator over its rows. `max` gives the maximum score of a row. Returns what stands
/// against the flags.
pub(crate) fn screen(rows: &mut [SetStudy], protocol: &Protocol, null: &Null, max: impl Fn(&SetStudy) -> f64) -> Tails {
    let compared = |row: &SetStudy| matches!(row.ladder, Ladder::A | Ladder::B);
    for row in rows.iter_mut() {
        let Some(mut leading) = own_evidence(&row.readings, row.ladder, protocol, max(row)).filter(|_| row.status == SetStatus::Ok) else {
            continue;
        };
        if compared(row) {
            leading.p = with_margin(leading.p);
            row.p_error = Some(settled::doubt(&leading, row.n, null)).filter(|error| *error > 0.0);
        }
        // Ties in p are broken by the effect, far below the digits of p.
        let effect = leading.material.clamp(0.0, 1e6);
        let score = -log10(leading.p) + 1e-9 * effect / (1.0 + effect);
        row.score = Some(score);
        row.p_own = Some(leading.p);
        row.p = Some(pow(10.0, -score));
        row.leading = Some(leading.indicator);
        row.look = leading.worth_a_look(protocol);
    }
    for among in [true, false] {
        let answered: Vec<usize> = (0..rows.len()).filter(|&row| rows[row].p.is_some() && compared(&rows[row]) == among).collect();
        let q = q_values(&answered.iter().filter_map(|&row| bound(&rows[row])).collect::<Vec<f64>>());
        answered.iter().zip(q).for_each(|(&row, q)| rows[row].q = Some(q));
    }
    if protocol.flags {
        flag(rows, protocol, null);
    }
    for indicator in indicators::cards().sets {
        by_indicator(rows, indicator.id);
    }
    decoys::withdraw(rows, protocol)
}

/// What counts for the flags: p moved up by its Monte-Carlo error where it is counted over replicas.
fn bound(row: &SetStudy) -> Option<f64> {
    Some(settled::raised(row.p?, row.p_error.unwrap_or(0.0)))
}

/// Flags and local false discovery rates of the sets compared with other schools. On rung A the mixture is fitted to the screen, own p laid
/// on what the replicas show; on rung B it is assumed, and own p is taken as it is.
fn flag(rows: &mut [SetStudy], protocol: &Protocol, null: &Null) {
    let own = |row: &SetStudy| Some(null.own(row.n).p(row.p_own.filter(|_| row.ladder == Ladder::A)?));
    let fitted = Mixture::fit(&rows.iter().filter_map(own).collect::<Vec<f64>>());
    for row in rows.iter_mut() {
        row.lfdr = match row.ladder {
            Ladder::A => own(row).map(|p| fitted.of(p)),
            Ladder::B => row.p_own.map(|p| Mixture::ASSUMED.of(p)),
            Ladder::C | Ladder::D => continue,
        };
        row.flagged = row.look && row.q.is_some_and(|q| q <= protocol.q);
    }
    settled::at_threshold(rows, protocol);
}

/// How many ordinary sets are to be expected among the flagged. On rung A it is the sum of their local rates. On rung B the mixture is
/// assumed and would promise too much where few sets are bent: there the share that Benjamini and Hochberg hold, the largest q among them,
/// is an upper bound whatever the share of bent sets. Both hold only if the model is right: as many as stand equally far below are to be
/// expected at least. `None` where a flagged set has neither.
#[must_use]
pub(crate) fn expected_innocent(rows: &[SetStudy], tails: Tails) -> Option<f64> {
    let on = |ladder: Ladder| rows.iter().filter(move |row| row.flagged && row.ladder == ladder);
    let rates = on(Ladder::A).map(|row| row.lfdr).try_fold(0.0, |sum, lfdr| Some(sum + lfdr?))?;
    let largest = on(Ladder::B).map(|row| row.q).try_fold(0.0_f64, |most, q| Some(most.max(q?)))?;
    let expected = rates + largest * on(Ladder::B).count() as f64;
    Some(if rows.iter().any(|row| row.flagged) { expected.max(tails.below as f64) } else { expected })
}

/// q over the rows of one indicator.
fn by_indicator(rows: &mut [SetStudy], id: &str) {
    let answer = |reading: &SetReading| match (&reading.outcome, reading.indicator == id) {
        (Outcome::Answered(answer), true) => Some(answer.p),
        _ => None,
    };
    let places: Vec<(usize, usize, f64)> = rows
        .iter()
        .enumerate()
        .flat_map(|(row, set)| set.readings.iter().enumerate().filter_map(move |(at, reading)| Some((row, at, answer(reading)?))))
        .collect();
    let q = q_values(&places.iter().map(|place| place.2).collect::<Vec<f64>>());
    for ((row, at, _), q) in places.into_iter().zip(q) {
        rows[row].readings[at].q = Some(q);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_of_five_by_hand() {
        assert!((sidak(0.01, 5) - 0.049_009_950_1).abs() < 1e-9);
        assert!((sidak(1e-20, 5) / 5e-20 - 1.0).abs() < 1e-9, "tiny p keep their digits");
        assert!((sidak(0.3, 1) - 0.3).abs() < 1e-12);
    }

    /// On a day when many are ill who was absent says less than its p: it counts twice that, and leads only where it is smallest even so.
    #[test]
    fn absence_counts_for_half() {
        let protocol = records::reference::Reference::shipped().unwrap().protocol();
        let reading = |indicator, p| SetReading {
            indicator,
            version: "1",
            outcome: Outcome::Answered(Box::new(Reading { n: 25, effect: 9.0, p, ..indicators::empty_reading() })),
            q: None,
        };
        let leading =
            |absence, level| own_evidence(&[reading("absence", absence), reading("level", level)], Ladder::B, &protocol, 20.0).unwrap();
        let (alone, beaten) = (leading(1e-3, 0.5), leading(1e-3, 1.5e-3));
        assert!(alone.indicator == "absence" && (alone.p / sidak(2e-3, 2) - 1.0).abs() < 1e-12, "{}", alone.p);
        assert!(beaten.indicator == "level" && (beaten.p / sidak(1.5e-3, 2) - 1.0).abs() < 1e-12, "{}", beaten.p);
        assert!((evidence("absence", 0.9) - 1.0).abs() < 1e-15 && (evidence("journal", 0.9) - 0.9).abs() < 1e-15);
    }

    /// What other schools did not show is no evidence where other schools are the measure; alone a school has nothing better.
    #[test]
    fn a_borrowed_reading_has_no_vote_among_compared_sets() {
        let protocol = records::reference::Reference::shipped().unwrap().protocol();
        let reading = |indicator, p, p_kind| SetReading {
            indicator,
            version: "1",
            outcome: Outcome::Answered(Box::new(Reading { n: 25, effect: 9.0, p, p_kind, ..indicators::empty_reading() })),
            q: None,
        };
        let readings = [reading("journal", 1e-9, PKind::Borrowed), reading("level", 0.2, PKind::Model)];
        let leading = |ladder| own_evidence(&readings, ladder, &protocol, 20.0).unwrap();
        assert_eq!((leading(Ladder::A).indicator, leading(Ladder::B).indicator), ("level", "level"));
        assert!((leading(Ladder::B).p - 0.2).abs() < 1e-12, "one vote is one look");
        assert_eq!((leading(Ladder::C).indicator, leading(Ladder::D).indicator), ("journal", "journal"));
        assert!(own_evidence(&readings[..1], Ladder::A, &protocol, 20.0).is_none());
    }

    /// On rung A the local rates add up; on B the mixture is assumed, so the bound of q stands.
    /// covers: D4
    #[test]
    fn ordinary_sets_among_the_flagged_are_counted_by_rung() {
        let mut rows = rehearsal_rows();
        for row in &mut rows {
            (row.flagged, row.lfdr, row.q, row.ladder) = (true, Some(0.2), Some(0.08), Ladder::A);
        }
        let n = rows.len() as f64;
        let none = Tails::default();
        assert!((expected_innocent(&rows, none).unwrap() - 0.2 * n).abs() < 1e-9);
        let many = Tails { above: 2 * rows.len(), below: rows.len() };
        assert!((expected_innocent(&rows, many).unwrap() - n).abs() < 1e-9, "decoys say more than the model");
        rows.iter_mut().for_each(|row| row.ladder = Ladder::B);
        assert!((expected_innocent(&rows, none).unwrap() - 0.08 * n).abs() < 1e-9);
        rows[0].q = None;
        assert_eq!(expected_innocent(&rows, none), None);
    }

    fn rehearsal_rows() -> Vec<SetStudy> {
        let world = rehearsal::simulate::region(&rehearsal::simulate::Knobs { schools: 2, ..Default::default() }, 3);
        let reference = records::reference::Reference::shipped().unwrap();
        crate::analyse::plain::plainly(&world.dataset, &reference).sets
    }
}
