//! The last sections: decisions to be written by people, the methodology in short, what limits the conclusions.

use records::provenance::Severity;

use super::super::paper::Column;
use super::Sheet;

/// Most problems and questions listed in the paper.
const LISTED: usize = 25;

/// Writes the sections.
pub fn write(sheet: &mut Sheet) {
    decisions(sheet);
    super::method::write(sheet);
    limits(sheet);
}

/// A table to fill: the measures are proposals of the cards behind what was seen, the rest is left to the people responsible.
fn decisions(sheet: &mut Sheet) {
    let title = sheet.head("paper-decisions");
    sheet.paper.page(1, title);
    let intro = sheet.head("paper-decisions-text");
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
    let columns = ["col-measure", "col-deadline", "col-responsible", "col-result", "col-done"];
    let weights = [6, 2, 3, 4, 3];
    let columns = columns.iter().zip(weights).map(|(key, weight)| Column::words(sheet.head(key), weight)).collect();
    let rows = measures.into_iter().map(|measure| vec![measure, String::new(), String::new(), String::new(), String::new()]).collect();
    let title = sheet.head("table-decisions");
    sheet.paper.table(title, columns, rows);
    let sign = sheet.head("paper-signature");
    sheet.paper.text(sign);
}

fn limits(sheet: &mut Sheet) {
    let title = sheet.head("paper-limits");
    sheet.paper.heading(1, title);
    let text = sheet.head("paper-limits-text");
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
    let columns =
        vec![Column::words(sheet.head("col-place"), 5), Column::words(sheet.head("col-what"), 6), Column::words(sheet.head("col-mend"), 6)];
    let rows =
        worth.iter().take(LISTED).map(|problem| vec![place(&problem.place), sheet.say(&problem.what), sheet.say(&problem.mend)]).collect();
    let title = sheet.words.with("table-problems", [("n", worth.len().into())]);
    sheet.paper.table(title, columns, rows);
}

fn questions(sheet: &mut Sheet) {
    let columns = vec![
        Column::words(sheet.head("col-place"), 5),
        Column::words(sheet.head("col-ask"), 8),
        Column::words(sheet.head("col-proposed"), 4),
    ];
    let open = sheet.material.questions;
    let rows = open
        .iter()
        .take(LISTED)
        .map(|question| vec![place(&question.place), sheet.say(&question.ask), question.proposed.clone().unwrap_or_default()])
        .collect();
    let title = sheet.words.with("table-questions", [("n", open.len().into())]);
    sheet.paper.table(title, columns, rows);
}

/// File, sheet, cell.
fn place(place: &records::provenance::Place) -> String {
    let row = place.row.map(|row| (u64::from(row) + 1).to_string());
    [Some(place.file.clone()), place.sheet.clone(), place.cell().or(row)].into_iter().flatten().collect::<Vec<_>>().join(", ")
}
