//! Сводная ведомость учёта успеваемости: pupils down, subjects across, under every subject its periods.

use jiff::civil::Date;
use records::dataset::{ClassId, Dataset, MarkRow, Period, PersonId, SchoolId, SubjectId};
use records::vocabulary::SchoolYear;

use super::journal_page::{of_class, people, period_cell, period_title, subjects};
use super::sheet::{Cell, Sheet, row, xlsx};
use super::{LayoutError, Names};

/// Writes the sheet of one class and year.
///
/// # Errors
/// The class has no marks, or the workbook cannot be written.
pub fn write(data: &Dataset, school: SchoolId, class: ClassId, year: SchoolYear, names: &Names, day: Date) -> Result<Vec<u8>, LayoutError> {
    let marks = of_class(data, school, class, year);
    if marks.is_empty() {
        return Err(LayoutError::Missing("отметки класса / marks of the class"));
    }
    let columns = columns(&marks);
    let class_name = data.class_names.name(class.0);
    let mut rows = vec![
        row!["Сводная ведомость учёта успеваемости обучающихся"],
        row!["Школа:", data.schools.get(school.0 as usize).map(|school| school.school.as_str())],
        row!["Класс:", class_name],
        row!["Учебный год:", year.to_string()],
        row![],
    ];
    rows.push(subject_row(data, &columns));
    rows.push(period_row(&columns));
    rows.extend(pupils(&marks, &columns, names));
    let mut sheet = Sheet::new(&format!("Сводная {class_name}"), rows);
    sheet.merged = merged(&columns);
    xlsx(&[sheet], day)
}

/// Subject and period of every column of marks.
fn columns(marks: &[&MarkRow]) -> Vec<(SubjectId, Period)> {
    let mut columns = Vec::new();
    for subject in subjects(marks) {
        let has = |period: &Period| marks.iter().any(|row| row.subject == subject && row.period == *period);
        columns.extend(Period::ALL.iter().copied().filter(has).map(|period| (subject, period)));
    }
    columns
}

fn subject_row(data: &Dataset, columns: &[(SubjectId, Period)]) -> Vec<Cell> {
    let mut cells = row!["№", "Ученик"];
    let mut last = None;
    for &(subject, _) in columns {
        cells.push(if last == Some(subject) { Cell::Empty } else { Cell::from(data.subject_names.name(subject.0)) });
        last = Some(subject);
    }
    cells
}

fn period_row(columns: &[(SubjectId, Period)]) -> Vec<Cell> {
    let mut cells = row!["", ""];
    cells.extend(columns.iter().map(|&(_, period)| Cell::from(period_title(period))));
    cells
}

/// Row of the subjects in the sheet.
const HEAD: u32 = 5;

fn merged(columns: &[(SubjectId, Period)]) -> Vec<(u32, u16, u32, u16)> {
    let mut spans: Vec<(u32, u16, u32, u16)> = Vec::new();
    let mut column = 2_u16;
    for group in columns.chunk_by(|a, b| a.0 == b.0) {
        let width = u16::try_from(group.len()).unwrap_or(1);
        if width > 1 {
            spans.push((HEAD, column, HEAD, column + width - 1));
        }
        column += width;
    }
    spans
}

fn pupils(marks: &[&MarkRow], columns: &[(SubjectId, Period)], names: &Names) -> Vec<Vec<Cell>> {
    let mut named: Vec<(String, PersonId)> = people(marks).into_iter().map(|person| (names.whole(person), person)).collect();
    named.sort();
    let row = |(index, (name, person)): (usize, &(String, PersonId))| {
        let mut cells = row![(index + 1) as f64, name.as_str()];
        for &(subject, period) in columns {
            let found = marks.iter().find(|row| row.person == *person && row.subject == subject && row.period == period);
            cells.push(found.map_or(Cell::Empty, |row| period_cell(row.mark)));
        }
        cells
    };
    named.iter().enumerate().map(row).collect()
}
