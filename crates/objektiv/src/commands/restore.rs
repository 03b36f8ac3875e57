//! `objektiv restore`: a school from a backup and the key of its recovery sheet.

use std::fs::File;
use std::io::{BufRead, IsTerminal, Read};
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::Timestamp;
use words::{help, objektiv};
use workflow::recovery::{Key, Mistyped};
use workflow::{RestoreError, RestoredSchool, Restoring};

use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::help::Help;
use crate::progress::Bar;
use crate::{console, office, stop};

/// Longest text that is read as a key: a page of paper.
const LONGEST: u64 = 4096;

/// Arguments.
#[derive(Args)]
pub struct Arguments {
    file: PathBuf,
    #[arg(long)]
    data: PathBuf,
    #[arg(long)]
    key_file: Option<PathBuf>,
}

/// What `--help` says.
pub const HELP: Help = Help {
    about: help::restore_about,
    usage: help::restore_usage,
    examples: help::restore_examples,
    arguments: &[
        ("file", help::restore_arg_file, Some(help::restore_arg_file_value)),
        ("data", help::restore_arg_data, Some(help::restore_arg_data_value)),
        ("key_file", help::restore_arg_key_file, Some(help::restore_arg_key_file_value)),
    ],
};

/// Restores a school into a new or empty folder.
///
/// # Errors
/// A file that is no backup, a key that does not open it, a folder that is not empty; nothing is changed then.
pub fn run(arguments: &Arguments, desk: &Desk) -> Result<Ending, Failure> {
    let (path, folder) = (&arguments.file, &arguments.data);
    let source = File::open(path).map_err(|error| Failure::reading(desk.lang, path, &error))?;
    let key = key(arguments.key_file.as_deref(), desk)?;
    stop::listen();
    let bar = Bar::new(desk.lang, false);
    let erased = beside(path).map_err(|error| Failure::reading(desk.lang, path, &error))?;
    let how = Restoring { by: office::console("UTC"), random: Box::new(office::random), erased, progress: &bar };
    let restored = workflow::restore(source, &key, folder, how);
    bar.clear();
    say(&restored.map_err(|error| failure(&error, path, folder, desk))?, folder, desk);
    Ok(Ending::Done)
}

/// The list of what was erased, where it lies beside the backup: what was erased once is not brought back.
fn beside(backup: &Path) -> std::io::Result<String> {
    match std::fs::read_to_string(backup.with_file_name(workflow::ERASED)) {
        Ok(list) => Ok(list),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(error),
    }
}

/// The key: from a file, from what is piped in, or asked for. Never from the call, which others on the machine can read.
fn key(file: Option<&Path>, desk: &Desk) -> Result<String, Failure> {
    let stdin = std::io::stdin();
    match file {
        Some(path) => {
            let read = File::open(path).and_then(text);
            read.map_err(|error| Failure::reading(desk.lang, path, &error))
        }
        None if stdin.is_terminal() => asked(stdin.lock(), desk),
        None => text(stdin.lock()).map_err(|error| Failure::reading(desk.lang, Path::new("-"), &error)),
    }
}

fn text(from: impl Read) -> std::io::Result<String> {
    let mut text = String::new();
    from.take(LONGEST).read_to_string(&mut text)?;
    Ok(text)
}

/// Lines until they are a key; a mistake is told and the key asked for once more. An empty line gives up.
fn asked(from: impl BufRead, desk: &Desk) -> Result<String, Failure> {
    console::notice(&objektiv::restore_key(desk.lang));
    let mut typed = String::new();
    for line in from.lines() {
        let line = line.map_err(|error| Failure::reading(desk.lang, Path::new("-"), &error))?;
        if line.trim().is_empty() {
            break;
        }
        typed.push_str(&line);
        typed.push('\n');
        match typed.parse::<Key>() {
            Ok(_) => return Ok(typed),
            // A key may be typed in several lines, as it stands on the sheet.
            Err(Mistyped::Letters(letters)) if letters < 58 => {}
            Err(mistyped) => {
                console::notice(&mistyped.told(desk.lang));
                console::notice(&objektiv::restore_key_again(desk.lang));
                typed.clear();
            }
        }
    }
    Ok(typed)
}

fn failure(error: &RestoreError, path: &Path, folder: &Path, desk: &Desk) -> Failure {
    let told = error.told(desk.lang, folder);
    match error {
        RestoreError::Key(_) => Failure::Input(told),
        RestoreError::WrongKey | RestoreError::NotABackup | RestoreError::CutShort | RestoreError::Damaged(_) | RestoreError::Later(_) => {
            Failure::Input(format!("{}: {told}", path.display()))
        }
        RestoreError::Interrupted => Failure::Stopped(told),
        _ => Failure::Output(told),
    }
}

fn say(school: &RestoredSchool, folder: &Path, desk: &Desk) {
    let (lang, done) = (desk.lang, &school.receipt.done);
    let folder = folder.display().to_string();
    desk.console.paragraph(&objektiv::restored(lang, &folder, moment(done.made), done.last.to_string()), 0);
    desk.console.paragraph(&objektiv::restored_what(lang, school.receipt.entry.to_string(), number(school.files)), 0);
    if school.erased > 0 {
        desk.console.paragraph(&objektiv::restored_erased(lang, number(school.erased.into())), 0);
    }
    if !school.missing.is_empty() {
        desk.console.paragraph(&objektiv::restored_missing(lang, school.missing.len()), 0);
        school.missing.iter().for_each(|address| desk.console.line(&format!("  {address}")));
    }
    desk.console.aside(&objektiv::restored_next(lang, &folder), 0);
}

fn number(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// A moment with the zone it is told in: that of the school is not asked before the office is open.
fn moment(at: Timestamp) -> String {
    at.strftime("%d.%m.%Y %H:%M UTC").to_string()
}

#[cfg(test)]
mod tests {
    use records::text::Lang;
    use workflow::recovery::Sheet;

    use super::*;

    #[test]
    fn a_key_is_asked_for_until_it_is_one() {
        let desk = Desk::new(Lang::Ru);
        let sheet = Sheet::fresh(&[3; Sheet::RANDOM]);
        let groups = sheet.key.groups();
        let (lines, mut wrong) = (format!("{}\n{}\n", groups[..8].join(" "), groups[8..].join(" ")), groups.clone());
        wrong[4] = "QQQQ".to_owned();
        let typed = format!("{}\n{lines}", wrong.join(" "));
        let read = asked(typed.as_bytes(), &desk).unwrap();
        assert_eq!(read.parse::<Key>().map(|key| key.groups()), Ok(groups));
        assert_eq!(asked(b"\n".as_slice(), &desk).unwrap(), "");
        assert_eq!(asked(b"QQQQ QQQQ\n".as_slice(), &desk).unwrap(), "QQQQ QQQQ\n");
    }
}
