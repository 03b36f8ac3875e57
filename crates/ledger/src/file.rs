//! A ledger in a file: one writer at a time, every entry on the disk before it is acknowledged.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::chain::Checkpoint;
use crate::damage::{Damage, DamageKind};
use crate::entry::{Act, Entry};
use crate::error::LedgerError;
use crate::scan::{Verdict, scan};

/// A ledger open for writing; others are kept out until it is dropped.
#[derive(Debug)]
pub struct Ledger {
    path: PathBuf,
    file: File,
    head: Checkpoint,
    length: u64,
    stopped: bool,
}

impl Ledger {
    /// Opens the file, or begins it, and verifies it whole.
    ///
    /// # Errors
    /// [`LedgerError::Locked`] while another writes; [`LedgerError::Damaged`] where the file is not intact, a torn last line too: nothing is
    /// added to such a file.
    pub fn open(path: &Path) -> Result<Self, LedgerError> {
        let file = locked(path, true)?;
        let Verdict { head, intact, damage } = verified(path, &file)?;
        if let Some(damage) = damage {
            return Err(LedgerError::Damaged { path: path.to_path_buf(), damage });
        }
        Ok(Self { path: path.to_path_buf(), file, head, length: intact, stopped: false })
    }

    /// Number and hash of the last entry.
    #[must_use]
    pub const fn checkpoint(&self) -> Checkpoint {
        self.head
    }

    /// Enters an act: when this returns, the entry is on the disk.
    ///
    /// # Errors
    /// An act that cannot be an entry; a write that failed. Then the act is not entered, and the file is as it was, or the error says that it
    /// may not be.
    pub fn append(&mut self, act: Act) -> Result<Entry, LedgerError> {
        if self.stopped {
            return Err(LedgerError::Stopped(self.path.clone()));
        }
        let (entry, line) = Entry::next(self.head, act)?;
        if let Err((source, withdrawn)) = put(&mut self.file, self.length, line.as_bytes()) {
            self.stopped = true;
            return Err(LedgerError::Unwritten { path: self.path.clone(), source, withdrawn });
        }
        if self.length == 0 {
            sync_folder(&self.path);
        }
        self.length += line.len() as u64;
        self.head = entry.checkpoint();
        Ok(entry)
    }
}

/// A torn last line, kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// Where the bytes are now.
    pub path: PathBuf,
    /// How many.
    pub bytes: u64,
    /// Where they stood.
    pub damage: Damage,
}

/// Moves a last line torn by a crash to a file of its own beside the ledger; None where there is none. The bytes are on the disk there before
/// they are taken away here.
///
/// # Errors
/// Any other damage: it is not for a program to mend. A file that cannot be read or written.
pub fn set_aside(path: &Path) -> Result<Option<SetAside>, LedgerError> {
    let mut file = locked(path, false)?;
    let Some(damage) = verified(path, &file)?.damage else { return Ok(None) };
    if damage.kind != DamageKind::Torn {
        return Err(LedgerError::Damaged { path: path.to_path_buf(), damage });
    }
    let aside = beside(path, damage.sequence);
    let unwritten = |source| LedgerError::Unwritten { path: aside.clone(), source, withdrawn: true };
    let torn = tail(&mut file, damage.offset).map_err(unwritten)?;
    keep(&aside, &torn).map_err(unwritten)?;
    let cut = Medium::cut(&mut file, damage.offset).and_then(|()| file.sync_all());
    cut.map_err(|source| LedgerError::Unwritten { path: path.to_path_buf(), source, withdrawn: false })?;
    Ok(Some(SetAside { path: aside, bytes: torn.len() as u64, damage }))
}

fn locked(path: &Path, create: bool) -> Result<File, LedgerError> {
    let unreadable = |source| LedgerError::Unreadable { path: path.to_path_buf(), source };
    let file = OpenOptions::new().read(true).write(true).create(create).truncate(false).open(path).map_err(unreadable)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(LedgerError::Locked(path.to_path_buf())),
        Err(TryLockError::Error(source)) => Err(unreadable(source)),
    }
}

fn verified(path: &Path, file: &File) -> Result<Verdict, LedgerError> {
    scan(BufReader::new(file), None, |_| ()).map_err(|source| LedgerError::Unreadable { path: path.to_path_buf(), source })
}

