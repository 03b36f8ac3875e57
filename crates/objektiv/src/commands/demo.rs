//! `objektiv demo`: a rehearsal. A gymnasium whose truth is known is written as the files a school has, read back, analysed, reported;
//! then what the report says is compared with what really happened.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args;
use documents::KINDS;
use intake::{Answers, Assembly, Collected, Key};
use records::protocol::Terms;
use records::reference::Reference;
use records::registration::Registration;
use records::study::Study;
use records::vocabulary::{Audience, SetStatus};
use rehearsal::example::{EXAMPLE_SEED, Rehearsal};
use rehearsal::simulate::Truth;
use words::{help, objektiv};

use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::help::Help;
use crate::output::{self, Output};
use crate::progress::{Bar, Timings};
use crate::protocol::Followed;
use crate::{key, pipeline, rehearse, stop};

/// Arguments.
#[derive(Args)]
pub struct Arguments {
    #[arg(long, short, default_value = "objektiv-demo", conflicts_with = "serve")]
    out: PathBuf,
    #[arg(long, default_value_t = EXAMPLE_SEED)]
    seed: u64,
    #[arg(long, short)]
    quiet: bool,
    #[arg(long)]
    serve: bool,
    #[arg(long, requires = "serve")]
    data: Option<PathBuf>,
    #[arg(long, default_value_t = 0, requires = "serve")]
    port: u16,
    #[arg(long, requires = "serve")]
    no_browser: bool,
}

/// What `--help` says.
pub const HELP: Help = Help {
    about: help::demo_about,
    usage: help::demo_usage,
    examples: help::demo_examples,
    arguments: &[
        ("out", help::demo_arg_out, Some(help::demo_arg_out_value)),
        ("seed", help::demo_arg_seed, Some(help::demo_arg_seed_value)),
        ("quiet", help::demo_arg_quiet, None),
        ("serve", help::demo_arg_serve, None),
        ("data", help::demo_arg_data, Some(help::demo_arg_data_value)),
        ("port", help::open_arg_port, Some(help::open_arg_port_value)),
        ("no_browser", help::open_arg_no_browser, None),
    ],
};

/// Writes, reads, studies, reports, compares; or serves the office of the gymnasium.
///
/// # Errors
/// Output that cannot be written; the wish to stop.
pub fn run(arguments: &Arguments, desk: &Desk) -> Result<Ending, Failure> {
    if arguments.serve {
        let Arguments { data, port, seed, no_browser, quiet, .. } = arguments;
        let call = rehearse::Call { data: data.clone(), port: *port, seed: *seed, no_browser: *no_browser, quiet: *quiet };
        return rehearse::run(&call, desk);
    }
    stop::listen();
    let bar = Bar::new(desk.lang, arguments.quiet);
    let mut timings = Timings::default();
    let reference = pipeline::reference(&[], desk)?;
    let rehearsal = timings.of("simulate", || Rehearsal::of(arguments.seed)).map_err(|error| Failure::Output(error.to_string()))?;
    let key = Key::derive(arguments.seed);
    let (assembly, answers) = timings.of("read", || read(&rehearsal, &reference, &key, &bar, desk))?;
    let study = studied(&assembly, &reference, arguments.seed, &mut timings, &bar, desk)?;
    let made = timings.of("documents", || pipeline::documents(&study, &assembly, Audience::School, KINDS, &bar, desk))?;
    bar.clear();
    let mut written: Vec<Output> = made.into_iter().map(|document| Output { name: document.name, bytes: document.bytes }).collect();
    written.push(pipeline::timings_file(&timings));
    let reports = written.len();
    let school = rehearsal.files.into_iter().map(|file| Output { name: format!("{}/{}", Rehearsal::FOLDER, file.name), bytes: file.bytes });
    written.extend(school);
    let files = written.len() - reports;
    written.push(Output { name: "answers.csv".to_owned(), bytes: answers_file(&answers) });
    written.extend(rehearsal.beside.into_iter().map(|file| Output { name: file.name, bytes: file.bytes }));
    output::write(&arguments.out, &written).map_err(|(path, error)| Failure::writing(desk.lang, &path, &error))?;
    keep_key(&arguments.out.join(Rehearsal::FOLDER), &key, desk)?;
    if !arguments.quiet {
        let counts = [files, reports, answers.iter().count(), assembly.questions.len()];
        tell(&arguments.out, counts, &Comparison::of(&rehearsal.world.truth, &study), desk);
    }
    Ok(Ending::Done)
}

