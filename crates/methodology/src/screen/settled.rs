//! The Monte-Carlo error of own p. p counted over replicas depends on what happened to be drawn, and sets near the level of the flags may
//! stand on the other side of it with other draws. So more is drawn as long as they may ([`settled`]), a set is flagged where it would be with
//! every p moved up by what is left of its error, and one that would be with every p moved down, and not up, stands at the threshold.
//! covers: D4

use psychometrics::math::exp;
use records::protocol::Protocol;
use records::study::SetStudy;
use records::vocabulary::Ladder;

use super::{Drawn, Leading, Null, evidence, sidak, with_margin};
use crate::indicators;
use crate::q::q_values;

/// p is moved by so many of its errors: all p at once, though a line errs by itself, so that this is more than one of them has (decision 0050).
const ERRORS: f64 = 1.5;

/// Own evidence of a compared set.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Doubtful {
    /// Own p.
    p: f64,
    /// Its Monte-Carlo error, as a share of it.
    error: f64,
    /// Whether the set is worth a look.
    look: bool,
}

/// Monte-Carlo error of the own p of a set of `n` scripts, as a share of it: that of its leading answer.
pub(super) fn doubt(leading: &Leading, n: usize, null: &Null) -> f64 {
    null.lines().line(leading.indicator, n).doubt_of(leading.single)
}

/// p moved up by its error.
pub(super) fn raised(p: f64, error: f64) -> f64 {
    moved(p, error, ERRORS)
}

/// p moved down by its error: the p that is `p` when it is moved up.
pub(super) fn lowered(p: f64, error: f64) -> f64 {
    moved(p, error, -ERRORS)
}

fn moved(p: f64, error: f64, errors: f64) -> f64 {
    (p * exp(errors * error)).min(1.0)
}

/// Own evidence of a compared set with its error. Whether its effect is material is asked of the effect before it is laid.
fn doubtful(shown: &Drawn, null: &Null, protocol: &Protocol) -> Option<Doubtful> {
    let laid = |(place, p, material): &(usize, f64, f64)| {
        let id = indicators::ALL.get(*place).map_or("", |indicator| indicator.card().id);
        let line = null.lines().line(id, shown.n);
        let p = line.p(*p);
        (evidence(id, p), line.doubt_of(p), *material)
    };
    let (least, error, material) = shown.answers.iter().map(laid).min_by(|a, b| a.0.total_cmp(&b.0))?;
    let p = with_margin(sidak(least, shown.answers.len()));
    Some(Doubtful { p, error, look: p <= protocol.look && material >= 1.0 })
}

/// Whether other draws would hardly flag other sets of those that are compared: where every p is moved up and where every p is moved down by
/// its error the same ones are flagged. A line moves many sets together.
pub(crate) fn settled(shown: &[Drawn], null: &Null, protocol: &Protocol) -> bool {
    let sets: Vec<Doubtful> = shown.iter().filter_map(|shown| doubtful(shown, null, protocol)).collect();
    !protocol.flags || same(&sets, protocol)
}

fn same(sets: &[Doubtful], protocol: &Protocol) -> bool {
    flagged(sets, protocol, raised) == flagged(sets, protocol, lowered)
}

/// Which sets are flagged when every p is moved so.
fn flagged(sets: &[Doubtful], protocol: &Protocol, to: fn(f64, f64) -> f64) -> Vec<bool> {
    let q = q_values(&sets.iter().map(|set| to(set.p, set.error)).collect::<Vec<f64>>());
    sets.iter().zip(q).map(|(set, q)| set.look && q <= protocol.q).collect()
}

