//! `objektiv reference`: the scales, rules and thresholds the program works with, each with its source.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use records::reference::{ListedEntry, Reference, ReferenceFile, Years};
use words::{help, objektiv};

use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::help::Help;
use crate::pipeline;

/// Arguments.
#[derive(Args)]
pub struct Arguments {
    #[arg(value_enum, default_value_t = Act::List)]
    act: Act,
    id: Option<String>,
    #[arg(long)]
    file: Vec<PathBuf>,
    #[arg(long)]
    toml: bool,
}

/// What `--help` says.
pub const HELP: Help = Help {
    about: help::reference_about,
    usage: help::reference_usage,
    examples: help::reference_examples,
    arguments: &[
        ("act", help::reference_arg_act, Some(help::reference_arg_act_value)),
        ("id", help::reference_arg_id, Some(help::reference_arg_id_value)),
        ("file", help::reference_arg_file, Some(help::reference_arg_file_value)),
        ("toml", help::reference_arg_toml, None),
    ],
};

/// What is wanted of the reference data.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Act {
    /// All files.
    List,
    /// What is wrong in them.
    Check,
    /// One file with its entries.
    Show,
}

/// Lists, checks or shows.
///
/// # Errors
/// A file that is no reference data; an id that does not exist.
pub fn run(arguments: &Arguments, desk: &Desk) -> Result<Ending, Failure> {
    let reference = pipeline::reference(&arguments.file, desk)?;
    match arguments.act {
        Act::List => {
            list(&reference, desk);
            Ok(Ending::Done)
        }
        Act::Check => Ok(check(&reference, desk)),
        Act::Show => show(&reference, arguments.id.as_deref(), arguments.toml, desk),
    }
}

fn list(reference: &Reference, desk: &Desk) {
    let lang = desk.lang;
    let head = [
        objektiv::reference_id(lang),
        objektiv::reference_version(lang),
        objektiv::reference_entries(lang),
        objektiv::reference_unverified(lang),
        objektiv::reference_title(lang),
    ];
    let mut rows = vec![head.to_vec()];
    for file in reference.list() {
        let (entries, unverified) = (file.entries.len().to_string(), file.unverified().to_string());
        rows.push(vec![file.id, file.version, entries, unverified, file.title.in_lang(desk.lang).to_owned()]);
    }
    let _left_off = desk.console.table(&rows, 0);
    desk.console.gap();
    desk.console.aside(&objektiv::reference_how(desk.lang), 0);
}

fn check(reference: &Reference, desk: &Desk) -> Ending {
    let findings = reference.check();
    for finding in &findings {
        desk.console.paragraph(&format!("! {}/{}: {}", finding.file, finding.entry, finding.what.in_lang(desk.lang)), 0);
    }
    desk.console.paragraph(&objektiv::reference_findings(desk.lang, findings.len()), 0);
    if findings.is_empty() { Ending::Done } else { Ending::Problems }
}

fn show(reference: &Reference, id: Option<&str>, toml: bool, desk: &Desk) -> Result<Ending, Failure> {
    let files = reference.list();
    let known = files.iter().map(|file| file.id.as_str()).collect::<Vec<_>>().join(", ");
    let Some(file) = files.iter().find(|file| Some(file.id.as_str()) == id) else {
        return Err(Failure::Usage(objektiv::reference_no_such(desk.lang, &known)));
    };
    if toml {
        objektiv::reference_begin(desk.lang, &file.id).lines().for_each(|line| desk.console.line(&format!("# {line}")));
        reference.text(&file.id).unwrap_or_default().lines().for_each(|line| desk.console.line(line));
        return Ok(Ending::Done);
    }
    heading(file, desk);
    file.entries.iter().for_each(|found| entry(found, desk));
    Ok(Ending::Done)
}

fn heading(file: &ReferenceFile, desk: &Desk) {
    desk.console.heading(file.title.in_lang(desk.lang));
    let years = (file.valid != Years::default()).then(|| file.valid.to_string());
    let parts = [Some(file.id.clone()), Some(file.version.clone()), years];
    desk.console.aside(&parts.into_iter().flatten().collect::<Vec<_>>().join(" · "), 0);
    desk.console.gap();
}

fn entry(entry: &ListedEntry, desk: &Desk) {
    desk.console.paragraph(&format!("{}: {}", entry.key, entry.says.in_lang(desk.lang)), 0);
    let cite = &entry.cite;
    let confidence = cite.confidence.label().in_lang(desk.lang);
    let parts = [Some(cite.source.as_str()), Some(confidence), cite.date.as_deref(), cite.note.as_deref()];
    desk.console.aside(&parts.into_iter().flatten().collect::<Vec<_>>().join(" · "), 2);
}
