//! Measures the screen on simulated regions, minutes long: `cargo run --release -p methodology --example truth`
//! (SEEDS=1,2 SCHOOLS=150 WORKS=12). Prints p-values of honest regions by cell, then AUC and recall of bent ones.
#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a measurement speaks through standard output and stops when it cannot run")]

use std::collections::BTreeMap;

use methodology::card::{Outcome, Reading};
use methodology::progress::Silent;
use methodology::reference::Reference;
use methodology::simulate::{Knobs, World, region};
use methodology::study::{SetStudy, Study, study};

fn main() {
    measure_honest();
    measure_bent();
}

const IDS: [&str; 5] = ["level", "journal", "boundary", "profile", "leniency"];

fn run(world: &World) -> Study {
    let reference = Reference::shipped().unwrap();
    study(&world.dataset, &reference, &reference.protocol(), None, &Silent)
}

fn answer<'a>(row: &'a SetStudy, indicator: &str) -> Option<&'a Reading> {
    row.readings.iter().find(|reading| reading.indicator == indicator).and_then(|reading| match &reading.outcome {
        Outcome::Answered(answer) => Some(&**answer),
        _ => None,
    })
}

/// A smaller region: `works` works of the standard scenario.
fn small(schools: usize, works: usize) -> Knobs {
    let standard = Knobs::default();
    Knobs { schools, works: standard.works.iter().take(works).cloned().collect(), exams: false, ..standard }
}

/// Probability that a bent set stands above an honest one (Mann–Whitney).
fn auc(scores: &[(f64, bool)]) -> f64 {
    let mut good: Vec<f64> = scores.iter().filter(|score| !score.1).map(|score| score.0).collect();
    good.sort_by(f64::total_cmp);
    let bad: Vec<f64> = scores.iter().filter(|score| score.1).map(|score| score.0).collect();
    let wins = |b: &f64| {
        good.partition_point(|g| g < b) as f64 + 0.5 * (good.partition_point(|g| g <= b) - good.partition_point(|g| g < b)) as f64
    };
    bad.iter().map(wins).sum::<f64>() / (bad.len() * good.len()) as f64
}

/// Knobs of the measurement from the environment: SEEDS=1,2 SCHOOLS=150 WORKS=12.
fn measured() -> (Vec<u64>, Knobs) {
    let number = |name: &str, usual: usize| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual);
    let seeds = std::env::var("SEEDS").unwrap_or_else(|_| "1".into());
    (seeds.split(',').filter_map(|seed| seed.parse().ok()).collect(), small(number("SCHOOLS", 150), number("WORKS", 12)))
}

/// Quiet of honest regions by cell.
fn measure_honest() {
    let (seeds, knobs) = measured();
    let mut cells: BTreeMap<(String, &str), Vec<(f64, f64)>> = BTreeMap::new();
    for seed in seeds {
        let world = region(&Knobs { honest: true, ..knobs.clone() }, seed);
        let (start, before) = (std::time::Instant::now(), resident());
        let study = run(&world);
        let head = &study.headline;
        println!("resident before {before} MB, after {} MB", resident());
        println!(
            "seed {seed}: {} sets, {} scripts, {:?}; look {}, by chance {:?}",
            head.sets,
            head.scripts,
            start.elapsed(),
            head.look,
            head.expected_by_chance
        );
        for row in study.sets.iter().filter(|row| row.p_own.is_some()) {
            for name in [cell(&world, row), "all".into(), row.procedure.clone()] {
                cells.entry((name.clone(), "own")).or_default().push((f64::from(u8::from(row.look)), row.p_own.unwrap()));
                for id in IDS {
                    cells.entry((name.clone(), id)).or_default().extend(answer(row, id).map(|answer| (answer.z, answer.p)));
                }
            }
        }
    }
    for ((cell, id), values) in cells.iter().filter(|(_, values)| !values.is_empty()) {
        let n = values.len() as f64;
        let share = |level: f64| values.iter().filter(|value| value.1 < level).count() as f64 / n;
        let mean = values.iter().map(|value| value.0).sum::<f64>() / n;
        let sd = (values.iter().map(|value| (value.0 - mean) * (value.0 - mean)).sum::<f64>() / n).sqrt();
        println!(
            "{cell:22} {id:9} n {n:6} mean {mean:+.3} sd {sd:.3} p<.05 {:.4} p<.01 {:.4} p<.001 {:.4}",
            share(0.05),
            share(0.01),
            share(0.001)
        );
    }
}

/// Kind of school × class size.
fn cell(world: &World, row: &SetStudy) -> String {
    let kind = if world.dataset.schools[row.key.school.0 as usize].kind == "general" { "general" } else { "selective" };
    let size = match row.n {
        0..15 => "10-14",
        15..22 => "15-21",
        22..28 => "22-27",
        _ => "28+",
    };
    format!("{kind} {size}")
}

/// What is found of bent regions by kind and strength.
fn measure_bent() {
    let (seeds, knobs) = measured();
    let mut scores: BTreeMap<(String, &str), Vec<(f64, bool)>> = BTreeMap::new();
    for seed in seeds {
        let world = region(&knobs, seed + 100);
        let study = run(&world);
        for (row, truth) in study.sets.iter().zip(&world.truth).filter(|(row, _)| row.score.is_some()) {
            let lifted = truth.bent.filter(|bent| bent.kind.lifts_result() && bent.lift > 0.0);
            let groups = match (lifted, truth.bent) {
                (Some(bent), _) => {
                    vec!["any".to_owned(), bent.kind.code().to_owned(), format!("strength {:.0}", (bent.strength * 3.0).ceil())]
                }
                (None, None) => vec!["honest".to_owned()],
                (None, Some(_)) => continue,
            };
            for group in groups {
                let mut add = |id: &'static str, value: f64| scores.entry((group.clone(), id)).or_default().push((value, lifted.is_some()));
                add("score", row.score.unwrap());
                IDS.iter().for_each(|id| answer(row, id).into_iter().for_each(|answer| add(id, answer.z)));
            }
        }
    }
    for id in std::iter::once("score").chain(IDS) {
        let honest = scores[&("honest".to_owned(), id)].clone();
        let mut sorted: Vec<f64> = honest.iter().map(|score| score.0).collect();
        sorted.sort_by(f64::total_cmp);
        for ((group, _), bent) in scores.iter().filter(|((group, of), _)| *of == id && group != "honest") {
            let area = auc(&honest.iter().chain(bent).copied().collect::<Vec<_>>());
            let recall = |alarm: f64| {
                let cut = sorted[((1.0 - alarm) * sorted.len() as f64) as usize];
                bent.iter().filter(|score| score.0 > cut).count() as f64 / bent.len() as f64
            };
            println!("{id:9} {group:12} n {:5} auc {area:.3} recall at 5% {:.3} at 1% {:.3}", bent.len(), recall(0.05), recall(0.01));
        }
    }
}

/// Resident memory in MB, where the system tells it.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().split(' ').next()?.parse::<usize>().ok()).unwrap_or(0) / 1024
}
