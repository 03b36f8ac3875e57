//! Section 8: the methodology in short. The whole of it, with formulas, examples and sources, is a chapter of `report.html`.

use super::super::paper::Column;
use super::Sheet;
use words::{papers, report};

/// Writes the section.
pub(super) fn write(sheet: &mut Sheet) {
    let title = sheet.head(papers::method);
    sheet.paper.heading(1, title);
    let steps = [
        report::methodology_opening,
        report::methodology_step_2,
        report::methodology_step_3,
        report::methodology_step_4,
        report::methodology_step_5,
    ];
    let said = steps.map(|key| sheet.head(key)).join(" ");
    sheet.paper.text(said);
    let registration = sheet.say(&sheet.material.study.registration.sentence());
    sheet.paper.text(registration);
    let lang = sheet.material.lang;
    let columns = vec![Column::words(sheet.head(papers::col_indicator), 4), Column::words(sheet.head(papers::col_question), 11)];
    let row = |card: &'static records::card::Card| vec![card.title.in_lang(lang).to_owned(), card.question.in_lang(lang).to_owned()];
    sheet.paper.table("", columns, sheet.study.cards.all().map(row).collect());
    let note = sheet.head(papers::method_more);
    sheet.paper.note(note);
}
