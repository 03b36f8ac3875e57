//! The simulator keeps its promises: same bytes, sane marginals, honest means honest, each bending moves what it should.

use std::collections::BTreeMap;

use super::*;
use crate::dataset::Score;
use crate::dataset::{Kim, ResultSet, Sitting};
use crate::words::Attendance;

fn small(honest: bool) -> Knobs {
    Knobs { honest, schools: 30, ..Knobs::default() }
}

fn fingerprint(world: &World) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut eat = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    for sitting in &world.dataset.sittings {
        sitting.scores.iter().for_each(|score| eat(score.byte()));
        sitting.prior.iter().for_each(|prior| eat(prior.unwrap_or(0)));
    }
    hash
}

#[test]
fn same_seed_same_bytes_on_any_number_of_threads() {
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap().install(|| region(&small(false), 7));
    let many = rayon::ThreadPoolBuilder::new().num_threads(4).build().unwrap().install(|| region(&small(false), 7));
    assert_eq!(fingerprint(&one), fingerprint(&many));
    assert_eq!(one.truth, many.truth);
    assert_ne!(fingerprint(&one), fingerprint(&region(&small(false), 8)));
}

#[test]
fn marks_of_grade_four_russian_are_near_the_national_shares() {
    let world = region(&Knobs { schools: 150, works: vec!["vpr-russian-4".into()], ..Knobs::honest() }, 3);
    let sitting = &world.dataset.sittings[0];
    let marks: Vec<u8> = sitting.mark.iter().copied().flatten().collect();
    for (mark, percent) in [(2, 5.06), (3, 32.92), (4, 44.33), (5, 17.69)] {
        let share = 100.0 * marks.iter().filter(|&&m| m == mark).count() as f64 / marks.len() as f64;
        assert!((share - percent).abs() < 4.0, "mark {mark}: {share:.1} % of {}", marks.len());
    }
    let both: Vec<(u8, u8)> = sitting.mark.iter().zip(&sitting.prior).filter_map(|(mark, prior)| Some(((*mark)?, (*prior)?))).collect();
    let agree = both.iter().filter(|(mark, prior)| mark == prior).count() as f64 / both.len() as f64;
    assert!((0.45..0.75).contains(&agree), "agreement with the journal {agree:.2}");
}

#[test]
fn every_set_has_its_truth_and_the_share_of_bent_sets_is_as_asked() {
    let world = region(&Knobs::default(), 11);
    let sets = world.dataset.result_sets();
    assert_eq!(sets.len(), world.truth.len());
    for (set, truth) in sets.iter().zip(&world.truth) {
        let key = [truth.school.as_str(), &truth.class, &truth.subject, &truth.procedure];
        assert_eq!(world.dataset.written(set.key), key);
    }
    let bent = world.truth.iter().filter(|truth| truth.bent.is_some()).count() as f64 / sets.len() as f64;
    assert!((0.055..0.105).contains(&bent), "bent {bent:.3} of {}", sets.len());
    let kinds: std::collections::BTreeSet<BendingKind> = world.truth.iter().filter_map(|truth| truth.bent).map(|bent| bent.kind).collect();
    assert_eq!(kinds.len(), BendingKind::ALL.len(), "{kinds:?}");
}

#[test]
fn honest_worlds_have_no_bending_but_all_confounders() {
    let world = region(&Knobs::honest(), 5);
    assert!(world.truth.iter().all(|truth| truth.bent.is_none()));
    let seen: std::collections::BTreeSet<Confounder> = world.truth.iter().flat_map(|truth| truth.confounders.iter().copied()).collect();
    assert_eq!(seen.len(), 12, "{seen:?}");
}

