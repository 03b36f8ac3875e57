//! Sheets whose declared extent is none, written anew without it: what a sheet declares of its size never decides whether it is read.

use std::borrow::Cow;
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::zip_guard::Contents;

/// The workbook with every odd extent replaced; as it is where there is none, or where it cannot be written anew. The guard has held its size.
pub(super) fn without_odd<'b>(bytes: &'b [u8], contents: &Contents) -> Cow<'b, [u8]> {
    if contents.parts.values().any(|part| part.odd_extent) {
        rewritten(bytes, contents).map_or(Cow::Borrowed(bytes), Cow::Owned)
    } else {
        Cow::Borrowed(bytes)
    }
}

fn rewritten(bytes: &[u8], contents: &Contents) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).ok()?;
        let name = entry.name().ok()?.replace('\\', "/");
        let mut part = Vec::new();
        entry.read_to_end(&mut part).ok()?;
        if contents.parts.get(&name).is_some_and(|counts| counts.odd_extent) {
            part = plain(&part);
        }
        writer.start_file(name, stored).ok()?;
        writer.write_all(&part).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}

/// The part with the value of every `<dimension ref="…">` made `A1`.
fn plain(part: &[u8]) -> Vec<u8> {
    const TAG: &[u8] = b"dimension";
    let mut out = Vec::with_capacity(part.len());
    let mut rest = part;
    while let Some(at) = rest.windows(TAG.len()).position(|window| window == TAG) {
        let end = rest.iter().skip(at).position(|byte| *byte == b'>').map_or(rest.len(), |length| at + length);
        let (before, after) = rest.split_at(end);
        let opened = at.checked_sub(1).and_then(|before| rest.get(before)).is_some_and(|byte| matches!(byte, b'<' | b':'));
        let (name, attributes) = before.split_at(at + TAG.len());
        out.extend_from_slice(name);
        if opened && !attributes.is_empty() {
            out.extend_from_slice(if attributes.ends_with(b"/") { b" ref=\"A1\"/" } else { b" ref=\"A1\"" });
        } else {
            out.extend_from_slice(attributes);
        }
        rest = after;
    }
    out.extend_from_slice(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn only_the_declared_extent_is_replaced() {
        let part = "<x:dimension ref='1:57'/><c><v>dimension</v></c><dimension ref=\"A0\"></dimension>";
        let expected = "<x:dimension ref=\"A1\"/><c><v>dimension</v></c><dimension ref=\"A1\"></dimension>";
        assert_eq!(String::from_utf8(plain(part.as_bytes())).unwrap(), expected);
    }
}
