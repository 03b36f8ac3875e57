//! A sealed archive into a folder: nothing that is not listed, nothing that is not as listed.

use std::cell::Cell;
use std::io::{self, Read};
use std::path::Path;

use age::{DecryptError, Decryptor};
use tar::{Archive, Entry, EntryType};

use super::super::connect::present_step;
use super::super::disk::Rights;
use super::calls;
use super::error::{Damaged, RestoreError};
use super::flow::{Failed, Hashed, copy};
use super::manifest::{Beginning, FIRST, FORM, LONGEST, Manifest, NAME, Part};
use super::watch::{UNPACKING, Watch, is_halt};
use crate::recovery::Key;

/// How every age file begins.
const MAGIC: &[u8] = b"age-encryption.org/v1\n";

/// Opens a backup into a folder that is there and empty; what it says it holds.
pub(super) fn unpack(source: impl Read, key: &Key, into: &Path, watch: Watch<'_>) -> Result<Manifest, RestoreError> {
    let met = Met::default();
    let mut source = Source { inner: source, met: &met };
    begins(&mut source, &met)?;
    let decryptor = Decryptor::new(MAGIC.chain(source)).map_err(|error| met.opening(error))?;
    let key: &dyn age::Identity = &key.0;
    let opened = decryptor.decrypt(std::iter::once(key)).map_err(|error| met.opening(error))?;
    let mut archive = Archive::new(Opened { inner: opened, met: &met });
    // Raw: no entry of the archive may say of another what it is.
    let mut entries = archive.entries().map_err(|error| met.inside(&error))?.raw(true);
    let manifest = match entries.next() {
        Some(Ok(entry)) if is_named(&entry, NAME) => manifest(entry, &met)?,
        Some(Err(error)) if met.below() => return Err(met.inside(&error)),
        _ => return Err(RestoreError::NotABackup),
    };
    let (mut done, total) = (0, manifest.bytes());
    for part in &manifest.parts {
        let missing = || Damaged::Part(part.path.clone()).into();
        let entry = entries.next().ok_or_else(missing)?.map_err(|error| met.inside(&error))?;
        let fits = is_named(&entry, &part.path) && entry.size() == part.bytes;
        if !fits {
            return Err(missing());
        }
        let each = |bytes| {
            done += bytes;
            Ok(watch.at(UNPACKING, done, total)?)
        };
        put(entry, part, into, &met, each)?;
    }
    if let Some(more) = entries.next() {
        return Err(more.map_or_else(|error| met.inside(&error), |_| Damaged::Extra.into()));
    }
    // The end is read too: only then it is known that it is the end.
    io::copy(&mut archive.into_inner(), &mut io::sink()).map_err(|error| met.inside(&error))?;
    Ok(manifest)
}

/// The first bytes are those of any backup.
fn begins(source: &mut impl Read, met: &Met) -> Result<(), RestoreError> {
    let mut beginning = Vec::new();
    let read = source.by_ref().take(MAGIC.len() as u64).read_to_end(&mut beginning);
    read.map_err(|error| met.inside(&error))?;
    match () {
        () if beginning == MAGIC => Ok(()),
        () if !beginning.is_empty() && MAGIC.starts_with(&beginning) => Err(RestoreError::CutShort),
        () => Err(RestoreError::NotABackup),
    }
}

fn is_named<R: Read>(entry: &Entry<'_, R>, name: &str) -> bool {
    entry.header().entry_type() == EntryType::Regular && &*entry.path_bytes() == name.as_bytes()
}

fn manifest(entry: Entry<'_, impl Read>, met: &Met) -> Result<Manifest, RestoreError> {
    if entry.size() > LONGEST {
        return Err(Damaged::Manifest.into());
    }
    let mut text = Vec::new();
    entry.take(LONGEST).read_to_end(&mut text).map_err(|error| met.inside(&error))?;
    let Beginning { form, program } = serde_json::from_slice(&text).map_err(|_| RestoreError::NotABackup)?;
    if form > FORM {
        return Err(RestoreError::Later(program));
    }
    let manifest: Manifest = serde_json::from_slice(&text).map_err(|_| RestoreError::from(Damaged::Manifest))?;
    match () {
        () if manifest.step > present_step() => Err(RestoreError::Later(program)),
        () if !manifest.fits() => Err(Damaged::Manifest.into()),
        () => Ok(manifest),
    }
}

/// One part into its place, on the disk when this returns.
fn put(
    mut entry: Entry<'_, impl Read>,
    part: &Part,
    into: &Path,
    met: &Met,
    each: impl FnMut(u64) -> io::Result<()>,
) -> Result<(), RestoreError> {
    let path = into.join(&part.path);
    let at = || RestoreError::at(&path);
    calls::create_folders(path.parent().unwrap_or(into)).map_err(at())?;
    let secret = FIRST.contains(&part.path.as_str()) || part.path.ends_with(".age");
    let rights = if secret { Rights::OwnerOnly } else { Rights::Folder };
    let mut file = Hashed::over(calls::create(&path, rights).map_err(at())?);
    match copy(&mut entry, &mut file, each) {
        Ok(()) => {}
        Err(Failed::Reading(error)) => return Err(met.inside(&error)),
        Err(Failed::Writing(error)) => return Err(at()(error)),
    }
    let (file, digest, bytes) = file.finish();
    file.sync().map_err(at())?;
    let whole = bytes == part.bytes && digest.to_string() == part.digest;
    if whole { Ok(()) } else { Err(Damaged::Part(part.path.clone()).into()) }
}

/// What was met while the source was read: its end, an error of its own, a cipher that does not agree.
#[derive(Default)]
struct Met {
    end: Cell<bool>,
    error: Cell<Option<io::ErrorKind>>,
    cipher: Cell<bool>,
}

/// The file as it comes.
struct Source<'m, R> {
    inner: R,
    met: &'m Met,
}

/// What the cipher gives.
struct Opened<'m, R> {
    inner: R,
    met: &'m Met,
}

impl<R: Read> Read for Source<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into);
        match &read {
            Ok(0) if !into.is_empty() => self.met.end.set(true),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => self.met.error.set(Some(error.kind())),
        }
        read
    }
}

impl<R: Read> Read for Opened<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into);
        self.met.cipher.set(self.met.cipher.get() || read.is_err());
        read
    }
}

impl Met {
    /// Whether an error comes from below the archive.
    fn below(&self) -> bool {
        self.cipher.get() || self.error.get().is_some()
    }

    /// What an error inside comes from: the wish to stop, the source, its end, else what was written is not there.
    fn inside(&self, error: &io::Error) -> RestoreError {
        match self.error.get() {
            _ if is_halt(error) => RestoreError::Interrupted,
            Some(kind) => RestoreError::Io { path: "…".into(), source: kind.into() },
            None if self.cipher.get() && self.end.get() => RestoreError::CutShort,
            None => Damaged::Inside.into(),
        }
    }

    fn opening(&self, error: DecryptError) -> RestoreError {
        match error {
            DecryptError::NoMatchingKeys => RestoreError::WrongKey,
            DecryptError::Io(error) if self.error.get().is_some() => self.inside(&error),
            _ if self.end.get() => RestoreError::CutShort,
            DecryptError::UnknownFormat => RestoreError::NotABackup,
            _ => Damaged::Inside.into(),
        }
    }
}
