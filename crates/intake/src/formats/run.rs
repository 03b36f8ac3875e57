//! A run of marks: pupils of one class of one school in one school year, as the journals and summary sheets give them.

use jiff::civil::Date;
use records::dataset::{ClassId, EntryRow, JournalMark, MarkRow, Period, PersonId, SchoolId, SubjectId};
use records::provenance::{Place, Problem, Severity, SourceId};
use records::text::Text;
use records::vocabulary::SchoolYear;

use super::asked;
use super::marks::{self, PeriodCell};
use crate::draft::Draft;
use crate::grid::Row;
use crate::limits;
use crate::names::{Sealed, SealedName};

/// What holds for every row of the run.
pub(super) struct Run<'s> {
    sheet: &'s str,
    source: SourceId,
    school_key: &'s str,
    class_name: &'s str,
    school: SchoolId,
    class: ClassId,
    grade: u8,
    year: SchoolYear,
}

/// A period mark with what stands beside it.
pub(super) struct Kept<'s> {
    pub subject: &'s str,
    pub period: Period,
    pub mark: JournalMark,
    pub average: Option<f64>,
    pub count: Option<u16>,
}

impl<'s> Run<'s> {
    /// Opens the run; None where the class does not begin with a grade.
    pub(super) fn open(
        sheet: &'s str,
        source: SourceId,
        (school_key, class_name): (&'s str, &'s str),
        year: SchoolYear,
        draft: &mut Draft<'_>,
    ) -> Option<Self> {
        let grade = asked::grade_of_class(class_name)?;
        let (school, class) = (draft.school(school_key), draft.class(class_name));
        Some(Self { sheet, source, school_key, class_name, school, class, grade, year })
    }

    /// The pupil of a row; `once` = a pupil has one row only in such a table.
    pub(super) fn person(&self, name: SealedName, row: u32, once: bool, draft: &mut Draft<'_>) -> PersonId {
        let place = draft.place(self.sheet, Some(row), None);
        let label = self.class_name.chars().any(char::is_alphabetic).then(|| self.class_name.to_owned());
        let (school, grade, year) = (self.school_key.to_owned(), self.grade, self.year);
        draft.person_sealed(Sealed { name, school, class: label, grade, year, place, once })
    }

    /// The mark in the cell of a period; what is none is told.
    pub(super) fn period_mark(&self, row: &Row, column: u32, draft: &mut Draft<'_>) -> Option<JournalMark> {
        let found = row.words(column);
        match marks::period_cell(&found) {
            PeriodCell::Mark(mark) => Some(mark),
            PeriodCell::Empty => None,
            PeriodCell::Unknown => {
                draft.problem(unknown_mark(draft.place(self.sheet, Some(row.index), Some(column)), &found));
                None
            }
        }
    }

    /// Keeps a period mark.
    pub(super) fn keep(&self, person: PersonId, kept: &Kept<'_>, row: u32, draft: &mut Draft<'_>) {
        let (subject, origin) = (draft.subject(kept.subject), draft.origin(self.source, row));
        draft.data.marks.push(MarkRow {
            person,
            school: self.school,
            class: self.class,
            subject,
            year: self.year,
            period: kept.period,
            mark: kept.mark,
            teacher: None,
            average: kept.average,
            count: kept.count,
            origin,
        });
    }

    /// Keeps a current mark of a day: the day, the mark (None = an absence or a remark), its weight.
    pub(super) fn keep_entry(
        &self,
        person: PersonId,
        subject: SubjectId,
        (date, mark, weight): (Option<Date>, Option<JournalMark>, u8),
        row: u32,
        draft: &mut Draft<'_>,
    ) {
        let origin = draft.origin(self.source, row);
        let (school, class, year) = (self.school, self.class, self.year);
        draft.data.entries.push(EntryRow { person, school, class, subject, year, date, mark, weight, origin });
    }
}

/// Adds a row to the preview, under its header; the name is sealed.
pub(super) fn preview(header: impl FnOnce() -> Vec<String>, cells: impl FnOnce() -> Vec<String>, draft: &mut Draft<'_>) {
    let with = |first: &str, rest: Vec<String>| std::iter::once(first.to_owned()).chain(rest).collect();
    if draft.preview.is_empty() {
        draft.preview.push(with("Ученик", header()));
    }
    if draft.preview.len() <= limits::PREVIEW_ROWS {
        draft.preview.push(with(asked::SEALED, cells()));
    }
}

/// A cell of a period that holds no mark.
fn unknown_mark(place: Place, found: &str) -> Problem {
    Problem {
        code: "mark-not-read",
        severity: Severity::Warning,
        place,
        found: token_only(found),
        what: Text::new(
            "В ячейке отметки за период стоит что-то другое; отметка не прочитана.",
            "The cell of a period mark holds something else; the mark was not read.",
        ),
        mend: Text::new(
            "Отметка за период — одна: 1–5, н/а, осв., зач. или незач.",
            "A period mark is one of 1–5, н/а, осв., зач., незач.",
        ),
    }
}

/// Short tokens are repeated, longer words are not: in a shifted table they may be somebody's name.
pub(super) fn token_only(found: &str) -> String {
    if found.chars().filter(|c| c.is_alphabetic()).count() <= 2 { found.to_owned() } else { asked::number_only(found) }
}
