//! «ЭлЖур»: the page of a journal as a real BIFF `.xls`: first column the pupil, marks from the fourth row. Subject, class, year, period and the
//! column of the period mark are not known to stand anywhere: what the three rows above do not say with a label is asked.

use methodology::dataset::MarkRow;
use methodology::provenance::{Place, Question};
use methodology::text::{Phrase, Text};

use crate::formats::asked;
use crate::formats::labels::{Label, class_only, labels, subject_only};
use crate::formats::marks::{self, PeriodCell, Token};
use crate::formats::netcity::unknown_mark;
use crate::grid::{Book, BookKind, Row, Sheet};
use crate::layout::{Layout, Recognised};
use crate::names::{Sealed, SealedName};
use crate::{Draft, limits, text};
use methodology::provenance::column_letters;

/// Marks begin in the fourth row.
const FIRST_ROW: u32 = 3;
/// Answer that no column holds period marks.
const NONE: &str = "нет";

/// The layout.
pub struct Eljur;

impl Layout for Eljur {
    fn id(&self) -> &'static str {
        "eljur-journal"
    }

    fn title(&self) -> Phrase {
        Phrase { ru: "«ЭлЖур»: страница журнала", en: "“ЭлЖур” journal: a page of marks" }
    }

    fn from_description(&self) -> bool {
        true
    }

    fn recognise(&self, book: &Book) -> Option<Recognised> {
        let why = Text::new(
            "книга BIFF: в первом столбце имена, с четвёртой строки отметки",
            "a BIFF workbook: names in the first column, marks from the fourth row on",
        );
        (book.kind == BookKind::Xls && book.sheets.iter().any(is_page)).then(|| Recognised::new(40, why))
    }

    fn read(&self, book: &Book, draft: &mut Draft<'_>) {
        for sheet in book.sheets.iter().filter(|sheet| is_page(sheet)) {
            let said = |wanted: Label| {
                sheet
                    .rows
                    .iter()
                    .take_while(|row| row.index < FIRST_ROW)
                    .flat_map(labels)
                    .find(|(label, _)| *label == wanted)
                    .map(|(_, value)| value)
            };
            let school = said(Label::School).and_then(|value| asked::school_key(&value)).or_else(|| asked::school(draft));
            let year = said(Label::Year).and_then(|value| asked::year_in(&value)).or_else(|| asked::year(draft));
            let class = said(Label::Class).and_then(|value| class_only(&value)).or_else(|| asked::class(draft, &sheet.name));
            let subject = said(Label::Subject)
                .map(|value| subject_only(&value))
                .filter(|subject| !subject.is_empty())
                .or_else(|| ask_subject(draft, sheet));
            let column = ask_column(draft, sheet);
            let place = draft.place(&sheet.name, Some(FIRST_ROW), column.flatten());
            let period = if column == Some(None) { None } else { asked::period(draft, "", place) };
            draft.details.push((Text::new("Учеников", "Pupils"), rows_of(sheet).count().to_string()));
            let (Some(school), Some(year), Some(class), Some(subject)) = (&school, year, class, subject) else { continue };
            let (Some(Some(column)), Some(period)) = (column, period) else { continue };
            let columns = vec![("mark".to_owned(), column)];
            let source = draft.source(self, Some(&sheet.name), columns);
            for row in rows_of(sheet) {
                let Some((sealed, grade_class)) = person_of(row, sheet, school, &class, year, draft) else { continue };
                let found = row.words(column);
                let mark = match marks::period_cell(&found) {
                    PeriodCell::Mark(mark) => mark,
                    PeriodCell::Empty => continue,
                    PeriodCell::Unknown => {
                        draft.problem(unknown_mark(draft.place(&sheet.name, Some(row.index), Some(column)), &found));
                        continue;
                    }
                };
                let person = draft.person_sealed(sealed);
                let (school, class, subject) = (draft.school(school), draft.class(&grade_class), draft.subject(&subject));
                let count = count(row, column);
                let origin = draft.origin(source, row.index);
                draft.data.marks.push(MarkRow {
                    person,
                    school,
                    class,
                    subject,
                    year,
                    period,
                    mark,
                    teacher: None,
                    average: None,
                    count,
                    origin,
                });
                preview(&grade_class, &found, draft);
            }
        }
    }
}

