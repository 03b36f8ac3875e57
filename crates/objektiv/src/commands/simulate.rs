//! `objektiv simulate`: a school, a district or a region whose truth is known, written as data to be analysed, the truth beside them.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use intake::Key;
use rehearsal::example::Rehearsal;
use rehearsal::layouts::{self, LayoutError};
use rehearsal::simulate::{self, Knobs, KnobsError, Scenario, World};
use words::{help, objektiv};

use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::help::Help;
use crate::output::{self, Output};
use crate::progress::Bar;
use crate::{key, named, stop};

/// Arguments.
#[derive(Args)]
pub struct Arguments {
    #[arg(value_enum, default_value_t = What::Region)]
    what: What,
    #[arg(long, short, default_value = "objektiv-simulated")]
    out: PathBuf,
    #[arg(long, default_value_t = 1)]
    seed: u64,
    #[arg(long)]
    knobs: Option<PathBuf>,
    #[arg(long)]
    print_knobs: bool,
    #[arg(long)]
    honest: bool,
    #[arg(long)]
    schools: Option<usize>,
    #[arg(long)]
    years: Option<usize>,
    #[arg(long)]
    real: bool,
    #[arg(long, short)]
    quiet: bool,
}

/// What `--help` says.
pub const HELP: Help = Help {
    about: help::simulate_about,
    usage: help::simulate_usage,
    examples: help::simulate_examples,
    arguments: &[
        ("what", help::simulate_arg_what, Some(help::simulate_arg_what_value)),
        ("out", help::simulate_arg_out, Some(help::simulate_arg_out_value)),
        ("seed", help::simulate_arg_seed, Some(help::simulate_arg_seed_value)),
        ("knobs", help::simulate_arg_knobs, Some(help::simulate_arg_knobs_value)),
        ("print_knobs", help::simulate_arg_print_knobs, None),
        ("honest", help::simulate_arg_honest, None),
        ("schools", help::simulate_arg_schools, Some(help::simulate_arg_schools_value)),
        ("years", help::simulate_arg_years, Some(help::simulate_arg_years_value)),
        ("real", help::simulate_arg_real, None),
        ("quiet", help::simulate_arg_quiet, None),
    ],
};

/// How much of the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    /// One school over two years.
    School,
    /// Twenty schools of one municipality.
    District,
    /// The standard scenario.
    Region,
}

impl What {
    fn knobs(self) -> Knobs {
        let standard = Scenario::standard().knobs;
        match self {
            Self::School => Knobs { schools: 1, municipalities: 1, years: 2, every_quarter: true, ..standard },
            Self::District => Knobs { schools: 20, municipalities: 1, ..standard },
            Self::Region => standard,
        }
    }
}

/// Folder of the tables to be analysed.
const DATA: &str = "данные";

/// Simulates and writes.
///
/// # Errors
/// Knobs that cannot be read or make no sense; output that cannot be written; the wish to stop.
pub fn run(arguments: &Arguments, desk: &Desk) -> Result<Ending, Failure> {
    let knobs = knobs(arguments, desk)?;
    if arguments.print_knobs {
        desk.console.bytes(knobs.commented(desk.lang).as_bytes()).map_err(|error| Failure::Output(error.to_string()))?;
        return Ok(Ending::Done);
    }
    stop::listen();
    let bar = Bar::new(desk.lang, arguments.quiet);
    let mut world = simulate::region(&knobs, arguments.seed);
    if knobs.schools == 1 {
        simulate::give_shares(&mut world, &knobs, arguments.seed);
    }
    let folder = if arguments.real { Rehearsal::FOLDER } else { DATA };
    let mut files = written(&mut world, arguments).map_err(|error| Failure::Output(error.to_string()))?;
    files.extend(beside(&world, &knobs, arguments.seed, desk));
    bar.clear();
    if stop::asked() {
        return Err(Failure::stopped(desk.lang));
    }
    output::write(&arguments.out, &files).map_err(|(path, error)| Failure::writing(desk.lang, &path, &error))?;
    keep_key(&arguments.out.join(folder), arguments.seed, desk)?;
    if !arguments.quiet {
        tell(arguments, folder, files.len(), &world, desk);
    }
    Ok(Ending::Done)
}

