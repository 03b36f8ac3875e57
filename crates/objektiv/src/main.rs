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
    let environment = std::env::var("OBJEKTIV_LANG").ok();
    let desk = Desk::new(language::chosen(&call, environment.as_deref()));
    if let Some(code) = language::unknown(environment.as_deref()) {
        console::notice(&words::objektiv::language_unknown(desk.lang, code));
    }
    let json = call.iter().any(|argument| argument == "--json");
    let code = match arguments::read(std::env::args_os(), desk.lang) {
        Ok(command) => match command.map_or_else(|| doors::run(&desk), |command| command.run(&desk)) {
            Ok(ending) => ending.code(),
            Err(failure) => refused(&failure.to_string(), failure.code(), json, &desk),
        },
        Err(help::Told { text, code: 0 }) => {
            desk.console.line(&text);
            0
        }
        Err(help::Told { text, code }) => refused(&text, code, json, &desk),
    };
    ExitCode::from(ending(code, &desk))
}

/// Says why nothing was done; whoever asked for JSON gets it as JSON too.
fn refused(text: &str, code: u8, json: bool, desk: &Desk) -> u8 {
    if json {
        desk.console.line(&serde_json::json!({ "error": text, "code": code }).to_string());
    }
    console::notice(text);
    code
}

/// What was printed and did not arrive is a failure, whatever else went well.
fn ending(code: u8, desk: &Desk) -> u8 {
    if !desk.console.lost() || code != 0 {
        return code;
    }
    let failure = failure::Failure::Output(words::objektiv::output_lost(desk.lang));
    console::notice(&failure.to_string());
    failure.code()
}
