//! Writing an output folder as one act: files are written beside it first and then put in place; on any failure what was there stays.

use std::fs;
use std::path::{Path, PathBuf};

/// A file of the output folder.
pub struct Output {
    /// Name inside the folder, `/`-separated.
    pub name: String,
    /// Content.
    pub bytes: Vec<u8>,
}

/// Writes all of `files` into `folder` or none of them.
///
/// # Errors
/// The path that could not be written and the system's reason; the folder is as it was before.
pub fn write(folder: &Path, files: &[Output]) -> Result<(), (PathBuf, std::io::Error)> {
    let parent = parent_of(folder);
    fs::create_dir_all(&parent).map_err(|error| (parent.clone(), error))?;
    let draft = Draft::beside(folder, &parent)?;
    for file in files {
        let path = draft.fresh().join(&file.name);
        make_room(&path).and_then(|()| fs::write(&path, &file.bytes)).map_err(|error| (folder.join(&file.name), error))?;
    }
    if folder.exists() {
        draft.exchange(folder, files)
    } else {
        fs::rename(draft.fresh(), folder).map_err(|error| (folder.to_path_buf(), error))
    }
}

fn parent_of(folder: &Path) -> PathBuf {
    folder.parent().filter(|parent| !parent.as_os_str().is_empty()).map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// The place beside the output folder where its files wait; removed when dropped.
struct Draft(PathBuf);

impl Draft {
    fn beside(folder: &Path, parent: &Path) -> Result<Self, (PathBuf, std::io::Error)> {
        let name = folder.file_name().map_or_else(|| "out".into(), |name| name.to_string_lossy().into_owned());
        let root = parent.join(format!(".{name}.{}.part", std::process::id()));
        let draft = Self(root);
        for part in [draft.fresh(), draft.earlier()] {
            fs::create_dir_all(&part).map_err(|error| (parent.to_path_buf(), error))?;
        }
        Ok(draft)
    }

    fn fresh(&self) -> PathBuf {
        self.0.join("new")
    }

    fn earlier(&self) -> PathBuf {
        self.0.join("old")
    }

    /// Puts the new files into an existing folder, keeping the old ones aside until all are in place.
    fn exchange(&self, folder: &Path, files: &[Output]) -> Result<(), (PathBuf, std::io::Error)> {
        let mut done: Vec<(PathBuf, Option<PathBuf>)> = Vec::new();
        for file in files {
            let target = folder.join(&file.name);
            let aside = target.exists().then(|| self.earlier().join(&file.name));
            let moved =
                aside.as_ref().map_or_else(|| make_room(&target), |aside| make_room(aside).and_then(|()| fs::rename(&target, aside)));
            let placed = moved.and_then(|()| {
                done.push((target.clone(), aside));
                fs::rename(self.fresh().join(&file.name), &target)
            });
            if let Err(error) = placed {
                undo(&done);
                return Err((target, error));
            }
        }
        Ok(())
    }
}

/// The folders above a file whose name has folders in it.
fn make_room(path: &Path) -> std::io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)
}

fn undo(done: &[(PathBuf, Option<PathBuf>)]) {
    for (target, aside) in done.iter().rev() {
        let _new = fs::remove_file(target);
        if let Some(aside) = aside {
            let _old = fs::rename(aside, target);
        }
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        let _gone = fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> Output {
        Output { name: name.into(), bytes: text.into() }
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_new_folder_appears_whole_and_nothing_stays_beside_it() {
        let home = tempfile::tempdir().unwrap();
        let out = home.path().join("отчёт").join("май");
        write(&out, &[file("a.csv", "1"), file("files/ВПР/b.csv", "2")]).unwrap();
        assert_eq!(names(&out), ["a.csv", "files"]);
        assert_eq!(names(&out.join("files/ВПР")), ["b.csv"]);
        assert_eq!(names(&home.path().join("отчёт")), ["май"]);
    }

    #[test]
    fn an_old_folder_gets_new_files_and_keeps_the_others() {
        let home = tempfile::tempdir().unwrap();
        let out = home.path().join("out");
        write(&out, &[file("a.csv", "old"), file("mine.txt", "mine")]).unwrap();
        write(&out, &[file("a.csv", "new")]).unwrap();
        assert_eq!(fs::read_to_string(out.join("a.csv")).unwrap(), "new");
        assert_eq!(fs::read_to_string(out.join("mine.txt")).unwrap(), "mine");
    }

    #[test]
    fn a_file_that_cannot_be_placed_leaves_the_folder_as_it_was() {
        let home = tempfile::tempdir().unwrap();
        let out = home.path().join("out");
        write(&out, &[file("a.csv", "old")]).unwrap();
        let files = [file("a.csv", "new"), file("b.csv", "new")];
        let draft = Draft::beside(&out, home.path()).unwrap();
        fs::write(draft.fresh().join("a.csv"), "new").unwrap();
        let (at, _) = draft.exchange(&out, &files).unwrap_err();
        drop(draft);
        assert_eq!(at, out.join("b.csv"), "b.csv was never drafted");
        assert_eq!(fs::read_to_string(out.join("a.csv")).unwrap(), "old");
        assert_eq!(names(home.path()), ["out"]);
    }
}
