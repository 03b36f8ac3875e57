//! The style sheet with its fonts inside, so that the file needs nothing beside it.

/// Style of the report.
const CSS: &str = include_str!("report.css");

/// Latin and Cyrillic parts of PT Sans, regular and bold, with the characters each holds.
const FONTS: [(&str, &str, &[u8]); 4] = [
    ("400", CYRILLIC, include_bytes!("../../../../web/vendor/fonts/pt-sans-cyrillic-400-normal.woff2")),
    ("700", CYRILLIC, include_bytes!("../../../../web/vendor/fonts/pt-sans-cyrillic-700-normal.woff2")),
    ("400", LATIN, include_bytes!("../../../../web/vendor/fonts/pt-sans-latin-400-normal.woff2")),
    ("700", LATIN, include_bytes!("../../../../web/vendor/fonts/pt-sans-latin-700-normal.woff2")),
];
const CYRILLIC: &str = "U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116";
const LATIN: &str =
    "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD";

/// The whole style sheet.
pub fn sheet() -> String {
    let mut sheet = String::with_capacity(230_000);
    for (weight, range, bytes) in FONTS {
        sheet.push_str("@font-face{font-family:\"PT Sans\";font-style:normal;font-weight:");
        sheet.push_str(weight);
        sheet.push_str(";font-display:swap;src:url(data:font/woff2;base64,");
        base64(bytes, &mut sheet);
        sheet.push_str(") format(\"woff2\");unicode-range:");
        sheet.push_str(range);
        sheet.push('}');
    }
    sheet.push_str(CSS);
    sheet
}

/// RFC 4648, section 4.
fn base64(bytes: &[u8], out: &mut String) {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for chunk in bytes.chunks(3) {
        let byte = |index: usize| u32::from(chunk.get(index).copied().unwrap_or(0));
        let word = (byte(0) << 16) | (byte(1) << 8) | byte(2);
        for place in 0..4 {
            let sextet = (word >> (18 - 6 * place)) & 63;
            out.push(if place <= chunk.len() { char::from(ALPHABET[sextet as usize]) } else { '=' });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vectors_of_rfc_4648() {
        for (plain, coded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy")] {
            let mut out = String::new();
            base64(plain.as_bytes(), &mut out);
            assert_eq!(out, coded);
        }
    }
}
