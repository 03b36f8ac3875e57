//! A folder as a school's store: locked against a second program, with its keys, its writer and its readers.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ledger::{Export, Payload, PublicKey, SignedCheckpoint};
use rusqlite::Connection;

use crate::people::rights;
use crate::policy::{Place, Policy, Purpose, Reach, Second, Unattended, admit, authorise};
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::role::Role;

use super::connect::{self, Settings};
use super::db::Db;
use super::disk::sync_folder;
use super::entries::Standing;
use super::error::OpenError;
use super::folder::{clear, clear_backups};
use super::keys::{self, Keys};
use super::origin::origin;
use super::random::Random;
use super::share;
use super::worker::Workers;
use super::writer::Writer;

/// Connections that read.
const READERS: usize = 4;

/// Who may carry the ledger away, payloads too.
const EXPORT: Policy = Policy {
    may: &[
        (Role::Administrator, Reach::School),
        (Role::Head, Reach::School),
        (Role::DeputyHead, Reach::School),
        (Role::Auditor, Reach::School),
    ],
    unattended: &[Unattended::Console],
    second: Second::No,
    step_up: true,
    purpose: Purpose::Audit,
};

/// What the store is given from outside, so that nothing in it depends on the machine: the clock comes with every reader.
pub struct Surroundings {
    /// Fills a slice with random bytes; false where the system has none.
    pub random: Random,
    /// Where this program can be reached: what a second one on the folder is told.
    pub address: String,
}

/// A school: one folder.
pub struct Store {
    writer: Workers<Writer>,
    readers: Workers<Connection>,
    folder: PathBuf,
    keys: Arc<Keys>,
    database: PathBuf,
    settings: Settings,
    running: Running,
    /// Held as long as the store is.
    _lock: File,
}

/// What goes on beside acts.
#[derive(Default)]
pub(super) struct Running {
    /// Whether a backup is being made.
    pub backup: Arc<AtomicBool>,
    /// Whether the store ends: long work stops.
    pub ending: Arc<AtomicBool>,
}

impl Drop for Store {
    /// A backup that is being made is stopped: it can be made again, and the writer waits for it.
    fn drop(&mut self) {
        self.running.ending.store(true, Ordering::Relaxed);
    }
}

impl Store {
    /// Opens a folder, or begins one.
    ///
    /// # Errors
    /// [`OpenError`]: what stands in the way.
    pub fn open(folder: &Path, surroundings: Surroundings) -> Result<Self, OpenError> {
        Self::open_with(folder, surroundings, Settings::default())
    }

    pub(super) fn open_with(folder: &Path, surroundings: Surroundings, settings: Settings) -> Result<Self, OpenError> {
        let Surroundings { mut random, address } = surroundings;
        fs::create_dir_all(folder).map_err(OpenError::at(folder))?;
        share::local(folder)?;
        let lock = locked(folder, &address)?;
        let path = folder.join("objektiv.sqlite");
        let connection = connect::writing(&path, settings)?;
        let new = Standing::read(&connection)?.head.sequence == 0;
        drop(connection);
        // The name of the database is on the disk before anything in it is acknowledged.
        sync_folder(folder).map_err(OpenError::at(folder))?;
        let keys = Keys::of(folder, new, &mut random)?;
        clear(folder).and_then(|()| clear_backups(folder)).map_err(OpenError::at(folder))?;
        let keys = Arc::new(keys);
        let writer = Writer::open(path.clone(), settings, random, Some(keys.names.clone()))?;
        let readers = (0..READERS).map(|_| connect::reading(&path, settings)).collect::<Result<_, _>>()?;
        let threads = |error| OpenError::at(folder)(error);
        let writer = Workers::of("store-writer", vec![writer]).map_err(threads)?;
        let readers = Workers::of("store-reader", readers).map_err(threads)?;
        let (folder, running) = (folder.to_path_buf(), Running::default());
        Ok(Self { writer, readers, folder, keys, database: path, settings, running, _lock: lock })
    }