/// Rows of pupils.
fn rows_of(sheet: &Sheet) -> impl Iterator<Item = &Row> {
    sheet.rows.iter().filter(|row| row.index >= FIRST_ROW && row.get(0).is_some() && !marks::is_total(&row.words(0)))
}

/// Whether most rows from the fourth on begin with a name and most other cells hold tokens of a journal.
fn is_page(sheet: &Sheet) -> bool {
    let (mut rows, mut names, mut filled, mut tokens) = (0_usize, 0_usize, 0_usize, 0_usize);
    for row in rows_of(sheet).take(200) {
        rows += 1;
        names += usize::from(looks_like_a_name(&row.words(0)));
        for (column, _) in row.cells.iter().filter(|(column, _)| *column > 0) {
            filled += 1;
            let cell = row.words(*column);
            tokens += usize::from(marks::current_cell(&cell).is_some() || text::number(&cell).is_some());
        }
    }
    rows > 0 && names * 5 >= rows * 4 && tokens > 0 && tokens * 5 >= filled * 3
}

/// Two words at least, each beginning with a capital: «Русский язык» is a subject, not a pupil.
fn looks_like_a_name(cell: &str) -> bool {
    let words: Vec<&str> = cell.split(' ').collect();
    words.len() >= 2 && words.iter().all(|word| word.chars().next().is_some_and(char::is_uppercase)) && SealedName::read(&[cell]).is_some()
}

fn ask_subject(draft: &mut Draft<'_>, sheet: &Sheet) -> Option<String> {
    let question = Question {
        key: asked::key("subject", draft, &sheet.name),
        place: draft.place(&sheet.name, None, None),
        ask: Text::new(
            "В странице журнала не указан предмет. Какой это предмет?",
            "The page of the journal does not state the subject. Which is it?",
        ),
        choices: Vec::new(),
        proposed: None,
        until: Text::new("Страница не прочитана.", "The page stays unread."),
    };
    draft.ask(question)
}

/// Column of the period mark: `Some(None)` = the user says there is none. The headings are not repeated: one may name a teacher.
fn ask_column(draft: &mut Draft<'_>, sheet: &Sheet) -> Option<Option<u32>> {
    let last = rows_of(sheet).filter_map(|row| row.cells.last()).map(|(column, _)| *column).max().unwrap_or(0);
    let letters: Vec<String> = (1..=last).map(column_letters).chain([NONE.to_owned()]).collect();
    let question = Question {
        key: asked::key("mark-column", draft, &sheet.name),
        place: draft.place(&sheet.name, Some(FIRST_ROW), None),
        ask: Text::new(
            "В каком столбце стоит отметка за период (буква столбца, как в Excel)?",
            "Which column holds the mark of the period (the letter Excel shows)?",
        ),
        choices: letters.clone(),
        proposed: None,
        until: Text::new("Страница не прочитана.", "The page stays unread."),
    };
    let answer = draft.ask(question)?;
    let at = letters.iter().position(|letter| *letter == answer)?;
    Some(u32::try_from(at + 1).ok().filter(|column| *column <= last))
}

fn person_of(
    row: &Row,
    sheet: &Sheet,
    school: &str,
    class: &str,
    year: methodology::words::SchoolYear,
    draft: &mut Draft<'_>,
) -> Option<(Sealed, String)> {
    let place: Place = draft.place(&sheet.name, Some(row.index), Some(0));
    let Some(name) = SealedName::read(&[&row.words(0)]) else {
        draft.problem(asked::name_not_read(place));
        return None;
    };
    let grade = asked::grade_of_class(class)?;
    let label = class.chars().any(char::is_alphabetic).then(|| class.to_owned());
    let place = Place { column: None, ..place };
    Some((Sealed { name, school: school.to_owned(), class: label, grade, year, place, once: true }, class.to_owned()))
}

/// Number of current marks beside the period mark; None where a token is unknown.
fn count(row: &Row, mark: u32) -> Option<u16> {
    let mut count = 0_usize;
    for (column, _) in row.cells.iter().filter(|(column, _)| *column > 0 && *column != mark) {
        count += marks::current_cell(&row.words(*column))?.iter().filter(|token| matches!(token, Token::Mark { .. })).count();
    }
    u16::try_from(count).ok()
}

