//! How long a person waits: the program itself is started and timed as a whole process, with its peak memory (P1, P5, P9 of the
//! promises). `cargo bench -p objektiv` prints machine, median and the bound that was promised; nothing is judged here.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a bench speaks through standard output and stops when it cannot run"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use jiff::civil::date;
use rehearsal::layouts;
use rehearsal::simulate::{Knobs, gymnasium, region};

/// Counted runs of each measurement, after one that is not counted.
const RUNS: usize = 5;

/// Schools of the region: about 160,000 scripts in the standard plan.
const SCHOOLS: usize = 320;

fn main() {
    // `cargo test --benches` starts benches too; there is nothing to check then.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    machine();
    let program = PathBuf::from(env!("CARGO_BIN_EXE_objektiv"));
    start(&program);
    school(&program);
    school_pdf(&program);
    region_from_csv(&program);
}

fn machine() {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .unwrap_or(" : unknown")
        .trim_start_matches([' ', '\t', ':'])
        .to_owned();
    println!("machine: {model}, {cores} cores");
    println!("{:<46} {:>12} {:>12} {:>12} {:>10}", "", "median", "min", "max", "peak MB");
}

/// P9: the help.
fn start(program: &Path) {
    report("P9 start, --help (must: 20 ms)", || {
        let mut command = Command::new(program);
        command.arg("--help");
        command
    });
}

/// P1: one school from its workbooks to tables and HTML.
fn school(program: &Path) {
    let folder = tempfile::tempdir().unwrap();
    let scripts = write_school(folder.path());
    let out = folder.path().join("out");
    report(&format!("P1 school, {scripts} scripts → HTML (must: 1 s)"), || analyze(program, &folder.path().join("school"), &out, &[]));
}

/// P1 with PDF.
fn school_pdf(program: &Path) {
    if !cfg!(feature = "pdf") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let scripts = write_school(folder.path());
    let out = folder.path().join("out");
    report(&format!("P1 school, {scripts} scripts → PDF (must: 3 s)"), || {
        analyze(program, &folder.path().join("school"), &out, &["--pdf"])
    });
}

/// P5's rate with the indicators of today: a region from CSV to `screen.csv`.
fn region_from_csv(program: &Path) {
    let folder = tempfile::tempdir().unwrap();
    let world = region(&Knobs { schools: SCHOOLS, ..Knobs::default() }, 7);
    let scripts: usize = world.dataset.sittings.iter().map(records::dataset::Sitting::len).sum();
    let data = folder.path().join("region");
    for (name, bytes) in layouts::canonical::write(&world.dataset).expect("the canonical layout is written") {
        put(&data.join(name), &bytes);
    }
    drop(world);
    let out = folder.path().join("out");
    report(&format!("P5 region, {scripts} scripts (160,000: 10 s)"), || analyze(program, &data, &out, &[]));
}

fn write_school(folder: &Path) -> usize {
    let world = gymnasium(7);
    let scripts = world.dataset.sittings.iter().map(records::dataset::Sitting::len).sum();
    let files = layouts::demo_files(&world, 7, date(2026, 6, 1)).expect("the demo files are written");
    for (name, bytes) in files.into_iter().filter(|(name, _)| !name.starts_with("truth")) {
        put(&folder.join("school").join(name), &bytes);
    }
    scripts
}

fn put(path: &Path, bytes: &[u8]) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

fn analyze(program: &Path, data: &Path, out: &Path, more: &[&str]) -> Command {
    let _ = std::fs::remove_dir_all(out);
    let mut command = Command::new(program);
    command.arg("analyze").arg(data).arg("--out").arg(out).arg("--quiet").args(more);
    command
}

fn report(name: &str, command: impl Fn() -> Command) {
    let mut runs: Vec<(Duration, u64)> = (0..=RUNS).map(|_| run(&mut command())).skip(1).collect();
    runs.sort_unstable();
    let memory = runs.iter().map(|(_, memory)| *memory).max().unwrap_or(0);
    let time = |index: usize| format!("{:.3} s", runs[index].0.as_secs_f64());
    println!("{name:<46} {:>12} {:>12} {:>12} {:>10.0}", time(RUNS / 2), time(0), time(RUNS - 1), memory as f64 / 1024.0);
}

/// Wall time and peak resident memory (kB, where the system tells it) of one run.
fn run(command: &mut Command) -> (Duration, u64) {
    let started = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    loop {
        peak = peak.max(high_water(&status));
        if let Some(code) = child.try_wait().expect("the program can be waited for") {
            assert!(code.success(), "the program ended with {code}");
            return (started.elapsed(), peak);
        }
        std::thread::sleep(Duration::from_micros(500));
    }
}

fn high_water(status: &str) -> u64 {
    let text = std::fs::read_to_string(status).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
