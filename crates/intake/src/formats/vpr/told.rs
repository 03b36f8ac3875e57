//! What is told of a table of pupils as a whole: its items, its maximum, its day, the columns that were not read.

use records::dataset::Item;
use records::text::Text;

use super::title::Title;
use crate::draft::Draft;
use crate::grid::Sheet;
use crate::template::{Header, Template};

pub(super) fn no_items(sheet: &Sheet, header: &Header, draft: &mut Draft<'_>) {
    let what = Text::new("Ни одного столбца с заданием: заголовки вида «1 (2б)» не найдены.", "No item column: no heading like «1 (2б)».");
    let mend = Text::new("Верните заголовки заданий, как в форме.", "Put the headings of items back as in the form.");
    draft.refuse("items-missing", draft.place(&sheet.name, Some(header.row), None), "", what, mend);
}

pub(super) fn details(title: Option<&Title>, items: &[(Item, u32)], draft: &mut Draft<'_>) {
    let mut tell = |ru: &str, en: &str, value: String| {
        let label = Text::new(ru, en);
        if !draft.details.iter().any(|(known, _)| *known == label) {
            draft.details.push((label, value));
        }
    };
    if let Some(title) = title {
        tell("предмет", "subject", title.subject.clone());
        tell("класс", "grade", title.grade.to_string());
        tell("год", "year", title.year.to_string());
        if let Some(date) = title.date {
            tell("дата", "date", date.to_string());
        }
    }
    tell("заданий", "items", items.len().to_string());
    tell("максимум", "maximum", items.iter().map(|(item, _)| u32::from(item.max)).sum::<u32>().to_string());
}

/// Columns whose headings say nothing to the reader: named, so that a mark under other words is not lost unseen.
pub(super) fn strangers(template: &Template, sheet: &Sheet, header: &Header, items: &[(Item, u32)], draft: &mut Draft<'_>) {
    for column in template.strangers(sheet, header, |column| items.iter().any(|(_, known)| *known == column)) {
        let heading = sheet.row(header.row).map(|row| row.words(column)).unwrap_or_default();
        let what = Text::new("Заголовок столбца незнаком: столбец не прочитан.", "The heading is not known: the column was not read.");
        draft.note("column-not-read", draft.place(&sheet.name, Some(header.row), Some(column)), heading, what);
    }
}

pub(super) fn day(date: jiff::civil::Date, year: i16, sheet: &Sheet, draft: &mut Draft<'_>) {
    let what = Text::new(
        format!("В названии работы {year} год, а день работы — {date}: взят год из названия."),
        format!("The title of the work says {year}, its day is {date}: the year of the title was taken."),
    );
    let mend = Text::new("Исправьте день или название.", "Mend the day or the title.");
    draft.warn("day-and-title-differ", draft.place(&sheet.name, None, None), date.to_string(), what, mend);
}

pub(super) fn max(stated: u16, max: u16, sheet: &Sheet, draft: &mut Draft<'_>) {
    let what = Text::new(
        format!("В шапке указан максимум {stated}, а сумма по заданиям {max}: взята сумма."),
        format!("The heading gives a maximum of {stated}, the items add up to {max}: the sum was taken."),
    );
    let mend = Text::new("Проверьте, все ли столбцы заданий на месте.", "Check that every item column is there.");
    draft.warn("maximum-differs", draft.place(&sheet.name, None, None), stated.to_string(), what, mend);
}
