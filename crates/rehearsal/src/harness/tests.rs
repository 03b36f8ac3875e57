use std::collections::BTreeMap;

use super::*;
use crate::simulate::{BendingKind, Rates, Scenario};
use records::progress::Silent;
use records::text::Text;

/// Three works of the standard scenario in a small region.
fn small(honest: bool, schools: usize) -> Knobs {
    let standard = Scenario::standard().knobs;
    Knobs { honest, schools, works: standard.works.iter().take(3).cloned().collect(), exams: false, ..standard }
}

fn run(honest: bool, seeds: std::ops::Range<u64>) -> Vec<Trial> {
    let reference = Reference::shipped().unwrap();
    seeds.map(|seed| trial(&small(honest, 60), seed, &reference, &reference.protocol(), &Silent).unwrap()).collect()
}

fn figure<'a>(tables: &'a [Table], id: &str, row: &[&str], column: &str) -> &'a Cell {
    let table = tables.iter().find(|table| table.id == id).unwrap();
    let at = table.head.iter().position(|(code, _)| *code == column).unwrap();
    let fits = |cells: &&Vec<Cell>| {
        row.iter().zip(cells.iter()).all(|(wanted, cell)| match cell {
            Cell::Words(text) => text.en == *wanted,
            Cell::Code(code) => code == wanted,
            _ => false,
        })
    };
    &table.rows.iter().find(fits).unwrap()[at]
}

/// The short version of the harness. Its own false-alarm rate: about 1,200 untouched sets, p < .01 at most .012 with an upper bound would
/// fail by chance too often at this size, so the test takes three standard errors above .01 (one in 700); the score must separate bent
/// from untouched sets by more than simple markers do, less three standard errors of both (one in 700 again where they were equal).
#[test]
fn the_short_version() {
    let trials: Vec<Trial> = run(true, 1..3).into_iter().chain(run(false, 1..3)).collect();
    let tables = tables(&trials);
    let Cell::Estimate(below) = figure(&tables, "calibration", &["all", "own"], "below_01") else { panic!("no figure") };
    assert!(below.n > 500 && below.value <= 0.01 + 3.0 * (below.error + 0.002), "{below:?}");
    let Cell::Estimate(score) = figure(&tables, "power", &["all", "score"], "auc") else { panic!("no figure") };
    let Cell::Estimate(markers) = figure(&tables, "power", &["all", "markers"], "auc") else { panic!("no figure") };
    assert!(score.n > 20 && score.value > 0.6, "{score:?}");
    assert!(score.value > markers.value - 3.0 * (score.error + markers.error), "{score:?} {markers:?}");
    for table in &tables {
        assert!(table.rows.iter().all(|row| row.len() == table.head.len()), "{}", table.id);
    }
    intervals_hold_what_is_true(&trials, &tables);
    // One region in twenty has a flag by chance, mostly a single one: more than two in two regions come up less than once in 300 runs.
    let untouched = trials.iter().filter(|trial| trial.honest).flat_map(|trial| &trial.rows);
    assert!(untouched.filter(|row| row.flagged).count() <= 2, "sets of untouched regions are flagged");
}

/// Over six regions of sixty schools intervals of `level` hold zero in .94 of 8,630 untouched sets, and in .96 of 545 lifted ones what the
/// lift changed; about 1,200 and 60 here. Bounds are three errors below .93; intervals of half the width are seen.
fn intervals_hold_what_is_true(trials: &[Trial], tables: &[Table]) {
    let held = |tables: &[Table], column: &str| match figure(tables, "intervals", &["level"], column) {
        Cell::Estimate(found) => *found,
        other => panic!("{other:?}"),
    };
    let enough = |found: Estimate| found.value + 3.0 * found.error >= 0.93;
    let (zero, change) = (held(tables, "zero"), held(tables, "change"));
    assert!(zero.n > 500 && enough(zero) && zero.value < 0.99, "{zero:?}");
    assert!(change.n > 20 && enough(change), "{change:?}");
    let mut narrow = trials.to_vec();
    for said in narrow.iter_mut().flat_map(|trial| &mut trial.rows).flat_map(|row| &mut row.readings) {
        said.interval = said.interval.map(|end| said.effect + (end - said.effect) / 2.0);
    }
    let narrow = held(&super::tables(&narrow), "zero");
    assert!(!enough(narrow), "{narrow:?}");
}

