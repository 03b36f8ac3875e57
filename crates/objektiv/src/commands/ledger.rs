//! `objektiv ledger`: whether a journal of acts is as it was written, what is in it, and a torn last line set aside.

use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use ::ledger::{
    Actor, Checkpoint, Entry, ExportVerdict, FileVerdict, Held, Witness, end_last_line, is_export, scan_file, set_aside, verify_export,
};
use clap::{Args, ValueEnum};
use records::text::Lang;
use words::{help, objektiv};

use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::help::Help;
use crate::{named, protocol, told};

/// Arguments.
#[derive(Args)]
pub struct Arguments {
    #[arg(value_enum)]
    act: What,
    file: PathBuf,
    #[arg(long)]
    held: Option<Checkpoint>,
    #[arg(long)]
    witness: Option<PathBuf>,
}

/// What `--help` says.
pub const HELP: Help = Help {
    about: help::ledger_about,
    usage: help::ledger_usage,
    examples: help::ledger_examples,
    arguments: &[
        ("act", help::ledger_arg_act, Some(help::ledger_arg_act_value)),
        ("file", help::ledger_arg_file, Some(help::ledger_arg_file_value)),
        ("held", help::ledger_arg_held, Some(help::ledger_arg_held_value)),
        ("witness", help::ledger_arg_witness, Some(help::ledger_arg_witness_value)),
    ],
};

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
    let beginning = beginning(path, desk)?;
    match arguments.act {
        What::Verify if is_export(&beginning) => exported(arguments, |_| (), desk),
        What::Show if is_export(&beginning) => exported(arguments, |entry| show(entry, desk), desk),
        _ if arguments.witness.is_some() => Err(Failure::Usage(objektiv::ledger_witness_of_export(desk.lang))),
        What::Mend if is_export(&beginning) => Err(Failure::Usage(objektiv::ledger_export_not_mended(desk.lang))),
        What::Mend => mend(path, desk),
        What::Verify => verify(arguments, |_| (), desk),
        What::Show => verify(arguments, |entry| show(&entry, desk), desk),
    }
}

fn verify(arguments: &Arguments, each: impl FnMut(Entry), desk: &Desk) -> Result<Ending, Failure> {
    let verdict = scan_file(&arguments.file, arguments.held, each).map_err(|error| protocol::failure(&error, desk))?;
    let name = arguments.file.display().to_string();
    if let Some(damage) = verdict.damage {
        desk.console.paragraph(&format!("! {name}: {}", told::damage(desk.lang, &damage)), 0);
        if !damage.reaches_back() {
            standing(objektiv::ledger_intact, &name, verdict, desk);
        }
        return Ok(Ending::Problems);
    }
    standing(objektiv::ledger_whole, &name, verdict, desk);
    let about_the_end = if arguments.held.is_some() { objektiv::ledger_held(desk.lang) } else { objektiv::ledger_not_held(desk.lang) };
    desk.console.aside(&about_the_end, 0);
    Ok(Ending::Done)
}

/// As many first bytes as tell an export from a ledger.
fn beginning(path: &Path, desk: &Desk) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    named::open(path, desk.lang)?.take(128).read_to_end(&mut bytes).map_err(|error| Failure::reading(desk.lang, path, &error))?;
    Ok(bytes)
}

/// An export: records, what was typed with them, the signed checkpoint, and what somebody holds.
fn exported(arguments: &Arguments, each: impl FnMut(&Entry), desk: &Desk) -> Result<Ending, Failure> {
    let (path, lang) = (&arguments.file, desk.lang);
    let unreadable = |error| Failure::reading(lang, path, &error);
    let held =
        Held { point: arguments.held, witness: arguments.witness.as_deref().map_or(Ok(Witness::default()), |path| witness(path, desk))? };
    let verdict = verify_export(BufReader::new(named::open(path, desk.lang)?), &held, each).map_err(unreadable)?;
    let name = path.display().to_string();
    if let Some(damage) = verdict.damage {
        desk.console.paragraph(&format!("! {name}: {}", told::export_damage(lang, &damage)), 0);
        return Ok(Ending::Problems);
    }
    whole(&verdict, &name, desk);
    for after in &verdict.issued_after {
        desk.console.paragraph(&objektiv::ledger_export_after(lang, after.held.to_string(), after.last.to_string()), 0);
    }
    let seen = usize::from(held.point.is_some()) + held.witness.0.len() - verdict.issued_after.len();
    let about_the_end = if seen > 0 { objektiv::ledger_export_held(lang, seen) } else { objektiv::ledger_export_not_held(lang) };
    desk.console.aside(&about_the_end, 0);
    Ok(Ending::Done)
}

