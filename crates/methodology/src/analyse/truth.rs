//! Measured on simulated truth: honest data stay quiet, bent sets are found, threads change nothing.

use std::collections::BTreeMap;

use super::study;
use crate::card::{Outcome, Reading};
use crate::progress::Silent;
use crate::reference::Reference;
use crate::simulate::{BendingKind, Knobs, World, region};
use crate::study::{SetStudy, Study};

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

/// Share below `level` with the upper end of a one-sided 99.9 % Monte-Carlo band around `level` for that many sets. Sets of one school
/// share teachers and journals: the number of independent ones is taken as half.
fn within(share: f64, level: f64, sets: usize) -> (bool, f64) {
    let limit = level + 3.1 * (level * (1.0 - level) / (0.5 * sets as f64)).sqrt();
    (share <= limit, limit)
}

/// False-alarm rate of this test: five indicators and the set's own p at two levels, one-sided 99.9 % each, together about 1 %.
#[test]
fn an_honest_region_stays_quiet() {
    let world = region(&Knobs { honest: true, ..small(80, 4) }, 11);
    let study = run(&world);
    for id in IDS {
        let p: Vec<f64> = study.sets.iter().filter_map(|row| Some(answer(row, id)?.p)).collect();
        assert!(p.len() > 400, "{id} answered {}", p.len());
        quiet(id, &p);
    }
    quiet("own", &study.sets.iter().filter_map(|row| row.p_own).collect::<Vec<f64>>());
    assert!(study.sets.iter().all(|row| !row.flagged));
}

fn quiet(id: &str, p: &[f64]) {
    for level in [0.01, 0.05] {
        let share = p.iter().filter(|p| **p < level).count() as f64 / p.len() as f64;
        let (ok, limit) = within(share, level, p.len());
        assert!(ok, "{id}: {share:.4} below {level}, limit {limit:.4}, n {}", p.len());
    }
}

/// Each kind of bending is found by the indicator made for it: strong bending of one kind in a tenth of the sets. With about 25 bent sets
/// the area under the curve has a standard error of about .04; a blind indicator (.5) would pass .65 once in ten thousand runs.
#[test]
fn planted_bending_is_found() {
    let planted = [
        (BendingKind::Hints, "profile", 0.8),
        (BendingKind::Boundary, "boundary", 0.85),
        (BendingKind::Fitting, "boundary", 0.8),
        (BendingKind::Fitting, "journal", 0.75),
        (BendingKind::Leniency, "leniency", 0.75),
        (BendingKind::Correction, "level", 0.65),
    ];
    for (kind, indicator, least) in planted {
        let knobs = Knobs { kinds: BTreeMap::from([(kind, 1.0)]), strengths: [0.0, 0.3, 0.7], share_bent: 0.10, ..small(70, 2) };
        let world = region(&knobs, 5);
        let study = run(&world);
        let scores: Vec<(f64, bool)> = study
            .sets
            .iter()
            .zip(&world.truth)
            .filter_map(|(row, truth)| Some((answer(row, indicator)?.z, truth.bent.is_some())))
            .collect();
        let found = auc(&scores);
        assert!(found > least, "{kind:?} by {indicator}: area {found:.3}");
    }
}

#[test]
fn the_same_bits_on_one_thread_and_on_eight() {
    let world = region(&small(40, 2), 3);
    let on = |threads: usize| {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(|| format!("{:?}", run(&world).sets))
    };
    assert!(on(1) == on(8), "a number depends on the threads");
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

#[test]
#[ignore = "a measurement of minutes: prints the quiet of honest regions by cell"]
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

#[test]
#[ignore = "a measurement of minutes: prints what is found of bent regions by kind and strength"]
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

/// What a school alone reads, every STEP-th row.
#[test]
#[ignore = "prints the study of the simulated gymnasium"]
fn read_gymnasium() {
    let study = run(&crate::simulate::gymnasium(1));
    study.headline.sentences.iter().for_each(|sentence| println!("{}\n    {}", sentence.ru, sentence.en));
    let step = std::env::var("STEP").ok().and_then(|step| step.parse().ok()).unwrap_or(9);
    study.sets.iter().step_by(step).for_each(print_row);
}

/// What a region reads of the sets worth a look.
#[test]
#[ignore = "prints the looks of a small simulated region"]
fn read_region() {
    let study = run(&region(&small(110, 2), 1));
    study.headline.sentences.iter().for_each(|sentence| println!("{}\n    {}", sentence.ru, sentence.en));
    study.works.iter().for_each(|work| println!("{}", work.model_note.ru));
    study.sets.iter().filter(|row| row.look).take(6).for_each(print_row);
}

fn print_row(row: &SetStudy) {
    println!("\n== {} n {} {} {:?} mde {:?} p {:?} q {:?}", row.title.ru, row.n, row.ladder.code(), row.chip, row.mde, row.p, row.q);
    println!("{}\n{}", row.verdict.ru, row.reason.ru);
    row.passport_reasons.iter().for_each(|reason| println!("  * {}", reason.ru));
    for reading in &row.readings {
        match &reading.outcome {
            Outcome::Answered(answer) => {
                println!("  {} z {:.2} p {:.4} mde {:.2}: {}", reading.indicator, answer.z, answer.p, answer.mde, answer.explanation.ru);
                println!("      {}\n      {}", answer.explanation.en, answer.reference.ru);
                answer.figures.iter().for_each(|figure| println!("      [{}] {}", figure.title.ru, figure.caption.ru));
                answer.workings.iter().for_each(|(name, value)| println!("        {} = {value:.3}", name.ru));
            }
            Outcome::TooFew { why, .. } | Outcome::NoData { why } => println!("  {}: {}", reading.indicator, why.ru),
        }
    }
}

/// Resident memory in MB, where the system tells it.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().split(' ').next()?.parse::<usize>().ok()).unwrap_or(0) / 1024
}
