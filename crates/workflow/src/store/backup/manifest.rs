//! What a backup holds: the first thing in it, so that sizes are known before anything is unpacked.

use jiff::Timestamp;
use ledger::Digest;
use serde::{Deserialize, Serialize};

/// Name of the manifest in the archive.
pub(super) const NAME: &str = "manifest.json";

/// The form of a backup.
pub(super) const FORM: u32 = 1;

/// Longest manifest that is read: more than a million files.
pub(super) const LONGEST: u64 = 256 * 1024 * 1024;

/// What always comes first, in this order.
pub(super) const FIRST: [&str; 3] = ["objektiv.sqlite", "keys/ledger.key", "keys/names.key"];

/// The manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// [`FORM`].
    pub form: u32,
    /// Version of the program that made it.
    pub program: String,
    /// Step of its database.
    pub step: usize,
    /// When.
    pub made: Timestamp,
    /// The key of the ledger.
    pub key: String,
    /// The signed checkpoint of the snapshot.
    pub checkpoint: String,
    /// What follows, in this order.
    pub parts: Vec<Part>,
    /// Addresses of files that an act named and that were not on the disk.
    pub missing: Vec<String>,
}

/// A file in the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Part {
    /// Where it lies in the folder of the school.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// Its digest.
    pub digest: String,
}

/// The beginning of any manifest, of later forms too.
#[derive(Deserialize)]
pub(super) struct Beginning {
    pub form: u32,
    pub program: String,
}

impl Manifest {
    /// Bytes of all parts.
    pub(super) fn bytes(&self) -> u64 {
        self.parts.iter().map(|part| part.bytes).fold(0, u64::saturating_add)
    }

    /// Whether it lists what a backup of this form holds and nothing else: database, keys, files by address, each once.
    pub(super) fn fits(&self) -> bool {
        let Some((first, files)) = self.parts.split_at_checked(FIRST.len()) else { return false };
        let ordered = files.is_sorted_by(|one, next| one.path < next.path);
        first.iter().zip(FIRST).all(|(part, path)| part.path == path) && ordered && files.iter().all(|part| is_file(&part.path))
    }

    /// Whether a file of this address is in it, or told as missing.
    pub(super) fn knows(&self, address: &str) -> bool {
        let Some((first, rest)) = address.split_at_checked(2) else { return false };
        let path = format!("files/{first}/{rest}");
        let there = |path: &str| {
            self.parts.get(FIRST.len()..).is_some_and(|files| files.binary_search_by(|part| part.path.as_str().cmp(path)).is_ok())
        };
        there(&path) || there(&format!("{path}.age")) || self.missing.iter().any(|missing| missing == address)
    }
}

/// Whether a path is that of a kept file, sealed or not. Nothing else is ever unpacked, so no path leads out of the folder.
fn is_file(path: &str) -> bool {
    let Some((first, rest)) = path.strip_prefix("files/").and_then(|path| path.split_once('/')) else { return false };
    let rest = rest.strip_suffix(".age").unwrap_or(rest);
    let small = |text: &str| !text.bytes().any(|byte| byte.is_ascii_uppercase());
    first.len() == 2 && small(first) && small(rest) && format!("{first}{rest}").parse::<Digest>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(files: &[&str]) -> Manifest {
        let part = |path: &&str| Part { path: (*path).to_owned(), bytes: 1, digest: String::new() };
        let parts = FIRST.iter().chain(files).map(part).collect();
        let made = Timestamp::UNIX_EPOCH;
        Manifest {
            form: FORM,
            program: String::new(),
            step: 1,
            made,
            key: String::new(),
            checkpoint: String::new(),
            parts,
            missing: vec![],
        }
    }

    #[test]
    fn only_the_files_of_a_school_fit() {
        let address = Digest::of(b"a").to_string();
        let (plain, sealed) =
            (format!("files/{}/{}", &address[..2], &address[2..]), format!("files/{}/{}.age", &address[..2], &address[2..]));
        assert!(manifest(&[]).fits() && manifest(&[&plain]).fits() && manifest(&[&plain, &sealed]).fits());
        assert!(manifest(&[&sealed]).knows(&address) && manifest(&[&plain]).knows(&address) && !manifest(&[]).knows(&address));
        for wrong in [
            "../secret",
            "/etc/passwd",
            "files/../x",
            "files/ab/../../x",
            "files\\ab\\x",
            "keys/other.key",
            "objektiv.sqlite",
            &plain.to_uppercase(),
        ] {
            assert!(!manifest(&[wrong]).fits(), "{wrong}");
        }
        assert!(!manifest(&[&plain, &plain]).fits() && !manifest(&[&sealed, &plain]).fits(), "each once, in order");
        let mut short = manifest(&[]);
        short.parts.truncate(2);
        assert!(!short.fits());
    }
}
