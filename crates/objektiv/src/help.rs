//! Help and mistakes in a call, in the reader's language: clap knows the call, each command's [`Help`] knows what is said of it.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, Error};
use documents::KINDS;
use records::text::Lang;
use words::{Word, help, objektiv};

/// What is said of a command.
pub struct Help {
    /// What it does.
    pub about: Word,
    /// How it is called.
    pub usage: Word,
    /// Examples, and what else there is to know.
    pub examples: Word,
    /// Of each argument: its id, what it is, and the name of its value where it takes one.
    pub arguments: &'static [(&'static str, Word, Option<Word>)],
}

/// The program, and the switches that belong to it and not to one command: they are listed below those of the command.
const PROGRAM: Help = Help {
    about: help::objektiv_about,
    usage: help::objektiv_usage,
    examples: help::objektiv_examples,
    arguments: &[
        ("lang", help::arg_lang, Some(help::arg_lang_value)),
        ("help", help::arg_help, None),
        ("version", help::arg_version, None),
    ],
};

/// Where the program's own switches begin in the order of display.
const LAST: usize = 900;

/// What is told instead of doing: help (code 0) or a mistake in the call (code 2).
#[derive(Debug)]
pub struct Told {
    /// The text.
    pub text: String,
    /// The exit code.
    pub code: u8,
}

/// The definition with every text put in: `said` of each command by name.
#[must_use]
pub fn localised(command: Command, said: &[(&str, &Help)], lang: Lang) -> Command {
    let command = dressed(command, &PROGRAM, lang).subcommand_help_heading(help::commands(lang));
    let of = |command: &str| said.iter().find(|(name, _)| *name == command);
    command.mut_subcommands(|sub| match of(sub.get_name()) {
        Some((_, help)) => dressed(sub, help, lang),
        None => sub,
    })
}

fn dressed(command: Command, said: &Help, lang: Lang) -> Command {
    let template = format!("{{about}}\n\n{} {{usage}}\n\n{{all-args}}{{after-help}}", help::usage(lang));
    command
        .about((said.about)(lang))
        .override_usage((said.usage)(lang))
        .after_help((said.examples)(lang))
        .help_template(template)
        .mut_args(|argument| spoken(argument, said, lang))
}

fn spoken(argument: Arg, said: &Help, lang: Lang) -> Arg {
    let at = |help: &Help| help.arguments.iter().position(|(id, ..)| argument.get_id() == *id);
    let common = at(&PROGRAM);
    let found = common.map(|at| &PROGRAM.arguments[at]).or_else(|| at(said).map(|at| &said.arguments[at]));
    let heading = if argument.is_positional() { help::what(lang) } else { help::switches(lang) };
    let document = KINDS.iter().find(|kind| argument.get_id() == kind.switch).map(|kind| (kind.about, None));
    let Some((about, value)) = found.map(|(_, about, value)| (*about, *value)).or(document) else { return argument };
    let spoken = argument.help(about(lang)).help_heading(heading);
    let spoken = common.into_iter().fold(spoken, |spoken, last| spoken.display_order(LAST + last));
    match value {
        Some(name) => spoken.value_name(name(lang)).hide_default_value(true).hide_possible_values(true),
        None => spoken,
    }
}

/// A refused call of `command` in words, with the way on.
#[must_use]
pub fn told(error: &Error, command: &str, lang: Lang) -> Told {
    if !error.use_stderr() {
        return Told { text: error.to_string().trim_end().to_owned(), code: 0 };
    }
    let hint = objektiv::call_hint(lang, command);
    Told { text: format!("{}\n{hint}", mistake(error, lang)), code: 2 }
}

fn mistake(error: &Error, lang: Lang) -> String {
    let argument = context(error, ContextKind::InvalidArg);
    let value = context(error, ContextKind::InvalidValue);
    let sentence = match error.kind() {
        ErrorKind::UnknownArgument => objektiv::call_unknown(lang, argument),
        ErrorKind::MissingRequiredArgument => objektiv::call_missing(lang, argument),
        ErrorKind::ArgumentConflict => objektiv::call_twice(lang, argument),
        ErrorKind::InvalidSubcommand => objektiv::call_no_command(lang, context(error, ContextKind::InvalidSubcommand)),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if value.is_empty() => objektiv::call_no_value(lang, argument),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => objektiv::call_value(lang, argument, value),
        _ => objektiv::call_other(lang),
    };
    let valid = said(context(error, ContextKind::ValidValue), |values| objektiv::call_valid(lang, values));
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand];
    let perhaps = near.iter().filter_map(|kind| said(context(error, *kind), |values| objektiv::call_perhaps(lang, values)));
    std::iter::once(sentence).chain(valid).chain(perhaps).collect::<Vec<_>>().join(" ")
}

fn said(values: String, say: impl Fn(String) -> String) -> Option<String> {
    (!values.is_empty()).then(|| say(values))
}

fn context(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(one)) => one.trim_end_matches("...").to_owned(),
        Some(ContextValue::Strings(many)) => many.iter().map(|one| one.trim_end_matches("...")).collect::<Vec<_>>().join(", "),
        _ => String::new(),
    }
}

/// Commands and arguments without words, and words without an argument; empty when help is complete.
#[cfg(test)]
pub fn unlike(program: &Command, said: &[(&str, &Help)]) -> Vec<String> {
    let of = |command: &str| said.iter().find(|(name, _)| *name == command).map(|(_, help)| *help);
    let mut found = Vec::new();
    let all = std::iter::once(("objektiv", program, Some(&PROGRAM)));
    for (name, command, said) in all.chain(program.get_subcommands().map(|sub| (sub.get_name(), sub, of(sub.get_name())))) {
        let Some(said) = said else {
            found.push(name.to_owned());
            continue;
        };
        let document = |id: &&str| KINDS.iter().any(|kind| kind.switch == *id);
        let taken: Vec<&str> = command.get_arguments().map(|argument| argument.get_id().as_str()).filter(|id| !document(id)).collect();
        let told: Vec<&str> = said.arguments.iter().map(|(id, ..)| *id).collect();
        found.extend(taken.iter().filter(|id| !told.contains(id)).map(|id| format!("{name}: {id} without words")));
        found.extend(told.iter().filter(|id| !taken.contains(id)).map(|id| format!("{name}: words for {id}, which is not there")));
    }
    found
}
