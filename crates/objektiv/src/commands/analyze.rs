//! `objektiv analyze`: any mix of files and folders → everything an analysis writes.

use std::path::{Path, PathBuf};

use clap::Args;
use documents::{Document, KINDS};
use intake::Assembly;
use jiff::civil::Date;
use records::protocol::Terms;
use records::provenance::Severity;
use records::reference::Reference;
use records::registration::Registration;
use records::study::{Study, for_reader};
use records::vocabulary::{Audience, Purpose};
use words::{Counted, help, objektiv};

use super::coded;
use crate::asked::Asked;
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::help::Help;
use crate::output::{self, Output};
use crate::progress::{Bar, Timings};
use crate::protocol::{self, Followed, Wishes};
use crate::{console, key, pipeline, stop};

/// Arguments.
#[derive(Args)]
pub struct Arguments {
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    #[arg(long, short)]
    out: PathBuf,
    #[arg(long)]
    answers: Option<PathBuf>,
    #[arg(long, value_parser = day)]
    as_of: Option<Date>,
    #[arg(long)]
    strict: bool,
    #[arg(long, value_parser = coded(Purpose::ALL.iter().map(|value| value.code()), Purpose::from_code))]
    purpose: Option<Purpose>,
    #[arg(long, value_parser = coded(Audience::ALL.iter().map(|value| value.code()), Audience::from_code))]
    audience: Option<Audience>,
    #[arg(long)]
    protocol: Option<PathBuf>,
    #[arg(long, requires = "protocol")]
    ledger: Option<PathBuf>,
    #[command(flatten)]
    asked: Asked,
    #[arg(long)]
    csv_ru: bool,
    #[arg(long)]
    reference: Vec<PathBuf>,
    #[arg(long)]
    seed: Option<u64>,
    #[arg(long)]
    threads: Option<usize>,
    #[arg(long, short)]
    quiet: bool,
    #[arg(long)]
    json: bool,
}

/// The questions among the documents.
const QUESTIONS: &str = "questions.csv";

/// What `--help` says.
pub const HELP: Help = Help {
    about: help::analyze_about,
    usage: help::analyze_usage,
    examples: help::analyze_examples,
    arguments: &[
        ("paths", help::analyze_arg_paths, Some(help::analyze_arg_paths_value)),
        ("out", help::analyze_arg_out, Some(help::analyze_arg_out_value)),
        ("answers", help::analyze_arg_answers, Some(help::analyze_arg_answers_value)),
        ("as_of", help::analyze_arg_as_of, Some(help::analyze_arg_as_of_value)),
        ("strict", help::analyze_arg_strict, None),
        ("purpose", help::analyze_arg_purpose, Some(help::analyze_arg_purpose_value)),
        ("audience", help::analyze_arg_audience, Some(help::analyze_arg_audience_value)),
        ("protocol", help::analyze_arg_protocol, Some(help::analyze_arg_protocol_value)),
        ("ledger", help::analyze_arg_ledger, Some(help::analyze_arg_ledger_value)),
        ("csv_ru", help::analyze_arg_csv_ru, None),
        ("reference", help::analyze_arg_reference, Some(help::analyze_arg_reference_value)),
        ("seed", help::analyze_arg_seed, Some(help::analyze_arg_seed_value)),
        ("threads", help::analyze_arg_threads, Some(help::analyze_arg_threads_value)),
        ("quiet", help::analyze_arg_quiet, None),
        ("json", help::analyze_arg_json, None),
    ],
};

