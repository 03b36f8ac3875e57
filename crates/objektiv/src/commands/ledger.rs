//! `objektiv ledger`: whether a journal of acts is as it was written, what is in it, and a torn last line set aside.

use std::path::{Path, PathBuf};

use ::ledger::{Actor, Checkpoint, Entry, FileVerdict, Told, scan_file, set_aside};
use clap::{Args, ValueEnum};
use records::text::Lang;
use web::words::{Value, key};

use super::Desk;
use crate::failure::{Ending, Failure};
use crate::protocol;

/// Arguments.
#[derive(Args)]
pub struct Arguments {
    #[arg(value_enum)]
    act: What,
    file: PathBuf,
    #[arg(long)]
    held: Option<Checkpoint>,
}

/// What is wanted of the ledger.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum What {
    /// Whether it is intact.
    Verify,
    /// Its entries, then whether it is intact.
    Show,
    /// Set a torn last line aside.
    Mend,
}

/// Verifies, shows or mends.
///
/// # Errors
/// A file that cannot be read or written, or is in use.
pub fn run(arguments: &Arguments, desk: &Desk) -> Result<Ending, Failure> {
    let path = &arguments.file;
    match arguments.act {
        What::Mend => mend(path, desk),
        What::Verify => verify(arguments, |_| (), desk),
        What::Show => verify(arguments, |entry| show(&entry, desk), desk),
    }
}

fn verify(arguments: &Arguments, each: impl FnMut(Entry), desk: &Desk) -> Result<Ending, Failure> {
    let verdict = scan_file(&arguments.file, arguments.held, each).map_err(|error| protocol::failure(error, desk))?;
    let name = arguments.file.display().to_string();
    if let Some(damage) = verdict.damage {
        desk.console.paragraph(&format!("! {name}: {}", said(&damage.told(), desk)), 0);
        if !damage.reaches_back() {
            standing(key("ledger-intact"), &name, verdict, desk);
        }
        return Ok(Ending::Problems);
    }
    standing(key("ledger-whole"), &name, verdict, desk);
    let about_the_end = if arguments.held.is_some() { desk.words.say("ledger-held") } else { desk.words.say("ledger-not-held") };
    desk.console.aside(&about_the_end, 0);
    Ok(Ending::Done)
}

fn standing(what: &str, name: &str, verdict: FileVerdict, desk: &Desk) {
    let entries = usize::try_from(verdict.head.sequence).unwrap_or(usize::MAX);
    desk.console.paragraph(&desk.words.with(what, &[("path", Value::from(name)), ("n", entries.into())]), 0);
    if entries > 0 {
        desk.console.paragraph(&desk.words.say("ledger-checkpoint"), 0);
        desk.console.line(&format!("  {}", verdict.head));
    }
}

fn show(entry: &Entry, desk: &Desk) {
    desk.console.heading(&format!("{} · {} · {}", entry.sequence, entry.at, entry.act));
    desk.console.line(&format!("  {}", actor(entry.actor.as_ref(), desk)));
    for subject in &entry.subjects {
        desk.console.line(&format!("  {} {subject}", desk.words.say("ledger-subject")));
    }
    for (name, value) in &entry.details {
        desk.console.paragraph(&format!("{name}: {}", value.as_str().map_or_else(|| value.to_string(), str::to_owned)), 2);
    }
    desk.console.line(&format!("  {} {}", desk.words.say("ledger-hash"), entry.hash));
    desk.console.gap();
}

fn actor(actor: Option<&Actor>, desk: &Desk) -> String {
    match actor {
        Some(Actor::Person(id)) => desk.words.with("ledger-actor-person", &[("id", Value::from(id))]),
        Some(Actor::Program) => desk.words.say("ledger-actor-program"),
        Some(Actor::Console) => desk.words.say("ledger-actor-console"),
        None => desk.words.say("ledger-actor-not-stated"),
    }
}

fn mend(path: &Path, desk: &Desk) -> Result<Ending, Failure> {
    let name = path.display().to_string();
    let told = match set_aside(path).map_err(|error| protocol::failure(error, desk))? {
        None => desk.words.with("ledger-nothing-torn", &[("path", Value::from(&name))]),
        Some(aside) => {
            let bytes = usize::try_from(aside.bytes).unwrap_or(usize::MAX);
            let (kept, sequence) = (aside.path.display().to_string(), aside.damage.sequence.to_string());
            let values =
                [("path", Value::from(&name)), ("kept", Value::from(&kept)), ("sequence", Value::from(&sequence)), ("n", bytes.into())];
            desk.words.with("ledger-set-aside", &values)
        }
    };
    desk.console.paragraph(&told, 0);
    Ok(Ending::Done)
}

fn said<'a>(told: &'a Told, desk: &Desk) -> &'a str {
    if desk.lang == Lang::Ru { &told.ru } else { &told.en }
}
