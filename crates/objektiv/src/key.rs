//! The key of a data folder: names become pseudonyms under it, so the same child keeps the same code from one analysis to the next.
//! It lies beside the data, readable by its owner only where the system knows owners; where the folder cannot be written, beside the output.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::Path;

use intake::Key;
use records::text::Lang;
use words::objektiv;

use crate::failure::Failure;
use crate::named;

/// Name of the file.
pub const FILE: &str = ".objektiv-key";

/// A key and where it is kept.
pub struct Kept {
    /// The key.
    pub key: Key,
    /// Set where the data folder could not be written: the key goes to the output folder, and the reader is told so.
    pub elsewhere: bool,
}

/// The key of `data`, made if there is none.
///
/// # Errors
/// A key file that is damaged, or a system without randomness.
pub fn of(data: &Path, out: &Path, lang: Lang) -> Result<Kept, Failure> {
    for folder in [data, out] {
        if let Some(key) = read(&folder.join(FILE), lang)? {
            return Ok(Kept { key, elsewhere: false });
        }
    }
    let key = passing(lang)?;
    let elsewhere = put(data, &key).is_err();
    Ok(Kept { key, elsewhere })
}

/// A key for this run only, where nothing is written.
///
/// # Errors
/// A system without randomness.
pub fn passing(lang: Lang) -> Result<Key, Failure> {
    Key::generate().map_err(|_| Failure::Input(objektiv::no_randomness(lang)))
}

/// Puts a key into `folder`, never over another one.
///
/// # Errors
/// The system's reason.
pub fn put(folder: &Path, key: &Key) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    for_owner_only(&mut options);
    options.open(folder.join(FILE))?.write_all(key.to_text().as_bytes())
}

#[cfg(unix)]
fn for_owner_only(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600);
}

/// Other systems give a new file the rights of its folder.
#[cfg(not(unix))]
fn for_owner_only(_options: &mut OpenOptions) {}

fn read(path: &Path, lang: Lang) -> Result<Option<Key>, Failure> {
    if std::fs::metadata(path).is_err_and(|error| matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)) {
        return Ok(None);
    }
    let damaged = |_| Failure::Input(objektiv::key_damaged(lang, path.display().to_string()));
    Key::parse(&named::text(path, lang)?).map(Some).map_err(damaged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_keeps_its_key() {
        let (lang, home) = (Lang::Ru, tempfile::tempdir().unwrap());
        let out = home.path().join("out");
        let first = of(home.path(), &out, lang).unwrap();
        let second = of(home.path(), &out, lang).unwrap();
        assert_eq!(first.key.to_text(), second.key.to_text());
        assert!(!first.elsewhere);
        let other = tempfile::tempdir().unwrap();
        assert_ne!(of(other.path(), &out, lang).unwrap().key.to_text(), first.key.to_text());
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_reads_it() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().unwrap();
        put(home.path(), &Key::derive(1)).unwrap();
        assert_eq!(std::fs::metadata(home.path().join(FILE)).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(put(home.path(), &Key::derive(2)).is_err(), "a key is never overwritten");
    }

    #[test]
    fn a_folder_that_cannot_be_written_gets_its_key_elsewhere() {
        let (lang, home) = (Lang::Ru, tempfile::tempdir().unwrap());
        let missing = home.path().join("no such folder");
        let kept = of(&missing, home.path(), lang).unwrap();
        assert!(kept.elsewhere);
        put(home.path(), &kept.key).unwrap();
        assert_eq!(of(&missing, home.path(), lang).unwrap().key.to_text(), kept.key.to_text(), "found beside the output next time");
    }

    #[test]
    fn a_damaged_key_is_refused_with_its_place() {
        let (lang, home) = (Lang::Ru, tempfile::tempdir().unwrap());
        std::fs::write(home.path().join(FILE), "not a key").unwrap();
        let failure = of(home.path(), home.path(), lang).err().unwrap();
        assert!(failure.to_string().contains(FILE) && failure.code() == 3, "{failure}");
    }
}
