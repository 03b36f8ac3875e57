//! The commands, one file each. To add one: a file here, a line in [`Command`], a line in [`HELP`], its words in `words::help` (tests guard all of them).

mod admin;
mod analyze;
mod bench;
mod demo;
mod inspect;
mod ledger;
mod open;
mod preregister;
mod reference;
mod restore;
mod serve;
mod simulate;

pub use open::show;

use clap::Subcommand;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::help::Help;

/// What the program can be asked for.
#[derive(Subcommand)]
pub enum Command {
    /// What a file is and what is in it.
    Inspect(inspect::Arguments),
    /// From files to a report.
    Analyze(analyze::Arguments),
    /// The local page.
    Open(open::Arguments),
    /// The office of a school.
    Serve(serve::Arguments),
    /// A rehearsal with known truth.
    Demo(demo::Arguments),
    /// A simulated world with known truth.
    Simulate(simulate::Arguments),
    /// How often the verdicts err.
    Bench(bench::Arguments),
    /// The reference data.
    Reference(reference::Arguments),
    /// A protocol declared in advance.
    Preregister(preregister::Arguments),
    /// The journal of acts.
    Ledger(ledger::Arguments),
    /// A school from a backup.
    Restore(restore::Arguments),
    /// The way back in at the machine.
    Admin(admin::Arguments),
}

/// What `--help` says of each command.
pub const HELP: [(&str, &Help); 12] = [
    ("inspect", &inspect::HELP),
    ("analyze", &analyze::HELP),
    ("open", &open::HELP),
    ("serve", &serve::HELP),
    ("demo", &demo::HELP),
    ("simulate", &simulate::HELP),
    ("bench", &bench::HELP),
    ("reference", &reference::HELP),
    ("preregister", &preregister::HELP),
    ("ledger", &ledger::HELP),
    ("restore", &restore::HELP),
    ("admin", &admin::HELP),
];

impl Command {
    /// Does what was asked.
    ///
    /// # Errors
    /// [`Failure`]: what stood in the way, in words.
    pub fn run(self, desk: &Desk) -> Result<Ending, Failure> {
        match self {
            Self::Inspect(arguments) => inspect::run(&arguments, desk),
            Self::Analyze(arguments) => analyze::run(&arguments, desk),
            Self::Open(arguments) => open::run(&arguments, desk),
            Self::Serve(arguments) => serve::run(&arguments, desk),
            Self::Demo(arguments) => demo::run(&arguments, desk),
            Self::Simulate(arguments) => simulate::run(&arguments, desk),
            Self::Bench(arguments) => bench::run(&arguments, desk),
            Self::Reference(arguments) => reference::run(&arguments, desk),
            Self::Preregister(arguments) => preregister::run(&arguments, desk),
            Self::Ledger(arguments) => ledger::run(&arguments, desk),
            Self::Restore(arguments) => restore::run(&arguments, desk),
            Self::Admin(arguments) => admin::run(&arguments, desk),
        }
    }
}

/// A parser of one of the coded words of the field.
fn coded<T: Clone + Send + Sync + 'static>(
    codes: impl Iterator<Item = &'static str>,
    from_code: fn(&str) -> Option<T>,
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(codes.collect::<Vec<_>>()).try_map(move |code| from_code(&code).ok_or(code))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn every_file_here_is_a_command_and_every_command_a_file() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/commands");
        let stem = |entry: std::io::Result<std::fs::DirEntry>| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned();
        let mut files: Vec<String> = std::fs::read_dir(folder).unwrap().map(stem).filter(|name| name != "mod").collect();
        files.sort();
        let definition = crate::arguments::Call::command();
        let mut commands: Vec<String> = definition.get_subcommands().map(|command| command.get_name().to_owned()).collect();
        commands.sort();
        assert_eq!(files, commands);
    }
}