/// Reads the files, answers what the deputy head would know, and reads them again, until she knows no more.
fn read(rehearsal: &Rehearsal, reference: &Reference, key: &Key, bar: &Bar, desk: &Desk) -> Result<(Assembly, Answers), Failure> {
    let files = || Collected { inputs: rehearsal.files.clone(), passed: Vec::new() };
    let read = |answers| pipeline::read(files(), reference, answers, key.clone(), bar, desk);
    let mut answers = Answers::default();
    let mut assembly = read(answers.clone())?;
    while Rehearsal::answers(&assembly.questions, &mut answers) {
        assembly = read(answers.clone())?;
    }
    Ok((assembly, answers))
}

/// The answers as `--answers` reads them back.
fn answers_file(answers: &Answers) -> Vec<u8> {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let rows = answers.iter().map(|(key, answer)| format!("{},{}\n", quoted(key), quoted(answer)));
    std::iter::once("key,answer\n".to_owned()).chain(rows).collect::<String>().into_bytes()
}

fn keep_key(folder: &Path, key: &Key, desk: &Desk) -> Result<(), Failure> {
    match key::put(folder, key) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
            Err(Failure::writing(desk.lang, &folder.join(key::FILE), &error))
        }
        _ => Ok(()),
    }
}

fn studied(assembly: &Assembly, reference: &Reference, seed: u64, timings: &mut Timings, bar: &Bar, desk: &Desk) -> Result<Study, Failure> {
    let mut protocol = reference.protocol();
    protocol.seed = seed;
    let followed = Followed { terms: Terms::usual(protocol), registration: Registration::default() };
    timings.of("study", || pipeline::study(assembly, reference, &followed, None, bar, desk))
}

/// What the report says beside what really happened.
#[derive(Debug, Default, PartialEq, Eq)]
struct Comparison {
    sets: usize,
    answered: usize,
    bent: usize,
    bent_found: usize,
    look: usize,
}

impl Comparison {
    fn of(truth: &[Truth], study: &Study) -> Self {
        let key = |truth: &Truth| [&truth.school, &truth.class, &truth.subject, &truth.procedure].map(|part| part.to_owned());
        let bent: BTreeMap<[String; 4], bool> = truth.iter().map(|truth| (key(truth), truth.bent.is_some())).collect();
        let is_bent = |set: &&records::study::SetStudy| {
            let key = [&set.school, &set.class, &set.subject, &set.procedure].map(|part| part.to_owned());
            bent.get(&key) == Some(&true)
        };
        let look = || study.sets.iter().filter(|set| set.look);
        Self {
            sets: study.sets.len(),
            answered: study.sets.iter().filter(|set| set.status == SetStatus::Ok).count(),
            bent: study.sets.iter().filter(is_bent).count(),
            bent_found: look().filter(is_bent).count(),
            look: look().count(),
        }
    }
}

fn tell(out: &Path, [files, reports, answered, open]: [usize; 4], comparison: &Comparison, desk: &Desk) {
    let (console, lang) = (&desk.console, desk.lang);
    let folder = out.display().to_string();
    let (report, data) = (out.join("report.html").display().to_string(), out.join(Rehearsal::FOLDER).display().to_string());
    console.heading(&objektiv::demo_title(lang));
    console.paragraph(&objektiv::demo_written(lang, &folder, files, reports), 0);
    console.paragraph(&objektiv::demo_questions(lang, answered + open, answered), 0);
    console.gap();
    let Comparison { sets, answered, bent, bent_found, look } = *comparison;
    console.paragraph(&objektiv::demo_sets(lang, sets, answered, look), 0);
    let honest = look - bent_found;
    console.paragraph(&objektiv::demo_truth(lang, bent, bent_found, honest), 0);
    console.paragraph(&objektiv::demo_why(lang), 0);
    console.gap();
    console.paragraph(&objektiv::demo_next(lang), 0);
    console.line(&format!("  {report}"));
    console.line(&format!("  objektiv open {data}"));
    console.line(&format!("  objektiv inspect {data}"));
}
