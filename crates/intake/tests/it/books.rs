//! Small workbooks from text: a row per line, cells between `|`; `~` before a row hides it, a cell `=` is a formula without a stored value.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use intake::Input;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// A workbook of sheets: name and rows.
pub fn xlsx(file: &str, sheets: &[(&str, &str)]) -> Input {
    let (mut listed, mut related) = (String::new(), String::new());
    for (at, (name, _)) in sheets.iter().enumerate() {
        let id = at + 1;
        let _ = write!(listed, "<sheet name=\"{name}\" sheetId=\"{id}\" r:id=\"r{id}\"/>");
        let _ = write!(related, "<Relationship Id=\"r{id}\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/sheet{id}.xml\"/>");
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, text: &str| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    put(
        "_rels/.rels",
        &format!(
            "<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"r1\" Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    );
    put("xl/workbook.xml", &format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><sheets>{listed}</sheets></workbook>"));
    put("xl/_rels/workbook.xml.rels", &format!("<Relationships xmlns=\"{PACKAGE}\">{related}</Relationships>"));
    for (at, (_, rows)) in sheets.iter().enumerate() {
        put(&format!("xl/worksheets/sheet{}.xml", at + 1), &sheet(rows));
    }
    Input { name: file.to_owned(), bytes: zip.finish().unwrap().into_inner() }
}

fn sheet(rows: &str) -> String {
    let mut xml = format!("<worksheet xmlns=\"{MAIN}\"><sheetData>");
    for (at, line) in rows.lines().enumerate() {
        let (hidden, line) = line.strip_prefix('~').map_or(("", line), |line| (" hidden=\"1\"", line));
        let _ = write!(xml, "<row r=\"{}\"{hidden}>", at + 1);
        for cell in line.split('|') {
            let _ = match cell {
                "" => write!(xml, "<c/>"),
                "=" => write!(xml, "<c><f>SUM(A1:B1)</f></c>"),
                number if number.parse::<f64>().is_ok() => write!(xml, "<c><v>{number}</v></c>"),
                text => write!(
                    xml,
                    "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                    text.replace('&', "&amp;").replace('<', "&lt;")
                ),
            };
        }
        xml.push_str("</row>");
    }
    xml.push_str("</sheetData></worksheet>");
    xml
}
