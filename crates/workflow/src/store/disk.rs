//! The disk: what stands under a name is whole, and is there after the power was cut.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

/// Ends the name of a file that is being written.
pub(super) const UNFINISHED: &str = "new";

/// Files this program has begun to write.
static WRITTEN: AtomicU64 = AtomicU64::new(0);

/// Who may read a file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Rights {
    /// As the folder has it.
    Folder,
    /// Its owner.
    OwnerOnly,
}

/// Puts bytes under a name so that the name never stands for a part of them: written aside, synced, renamed, the folder synced.
pub(super) fn put(path: &Path, bytes: &[u8], rights: Rights) -> io::Result<()> {
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    let new = !folder.exists();
    fs::create_dir_all(folder)?;
    // Two who put the same thing at once write each their own: neither is a part of both.
    let aside = path.with_extension(format!("{}-{}.{UNFINISHED}", std::process::id(), WRITTEN.fetch_add(1, Ordering::Relaxed)));
    let written = write(&aside, bytes, rights).and_then(|()| fs::rename(&aside, path));
    if let Err(error) = written {
        // What was begun is of no use; that it cannot be removed is not what went wrong.
        let _left = fs::remove_file(&aside);
        return Err(error);
    }
    sync_folder(folder)?;
    if new { folder.parent().map_or(Ok(()), sync_folder) } else { Ok(()) }
}

fn write(aside: &Path, bytes: &[u8], rights: Rights) -> io::Result<()> {
    let mut file = create(aside, rights)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// A new file; one of this name is no more what it was.
pub(super) fn create(path: &Path, rights: Rights) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    if rights == Rights::OwnerOnly {
        for_owner_only(&mut options);
    }
    options.open(path)
}

#[cfg(unix)]
fn for_owner_only(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600);
}

/// Other systems give a new file the rights of its folder.
#[cfg(not(unix))]
fn for_owner_only(_options: &mut OpenOptions) {}

/// Names in a folder are on the disk only with the folder.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Other systems keep names by themselves.
#[cfg(not(unix))]
pub(super) fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}
