//! Small Word files the school attaches: lines of text, the same bytes every time.

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

use super::LiveError;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

/// A Word file with these paragraphs, the first one bold.
pub(super) fn word(lines: &[String]) -> Result<Vec<u8>, LiveError> {
    let mut body = String::new();
    for (index, line) in lines.iter().enumerate() {
        let bold = if index == 0 { "<w:rPr><w:b/></w:rPr>" } else { "" };
        let text = line.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        // Writing to a String cannot fail.
        let _ = write!(body, r#"<w:p><w:r>{bold}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>"#);
    }
    let document = format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>"#
    );
    packed(&[("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS), ("word/document.xml", &document)])
        .map_err(|error| LiveError::Missing(error.to_string()))
}

fn packed(parts: &[(&str, &str)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(*name, SimpleFileOptions::default())?;
        archive.write_all(text.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn a_file_opens_says_what_was_written_and_repeats() {
        let lines = ["Протокол № 1".to_owned(), "Решили: <а> & б".to_owned()];
        let bytes = word(&lines).unwrap();
        assert_eq!(bytes, word(&lines).unwrap());
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        archive.by_name("word/document.xml").unwrap().read_to_string(&mut text).unwrap();
        assert!(text.contains("Протокол № 1") && text.contains("&lt;а&gt; &amp; б"), "{text}");
    }
}
