use psychometrics::stream::Stream;

use super::*;
use crate::analyse::plain::plainly;
use records::card::Reading;
use records::dataset::Score;
use records::reference::Reference;
use records::vocabulary::Direction;
use rehearsal::harness;
use rehearsal::simulate::{Confounder, Knobs, World, region};

/// One work of twenty schools.
fn small(over: Knobs) -> World {
    region(&Knobs { schools: 20, works: vec!["vpr-mathematics-5".into()], marks: false, exams: false, ..over }, 7)
}

fn rows(dataset: &Dataset) -> Vec<Examination> {
    let reference = Reference::shipped().unwrap();
    Variant.examine(&Records { dataset, reference: &reference, protocol: &reference.protocol() })
}

fn answer(dataset: &Dataset, wanted: &str) -> Reading {
    let found = rows(dataset).into_iter().find(|row| matches!(&row.of, Whose::Variant { variant, .. } if variant == wanted));
    match found.unwrap().outcome {
        Outcome::Answered(reading) => *reading,
        other => panic!("{other:?}"),
    }
}

/// Variants dealt anew by lot inside each class, whatever else the world has in it (bent sets too): nothing is left to be found. 400 deals;
/// false-alarm rate of this test: two shares of p below .05 and one of items below q, each at 3.1 Monte-Carlo errors, together 1 in 300.
#[test]
fn variants_dealt_by_lot_do_not_differ() {
    const DEALS: u64 = 400;
    let world = small(Knobs::default());
    let protocol = Reference::shipped().unwrap().protocol();
    let sets = world.dataset.result_sets();
    let panel = panel(&world.dataset, 0, &sets);
    let known = Known::of(&world.dataset, std::slice::from_ref(&panel));
    let mut dealt = Dealt::of(&world.dataset, &world.dataset.kims[0], &world.dataset.sittings[0], &panel, &known);
    for classes in [usize::MAX, CLASSES + 1] {
        dealt.classes.ranges.truncate(classes);
        let (mut below, mut items) = (Vec::new(), Vec::new());
        for deal in 0..DEALS {
            for (class, range) in dealt.classes.ranges.iter().enumerate() {
                let mut labels: Vec<u16> = (0..range.len()).map(|at| 1 + (at % 2) as u16).collect();
                Stream::of(deal, "deal", class as u64).shuffle(&mut labels);
                dealt.variant[range.clone()].copy_from_slice(&labels);
            }
            let Outcome::Answered(reading) = dealt.outcome(2, &protocol) else { panic!("no answer") };
            below.push((deal, reading.p < 0.05));
            items.push((deal, reading.workings.iter().any(|(name, value)| name.en == "items that differ" && *value > 0.0)));
        }
        let share = harness::share(&below).unwrap();
        let limit = 0.05 + 3.1 * (0.05 * 0.95 / DEALS as f64).sqrt();
        assert!(share.value <= limit, "{} classes: {share:?}, limit {limit:.3}", dealt.classes.ranges.len());
        assert!(share.value > 0.005, "{} classes: so quiet that it cannot speak: {share:?}", dealt.classes.ranges.len());
        if classes == usize::MAX {
            let any = harness::share(&items).unwrap();
            assert!(any.value <= protocol.q + 3.1 * (protocol.q * (1.0 - protocol.q) / DEALS as f64).sqrt(), "{any:?}");
        }
    }
}

/// The same honest world twice, the second variant made harder in one of them: what it cost each pupil is known, and the indicator says so.
#[test]
fn a_harder_variant_comes_back_with_its_size() {
    let even = small(Knobs { honest: true, ..Knobs::default() });
    let harder = small(Knobs { honest: true, harder_variant: 0.4, ..Knobs::default() });
    let (a, b) = (&even.dataset.sittings[0], &harder.dataset.sittings[0]);
    let cost: Vec<f64> = (0..a.len())
        .filter(|&row| a.variant[row] == Some(2))
        .filter_map(|row| Some(f64::from(a.total(row)?) - f64::from(b.total(row)?)))
        .collect();
    let cost = cost.iter().sum::<f64>() / cost.len() as f64;
    let (before, after) = (answer(&even.dataset, "2"), answer(&harder.dataset, "2"));
    assert!(cost > 0.8, "{cost}");
    // Nothing but the variant differs between the worlds, so that their noise is common: well within one standard error.
    let error = after.effect.abs() / after.z.abs();
    assert!((before.effect - after.effect - cost).abs() < error, "{} − {} against {cost}", before.effect, after.effect);
    assert!(after.direction == Direction::Down && after.p < 0.001 && after.z < 0.0, "{after:?}");
    let first = answer(&harder.dataset, "1");
    assert!((first.effect + after.effect).abs() < 1e-9 && (first.p - after.p).abs() < 1e-12, "the other variant is its mirror");
}

