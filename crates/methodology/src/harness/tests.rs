use super::*;
use crate::progress::Silent;
use crate::simulate::Scenario;

/// Three works of the standard scenario in a small region.
fn small(honest: bool, schools: usize) -> Knobs {
    let standard = Scenario::standard().knobs;
    Knobs { honest, schools, works: standard.works.iter().take(3).cloned().collect(), exams: false, ..standard }
}

fn run(honest: bool, seeds: std::ops::Range<u64>) -> Vec<Trial> {
    let reference = Reference::shipped().unwrap();
    seeds.map(|seed| trial(&small(honest, 60), seed, &reference, &reference.protocol(), &Silent)).collect()
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
    let flagged = |honest: bool| trials.iter().filter(|trial| trial.honest == honest).flat_map(|trial| &trial.rows).any(|row| row.flagged);
    assert!(!flagged(true), "a set of an untouched region is flagged");
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
    let (bent, untouched): (Vec<usize>, Vec<usize>) = (0..trial.rows.len()).partition(|&at| trial.rows[at].bent.is_some());
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