/// Says of rows that the screen has flagged which of the others stand at the threshold.
pub(super) fn at_threshold(rows: &mut [SetStudy], protocol: &Protocol) {
    let compared: Vec<usize> = (0..rows.len()).filter(|&row| matches!(rows[row].ladder, Ladder::A | Ladder::B)).collect();
    let own = |row: usize| Some((row, lowered(rows[row].p?, rows[row].p_error.unwrap_or(0.0))));
    let (sets, p): (Vec<usize>, Vec<f64>) = compared.into_iter().filter_map(own).unzip();
    for (row, q) in sets.into_iter().zip(q_values(&p)) {
        rows[row].at_threshold = rows[row].look && q <= protocol.q && !rows[row].flagged;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn protocol() -> Protocol {
        Protocol { flags: true, q: 0.10, ..records::reference::Reference::shipped().unwrap().protocol() }
    }

    /// By hand: one set of a hundred, q .10, is flagged at .001 and below. At .0004 with an error of a quarter nothing moves it (.00058), at
    /// .0008 it may be moved (.00116), at .0013 too (.00089); what is not material is never flagged.
    #[test]
    fn a_flag_near_its_level_is_not_settled() {
        let sets = |p: f64, error: f64, look: bool| -> Vec<Doubtful> {
            let quiet = Doubtful { p: 0.9, error: 0.05, look: false };
            std::iter::once(Doubtful { p, error, look }).chain(std::iter::repeat_n(quiet, 99)).collect()
        };
        assert!(same(&sets(0.0004, 0.25, true), &protocol()) && same(&sets(0.01, 0.25, true), &protocol()));
        assert!(!same(&sets(0.0008, 0.25, true), &protocol()) && !same(&sets(0.0013, 0.25, true), &protocol()));
        assert!(same(&sets(0.0008, 0.1, true), &protocol()), "more draws settle it");
        assert!(same(&sets(0.0008, 0.25, false), &protocol()));
        assert!((raised(0.0008, 0.25) - 0.001164).abs() < 1e-6 && raised(0.9, 0.25) <= 1.0);
    }

    /// Reference data are read once, not for every case.
    static PROTOCOL: std::sync::LazyLock<Protocol> = std::sync::LazyLock::new(protocol);

    proptest::proptest! {
        /// Where p are moved up nothing is flagged that is not flagged where they stand, and nothing then that is not where they are moved
        /// down: what stands at the threshold are the sets between.
        #[test]
        fn p_moved_up_never_flags_more(
            sets in proptest::collection::vec((0.0..1.0_f64, 0.0..2.0_f64, proptest::bool::weighted(0.8)), 1..80),
            power in 0..6,
        ) {
            // Small p are what flags hang on: of every ten some are below a hundredth.
            let sets: Vec<Doubtful> = sets.into_iter().map(|(p, error, look)| Doubtful { p: (0..power).fold(p, |all, _| all * p), error, look }).collect();
            let [up, plain, down] = [raised, |p, _| p, lowered].map(|to: fn(f64, f64) -> f64| flagged(&sets, &PROTOCOL, to));
            for ((up, plain), down) in up.iter().zip(&plain).zip(&down) {
                proptest::prop_assert!(up <= plain && plain <= down);
            }
        }
    }

    /// A hundred sets, q .10, so that .001 is the level; one has own p .0008. By two thousand draws nobody can tell on which side it stands, by
    /// forty thousand it stands below.
    #[test]
    fn a_flag_stands_only_where_its_error_leaves_it() {
        use crate::indicators::{ALL, empty_reading};
        use psychometrics::math::norm_sf;
        use records::card::{Outcome, Reading};
        use records::study::SetReading;
        let reference = records::reference::Reference::shipped().unwrap();
        let world = rehearsal::simulate::region(&rehearsal::simulate::Knobs { schools: 2, ..Default::default() }, 3);
        let mut row = crate::analyse::plain::plainly(&world.dataset, &reference).sets.remove(0);
        (row.n, row.ladder, row.status) = (25, Ladder::B, records::vocabulary::SetStatus::Ok);
        let place = ALL.iter().position(|indicator| indicator.card().id == "level").unwrap();
        let screened = |draws: usize| {
            let mut stream = psychometrics::stream::Stream::of(5, "draws", 0);
            let mut one = |replica: usize| super::super::Drawn { n: 25, replica, answers: vec![(place, norm_sf(stream.normal()), 2.0)] };
            let null = Null::of(&(0..draws).map(&mut one).collect::<Vec<_>>(), &protocol());
            let mut rows = vec![row.clone(); 100];
            for (at, row) in rows.iter_mut().enumerate() {
                let p = if at == 0 { 0.0008 / 1.5 } else { 0.6 };
                let answer = Reading { n: 25, effect: 9.0, p, direction: records::vocabulary::Direction::Up, ..empty_reading() };
                row.readings = vec![SetReading { indicator: "level", version: "1", outcome: Outcome::Answered(Box::new(answer)), q: None }];
            }
            super::super::screen(&mut rows, &protocol(), &null, |_| 20.0);
            rows.swap_remove(0)
        };
        let [few, many] = [screened(2_000), screened(40_000)];
        let errors = [&few, &many].map(|row| row.p_error.unwrap());
        assert!(errors[0] > 0.16 && errors[1] < 0.14, "{errors:?}");
        assert!(few.look && !few.flagged && few.at_threshold && few.p == many.p, "{few:?}");
        assert!(many.flagged && !many.at_threshold && many.q.unwrap() > 0.08 && many.q.unwrap() < 0.10, "{:?}", many.q);
    }
}
