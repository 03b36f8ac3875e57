//! Objektiv at the command line: arguments, wiring of the rooms, one file per command (`commands`).

mod arguments;
mod asked;
mod commands;
mod console;
mod desk;
mod doors;
mod failure;
mod help;
mod key;
mod language;
mod named;
mod office;
mod office_door;
mod output;
mod pipeline;
mod progress;
mod protocol;
mod rehearse;
mod stop;
mod told;

use std::process::ExitCode;

use crate::desk::Desk;

fn main() -> ExitCode {
    let call: Vec<String> = std::env::args_os().map(|argument| argument.to_string_lossy().into_owned()).collect();
    let lang = language::chosen(&call, std::env::var("OBJEKTIV_LANG").ok().as_deref());
    let desk = Desk::new(lang);
    let command = match arguments::read(std::env::args_os(), desk.lang) {
        Ok(command) => command,
        Err(help::Told { text, code }) => {
            if code == 0 {
                desk.console.line(&text)
            } else {
                console::notice(&text)
            }
            return ExitCode::from(code);
        }
    };
    match command.map_or_else(|| doors::run(&desk), |command| command.run(&desk)) {
        Ok(ending) => ExitCode::from(ending.code()),
        Err(failure) => {
            console::notice(&failure.to_string());
            ExitCode::from(failure.code())
        }
    }
}
