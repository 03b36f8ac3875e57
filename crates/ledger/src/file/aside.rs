//! What a person may ask for at the end of a file: a last line torn by a crash is kept in a file of its own, a whole one gets its end back.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use super::damage::{FileDamage, FileDamageKind};
use super::disk::{Disk, locked, put, sync_folder};
use super::error::LedgerError;
use super::scan::verified;

/// A torn last line, kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// Where the bytes are now.
    pub path: PathBuf,
    /// How many.
    pub bytes: u64,
    /// Where they stood.
    pub damage: FileDamage,
}

/// Moves a last line torn by a crash to a file of its own beside the ledger; None where there is none. The bytes are on the disk there before
/// they are taken away here.
///
/// ```
/// # let home = tempfile::tempdir()?;
/// let path = home.path().join("a.ledger");
/// std::fs::write(&path, "5f0c")?; // Begun when the power went.
/// let aside = ledger::set_aside(&path)?.ok_or("nothing torn")?;
/// assert_eq!((std::fs::read(&aside.path)?, std::fs::read(&path)?), (b"5f0c".to_vec(), vec![]));
///
/// std::fs::write(&path, "not a ledger\n")?;
/// assert!(matches!(ledger::set_aside(&path), Err(ledger::LedgerError::Damaged { .. })));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Any other damage: it is not for a program to mend. A file that cannot be read or written.
pub fn set_aside(path: &Path) -> Result<Option<SetAside>, LedgerError> {
    let mut file = locked(path, false)?;
    let Some(damage) = verified(path, &file, None, |_| ())?.damage else { return Ok(None) };
    if damage.kind != FileDamageKind::Torn {
        return Err(LedgerError::Damaged { path: path.to_path_buf(), damage });
    }
    let aside = beside(path, damage.sequence);
    let unwritten = |source| LedgerError::Unwritten { path: aside.clone(), source, withdrawn: true };
    let torn = tail(&mut file, damage.offset).map_err(unwritten)?;
    keep(&aside, &torn).map_err(unwritten)?;
    let cut = Disk::cut(&mut file, damage.offset).and_then(|()| file.sync_all());
    cut.map_err(|source| LedgerError::Unwritten { path: path.to_path_buf(), source, withdrawn: false })?;
    Ok(Some(SetAside { path: aside, bytes: torn.len() as u64, damage }))
}

/// Gives the last line its end back, where it is a whole entry that lost only that; the number of the entry, None where nothing of the kind is there.
/// Nothing that was acknowledged is set aside.
///
/// ```
/// use ledger::{Act, Actor, Ledger, end_last_line};
///
/// # let home = tempfile::tempdir()?;
/// let path = home.path().join("a.ledger");
/// let at = jiff::Timestamp::UNIX_EPOCH;
/// Ledger::open(&path)?.append(Act { at, actor: Actor::Console, name: "try".into(), subjects: vec![], details: Default::default() })?;
/// let whole = std::fs::read(&path)?;
/// std::fs::write(&path, &whole[..whole.len() - 1])?; // An editor saved it so.
/// assert!(Ledger::open(&path).is_err());
/// assert_eq!((end_last_line(&path)?, std::fs::read(&path)?), (Some(1), whole));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// A file that cannot be read or written.
pub fn end_last_line(path: &Path) -> Result<Option<u64>, LedgerError> {
    let mut file = locked(path, false)?;
    let verdict = verified(path, &file, None, |_| ())?;
    let Some(FileDamage { sequence, kind: FileDamageKind::Unended, .. }) = verdict.damage else { return Ok(None) };
    let unwritten = |(source, withdrawn)| LedgerError::Unwritten { path: path.to_path_buf(), source, withdrawn };
    put(&mut file, verdict.intact, b"\n").map_err(unwritten)?;
    Ok(Some(sequence))
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
