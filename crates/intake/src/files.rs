//! The only door to the file system: files and folders the user named, walked within the limits.

use std::path::{Path, PathBuf};

use crate::limits;

/// One file as bytes.
#[derive(Clone)]
pub struct Input {
    /// Relative path as the user gave it, `/`-separated.
    pub name: String,
    /// Content.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Input {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Input({}, {} bytes)", self.name, self.bytes.len())
    }
}

/// A file with its digest.
pub(crate) struct Hashed {
    pub input: Input,
    pub sha256: String,
    /// How often the same bytes were added besides.
    pub copies: usize,
}

/// Files could not be collected.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// A named file or folder cannot be opened.
    #[error("{path}: {source}")]
    Unreadable {
        /// What was asked for.
        path: String,
        /// Why it failed.
        source: std::io::Error,
    },
    /// Too many files.
    #[error("more than {} files: name a smaller folder", limits::FILES)]
    TooMany,
    /// Too many bytes.
    #[error("files of more than {} MB together: name a smaller folder", limits::TOTAL_BYTES >> 20)]
    TooBig,
}

/// Reads the named files and, below the named folders, every file: sorted by name, hidden ones left out. A `~$` copy or a file above
/// [`limits::FILE_BYTES`] is passed on without its content, so that `assemble` says why it was not read.
///
/// # Errors
/// A path that cannot be read; more files or bytes than the limits.
pub fn collect(paths: &[PathBuf]) -> Result<Vec<Input>, IntakeError> {
    let mut found = Vec::new();
    for path in paths {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let root = if path.is_dir() { String::new() } else { name };
        walk(path, &root, 0, &mut found)?;
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found.dedup_by(|a, b| a.1 == b.1);
    read_all(&found)
}

/// Whether a file is what editors and systems leave behind (`~$…`, `.…`), and how to name it without naming what it is a copy of.
pub(crate) fn left_over(name: &str) -> Option<String> {
    let (folder, leaf) = name.rsplit_once('/').unwrap_or(("", name));
    let mark = ["~$", "."].into_iter().find(|mark| leaf.starts_with(mark))?;
    Some(if folder.is_empty() { format!("{mark}…") } else { format!("{folder}/{mark}…") })
}

fn walk(path: &Path, name: &str, depth: usize, found: &mut Vec<(String, PathBuf)>) -> Result<(), IntakeError> {
    let unreadable = |source| IntakeError::Unreadable { path: path.display().to_string(), source };
    if !path.is_dir() {
        found.push((name.to_owned(), path.to_path_buf()));
        return if found.len() > limits::FILES { Err(IntakeError::TooMany) } else { Ok(()) };
    }
    if depth > limits::FOLDER_DEPTH {
        return Ok(());
    }
    for entry in std::fs::read_dir(path).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let leaf = entry.file_name().to_string_lossy().into_owned();
        let is_link = entry.file_type().map_err(unreadable)?.is_symlink();
        // A hidden folder is not entered; a temporary file is passed on, so that `assemble` says it was left aside.
        if leaf.starts_with('.') || is_link {
            continue;
        }
        let name = if name.is_empty() { leaf } else { format!("{name}/{leaf}") };
        walk(&entry.path(), &name, depth + 1, found)?;
    }
    Ok(())
}

fn read_all(found: &[(String, PathBuf)]) -> Result<Vec<Input>, IntakeError> {
    let mut total = 0_u64;
    let mut inputs = Vec::with_capacity(found.len());
    for (name, path) in found {
        let unreadable = |source| IntakeError::Unreadable { path: path.display().to_string(), source };
        let size = std::fs::metadata(path).map_err(unreadable)?.len();
        let bytes =
            if size > limits::FILE_BYTES || left_over(name).is_some() { Vec::new() } else { std::fs::read(path).map_err(unreadable)? };
        total += bytes.len() as u64;
        if total > limits::TOTAL_BYTES {
            return Err(IntakeError::TooBig);
        }
        inputs.push(Input { name: name.clone(), bytes });
    }
    Ok(inputs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_walked_and_leftovers_passed_without_content() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::create_dir_all(at("b/.git")).unwrap();
        for name in ["b/2.csv", "a.csv", "b/~$2.csv", "b/.git/config"] {
            std::fs::write(at(name), "x").unwrap();
        }
        let found = collect(&[folder.path().to_path_buf(), at("a.csv")]).unwrap();
        let names: Vec<(&str, usize)> = found.iter().map(|input| (input.name.as_str(), input.bytes.len())).collect();
        assert_eq!(names, [("a.csv", 1), ("b/2.csv", 1), ("b/~$2.csv", 0)]);
        assert!(matches!(collect(&[at("none")]), Err(IntakeError::Unreadable { .. })));
    }

    #[test]
    fn a_leftover_is_named_without_its_original() {
        assert_eq!(left_over("x/~$Журнал Иванов.xlsx").as_deref(), Some("x/~$…"));
        assert_eq!(left_over("x/Журнал.xlsx"), None);
    }
}
