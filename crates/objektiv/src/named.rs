//! Files named in a call. Only a file is opened: a pipe would be waited for, a device need not end.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use records::text::Lang;
use words::objektiv;

use crate::failure::Failure;

/// Opens the file.
///
/// # Errors
/// It is not there, no file, or may not be read.
pub fn open(path: &Path, lang: Lang) -> Result<File, Failure> {
    let refused = |error| Failure::reading(lang, path, &error);
    if !std::fs::metadata(path).map_err(refused)?.is_file() {
        return Err(Failure::Input(objektiv::cannot_read(lang, path.display().to_string(), objektiv::why_no_file(lang))));
    }
    File::open(path).map_err(refused)
}

/// Its content.
///
/// # Errors
/// It is not there, no file, or cannot be read.
pub fn bytes(path: &Path, lang: Lang) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    open(path, lang)?.read_to_end(&mut bytes).map_err(|error| Failure::reading(lang, path, &error))?;
    Ok(bytes)
}

/// Its content as text.
///
/// # Errors
/// It is not there, no file, cannot be read, or is no text in UTF-8.
pub fn text(path: &Path, lang: Lang) -> Result<String, Failure> {
    let mut text = String::new();
    open(path, lang)?.read_to_string(&mut text).map_err(|error| Failure::reading(lang, path, &error))?;
    Ok(text)
}
