//! «ЭлЖур»: the page of a journal as a real BIFF `.xls`: first column the pupil, marks from the fourth row. Subject, class, year, period and the
//! column of the period mark are not known to stand anywhere: what the three rows above do not say with a label is asked.

use std::collections::BTreeMap;

use jiff::civil::Date;
use records::dataset::{JournalMark, Period, PersonId};
use records::provenance::{Problem, Question, Severity, Traits, column_letters};
use records::reference::school_year;
use records::text::{Phrase, Text};
use records::vocabulary::SchoolYear;

use crate::blocks::{Body, is_heading, pupils, tell_left};
use crate::draft::Draft;
use crate::formats::asked;
use crate::formats::labels::{Label, class_only, labels, subject_only};
use crate::formats::marks::{self, Token};
use crate::formats::run::{Kept, Run, preview, token_only};
use crate::grid::{Book, BookKind, Row, Sheet};
use crate::layout::{Layout, Recognised};
use crate::names::SealedName;
use crate::{cells, spelling};

/// Marks begin in the fourth row.
const FIRST_ROW: u32 = 3;
/// Answer that no column holds period marks.
const NONE: &str = "нет";

/// The layout.
pub(crate) struct Eljur;

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

    fn traits(&self) -> Traits {
        Traits { carries_names: true, ..Traits::default() }
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
            let body = body(sheet);
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
            draft.details.push((Text::new("Учеников", "Pupils"), body.pupils.len().to_string()));
            let (Some(school), Some(year), Some(class), Some(subject)) = (&school, year, class, subject) else { continue };
            let marks = match (column, period) {
                (Some(Some(column)), Some(period)) => Some((column, period)),
                (Some(None), _) => None,
                _ => continue,
            };
            let days = days_of(sheet, year);
            let columns =
                marks.iter().map(|(column, _)| ("mark".to_owned(), *column)).chain(days.iter().map(|(at, day)| (day.to_string(), *at)));
            let source = self.source(Some(&sheet.name), columns.collect(), draft);
            let Some(run) = Run::open(&sheet.name, source, (school, &class), year, draft) else { continue };
            let page = Page { sheet, run, subject: &subject, marks, days };
            body.pupils.iter().for_each(|row| page.read(row, draft));
            tell_left(sheet, &body.left, draft);
            page.tell(draft);
            draft.details.push((Text::new("Отметок за период", "Period marks"), draft.data.marks.len().to_string()));
            draft.details.push((Text::new("Текущих отметок", "Current marks"), draft.data.entries.len().to_string()));
        }
    }
}

/// One page with all that is known of it.
struct Page<'s> {
    sheet: &'s Sheet,
    run: Run<'s>,
    subject: &'s str,
    /// Column of the period mark and its period, where there is one.
    marks: Option<(u32, Period)>,
    /// Days of the columns that state one.
    days: BTreeMap<u32, Date>,
}

