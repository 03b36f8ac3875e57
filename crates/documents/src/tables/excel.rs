//! The tables once more for Excel as set up in Russia: it opens a double-clicked CSV as columns only where they are parted by `;`, and takes
//! numbers only with a comma.

use crate::document::{Document, DocumentsError};

/// Folder of the twins; a twin has the name of its table.
pub const FOLDER: &str = "excel";

/// Columns that hold digits and are no numbers: a class, an item «10.1», a version stay as they are.
const NAMES: [&str; 13] =
    ["school", "class", "subject", "procedure", "item", "participant", "variant", "version", "year", "period", "from", "to", "row"];

/// The twin of every CSV among the documents, in their order.
///
/// # Errors
/// [`DocumentsError`] where a table cannot be read back or written.
pub fn twins(documents: &[Document]) -> Result<Vec<Document>, DocumentsError> {
    documents.iter().filter(|document| document.name.ends_with(".csv")).map(twin).collect()
}

fn twin(table: &Document) -> Result<Document, DocumentsError> {
    let failed = |error: &dyn std::fmt::Display| DocumentsError::Table { name: table.name.clone(), reason: error.to_string() };
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(super::cells::unmarked(&table.bytes));
    let terminator = csv::Terminator::CRLF;
    let mut writer = csv::WriterBuilder::new().delimiter(b';').terminator(terminator).from_writer(super::cells::MARK.as_bytes().to_vec());
    let mut names: Option<Vec<bool>> = None;
    for row in reader.records() {
        let row = row.map_err(|error| failed(&error))?;
        let Some(names) = &names else {
            names = Some(row.iter().map(|head| NAMES.contains(&head)).collect());
            writer.write_record(&row).map_err(|error| failed(&error))?;
            continue;
        };
        let cells = row.iter().zip(names).map(|(cell, name)| if *name { cell.to_owned() } else { number(cell) });
        writer.write_record(cells).map_err(|error| failed(&error))?;
    }
    let bytes = writer.into_inner().map_err(|error| failed(&error))?;
    Ok(Document { name: format!("{FOLDER}/{}", table.name), bytes })
}

/// A number with a comma; anything else as it is.
fn number(cell: &str) -> String {
    let is = cell.contains('.') && cell.starts_with(|c: char| c.is_ascii_digit() || c == '-') && cell.parse::<f64>().is_ok();
    if is { cell.replace('.', ",") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_a_comma_and_names_keep_their_points() {
        let rows = [["10.1", "0.25", "слова; и точка.", "-1.5e-7"], ["2", "", "12.5 балла", "3"]];
        let rows = rows.map(|row| row.map(str::to_owned).to_vec());
        let table = super::super::csv_document("items.csv", &["item", "effect", "reason_ru", "p"], rows).unwrap();
        let twins = twins(&[table, Document { name: "report.html".into(), bytes: Vec::new() }]).unwrap();
        assert_eq!(twins.len(), 1);
        assert_eq!(twins[0].name, "excel/items.csv");
        let text = String::from_utf8(twins[0].bytes.clone()).unwrap();
        let expected = "\u{feff}item;effect;reason_ru;p\r\n10.1;0,25;\"слова; и точка.\";-1,5e-7\r\n2;;12.5 балла;3\r\n";
        assert_eq!(text, expected);
    }

    /// Every table of an analysis has its twin with as many rows and columns.
    #[test]
    fn every_table_has_its_twin() {
        let sample = crate::sample::sample();
        let tables = super::super::all(&sample.material(records::text::Lang::Ru)).unwrap();
        let twins = twins(&tables).unwrap();
        let csvs: Vec<&Document> = tables.iter().filter(|table| table.name.ends_with(".csv")).collect();
        assert_eq!(twins.len(), csvs.len());
        let count = |bytes: &[u8], delimiter| {
            let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(bytes);
            reader.records().map(|row| row.unwrap().len()).collect::<Vec<_>>()
        };
        for (table, twin) in csvs.iter().zip(&twins) {
            assert!(table.bytes.starts_with("\u{feff}".as_bytes()), "{}: Excel would take it for cp1251", table.name);
            assert_eq!(count(&table.bytes, b','), count(&twin.bytes, b';'), "{}", table.name);
        }
    }
}
