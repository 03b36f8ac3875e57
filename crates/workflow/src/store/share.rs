//! A folder on a network share is refused: locks and the log of the database do not hold there, and a school would be damaged one day.

use std::path::{Path, PathBuf};

use super::error::OpenError;

/// File systems that are another machine's, as Linux names them. `9p` is also how virtual machines show folders of their host.
const SHARES: &[&str] = &[
    "9p",
    "afs",
    "afpfs",
    "beegfs",
    "ceph",
    "cifs",
    "coda",
    "davfs",
    "davfs2",
    "glusterfs",
    "gpfs",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "orangefs",
    "smb3",
    "smbfs",
    "vboxsf",
];

/// The same through a program: `fuse.sshfs`.
const FUSE_SHARES: &[&str] =
    &["afp", "ceph", "curlftpfs", "davfs", "davfs2", "glusterfs", "gvfsd-fuse", "juicefs", "rclone", "s3fs", "smbnetfs", "sshfs"];

/// Whether the folder lies on this machine. One that is not there yet is asked of the folder it will be in.
pub(super) fn local(folder: &Path) -> Result<(), OpenError> {
    let absolute = absolute(folder);
    let share = |kind: String| OpenError::Share { folder: folder.to_path_buf(), kind };
    if cfg!(windows) && is_unc(&absolute.to_string_lossy()) {
        return Err(share("UNC".to_owned()));
    }
    // Where the system has no such list, the journal mode that is read back is what tells.
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    network(&mounts, &absolute).map_or(Ok(()), |kind| Err(share(kind)))
}

/// The folder, or the nearest one above it that is there, without links.
fn absolute(folder: &Path) -> PathBuf {
    let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf());
    whole.ancestors().find_map(|above| above.canonicalize().ok()).unwrap_or(whole)
}

/// `\\server\share` and `\\?\UNC\server\share`, as Windows writes them; `\\?\C:\` is a disk.
fn is_unc(path: &str) -> bool {
    let path = path.replace('/', "\\").to_ascii_uppercase();
    match path.strip_prefix(r"\\") {
        Some(rest) if rest.starts_with(['?', '.']) => rest.get(1..).is_some_and(|rest| rest.starts_with(r"\UNC\")),
        Some(_) => true,
        None => false,
    }
}

/// The kind of share a path lies on, by the list of mounts (proc_pid_mountinfo(5)); None where it is a disk of this machine.
fn network(mounts: &str, path: &Path) -> Option<String> {
    let mount = |line: &str| {
        let (before, after) = line.split_once(" - ")?;
        Some((unescaped(before.split(' ').nth(4)?), after.split(' ').next()?.to_owned()))
    };
    // Of mounts on one place the last one is seen.
    let over = mounts.lines().filter_map(mount).filter(|(place, _)| path.starts_with(place));
    let (_, kind) = over.max_by_key(|(place, _)| Path::new(place).components().count())?;
    let through = kind.strip_prefix("fuse.").is_some_and(|program| FUSE_SHARES.contains(&program));
    (through || SHARES.contains(&kind.as_str())).then_some(kind)
}

/// Blanks and the like stand in the list as octal numbers: `\040`.
fn unescaped(place: &str) -> String {
    let mut parts = place.split('\\');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |mut text, part| {
        let code = part.get(..3).and_then(|code| u8::from_str_radix(code, 8).ok());
        match code {
            Some(code) => {
                text.push(char::from(code));
                text.push_str(part.get(3..).unwrap_or_default());
            }
            None => {
                text.push('\\');
                text.push_str(part);
            }
        }
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
23 22 0:21 / /proc rw,nosuid shared:5 - proc proc rw
40 22 0:45 / /net/school rw,relatime shared:30 - cifs //server/school rw,vers=3.1.1
41 22 0:46 / /disk/мария/Общая\\040папка rw - nfs4 server:/export rw
42 22 0:47 / /disk/ssh rw - fuse.sshfs me@host: rw
43 40 8:17 / /net/school/disk rw - ext4 /dev/sdb1 rw
44 22 0:48 / /disk/usb rw - fuseblk /dev/sdc1 rw
45 22 0:49 / /serve rw - nfs server:/serve rw
46 22 8:18 / /serve rw - xfs /dev/sdd1 rw
47 22 0:50 / /dav rw master:3 - fuse.davfs https://x rw
";

    #[test]
    fn the_mount_a_folder_lies_on_is_found() {
        let kind = |path: &str| network(MOUNTS, Path::new(path));
        for (path, expected) in [
            ("/disk/school", None),
            ("/net/school", Some("cifs")),
            ("/net/school/data/office", Some("cifs")),
            ("/net/schools", None),
            ("/net/school/disk/office", None),
            ("/disk/мария/Общая папка/школа", Some("nfs4")),
            ("/disk/мария", None),
            ("/disk/ssh/a", Some("fuse.sshfs")),
            ("/dav/a", Some("fuse.davfs")),
            ("/disk/usb/a", None),
            ("/serve/office", None),
        ] {
            assert_eq!(kind(path).as_deref(), expected, "{path}");
        }
        assert_eq!(network("", Path::new("/a")), None);
        assert_eq!(network("no such line\n1 2 3", Path::new("/a")), None);
    }

    /// Every kind of the lists, mounted at the root.
    #[test]
    fn every_kind_of_share_is_refused() {
        let through = FUSE_SHARES.iter().map(|kind| format!("fuse.{kind}"));
        for kind in SHARES.iter().map(|kind| (*kind).to_owned()).chain(through) {
            let mounts = format!("1 1 0:1 / / rw - {kind} x rw\n");
            assert_eq!(network(&mounts, Path::new("/a")), Some(kind));
        }
    }

    #[test]
    fn a_folder_of_tests_is_local_and_one_not_there_yet_too() {
        let home = tempfile::tempdir().unwrap();
        local(home.path()).unwrap();
        local(&home.path().join("not/there/yet")).unwrap();
    }

    #[test]
    fn unc_paths_are_shares() {
        for path in [r"\\server\share\office", r"\\?\UNC\server\share", "//server/share/office"] {
            assert!(is_unc(path), "{path}");
        }
        for path in [r"C:\office", r"\\?\C:\office", "office"] {
            assert!(!is_unc(path), "{path}");
        }
    }
}