#[test]
fn an_item_that_went_wrong_is_named() {
    let mut world = small(Knobs { honest: true, ..Knobs::default() });
    let sitting = &mut world.dataset.sittings[0];
    let width = sitting.width;
    for row in (0..sitting.len()).filter(|&row| sitting.variant[row] == Some(2)).collect::<Vec<usize>>() {
        sitting.scores[row * width] = Score::NOT_ATTEMPTED;
    }
    let item = world.dataset.kims[0].items[0].name.clone();
    let found = answer(&world.dataset, "2");
    assert!(found.explanation.en.contains(&format!("Items that differ: {item}")), "{}", found.explanation.en);
}

#[test]
fn what_cannot_be_answered_is_refused_in_words() {
    let honest = || Knobs { honest: true, ..Knobs::default() };
    let why = |dataset: &Dataset| match rows(dataset).remove(0).outcome {
        Outcome::NoData { why } | Outcome::TooFew { why, .. } => why.en,
        Outcome::Answered(reading) => panic!("{reading:?}"),
    };
    let mut world = small(honest());
    world.dataset.sittings[0].variant.iter_mut().flatten().for_each(|variant| *variant = 1);
    assert!(why(&world.dataset).starts_with("all wrote one variant"));
    world.dataset.sittings[0].variant.iter_mut().for_each(|variant| *variant = None);
    assert!(why(&world.dataset).starts_with("the data do not say"));
    let few = region(&Knobs { schools: 1, works: vec!["vpr-mathematics-5".into()], marks: false, exams: false, ..honest() }, 7);
    assert!(why(&few.dataset).starts_with("classes where different variants were written"));
    let apart = small(Knobs { rates: rehearsal::simulate::Rates { hard_variant: 1.0, ..Default::default() }, ..honest() });
    assert!(why(&apart.dataset).starts_with("all wrote one variant"), "a class with one variant does not compare variants");
}

/// Every class that wrote the easier variant as a whole is told so, and no other.
#[test]
fn an_easier_variant_is_an_innocent_cause_of_the_sets_that_wrote_it() {
    let rates = rehearsal::simulate::Rates { hard_variant: 0.25, ..Default::default() };
    let world = small(Knobs { honest: true, harder_variant: -0.5, rates, ..Knobs::default() });
    let reference = Reference::shipped().unwrap();
    let study = plainly(&world.dataset, &reference);
    let mut told = 0;
    for (set, truth) in study.sets.iter().zip(&world.truth).filter(|(set, _)| set.n >= 6) {
        let whole = truth.confounders.contains(&Confounder::HarderVariant);
        assert_eq!(!set.innocent.is_empty(), whole, "{}: {:?}", set.title.en, set.innocent);
        told += usize::from(whole);
    }
    assert!(told > 3, "{told}");
}

/// The example of the card: equal weights, five classes.
#[test]
fn the_example_of_the_card() {
    let shifts = [1.0, 2.0, 0.0, 3.0, -1.0];
    let classes = Classes { ranges: (0..5).map(|class| class * 4..(class + 1) * 4).collect(), ..Classes::default() };
    let own: Vec<bool> = (0..20).map(|row| row % 4 < 2).collect();
    let y: Vec<Option<f64>> = (0..20).map(|row| Some(f64::from(row as u8 % 2) + if own[row] { shifts[row / 4] } else { 0.0 })).collect();
    let found = difference(&classes, &own, &y).unwrap();
    assert!((found.effect - 1.0).abs() < 1e-12 && (found.error - 0.5_f64.sqrt()).abs() < 1e-12, "{found:?}");
    assert!((two_sided(&found) - 0.23).abs() < 0.005, "{}", two_sided(&found));
}
