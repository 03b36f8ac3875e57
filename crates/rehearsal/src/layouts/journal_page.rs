//! Pages of a class journal as the exports show them: current marks made so that they add up to the journal's average.

use records::dataset::{ClassId, Dataset, JournalMark, MarkRow, Period, PersonId, SchoolId, SubjectId};
use records::vocabulary::SchoolYear;

use super::sheet::Cell;

/// A mark as it stands in a cell.
pub(super) fn token(mark: JournalMark) -> String {
    match mark {
        JournalMark::Mark(mark) => mark.to_string(),
        JournalMark::NotAttested => "н/а".into(),
        JournalMark::Released => "осв.".into(),
        JournalMark::Pass => "зач".into(),
        JournalMark::Fail => "незач".into(),
    }
}

/// A period mark as a cell: marks are numbers, words are words.
pub(super) fn period_cell(mark: JournalMark) -> Cell {
    match mark {
        JournalMark::Mark(mark) => Cell::from(mark),
        word => Cell::from(token(word)),
    }
}

/// Heading of a period.
pub(super) fn period_title(period: Period) -> String {
    match period {
        Period::Quarter(n) => format!("{n} четверть"),
        Period::Trimester(n) => format!("{n} триместр"),
        Period::Half(n) => format!("{n} полугодие"),
        Period::Interim => "Промежуточная аттестация".into(),
        Period::Year => "Годовая".into(),
        Period::Final => "Итоговая".into(),
    }
}

/// Rows of marks of one class and year.
pub(super) fn of_class(data: &Dataset, school: SchoolId, class: ClassId, year: SchoolYear) -> Vec<&MarkRow> {
    data.marks.iter().filter(|row| row.school == school && row.class == class && row.year == year).collect()
}

/// Pupils of some rows in order of appearance.
pub(super) fn people(rows: &[&MarkRow]) -> Vec<PersonId> {
    let mut people: Vec<PersonId> = rows.iter().map(|row| row.person).collect();
    people.sort_unstable();
    people.dedup();
    people
}

/// Subjects of some rows in order of appearance.
pub(super) fn subjects(rows: &[&MarkRow]) -> Vec<SubjectId> {
    let mut subjects = Vec::new();
    for row in rows {
        if !subjects.contains(&row.subject) {
            subjects.push(row.subject);
        }
    }
    subjects
}

/// `count` marks 2–5 whose mean is nearest to `average`, spread evenly over the period.
pub(super) fn current_marks(average: f64, count: u16) -> Vec<u8> {
    let total = (average * f64::from(count)).round() as u32;
    let count = u32::from(count);
    let marks = (0..count).map(|n| ((n + 1) * total / count.max(1) - n * total / count.max(1)).clamp(2, 5) as u8);
    marks.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn current_marks_have_the_average_they_were_made_for() {
        for (average, count) in [(3.73, 15_u16), (4.5, 8), (2.0, 9), (5.0, 12)] {
            let marks = current_marks(average, count);
            let mean = marks.iter().map(|&mark| f64::from(mark)).sum::<f64>() / f64::from(count);
            assert!((mean - average).abs() < 0.05, "{average}: {mean}");
        }
    }
}
