//! `objektiv demo --serve`: the office of a gymnasium in the middle of its year, to try every role in. A school is lived through in an empty
//! folder; without `--data` that folder is a passing one and goes with the program.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use records::progress::Silent;
use rehearsal::lived::{self, LiveError, PASSWORD, Seat};
use web::server::{ServeError, Server, Stage, Taken};
use words::objektiv;
use workflow::{Actor, Reader, Store, Surroundings};

use crate::commands::show;
use crate::desk::Desk;
use crate::failure::{Ending, Failure, reason};
use crate::office::{drawn, random, unopened};
use crate::progress::Bar;
use crate::{console, stop};

/// What lies in a folder that was lived through to the end: a note to people, and the sign that nothing is missing.
const NOTE: &str = "rehearsal.txt";
/// How long what still runs is waited for before the passing folder is removed.
const PATIENCE: Duration = Duration::from_secs(5);

/// How it is called.
pub struct Call {
    /// Where the school is to stay; else it passes.
    pub data: Option<PathBuf>,
    /// Port.
    pub port: u16,
    /// Which school.
    pub seed: u64,
    /// Whether the browser stays closed.
    pub no_browser: bool,
    /// Whether no progress is shown.
    pub quiet: bool,
}

/// Lives through a school, or goes on with one, and serves it until it is stopped.
///
/// # Errors
/// A port or a folder that cannot be had; the wish to stop.
pub fn run(call: &Call, desk: &Desk) -> Result<Ending, Failure> {
    stop::listen();
    let folder = Folder::of(call.data.as_deref(), desk)?;
    let runtime = tokio::runtime::Runtime::new().map_err(|error| Failure::Output(error.to_string()))?;
    let served = runtime.block_on(serve(call, &folder, desk));
    runtime.shutdown_timeout(PATIENCE);
    served?;
    let closed = if folder.passing { objektiv::rehearsal_closed_gone(desk.lang) } else { objektiv::rehearsal_closed_kept(desk.lang) };
    desk.console.line(&closed);
    Ok(Ending::Done)
}

async fn serve(call: &Call, folder: &Folder, desk: &Desk) -> Result<(), Failure> {
    let taken = Taken::port(call.port).await.map_err(|error| not_served(&error.into(), folder, call.port, desk))?;
    let (store, seats) = match folder.lived {
        true => found_again(call, folder, taken.address(), desk).await?,
        false => lived_through(call, folder, taken.address(), desk).await?,
    };
    let kept = (!folder.passing).then(|| folder.path.clone());
    let stage = Stage { now: lived::now(), seats, password: PASSWORD, kept };
    let served = Server::rehearse(taken, folder.path.clone(), desk.lang, store, stage).await;
    let server = served.map_err(|error| not_served(&error, folder, call.port, desk))?;
    let (address, day) = (server.address(), lived::now().strftime("%d.%m.%Y").to_string());
    desk.console.paragraph(&objektiv::rehearsal_open(desk.lang, lived::SCHOOL, day), 0);
    desk.console.line(&address);
    desk.console.paragraph(&objektiv::rehearsal_how_to_close(desk.lang), 0);
    if !call.no_browser && !show(&address) {
        console::notice(&objektiv::page_no_browser(desk.lang));
    }
    server.run(stop::stopped()).await;
    Ok(())
}

/// A school lived through in the empty folder; where it was stopped half-way, nothing of it stays.
async fn lived_through(call: &Call, folder: &Folder, address: String, desk: &Desk) -> Result<(Store, Vec<Seat>), Failure> {
    let surroundings = Surroundings { random: lived::randomness(call.seed), address };
    let store = Store::open(&folder.path, surroundings).map_err(|error| unopened(&error, &folder.path, desk))?;
    let bar = Bar::new(desk.lang, call.quiet);
    let lived = lived::live(&store, call.seed, &bar).await;
    bar.clear();
    let noted = |_| fs::write(folder.path.join(NOTE), objektiv::rehearsal_note(desk.lang, PASSWORD) + "\n");
    if lived.is_ok() {
        // The first backup, as the program makes one a day; where it does not succeed the page of backups says so.
        let _told = store.back_up(Reader::new(Actor::Program, lived::now()), Arc::new(Silent)).await;
    }
    match lived.as_ref().map(noted) {
        Ok(Ok(())) => Ok((store, lived.map(|lived| lived.seats).unwrap_or_default())),
        Ok(Err(error)) => Err(Failure::writing(desk.lang, &folder.path.join(NOTE), &error)),
        Err(error) => {
            drop(store);
            folder.empty();
            Err(not_lived(error, desk))
        }
    }
}

