//! `objektiv serve`: the office of a school.

use std::path::PathBuf;

use clap::Args;
use jiff::Timestamp;
use web::server::{Options, ServeError, Server};
use words::{help, objektiv};

use super::open::show;
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::help::Help;
use crate::office::{FOLDER, not_opened};
use crate::{console, stop};

/// Arguments.
#[derive(Args)]
pub struct Arguments {
    #[arg(long)]
    data: Option<PathBuf>,
    #[arg(long, default_value_t = 8080)]
    port: u16,
    #[arg(long)]
    lan: bool,
    #[arg(long)]
    no_browser: bool,
}

/// What `--help` says.
pub const HELP: Help = Help {
    about: help::serve_about,
    usage: help::serve_usage,
    examples: help::serve_examples,
    arguments: &[
        ("data", help::serve_arg_data, Some(help::serve_arg_data_value)),
        ("port", help::serve_arg_port, Some(help::open_arg_port_value)),
        ("lan", help::serve_arg_lan, None),
        ("no_browser", help::open_arg_no_browser, None),
    ],
};

/// Serves the office until it is stopped.
///
/// # Errors
/// A folder that cannot be opened, a port that cannot be had.
pub fn run(arguments: &Arguments, desk: &Desk) -> Result<Ending, Failure> {
    let folder = arguments.data.clone().unwrap_or_else(|| PathBuf::from(FOLDER));
    stop::listen();
    let runtime = tokio::runtime::Runtime::new().map_err(|error| Failure::Output(error.to_string()))?;
    let options =
        Options { folder: folder.clone(), port: arguments.port, lang: desk.lang, clock: Box::new(Timestamp::now), lan: arguments.lan };
    let served = runtime.block_on(serve(options, arguments.no_browser, desk));
    runtime.shutdown_background();
    served.map_err(|error| not_opened(&error, &folder, desk))?;
    desk.console.line(&objektiv::office_closed(desk.lang));
    Ok(Ending::Done)
}

async fn serve(options: Options, no_browser: bool, desk: &Desk) -> Result<(), ServeError> {
    let folder = options.folder.display().to_string();
    let server = Server::bind(options).await?;
    let address = server.address();
    match server.on_the_network() {
        None => {
            desk.console.paragraph(&objektiv::office_open(desk.lang, &folder), 0);
            desk.console.line(&address);
        }
        Some((there, fingerprint)) => {
            desk.console.paragraph(&objektiv::office_open_lan(desk.lang, &folder), 0);
            desk.console.line(&there);
            desk.console.paragraph(&objektiv::office_fingerprint(desk.lang), 0);
            desk.console.line(&fingerprint);
            desk.console.paragraph(&objektiv::office_here(desk.lang), 0);
            desk.console.line(&address);
        }
    }
    desk.console.paragraph(&objektiv::office_how_to_close(desk.lang), 0);
    if !no_browser && !show(&address) {
        console::notice(&objektiv::page_no_browser(desk.lang));
    }
    server.run(stop::stopped()).await;
    Ok(())
}