/// Mean over all present pupils of something, in the honest and in the bent world of one seed.
fn effect(kind: BendingKind, of: impl Fn(&World) -> f64) -> (f64, f64) {
    let kinds = BTreeMap::from([(kind, 1.0)]);
    let knobs = Knobs {
        schools: 12,
        share_bent: 1.0,
        persistence: 0.0,
        whole_school: 0.0,
        journal_too: 0.0,
        strengths: [0.0, 0.0, 1.0],
        kinds,
        ..Knobs::default()
    };
    (of(&region(&Knobs { honest: true, ..knobs.clone() }, 9)), of(&region(&knobs, 9)))
}

fn mean_total(world: &World) -> f64 {
    let mut sum = (0.0, 0.0);
    for sitting in &world.dataset.sittings {
        for row in 0..sitting.len() {
            if let Some(total) = sitting.total(row) {
                sum = (sum.0 + f64::from(total), sum.1 + 1.0);
            }
        }
    }
    sum.0 / sum.1
}

#[test]
fn every_kind_but_the_journal_lifts_the_result() {
    for &kind in BendingKind::ALL {
        let (honest, bent) = effect(kind, mean_total);
        if kind.lifts_result() {
            assert!(bent > honest + 0.2, "{kind:?}: {honest:.2} → {bent:.2}");
        } else {
            assert!((bent - honest).abs() < 1e-9, "{kind:?}: {honest:.2} → {bent:.2}");
        }
    }
}

#[test]
fn each_kind_moves_what_it_should() {
    let present = |world: &World| {
        let all: Vec<&Attendance> = world.dataset.sittings.iter().flat_map(|sitting| &sitting.status).collect();
        all.iter().filter(|status| ***status == Attendance::Present).count() as f64 / all.len() as f64
    };
    let (honest, bent) = effect(BendingKind::Absence, present);
    assert!(bent < honest - 0.1, "absence {honest:.2} → {bent:.2}");

    let just_below = |world: &World| share_at(world, |gap| gap == -1);
    let (honest, bent) = effect(BendingKind::Boundary, just_below);
    assert!(bent < 0.4 * honest, "just below a cut {honest:.3} → {bent:.3}");

    let agree = |world: &World| {
        let pairs = world.dataset.sittings.iter().flat_map(|sitting| sitting.mark.iter().zip(&sitting.prior));
        let known: Vec<(u8, u8)> = pairs.filter_map(|(mark, prior)| Some(((*mark)?, (*prior)?))).collect();
        known.iter().filter(|(mark, prior)| mark == prior).count() as f64 / known.len() as f64
    };
    let (honest, bent) = effect(BendingKind::Fitting, agree);
    assert!(bent > honest + 0.1, "agreement {honest:.2} → {bent:.2}");

    let prior = |world: &World| {
        let marks: Vec<f64> =
            world.dataset.sittings.iter().flat_map(|sitting| sitting.prior.iter().flatten().map(|&mark| f64::from(mark))).collect();
        marks.iter().sum::<f64>() / marks.len() as f64
    };
    let (honest, bent) = effect(BendingKind::Journal, prior);
    assert!(bent > honest + 0.3, "journal {honest:.2} → {bent:.2}");
}

fn share_at(world: &World, at: impl Fn(i32) -> bool) -> f64 {
    let (mut hit, mut all) = (0.0, 0.0);
    for (kim, sitting) in world.dataset.kims.iter().zip(&world.dataset.sittings) {
        let cuts = kim.scale.as_ref().map(|scale| scale.cuts.clone()).unwrap_or_default();
        for row in 0..sitting.len() {
            let Some(total) = sitting.total(row) else { continue };
            all += 1.0;
            hit += f64::from(u8::from(cuts.iter().any(|cut| at(i32::from(total) - i32::from(cut.min_score)))));
        }
    }
    hit / all
}

