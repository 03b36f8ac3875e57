//! `objektiv reference`: the scales, rules and thresholds the program works with, each with its source.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use records::reference::{ListedEntry, Reference, ReferenceFile, Years};
use web::words::Value;

use super::Desk;
use crate::failure::{Ending, Failure};
use crate::pipeline;

/// Arguments.
#[derive(Args)]
pub struct Arguments {
    #[arg(value_enum, default_value_t = Act::List)]
    act: Act,
    id: Option<String>,
    #[arg(long)]
    file: Vec<PathBuf>,
}

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
        Act::Show => show(&reference, arguments.id.as_deref(), desk),
    }
}

fn list(reference: &Reference, desk: &Desk) {
    let words = &desk.words;
    let head = [
        words.say("reference-id"),
        words.say("reference-version"),
        words.say("reference-entries"),
        words.say("reference-unverified"),
        words.say("reference-title"),
    ];
    let mut rows = vec![head.to_vec()];
    for file in reference.list() {
        let (entries, unverified) = (file.entries.len().to_string(), file.unverified().to_string());
        rows.push(vec![file.id, file.version, entries, unverified, file.title.in_lang(desk.lang).to_owned()]);
    }
    let _left_off = desk.console.table(&rows, 0);
    desk.console.gap();
    desk.console.aside(&desk.words.say("reference-how"), 0);
}

fn check(reference: &Reference, desk: &Desk) -> Ending {
    let findings = reference.check();
    for finding in &findings {
        desk.console.paragraph(&format!("! {}/{}: {}", finding.file, finding.entry, finding.what.in_lang(desk.lang)), 0);
    }
    desk.console.paragraph(&desk.words.count("reference-findings", findings.len()), 0);
    if findings.is_empty() { Ending::Done } else { Ending::Problems }
}

fn show(reference: &Reference, id: Option<&str>, desk: &Desk) -> Result<Ending, Failure> {
    let files = reference.list();
    let known = files.iter().map(|file| file.id.as_str()).collect::<Vec<_>>().join(", ");
    let Some(file) = files.iter().find(|file| Some(file.id.as_str()) == id) else {
        return Err(Failure::Usage(desk.words.with("reference-no-such", &[("known", Value::from(&known))])));
    };
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
