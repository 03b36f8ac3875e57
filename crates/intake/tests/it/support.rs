//! Files as text.

use intake::{Answers, Assembly, Input, Key, Options};
use records::progress::Silent;
use records::reference::Reference;

pub fn file(name: &str, text: &str) -> Input {
    Input { name: name.to_owned(), bytes: text.as_bytes().to_vec() }
}

pub fn assemble(inputs: Vec<Input>) -> Assembly {
    assemble_with(inputs, &[])
}

pub fn assemble_with(inputs: Vec<Input>, answers: &[(&str, &str)]) -> Assembly {
    let mut given = Answers::default();
    answers.iter().for_each(|(key, answer)| given.set(*key, answer));
    let reference = Reference::shipped().unwrap();
    let options = Options { reference: &reference, answers: given, key: Key::derive(7), progress: &Silent };
    intake::assemble(inputs, &options)
}

/// Codes of the problems, in order.
pub fn codes(assembly: &Assembly) -> Vec<&'static str> {
    assembly.problems.iter().map(|problem| problem.code).collect()
}

/// How long a piece of work took and how much resident memory it added at its peak, kB (0 where the system does not tell).
pub fn measured<T>(work: impl FnOnce() -> T) -> (T, std::time::Duration, u64) {
    // 5 = forget the greatest resident size so far.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let (before, start) = (resident("VmRSS:"), std::time::Instant::now());
    let result = work();
    let (time, peak) = (start.elapsed(), resident("VmHWM:"));
    (result, time, peak.saturating_sub(before))
}

fn resident(line: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let of = |text: &str| text.strip_prefix(line).and_then(|rest| rest.trim().trim_end_matches("kB").trim().parse().ok());
    status.lines().find_map(of).unwrap_or(0)
}
