//! Parts of a school into one sealed archive.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use age::Encryptor;
use age::x25519::Recipient;
use ledger::Digest;
use tar::{Builder, EntryType, Header};

use super::super::disk::Rights;
use super::super::folder::{SEALED, path};
use super::calls;
use super::flow::{Failed, Hashed, copy};
use super::manifest::{FIRST, Manifest, NAME, Part};
use super::watch::{DIGESTS, SEALING, Watch};

/// A sealed archive that lies under its passing name.
pub(super) struct Packed {
    pub bytes: u64,
    pub digest: Digest,
}

/// Where the parts of a backup lie: the snapshot of the database elsewhere, everything else in the folder.
pub(super) struct Places<'a> {
    pub folder: &'a Path,
    pub snapshot: &'a Path,
}

impl Places<'_> {
    fn of(&self, part: &str) -> PathBuf {
        if part == FIRST[0] { self.snapshot.to_path_buf() } else { self.folder.join(part) }
    }
}

/// Lists the parts with their digests, and the named files that are not there.
pub(super) fn listed(places: &Places<'_>, named: &[String], watch: Watch<'_>) -> io::Result<(Vec<Part>, Vec<String>)> {
    let (mut parts, mut missing) = (Vec::new(), Vec::new());
    for path in FIRST {
        parts.push(part(places, path.to_owned(), watch)?);
    }
    let total = named.len() as u64;
    for (done, address) in (0..).zip(named) {
        watch.at(DIGESTS, done, total)?;
        match kept(places.folder, address) {
            Some(path) => parts.push(part(places, path, watch)?),
            None => missing.push(address.clone()),
        }
    }
    parts.get_mut(FIRST.len()..).unwrap_or_default().sort_by(|one, next| one.path.cmp(&next.path));
    Ok((parts, missing))
}

/// Where the file of an address lies, as the archive names it.
fn kept(folder: &Path, address: &str) -> Option<String> {
    let plain = path(folder, &address.parse().ok()?);
    let (first, rest) = address.split_at_checked(2)?;
    let lies = [(plain.clone(), String::new()), (plain.with_extension(SEALED), format!(".{SEALED}"))];
    lies.into_iter().find(|(path, _)| path.is_file()).map(|(_, ending)| format!("files/{first}/{rest}{ending}"))
}

fn part(places: &Places<'_>, path: String, watch: Watch<'_>) -> io::Result<Part> {
    let mut sum = Hashed::over(io::sink());
    copied(&mut calls::open(&places.of(&path))?, &mut sum, |_| Ok(watch.at(DIGESTS, 0, 0)?))?;
    let (_, digest, bytes) = sum.finish();
    Ok(Part { path, bytes, digest: digest.to_string() })
}

/// Seals manifest and parts into a file.
pub(super) fn pack(manifest: &Manifest, places: &Places<'_>, to: &Path, recipient: &Recipient, watch: Watch<'_>) -> io::Result<Packed> {
    let file = Hashed::over(calls::create(to, Rights::OwnerOnly)?);
    let recipient: &dyn age::Recipient = recipient;
    let encryptor = Encryptor::with_recipients(std::iter::once(recipient)).map_err(io::Error::other)?;
    let mut archive = Builder::new(encryptor.wrap_output(file)?);
    let listing = serde_json::to_vec(manifest)?;
    archive.append(&header(NAME, listing.len() as u64, manifest)?, listing.as_slice())?;
    let (mut done, total) = (0, manifest.bytes());
    for part in &manifest.parts {
        let mut reader = Again { inner: calls::open(&places.of(&part.path))?, sum: Hashed::over(io::sink()), done, total, watch };
        archive.append(&header(&part.path, part.bytes, manifest)?, &mut reader)?;
        done += part.bytes;
        let (_, digest, bytes) = reader.sum.finish();
        if (bytes, digest.to_string().as_str()) != (part.bytes, part.digest.as_str()) {
            return Err(io::Error::other("a file changed while it was copied"));
        }
    }
    let (file, digest, bytes) = archive.into_inner()?.finish()?.finish();
    file.sync()?;
    Ok(Packed { bytes, digest })
}

fn header(path: &str, bytes: u64, manifest: &Manifest) -> io::Result<Header> {
    let mut header = Header::new_ustar();
    header.set_path(path)?;
    header.set_entry_type(EntryType::Regular);
    header.set_size(bytes);
    header.set_mode(0o600);
    header.set_mtime(u64::try_from(manifest.made.as_second()).unwrap_or(0));
    header.set_cksum();
    Ok(header)
}

/// A part read for the second time: it must still be what was listed.
struct Again<'a, R> {
    inner: R,
    sum: Hashed<io::Sink>,
    done: u64,
    total: u64,
    watch: Watch<'a>,
}

impl<R: Read> Read for Again<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        io::Write::write_all(&mut self.sum, into.get(..read).unwrap_or_default())?;
        self.done += read as u64;
        self.watch.at(SEALING, self.done, self.total)?;
        Ok(read)
    }
}

fn copied(from: &mut impl Read, to: &mut impl io::Write, each: impl FnMut(u64) -> io::Result<()>) -> io::Result<()> {
    copy(from, to, each).map_err(|failed| match failed {
        Failed::Reading(error) | Failed::Writing(error) => error,
    })
}
