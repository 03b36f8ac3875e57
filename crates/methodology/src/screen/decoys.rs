//! Whether the data themselves bear the flags out. A flag rests on the model's upper tail; the lower tail, where nobody gains by being, is drawn
//! by the same model, so sets equally far below are decoys (target–decoy: Elias & Gygi 2007, Nature Methods 4; Barber & Candès 2015, Annals
//! of Statistics 43): as many of the flagged are to be taken for ordinary as stand below, whatever the model promises. Where the lower tail is
//! as heavy as the upper, nothing is left of the flags.
//! covers: D4

use records::protocol::Protocol;
use records::study::{SetReading, SetStudy};
use records::vocabulary::Ladder;

use super::{evidence, sidak, upward, votes, with_margin};

/// Compared sets beyond the level of the flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tails {
    /// Those that q would flag.
    pub above: usize,
    /// Those as far below the usual.
    pub below: usize,
}

impl Tails {
    /// Of rows that q has flagged.
    pub(super) fn of(rows: &[SetStudy]) -> Self {
        let compared = || rows.iter().filter(|row| matches!(row.ladder, Ladder::A | Ladder::B));
        let flagged = || compared().filter(|row| row.flagged);
        let last = flagged().filter_map(|row| row.p_own).fold(0.0, f64::max);
        let below = |row: &&SetStudy| mirrored(&row.readings, row.ladder).is_some_and(|p| p <= last);
        Self { above: flagged().count(), below: compared().filter(|row| row.p_own.is_some()).filter(below).count() }
    }

    /// Whether the flags are more than the decoys.
    pub(crate) const fn stand(self) -> bool {
        self.above > self.below
    }

    /// Whether there were flags that do not stand.
    pub(crate) const fn withdrawn(self) -> bool {
        self.above > 0 && !self.stand()
    }
}

/// Takes the flags back that the lower tail does not bear out.
pub(super) fn withdraw(rows: &mut [SetStudy], protocol: &Protocol) -> Tails {
    let tails = if protocol.flags { Tails::of(rows) } else { Tails::default() };
    if tails.withdrawn() {
        rows.iter_mut().for_each(|row| (row.flagged, row.at_threshold) = (false, false));
    }
    tails
}

/// Own evidence of a set turned over, as if every departure below were one above.
fn mirrored(readings: &[SetReading], ladder: Ladder) -> Option<f64> {
    let voting = upward(readings).filter(|(_, answer)| votes(answer, ladder));
    let p: Vec<f64> = voting.map(|(of, answer)| evidence(of.indicator, 1.0 - answer.p)).collect();
    let least = p.iter().copied().reduce(f64::min)?;
    Some(with_margin(sidak(least, p.len())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicators::empty_reading;
    use records::card::{Outcome, Reading};

    fn reading(indicator: &'static str, p: f64) -> SetReading {
        let answer = Reading { n: 25, effect: 9.0, p, ..empty_reading() };
        SetReading { indicator, version: "1", outcome: Outcome::Answered(Box::new(answer)), q: None }
    }

    #[test]
    fn a_set_far_below_is_a_set_far_above_turned_over() {
        let readings = |p: f64| [reading("level", p), reading("journal", 0.5)];
        let above = super::super::own_evidence(&readings(1e-6), Ladder::A, &protocol(), 20.0).unwrap().p;
        assert!((mirrored(&readings(1.0 - 1e-6), Ladder::A).unwrap() / with_margin(above) - 1.0).abs() < 1e-6);
        assert!(mirrored(&readings(1e-6), Ladder::A).unwrap() > 0.9);
    }

    fn protocol() -> Protocol {
        Protocol { flags: true, ..records::reference::Reference::shipped().unwrap().protocol() }
    }

    /// Ten sets above; none, nine and ten as far below.
    #[test]
    fn flags_stand_against_fewer_decoys_and_fall_against_as_many() {
        let reference = records::reference::Reference::shipped().unwrap();
        let world = rehearsal::simulate::region(&rehearsal::simulate::Knobs { schools: 4, ..Default::default() }, 3);
        let study = crate::analyse::plain::plainly(&world.dataset, &reference);
        let far = |below: usize| {
            let mut rows = study.sets.clone();
            for (at, row) in rows.iter_mut().enumerate() {
                let p = if at < 10 {
                    1e-6
                } else if at < 10 + below {
                    1.0 - 1e-7
                } else {
                    0.5
                };
                (row.ladder, row.flagged, row.readings) = (Ladder::B, at < 10, vec![reading("level", p)]);
                row.p_own = Some(with_margin(p));
            }
            let tails = withdraw(&mut rows, &protocol());
            (tails, rows.iter().filter(|row| row.flagged).count())
        };
        assert_eq!(far(0), (Tails { above: 10, below: 0 }, 10));
        assert_eq!(far(9), (Tails { above: 10, below: 9 }, 10));
        assert_eq!(far(10), (Tails { above: 10, below: 10 }, 0));
    }
}
