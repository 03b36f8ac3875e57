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

/// Reads the named files and, below the named folders, every file: sorted by name, hidden ones and `~$` copies left out. A file above
/// [`limits::FILE_BYTES`] is passed on empty-handed, so that `assemble` can say so.
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
        if leaf.starts_with('.') || leaf.starts_with("~$") || is_link {
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
        total += std::fs::metadata(path).map_err(unreadable)?.len();
        if total > limits::TOTAL_BYTES {
            return Err(IntakeError::TooBig);
        }
        inputs.push(Input { name: name.clone(), bytes: std::fs::read(path).map_err(unreadable)? });
    }
    Ok(inputs)
}
