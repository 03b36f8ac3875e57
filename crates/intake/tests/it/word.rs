//! Word documents made by hand: paragraphs and tables with what real ones have, and nothing of formatting.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A document of this body.
pub fn document(body: &str) -> Vec<u8> {
    document_with(body, &[])
}

/// A document of this body with other parts beside.
pub fn document_with(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let xml = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"{MAIN}\"><w:body>{body}</w:body></w:document>");
    let relations = format!(
        "<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"r1\" Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
    );
    let mut all = vec![("_rels/.rels", relations.as_str()), ("word/document.xml", xml.as_str())];
    all.extend(parts.iter().copied());
    zipped(&all)
}

/// A zip container of these parts.
pub fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A paragraph.
pub fn paragraph(text: &str) -> String {
    format!("<w:p>{}</w:p>", run(text))
}

/// A run of text; what begins with `<` is markup already.
pub fn run(text: &str) -> String {
    if text.starts_with('<') {
        text.to_owned()
    } else {
        format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", text.replace('&', "&amp;"))
    }
}

/// A table of lines whose cells are parted by `|`. A cell may begin with `{3}` (covers three columns), `{v}` (begins a merged cell), `{^}` (goes
/// on with the one above), `{#1}` (an item of list 1).
pub fn table(lines: &[&str]) -> String {
    format!("<w:tbl>{}</w:tbl>", lines.iter().map(|line| row(line)).collect::<String>())
}

fn row(line: &str) -> String {
    format!("<w:tr>{}</w:tr>", line.split('|').map(|text| cell(text.trim())).collect::<String>())
}

fn cell(text: &str) -> String {
    let (mark, text) = text.strip_prefix('{').and_then(|rest| rest.split_once('}')).unwrap_or(("", text));
    let properties = match mark {
        "" => String::new(),
        "v" => "<w:vMerge w:val=\"restart\"/>".to_owned(),
        "^" => "<w:vMerge/>".to_owned(),
        list if list.starts_with('#') => {
            let list = format!("<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{}\"/></w:numPr></w:pPr>", &list[1..]);
            return format!("<w:tc><w:p>{list}{}</w:p></w:tc>", run(text));
        }
        span => format!("<w:gridSpan w:val=\"{span}\"/>"),
    };
    let paragraphs: String = text.split('\n').map(paragraph).collect();
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs}</w:tc>")
}
