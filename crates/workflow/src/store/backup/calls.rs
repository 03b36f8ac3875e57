//! Every call of a backup and of a restoration to the disk goes through here, so that tests can let any of them fail.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

use super::super::disk::{self, Rights};

/// A file that is read or written.
pub(super) struct Called(File);

/// A new file; one of this name is no more what it was.
pub(super) fn create(path: &Path, rights: Rights) -> io::Result<Called> {
    call()?;
    disk::create(path, rights).map(Called)
}

/// A file to be read.
pub(super) fn open(path: &Path) -> io::Result<Called> {
    call()?;
    File::open(path).map(Called)
}

/// A folder and those above it.
pub(super) fn create_folders(path: &Path) -> io::Result<()> {
    call()?;
    fs::create_dir_all(path)
}

/// Another name for a file or a folder.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    call()?;
    fs::rename(from, to)
}

/// The names in a folder, on the disk.
pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    call()?;
    disk::sync_folder(path)
}

/// Asked before the database engine makes calls of its own.
pub(super) fn engine() -> io::Result<()> {
    call()
}

/// Bytes free on the disk of a folder; None where the system does not say.
pub(super) fn room(folder: &Path) -> Option<u64> {
    #[cfg(test)]
    if let Some(room) = faults::room() {
        return Some(room);
    }
    fs4::available_space(folder).ok()
}

impl Called {
    /// Its bytes, on the disk.
    pub(super) fn sync(&self) -> io::Result<()> {
        call()?;
        self.0.sync_all()
    }
}

impl Read for Called {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        call()?;
        self.0.read(into)
    }
}

impl Write for Called {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        call()?;
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(not(test))]
#[expect(clippy::unnecessary_wraps, reason = "in tests it fails")]
const fn call() -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
use faults::call;

/// What tests let fail: calls of their own thread.
#[cfg(test)]
pub(crate) mod faults {
    use std::cell::Cell;
    use std::io;

    thread_local! {
        /// Calls still to come before one fails, how many fail then, and how.
        static NEXT: Cell<(u64, u64, io::ErrorKind)> = const { Cell::new((u64::MAX, 0, io::ErrorKind::Other)) };
        static FAILED: Cell<u64> = const { Cell::new(0) };
        static ROOM: Cell<Option<u64>> = const { Cell::new(None) };
    }

    /// The n-th call from now on fails, and so many after it.
    pub fn fail(n: u64, count: u64, kind: io::ErrorKind) {
        NEXT.set((n, count, kind));
        FAILED.set(0);
    }

    /// Nothing fails any more; how many calls did.
    pub fn mend() -> u64 {
        NEXT.set((u64::MAX, 0, io::ErrorKind::Other));
        FAILED.get()
    }

    /// The disk seems to have so much room.
    pub fn pretend_room(bytes: Option<u64>) {
        ROOM.set(bytes);
    }

    pub fn room() -> Option<u64> {
        ROOM.get()
    }

    pub(super) fn call() -> io::Result<()> {
        let (wait, count, kind) = NEXT.get();
        if wait > 0 {
            NEXT.set((wait - 1, count, kind));
            return Ok(());
        }
        if count == 0 {
            return Ok(());
        }
        NEXT.set((0, count - 1, kind));
        FAILED.set(FAILED.get() + 1);
        Err(kind.into())
    }
}
