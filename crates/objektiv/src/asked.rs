//! The documents asked for at the command line: one switch for each of the list of documents.

use clap::{Arg, ArgAction, ArgMatches, Args, Command, Error, FromArgMatches};
use documents::{KINDS, Kind};

/// The documents whose switches were given, in the order of the list.
pub struct Asked(pub Vec<&'static Kind>);

impl Args for Asked {
    fn augment_args(command: Command) -> Command {
        KINDS.iter().fold(command, |command, kind| command.arg(Arg::new(kind.switch).long(kind.switch).action(ArgAction::SetTrue)))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Asked {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        Ok(Self(KINDS.iter().copied().filter(|kind| matches.get_flag(kind.switch)).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
