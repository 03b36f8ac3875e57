//! Help and mistakes in a call, in the reader's language: clap knows the call, the `.ftl` files know the words.
//! A command `c` has `c-about`, `c-usage`, `c-examples`; its argument `a` has `c-arg-a`; switches of the whole program have `arg-a`.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, Error};
use web::words::{Value, Words, key};

/// What is told instead of doing: help (code 0) or a mistake in the call (code 2).
#[derive(Debug)]
pub struct Told {
    /// The text.
    pub text: String,
    /// The exit code.
    pub code: u8,
}

/// Switches that belong to the program, not to one command.
const COMMON: [&str; 3] = ["lang", "help", "version"];

/// The program's own switches are listed below those of the command.
const LAST: usize = 900;

/// The definition with every text put in.
#[must_use]
pub fn localised(command: Command, words: &Words) -> Command {
    let command = dressed(command, "objektiv", words).subcommand_help_heading(words.say("help-commands"));
    command.mut_subcommands(|sub| {
        let name = sub.get_name().to_owned();
        dressed(sub, &name, words)
    })
}

fn dressed(command: Command, name: &str, words: &Words) -> Command {
    let template = format!("{{about}}\n\n{} {{usage}}\n\n{{all-args}}{{after-help}}", words.say("help-usage"));
    command
        .about(words.say(&format!("{name}-about")))
        .override_usage(words.say(&format!("{name}-usage")))
        .after_help(words.say(&format!("{name}-examples")))
        .help_template(template)
        .mut_args(|argument| spoken(argument, name, words))
}

fn spoken(argument: Arg, command: &str, words: &Words) -> Arg {
    let about = argument_key(command, argument.get_id().as_str());
    let heading = words.say(if argument.is_positional() { key("help-what") } else { key("help-switches") });
    let common = COMMON.iter().position(|name| *name == argument.get_id().as_str());
    let spoken = argument.help(words.say(&about)).help_heading(heading);
    let spoken = common.into_iter().fold(spoken, |spoken, last| spoken.display_order(LAST + last));
    match words.try_say(&format!("{about}-value")) {
        Some(name) => spoken.value_name(name).hide_default_value(true).hide_possible_values(true),
        None => spoken,
    }
}

fn argument_key(command: &str, argument: &str) -> String {
    if COMMON.contains(&argument) { format!("arg-{argument}") } else { format!("{command}-arg-{}", argument.replace('_', "-")) }
}

/// A refused call of `command` in words, with the way on.
#[must_use]
pub fn told(error: &Error, command: &str, words: &Words) -> Told {
    if !error.use_stderr() {
        return Told { text: error.to_string().trim_end().to_owned(), code: 0 };
    }
    let hint = words.with("call-hint", &[("command", Value::from(command))]);
    Told { text: format!("{}\n{hint}", mistake(error, words)), code: 2 }
}

fn mistake(error: &Error, words: &Words) -> String {
    let argument = context(error, ContextKind::InvalidArg);
    let value = context(error, ContextKind::InvalidValue);
    let values = [("argument", Value::from(&argument)), ("value", Value::from(&value))];
    let sentence = match error.kind() {
        ErrorKind::UnknownArgument => words.with("call-unknown", &values),
        ErrorKind::MissingRequiredArgument => words.with("call-missing", &values),
        ErrorKind::ArgumentConflict => words.with("call-twice", &values),
        ErrorKind::InvalidSubcommand => {
            words.with("call-no-command", &[("value", Value::from(&context(error, ContextKind::InvalidSubcommand)))])
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if value.is_empty() => words.with("call-no-value", &values),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => words.with("call-value", &values),
        _ => words.say("call-other"),
    };
    let ways = [
        (ContextKind::ValidValue, key("call-valid")),
        (ContextKind::SuggestedArg, key("call-perhaps")),
        (ContextKind::SuggestedSubcommand, key("call-perhaps")),
    ];
    let hints = ways.iter().filter_map(|(kind, hint)| {
        let found = context(error, *kind);
        (!found.is_empty()).then(|| words.with(hint, &[("values", Value::from(&found))]))
    });
    std::iter::once(sentence).chain(hints).collect::<Vec<_>>().join(" ")
}

fn context(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(one)) => one.trim_end_matches("...").to_owned(),
        Some(ContextValue::Strings(many)) => many.iter().map(|one| one.trim_end_matches("...")).collect::<Vec<_>>().join(", "),
        _ => String::new(),
    }
}

/// Keys of help that have no words; empty when help is complete.
#[cfg(test)]
pub fn speechless(command: &Command, words: &Words) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    let all = std::iter::once(("objektiv", command)).chain(command.get_subcommands().map(|sub| (sub.get_name(), sub)));
    for (name, command) in all {
        keys.extend(["about", "usage", "examples"].map(|part| format!("{name}-{part}")));
        keys.extend(command.get_arguments().map(|argument| argument_key(name, argument.get_id().as_str())));
    }
    keys.retain(|key| words.try_say(key).is_none());
    keys
}