/// The instrument itself: a screen that flags everything, or nothing true, must be seen.
#[test]
fn a_broken_screen_is_seen() {
    let mut trials = run(true, 1..2);
    let verdicts = judged(&tables(&trials));
    trials.iter_mut().flat_map(|trial| &mut trial.rows).for_each(|row| {
        row.p_own = row.p_own.map(|p| p * 0.1);
        row.flagged = true;
    });
    let broken = judged(&tables(&trials));
    assert!(broken.broken > verdicts.broken && broken.looked_at == verdicts.looked_at, "{verdicts:?} {broken:?}");
    let many: Vec<Trial> = (0..200).map(|seed| Trial { seed, ..trials[0].clone() }).collect();
    let tables = tables(&many);
    assert!(tables.iter().find(|table| table.id == "honest-regions").unwrap().rows[0].contains(&Cell::Holds(false)), "flags go unseen");
}

/// Among the flagged half are untouched: with twenty regions the promise is judged, and broken; with nineteen nothing is said.
#[test]
fn false_flags_are_counted_from_twenty_regions() {
    let mut trial = run(false, 1..2).remove(0);
    trial.rows.iter_mut().for_each(|row| row.flagged = false);
    let which = |lifted| -> Vec<usize> { (0..trial.rows.len()).filter(|&at| trial.rows[at].lifted == Some(lifted)).collect() };
    let (bent, untouched) = (which(true), which(false));
    bent.iter().zip(&untouched).take(5).for_each(|(a, b)| (trial.rows[*a].flagged, trial.rows[*b].flagged) = (true, true));
    let verdict = |n: u64| {
        let trials: Vec<Trial> = (0..n).map(|seed| Trial { seed, ..trial.clone() }).collect();
        let tables = tables(&trials);
        let row = tables.iter().find(|table| table.id == "discovery").unwrap().rows[0].clone();
        let Cell::Estimate(share) = row[1] else { panic!("no figure") };
        assert!((share.value - 0.5).abs() < 1e-12, "{share:?}");
        row[2].clone()
    };
    assert_eq!((verdict(19), verdict(20)), (Cell::Empty, Cell::Holds(false)));
}

/// Seven schools of six classes that differ much from school to school and hardly within: sixteen regions, one work, about 650 sets. Over 150
/// regions own p is below .01 in .0039 ± .0018 of the compared sets (± .0055 at this size) and a flag stands in five; the bounds are three
/// errors above. Before schools counted it was .0075 and eight: so small a region of regions would not have seen that, the tests of the parts
/// do; this one sees a screen that is much louder.
#[test]
fn seven_schools_are_not_forty_two() {
    let reference = Reference::shipped().unwrap();
    let (_, knobs) = moved(&small(true, 60)).into_iter().find(|(name, _)| name.en.starts_with("7 schools")).unwrap();
    let knobs = Knobs { honest: true, ..knobs };
    let trials: Vec<Trial> = (1..17).map(|seed| trial(&knobs, seed, &reference, &reference.protocol(), &Silent).unwrap()).collect();
    let table = groups_table(group_rows(&Text::same("seven"), &trials));
    let all = std::slice::from_ref(&table);
    let Cell::Estimate(own) = figure(all, "worlds", &["seven", "all"], "below_01") else { panic!("no figure") };
    assert!(own.n > 400 && own.value < 0.03, "{own:?}");
    let Cell::Estimate(any) = figure(all, "worlds", &["seven", "all"], "any_flag") else { panic!("no figure") };
    assert!(any.n == 16 && any.value <= 0.25, "{any:?}");
    // The control: a screen ten times as sure, which flags one school whole, breaks the promise.
    let mut loud = trials;
    loud.iter_mut().flat_map(|trial| &mut trial.rows).for_each(|row| {
        row.p_own = row.p_own.map(|p| p * 0.1);
        row.flagged |= row.school == 0;
    });
    let table = groups_table(group_rows(&Text::same("seven"), &loud));
    assert_eq!(figure(&[table], "worlds", &["seven", "all"], "holds"), &Cell::Holds(false));
}

