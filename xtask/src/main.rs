//! `cargo xtask tidy` checks the invariants of ARCHITECTURE.md that the compiler cannot; `cargo xtask coverage` writes docs/coverage.md;
//! `cargo xtask dist` makes the archive people download.
#![expect(clippy::print_stdout, reason = "a command for developers speaks through standard output")]

mod checks;
mod coverage;
mod dist;
mod imports;
mod requirements;
mod tree;

use std::process::ExitCode;

use tree::Tree;

fn main() -> ExitCode {
    let command = std::env::args().nth(1).unwrap_or_default();
    match (command.as_str(), Tree::load()) {
        ("dist", _) => dist::make(std::env::args().nth(2).as_deref()),
        (_, Err(error)) => fail(&error),
        ("tidy", Ok(tree)) => tidy(&tree),
        ("coverage", Ok(tree)) => coverage::write(&tree).map_or_else(|error| fail(&error), |()| ExitCode::SUCCESS),
        _ => fail("usage: cargo xtask tidy | coverage | dist [target]"),
    }
}

fn tidy(tree: &Tree) -> ExitCode {
    let mut found = 0;
    for (name, check) in checks::ALL {
        let findings = check(tree);
        println!("{} {name}", if findings.is_empty() { "ok  " } else { "FAIL" });
        for finding in &findings {
            println!("     {finding}");
        }
        found += findings.len();
    }
    if found == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn fail(message: &str) -> ExitCode {
    println!("{message}");
    ExitCode::from(2)
}
