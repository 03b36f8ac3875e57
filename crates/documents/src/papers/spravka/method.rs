//! The methodology in short. The whole of it, with formulas, examples and sources, is a chapter of `report.html`.

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
    let note = sheet.head(papers::method_more);
    sheet.paper.note(note);
}