fn not_lived(error: &LiveError, desk: &Desk) -> Failure {
    match error {
        LiveError::Stopped => Failure::stopped(desk.lang),
        LiveError::Refused { refusal, .. } => Failure::Output(refusal.rule.told(desk.lang)),
        LiveError::Missing(_) => Failure::Output(error.to_string()),
    }
}

/// A rehearsal that was lived through before. Its ledger is signed with the key of the seed: no school of anybody's is.
async fn found_again(call: &Call, folder: &Folder, address: String, desk: &Desk) -> Result<(Store, Vec<Seat>), Failure> {
    let store = Store::open(&folder.path, Surroundings { random: Box::new(random), address });
    let store = store.map_err(|error| unopened(&error, &folder.path, desk))?;
    let other = || Failure::Usage(objektiv::rehearsal_other(desk.lang, folder.path.display().to_string(), call.seed.to_string()));
    if store.public_key() != lived::ledger_key(call.seed) {
        return Err(other());
    }
    let seats = lived::met(&store, call.seed).await.map_err(|error| not_lived(&error, desk))?;
    Ok((store, seats))
}

fn not_served(error: &ServeError, folder: &Folder, port: u16, desk: &Desk) -> Failure {
    let lang = desk.lang;
    match error {
        ServeError::Web(web::WebError::Bind { source, .. }) => {
            let why = objektiv::office_port(lang, port.to_string(), reason(lang, source));
            Failure::Output(objektiv::office_not_opened(lang, folder.path.display().to_string(), &why))
        }
        ServeError::Web(other) => Failure::Output(other.to_string()),
        ServeError::Folder(error) => unopened(error, &folder.path, desk),
        ServeError::Disk(refusal) => Failure::Output(refusal.rule.told(lang)),
        ServeError::Certificate => Failure::Output(objektiv::office_certificate(lang)),
    }
}

/// The folder of the rehearsal.
struct Folder {
    path: PathBuf,
    /// Whether it goes with the program.
    passing: bool,
    /// Whether a school was lived through in it already.
    lived: bool,
}

impl Folder {
    /// The named folder, empty or with a rehearsal in it; else a passing one.
    fn of(data: Option<&Path>, desk: &Desk) -> Result<Self, Failure> {
        match data {
            Some(path) => Self::named(path, desk),
            None => Self::passing(desk),
        }
    }

    fn named(path: &Path, desk: &Desk) -> Result<Self, Failure> {
        let entries = match fs::read_dir(path) {
            Ok(entries) => entries.count(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => 0,
            Err(error) => return Err(Failure::reading(desk.lang, path, &error)),
        };
        let lived = path.join(NOTE).is_file();
        if entries > 0 && !lived {
            return Err(Failure::Usage(objektiv::rehearsal_not_empty(desk.lang, path.display().to_string())));
        }
        Ok(Self { path: path.to_path_buf(), passing: false, lived })
    }

    fn passing(desk: &Desk) -> Result<Self, Failure> {
        let home = std::env::temp_dir();
        let drawn: [u8; 8] = drawn(&home, desk)?;
        let name: String = drawn.iter().map(|byte| format!("{byte:02x}")).collect();
        let path = home.join(format!("objektiv-rehearsal-{name}"));
        fs::create_dir(&path).map_err(|error| Failure::writing(desk.lang, &path, &error))?;
        Ok(Self { path, passing: true, lived: false })
    }

    /// Takes out what was put in; the folder was empty.
    fn empty(&self) {
        for entry in fs::read_dir(&self.path).into_iter().flatten().flatten() {
            let path = entry.path();
            let _gone = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        }
    }
}

impl Drop for Folder {
    /// What cannot be removed stays in the folder of passing files; the system clears that.
    fn drop(&mut self) {
        if self.passing {
            let _gone = fs::remove_dir_all(&self.path);
        }
    }
}
