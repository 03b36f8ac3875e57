//! The keys of a folder, readable by its owner only where the system knows owners.

use std::collections::HashMap;
use std::io::{BufRead, ErrorKind, Read};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use age::Decryptor;
use age::secrecy::ExposeSecret;
use age::x25519::Identity;
use hmac::{Hmac, KeyInit, Mac};
use ledger::{Digest, SigningKey};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::disk::{Rights, put};
use super::error::OpenError;
use super::random::Random;

/// Keeps the addresses of files apart from other uses of the key of names.
const ADDRESS: &[u8] = b"objektiv/files/address/1\0";
/// Keeps hashes of codes of families apart from them.
const CODE: &[u8] = b"objektiv/families/code/1\0";

/// The key that signs checkpoints, and the one that seals names of children.
pub(super) struct Keys {
    pub ledger: SigningKey,
    pub names: Names,
}

/// Most bytes of opened names kept in memory.
const OPENED: usize = 32 * 1024 * 1024;

/// The key of names: what is sealed with it is an age file, so its own tools can open it.
#[derive(Clone)]
pub(super) struct Names {
    key: Identity,
    opened: Arc<Mutex<Opened>>,
}

/// Names that were opened lately, by the digest of what is sealed: a list of a school is a thousand of them, and each costs a tenth of a
/// millisecond to open. Who reads them is noted all the same.
#[derive(Default)]
struct Opened {
    of: HashMap<Digest, Arc<Zeroizing<Vec<u8>>>>,
    bytes: usize,
}

impl Keys {
    /// The keys of a folder; they are made for a new one only: a ledger without its key is told.
    pub(super) fn of(folder: &Path, new: bool, random: &mut Random) -> Result<Self, OpenError> {
        let path = |name: &str| folder.join("keys").join(name);
        let seed = kept(
            &path("ledger.key"),
            new,
            |text| Some(*text.parse::<Digest>().ok()?.as_bytes()),
            || {
                let mut seed = [0; 32];
                if random(&mut seed) { Ok((seed, Digest::from_bytes(seed).to_string())) } else { Err(OpenError::NoRandomness) }
            },
        )?;
        Ok(Self { ledger: SigningKey::of(&seed), names: Names::kept(folder, new)? })
    }

    /// Whose ledger it is, where it leaves the folder: a word made of the key, no name.
    pub(super) fn origin(&self) -> String {
        let key: String = self.ledger.public().to_string().chars().take(16).collect();
        format!("office-{key}")
    }
}

impl Names {
    /// The key of a folder there is.
    pub(super) fn of(folder: &Path) -> Result<Self, OpenError> {
        Self::kept(folder, false)
    }

    /// A key for tests.
    #[cfg(test)]
    pub(super) fn made(folder: &Path) -> Result<Self, OpenError> {
        Self::kept(folder, true)
    }

    fn kept(folder: &Path, new: bool) -> Result<Self, OpenError> {
        let make = || {
            let made = Identity::generate();
            let text = made.to_string().expose_secret().to_owned();
            Ok((made, text))
        };
        kept(&folder.join("keys").join("names.key"), new, |text| text.parse().ok(), make).map(|key| Self { key, opened: Arc::default() })
    }

    /// HMAC-SHA256 of the bytes: nobody without the key can tell whether a file he knows is here.
    pub(super) fn address(&self, bytes: &[u8]) -> Digest {
        self.mac(ADDRESS, bytes)
    }

    /// The same of a code a family was given: it is too short for a hash anybody could try codes against.
    pub(super) fn code(&self, code: &str) -> Digest {
        self.mac(CODE, code.as_bytes())
    }

    fn mac(&self, of: &[u8], bytes: &[u8]) -> Digest {
        let key = Digest::of(self.key.to_string().expose_secret().as_bytes());
        // HMAC fills a key up to the block of its hash with zeros.
        let mut block = [0; 64];
        block[..32].copy_from_slice(key.as_bytes());
        let mut mac = <Hmac<Sha256> as KeyInit>::new(&block.into());
        mac.update(of);
        mac.update(bytes);
        Digest::from_bytes(mac.finalize().into_bytes().into())
    }

    /// The bytes sealed; None where the system gives no randomness.
    pub(super) fn seal(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        age::encrypt(&self.key.to_public(), bytes).ok()
    }

    /// What was sealed with this key, as it is read.
    pub(super) fn reading<R: BufRead>(&self, sealed: R) -> Option<impl Read + use<R>> {
        Decryptor::new_buffered(sealed).ok()?.decrypt(std::iter::once(&self.key as &dyn age::Identity)).ok()
    }

    /// Names of a row: as they were opened before, where they were.
    pub(super) fn opened(&self, sealed: &[u8]) -> Option<Arc<Zeroizing<Vec<u8>>>> {
        let at = Digest::of(sealed);
        let known = self.kept_open().of.get(&at).map(Arc::clone);
        if known.is_some() {
            return known;
        }
        let opened = Arc::new(Zeroizing::new(self.open(sealed)?));
        let mut kept = self.kept_open();
        if kept.bytes + opened.len() > OPENED {
            *kept = Opened::default();
        }
        kept.bytes += opened.len();
        kept.of.insert(at, Arc::clone(&opened));
        Some(opened)
    }

    /// Forgets what was opened: from time to time, and when something was erased.
    pub(super) fn forget(&self) {
        *self.kept_open() = Opened::default();
    }

    fn kept_open(&self) -> MutexGuard<'_, Opened> {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What was sealed with this key.
    pub(super) fn open(&self, sealed: &[u8]) -> Option<Vec<u8>> {
        age::decrypt(&self.key, sealed).ok()
    }
}

/// Another key of a folder, as text: what stands in `keys` under this name, made where it does not.
pub(super) fn text(folder: &Path, name: &str, make: impl FnOnce() -> Option<String>) -> Result<String, OpenError> {
    let made = || make().map(|text| (text.clone(), text)).ok_or(OpenError::NoRandomness);
    kept(&folder.join("keys").join(name), true, |text| Some(text.to_owned()), made)
}

/// The key in a file, made by `make` where the folder is new.
fn kept<K>(
    path: &Path,
    new: bool,
    read: impl FnOnce(&str) -> Option<K>,
    make: impl FnOnce() -> Result<(K, String), OpenError>,
) -> Result<K, OpenError> {
    let damaged = || OpenError::Key(path.to_path_buf());
    match std::fs::read_to_string(path) {
        Ok(text) => read(text.trim()).ok_or_else(damaged),
        Err(error) if error.kind() == ErrorKind::NotFound && new => {
            let (key, text) = make()?;
            put(path, format!("{text}\n").as_bytes(), Rights::OwnerOnly).map_err(OpenError::at(path))?;
            Ok(key)
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Err(damaged()),
        Err(error) => Err(OpenError::at(path)(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What was opened is opened once until it is forgotten; what the key does not open is kept by nothing.
    #[test]
    fn names_are_opened_once_until_they_are_forgotten() {
        let home = tempfile::tempdir().unwrap();
        let names = Names::made(home.path()).unwrap();
        let sealed = names.seal("Ёлкин Пётр".as_bytes()).unwrap();
        let first = names.opened(&sealed).unwrap();
        assert_eq!(first.as_slice(), "Ёлкин Пётр".as_bytes());
        assert!(Arc::ptr_eq(&first, &names.clone().opened(&sealed).unwrap()), "every reader has the same");
        names.forget();
        assert!(!Arc::ptr_eq(&first, &names.opened(&sealed).unwrap()));
        assert!(names.opened(b"not sealed").is_none() && names.kept_open().of.len() == 1);
    }
}