/// `name.torn-7` for the seventh entry; a file already there is not written over.
fn beside(path: &Path, sequence: u64) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".torn-{sequence}"));
    path.with_file_name(name)
}

fn tail(file: &mut File, offset: u64) -> io::Result<Vec<u8>> {
    let mut torn = Vec::new();
    file.seek(SeekFrom::Start(offset))?;
    file.read_to_end(&mut torn)?;
    Ok(torn)
}

fn keep(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    put(&mut file, 0, bytes).map_err(|(error, _)| error)?;
    sync_folder(path);
    Ok(())
}

/// The name of a new file is on the disk only with its folder. Systems that cannot open a folder keep names by themselves.
fn sync_folder(path: &Path) {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    if let Ok(folder) = File::open(folder) {
        let _kept = folder.sync_all();
    }
}

/// What a ledger is written to; a second one in the tests fails where it is told to.
trait Medium {
    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()>;
    fn sync(&mut self) -> io::Result<()>;
    fn cut(&mut self, length: u64) -> io::Result<()>;
}

impl Medium for File {
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

/// Writes and syncs; on failure takes back what was written and says whether that worked.
fn put(medium: &mut impl Medium, length: u64, line: &[u8]) -> Result<(), (io::Error, bool)> {
    let written = medium.write_at(length, line).and_then(|()| medium.sync());
    written.map_err(|error| {
        let withdrawn = medium.cut(length).and_then(|()| medium.sync()).is_ok();
        (error, withdrawn)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;
    use serde_json::Map;

    fn act() -> Act {
        Act { at: Timestamp::UNIX_EPOCH, name: "try".into(), subjects: Vec::new(), details: Map::new() }
    }

    /// A disk with room for some bytes, and a number of operations after which it answers no more.
    struct Disk {
        bytes: Vec<u8>,
        synced: usize,
        room: usize,
        calls: usize,
    }

    impl Disk {
        fn call(&mut self) -> io::Result<()> {
            self.calls = self.calls.checked_sub(1).ok_or(io::ErrorKind::Other)?;
            Ok(())
        }
    }

    impl Medium for Disk {
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

    /// A full disk at every byte of a line, and an error at every operation: the entry is there or it is not, or the caller is told.
    #[test]
    fn a_failed_write_leaves_the_file_as_it_was_or_says_so() {
        let (first, one) = Entry::next(Checkpoint::empty(), act()).unwrap();
        let (_, two) = Entry::next(first.checkpoint(), act()).unwrap();
        let (before, whole) = (one.len(), one.len() + two.len());
        for room in before..=whole {
            for calls in 0..=4 {
                let mut disk = Disk { bytes: one.clone().into_bytes(), synced: before, room, calls };
                match put(&mut disk, before as u64, two.as_bytes()) {
                    Ok(()) => assert_eq!((disk.bytes.len(), disk.synced, room), (whole, whole, whole)),
                    Err((_, true)) => assert_eq!((disk.bytes.len(), disk.synced), (before, before)),
                    Err((_, false)) => assert!(calls < 4),
                }
            }
        }
    }

    /// After a failure nobody knows what the disk holds: the file has to be opened, and so verified, anew.
    #[test]
    fn nothing_is_entered_after_a_failure() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.ledger");
        File::create(&path).unwrap();
        let file = File::open(&path).unwrap();
        let mut ledger = Ledger { path, file, head: Checkpoint::empty(), length: 0, stopped: false };
        assert!(matches!(ledger.append(act()), Err(LedgerError::Unwritten { withdrawn: false, .. })));
        assert!(matches!(ledger.append(act()), Err(LedgerError::Stopped(_))));
        assert_eq!(ledger.checkpoint(), Checkpoint::empty());
    }

    #[test]
    fn two_writers_are_kept_apart() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.ledger");
        let first = Ledger::open(&path).unwrap();
        assert!(matches!(Ledger::open(&path), Err(LedgerError::Locked(_))));
        assert!(matches!(set_aside(&path), Err(LedgerError::Locked(_))));
        drop(first);
        assert_eq!(Ledger::open(&path).unwrap().checkpoint(), Checkpoint::empty());
    }

    #[test]
    fn a_file_that_is_not_there_is_said() {
        let told = set_aside(Path::new("nowhere/a.ledger")).unwrap_err().told();
        assert!(told.ru.contains("nowhere") && told.en.contains("nowhere"));
    }
}
