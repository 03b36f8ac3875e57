//! The call as typed: the program's own switches and the commands (their arguments stand with them).

use std::ffi::OsString;

use clap::{ArgAction, CommandFactory, FromArgMatches, Parser};
use records::text::Lang;

use crate::commands::{Command, HELP};
use crate::help::{self, Told};

/// A call. Help texts stand in `words::help` and are put in by [`help::localised`].
#[derive(Parser)]
#[command(name = "objektiv", version, disable_help_flag = true, disable_version_flag = true, disable_help_subcommand = true)]
pub struct Call {
    #[arg(long, global = true, value_name = "ru|en", value_parser = ["ru", "en"])]
    lang: Option<String>,
    #[arg(long, short, global = true, action = ArgAction::Help)]
    help: Option<bool>,
    #[arg(long, short = 'V', action = ArgAction::Version)]
    version: Option<bool>,
    #[command(subcommand)]
    command: Option<Command>,
}

/// The command that was called, None where none was, or what to tell instead (help, version, what is wrong with the call).
///
/// # Errors
/// [`Told`] with the exit code that goes with it.
pub fn read(call: impl IntoIterator<Item = OsString>, lang: Lang) -> Result<Option<Command>, Told> {
    let mut command = help::localised(Call::command(), &HELP, lang);
    let call = asking(call.into_iter().collect());
    let called = called(&call, &command);
    let read = command.try_get_matches_from_mut(call).and_then(|matches| Call::from_arg_matches(&matches));
    read.map(|call| call.command).map_err(|error| help::told(&error, &called, lang))
}

/// `objektiv help analyze` asks what `objektiv analyze --help` does.
fn asking(mut call: Vec<OsString>) -> Vec<OsString> {
    if call.get(1).is_some_and(|word| word == "help") {
        call.remove(1);
        call.push("--help".into());
    }
    call
}

/// `objektiv`, or `objektiv analyze` where that command was called.
fn called(call: &[OsString], definition: &clap::Command) -> String {
    let command = call.iter().skip(1).filter_map(|word| word.to_str()).find(|word| definition.find_subcommand(word).is_some());
    command.map_or_else(|| "objektiv".to_owned(), |command| format!("objektiv {command}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(call: &[&str], lang: Lang) -> Told {
        let call = std::iter::once("objektiv").chain(call.iter().copied()).map(OsString::from);
        read(call, lang).err().unwrap()
    }

    #[test]
    fn help_is_also_a_word() {
        for lang in [Lang::Ru, Lang::En] {
            assert_eq!(told(&["help"], lang).text, told(&["--help"], lang).text);
            assert_eq!(told(&["help", "analyze"], lang).text, told(&["analyze", "--help"], lang).text);
            assert_eq!((told(&["help"], lang).code, told(&["help", "нет"], lang).code), (0, 2));
        }
    }

    #[test]
    fn the_definition_holds_together() {
        Call::command().debug_assert();
    }

    #[test]
    fn every_command_and_argument_has_words_and_no_words_are_idle() {
        assert_eq!(help::unlike(&Call::command(), &HELP), Vec::<String>::new());
    }

    #[test]
    fn mistakes_in_a_call_are_told_in_the_readers_language() {
        let missing = told(&["analyze", "data"], Lang::Ru);
        assert_eq!(missing.code, 2);
        assert!(missing.text.contains("--out") && missing.text.contains("objektiv analyze --help"), "{}", missing.text);
        let unknown = told(&["open", "--prot", "1"], Lang::En);
        assert!(unknown.text.contains("--prot") && unknown.text.contains("--port"), "{}", unknown.text);
        let audience = told(&["analyze", "data", "--out", "o", "--audience", "all"], Lang::Ru);
        assert!(audience.text.contains("all") && audience.text.contains("outside"), "{}", audience.text);
        assert_eq!(told(&["frobnicate"], Lang::Ru).code, 2);
    }

    #[test]
    fn a_call_without_a_command_is_no_mistake() {
        for call in [&["objektiv"][..], &["objektiv", "--lang", "en"]] {
            assert!(read(call.iter().map(OsString::from), Lang::Ru).unwrap().is_none());
        }
    }

    #[test]
    fn help_is_no_mistake() {
        assert_eq!(told(&["--help"], Lang::Ru).code, 0);
        assert!(told(&["open", "--help"], Lang::Ru).text.contains("страниц"));
        assert!(told(&["--version"], Lang::Ru).text.contains(env!("CARGO_PKG_VERSION")));
    }
}
