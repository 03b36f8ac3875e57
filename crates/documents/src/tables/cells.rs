//! One cell of a CSV table: numbers with a point and every digit, texts that no spreadsheet takes for a formula.

use crate::document::{Document, DocumentsError};

/// A number with the digits that give the same bits back; empty where there is none.
pub(super) fn number(value: Option<f64>) -> String {
    match value {
        Some(value) if value.is_finite() => {
            let text = format!("{value:?}");
            let text = text.strip_suffix(".0").unwrap_or(&text);
            if text == "-0" { "0".to_owned() } else { text.to_owned() }
        }
        _ => String::new(),
    }
}

/// A text cell: a beginning that spreadsheets read as a formula is put behind an apostrophe; line breaks become spaces.
pub fn text(value: &str) -> String {
    let flat: String = value.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }).collect();
    let risky = value.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if risky { format!("'{}", flat.trim_start_matches([' '])) } else { flat }
}

/// 1 or 0.
pub(super) fn flag(value: bool) -> String {
    if value { "1".to_owned() } else { "0".to_owned() }
}

/// Mark of UTF-8: without it Excel takes a table for cp1251.
pub(super) const MARK: &str = "\u{feff}";

/// A table without its mark.
pub(super) fn unmarked(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(MARK.as_bytes()).unwrap_or(bytes)
}

/// A CSV document: comma, quotes where needed, lines end in LF, UTF-8 with its mark.
pub fn document(name: &str, head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> Result<Document, DocumentsError> {
    let mut writer = csv::Writer::from_writer(MARK.as_bytes().to_vec());
    let failed = |error: &dyn std::fmt::Display| DocumentsError::Table { name: name.to_owned(), reason: error.to_string() };
    writer.write_record(head).map_err(|error| failed(&error))?;
    for row in rows {
        writer.write_record(&row).map_err(|error| failed(&error))?;
    }
    let bytes = writer.into_inner().map_err(|error| failed(&error))?;
    Ok(Document { name: name.to_owned(), bytes })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Promise B12: the payload list times a text column gives no formula, numbers stay numbers.
    #[test]
    fn no_text_is_a_formula() {
        for payload in ["=1+1", "+7 900", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "=cmd|' /C calc'!A0", "=HYPERLINK(\"x\")"] {
            let cell = text(payload);
            assert!(cell.starts_with('\''), "{payload:?} -> {cell:?}");
            assert!(!cell.contains(['\r', '\n']));
        }
        assert_eq!(text("5А"), "5А");
        assert_eq!(text("a - b = c"), "a - b = c");
        assert_eq!(number(Some(-1.5)), "-1.5");
    }

    #[test]
    fn numbers_keep_every_digit_and_refusals_are_empty() {
        assert_eq!(number(Some(0.1 + 0.2)), "0.30000000000000004");
        assert_eq!(number(Some(3.0)), "3");
        assert_eq!(number(Some(-0.0)), "0");
        assert_eq!(number(Some(1e-12)), "1e-12");
        assert_eq!(number(None), "");
        assert_eq!(number(Some(f64::NAN)), "");
    }
}
