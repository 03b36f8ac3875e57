//! `objektiv bench truth`: how often the verdicts err, on simulated regions whose truth is known.
//! covers: D2

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use records::progress::Progress;
use records::reference::Reference;
use records::text::Phrase;
use rehearsal::harness::{self, Table, Trial, judged};
use rehearsal::simulate::{Knobs, KnobsError, Scenario};
use rehearsal::truth;
use words::{help, objektiv};

use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::help::Help;
use crate::output::{self, Output};
use crate::pipeline::{self, VERSION};
use crate::progress::Bar;
use crate::{named, stop};

/// Arguments.
#[derive(Args)]
pub struct Arguments {
    #[arg(value_enum)]
    what: What,
    #[arg(long, default_value_t = 5)]
    honest: u64,
    #[arg(long, default_value_t = 5)]
    bent: u64,
    #[arg(long, default_value_t = 1)]
    seed: u64,
    #[arg(long)]
    schools: Option<usize>,
    #[arg(long)]
    works: Option<usize>,
    #[arg(long)]
    knobs: Option<PathBuf>,
    #[arg(long, value_enum, ignore_case = true)]
    rung: Option<Alone>,
    #[arg(long)]
    moved: bool,
    #[arg(long, short)]
    out: Option<PathBuf>,
    #[arg(long, short)]
    quiet: bool,
}

/// What `--help` says.
pub const HELP: Help = Help {
    about: help::bench_about,
    usage: help::bench_usage,
    examples: help::bench_examples,
    arguments: &[
        ("what", help::bench_arg_what, Some(help::bench_arg_what_value)),
        ("honest", help::bench_arg_honest, Some(help::bench_arg_honest_value)),
        ("bent", help::bench_arg_bent, Some(help::bench_arg_bent_value)),
        ("seed", help::bench_arg_seed, Some(help::bench_arg_seed_value)),
        ("schools", help::bench_arg_schools, Some(help::bench_arg_schools_value)),
        ("works", help::bench_arg_works, Some(help::bench_arg_works_value)),
        ("knobs", help::bench_arg_knobs, Some(help::bench_arg_knobs_value)),
        ("rung", help::bench_arg_rung, Some(help::bench_arg_rung_value)),
        ("moved", help::bench_arg_moved, None),
        ("out", help::bench_arg_out, Some(help::bench_arg_out_value)),
        ("quiet", help::bench_arg_quiet, None),
    ],
};

/// What is measured.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum What {
    /// Verdicts against known truth.
    Truth,
}

/// What one school alone is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Alone {
    /// The shares that its region published.
    C,
    /// Nothing.
    D,
}

/// Simulates, analyses, counts; ends with [`Ending::Problems`] where a promise does not hold.
///
/// # Errors
/// Knobs that make no sense, output that cannot be written, the wish to stop.
pub fn run(arguments: &Arguments, desk: &Desk) -> Result<Ending, Failure> {
    let What::Truth = arguments.what;
    stop::listen();
    let knobs = knobs(arguments, desk)?;
    let reference = pipeline::reference(&[], desk)?;
    let bar = Bar::new(desk.lang, arguments.quiet);
    let tables = if arguments.moved {
        moved(arguments, &knobs, &reference, &bar, desk)?
    } else {
        harness::tables(&trials(arguments, &knobs, &reference, &bar, desk)?)
    };
    bar.clear();
    if !arguments.quiet {
        tell(&tables, desk);
    }
    if let Some(out) = &arguments.out {
        let refused = |error: documents::DocumentsError| Failure::Output(error.to_string());
        let made = truth::documents(&tables, &how(arguments), desk.lang, VERSION).map_err(refused)?;
        let files: Vec<Output> = made.into_iter().map(|document| Output { name: document.name, bytes: document.bytes }).collect();
        output::write(out, &files).map_err(|(path, error)| Failure::writing(desk.lang, &path, &error))?;
        let page = out.join("truth.html").display().to_string();
        desk.console.paragraph(&objektiv::bench_written(desk.lang, &page), 0);
    }
    Ok(if judged(&tables).broken == 0 { Ending::Done } else { Ending::Problems })
}