    /// A key beside those of the store, kept in the folder as text: made where there is none of this name yet. No backup takes it along.
    ///
    /// # Errors
    /// Those of the disk, no randomness.
    pub fn key(&self, name: &str, make: impl FnOnce() -> Option<String>) -> Result<String, OpenError> {
        keys::text(&self.folder, name, make)
    }

    /// The key checkpoints are checked with.
    #[must_use]
    pub fn public_key(&self) -> PublicKey {
        self.keys.ledger.public()
    }

    /// Where the ledger stands, signed: to be printed, sent, given away.
    ///
    /// # Errors
    /// Those of the disk.
    pub async fn checkpoint(&self) -> Result<SignedCheckpoint, Refusal> {
        let keys = Arc::clone(&self.keys);
        let signed = self.readers.ask(move |connection| {
            let moment = connection.unchecked_transaction()?;
            let standing = Standing::read(&moment).map_err(|_| Refusal::of(Rule::Disk))?;
            keys.ledger.sign(&origin(&moment, &keys)?, standing.tree.head(), standing.head).ok_or(Refusal::of(Rule::Stopped))
        });
        signed.await?
    }

    /// Writes the ledger so that anybody can verify it offline; `payloads`: with what was typed.
    ///
    /// # Errors
    /// The rule that was not kept, those of the disk.
    pub async fn export<W: Write + Send + 'static>(&self, by: Reader, out: W, payloads: bool) -> Result<W, Refusal> {
        let keys = Arc::clone(&self.keys);
        let export = self.readers.ask(move |connection| {
            let transaction = connection.unchecked_transaction()?;
            let by = rights(&Db::over(&transaction), by)?;
            admit(&EXPORT, &by)?;
            authorise(&EXPORT, &by, &Place::default())?;
            let origin = origin(&transaction, &keys)?;
            let export = records(&transaction, Export::begin(out, &origin, &keys.ledger.public())?, payloads)?;
            let standing = Standing::read(&transaction).map_err(|_| Refusal::of(Rule::Disk))?;
            let signed = keys.ledger.sign(&origin, standing.tree.head(), standing.head);
            Ok(export.finish(&signed.ok_or(Refusal::of(Rule::Stopped))?)?)
        });
        export.await?
    }

    pub(super) const fn writer(&self) -> &Workers<Writer> {
        &self.writer
    }

    pub(super) const fn readers(&self) -> &Workers<Connection> {
        &self.readers
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) const fn keys(&self) -> &Arc<Keys> {
        &self.keys
    }

    pub(super) fn database(&self) -> &Path {
        &self.database
    }

    pub(super) const fn settings(&self) -> Settings {
        self.settings
    }

    pub(super) const fn running(&self) -> &Running {
        &self.running
    }
}

/// Every record in order, with what was typed where it is there and wanted.
fn records<W: Write>(connection: &Connection, mut export: Export<W>, payloads: bool) -> Result<Export<W>, Refusal> {
    let sql = "select record, salt, content from entry left join payload on payload.entry = entry.sequence and ? order by entry.sequence";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([payloads])?;
    while let Some(row) = rows.next()? {
        let (record, salt, content): (String, Option<[u8; 32]>, Option<String>) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let payload = salt.zip(content).map(|(salt, content)| Payload { salt, content });
        export.record(&record, payload.as_ref())?;
    }
    Ok(export)
}

/// Keeps a second program out, and leaves it the address of this one.
fn locked(folder: &Path, address: &str) -> Result<File, OpenError> {
    let (path, note) = (folder.join("objektiv.lock"), folder.join("objektiv.address"));
    let file = OpenOptions::new().write(true).create(true).truncate(false).open(&path).map_err(OpenError::at(&path))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(OpenError::InUse { address: fs::read_to_string(&note).unwrap_or_default() }),
        Err(TryLockError::Error(error)) => return Err(OpenError::at(&path)(error)),
    }
    // Beside the lock: some systems keep a locked file from being read.
    fs::write(&note, address).map_err(OpenError::at(&note))?;
    Ok(file)
}
