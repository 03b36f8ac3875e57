//! The only door to the file system: files and folders the user named, walked within the limits.

use std::io::Read;
use std::path::{Path, PathBuf};

use records::provenance::{Place, Problem, Severity};
use records::text::Text;

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

/// What was found below the named paths, and what of it was passed over.
#[derive(Debug, Default)]
pub struct Collected {
    /// Files with their bytes, sorted by name.
    pub inputs: Vec<Input>,
    /// Files that were not read, each with its reason.
    pub passed: Vec<Problem>,
}

/// Reads the named files and, below the named folders, every file: sorted by name, hidden ones left out. A `~$` copy or a file above
/// [`limits::FILE_BYTES`] is passed on without its content, so that `assemble` says why it was not read.
///
/// # Errors
/// A named path that is not there; more files or bytes than the limits.
pub fn collect(paths: &[PathBuf]) -> Result<Vec<Input>, IntakeError> {
    collect_telling(paths).map(|found| found.inputs)
}

/// The same, with what was passed over: files and folders that may not be read, and what is no file at all (a pipe, a socket, a device).
///
/// # Errors
/// A named path that is not there; more files or bytes than the limits.
pub fn collect_telling(paths: &[PathBuf]) -> Result<Collected, IntakeError> {
    let (mut found, mut passed) = (Vec::new(), Vec::new());
    for path in paths {
        std::fs::symlink_metadata(path).map_err(|source| IntakeError::Unreadable { path: path.display().to_string(), source })?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let root = if path.is_dir() { String::new() } else { name };
        walk(path, &root, 0, &mut found, &mut passed)?;
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found.dedup_by(|a, b| a.1 == b.1);
    let inputs = read_all(&found, &mut passed)?;
    Ok(Collected { inputs, passed })
}

/// Whether a file is what editors and systems leave behind (`~$…`, `.…`), and how to name it without naming what it is a copy of.
pub(crate) fn left_over(name: &str) -> Option<String> {
    let (folder, leaf) = name.rsplit_once('/').unwrap_or(("", name));
    let mark = ["~$", "."].into_iter().find(|mark| leaf.starts_with(mark))?;
    Some(if folder.is_empty() { format!("{mark}…") } else { format!("{folder}/{mark}…") })
}

/// A name as it may be shown: control characters and marks that turn the direction of text are written out.
pub(crate) fn shown(name: &str) -> String {
    let odd = |c: char| c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        if odd(c) { out.extend(c.escape_default()) } else { out.push(c) }
    }
    out
}

type Found = Vec<(String, PathBuf)>;

fn walk(path: &Path, name: &str, depth: usize, found: &mut Found, passed: &mut Vec<Problem>) -> Result<(), IntakeError> {
    let Ok(kind) = std::fs::metadata(path) else {
        passed.push(not_allowed(name));
        return Ok(());
    };
    if kind.is_file() {
        found.push((name.to_owned(), path.to_path_buf()));
        return if found.len() > limits::FILES { Err(IntakeError::TooMany) } else { Ok(()) };
    }
    // Opening a pipe would wait for whoever writes into it, and a device need not end.
    if !kind.is_dir() {
        passed.push(no_file(name));
        return Ok(());
    }
    if depth > limits::FOLDER_DEPTH {
        return Ok(());
    }
    let Ok(entries) = std::fs::read_dir(path) else {
        passed.push(not_allowed(if name.is_empty() { "." } else { name }));
        return Ok(());
    };
    for entry in entries.flatten() {
        let leaf = entry.file_name().to_string_lossy().into_owned();
        let is_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
        // A hidden folder is not entered; a temporary file is passed on, so that `assemble` says it was left aside.
        if leaf.starts_with('.') || is_link {
            continue;
        }
        let name = if name.is_empty() { leaf } else { format!("{name}/{leaf}") };
        walk(&entry.path(), &name, depth + 1, found, passed)?;
    }
    Ok(())
}

fn read_all(found: &Found, passed: &mut Vec<Problem>) -> Result<Vec<Input>, IntakeError> {
    let mut total = 0_u64;
    let mut inputs = Vec::with_capacity(found.len());
    for (name, path) in found {
        let read = if left_over(name).is_some() { Ok(Vec::new()) } else { read_whole(path) };
        let Ok(bytes) = read else {
            passed.push(not_allowed(name));
            continue;
        };
        total += bytes.len() as u64;
        if total > limits::TOTAL_BYTES {
            return Err(IntakeError::TooBig);
        }
        inputs.push(Input { name: name.clone(), bytes });
    }
    Ok(inputs)
}

/// The bytes of a file; none of one above the limit, whatever size it declares.
fn read_whole(path: &Path) -> std::io::Result<Vec<u8>> {
    let file = std::fs::File::open(path)?;
    let declared = file.metadata()?.len();
    if declared > limits::FILE_BYTES {
        return Ok(Vec::new());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(declared).unwrap_or_default());
    file.take(limits::FILE_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(if bytes.len() as u64 > limits::FILE_BYTES { Vec::new() } else { bytes })
}

fn not_allowed(name: &str) -> Problem {
    let what = Text::new(
        "Прочитать не удалось: нет доступа. Остальные файлы прочитаны.",
        "It could not be read: no access. The other files were read.",
    );
    let mend = Text::new(
        "Дайте себе право на чтение или скопируйте файл в свою папку.",
        "Give yourself the right to read it, or copy it into a folder of yours.",
    );
    passed_over("file-no-access", name, what, mend)
}

fn no_file(name: &str) -> Problem {
    let what = Text::new(
        "Это не файл с данными, а канал, сокет или устройство: пропущено.",
        "This is no file of data but a pipe, a socket or a device: it was passed over.",
    );
    passed_over("not-a-file", name, what, Text::new("Делать ничего не нужно.", "Nothing need be done."))
}

fn passed_over(code: &'static str, name: &str, what: Text, mend: Text) -> Problem {
    Problem { code, severity: Severity::Refused, place: Place::file(shown(name)), found: String::new(), what, mend }
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

    #[test]
    fn names_that_would_deceive_are_written_out() {
        assert_eq!(shown("а\nб\u{202e}xslx.csv"), "а\\nб\\u{202e}xslx.csv");
        assert_eq!(shown("Журнал 9А.xlsx"), "Журнал 9А.xlsx");
    }

    /// Sockets are made without help here; pipes and devices take the same way.
    #[cfg(unix)]
    #[test]
    fn what_is_no_file_or_may_not_be_read_is_passed_over_and_told() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("a.csv"), "x").unwrap();
        std::fs::write(at("б.csv"), "x").unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(at("сокет")).unwrap();
        std::fs::set_permissions(at("б.csv"), PermissionsExt::from_mode(0o000)).unwrap();
        let found = collect_telling(&[folder.path().to_path_buf(), PathBuf::from("/dev/zero")]).unwrap();
        let names: Vec<&str> = found.inputs.iter().map(|input| input.name.as_str()).collect();
        let told: Vec<(&str, &str)> = found.passed.iter().map(|problem| (problem.code, problem.place.file.as_str())).collect();
        assert!(told.contains(&("not-a-file", "сокет")) && told.contains(&("not-a-file", "zero")), "{told:?}");
        // A user who may read everything (root) reads that one too.
        assert!(
            names.contains(&"a.csv") && (names.contains(&"б.csv") || told.contains(&("file-no-access", "б.csv"))),
            "{names:?} {told:?}"
        );
    }
}