/// Reads, studies, writes, and says what was done.
///
/// # Errors
/// A purpose the law does not allow, input that cannot be read, output that cannot be written, the wish to stop.
pub fn run(arguments: &Arguments, desk: &Desk) -> Result<Ending, Failure> {
    stop::listen();
    if arguments.asked.0.iter().any(|kind| !kind.built()) {
        return Err(Failure::Usage(objektiv::no_pdf(desk.lang)));
    }
    threads(arguments.threads);
    let mut timings = Timings::default();
    let bar = Bar::new(desk.lang, arguments.quiet || arguments.json);
    let reference = pipeline::reference(&arguments.reference, desk)?;
    let followed = followed(arguments, &reference, desk)?;
    let (mut assembly, kept) = read(arguments, &reference, &mut timings, &bar, desk)?;
    if assembly.recognised.iter().all(|file| file.records == 0) {
        let waiting = waiting(arguments, &assembly, &reference, &followed, &bar, desk)?;
        bar.clear();
        return Err(waiting);
    }
    let study = timings.of("study", || pipeline::study(&assembly, &reference, &followed, arguments.as_of, &bar, desk))?;
    // Documents are made from the study alone: the records of a region need not stand beside them.
    drop(std::mem::take(&mut assembly.dataset));
    let made =
        timings.of("documents", || pipeline::documents(&study, &assembly, followed.terms.audience, &arguments.asked.0, &bar, desk))?;
    bar.clear();
    let made = with_twins(arguments, made, desk)?;
    let written = write(arguments, made, &mut timings, desk)?;
    if kept.elsewhere {
        key::put(&arguments.out, &kept.key).map_err(|error| Failure::writing(desk.lang, &arguments.out.join(key::FILE), &error))?;
        console::notice(&objektiv::key_elsewhere(desk.lang, arguments.out.join(key::FILE).display().to_string()));
    }
    let audience = followed.terms.audience;
    tell(arguments, &assembly, (&for_reader(&study, audience), audience), &written, desk)?;
    Ok(if arguments.strict && pipeline::asks_for_attention(&assembly) { Ending::Problems } else { Ending::Done })
}

/// The tables once more for Excel as set up in Russia, where they were asked for.
fn with_twins(arguments: &Arguments, mut made: Vec<Document>, desk: &Desk) -> Result<Vec<Document>, Failure> {
    if arguments.csv_ru {
        let twins = documents::excel_twins(&made).map_err(|error| Failure::Output(error.text().in_lang(desk.lang).to_owned()))?;
        made.extend(twins);
    }
    Ok(made)
}

fn threads(asked: Option<usize>) {
    if let Some(count) = asked {
        // Fails only where the pool already stands, and nothing has used it yet.
        let _set = rayon::ThreadPoolBuilder::new().num_threads(count).build_global();
    }
}

fn read(
    arguments: &Arguments,
    reference: &Reference,
    timings: &mut Timings,
    bar: &Bar,
    desk: &Desk,
) -> Result<(Assembly, key::Kept), Failure> {
    let data = pipeline::data_folder(&arguments.paths);
    let answers = pipeline::answers(arguments.answers.as_ref(), &data, desk)?;
    let inputs = timings.of("collect", || pipeline::collected(&arguments.paths, Some(&arguments.out), desk))?;
    let kept = key::of(&data, &arguments.out, desk.lang)?;
    let assembly = timings.of("read", || pipeline::read(inputs, reference, answers.clone(), kept.key.clone(), bar, desk))?;
    if arguments.answers.is_some() {
        pipeline::keep_answers(&answers, &data, desk);
    }
    Ok((assembly, kept))
}

/// Nothing can be studied yet: the questions that all waits for are written, where there are any.
fn waiting(
    arguments: &Arguments,
    assembly: &Assembly,
    reference: &Reference,
    followed: &Followed,
    bar: &Bar,
    desk: &Desk,
) -> Result<Failure, Failure> {
    bar.clear();
    unread(assembly, desk);
    let known = assembly.recognised.iter().filter(|file| file.format.is_some()).count();
    if assembly.questions.is_empty() || followed.terms.audience != Audience::School {
        return Ok(Failure::Input(objektiv::nothing_recognised(desk.lang)));
    }
    let study = pipeline::study(assembly, reference, followed, arguments.as_of, bar, desk)?;
    let made = pipeline::documents(&study, assembly, followed.terms.audience, &[], bar, desk)?;
    let questions = made.into_iter().filter(|document| document.name == QUESTIONS);
    let files: Vec<Output> = questions.map(|document| Output { name: document.name, bytes: document.bytes }).collect();
    output::write(&arguments.out, &files).map_err(|(path, error)| Failure::writing(desk.lang, &path, &error))?;
    let path = arguments.out.join(QUESTIONS).display().to_string();
    Ok(Failure::Input(objektiv::waiting(desk.lang, known, assembly.questions.len(), &path)))
}

/// The protocol of the file and its standing in the ledger, or the usual protocol with what the call says.
fn followed(arguments: &Arguments, reference: &Reference, desk: &Desk) -> Result<Followed, Failure> {
    let wishes = Wishes { purpose: arguments.purpose, audience: arguments.audience, seed: arguments.seed };
    match &arguments.protocol {
        None => Ok(Followed { terms: wishes.over(Terms::usual(reference.protocol())), registration: Registration::default() }),
        Some(file) => {
            let ledger = protocol::ledger_of(file, arguments.ledger.as_ref());
            protocol::followed(file, &ledger, wishes, reference, &arguments.reference, desk)
        }
    }
}