fn witness(path: &Path, desk: &Desk) -> Result<Witness, Failure> {
    let text = named::text(path, desk.lang)?;
    text.parse().map_err(|_| Failure::Input(objektiv::ledger_not_a_witness(desk.lang, path.display().to_string())))
}

fn whole(verdict: &ExportVerdict, name: &str, desk: &Desk) {
    let count = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let lang = desk.lang;
    desk.console.paragraph(&objektiv::ledger_export_whole(lang, name, count(verdict.head.sequence)), 0);
    desk.console.paragraph(&objektiv::ledger_export_payloads(lang, count(verdict.payloads), count(verdict.without)), 0);
    if let Some((origin, key)) = &verdict.whose {
        desk.console.paragraph(&objektiv::ledger_export_key(lang, origin), 0);
        desk.console.line(&format!("  {key}"));
    }
    desk.console.paragraph(&objektiv::ledger_checkpoint(lang), 0);
    desk.console.line(&format!("  {}", verdict.head));
}

fn standing(say: fn(Lang, String, usize) -> String, name: &str, verdict: FileVerdict, desk: &Desk) {
    let entries = usize::try_from(verdict.head.sequence).unwrap_or(usize::MAX);
    desk.console.paragraph(&say(desk.lang, name.to_owned(), entries), 0);
    if entries > 0 {
        desk.console.paragraph(&objektiv::ledger_checkpoint(desk.lang), 0);
        desk.console.line(&format!("  {}", verdict.head));
    }
}

fn show(entry: &Entry, desk: &Desk) {
    desk.console.heading(&format!("{} · {} · {}", entry.sequence, entry.at, entry.act));
    desk.console.line(&format!("  {}", actor(entry.actor.as_ref(), desk)));
    for subject in &entry.subjects {
        desk.console.line(&format!("  {} {subject}", objektiv::ledger_subject(desk.lang)));
    }
    for (name, value) in &entry.details {
        desk.console.paragraph(&format!("{name}: {}", value.as_str().map_or_else(|| value.to_string(), str::to_owned)), 2);
    }
    desk.console.line(&format!("  {} {}", objektiv::ledger_hash(desk.lang), entry.hash));
    desk.console.gap();
}

fn actor(actor: Option<&Actor>, desk: &Desk) -> String {
    match actor {
        Some(Actor::Person(id)) => objektiv::ledger_actor_person(desk.lang, id),
        Some(Actor::Program) => objektiv::ledger_actor_program(desk.lang),
        Some(Actor::Console) => objektiv::ledger_actor_console(desk.lang),
        None => objektiv::ledger_actor_not_stated(desk.lang),
    }
}

fn mend(path: &Path, desk: &Desk) -> Result<Ending, Failure> {
    let name = path.display().to_string();
    if let Some(sequence) = end_last_line(path).map_err(|error| protocol::failure(&error, desk))? {
        desk.console.paragraph(&objektiv::ledger_ended(desk.lang, &name, sequence.to_string()), 0);
        return Ok(Ending::Done);
    }
    let told = match set_aside(path).map_err(|error| protocol::failure(&error, desk))? {
        None => objektiv::ledger_nothing_torn(desk.lang, &name),
        Some(aside) => {
            let bytes = usize::try_from(aside.bytes).unwrap_or(usize::MAX);
            let (kept, sequence) = (aside.path.display().to_string(), aside.damage.sequence.to_string());
            objektiv::ledger_set_aside(desk.lang, &name, sequence, bytes, kept)
        }
    };
    desk.console.paragraph(&told, 0);
    Ok(Ending::Done)
}
