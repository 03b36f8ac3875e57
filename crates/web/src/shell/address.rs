//! Addresses that come from a browser.

/// Whether an address stays on this page. A browser leaves out tabs and line breaks and takes a backslash for a slash: with any of them
/// `/` may become `//` and lead elsewhere.
#[must_use]
pub fn here(address: &str) -> bool {
    address.starts_with('/') && !address.starts_with("//") && address.chars().all(|c| c.is_ascii_graphic() && c != '\\')
}

#[cfg(test)]
mod tests {
    use super::here;

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