/// A group that has more of the flags than its sets allow is seen, though flags are few.
#[test]
fn a_group_put_first_is_seen() {
    let mut trials = run(true, 1..4);
    let verdict =
        |trials: &[Trial]| figure(&[groups_table(group_rows(&Text::same("x"), trials))], "worlds", &["x", "lumpy-scale"], "holds").clone();
    let odd = Confounder::LumpyScale;
    trials.iter_mut().flat_map(|trial| &mut trial.rows).for_each(|row| {
        row.p_own = row.p_own.map(|p| p.max(0.5));
        row.flagged = false;
        // Six hundred sets and more, so that the group is judged; every tenth of all sets.
        row.confounders.retain(|cause| *cause != odd);
    });
    let mut sets: Vec<&mut Row> = trials.iter_mut().flat_map(|trial| &mut trial.rows).filter(|row| row.status == SetStatus::Ok).collect();
    assert!(sets.len() > 600);
    sets.iter_mut().take(520).for_each(|row| row.confounders.push(odd));
    sets.iter_mut().skip(515).take(10).for_each(|row| row.flagged = true);
    assert_eq!(verdict(&trials), Cell::Holds(true), "five of ten flags");
    trials.iter_mut().flat_map(|trial| &mut trial.rows).for_each(|row| row.flagged &= row.confounders.contains(&odd));
    trials
        .iter_mut()
        .flat_map(|trial| &mut trial.rows)
        .filter(|row| row.confounders.contains(&odd))
        .for_each(|row| row.p_own = Some(0.001));
    assert_eq!(verdict(&trials), Cell::Holds(false));
}

/// Schools by themselves, a third of their sets bent and the rule of flagging on: nothing is flagged, with published shares or without,
/// and the p that is borrowed is no smaller than it says. Own false-alarm rate: two shares of about 500 sets, three standard errors above
/// the level, one in 400.
#[test]
fn a_school_alone_is_never_flagged() {
    let reference = Reference::shipped().unwrap();
    let protocol = Protocol { flags: true, ..reference.protocol() };
    for (published, ladder) in [(true, Ladder::C), (false, Ladder::D)] {
        let alone = |knobs: &Knobs| trial_alone(knobs, 3, published, &reference, &protocol, &Silent).unwrap();
        let trials = [alone(&small(true, 40)), alone(&Knobs { share_bent: 0.3, ..small(false, 40) })];
        let rows = || trials.iter().flat_map(|trial| &trial.rows);
        assert!(rows().all(|row| row.ladder == ladder && !row.flagged && row.lfdr.is_none()));
        assert!(rows().any(|row| row.bent.is_some() && row.look), "{ladder:?}: what is plain is still worth a look");
        let tables = tables(&trials);
        let code = ladder.code();
        let Cell::Estimate(below) = figure(&tables, "rungs", &[code, "untouched"], "below_05") else { panic!("no figure") };
        assert!(below.n > 150 && below.value <= 0.05 + 3.0 * (below.error + 0.002), "{ladder:?}: {below:?}");
        assert_eq!(figure(&tables, "rungs", &[code, "with bending"], "flagged"), &Cell::Count(0));
        let Cell::Estimate(area) = figure(&tables, "rungs", &[code, "with bending"], "auc") else { panic!("no figure") };
        assert!(area.value > 0.5, "{ladder:?}: {area:?}");
    }
}