#[test]
fn absent_rows_are_not_marked_and_scores_stay_within_the_maximum() {
    let world = region(&small(false), 2);
    for (kim, sitting) in world.dataset.kims.iter().zip(&world.dataset.sittings) {
        assert_eq!(sitting.scores.len(), sitting.len() * kim.items.len());
        for row in 0..sitting.len() {
            let there = sitting.status[row] == Attendance::Present;
            for (item, score) in kim.items.iter().zip(sitting.row(row)) {
                assert_eq!(there, *score != Score::NOT_MARKED);
                assert!(score.value().unwrap_or(0) <= item.max);
            }
        }
    }
}

#[test]
fn the_gymnasium_is_a_school_of_a_thousand_with_references() {
    let world = gymnasium(2026);
    let sets = world.dataset.result_sets();
    assert_eq!(world.dataset.schools.len(), 1);
    assert!((70..=95).contains(&sets.len()), "{} class-works", sets.len());
    assert_eq!(sets.len(), world.truth.len());
    for seed in [2026, 1, 77] {
        let kinds: std::collections::BTreeSet<BendingKind> =
            gymnasium(seed).truth.iter().filter_map(|truth| truth.bent).map(|bent| bent.kind).collect();
        assert_eq!(kinds.len(), BendingKind::ALL.len(), "seed {seed}: {kinds:?}");
    }
    for kim in &world.dataset.kims {
        let marks: f64 = world
            .dataset
            .shares
            .iter()
            .filter(|share| share.kim == kim.kim && share.quantity == crate::dataset::Quantity::Mark)
            .map(|share| share.value)
            .sum();
        let areas = if kim.scale.is_some() { 2.0 } else { 0.0 };
        assert!((marks - areas).abs() < 1e-9, "{}: shares of marks of two areas add up to 2, got {marks}", kim.kim);
    }
}

#[test]
fn examinations_and_honours_follow_ability_and_inflated_honours_are_not_confirmed() {
    let world = region(&Knobs { schools: 120, works: vec!["vpr-russian-4".into()], share_bent: 0.2, ..Knobs::default() }, 4);
    let marks: Vec<u8> =
        world.dataset.exams.iter().filter(|exam| exam.exam == crate::words::Kind::Oge).filter_map(|exam| exam.mark).collect();
    assert!(marks.len() > 1000 && marks.iter().filter(|&&mark| mark == 2).count() * 10 < marks.len(), "{} marks", marks.len());
    let inflated = |school: crate::dataset::SchoolId| world.inflated_honours.contains(&world.dataset.schools[school.0 as usize].school);
    let confirmed = |bent: bool| {
        let rows: Vec<bool> =
            world.dataset.medals.iter().filter(|row| inflated(row.school) == bent).filter_map(|row| row.awarded).collect();
        (rows.iter().filter(|awarded| **awarded).count() as f64 / rows.len() as f64, rows.len())
    };
    let (honest, bent) = (confirmed(false), confirmed(true));
    assert!(honest.1 > 100 && bent.1 > 50, "{honest:?} {bent:?}");
    assert!(honest.0 > bent.0 + 0.1, "honest {honest:?}, inflated {bent:?}");
}

/// What a simple look at a set finds: federal-style markers (mean, inversion of difficulty, heap above a cut, no «2») and how alike a class is.
struct SimpleLook {
    markers: f64,
    alike: f64,
}

/// Mean and standard deviation.
fn moments(values: &[f64]) -> (f64, f64) {
    let n = values.len().max(1) as f64;
    let mean = values.iter().sum::<f64>() / n;
    (mean, (values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n).sqrt())
}

/// Share of the maximum on each item over some rows.
fn facilities(kim: &Kim, sitting: &Sitting, rows: &[usize]) -> Vec<f64> {
    let of = |item: usize| {
        let points: Vec<f64> = rows.iter().filter_map(|&row| sitting.row(row)[item].value()).map(f64::from).collect();
        moments(&points).0 / f64::from(kim.items[item].max)
    };
    (0..sitting.width).map(of).collect()
}

