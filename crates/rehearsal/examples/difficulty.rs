//! Measures how hard the standard scenario is: `cargo run --release -p methodology --example difficulty`
//! (SEEDS=10, KNOBS=file.toml to try other knobs). Prints areas under the curve with their Monte-Carlo error over seeds.
#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a measurement speaks through standard output and stops when it cannot run")]

use std::collections::BTreeMap;

use methodology::beside::beside;
use records::dataset::KimId;
use rehearsal::simulate::{Difficulty, Knobs, Scenario, World, area_under_curve, difficulty, region};

fn main() {
    let seeds: u64 = std::env::var("SEEDS").ok().and_then(|text| text.parse().ok()).unwrap_or(10);
    let scenario = Scenario::standard();
    let knobs = std::env::var("KNOBS").map_or(scenario.knobs, |path| Knobs::from_toml(&std::fs::read_to_string(path).unwrap()).unwrap());
    let knobs = Knobs { marks: false, exams: false, ..knobs };
    let mut found: Vec<Difficulty> = Vec::new();
    let mut kinds: BTreeMap<String, Vec<[f64; 2]>> = BTreeMap::new();
    for seed in 1..=seeds {
        let world = region(&knobs, seed);
        found.extend(difficulty(&world));
        by_group(&world, &mut kinds);
    }
    println!(
        "standard scenario, version {}; {seeds} seeds, {} bent and {} honest sets in the first",
        scenario.version, found[0].bent, found[0].honest
    );
    say("sum of the four markers", &found.iter().map(|one| one.markers).collect::<Vec<_>>());
    say("INVALSI membership", &found.iter().map(|one| one.index).collect::<Vec<_>>());
    for marker in 0..4 {
        say(&format!("M{} alone", marker + 1), &found.iter().map(|one| one.each[marker]).collect::<Vec<_>>());
    }
    for (group, areas) in &kinds {
        let mean = |k: usize| areas.iter().map(|pair| pair[k]).sum::<f64>() / areas.len() as f64;
        println!("{group:14} markers {:.3}  INVALSI {:.3}  ({} works and seeds)", mean(0), mean(1), areas.len());
    }
}

fn say(name: &str, values: &[f64]) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let sd = (values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0).max(1.0)).sqrt();
    println!("{name:26} AUC {mean:.4} ± {:.4} (standard error over seeds; one seed {sd:.4})", sd / n.sqrt());
}

/// The same areas with the bent sets of one kind or strength only.
fn by_group(world: &World, groups: &mut BTreeMap<String, Vec<[f64; 2]>>) {
    let sets = world.dataset.result_sets();
    for kim in (0..world.dataset.kims.len()).map(|kim| KimId(u32::try_from(kim).unwrap())) {
        let truths = sets.iter().zip(&world.truth).filter(|(set, _)| set.key.kim == kim).map(|(_, truth)| truth);
        let shown: Vec<_> = beside(&world.dataset, kim, &sets).into_iter().zip(truths).collect();
        let mut of: BTreeMap<String, Vec<(f64, f64, bool)>> = BTreeMap::new();
        let scores =
            shown.iter().filter_map(|(set, truth)| Some((f64::from(set.sum?), set.index.ok()?.first, truth.lifted()?, truth.bent)));
        let (bent, honest): (Vec<_>, Vec<_>) = scores.partition(|score| score.2);
        for (sum, index, _, bending) in bent {
            let bending = bending.unwrap();
            for name in [bending.kind.code().to_owned(), format!("strength {:.0}", (bending.strength * 3.0).ceil())] {
                of.entry(name).or_default().push((sum, index, true));
            }
        }
        for (name, mut rows) in of {
            rows.extend(honest.iter().map(|row| (row.0, row.1, false)));
            let markers = area_under_curve(&rows.iter().map(|row| (row.0, row.2)).collect::<Vec<_>>()).unwrap();
            let index = area_under_curve(&rows.iter().map(|row| (row.1, row.2)).collect::<Vec<_>>()).unwrap();
            groups.entry(name).or_default().push([markers, index]);
        }
    }
}