/// A school cut out of its region has its own rows only, all of them.
#[test]
fn the_sets_of_schools_alone_are_those_of_the_region() {
    let reference = Reference::shipped().unwrap();
    let knobs = small(false, 12);
    let whole = trial(&knobs, 2, &reference, &reference.protocol(), &Silent).unwrap();
    let alone = trial_alone(&knobs, 2, true, &reference, &reference.protocol(), &Silent).unwrap();
    let told = |trial: &Trial| {
        let mut rows: Vec<_> = trial.rows.iter().map(|row| (row.school, row.work, row.n, row.selective, row.lifted)).collect();
        rows.sort_unstable();
        rows
    };
    assert_eq!(told(&whole), told(&alone));
}

/// Each world differs from the given one by its knob, and its row has a figure in every column that can be filled.
#[test]
fn worlds_are_moved_one_knob_at_a_time() {
    let base = small(false, 30);
    let worlds = moved(&base);
    assert!(worlds.iter().skip(1).all(|(_, knobs)| *knobs != base && knobs.check().is_ok()) && worlds[0].1 == base);
    let trials: Vec<Trial> = run(true, 1..2).into_iter().chain(run(false, 1..2)).collect();
    let table = moved_table(vec![moved_row(&Text::same("x"), &trials)]);
    assert_eq!(table.rows[0].len(), table.head.len());
    assert!(table.rows[0].iter().skip(3).all(|cell| matches!(cell, Cell::Estimate(_))), "{:?}", table.rows[0]);
}

/// Units beside the sets: who was changed is known from the twin, an untouched world has none, and a register raised by half a mark or more
/// stands out. False-alarm rate: the area of about 25 raised registers has a standard error of about .05.
#[test]
fn changed_units_are_told_from_the_twin_of_the_world() {
    let reference = Reference::shipped().unwrap();
    let journals = BTreeMap::from([(BendingKind::Journal, 1.0)]);
    let knobs = |honest| Knobs { exams: true, share_bent: 0.15, strengths: [1.0, 0.0, 0.0], kinds: journals.clone(), ..small(honest, 40) };
    let trials = [true, false].map(|honest| trial(&knobs(honest), 5, &reference, &reference.protocol(), &Silent).unwrap());
    assert!(trials[0].units.iter().all(|row| row.changed == (row.indicator == "variant")), "variants differ in every world");
    let changed = |id: &str| trials[1].units.iter().filter(|row| row.indicator == id && row.changed).count();
    assert!(changed("rounding") > 20 && changed("medalists") > 2, "{} {}", changed("rounding"), changed("medalists"));
    let tables = tables(&trials);
    let Cell::Estimate(area) = figure(&tables, "units", &["rounding"], "auc") else { panic!("no figure") };
    assert!(area.value > 0.8, "{area:?}");
    let Cell::Estimate(quiet) = figure(&tables, "units", &["rounding"], "below_05") else { panic!("no figure") };
    assert!(quiet.n > 300 && quiet.value < 0.08, "{quiet:?}");
}

/// A p that is a tenth of what it should be is seen here too.
#[test]
fn units_too_loud_are_seen() {
    let reference = Reference::shipped().unwrap();
    let mut trial = trial(&Knobs { exams: true, ..small(true, 40) }, 5, &reference, &reference.protocol(), &Silent).unwrap();
    let at = |trial: &Trial| match figure(&tables(std::slice::from_ref(trial)), "units", &["confirmation"], "below_05") {
        Cell::Estimate(share) => *share,
        other => panic!("{other:?}"),
    };
    let before = at(&trial);
    trial.units.iter_mut().for_each(|row| row.p = row.p.map(|p| p * 0.1));
    assert!(before.value < 0.12 && at(&trial).value > 0.25, "{before:?} {:?}", at(&trial));
}

