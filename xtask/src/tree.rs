//! The tracked and untracked-but-not-ignored files of the checkout, read once.

use std::path::{Path, PathBuf};
use std::process::Command;

/// One file.
pub struct File {
    /// Path from the root, with `/`.
    pub path: String,
    /// Whether it is compiled for tests only.
    pub test: bool,
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
        let text = if self.test { "" } else { self.text().unwrap_or_default() };
        let lines: Vec<&str> = text.lines().collect();
        let opens_tests = |pair: &[&str]| pair[0] == "#[cfg(test)]" && pair[1].starts_with("mod ") && pair[1].ends_with('{');
        let end = lines.windows(2).position(opens_tests).unwrap_or(lines.len());
        lines.into_iter().take(end).enumerate().map(|(index, line)| (index + 1, line))
    }
}

/// Paths, without ending, of the modules a file declares for tests only.
fn test_modules(file: &File) -> Vec<String> {
    let (folder, name) = file.path.rsplit_once('/').unwrap_or(("", &file.path));
    let stem = name.trim_end_matches(".rs");
    let home = if matches!(stem, "mod" | "lib" | "main") { folder.to_owned() } else { format!("{folder}/{stem}") };
    let lines: Vec<&str> = file.text().unwrap_or_default().lines().collect();
    let declared = lines.windows(2).filter(|pair| pair[0].trim() == "#[cfg(test)]");
    declared.filter_map(|pair| pair[1].trim().split_once("mod ")?.1.strip_suffix(';').map(|module| format!("{home}/{module}"))).collect()
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
        // The checkout that is run, not the one the program was built in: target folders may be shared.
        let home = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root = Path::new(&home).parent().ok_or("xtask stands in no workspace")?.to_path_buf();
        let listing = Command::new("git")
            .args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"])
            .current_dir(&root)
            .output()
            .map_err(|error| format!("git did not list the files: {error}"))?;
        let mut paths: Vec<String> =
            String::from_utf8_lossy(&listing.stdout).split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect();
        paths.sort();
        paths.dedup();
        let read = |path: String| std::fs::read(root.join(&path)).ok().map(|bytes| File { path, test: false, bytes });
        let mut files: Vec<File> = paths.into_iter().filter_map(read).collect();
        let tests: Vec<String> = files.iter().flat_map(test_modules).collect();
        for file in &mut files {
            file.test = tests.iter().any(|module| file.path == format!("{module}.rs") || file.path.starts_with(&format!("{module}/")));
        }
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
