//! `objektiv open`: the local page.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use clap::Args;
use intake::{Answers, Collected, Input};
use jiff::Timestamp;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use web::WebError;
use web::open::{Handed, Options, Server};
use words::{help, objektiv};

use crate::desk::Desk;
use crate::failure::{Ending, Failure, reason};
use crate::help::Help;
use crate::office::FOLDER;
use crate::office_door::OfficeDoor;
use crate::{console, named, pipeline, stop};

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
    #[arg(long)]
    data: Option<PathBuf>,
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
        ("data", help::open_arg_data, Some(help::serve_arg_data_value)),
    ],
};

/// Serves the page until it is closed.
///
/// # Errors
/// A path that cannot be read, a port that cannot be had.
pub fn run(arguments: &Arguments, desk: &Desk) -> Result<Ending, Failure> {
    let (keep, handed) = unbounded_channel();
    let options = Options { office: Some(keep), ..options(arguments, desk)? };
    let office = OfficeDoor::of(arguments.data.clone().unwrap_or_else(|| PathBuf::from(FOLDER)));
    stop::listen();
    let runtime = tokio::runtime::Runtime::new().map_err(|error| Failure::Output(error.to_string()))?;
    let served = runtime.block_on(serve(options, (office, handed), arguments.no_browser, desk));
    // Work that is still running is not waited for: nothing of it is kept.
    runtime.shutdown_background();
    served.map_err(|error| not_opened(&error, desk))?;
    desk.console.line(&objektiv::page_closed(desk.lang));
    Ok(Ending::Done)
}

/// What the page begins with: the files, and the answers that lie beside them.
fn options(arguments: &Arguments, desk: &Desk) -> Result<Options, Failure> {
    let reference = pipeline::reference(&arguments.reference, desk)?;
    let (found, answers) = if arguments.paths.is_empty() {
        (Collected::default(), Answers::default())
    } else {
        let found = pipeline::collected(&arguments.paths, None, desk)?;
        (found, pipeline::answers(None, &pipeline::data_folder(&arguments.paths), desk)?)
    };
    for passed in &found.passed {
        console::notice(&format!("{}: {}", passed.place.file, passed.what.in_lang(desk.lang)));
    }
    let own = arguments.reference.iter().map(|path| {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        Ok(Input { name, bytes: named::bytes(path, desk.lang)? })
    });
    let own = own.collect::<Result<_, Failure>>()?;
    Ok(Options {
        port: arguments.port,
        version: pipeline::VERSION,
        lang: desk.lang,
        clock: Timestamp::now,
        reference,
        own,
        files: found.inputs,
        answers,
        office: None,
    })
}

fn not_opened(error: &WebError, desk: &Desk) -> Failure {
    let why = match error {
        WebError::Bind { source, .. } => reason(desk.lang, source),
        other => other.to_string(),
    };
    Failure::Output(objektiv::page_not_opened(desk.lang, &why))
}

async fn serve(
    options: Options,
    (mut office, mut handed): (OfficeDoor, UnboundedReceiver<Handed>),
    no_browser: bool,
    desk: &Desk,
) -> Result<(), WebError> {
    let server = Server::bind(options).await?;
    let address = server.address();
    desk.console.paragraph(&objektiv::page_open(desk.lang), 0);
    desk.console.line(&address);
    desk.console.paragraph(&objektiv::page_how_to_close(desk.lang), 0);
    if !no_browser && !show(&address) {
        console::notice(&objektiv::page_no_browser(desk.lang));
    }
    // Beside the office: the page answers while that is being opened.
    let mut page = tokio::spawn(server.run(stop::stopped()));
    loop {
        tokio::select! {
            _ended = &mut page => return Ok(()),
            Some(handed) = handed.recv() => office.take(handed, desk).await,
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A second start on the same folder asks nothing that was answered.
    #[test]
    fn answers_beside_the_files_come_with_them() {
        let home = tempfile::tempdir().unwrap();
        let mut kept = Answers::default();
        kept.set("school:-", "edu1");
        std::fs::write(home.path().join(pipeline::ANSWERS), kept.to_csv()).unwrap();
        std::fs::write(home.path().join("kims.csv"), "b").unwrap();
        let arguments = |paths| Arguments { paths, port: 0, no_browser: true, reference: Vec::new(), data: None };
        let desk = Desk::new(records::text::Lang::Ru);
        let begun = options(&arguments(vec![home.path().to_path_buf()]), &desk).unwrap();
        assert_eq!((begun.answers, begun.files.len()), (kept, 1));
        assert!(options(&arguments(Vec::new()), &desk).unwrap().answers.is_empty(), "the control: no folder, no answers");
    }
}