impl Page<'_> {
    fn read(&self, row: &Row, draft: &mut Draft<'_>) {
        let Some(name) = SealedName::read(&[&row.words(0)]) else {
            draft.problem(asked::name_not_read(draft.place(&self.sheet.name, Some(row.index), Some(0))));
            return;
        };
        let person = self.run.person(name, row.index, true, draft);
        let count = self.entries(person, row, draft);
        let mut shown = count.map_or_else(String::new, |count| count.to_string());
        if let Some((column, period)) = self.marks {
            let Some(mark) = self.run.period_mark(row, column, draft) else { return };
            self.run.keep(person, &Kept { subject: self.subject, period, mark, average: None, count }, row.index, draft);
            shown = row.words(column).into_owned();
        }
        let heading = if self.marks.is_some() { "Отметка" } else { "Текущих отметок" };
        preview(|| vec![heading.to_owned()], || vec![shown], draft);
    }

    /// Keeps the current marks of a row; their number, or None where a token is unknown.
    fn entries(&self, person: PersonId, row: &Row, draft: &mut Draft<'_>) -> Option<u16> {
        let (mut count, mut known) = (0, true);
        let is_period = |column: u32| self.marks.is_some_and(|(marked, _)| marked == column);
        for (column, _) in row.cells.iter().filter(|(column, _)| *column > 0 && !is_period(*column)) {
            let found = row.words(*column);
            let Some(tokens) = marks::current_cell(&found) else {
                known = false;
                self.tell_token(row, *column, &found, draft);
                continue;
            };
            for token in tokens {
                let (mark, weight) = match token {
                    Token::Mark { value, weight } => (Some(JournalMark::Mark(value)), weight),
                    Token::Word(word) => (Some(word), 1),
                    Token::Absence => (None, 1),
                };
                count += u16::from(matches!(token, Token::Mark { .. }));
                let (subject, date) = (draft.subject(self.subject), self.days.get(column).copied());
                self.run.keep_entry(person, subject, (date, mark, weight), row.index, draft);
            }
        }
        known.then_some(count)
    }

    /// Only where no period mark stands beside: else an average or a total of the row is nothing to mend.
    fn tell_token(&self, row: &Row, column: u32, found: &str, draft: &mut Draft<'_>) {
        if self.marks.is_some() {
            return;
        }
        let what = Text::new("Знак не прочитан: это не текущая отметка.", "The sign was not read: it is no current mark.");
        let mend = Text::new(
            "Текущие отметки — 1–5 (с весом 5²), н/а, осв., зач., незач., н, б, УП, ОТ, через пробел.",
            "Current marks are 1–5 (with a weight: 5²), н/а, осв., зач., незач., н, б, УП, ОТ, parted by blanks.",
        );
        draft.warn("entry-not-read", draft.place(&self.sheet.name, Some(row.index), Some(column)), token_only(found), what, mend);
    }

    /// A page of current marks only says so: an average of them is no mark of a period.
    fn tell(&self, draft: &mut Draft<'_>) {
        if self.marks.is_some() {
            return;
        }
        let (place, entries) = (draft.place(&self.sheet.name, None, None), draft.data.entries.len());
        let what = Text::new(
            format!(
                "На странице нет отметок за период: сохранены текущие отметки ({entries}), сравнение с журналом по ней ответит «нет данных»."
            ),
            format!(
                "The page has no period marks: its current marks ({entries}) were kept, the comparison with the journal answers \"no data\"."
            ),
        );
        let mend = Text::new(
            "Добавьте страницу с итоговой отметкой за период или сводную ведомость класса.",
            "Add the page with the mark of the period, or the summary sheet of the class.",
        );
        draft.problem(Problem { code: "period-marks-missing", severity: Severity::Note, place, found: String::new(), what, mend });
    }
}

/// The day of each column that states one: a date, `02.09`, or a number of a day under the name of a month.
fn days_of(sheet: &Sheet, year: SchoolYear) -> BTreeMap<u32, Date> {
    let heads: Vec<&Row> = sheet.rows.iter().take_while(|row| row.index < FIRST_ROW).collect();
    let within = |day: &Date| school_year(*day) == year;
    let month_over = |column: u32| {
        let over =
            |row: &&Row| row.cells.iter().rfind(|(at, _)| *at <= column).and_then(|(_, cell)| marks::month_named(cells::heading(cell)));
        heads.iter().find_map(over)
    };
    let day_at = |row: &Row, column: u32| {
        let cell = row.get(column)?;
        if let Some(day) = cells::date(cell) {
            return Some(day).filter(within);
        }
        let written = cells::words(cell);
        let mut parts = written.trim_end_matches('.').splitn(2, '.');
        let day: i8 = parts.next()?.trim().parse().ok()?;
        let month = parts.next().map_or_else(|| month_over(column), |month| month.trim().parse().ok());
        month.and_then(|month| Date::new(if month >= 9 { year.0 } else { year.0 + 1 }, month, day).ok())
    };
    let columns = heads.iter().flat_map(|row| row.cells.iter().map(|(column, _)| *column)).filter(|column| *column > 0);
    columns.filter_map(|column| Some((column, heads.iter().find_map(|row| day_at(row, column))?))).collect()
}

