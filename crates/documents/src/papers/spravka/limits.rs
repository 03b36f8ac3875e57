//! What limits the conclusions: reference data, what was not read whole, what is open.

use records::provenance::Severity;
use words::papers;

use super::super::paper::Column;
use super::Sheet;

/// Most problems and questions listed in the paper.
const LISTED: usize = 10;

/// Writes the section.
pub(super) fn write(sheet: &mut Sheet) {
    let title = sheet.head(papers::limits);
    sheet.paper.heading(1, title);
    let text = sheet.head(papers::limits_text);
    sheet.paper.text(text);
    let references: Vec<String> = sheet.study.references.iter().map(|used| sheet.say(&used.note)).collect();
    sheet.paper.note(references.join("; "));
    // Places in files name classes and what people wrote.
    if !sheet.outside {
        problems(sheet);
        questions(sheet);
    }
}

fn problems(sheet: &mut Sheet) {
    let worth: Vec<_> = sheet.material.problems.iter().filter(|problem| problem.severity != Severity::Note).collect();
    let columns = vec![
        Column::words(sheet.head(papers::col_place), 5),
        Column::words(sheet.head(papers::col_what), 6),
        Column::words(sheet.head(papers::col_mend), 6),
    ];
    let rows =
        worth.iter().take(LISTED).map(|problem| vec![place(&problem.place), sheet.say(&problem.what), sheet.say(&problem.mend)]).collect();
    let title = papers::table_problems(sheet.lang, worth.len());
    sheet.paper.table(title, columns, rows);
}

fn questions(sheet: &mut Sheet) {
    let columns = vec![
        Column::words(sheet.head(papers::col_place), 5),
        Column::words(sheet.head(papers::col_ask), 8),
        Column::words(sheet.head(papers::col_proposed), 4),
    ];
    let open = sheet.material.questions;
    let rows = open
        .iter()
        .take(LISTED)
        .map(|question| vec![place(&question.place), sheet.say(&question.ask), question.proposed.clone().unwrap_or_default()])
        .collect();
    let title = papers::table_questions(sheet.lang, open.len());
    sheet.paper.table(title, columns, rows);
}

/// File, sheet, cell.
fn place(place: &records::provenance::Place) -> String {
    let row = place.row.map(|row| (u64::from(row) + 1).to_string());
    [Some(place.file.clone()), place.sheet.clone(), place.cell().or(row)].into_iter().flatten().collect::<Vec<_>>().join(", ")
}
