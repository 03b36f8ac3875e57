//! A folder to work in, with data, and the program to call there.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use rehearsal::simulate::{Knobs, region};

/// A folder with data of two small schools on one work.
pub struct Desk {
    home: tempfile::TempDir,
}

impl Desk {
    /// With the data in `данные`.
    pub fn new() -> Self {
        let knobs = Knobs {
            schools: 2,
            municipalities: 1,
            years: 1,
            works: vec!["vpr-russian-4".into()],
            marks: false,
            exams: false,
            ..Knobs::honest()
        };
        let home = tempfile::tempdir().unwrap();
        for (name, bytes) in rehearsal::layouts::canonical::write(&region(&knobs, 7).dataset).unwrap() {
            let path = home.path().join("данные").join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
        Self { home }
    }

    /// A path below.
    pub fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// Calls the program there; no terminal, 80 columns, no language of the system.
    pub fn call(&self, call: &str) -> Called {
        let output = self.command(call).output().unwrap();
        Called::of(&output)
    }

    /// The same, not begun yet.
    pub fn command(&self, call: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_objektiv"));
        command.args(call.split_whitespace()).current_dir(self.home.path());
        command.env("COLUMNS", "80").env("LANG", "en_US.UTF-8").env_remove("OBJEKTIV_LANG");
        command
    }

    /// Names in a folder below, sorted.
    pub fn names(&self, folder: &str) -> Vec<String> {
        let mut names: Vec<String> =
            std::fs::read_dir(self.path(folder)).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// Every file of a folder but the timings.
    pub fn bytes(&self, folder: &str) -> Vec<(String, Vec<u8>)> {
        let read = |name: String| {
            let bytes = std::fs::read(self.path(folder).join(&name)).unwrap();
            (name, bytes)
        };
        self.names(folder).into_iter().filter(|name| name != "timings.json").map(read).collect()
    }

    /// The folder itself.
    pub fn home(&self) -> &Path {
        self.home.path()
    }
}

/// What a call came to.
pub struct Called {
    /// Exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Called {
    fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Self { code: output.status.code().unwrap_or(-1), out: text(&output.stdout), err: text(&output.stderr) }
    }
}