/// Rows of pupils, to where another page or table begins, and what is left over.
fn body(sheet: &Sheet) -> Body<'_> {
    let rows: Vec<&Row> = sheet.rows.iter().filter(|row| row.index >= FIRST_ROW).collect();
    let end = rows.iter().position(|row| is_heading(row) || !labels(row).is_empty()).unwrap_or(rows.len());
    let mut body = pupils(rows.get(..end).unwrap_or_default(), &[], &[0]);
    body.left.extend(rows.iter().skip(end).filter(|row| row.cells.len() > 1));
    body
}

/// Whether most rows from the fourth on begin with a name and most other cells hold tokens of a journal.
fn is_page(sheet: &Sheet) -> bool {
    let (mut rows, mut names, mut filled, mut tokens) = (0_usize, 0_usize, 0_usize, 0_usize);
    for row in body(sheet).pupils.into_iter().take(200) {
        rows += 1;
        names += usize::from(looks_like_a_name(&row.words(0)));
        for (column, _) in row.cells.iter().filter(|(column, _)| *column > 0) {
            filled += 1;
            let cell = row.words(*column);
            tokens += usize::from(marks::current_cell(&cell).is_some() || spelling::number(&cell).is_some());
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

/// The only column whose heading names a period.
fn named_column(sheet: &Sheet) -> Option<u32> {
    let heads = sheet.rows.iter().take_while(|row| row.index < FIRST_ROW).flat_map(|row| &row.cells);
    let named: Vec<u32> = heads
        .filter(|(column, cell)| *column > 0 && marks::period_named(cells::heading(cell)).is_some())
        .map(|(column, _)| *column)
        .collect();
    if let [only] = named.as_slice() { Some(*only) } else { None }
}

/// Column of the period mark: `Some(None)` = the user says there is none. The headings are not repeated: one may name a teacher.
fn ask_column(draft: &mut Draft<'_>, sheet: &Sheet) -> Option<Option<u32>> {
    let last = body(sheet).pupils.iter().filter_map(|row| row.cells.last()).map(|(column, _)| *column).max().unwrap_or(0);
    let letters: Vec<String> = (1..=last).map(column_letters).chain([NONE.to_owned()]).collect();
    let question = Question {
        key: asked::key("mark-column", draft, &sheet.name),
        place: draft.place(&sheet.name, Some(FIRST_ROW), None),
        ask: Text::new(
            "В каком столбце стоит отметка за период (буква столбца, как в Excel)?",
            "Which column holds the mark of the period (the letter Excel shows)?",
        ),
        choices: letters.clone(),
        proposed: named_column(sheet).map(column_letters),
        until: Text::new("Страница не прочитана.", "The page stays unread."),
    };
    let answer = draft.ask(question)?;
    let at = letters.iter().position(|letter| *letter == answer)?;
    Some(u32::try_from(at + 1).ok().filter(|column| *column <= last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Answers;
    use crate::formats::sample;

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
    fn a_page_without_period_marks_keeps_its_current_marks() {
        let page = PAGE.replace("| 1 четв.", "|").replace("| 4 3 | 4", "| 4 3 |").replace("| н/а", "|").replace("| 3,5", "| х");
        let book = sample::book(BookKind::Xls, &[("Лист1", &page)]);
        let answers = answered(&book, &["edu450123", "2025/2026", "8А", "Алгебра", NONE, ""]);
        let draft = sample::read(&Eljur, &book, &answers, &NAMES);
        assert!(draft.data.marks.is_empty() && draft.questions.is_empty());
        let codes: Vec<_> = draft.problems.iter().map(|problem| (problem.code, problem.place.cell())).collect();
        assert_eq!(codes, [("entry-not-read", Some("E6".to_owned())), ("period-marks-missing", None)]);
        assert!(draft.problems[1].mend.ru.contains("сводную"), "says how to mend");
        let told = |entry: &records::dataset::EntryRow| (entry.origin.row, entry.date, entry.mark, entry.weight);
        let day = |day| Some(jiff::civil::date(2025, 9, day));
        let mark = |mark| Some(JournalMark::Mark(mark));
        assert_eq!(
            draft.data.entries.iter().map(told).collect::<Vec<_>>(),
            [
                (3, day(2), mark(5), 1),
                (3, day(9), None, 1),
                (3, day(16), mark(4), 1),
                (3, day(16), mark(3), 1),
                (4, day(2), mark(5), 2),
                (4, day(16), None, 1),
                (5, day(2), mark(3), 1),
            ]
        );
    }

    #[test]
    fn days_in_every_dress() {
        let day = |month, day| jiff::civil::date(2025, month, day);
        let of = |head: &str| {
            let page = format!("Класс: 8А\n{head}\nПетров Пётр Ильич | 5 | 4 | 3");
            days_of(&sample::book(BookKind::Xls, &[("", &page)]).sheets[0], SchoolYear(2025)).into_values().collect::<Vec<_>>()
        };
        assert_eq!(of(" | 02.09.2025 | 2025-09-30 | 01.10.2025"), [day(9, 2), day(9, 30), day(10, 1)]);
        assert_eq!(of(" | 02.09 | 30.09. | 01.10"), [day(9, 2), day(9, 30), day(10, 1)]);
        assert_eq!(of(" | сентябрь | | окт.\n | 2 | 30 | 1"), [day(9, 2), day(9, 30), day(10, 1)]);
        assert_eq!(of(" | 1 | 2 | 3"), [], "numbers of lessons are no days");
        assert_eq!(of(" | 02.09.2024 | 31.09 | итог"), [], "another school year, no such day, no day");
    }

    #[test]
    fn a_diary_of_subjects_or_another_container_is_not_taken() {
        let diary = "Дневник\n\nПредмет | 02\nРусский язык | 5\nФизическая культура | 4";
        assert!(Eljur.recognise(&sample::book(BookKind::Xls, &[("Лист1", diary)])).is_none());
        assert!(Eljur.recognise(&sample::book(BookKind::Xlsx, &[("Лист1", PAGE)])).is_none(), "«ЭлЖур» writes BIFF");
    }

    #[test]
    fn lessons_and_another_page_below_are_left_and_told() {
        let below = "\n№ | Дата | Тема\n1 | 02.09 | Сила\nКласс: 8Б\nПетров Пётр Ильич | 2 | 2 | 2 | 2";
        let book = sample::book(BookKind::Xls, &[("Лист1", &format!("{PAGE}{below}"))]);
        let answers = answered(&book, &["edu450123", "2025/2026", "8А", "Алгебра", "E", "1 четверть"]);
        let draft = sample::read(&Eljur, &book, &answers, &NAMES);
        assert_eq!(draft.data.marks.len(), 2);
        let left = draft.problems.iter().find(|problem| problem.code == "rows-left-over").unwrap();
        assert_eq!((left.found.as_str(), left.place.row), ("3", Some(7)));
    }

    #[test]
    fn a_page_with_labels_stays_the_journals_own() {
        let page = PAGE.replacen("Алгебра", "Класс: 8А Предмет: Алгебра Учебный год: 2025/2026", 1);
        let book = sample::book(BookKind::Xls, &[("Лист1", &page)]);
        let summary = crate::formats::summary::Summary.recognise(&book).map_or(0, |seen| seen.confidence);
        assert!(Eljur.recognise(&book).unwrap().confidence > summary, "its current marks are kept");
    }
}
