//! Units that are not result sets: honours, period marks, steps between measures, variants. One sentence, one figure, innocent causes.

use records::study::UnitReading;
use words::{papers, report};

use super::super::paper::Column;
use super::Sheet;
use crate::unit_readings::{answer, clarity, look};

/// Rows of one indicator; all of them stand in `units.csv`.
const ROWS: usize = 8;

/// Writes the section; nothing where no unit answered.
pub(super) fn write(sheet: &mut Sheet) {
    let study = sheet.study;
    let answered: Vec<&UnitReading> = study.other_units.iter().filter(|reading| answer(reading).is_some()).collect();
    if answered.is_empty() {
        return;
    }
    let title = sheet.head(papers::units);
    sheet.paper.heading(1, title);
    let how = sheet.head(report::units_how);
    sheet.paper.text(how);
    for group in answered.chunk_by(|a, b| a.indicator == b.indicator) {
        one(sheet, group);
    }
}

fn one(sheet: &mut Sheet, group: &[&UnitReading]) {
    let Some((first, reading)) = leading(group).and_then(|first| Some((first, answer(first)?))) else { return };
    let card = sheet.study.cards.find(first.indicator);
    let lang = sheet.material.lang;
    let title = card.map_or(first.indicator, |card| card.title.in_lang(lang)).to_owned();
    sheet.paper.heading(2, title);
    let lead = format!("{}: {}", named(sheet, first), sheet.say(&reading.explanation));
    sheet.paper.lead(lead);
    let worth = group.iter().any(|reading| look(sheet.study, reading));
    if let Some(figure) = reading.figures.first().filter(|_| worth) {
        sheet.figure(figure);
    }
    table(sheet, group);
    if let Some(card) = card.filter(|_| worth || group.len() == 1) {
        let causes: Vec<&str> = card.innocent.iter().map(|cause| cause.in_lang(lang)).collect();
        let note = format!("{}: {}.", sheet.head(papers::innocent), causes.join("; "));
        sheet.paper.note(note);
    }
}

fn named(sheet: &Sheet, reading: &UnitReading) -> String {
    crate::unit_readings::title(sheet.study, reading, sheet.schools > 1, sheet.material.lang)
}

/// The clearest of the group; without a test the one whose effect leaves its interval furthest behind.
fn leading<'g, 'a>(group: &'g [&'a UnitReading]) -> Option<&'g &'a UnitReading> {
    group.iter().reduce(|best, next| if clarity(next) > clarity(best) { next } else { best })
}

/// Those worth a look; of a few all.
fn table(sheet: &mut Sheet, group: &[&UnitReading]) {
    let study = sheet.study;
    let all = group.len() <= ROWS;
    let chosen: Vec<&&UnitReading> = group.iter().filter(|reading| all || look(study, reading)).collect();
    // One alone has just been told.
    if chosen.len() > 1 {
        let columns = vec![Column::words(sheet.head(papers::col_unit), 5), Column::words(sheet.head(papers::col_explanation), 11)];
        let row = |reading: &&&UnitReading| Some(vec![named(sheet, reading), sheet.say(&answer(reading)?.explanation)]);
        let rows = chosen.iter().take(ROWS).filter_map(row).collect();
        sheet.paper.table("", columns, rows);
    }
    if !all {
        let note = papers::units_cut(sheet.lang, group.len(), chosen.len());
        sheet.paper.note(note);
    }
}
