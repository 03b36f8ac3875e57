//! Addresses that come from a browser.

/// Whether an address stays on this page. A browser leaves out tabs and line breaks and takes a backslash for a slash: with any of them
/// `/` may become `//` and lead elsewhere.
#[must_use]
pub fn here(address: &str) -> bool {
    address.starts_with('/') && !address.starts_with("//") && address.chars().all(|c| c.is_ascii_graphic() && c != '\\')
}

/// A text as it stands in an address or a header: every byte but letters, digits and `-._` percent-encoded (RFC 3986 §2.1).
#[must_use]
pub fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// The header that names a download whatever its letters (RFC 6266, RFC 5987).
#[must_use]
pub fn attached(name: &str) -> String {
    format!("attachment; filename*=UTF-8''{}", encoded(&file_name(name)))
}

/// A name every file system keeps as it is: without what Windows forbids in names, without spaces and dots at its end. A title may hold any of
/// them, the name of its file none.
#[must_use]
pub fn file_name(name: &str) -> String {
    let plain = |letter: char| if letter.is_control() || "\\/:*?\"<>|".contains(letter) { ' ' } else { letter };
    let words: String = name.chars().map(plain).collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ").replace(" .", ".");
    let whole = words.trim_end_matches(['.', ' ']);
    if whole.is_empty() { "–".to_owned() } else { whole.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{attached, file_name, here};

    #[test]
    fn a_download_is_named_whatever_its_letters() {
        assert_eq!(attached("План 1.docx"), "attachment; filename*=UTF-8''%D0%9F%D0%BB%D0%B0%D0%BD%201.docx");
        assert_eq!(attached("a\r\n\"b"), "attachment; filename*=UTF-8''a%20b");
    }

    #[test]
    fn a_file_has_a_name_every_system_keeps() {
        for (title, name) in [
            ("Журнал: Беседа с учеником.docx", "Журнал Беседа с учеником.docx"),
            ("План «да/нет» 01.09 | что?.pdf", "План «да нет» 01.09 что.pdf"),
            ("1. Протокол № 3...", "1. Протокол № 3"),
            ("...", "–"),
        ] {
            assert_eq!(file_name(title), name);
        }
    }

    #[test]
    fn the_way_back_never_leads_out() {
        for (address, ours) in [
            ("/", true),
            ("/analyses/ab?files", true),
            ("//evil.example", false),
            ("/\t/evil.example", false),
            ("/\n/evil.example", false),
            ("/\\evil.example", false),
            ("https://evil.example", false),
            ("/пример", false),
            ("", false),
        ] {
            assert_eq!(here(address), ours, "{address:?}");
        }
    }
}
