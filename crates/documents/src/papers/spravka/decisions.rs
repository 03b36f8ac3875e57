//! The last sections: decisions to be written by people, the methodology in short, what limits the conclusions.

use records::provenance::Severity;
use words::papers;

use super::super::paper::Column;
use super::Sheet;

/// Most problems and questions listed in the paper.
const LISTED: usize = 25;

/// Writes the sections.
pub(super) fn write(sheet: &mut Sheet) {
    decisions(sheet);
    super::method::write(sheet);
    limits(sheet);
}

/// A table to fill: the measures are proposals of the cards behind what was seen, the rest is left to the people responsible.
fn decisions(sheet: &mut Sheet) {
    let title = sheet.head(papers::decisions);
    sheet.paper.heading(1, title);
    let intro = sheet.head(papers::decisions_text);
    sheet.paper.text(intro);
    let lang = sheet.material.lang;
    let leading: std::collections::BTreeSet<&str> = sheet.study.sets.iter().filter(|set| set.look).filter_map(|set| set.leading).collect();
    let mut measures: Vec<String> = Vec::new();
    for card in leading.iter().filter_map(|id| sheet.study.cards.find(id)) {
        for measure in card.measures {
            let measure = measure.in_lang(lang).to_owned();
            if !measures.contains(&measure) {
                measures.push(measure);
            }
        }
    }
    measures.extend(std::iter::repeat_n(String::new(), 4));
    let columns = [papers::col_measure, papers::col_deadline, papers::col_responsible, papers::col_result, papers::col_done];
    let weights = [6, 2, 3, 4, 3];
    let columns = columns.iter().zip(weights).map(|(key, weight)| Column::words(sheet.head(*key), weight)).collect();
    let rows = measures.into_iter().map(|measure| vec![measure, String::new(), String::new(), String::new(), String::new()]).collect();
    let title = sheet.head(papers::table_decisions);
    sheet.paper.table(title, columns, rows);
    let sign = sheet.head(papers::signature);
    sheet.paper.text(sign);
}

fn limits(sheet: &mut Sheet) {
    let title = sheet.head(papers::limits);
    sheet.paper.heading(1, title);
    let text = sheet.head(papers::limits_text);
    sheet.paper.text(text);
    let references = sheet.study.references.iter().map(|used| sheet.say(&used.note)).collect();
    sheet.paper.list(references);
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
