//! The tracked and untracked-but-not-ignored files of the checkout, read once.

use std::path::{Path, PathBuf};
use std::process::Command;

/// One file.
pub struct File {
    /// Path from the root, with `/`.
    pub path: String,
    /// Bytes.
    pub bytes: Vec<u8>,
}

impl File {
    /// Text, where it is UTF-8.
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.bytes).ok()
    }

    /// Lines before the test module, with their numbers from one.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines: Vec<&str> = self.text().unwrap_or_default().lines().collect();
        let opens_tests = |pair: &[&str]| pair[0] == "#[cfg(test)]" && pair[1].starts_with("mod ");
        let end = lines.windows(2).position(opens_tests).unwrap_or(lines.len());
        lines.into_iter().take(end).enumerate().map(|(index, line)| (index + 1, line))
    }
}

/// The checkout.
pub struct Tree {
    /// Root folder.
    pub root: PathBuf,
    /// Files in order of path.
    pub files: Vec<File>,
}

impl Tree {
    /// Asks git for the files and reads them.
    pub fn load() -> Result<Self, String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().ok_or("xtask stands in no workspace")?.to_path_buf();
        let listing = Command::new("git")
            .args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"])
            .current_dir(&root)
            .output()
            .map_err(|error| format!("git did not list the files: {error}"))?;
        let mut paths: Vec<String> =
            String::from_utf8_lossy(&listing.stdout).split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect();
        paths.sort();
        paths.dedup();
        let read = |path: String| std::fs::read(root.join(&path)).ok().map(|bytes| File { path, bytes });
        let files = paths.into_iter().filter_map(read).collect();
        Ok(Self { root, files })
    }

    /// Rust sources below a folder.
    pub fn rust<'a>(&'a self, under: &'a str) -> impl Iterator<Item = &'a File> {
        self.files.iter().filter(move |file| file.path.starts_with(under) && file.path.ends_with(".rs"))
    }

    /// A file by path.
    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }
}
