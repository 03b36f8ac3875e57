//! Bytes first: a file lies on the disk under its digest before an act names it; what no act named within a day is swept.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use ledger::Digest;
use rusqlite::params;
use sha2::Sha256;

use crate::refusal::Refusal;

use super::disk::{Rights, put};
use super::open::Store;

/// How long a file waits for an act that names it, in seconds.
const DAY: i64 = 24 * 60 * 60;

/// Keeps the addresses of files apart from other uses of the key of names.
const ADDRESS: &[u8] = b"objektiv/files/address/1\0";

/// A file that came.
pub struct Upload {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Whether it may hold names of children: then its address says nothing of its content.
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
        let (folder, key) = (self.folder().to_path_buf(), self.keys().names);
        let Upload { bytes, names, at } = upload;
        let address = self
            .readers()
            .ask(move |_| {
                let address = if names { address(&key, &bytes) } else { Digest::of(&bytes) };
                put(&path(&folder, &address), &bytes, Rights::Folder).map(|()| address)
            })
            .await??;
        let sql =
            "insert into kept_file (address, at) values (?1, ?2) on conflict (address) do update set at = max(at, ?2) where entry is null";
        self.writer().ask(move |writer| writer.aside(|tx| tx.execute(sql, params![address.to_string(), at.as_second()]))).await??;
        Ok(address)
    }

    /// The bytes of a file; None where none is kept under this address.
    ///
    /// # Errors
    /// Those of the disk.
    pub async fn file(&self, address: Digest) -> Result<Option<Vec<u8>>, Refusal> {
        let path = path(self.folder(), &address);
        let read = self.readers().ask(move |_| fs::read(path)).await?;
        match read {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
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
            match fs::remove_file(path(&folder, &address)) {
                Ok(()) => swept += 1,
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(swept)
    }
}

/// HMAC-SHA256 of the bytes: nobody without the key can tell whether a file he knows is here.
fn address(key: &[u8; 32], bytes: &[u8]) -> Digest {
    // HMAC fills a key up to the block of its hash with zeros.
    let mut block = [0; 64];
    block[..key.len()].copy_from_slice(key);
    let mut mac = <Hmac<Sha256> as KeyInit>::new(&block.into());
    mac.update(ADDRESS);
    mac.update(bytes);
    Digest::from_bytes(mac.finalize().into_bytes().into())
}

fn path(folder: &Path, address: &Digest) -> PathBuf {
    let address = address.to_string();
    let (first, rest) = address.split_at(2);
    folder.join("files").join(first).join(rest)
}

/// The addresses that lie in the folder.
fn addresses(folder: &Path) -> io::Result<Vec<String>> {
    let listed = |path: &Path| match fs::read_dir(path) {
        Ok(listing) => listing.collect::<io::Result<Vec<_>>>(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    };
    let mut found = Vec::new();
    for first in listed(&folder.join("files"))? {
        for file in listed(&first.path())? {
            found.push(format!("{}{}", first.file_name().to_string_lossy(), file.file_name().to_string_lossy()));
        }
    }
    Ok(found.into_iter().filter(|address| address.parse::<Digest>().is_ok()).collect())
}
