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
    format!("attachment; filename*=UTF-8''{}", encoded(name))
}

#[cfg(test)]
mod tests {
    use super::{attached, here};

    #[test]
    fn a_download_is_named_whatever_its_letters() {
        assert_eq!(attached("План 1.docx"), "attachment; filename*=UTF-8''%D0%9F%D0%BB%D0%B0%D0%BD%201.docx");
        assert_eq!(attached("a\r\n\"b"), "attachment; filename*=UTF-8''a%0D%0A%22b");
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
