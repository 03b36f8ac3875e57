//! «ЭлЖур», the journal page of a class and subject: a real BIFF `.xls`; first column pupils, marks from the fourth row, the mark of the quarter last.
//! Written from the description of the layout, no real file was at hand.

use records::dataset::{ClassId, Dataset, MarkRow, Period, SchoolId, SubjectId};
use records::vocabulary::SchoolYear;

use super::biff::xls;
use super::journal_page::{current_marks, of_class, period_cell};
use super::sheet::{Cell, Sheet, row};
use super::{LayoutError, Names};

/// Writes the page of one class, subject and quarter: one current mark per column.
///
/// # Errors
/// The class has no marks in that quarter, or the file cannot be written.
pub fn write(
    data: &Dataset,
    (school, class): (SchoolId, ClassId),
    subject: SubjectId,
    (year, quarter): (SchoolYear, u8),
    names: &Names,
) -> Result<Vec<u8>, LayoutError> {
    let of_page = |row: &&MarkRow| row.subject == subject && row.period == Period::Quarter(quarter);
    let mut marks: Vec<(String, &MarkRow)> =
        of_class(data, school, class, year).into_iter().filter(of_page).map(|row| (names.whole(row.person), row)).collect();
    if marks.is_empty() {
        return Err(LayoutError::Missing("отметки класса / marks of the class"));
    }
    marks.sort_by(|a, b| a.0.cmp(&b.0));
    let width = marks.iter().filter_map(|(_, row)| row.count).max().unwrap_or(0);
    let mut head = row!["Ученик"];
    head.extend((1..=width).map(Cell::from));
    head.push(Cell::from(format!("{quarter} четверть")));
    let mut rows = vec![
        row![format!("Учебный год: {year}")],
        row![format!("Класс: {}", data.class_names.name(class.0)), format!("Предмет: {}", data.subject_names.name(subject.0))],
        head,
    ];
    for (name, mark) in marks {
        let mut cells = row![name];
        let current = mark.average.map(|average| current_marks(average, mark.count.unwrap_or(1))).unwrap_or_default();
        cells.extend(current.into_iter().map(Cell::from));
        cells.resize(usize::from(width) + 1, Cell::Empty);
        cells.push(period_cell(mark.mark));
        rows.push(cells);
    }
    xls(&[Sheet::new("Журнал", rows)])
}
