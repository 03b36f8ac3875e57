//! `questions.csv`: what the program would not guess. The last column is for the answer; the file is read back with `--answers`.

use records::provenance::Question;

use super::cells::{document as csv, text};
use crate::Material;
use crate::document::{Document, DocumentsError};

pub(super) const HEAD: [&str; 12] =
    ["key", "file", "sheet", "row", "column", "question_ru", "question_en", "choices", "proposed", "until_ru", "until_en", "answer"];

pub(super) fn document(material: &Material<'_>) -> Result<Document, DocumentsError> {
    csv("questions.csv", &HEAD, material.questions.iter().map(row))
}

fn row(question: &Question) -> Vec<String> {
    let counted = |index: Option<u32>| index.map_or(String::new(), |index| (u64::from(index) + 1).to_string());
    vec![
        text(&question.key),
        text(&question.place.file),
        text(question.place.sheet.as_deref().unwrap_or_default()),
        counted(question.place.row),
        question.place.column.map_or(String::new(), records::provenance::column_letters),
        text(&question.ask.ru),
        text(&question.ask.en),
        text(&question.choices.join(" | ")),
        text(question.proposed.as_deref().unwrap_or_default()),
        text(&question.until.ru),
        text(&question.until.en),
        String::new(),
    ]
}
