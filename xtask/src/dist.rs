//! `cargo xtask dist [TARGET]`: the program as people download it, one file with its readme in an archive. With a target that rustup and a
//! linker know (`x86_64-pc-windows-gnu`) it is cross-built.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// What lies beside the program.
const BESIDE: [&str; 4] = ["README.ru.md", "README.md", "LICENSE-APACHE", "LICENSE-MIT"];

/// Pictures of the readme.
const PICTURES: &str = "docs/pictures";

/// Builds the program, packs it and says how large both are.
pub fn make(target: Option<&str>) -> ExitCode {
    match packed(target) {
        Ok(told) => {
            println!("{told}");
            ExitCode::SUCCESS
        }
        Err(error) => super::fail(&error),
    }
}

fn packed(target: Option<&str>) -> Result<String, String> {
    let program = built(target)?;
    let name = format!("objektiv-{}-{}", env!("CARGO_PKG_VERSION"), target.unwrap_or(std::env::consts::OS));
    let archive = Path::new("dist").join(format!("{name}.zip"));
    let bytes = archived(&name, &program)?;
    fs::create_dir_all("dist").map_err(|error| said(Path::new("dist"), &error))?;
    fs::write(&archive, &bytes).map_err(|error| said(&archive, &error))?;
    let size = fs::metadata(&program).map_err(|error| said(&program, &error))?.len();
    Ok(format!("{}: {} bytes; the program in it: {size} bytes", archive.display(), bytes.len()))
}

/// The program of the `dist` profile.
fn built(target: Option<&str>) -> Result<PathBuf, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["build", "--profile", "dist", "--package", "objektiv"]);
    command.args(target.iter().flat_map(|target| ["--target", target]));
    let status = command.status().map_err(|error| error.to_string())?;
    if !status.success() {
        return Err("the program was not built".to_owned());
    }
    let folder = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    let folder = target.map_or(folder.clone(), |target| folder.join(target)).join("dist");
    let file = if target.map_or(cfg!(windows), |target| target.contains("windows")) { "objektiv.exe" } else { "objektiv" };
    Ok(folder.join(file))
}

/// One folder with the program, its readme, its pictures; the same files give the same bytes.
fn archived(name: &str, program: &Path) -> Result<Vec<u8>, String> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let file = program.file_name().map_or_else(|| "objektiv".to_owned(), |file| file.to_string_lossy().into_owned());
    put(&mut zip, &format!("{name}/{file}"), program, 0o755)?;
    for beside in BESIDE {
        put(&mut zip, &format!("{name}/{beside}"), Path::new(beside), 0o644)?;
    }
    let mut pictures: Vec<PathBuf> = fs::read_dir(PICTURES)
        .map_err(|error| said(Path::new(PICTURES), &error))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.is_file())
        .collect();
    pictures.sort();
    for picture in pictures {
        let file = picture.file_name().map_or_else(String::new, |file| file.to_string_lossy().into_owned());
        put(&mut zip, &format!("{name}/{PICTURES}/{file}"), &picture, 0o644)?;
    }
    zip.finish().map(Cursor::into_inner).map_err(|error| error.to_string())
}

fn put(zip: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, path: &Path, mode: u32) -> Result<(), String> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(mode);
    let bytes = fs::read(path).map_err(|error| said(path, &error))?;
    zip.start_file(name, options).map_err(|error| error.to_string())?;
    zip.write_all(&bytes).map_err(|error| error.to_string())
}

fn said(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    /// From the root of the workspace, as `cargo xtask` runs.
    #[test]
    fn the_archive_holds_a_program_that_may_run_and_its_readme() {
        std::env::set_current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("..")).unwrap();
        let folder = std::env::temp_dir().join(format!("objektiv-dist-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let program = folder.join("objektiv");
        fs::write(&program, "program").unwrap();
        let bytes = archived("objektiv-1", &program).unwrap();
        assert!(bytes == archived("objektiv-1", &program).unwrap(), "the same files, other bytes");
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        let mut file = archive.by_name("objektiv-1/objektiv").unwrap();
        assert_eq!(file.unix_mode().map(|mode| mode & 0o777), Some(0o755));
        file.read_to_string(&mut text).unwrap();
        drop(file);
        assert_eq!(text, "program");
        for beside in ["README.ru.md", "LICENSE-MIT", "docs/pictures/boundary.svg"] {
            assert!(archive.by_name(&format!("objektiv-1/{beside}")).is_ok(), "{beside}");
        }
        fs::remove_dir_all(&folder).unwrap();
    }
}