fn preview(class: &str, mark: &str, draft: &mut Draft<'_>) {
    if draft.preview.is_empty() {
        draft.preview.push(["Ученик", "Класс", "Отметка"].map(str::to_owned).to_vec());
    }
    if draft.preview.len() <= limits::PREVIEW_ROWS {
        draft.preview.push(vec![asked::SEALED.to_owned(), class.to_owned(), mark.to_owned()]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Answers;
    use crate::formats::sample;
    use methodology::dataset::{JournalMark, Period};

    const NAMES: [&str; 5] = ["Петров", "Пётр", "Ильич", "Зимина", "Сидорова"];
    const PAGE: &str = "Алгебра\nУчитель Сидорова А. А. | Сентябрь | | |\nУченик | 02 | 09 | 16 | 1 четв.\n\
                        Петров Пётр Ильич | 5 | н | 4 3 | 4\nЗимина Анна Львовна | 5² | | УП | н/а\nИванова Инна Юрьевна | 3 | | | 3,5\nИтого | 1 | | | ";

    fn answered(book: &Book, given: &[&str]) -> Answers {
        let none = Answers::default();
        let first = sample::read(&Eljur, book, &none, &NAMES);
        let asked: Vec<&str> = first.questions.iter().map(|question| question.key.split(':').next().unwrap()).collect();
        assert_eq!(asked, ["school", "year", "class", "subject", "mark-column", "period"]);
        assert!(first.data.marks.is_empty());
        let mut answers = Answers::default();
        first.questions.iter().zip(given).for_each(|(question, answer)| answers.set(question.key.clone(), answer));
        answers
    }

    #[test]
    fn everything_but_pupils_and_marks_is_asked() {
        let book = sample::book(BookKind::Xls, &[("Лист1", PAGE)]);
        assert_eq!(Eljur.recognise(&book).map(|seen| seen.confidence), Some(40));
        let answers = answered(&book, &["edu450123", "2025/2026", "8А", "Алгебра", "E", "1 четверть"]);
        let draft = sample::read(&Eljur, &book, &answers, &NAMES);
        let marks: Vec<_> = draft.data.marks.iter().map(|row| (row.period, row.mark, row.count, row.origin.row)).collect();
        assert_eq!(
            marks,
            [(Period::Quarter(1), JournalMark::Mark(4), Some(3), 3), (Period::Quarter(1), JournalMark::NotAttested, Some(1), 4)]
        );
        assert_eq!(draft.problems.len(), 1);
        assert_eq!(draft.problems[0].place.cell().as_deref(), Some("E6"));
    }

    #[test]
    fn what_labelled_rows_say_is_not_asked() {
        let page = PAGE.replacen("Алгебра", "Класс: 8А Предмет: Алгебра", 1);
        let book = sample::book(BookKind::Xls, &[("Лист1", &page)]);
        let none = Answers::default();
        let draft = sample::read(&Eljur, &book, &none, &NAMES);
        let asked: Vec<&str> = draft.questions.iter().map(|question| question.key.split(':').next().unwrap()).collect();
        assert_eq!(asked, ["school", "year", "mark-column", "period"]);
    }

    #[test]
    fn a_page_without_period_marks_gives_none_and_asks_no_period() {
        let book = sample::book(BookKind::Xls, &[("Лист1", PAGE)]);
        let answers = answered(&book, &["edu450123", "2025/2026", "8А", "Алгебра", NONE, ""]);
        let draft = sample::read(&Eljur, &book, &answers, &NAMES);
        assert!(draft.data.marks.is_empty() && draft.questions.is_empty() && draft.problems.is_empty());
    }

    #[test]
    fn a_diary_of_subjects_or_another_container_is_not_taken() {
        let diary = "Дневник\n\nПредмет | 02\nРусский язык | 5\nФизическая культура | 4";
        assert!(Eljur.recognise(&sample::book(BookKind::Xls, &[("Лист1", diary)])).is_none());
        assert!(Eljur.recognise(&sample::book(BookKind::Xlsx, &[("Лист1", PAGE)])).is_none(), "«ЭлЖур» writes BIFF");
    }
}
