//! What a report hands to the office: it lies in the folder, sealed under the key of names, until somebody takes it in or puts it away. So it does
//! not matter which program has the office open, or whether one has; and what was handed over is not lost with either.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use ledger::Digest;
use serde::Serialize;

use crate::people::rights;
use crate::policy::{Place, Policy, admit, authorise};
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};

use super::db::Db;
use super::disk::{Rights, UNFINISHED, put, sync_folder};
use super::error::OpenError;
use super::folder::{SEALED, read, there};
use super::keys::Names;
use super::open::Store;

/// Where it waits.
const HANDED: &str = "handed";
/// What is told of a package before it is taken in.
const ABOUT: &str = "about";
/// Longest time a package takes to be written.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Lays a package into a school's folder, whole or not at all; the same bytes are the same package. Its id.
pub(crate) fn lay(folder: &Path, about: &impl Serialize, files: &[&[u8]]) -> Result<String, OpenError> {
    let about = &serde_json::to_vec(about).map_err(|error| OpenError::at(folder)(error.into()))?;
    let names = Names::of(folder)?;
    let addresses = files.iter().flat_map(|file| *names.address(file).as_bytes());
    let id = names.address(&about.iter().copied().chain(addresses).collect::<Vec<_>>()).to_string();
    let whole = folder.join(HANDED).join(&id);
    if whole.exists() {
        return Ok(id);
    }
    let part = whole.with_extension(UNFINISHED);
    write(&names, &part, about, files).and_then(|()| fs::rename(&part, &whole)).and_then(|()| sync_folder(&folder.join(HANDED))).map_err(
        |error| {
            // What was begun is of no use to anybody; that it cannot be removed is not what went wrong.
            let _left = fs::remove_dir_all(&part);
            OpenError::at(&whole)(error)
        },
    )?;
    Ok(id)
}

fn write(names: &Names, part: &Path, about: &[u8], files: &[&[u8]]) -> io::Result<()> {
    there(fs::remove_dir_all(part))?;
    let sealed = |bytes: &[u8]| names.seal(bytes).ok_or_else(|| io::Error::other("no randomness"));
    put(&part.join(ABOUT).with_extension(SEALED), &sealed(about)?, Rights::OwnerOnly)?;
    for (ordinal, bytes) in files.iter().enumerate() {
        put(&file(part, ordinal), &sealed(bytes)?, Rights::OwnerOnly)?;
    }
    Ok(())
}

fn file(package: &Path, ordinal: usize) -> PathBuf {
    package.join(ordinal.to_string()).with_extension(SEALED)
}

/// Removes what a stopped program left unfinished.
pub(super) fn sweep(folder: &Path) -> io::Result<()> {
    let old = |path: &Path| {
        let written = fs::metadata(path).and_then(|about| about.modified());
        written.is_ok_and(|at| SystemTime::now().duration_since(at).is_ok_and(|age| age > DAY))
    };
    for entry in there(fs::read_dir(folder.join(HANDED)))?.into_iter().flatten() {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == UNFINISHED) && old(&path) {
            fs::remove_dir_all(path)?;
        }
    }
    Ok(())
}

impl Store {
    /// What is told of every package that waits, by id.
    pub(crate) async fn handed(&self, by: Reader, policy: &'static Policy) -> Result<Vec<(String, Vec<u8>)>, Refusal> {
        self.with_handed(by, policy, |names, folder| {
            let mut found = Vec::new();
            for entry in there(fs::read_dir(folder))?.into_iter().flatten() {
                let path = entry?.path();
                let Some(id) = path.file_name().and_then(|name| name.to_str()).filter(|name| name.parse::<Digest>().is_ok()) else {
                    continue;
                };
                if let Some(about) = opened(names, &path.join(ABOUT).with_extension(SEALED))? {
                    found.push((id.to_owned(), about));
                }
            }
            found.sort();
            Ok(found)
        })
        .await
    }

    /// The first `count` files of a package; None where it does not wait any more.
    pub(crate) async fn handed_files(
        &self,
        by: Reader,
        policy: &'static Policy,
        id: Digest,
        count: usize,
    ) -> Result<Option<Vec<Vec<u8>>>, Refusal> {
        self.with_handed(by, policy, move |names, folder| {
            let package = folder.join(id.to_string());
            (0..count).map(|ordinal| opened(names, &file(&package, ordinal))).collect()
        })
        .await
    }

    /// Removes a package; nothing where it does not wait any more.
    pub(crate) async fn put_away(&self, by: Reader, policy: &'static Policy, id: Digest) -> Result<(), Refusal> {
        self.with_handed(by, policy, move |_, folder| Ok(there(fs::remove_dir_all(folder.join(id.to_string()))).map(drop)?)).await
    }

    async fn with_handed<T: Send + 'static>(
        &self,
        by: Reader,
        policy: &'static Policy,
        work: impl FnOnce(&Names, &Path) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let (names, folder) = (self.keys().names.clone(), self.folder().join(HANDED));
        let asked = self.readers().ask(move |connection| {
            let by = rights(&Db::over(connection), by)?;
            admit(policy, &by)?;
            authorise(policy, &by, &Place::default())?;
            work(&names, &folder)
        });
        asked.await?
    }
}

fn opened(names: &Names, path: &Path) -> Result<Option<Vec<u8>>, Refusal> {
    read(path)?.map(|sealed| names.open(&sealed).ok_or(Refusal::of(Rule::Disk))).transpose()
}
