//! `objektiv open`: the local page.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use clap::Args;
use intake::Collected;
use web::WebError;
use web::open::{Options, Server};
use words::{help, objektiv};

use crate::desk::Desk;
use crate::failure::{Ending, Failure, reason};
use crate::help::Help;
use crate::{console, pipeline, stop};

/// How often the page looks whether Ctrl-C was pressed.
const LOOK: Duration = Duration::from_millis(100);

/// Arguments.
#[derive(Args)]
pub struct Arguments {
    paths: Vec<PathBuf>,
    #[arg(long, default_value_t = 0)]
    port: u16,
    #[arg(long)]
    no_browser: bool,
    #[arg(long)]
    reference: Vec<PathBuf>,
}

/// What `--help` says.
pub const HELP: Help = Help {
    about: help::open_about,
    usage: help::open_usage,
    examples: help::open_examples,
    arguments: &[
        ("paths", help::open_arg_paths, Some(help::open_arg_paths_value)),
        ("port", help::open_arg_port, Some(help::open_arg_port_value)),
        ("no_browser", help::open_arg_no_browser, None),
        ("reference", help::open_arg_reference, Some(help::open_arg_reference_value)),
    ],
};

/// Serves the page until it is closed.
///
/// # Errors
/// A path that cannot be read, a port that cannot be had.
pub fn run(arguments: &Arguments, desk: &Desk) -> Result<Ending, Failure> {
    let reference = pipeline::reference(&arguments.reference, desk)?;
    let found = if arguments.paths.is_empty() { Collected::default() } else { pipeline::collected(&arguments.paths, None, desk)? };
    for passed in &found.passed {
        console::notice(&format!("{}: {}", passed.place.file, passed.what.in_lang(desk.lang)));
    }
    let files = found.inputs;
    let options = Options { port: arguments.port, version: pipeline::VERSION, lang: desk.lang, reference, files };
    stop::listen();
    let runtime = tokio::runtime::Runtime::new().map_err(|error| Failure::Output(error.to_string()))?;
    let served = runtime.block_on(serve(options, arguments.no_browser, desk));
    // Work that is still running is not waited for: nothing of it is kept.
    runtime.shutdown_background();
    served.map_err(|error| not_opened(&error, desk))?;
    desk.console.line(&objektiv::page_closed(desk.lang));
    Ok(Ending::Done)
}

fn not_opened(error: &WebError, desk: &Desk) -> Failure {
    let why = match error {
        WebError::Bind { source, .. } => reason(desk.lang, source),
        other => other.to_string(),
    };
    Failure::Output(objektiv::page_not_opened(desk.lang, &why))
}

async fn serve(options: Options, no_browser: bool, desk: &Desk) -> Result<(), WebError> {
    let server = Server::bind(options).await?;
    let address = server.address();
    desk.console.paragraph(&objektiv::page_open(desk.lang), 0);
    desk.console.line(&address);
    desk.console.paragraph(&objektiv::page_how_to_close(desk.lang), 0);
    if !no_browser && !show(&address) {
        console::notice(&objektiv::page_no_browser(desk.lang));
    }
    server.run(stopped()).await;
    Ok(())
}

/// Until Ctrl-C was pressed.
pub async fn stopped() {
    while !stop::asked() {
        tokio::time::sleep(LOOK).await;
    }
}

/// Opens the address in the reader's browser; whether that could be begun.
pub fn show(address: &str) -> bool {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "windows") {
        ("rundll32", &["url.dll,FileProtocolHandler"])
    } else if cfg!(target_os = "macos") {
        ("open", &[])
    } else {
        ("xdg-open", &[])
    };
    Command::new(program).args(arguments).arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().is_ok()
}
