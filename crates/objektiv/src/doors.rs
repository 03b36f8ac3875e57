//! `objektiv` without a command: a page with two doors. Whoever presses the program's icon has no command line to type a command into, and
//! a question in a bare window would be answered there; a page is what both doors are anyway (decision 0030).

use std::path::PathBuf;

use jiff::Timestamp;
use tokio::sync::mpsc::UnboundedSender;
use web::doors::{Asked, Choice, Doors};
use web::open::Handed;
use web::{WebError, open};
use words::objektiv;

use crate::commands::show;
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::office::FOLDER;
use crate::office_door::OfficeDoor;
use crate::{console, pipeline, stop};

/// Shows the two doors, and opens what is asked for, until everything is stopped.
///
/// # Errors
/// A page that cannot be opened.
pub fn run(desk: &Desk) -> Result<Ending, Failure> {
    stop::listen();
    let runtime = tokio::runtime::Runtime::new().map_err(|error| Failure::Output(error.to_string()))?;
    let served = runtime.block_on(serve(desk));
    runtime.shutdown_background();
    served.map_err(|error| Failure::Output(objektiv::page_not_opened(desk.lang, error.to_string())))?;
    desk.console.line(&objektiv::doors_closed(desk.lang));
    Ok(Ending::Done)
}

async fn serve(desk: &Desk) -> Result<(), WebError> {
    let (doors, mut asked) = Doors::bind(desk.lang).await?;
    let address = doors.address();
    desk.console.paragraph(&objektiv::doors_open(desk.lang), 0);
    desk.console.line(&address);
    desk.console.paragraph(&objektiv::doors_how_to_close(desk.lang), 0);
    if !show(&address) {
        console::notice(&objektiv::page_no_browser(desk.lang));
    }
    tokio::spawn(doors.run(stop::stopped()));
    let (over, mut ended) = tokio::sync::mpsc::unbounded_channel();
    let mut office = OfficeDoor::of(PathBuf::from(FOLDER));
    let (keep, mut handed) = tokio::sync::mpsc::unbounded_channel();
    loop {
        tokio::select! {
            Some(Asked { choice, answer }) = asked.recv() => {
                let opened = match choice {
                    Choice::Files => files(desk, over.clone(), keep.clone()).await,
                    Choice::Office => office.address(desk).await,
                };
                // A browser that did not wait asks again.
                let _gone = answer.send(opened);
            }
            Some(handed) = handed.recv() => office.take(handed, desk).await,
            Some(()) = ended.recv() => return Ok(()),
            () = stop::stopped() => return Ok(()),
        }
    }
}

/// The page where files are looked at; where the person closes the program on it, `over` hears of it.
async fn files(desk: &Desk, over: UnboundedSender<()>, keep: UnboundedSender<Handed>) -> Result<String, String> {
    let reference = pipeline::reference(&[], desk).map_err(|failure| failure.to_string())?;
    let options = open::Options {
        port: 0,
        version: pipeline::VERSION,
        lang: desk.lang,
        clock: Timestamp::now,
        reference,
        own: Vec::new(),
        files: Vec::new(),
        answers: intake::Answers::default(),
        office: Some(keep),
    };
    let server = open::Server::bind(options).await.map_err(|error| error.to_string())?;
    let address = server.address();
    tokio::spawn(async move {
        server.run(stop::stopped()).await;
        over.send(())
    });
    Ok(address)
}
