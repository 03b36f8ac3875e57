//! Backups: the whole of a school in one file, sealed for the key of its recovery sheet; and a school made of one again.
//!
//! A backup is an age file of a tar archive: the manifest, then database, keys and files as it lists them. `age -d -i KEY FILE | tar -x` opens it
//! without this program.

mod calls;
mod error;
mod flow;
mod manifest;
mod pack;
mod restore;
mod snapshot;
mod unpack;
mod verify;
mod watch;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use age::x25519::Recipient;
use jiff::ZonedDateTime;
use records::progress::Progress;
use rusqlite::params;
use tokio::sync::oneshot;

use super::connect;
use super::disk::UNFINISHED;
use super::folder::{BACKUPS, clear_backups, there};
use super::keys::Keys;
use super::once::{Once, Receipt};
use super::open::Store;
use super::worker::Asking;
use super::writer::Writer;
use crate::act::Act;
use crate::id::Id;
use crate::people::rights;
use crate::policy::{Place, admit, authorise};
use crate::reader::{Actor, Reader};
use crate::recovery::{Backups, Failed, Kept, Made, Record, in_use, spare};
use crate::refusal::{Refusal, Rule};

pub use error::{Damaged, RestoreError};
pub use restore::{RestoredSchool, Restoring, restore};

#[cfg(test)]
pub(crate) use calls::faults;

use manifest::{FORM, Manifest};
use pack::{Packed, Places};
use watch::Watch;

/// Ends the name of a backup.
const ENDING: &str = "backup";

/// Version of the program, as manifests state it.
const PROGRAM: &str = env!("CARGO_PKG_VERSION");

impl Store {
    /// Makes a backup beside the work of everybody, enters it, and lets go of those that are spare. Once asked for it is made whether or not
    /// somebody still waits.
    ///
    /// # Errors
    /// [`Rule::NoSheet`], [`Rule::BackupRuns`], [`Rule::Interrupted`], those of the disk; nothing half done is left.
    pub async fn back_up(&self, by: Reader, progress: Arc<dyn Progress + Send + Sync>) -> Result<Receipt<Made>, Refusal> {
        let work = self.backing_up(by).await?;
        let (answer, answered) = oneshot::channel();
        let run = move || drop(answer.send(work.run(&*progress)));
        std::thread::Builder::new().name("store-backup".to_owned()).spawn(run)?;
        answered.await.map_err(|_| Refusal::of(Rule::Stopped))?
    }

    /// The page of backups, to be seen with [`Store::see`]: what lies on the disk now.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn backups(&self) -> Result<Backups, Refusal> {
        let folder = self.folder().join(BACKUPS);
        let names = there(fs::read_dir(&folder))?.into_iter().flatten().filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let lying = names.filter(|name| Path::new(name).extension().is_some_and(|ending| ending == ENDING)).collect();
        Ok(Backups { lying, room: calls::room(self.folder()) })
    }

    /// Whether the program should make a backup now.
    ///
    /// # Errors
    /// Those of the disk.
    pub async fn backup_due(&self, now: ZonedDateTime) -> Result<bool, Refusal> {
        let shown = self.see(Reader::new(Actor::Program, now.clone()), self.backups()?).await?;
        Ok(shown.due(&now))
    }

    /// Everything a backup needs, once it is known that it may be made.
    pub(super) async fn backing_up(&self, by: Reader) -> Result<Work, Refusal> {
        let asked = by.clone();
        let sheet = self.read(move |db| {
            let by = rights(db, asked)?;
            admit(&Record::POLICY, &by)?;
            authorise(&Record::POLICY, &by, &Place::of(&Id::school()))?;
            in_use(db)?.ok_or(Refusal::of(Rule::NoSheet).instead(crate::Door::Recovery))
        });
        let (sheet, recipient) = sheet.await?;
        let alone = Alone::of(&self.running().backup)?;
        Ok(Work {
            folder: self.folder().to_path_buf(),
            settings: self.settings(),
            database: self.database().to_path_buf(),
            keys: Arc::clone(self.keys()),
            writer: self.writer().asking()?,
            ending: Arc::clone(&self.running().ending),
            by,
            sheet,
            recipient,
            _alone: alone,
        })
    }
}

/// One backup at a time.
struct Alone(Arc<AtomicBool>);

impl Alone {
    fn of(running: &Arc<AtomicBool>) -> Result<Self, Refusal> {
        if running.swap(true, Ordering::AcqRel) { Err(Refusal::of(Rule::BackupRuns)) } else { Ok(Self(Arc::clone(running))) }
    }
}

impl Drop for Alone {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}

/// A backup about to be made, on a thread of its own.
pub(super) struct Work {
    folder: PathBuf,
    database: PathBuf,
    settings: connect::Settings,
    keys: Arc<Keys>,
    writer: Asking<Writer>,
    ending: Arc<AtomicBool>,
    by: Reader,
    sheet: Id,
    recipient: Recipient,
    _alone: Alone,
}

impl Work {
    /// Makes it, enters it, and thins; how it failed is kept aside.
    pub(super) fn run(self, progress: &dyn Progress) -> Result<Receipt<Made>, Refusal> {
        let watch = Watch { progress, ending: &self.ending };
        let done = self.made(watch).and_then(|record| self.entered(record));
        match &done {
            // What cannot be removed now goes with the next backup.
            Ok(_) => drop(self.thin()),
            Err(refusal) => drop(self.note(Failed::of(&refusal.rule))),
        }
        done
    }

