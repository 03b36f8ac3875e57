//! `objektiv inspect`: what a file is and why, its first rows as understood, what is wrong with it, what is asked.

use records::text::Lang;
use std::path::PathBuf;
use words::{help, objektiv};

use clap::Args;
use intake::{Answers, Assembly};
use records::provenance::{Place, Problem, Question, Recognition, Severity};
use serde::Serialize;

use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::help::Help;
use crate::progress::Bar;
use crate::{key, pipeline, stop};

/// Arguments.
#[derive(Args)]
pub struct Arguments {
    #[arg(required = true)]
    files: Vec<PathBuf>,
    #[arg(long)]
    answers: Option<PathBuf>,
    #[arg(long)]
    reference: Vec<PathBuf>,
    #[arg(long)]
    json: bool,
}

/// What `--help` says.
pub const HELP: Help = Help {
    about: help::inspect_about,
    usage: help::inspect_usage,
    examples: help::inspect_examples,
    arguments: &[
        ("files", help::inspect_arg_files, Some(help::inspect_arg_files_value)),
        ("answers", help::inspect_arg_answers, Some(help::inspect_arg_answers_value)),
        ("reference", help::inspect_arg_reference, Some(help::inspect_arg_reference_value)),
        ("json", help::inspect_arg_json, None),
    ],
};

/// Prints what was understood.
///
/// # Errors
/// A path or reference file that cannot be read; the person stopped.
pub fn run(arguments: &Arguments, desk: &Desk) -> Result<Ending, Failure> {
    stop::listen();
    let reference = pipeline::reference(&arguments.reference, desk)?;
    let inputs = pipeline::collected(&arguments.files, None, desk)?;
    let answers: Answers = pipeline::answers(arguments.answers.as_ref(), &pipeline::data_folder(&arguments.files), desk)?;
    let bar = Bar::new(desk.lang, arguments.json);
    let assembly = pipeline::read(inputs, &reference, answers, key::passing(desk.lang)?, &bar, desk)?;
    bar.clear();
    if arguments.json {
        json(&assembly, desk)?
    } else {
        report(&assembly, desk)
    }
    let read = assembly.recognised.iter().any(|file| file.format.is_some());
    if read { Ok(Ending::Done) } else { Err(Failure::Input(objektiv::nothing_recognised(desk.lang))) }
}

#[derive(Serialize)]
struct Understood<'a> {
    recognised: &'a [Recognition],
    problems: &'a [Problem],
    questions: &'a [Question],
}

fn json(assembly: &Assembly, desk: &Desk) -> Result<(), Failure> {
    let understood = Understood { recognised: &assembly.recognised, problems: &assembly.problems, questions: &assembly.questions };
    let mut bytes = serde_json::to_vec_pretty(&understood).map_err(|error| Failure::Output(error.to_string()))?;
    bytes.push(b'\n');
    desk.console.bytes(&bytes).map_err(|error| Failure::Output(error.to_string()))
}

fn report(assembly: &Assembly, desk: &Desk) {
    for file in &assembly.recognised {
        let mine: Vec<&Problem> = assembly.problems.iter().filter(|problem| problem.place.file == file.file).collect();
        let told = mine.iter().any(|problem| problem.what == file.why);
        recognition(file, told, desk);
        problems(&mine, desk);
    }
    let named = |problem: &&Problem| assembly.recognised.iter().any(|file| file.file == problem.place.file);
    let others: Vec<&Problem> = assembly.problems.iter().filter(|problem| !named(problem)).collect();
    problems(&others, desk);
    questions(&assembly.questions, desk);
}

/// `told`: the reason stands among the remarks already.
fn recognition(file: &Recognition, told: bool, desk: &Desk) {
    let (console, lang) = (&desk.console, desk.lang);
    console.heading(&file.file);
    let title = file.title.in_lang(desk.lang);
    let what = match file.format {
        Some(format) => objektiv::inspect_known(lang, title, format),
        None => title.to_owned(),
    };
    console.paragraph(&what, 2);
    if !told {
        let why = file.why.in_lang(desk.lang);
        let known = || objektiv::inspect_known_by(lang, why);
        console.paragraph(&if file.format.is_some() { known() } else { why.to_owned() }, 2);
    }
    if file.from_description {
        console.paragraph(&objektiv::from_description(lang), 2);
    }
    for (name, value) in &file.details {
        console.paragraph(&format!("{}: {value}", name.in_lang(desk.lang)), 2);
    }
    if file.format.is_some() {
        console.paragraph(&objektiv::records(lang, file.records), 2);
    }
    if !file.preview.is_empty() {
        console.gap();
        let left_off = console.table(&file.preview, 2);
        if left_off > 0 {
            console.aside(&objektiv::columns_left_off(lang, left_off), 2);
        }
    }
    console.gap();
}

fn problems(problems: &[&Problem], desk: &Desk) {
    if problems.is_empty() {
        return;
    }
    desk.console.paragraph(&objektiv::problems(desk.lang, problems.len()), 2);
    for problem in problems {
        let sign = match problem.severity {
            Severity::Note => "·",
            Severity::Warning => "!",
            Severity::Refused => "×",
        };
        let found = if problem.found.is_empty() { String::new() } else { format!(" [{}]", problem.found) };
        let at = place(desk.lang, &problem.place);
        let at = if at.is_empty() { at } else { format!("{at}: ") };
        desk.console.paragraph(&format!("{sign} {at}{}{found}", problem.what.in_lang(desk.lang)), 2);
        if !problem.mend.is_empty() {
            desk.console.aside(problem.mend.in_lang(desk.lang), 4);
        }
    }
    desk.console.gap();
}

fn questions(questions: &[Question], desk: &Desk) {
    if questions.is_empty() {
        return;
    }
    desk.console.heading(&objektiv::questions(desk.lang, questions.len()));
    for question in questions {
        desk.console.paragraph(&format!("? {}", question.ask.in_lang(desk.lang)), 0);
        let at = [question.place.file.clone(), place(desk.lang, &question.place)];
        desk.console.aside(&at.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "), 2);
        if !question.choices.is_empty() {
            desk.console.aside(&objektiv::question_choices(desk.lang, question.choices.join(" · ")), 2);
        }
        if let Some(proposed) = &question.proposed {
            desk.console.aside(&objektiv::question_proposed(desk.lang, proposed), 2);
        }
    }
    desk.console.paragraph(&objektiv::questions_how(desk.lang), 0);
}

/// Sheet and cell as people say them.
pub fn place(lang: Lang, place: &Place) -> String {
    let sheet = place.sheet.as_ref().map(|sheet| objektiv::place_sheet(lang, sheet));
    let row = place.row.map(|row| objektiv::place_row(lang, row as usize + 1));
    [sheet, place.cell().or(row)].into_iter().flatten().collect::<Vec<_>>().join(", ")
}