/// The standard scenario, the file over it, the switches over both. Moved worlds are judged by the sets alone, and no set rests on
/// examinations: they are left out there.
fn knobs(arguments: &Arguments, desk: &Desk) -> Result<Knobs, Failure> {
    let mut knobs = Knobs { exams: !arguments.moved, ..Scenario::standard().knobs };
    let refused = |error: KnobsError| {
        let why = error.text().in_lang(desk.lang).to_owned();
        Failure::Usage(objektiv::simulate_switches(desk.lang, &why))
    };
    if let Some(path) = &arguments.knobs {
        let text = named::text(path, desk.lang)?;
        knobs = knobs.overlaid(&text).map_err(refused)?;
    }
    knobs.schools = arguments.schools.unwrap_or(knobs.schools);
    knobs.works.truncate(arguments.works.unwrap_or(usize::MAX));
    knobs.check().map_err(refused)?;
    Ok(knobs)
}

/// Regions one after another, each on all cores: untouched ones, then bent ones of the same seeds.
fn trials(arguments: &Arguments, knobs: &Knobs, reference: &Reference, bar: &Bar, desk: &Desk) -> Result<Vec<Trial>, Failure> {
    let mut protocol = reference.protocol();
    // The rule of flagging is what is measured here, whether or not reports already use it.
    protocol.flags = true;
    let seeds = |count: u64| arguments.seed..arguments.seed.saturating_add(count);
    let plan: Vec<(bool, u64)> =
        seeds(arguments.honest).map(|seed| (true, seed)).chain(seeds(arguments.bent).map(|seed| (false, seed))).collect();
    let mut trials = Vec::with_capacity(plan.len());
    for (done, (honest, seed)) in plan.iter().enumerate() {
        bar.at(Phrase { ru: "моделируем регионы", en: "simulating regions" }, done as u64, plan.len() as u64);
        let knobs = Knobs { honest: *honest || knobs.honest, ..knobs.clone() };
        let trial = match arguments.rung {
            None => harness::trial(&knobs, *seed, reference, &protocol, &Stopping),
            Some(rung) => harness::trial_alone(&knobs, *seed, rung == Alone::C, reference, &protocol, &Stopping),
        };
        trials.push(trial.map_err(|refused| pipeline::not_allowed(&refused, desk))?);
        if stop::asked() {
            return Err(Failure::stopped(desk.lang));
        }
    }
    Ok(trials)
}

/// The same regions in worlds where one knob is moved.
fn moved(arguments: &Arguments, knobs: &Knobs, reference: &Reference, bar: &Bar, desk: &Desk) -> Result<Vec<Table>, Failure> {
    let worlds = harness::moved(knobs);
    let (mut rows, mut groups) = (Vec::new(), Vec::new());
    for (name, knobs) in &worlds {
        let trials = trials(arguments, knobs, reference, bar, desk)?;
        rows.push(harness::moved_row(name, &trials));
        groups.extend(harness::group_rows(name, &trials));
    }
    Ok(vec![harness::moved_table(rows), harness::groups_table(groups)])
}

/// Hears the wish to stop and shows nothing: the bar counts regions.
struct Stopping;

impl Progress for Stopping {
    fn at(&self, _stage: Phrase, _done: u64, _total: u64) {}

    fn stopped(&self) -> bool {
        stop::asked()
    }
}

fn tell(tables: &[Table], desk: &Desk) {
    let console = &desk.console;
    for table in tables {
        console.heading(table.title.in_lang(desk.lang));
        console.aside(table.note.in_lang(desk.lang), 0);
        let head = table.head.iter().map(|(_, name)| name.in_lang(desk.lang).to_owned()).collect();
        let rows = table.rows.iter().map(|row| row.iter().map(|cell| truth::plain(cell, desk.lang)).collect());
        let _left_off = console.table(&std::iter::once(head).chain(rows).collect::<Vec<Vec<String>>>(), 0);
        console.gap();
    }
    let verdicts = judged(tables);
    console.paragraph(&objektiv::bench_verdicts(desk.lang, verdicts.looked_at, verdicts.broken), 0);
}

/// The call that repeats this measurement.
fn how(arguments: &Arguments) -> String {
    let number = |name: &str, value: Option<String>| value.map(|value| format!(" --{name} {value}")).unwrap_or_default();
    let path = arguments.knobs.as_ref().and_then(|path| Some(path.file_name()?.to_string_lossy().into_owned()));
    format!(
        "objektiv bench truth --honest {} --bent {} --seed {}{}{}{}{}{}",
        arguments.honest,
        arguments.bent,
        arguments.seed,
        number("schools", arguments.schools.map(|n| n.to_string())),
        number("works", arguments.works.map(|n| n.to_string())),
        number("knobs", path),
        number("rung", arguments.rung.map(|rung| if rung == Alone::C { "c" } else { "d" }.to_owned())),
        if arguments.moved { " --moved" } else { "" }
    )
}