/// Schools that handed in neither marks nor links are not put first for it. Six works of three regions of 60 schools, 15 % of them such:
/// about 350 of their sets. With one spread for all, own p was below .05 in .11 of them; with a spread by what is known it is .036 over many
/// seeds, with a standard error of .011 at this size. The bound is three of those above: one run in 700 of another world would pass it.
#[test]
fn a_school_that_hands_in_less_is_not_put_first() {
    let reference = Reference::shipped().unwrap();
    let standard = Scenario::standard().knobs;
    let works = standard.works.iter().take(6).cloned().collect();
    let knobs = Knobs {
        works,
        rates: Rates { unmarked: 0.15, unlinked: 0.15, ..Rates::default() },
        exams: false,
        ..Knobs { schools: 60, ..Knobs::honest() }
    };
    let trials: Vec<Trial> =
        [1009, 1010, 1014].iter().map(|seed| trial(&knobs, *seed, &reference, &reference.protocol(), &Silent).unwrap()).collect();
    let tables = tables(&trials);
    let cell = |row: &str, column: &str| figure(&tables, "causes", &[row], column).clone();
    let (Cell::Estimate(below), Cell::Estimate(all)) = (cell("no-links", "below_05"), cell("all", "below_05")) else { panic!("no figure") };
    assert!(below.n > 250 && below.value < 0.07, "{below:?}");
    assert!(all.value < 0.05, "{all:?}");
    let Cell::Estimate(answered) = cell("no-marks", "answered") else { panic!("no figure") };
    assert!(answered.value.abs() < 1e-12, "{answered:?}: too few to be a measure for each other");
    assert_eq!(cell("no-marks", "sets"), cell("no-links", "sets"));
}

/// Selective schools whose journals are as strict as their pupils are able, one work: eight regions of sixty schools that do not state their
/// kinds, and ten of thirty that do; about 90 and 50 such sets. Before kinds had an effect of their own, own p was below .05 in .31 and .29
/// of them and 4 to 6 of a hundred were flagged; over many seeds it is .047 and .033 now. The bound is three standard errors (.055) below
/// the one and four (.02) above the other.
#[test]
fn a_selective_school_with_strict_journals_is_not_put_first() {
    let reference = Reference::shipped().unwrap();
    let standard = Knobs { selective_intake: 0.9, strict_selective: 0.9, exams: false, ..Knobs::honest() };
    let works = vec!["vpr-russian-4".to_owned()];
    let worlds = [(60, false, 8), (30, true, 10)];
    for (schools, kind_known, regions) in worlds {
        let knobs = Knobs { schools, kind_known, works: works.clone(), ..standard.clone() };
        let trials: Vec<Trial> =
            (1..=regions).map(|seed| trial(&knobs, seed, &reference, &reference.protocol(), &Silent).unwrap()).collect();
        let tables = tables(&trials);
        let cell = |column: &str| figure(&tables, "causes", &["strict-selective"], column).clone();
        let Cell::Estimate(below) = cell("below_05") else { panic!("no figure") };
        assert!(below.n > 40 && below.value < 0.13, "{schools} schools: {below:?}");
        assert_eq!(cell("flags"), Cell::Count(0), "{schools} schools");
    }
}

/// The same schools with twelve works and their kinds stated nowhere: other works tell of the intake, and what one class shows in one or two
/// of them is not all that tells it. Mean z of `level` over such sets of a region was .63 to 1.42 in twelve regions before the standing of
/// a school in its other works was known, and is .04 to .47 (mean .21, sd .11) since: the bound is three standard errors of two regions above
/// that, and two and a half below the .90 of before.
#[test]
fn a_selective_school_of_several_works_is_not_put_first() {
    let reference = Reference::shipped().unwrap();
    let standard = Scenario::standard().knobs;
    let knobs = Knobs { schools: 60, strict_selective: 0.55, kind_known: false, exams: false, honest: true, ..standard };
    let trials = [4001, 4002].map(|seed| trial(&knobs, seed, &reference, &reference.protocol(), &Silent).unwrap());
    let odd = trials.iter().flat_map(|trial| &trial.rows).filter(|row| row.confounders.contains(&Confounder::StrictSelective));
    let z: Vec<f64> = odd.filter_map(|row| Some(row.said("level")?.z)).collect();
    let mean = z.iter().sum::<f64>() / z.len() as f64;
    assert!(z.len() > 150 && mean < 0.45, "{mean:.3} over {} sets", z.len());
}
