//! Bytes first: a file lies on the disk under its digest before an act names it; what no act named within a day is swept.

use std::fs::File;
use std::io::{self, BufReader, Read};

use jiff::Timestamp;
use ledger::Digest;
use rusqlite::params;

use crate::refusal::{Refusal, Rule};

use super::disk::{Rights, put};
use super::folder::{SEALED, addresses, path, read, remove, there};
use super::handed;
use super::open::Store;
use super::writer::Writer;

/// How long a file waits for an act that names it, in seconds.
const DAY: i64 = 24 * 60 * 60;

/// A file that came.
pub struct Upload {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Whether it may hold names of children: then it is sealed under the key of names, and its address says nothing of its content.
    pub names: bool,
    /// When it came.
    pub at: Timestamp,
}

impl Store {
    /// Keeps a file: when this returns, its bytes are on the disk under this address, until an act names it or a day has passed.
    ///
    /// # Errors
    /// Those of the disk.
    pub async fn keep(&self, upload: Upload) -> Result<Digest, Refusal> {
        let (folder, key) = (self.folder().to_path_buf(), self.keys().names.clone());
        let Upload { bytes, names, at } = upload;
        let put = move || {
            if !names {
                let address = Digest::of(&bytes);
                return put(&path(&folder, &address), &bytes, Rights::Folder).map(|()| address).map_err(Refusal::from);
            }
            let address = key.address(&bytes);
            let sealed = key.seal(&bytes).ok_or(Refusal::of(Rule::Stopped))?;
            put(&path(&folder, &address).with_extension(SEALED), &sealed, Rights::OwnerOnly)?;
            Ok(address)
        };
        let address = self.readers().ask(move |_| put()).await??;
        self.noted(address, at).await?;
        Ok(address)
    }

    /// Notes that a file waits from now on for an act that names it.
    async fn noted(&self, address: Digest, at: Timestamp) -> Result<(), Refusal> {
        let sql =
            "insert into kept_file (address, at) values (?1, ?2) on conflict (address) do update set at = max(at, ?2) where entry is null";
        let note = move |writer: &mut Writer| writer.aside(|tx| tx.execute(sql, params![address.to_string(), at.as_second()]).map(drop));
        self.writer().ask(note).await?
    }

    /// The bytes of a file, opened where it is sealed; None where none is kept under this address. Who may have them is for the look to say that
    /// gave the address away: nobody guesses one.
    ///
    /// # Errors
    /// Those of the disk.
    pub async fn file(&self, address: Digest) -> Result<Option<Vec<u8>>, Refusal> {
        let (path, key) = (path(self.folder(), &address), self.keys().names.clone());
        let read = move || match (read(&path)?, read(&path.with_extension(SEALED))?) {
            (Some(bytes), _) => Ok(Some(bytes)),
            (None, Some(sealed)) => key.open(&sealed).map(Some).ok_or(Refusal::of(Rule::Disk)),
            (None, None) => Ok(None),
        };
        self.readers().ask(move |_| read()).await?
    }

    /// Keeps a package that was handed over, sealed as it is: the same key, the same address.
    pub(crate) async fn keep_handed(&self, address: Digest, at: Timestamp) -> Result<(), Refusal> {
        let folder = self.folder().to_path_buf();
        let copy = move || {
            let sealed = read(&handed::place(&folder, &address))?.ok_or(Refusal::of(Rule::NotThere))?;
            Ok::<_, Refusal>(put(&path(&folder, &address).with_extension(SEALED), &sealed, Rights::OwnerOnly)?)
        };
        self.readers().ask(move |_| copy()).await??;
        self.noted(address, at).await
    }

    /// What `first` reads from the beginning of a sealed file; None where none is kept under this address.
    pub(crate) async fn beginning<T: Send + 'static>(
        &self,
        address: Digest,
        first: fn(&mut dyn Read) -> io::Result<T>,
    ) -> Result<Option<T>, Refusal> {
        let (path, key) = (path(self.folder(), &address).with_extension(SEALED), self.keys().names.clone());
        let read = move || {
            let Some(sealed) = there(File::open(path))? else { return Ok(None) };
            let mut opened = key.reading(BufReader::new(sealed)).ok_or(Refusal::of(Rule::Disk))?;
            Ok(Some(first(&mut opened)?))
        };
        self.readers().ask(move |_| read()).await?
    }

    /// Removes what no act named within a day; how many files.
    ///
    /// # Errors
    /// Those of the disk.
    pub async fn sweep(&self, now: Timestamp) -> Result<usize, Refusal> {
        let folder = self.folder().to_path_buf();
        let found = addresses(&folder)?;
        let gone = self
            .writer()
            .ask(move |writer| {
                writer.aside(|tx| {
                    // A file whose row was lost with the machine: it waits a day like any other.
                    for address in &found {
                        tx.execute("insert or ignore into kept_file (address, at) values (?, ?)", params![address, now.as_second()])?;
                    }
                    let sql = "delete from kept_file where entry is null and at <= ? returning address";
                    tx.prepare(sql)?.query_map([now.as_second() - DAY], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()
                })
            })
            .await??;
        let mut swept = 0;
        for address in gone.iter().filter_map(|address| address.parse().ok()) {
            let path = path(&folder, &address);
            let removed = [remove(&path)?, remove(&path.with_extension(SEALED))?];
            swept += usize::from(removed.contains(&true));
        }
        Ok(swept)
    }
}