/// The usual numbers of what is asked for, the file over them, the switches over both.
fn knobs(arguments: &Arguments, desk: &Desk) -> Result<Knobs, Failure> {
    let mut knobs = arguments.what.knobs();
    if let Some(path) = &arguments.knobs {
        let text = named::text(path, desk.lang)?;
        let refused = |error: KnobsError| {
            let (path, why) = (path.display().to_string(), error.text().in_lang(desk.lang).to_owned());
            Failure::Usage(objektiv::simulate_knobs(desk.lang, &path, &why))
        };
        knobs = knobs.overlaid(&text).map_err(refused)?;
    }
    knobs.honest |= arguments.honest;
    knobs.schools = arguments.schools.unwrap_or(knobs.schools);
    knobs.years = arguments.years.unwrap_or(knobs.years);
    knobs.check().map_err(|error| {
        let why = error.text().in_lang(desk.lang).to_owned();
        Failure::Usage(objektiv::simulate_switches(desk.lang, &why))
    })?;
    if arguments.real && knobs.schools > 1 {
        return Err(Failure::Usage(objektiv::simulate_one_school(desk.lang, knobs.schools)));
    }
    Ok(knobs)
}

/// The data, as tables or in the layouts of real programs, and the truth.
fn written(world: &mut World, arguments: &Arguments) -> Result<Vec<Output>, LayoutError> {
    let file = |(name, bytes): (String, Vec<u8>)| Output { name, bytes };
    if arguments.real {
        simulate::give_codes(world);
        let day = world.dataset.kims.iter().filter_map(|kim| kim.date).max().unwrap_or_default();
        return Ok(layouts::demo_files(world, arguments.seed, day)?.into_iter().map(file).collect());
    }
    let tables = layouts::canonical::write(&world.dataset)?;
    let truth = ("truth/truth.csv".to_owned(), layouts::truth(world)?);
    Ok(tables.into_iter().map(|(name, bytes)| (format!("{DATA}/{name}"), bytes)).chain([truth]).map(file).collect())
}

/// What else is known: the knobs that make this world again, and the schools whose final marks were raised for honours.
fn beside(world: &World, knobs: &Knobs, seed: u64, desk: &Desk) -> Vec<Output> {
    let kept = format!("# objektiv simulate --knobs knobs.toml --seed {seed}\n{}", knobs.commented(desk.lang));
    let honours = std::iter::once("school").chain(world.inflated_honours.iter().map(String::as_str));
    let honours: String = honours.map(|school| format!("{school}\n")).collect();
    [("truth/knobs.toml", kept), ("truth/honours.csv", honours)]
        .map(|(name, text)| Output { name: name.to_owned(), bytes: text.into_bytes() })
        .into()
}

/// A key that follows from the seed, so that an analysis repeats as well.
fn keep_key(folder: &Path, seed: u64, desk: &Desk) -> Result<(), Failure> {
    match key::put(folder, &Key::derive(seed)) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
            Err(Failure::writing(desk.lang, &folder.join(key::FILE), &error))
        }
        _ => Ok(()),
    }
}

fn tell(arguments: &Arguments, folder: &str, files: usize, world: &World, desk: &Desk) {
    let (console, lang) = (&desk.console, desk.lang);
    let sittings = world.dataset.sittings.iter();
    let scripts: usize = sittings.map(|sitting| (0..sitting.len()).filter(|&row| sitting.total(row).is_some()).count()).sum();
    let bent = world.truth.iter().filter(|truth| truth.bent.is_some()).count();
    let out = arguments.out.display().to_string();
    let schools = world.dataset.schools.len();
    console.heading(&objektiv::simulate_title(lang));
    console.paragraph(&objektiv::simulate_written(lang, out, schools, scripts, files), 0);
    console.paragraph(&objektiv::simulate_truth(lang, world.truth.len(), bent), 0);
    console.gap();
    console.paragraph(&objektiv::simulate_next(lang), 0);
    console.line(&format!("  objektiv analyze {} --out {}", arguments.out.join(folder).display(), arguments.out.join("отчёт").display()));
}
