//! Where the files of a school lie: `files/ab/cdef…`.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use ledger::Digest;

use super::disk::UNFINISHED;

/// Ends the name of a sealed file.
pub(super) const SEALED: &str = "age";

/// The folder of backups.
pub(super) const BACKUPS: &str = "backups";

/// Where the file of an address lies; a sealed one has an ending.
pub(super) fn path(folder: &Path, address: &Digest) -> PathBuf {
    let address = address.to_string();
    let (first, rest) = address.split_at(2);
    folder.join("files").join(first).join(rest)
}

/// What is not there is no failure.
pub(super) fn there<T>(done: io::Result<T>) -> io::Result<Option<T>> {
    match done {
        Ok(done) => Ok(Some(done)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The bytes of a file, if it is there.
pub(super) fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    there(fs::read(path))
}

/// Removes a file; whether it was there.
pub(super) fn remove(path: &Path) -> io::Result<bool> {
    there(fs::remove_file(path)).map(|removed| removed.is_some())
}

/// The paths of a folder's files.
fn listed(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let below = |path: &Path| -> io::Result<Vec<PathBuf>> {
        let listing = there(fs::read_dir(path))?.into_iter().flatten();
        listing.map(|entry| Ok(entry?.path())).collect()
    };
    let mut found = Vec::new();
    for first in below(&folder.join("files"))? {
        found.extend(below(&first)?);
    }
    Ok(found)
}

/// The addresses that lie in the folder.
pub(super) fn addresses(folder: &Path) -> io::Result<Vec<String>> {
    let address = |path: PathBuf| {
        let whole = path.extension().is_none_or(|extension| extension == SEALED);
        let (first, rest) = (path.parent()?.file_name()?.to_str()?.to_owned(), path.file_stem()?.to_str()?);
        Some(first + rest).filter(|address| whole && address.parse::<Digest>().is_ok())
    };
    Ok(listed(folder)?.into_iter().filter_map(address).collect())
}

/// Removes what a stopped machine left of a backup.
pub(super) fn clear_backups(folder: &Path) -> io::Result<()> {
    for entry in there(fs::read_dir(folder.join(BACKUPS)))?.into_iter().flatten() {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == UNFINISHED) {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// Removes what was being written when the machine stopped. No other office may be writing.
pub(super) fn clear(folder: &Path) -> io::Result<()> {
    let mut unfinished = listed(folder)?.into_iter().filter(|path| path.extension().is_some_and(|extension| extension == UNFINISHED));
    unfinished.try_for_each(fs::remove_file)
}