    /// The file in its place.
    fn made(&self, watch: Watch<'_>) -> Result<Record, Refusal> {
        let backups = self.folder.join(BACKUPS);
        calls::create_folders(&backups)?;
        clear_backups(&self.folder)?;
        let (name, path) = fresh(&backups, self.by.now());
        let passing = Passing { snapshot: path.with_extension(format!("sqlite.{UNFINISHED}")), sealed: path.with_extension(UNFINISHED) };
        let (packed, last, missing) = self.sealed(&passing, watch)?;
        let placed = calls::rename(&passing.sealed, &path).and_then(|()| calls::sync_folder(&backups));
        if let Err(error) = placed {
            drop(fs::remove_file(&path));
            return Err(error.into());
        }
        let Packed { bytes, digest } = packed;
        let (digest, sheet) = (digest.to_string(), self.sheet.clone());
        Ok(Record { name, day: self.by.now().date(), bytes, digest, sheet, last, missing })
    }

    fn sealed(&self, passing: &Passing, watch: Watch<'_>) -> Result<(Packed, u64, u64), Refusal> {
        // Named before the database engine makes it, so that nobody else may read the copy.
        drop(calls::create(&passing.snapshot, super::disk::Rights::OwnerOnly)?);
        let source = connect::reading(&self.database, self.settings).map_err(|_| Refusal::of(Rule::Disk))?;
        let database = snapshot::size(&source)?;
        self.room_for(database)?;
        let taken = snapshot::take(&source, &passing.snapshot, &self.keys, watch)?;
        drop(source);
        let places = Places { folder: &self.folder, snapshot: &passing.snapshot };
        let (parts, missing) = pack::listed(&places, &taken.named, watch).map_err(refusal)?;
        let (last, lost) =
            (taken.checkpoint.last.sequence, missing.iter().filter(|address| !taken.erased.contains(address)).count() as u64);
        let manifest = Manifest {
            form: FORM,
            program: PROGRAM.to_owned(),
            step: taken.step,
            made: self.by.now().timestamp(),
            key: self.keys.ledger.public().to_string(),
            checkpoint: taken.checkpoint.to_string(),
            parts,
            missing,
        };
        self.room_for(manifest.bytes())?;
        let packed = pack::pack(&manifest, &places, &passing.sealed, &self.recipient, watch).map_err(refusal)?;
        Ok((packed, last, lost))
    }

    /// A disk that would be filled up is left alone: the office goes on working on it.
    fn room_for(&self, bytes: u64) -> Result<(), Refusal> {
        // What the database writes meanwhile.
        const RESERVE: u64 = 1024 * 1024;
        match calls::room(&self.folder) {
            Some(room) if room < bytes.saturating_add(RESERVE) => Err(Refusal::of(Rule::DiskFull)),
            _ => Ok(()),
        }
    }

    /// The backup in the books; without an entry there is none.
    fn entered(&self, record: Record) -> Result<Receipt<Made>, Refusal> {
        let path = self.folder.join(BACKUPS).join(&record.name);
        let key: String = record.digest.chars().take(48).collect();
        let once = Once::read(&format!("backup-{key}")).ok_or(Refusal::of(Rule::Stopped))?;
        let by = self.by.clone();
        let done = self.writer.ask(move |writer| writer.perform(&by, &once, record)).and_then(|done| done);
        if done.as_ref().is_err_and(|refusal| refusal.rule != Rule::Unsure) {
            drop(fs::remove_file(&path));
        }
        done
    }

    /// How this try failed, beside the ledger.
    fn note(&self, why: Failed) -> Result<(), Refusal> {
        let at = self.by.now().timestamp().as_second();
        let sql = "insert or replace into job (name, failed_at, failure) values ('backup', ?, ?)";
        self.writer.ask(move |writer| writer.aside(|tx| tx.execute(sql, params![at, why.code()])))?.map(drop)
    }

    /// Removes those that are spare.
    fn thin(&self) -> Result<(), Refusal> {
        let source = connect::reading(&self.database, self.settings).map_err(|_| Refusal::of(Rule::Disk))?;
        let sql =
            "select name, day, confirmed is not null from backup join recovery_sheet on recovery_sheet.id = sheet order by backup.entry";
        let mut statement = source.prepare(sql)?;
        let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get(2)?)))?;
        let backups = self.folder.join(BACKUPS);
        let mut kept = Vec::new();
        for row in rows {
            let (name, day, counts) = row?;
            let day = day.parse().map_err(|_| Refusal::of(Rule::Disk))?;
            if backups.join(&name).is_file() {
                kept.push(Kept { name, day, counts });
            }
        }
        for gone in spare(&kept) {
            fs::remove_file(backups.join(&gone.name))?;
        }
        Ok(calls::sync_folder(&backups)?)
    }
}

/// Files that are there while a backup is made; gone with it, however it ends.
struct Passing {
    snapshot: PathBuf,
    sealed: PathBuf,
}

impl Drop for Passing {
    fn drop(&mut self) {
        for path in [&self.snapshot, &self.sealed] {
            // What cannot be removed goes with the next start.
            drop(fs::remove_file(path));
        }
    }
}

/// A name nobody has: by the minute, with a number where there are several of one.
fn fresh(backups: &Path, now: &ZonedDateTime) -> (String, PathBuf) {
    let minute = now.strftime("objektiv-%Y-%m-%d-%H%M").to_string();
    let names = std::iter::once(minute.clone()).chain((2_u32..).map(|number| format!("{minute}-{number}")));
    let mut free = names.map(|name| format!("{name}.{ENDING}")).map(|name| (backups.join(&name), name)).filter(|(path, _)| !path.exists());
    free.next().map_or_else(|| (minute.clone(), backups.join(&minute)), |(path, name)| (name, path))
}

/// What a failure of reading or writing is to whoever asked.
fn refusal(error: std::io::Error) -> Refusal {
    if watch::is_halt(&error) { Refusal::of(Rule::Interrupted) } else { error.into() }
}