fn write(arguments: &Arguments, made: Vec<Document>, timings: &mut Timings, desk: &Desk) -> Result<Vec<String>, Failure> {
    let mut files: Vec<Output> = made.into_iter().map(|document| Output { name: document.name, bytes: document.bytes }).collect();
    files.push(pipeline::timings_file(timings));
    output::write(&arguments.out, &files).map_err(|(path, error)| Failure::writing(desk.lang, &path, &error))?;
    Ok(files.into_iter().map(|file| file.name).collect())
}

/// What the reader of the documents may see, on the console too.
fn tell(
    arguments: &Arguments,
    assembly: &Assembly,
    (study, audience): (&Study, Audience),
    written: &[String],
    desk: &Desk,
) -> Result<(), Failure> {
    if arguments.json {
        return json(arguments, assembly, study, written, desk);
    }
    if arguments.quiet {
        return Ok(());
    }
    let (console, lang) = (&desk.console, desk.lang);
    unread(assembly, desk);
    if arguments.protocol.is_some() {
        console.paragraph(study.registration.sentence().in_lang(desk.lang), 0);
    }
    for sentence in &study.headline.sentences {
        console.paragraph(sentence.in_lang(desk.lang), 0);
    }
    console.gap();
    let costly = assembly.problems.iter().filter(|problem| problem.severity > Severity::Note).count();
    let questions = if audience == Audience::School { objektiv::told_questions } else { objektiv::told_questions_kept };
    let told: [(Counted, usize); 2] = [(objektiv::told_problems, costly), (questions, assembly.questions.len())];
    for (say, n) in told.into_iter().filter(|(_, n)| *n > 0) {
        console.paragraph(&say(lang, n), 0);
    }
    let stale = stale(&arguments.out, written);
    if !stale.is_empty() {
        console.paragraph(&objektiv::told_stale(lang, &stale), 0);
    }
    let report = arguments.out.join("report.html").display().to_string();
    console.paragraph(&objektiv::told_written(lang, written.len(), &report), 0);
    Ok(())
}

/// Documents of an earlier analysis that this one did not write anew: left in place, but not to be taken for this one's.
fn stale(out: &Path, written: &[String]) -> String {
    let left = |name: &&str| !written.iter().any(|new| new == name) && out.join(name).exists();
    KINDS.iter().map(|kind| kind.file).filter(left).collect::<Vec<_>>().join(", ")
}

/// Files that were not recognised, with what was expected.
fn unread(assembly: &Assembly, desk: &Desk) {
    for file in assembly.recognised.iter().filter(|file| file.format.is_none()) {
        desk.console.paragraph(&format!("? {}: {}", file.file, file.why.in_lang(desk.lang)), 0);
    }
}

/// Leaves a statement its words: what it names serves readers, not other programs.
fn words_alone(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(fields) => {
            fields.retain(|name, _| name != "names" && name != "narrower");
            fields.values_mut().for_each(words_alone);
        }
        serde_json::Value::Array(values) => values.iter_mut().for_each(words_alone),
        _ => {}
    }
}

fn json(arguments: &Arguments, assembly: &Assembly, study: &Study, written: &[String], desk: &Desk) -> Result<(), Failure> {
    let mut told = serde_json::json!({
        "out": arguments.out.display().to_string(),
        "written": written,
        "recognised": assembly.recognised,
        "problems": assembly.problems,
        "questions": assembly.questions,
        "registration": study.registration.sentence(),
        "headline": study.headline,
    });
    words_alone(&mut told);
    desk.console.bytes(format!("{told:#}\n").as_bytes()).map_err(|error| Failure::Output(error.to_string()))
}

/// A day as people write it, 31.12.2026, or as programs do, 2026-12-31.
fn day(text: &str) -> Result<Date, String> {
    let parts: Vec<&str> = text.split('.').collect();
    let written = match parts.as_slice() {
        [day, month, year] => format!("{year}-{month:0>2}-{day:0>2}"),
        _ => text.to_owned(),
    };
    written.parse().map_err(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_day_is_read_as_people_and_as_programs_write_it() {
        let expected = jiff::civil::date(2026, 12, 1);
        for text in ["01.12.2026", "1.12.2026", "2026-12-01"] {
            assert_eq!(super::day(text), Ok(expected), "{text}");
        }
        for text in ["31.02.2026", "12/01/2026", "1.12.26", "завтра", ""] {
            assert!(super::day(text).is_err(), "{text}");
        }
    }
}