fn simple_look(kim: &Kim, sitting: &Sitting, set: &ResultSet, region: &(f64, f64, Vec<f64>)) -> Option<SimpleLook> {
    let rows: Vec<usize> = set.rows.iter().map(|&row| row as usize).filter(|&row| sitting.total(row).is_some()).collect();
    if rows.len() < 10 {
        return None;
    }
    let totals: Vec<f64> = rows.iter().filter_map(|&row| sitting.total(row)).map(f64::from).collect();
    let (mean, sd) = moments(&totals);
    let own = facilities(kim, sitting, &rows);
    let mut items: Vec<(f64, f64)> = region.2.iter().copied().zip(own).collect();
    items.sort_by(|a, b| b.0.total_cmp(&a.0));
    let above = |part: &[(f64, f64)]| part.iter().map(|item| item.1 - item.0).sum::<f64>() / part.len() as f64;
    let (easy, hard) = items.split_at(items.len() / 2);
    let at = |score: u16| totals.iter().filter(|total| (**total - f64::from(score)).abs() < 0.5).count();
    let heap = kim.scale.iter().flat_map(|scale| &scale.cuts).any(|cut| at(cut.min_score) >= 3 + 2 * at(cut.min_score - 1));
    let no_two = rows.len() >= 20 && rows.iter().all(|&row| sitting.mark[row] != Some(2));
    let markers = [mean - 2.0 * sd / (rows.len() as f64).sqrt() > region.0, above(hard) - above(easy) > 0.05, heap];
    let count = markers.iter().filter(|marker| **marker).count() as f64 + if no_two { 0.5 } else { 0.0 };
    let height = (mean - region.0) / region.1;
    Some(SimpleLook { markers: count + 0.001 * height, alike: height - sd / region.1 })
}

/// Probability that a bent set looks worse than an honest one.
fn area_under_curve(mut looks: Vec<(f64, bool)>) -> f64 {
    looks.sort_by(|a, b| a.0.total_cmp(&b.0));
    let bent = looks.iter().filter(|look| look.1).count() as f64;
    let ranks: f64 = looks.iter().zip(1_u32..).filter(|(look, _)| look.1).map(|(_, rank)| f64::from(rank)).sum();
    (ranks - bent * (bent + 1.0) / 2.0) / (bent * (looks.len() as f64 - bent))
}

/// The difficulty of the standard scenario is fixed: federal-style markers near AUC .75, an index of alikeness near .66 (`methods.md` §7).
/// Nobody makes it easier to look better.
#[test]
fn the_standard_scenario_is_as_hard_as_it_was_declared() {
    let (mut markers, mut alike) = (Vec::new(), Vec::new());
    for seed in 1..=3 {
        let world = region(&Knobs { marks: false, exams: false, ..Knobs::default() }, seed);
        let data = &world.dataset;
        let of_region = |(kim, sitting): (&Kim, &Sitting)| {
            let rows: Vec<usize> = (0..sitting.len()).filter(|&row| sitting.total(row).is_some()).collect();
            let (mean, sd) = moments(&rows.iter().filter_map(|&row| sitting.total(row)).map(f64::from).collect::<Vec<_>>());
            (mean, sd, facilities(kim, sitting, &rows))
        };
        let regions: Vec<_> = data.kims.iter().zip(&data.sittings).map(of_region).collect();
        for (set, truth) in data.result_sets().iter().zip(&world.truth) {
            let kim = set.key.kim.0 as usize;
            let bent = truth.bent.is_some_and(|bent| bent.kind.lifts_result());
            if let Some(look) = simple_look(&data.kims[kim], &data.sittings[kim], set, &regions[kim]) {
                markers.push((look.markers, bent));
                alike.push((look.alike, bent));
            }
        }
    }
    let (markers, alike) = (area_under_curve(markers), area_under_curve(alike));
    assert!((0.70..0.79).contains(&markers), "markers {markers:.3}");
    assert!((0.62..0.72).contains(&alike), "alikeness {alike:.3}");
}
