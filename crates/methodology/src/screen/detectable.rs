//! What lift of the mean would have made a set worth a look, and what would have made it one that asks for a check: by `level` alone, at the
//! level that the other answers of the set and the other sets leave it. Other indicators see a lift as well, so this errs on the large side.
//! covers: D2

use crate::indicators::reach::Reach;
use records::protocol::Protocol;
use records::study::SetStudy;
use records::vocabulary::{Ladder, SetStatus, Unit};

use super::settled::lowered;
use super::{MARGIN, bound, single, upward, votes};

/// Fills the least detectable lifts of rows that the screen has passed. What is not compared could show nothing, whatever a set of its size
/// could.
pub(crate) fn detectable(rows: &mut [SetStudy], reaches: &[Option<Reach>], protocol: &Protocol, max: impl Fn(&SetStudy) -> f64) {
    let flag = flag_level(rows, protocol);
    for (row, reach) in rows.iter_mut().zip(reaches) {
        let Some(reach) = reach.filter(|_| row.status == SetStatus::Ok) else { continue };
        let compared = matches!(row.ladder, Ladder::A | Ladder::B);
        let k = upward(&row.readings).filter(|(_, answer)| votes(answer, row.ladder)).count();
        let margin = if compared { MARGIN } else { 1.0 };
        let material = protocol.materiality.threshold(Unit::Points, max(row), row.n as f64);
        let lift = |own: f64| reach.lift(single(own / margin, k), protocol.mde_power, material);
        row.mde = lift(protocol.look);
        // p would have its own error there.
        let error = |own: f64| reach.own.doubt_at(single(own / margin, k));
        row.mde_flag = flag.filter(|_| compared).and_then(|own| lift(lowered(own, error(own)).min(protocol.look)));
    }
}

/// The own p, moved up by its error, by which one more set would be flagged: the largest q·k/m with at least k − 1 of the m compared sets at
/// or below it (Benjamini & Hochberg 1995); None where the protocol has no flags.
fn flag_level(rows: &[SetStudy], protocol: &Protocol) -> Option<f64> {
    let compared = |row: &&SetStudy| matches!(row.ladder, Ladder::A | Ladder::B);
    let mut p: Vec<f64> = rows.iter().filter(compared).filter_map(bound).collect();
    p.sort_unstable_by(f64::total_cmp);
    let m = p.len() as f64;
    let level = |k: usize| protocol.q * k as f64 / m;
    let others = |k: usize| k.checked_sub(2).and_then(|last| p.get(last)).is_none_or(|last| *last <= level(k));
    (1..=p.len()).rev().find(|k| others(*k)).filter(|_| protocol.flags).map(level)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: four sets, q .10. Nobody else: .025. With .001 and .04 there: two others at or below .075, none more, so the third place.
    #[test]
    fn the_level_of_one_more_flag_by_hand() {
        let reference = records::reference::Reference::shipped().unwrap();
        let world = rehearsal::simulate::region(&rehearsal::simulate::Knobs { schools: 2, ..Default::default() }, 3);
        let mut rows = crate::analyse::plain::plainly(&world.dataset, &reference).sets;
        rows.truncate(4);
        let mut level = |p: [f64; 4], flags: bool| {
            rows.iter_mut().zip(p).for_each(|(row, p)| (row.ladder, row.p) = (Ladder::B, Some(p)));
            flag_level(&rows, &Protocol { flags, q: 0.10, ..reference.protocol() })
        };
        assert!((level([0.5, 0.6, 0.7, 0.8], true).unwrap() - 0.025).abs() < 1e-12);
        assert!((level([0.001, 0.04, 0.7, 0.8], true).unwrap() - 0.075).abs() < 1e-12);
        assert_eq!(level([0.001, 0.04, 0.7, 0.8], false), None);
    }

    #[test]
    fn one_answer_of_several_the_other_way() {
        for (own, k) in [(0.05, 1), (0.05, 9), (1e-6, 5)] {
            assert!((super::super::sidak(single(own, k), k) / own - 1.0).abs() < 1e-9);
        }
    }
}
