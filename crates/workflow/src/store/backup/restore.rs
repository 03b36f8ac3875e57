//! A school made of a backup and the key of its sheet: all of it or nothing.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use records::progress::Progress;

use super::super::connect::Settings;
use super::super::erased::{self, things};
use super::super::folder::there;
use super::super::once::{Once, Receipt};
use super::super::random::Random;
use super::super::share;
use super::super::writer::Writer;
use super::calls;
use super::error::RestoreError;
use super::manifest::{FIRST, Manifest};
use super::unpack::unpack;
use super::verify::verify;
use super::watch::Watch;
use crate::erasure::EraseAgain;
use crate::id::Id;
use crate::reader::Reader;
use crate::recovery::{Key, Restoration, Restored};
use crate::refusal::{Refusal, Rule};

/// What a restoration is given from outside.
pub struct Restoring<'a> {
    /// Who restores, and when: the program or whoever sits at the machine.
    pub by: Reader,
    /// Fills a slice with random bytes; false where the system has none.
    pub random: Random,
    /// The list of what was erased, as it lies beside the backups; empty where none lies there.
    pub erased: String,
    /// Told how far it is; asked whether to stop.
    pub progress: &'a dyn Progress,
}

/// A school that was restored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestoredSchool {
    /// The entry that says so.
    pub receipt: Receipt<Restoration>,
    /// Files that were in the backup.
    pub files: u64,
    /// Things that were erased once and came with the backup: they are erased again.
    pub erased: u32,
    /// Addresses of files that were not there already when it was made.
    pub missing: Vec<String>,
    /// Version of the program that made it.
    pub program: String,
}

/// Makes a school of a backup in a folder that is new or empty.
///
/// # Errors
/// [`RestoreError`]: what stood in the way; nothing is changed then.
pub fn restore(source: impl Read, key: &str, folder: &Path, how: Restoring<'_>) -> Result<RestoredSchool, RestoreError> {
    let key: Key = key.parse()?;
    share::local(folder)?;
    empty(folder)?;
    let never = AtomicBool::new(false);
    let watch = Watch { progress: how.progress, ending: &never };
    let aside = Aside::beside(folder)?;
    let manifest = unpack(source, &key, &aside.0, watch)?;
    let before = verify(&aside.0, &manifest, watch)?;
    let list = things(&how.erased);
    let (receipt, erased) = enter(&aside.0, &before, &manifest, how, &list)?;
    watch.at(super::watch::VERIFYING, 1, 1)?;
    aside.put(folder)?;
    let files = (manifest.parts.len() - FIRST.len()) as u64;
    let missing = manifest.missing.into_iter().filter(|address| !list.contains(address)).collect();
    Ok(RestoredSchool { receipt, files, erased, missing, program: manifest.program })
}

/// Only a folder in which nothing is can be lost.
fn empty(folder: &Path) -> Result<(), RestoreError> {
    let listed = there(fs::read_dir(folder)).map_err(RestoreError::at(folder))?;
    match listed.and_then(|mut names| names.next()) {
        None => Ok(()),
        Some(_) => Err(RestoreError::NotEmpty(folder.to_path_buf())),
    }
}

/// The first entry in the restored office, with everything the present step of the database asks for.
/// What was erased since the backup is erased before anybody sees it.
fn enter(
    folder: &Path,
    before: &str,
    manifest: &Manifest,
    how: Restoring<'_>,
    list: &[String],
) -> Result<(Receipt<Restoration>, u32), RestoreError> {
    calls::engine().map_err(RestoreError::at(folder))?;
    let refused = |rule| RestoreError::Refused(Refusal::of(rule));
    let mut writer = Writer::open(folder.join(FIRST[0]), Settings::default(), how.random, None)?;
    let before = Id::read(before).ok_or_else(|| refused(Rule::Disk))?;
    // Of one ledger every restoration is from another entry.
    let last = writer.open.as_ref().map_or(0, |(_, standing)| standing.head.sequence);
    let once = Once::read(&format!("restored-after-{last:016}")).ok_or_else(|| refused(Rule::Disk))?;
    let act = Restored { before, made: manifest.made };
    let failed = |refusal: Refusal| match refusal.rule {
        Rule::DiskFull => RestoreError::Full,
        _ => RestoreError::Refused(refusal),
    };
    let receipt = writer.perform(&how.by, &once, act).map_err(failed)?;
    let erased = erase_again(&mut writer, &how.by, last, list).map_err(failed)?;
    if !list.is_empty() {
        let all = list.iter().cloned().collect();
        erased::write(folder, &all).and_then(|()| erased::gone(folder, &all)).map_err(failed)?;
    }
    Ok((receipt, erased))
}

/// Erases what is on the list; how many things of it were there.
fn erase_again(writer: &mut Writer, by: &Reader, last: u64, list: &[String]) -> Result<u32, Refusal> {
    if list.is_empty() {
        return Ok(0);
    }
    let once = Once::read(&format!("erased-again-{last:016}")).ok_or(Refusal::of(Rule::Disk))?;
    match writer.perform(by, &once, EraseAgain { things: list.to_vec() }) {
        Ok(receipt) => {
            // Nobody else reads here.
            if writer.begin_log_anew()? { Ok(receipt.done) } else { Err(Refusal::of(Rule::Disk)) }
        }
        Err(refusal) if refusal.rule == Rule::NothingChanged => Ok(0),
        Err(refusal) => Err(refusal),
    }
}

/// A folder beside, in which everything is made ready; gone when it is not put in place.
struct Aside(PathBuf);

impl Aside {
    fn beside(folder: &Path) -> Result<Self, RestoreError> {
        let whole = std::path::absolute(folder).map_err(RestoreError::at(folder))?;
        let name = whole.file_name().map_or_else(|| "school".into(), |name| name.to_string_lossy().into_owned());
        let aside = Self(whole.with_file_name(format!(".{name}.restoring-{}", std::process::id())));
        // What a machine that stopped left under this name is nobody's.
        there(fs::remove_dir_all(&aside.0)).map_err(RestoreError::at(&aside.0))?;
        calls::create_folders(&aside.0).map_err(RestoreError::at(&aside.0))?;
        Ok(aside)
    }

    /// Everything on the disk, then the folder under its own name.
    fn put(self, folder: &Path) -> Result<(), RestoreError> {
        let whole = std::path::absolute(folder).map_err(RestoreError::at(folder))?;
        for below in folders(&self.0).map_err(RestoreError::at(&self.0))? {
            calls::sync_folder(&below).map_err(RestoreError::at(&below))?;
        }
        // An empty folder of that name gives way; where the other cannot come it is made again.
        let gave_way = there(fs::remove_dir(&whole)).map_err(RestoreError::at(&whole))?.is_some();
        if let Err(error) = calls::rename(&self.0, &whole) {
            if gave_way {
                drop(fs::create_dir(&whole));
            }
            return Err(RestoreError::at(&whole)(error));
        }
        let parent = whole.parent().unwrap_or(&whole);
        // It is there; whether its name outlives the power now is for the system to say.
        drop(calls::sync_folder(parent));
        Ok(())
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

/// A folder and all folders in it.
fn folders(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = vec![folder.to_path_buf()];
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            found.extend(folders(&entry.path())?);
        }
    }
    Ok(found)
}
