//! Bytes into a [`Book`]: what the file is is decided by its first bytes, limits are held before memory is asked for.

mod biff;
mod container;
mod delimited;
pub(crate) mod docx;
mod encoding;
mod extent;
mod html;
mod markup;
mod refuse;
mod sheet;
mod xlsx;
mod zip_guard;

pub(crate) use delimited::{Lines, delimiter_of};
pub(crate) use encoding::decode;
pub(crate) use refuse::Refusal;

use records::provenance::Place;

use crate::grid::Book;
use crate::limits;

/// What the first bytes say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Nature {
    /// A zip container: xlsx, or something else packed.
    Zip,
    /// A compound file: BIFF, or another old office document.
    Compound,
    /// HTML, whatever the extension.
    Html,
    /// Text.
    Text,
    /// PDF, pictures, programs …
    Other,
}

/// What the bytes are; the name is not asked.
pub(crate) fn nature(bytes: &[u8]) -> Nature {
    const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        Nature::Zip
    } else if bytes.starts_with(COMPOUND) {
        Nature::Compound
    } else if let Some(start) = encoding::text_start(bytes) {
        let start = start.trim_start().to_lowercase();
        let marks = ["<html", "<!doctype html", "<table", "<meta", "<head", "<body", "<h1", "<h2", "<div", "<!--", "<style"];
        if marks.iter().any(|mark| start.starts_with(mark)) || start.contains("<table") { Nature::Html } else { Nature::Text }
    } else {
        Nature::Other
    }
}

/// Reads a file into cells.
///
/// # Errors
/// The reason it was refused, with the place where one is known.
pub(crate) fn book(file: &str, sha256: &str, bytes: &[u8]) -> Result<Book, Refusal> {
    // Parsers of other people's formats may hold a defect that panics; a panic costs this file, not the call. Memory is not guarded by this
    // (an allocation that fails aborts): the checks before each parser do that.
    let read = || read_by_nature(file, sha256, bytes);
    std::panic::catch_unwind(read).unwrap_or_else(|_| Err(refuse::damaged(Place::file(file), "")))
}

fn read_by_nature(file: &str, sha256: &str, bytes: &[u8]) -> Result<Book, Refusal> {
    let size = bytes.len() as u64;
    let too_big = |limit: u64| (size > limit).then(|| refuse::too_big(Place::file(file), size, limit));
    if let Some(refusal) = container::named(file, bytes, encoding::text_start(bytes).as_deref()) {
        return Err(refusal);
    }
    match nature(bytes) {
        _ if bytes.is_empty() => Err(refuse::empty(Place::file(file))),
        Nature::Zip => too_big(limits::BOOK_BYTES).map_or_else(|| xlsx::read(file, sha256, bytes), Err),
        Nature::Compound => too_big(limits::XLS_BYTES).map_or_else(|| biff::read(file, sha256, bytes), Err),
        Nature::Html => too_big(limits::BOOK_BYTES).map_or_else(|| html::read(file, sha256, bytes), Err),
        Nature::Text => too_big(limits::BOOK_BYTES).map_or_else(|| delimited::read(file, sha256, bytes), Err),
        Nature::Other => Err(refuse::unknown_bytes(Place::file(file))),
    }
}
