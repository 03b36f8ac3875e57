//! What a report hands to the office: it lies in the folder, sealed under the key of names, until somebody takes it in or puts it away. So it does
//! not matter which program has the office open, or whether one has; and what was handed over is not lost with either.

use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use ledger::Digest;

use crate::people::rights;
use crate::policy::{Place, Policy, admit, authorise};
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};

use super::db::Db;
use super::disk::{Rights, put};
use super::error::OpenError;
use super::folder::{SEALED, read, remove, there};
use super::keys::Names;
use super::open::Store;

/// Where it waits.
const HANDED: &str = "handed";

/// Lays a package into a school's folder, whole or not at all; the same bytes are the same package. Its address.
pub(crate) fn lay(folder: &Path, package: &[u8]) -> Result<Digest, OpenError> {
    let names = Names::of(folder)?;
    let address = names.address(package);
    let path = place(folder, &address);
    let sealed = names.seal(package).ok_or(OpenError::NoRandomness)?;
    put(&path, &sealed, Rights::OwnerOnly).map_err(OpenError::at(&path))?;
    Ok(address)
}

/// Where a package waits.
pub(super) fn place(folder: &Path, address: &Digest) -> PathBuf {
    folder.join(HANDED).join(address.to_string()).with_extension(SEALED)
}

impl Store {
    /// What `first` reads from the beginning of every package that waits, by address; None where it cannot be read.
    pub(crate) async fn handed<T: Send + 'static>(
        &self,
        by: Reader,
        policy: &'static Policy,
        first: fn(&mut dyn Read) -> io::Result<T>,
    ) -> Result<Vec<(Digest, Option<T>)>, Refusal> {
        let waiting = move |names: &Names, folder: &Path| {
            let mut found = Vec::new();
            for entry in there(fs::read_dir(folder.join(HANDED)))?.into_iter().flatten() {
                let path = entry?.path();
                let whole = path.extension().is_some_and(|ending| ending == SEALED);
                let address = path.file_stem().and_then(|name| name.to_str()?.parse().ok()).filter(|_| whole);
                if let Some(address) = address.filter(|_| path.is_file()) {
                    let opened = File::open(&path).ok().and_then(|file| names.reading(BufReader::new(file)));
                    found.push((address, opened.and_then(|mut opened| first(&mut opened).ok())));
                }
            }
            found.sort_by_key(|(address, _)| *address);
            Ok(found)
        };
        self.with_handed(by, policy, waiting).await
    }

    /// A package; None where it does not wait any more.
    pub(crate) async fn handed_over(&self, by: Reader, policy: &'static Policy, address: Digest) -> Result<Option<Vec<u8>>, Refusal> {
        let opened = move |names: &Names, folder: &Path| {
            read(&place(folder, &address))?.map(|sealed| names.open(&sealed).ok_or(Refusal::of(Rule::Disk))).transpose()
        };
        self.with_handed(by, policy, opened).await
    }

    /// Removes a package; nothing where it does not wait any more.
    pub(crate) async fn put_away(&self, by: Reader, policy: &'static Policy, address: Digest) -> Result<(), Refusal> {
        self.with_handed(by, policy, move |_, folder| Ok(remove(&place(folder, &address)).map(drop)?)).await
    }

    async fn with_handed<T: Send + 'static>(
        &self,
        by: Reader,
        policy: &'static Policy,
        work: impl FnOnce(&Names, &Path) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let (names, folder) = (self.keys().names.clone(), self.folder().to_path_buf());
        let asked = self.readers().ask(move |connection| {
            let by = rights(&Db::over(connection), by)?;
            admit(policy, &by)?;
            authorise(policy, &by, &Place::default())?;
            work(&names, &folder)
        });
        asked.await?
    }
}
