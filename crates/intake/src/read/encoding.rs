//! Which letters the bytes are: UTF-8 with or without a mark, UTF-16 with a mark, else Windows-1251, the encoding of Russian office programs.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1251};

/// How much is looked at to tell what a file is.
const START: usize = 4 << 10;

/// The text of the bytes and the name of the encoding. `declared` is what the file says of itself (HTML), believed only where the bytes are not UTF-8.
pub(crate) fn decode<'a>(bytes: &'a [u8], declared: Option<&str>) -> (Cow<'a, str>, &'static str) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let text = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0;
        return (text, encoding.name());
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), UTF_8.name());
    }
    let named = declared.and_then(|label| Encoding::for_label(label.as_bytes()));
    // A file that says UTF-8 and is not cannot be believed.
    let encoding = named.filter(|encoding| *encoding != UTF_8 && encoding.is_ascii_compatible()).unwrap_or(WINDOWS_1251);
    (encoding.decode_without_bom_handling(bytes).0, encoding.name())
}

/// The first characters, where the bytes are text at all.
pub(super) fn text_start(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let start = bytes.get(..START.min(bytes.len())).unwrap_or_default();
    let wide = start.starts_with(&[0xFF, 0xFE]) || start.starts_with(&[0xFE, 0xFF]);
    let odd = start.iter().any(|byte| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C));
    if start.starts_with(b"%PDF") || (odd && !wide) {
        return None;
    }
    // A character cut at the end of the start must not make UTF-8 look like Windows-1251.
    let whole = match std::str::from_utf8(start) {
        Err(error) if error.error_len().is_none() => start.get(..error.valid_up_to()).unwrap_or(start),
        _ => start,
    };
    Some(decode(whole, None).0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letters_survive_whatever_wrote_them() {
        let cp1251 = WINDOWS_1251.encode("Код;Класс").0;
        assert_eq!(decode(&cp1251, None), (Cow::Borrowed("Код;Класс"), "windows-1251"));
        assert_eq!(decode(&cp1251, Some("utf-8")).0, "Код;Класс");
        assert_eq!(decode("\u{feff}Код".as_bytes(), None).0, "Код");
        let wide: Vec<u8> = [0xFF, 0xFE].into_iter().chain("Код".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(decode(&wide, None).0, "Код");
    }

    #[test]
    fn a_letter_cut_at_the_end_of_the_start() {
        let text = "ж".repeat(START);
        assert!(text_start(&text.as_bytes()[1..]).is_some());
        let start = text_start(text.as_bytes()).unwrap();
        assert!(start.chars().all(|c| c == 'ж'));
        assert!(text_start(b"\x7fELF\x02\x01\x01\0").is_none());
    }
}
