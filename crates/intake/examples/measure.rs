//! Reads the named files and says how long it took and how much memory it needed: `cargo run --release -p intake --example measure -- FOLDER…`.
#![expect(clippy::print_stdout, reason = "the measurement is what it is for")]

use std::path::PathBuf;
use std::time::Instant;

use intake::{Answers, Key, Options};
use records::progress::Silent;
use records::reference::Reference;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let reference = Reference::shipped()?;
    let start = Instant::now();
    let inputs = intake::collect(&paths)?;
    let (files, bytes) = (inputs.len(), inputs.iter().map(|input| input.bytes.len()).sum::<usize>());
    let collected = start.elapsed();
    let options = Options { reference: &reference, answers: Answers::default(), key: Key::derive(1), progress: &Silent };
    let read = intake::assemble(inputs, &options);
    let scripts: usize = read.dataset.sittings.iter().map(records::dataset::Sitting::len).sum();
    println!("{files} files, {} kB, {scripts} scripts, {} problems, {} questions", bytes >> 10, read.problems.len(), read.questions.len());
    for problem in read.problems.iter().take(5) {
        println!("  {} {:?} {} {}", problem.code, problem.place, problem.found, problem.what.en);
    }
    println!("collected in {} ms, all in {} ms, peak {}", collected.as_millis(), start.elapsed().as_millis(), peak());
    Ok(())
}

/// Greatest resident memory, where the system tells it.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")).map_or_else(|| "not known here".to_owned(), |peak| peak.trim().to_owned())
}
