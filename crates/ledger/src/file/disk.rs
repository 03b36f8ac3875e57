//! The disk: one writer at a time, and what is written is there or taken back.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::Path;

use super::error::LedgerError;

/// The file open for reading and writing, kept from others until it is dropped.
pub(super) fn locked(path: &Path, create: bool) -> Result<File, LedgerError> {
    let unreadable = |source| LedgerError::Unreadable { path: path.to_path_buf(), source };
    let file = OpenOptions::new().read(true).write(true).create(create).truncate(false).open(path).map_err(unreadable)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(LedgerError::Locked(path.to_path_buf())),
        Err(TryLockError::Error(source)) => Err(unreadable(source)),
    }
}

/// Writes at the end, `length`, and syncs; on failure takes back what was written and says whether that worked.
pub(super) fn put(disk: &mut impl Disk, length: u64, line: &[u8]) -> Result<(), (io::Error, bool)> {
    let written = disk.write_at(length, line).and_then(|()| disk.sync());
    written.map_err(|error| {
        let withdrawn = disk.cut(length).and_then(|()| disk.sync()).is_ok();
        (error, withdrawn)
    })
}

/// The name of a new file is on the disk only with its folder. Systems that cannot open a folder keep names by themselves.
pub(super) fn sync_folder(path: &Path) {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    if let Ok(folder) = File::open(folder) {
        let _kept = folder.sync_all();
    }
}

/// What a ledger is written to; a second one in the tests fails where it is told to.
pub(super) trait Disk {
    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()>;
    fn sync(&mut self) -> io::Result<()>;
    fn cut(&mut self, length: u64) -> io::Result<()>;
}

impl Disk for File {
    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        self.seek(SeekFrom::Start(offset))?;
        self.write_all(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.sync_all()
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.set_len(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A disk with room for some bytes, and a number of operations after which it answers no more.
    struct Failing {
        bytes: Vec<u8>,
        synced: usize,
        room: usize,
        calls: usize,
    }

    impl Failing {
        fn call(&mut self) -> io::Result<()> {
            self.calls = self.calls.checked_sub(1).ok_or(io::ErrorKind::Other)?;
            Ok(())
        }
    }

    impl Disk for Failing {
        fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()> {
            self.call()?;
            self.bytes.truncate(usize::try_from(offset).unwrap());
            let fits = bytes.len().min(self.room - self.bytes.len());
            self.bytes.extend(&bytes[..fits]);
            if fits == bytes.len() { Ok(()) } else { Err(io::ErrorKind::StorageFull.into()) }
        }

        fn sync(&mut self) -> io::Result<()> {
            self.call()?;
            self.synced = self.bytes.len();
            Ok(())
        }

        fn cut(&mut self, length: u64) -> io::Result<()> {
            self.call()?;
            self.bytes.truncate(usize::try_from(length).unwrap());
            Ok(())
        }
    }

    /// A full disk at every byte of a line, and an error at every operation: the line is there or it is not, or the caller is told.
    #[test]
    fn a_failed_write_leaves_the_file_as_it_was_or_says_so() {
        let (one, two) = ("first line\n", "second line\n");
        let (before, whole) = (one.len(), one.len() + two.len());
        for room in before..=whole {
            for calls in 0..=4 {
                let mut disk = Failing { bytes: one.as_bytes().to_vec(), synced: before, room, calls };
                match put(&mut disk, before as u64, two.as_bytes()) {
                    Ok(()) => assert_eq!((disk.bytes.len(), disk.synced, room), (whole, whole, whole)),
                    Err((_, true)) => assert_eq!((disk.bytes.len(), disk.synced), (before, before)),
                    Err((_, false)) => assert!(calls < 4),
                }
            }
        }
    }
}
