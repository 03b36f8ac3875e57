//! Protocols of state examinations (ГИА): one exam per workbook, `<exam code> - <subject> <date>` in A1, names in the open.
//!
//! Series and number of the identity document are never read from their columns. Layout from description: no real file was at hand.

mod answer_strings;
mod columns;
mod exam;
mod title;

pub(crate) use exam::same_subject;

use std::collections::BTreeSet;

use answer_strings::{extended_answers, short_answers};
use columns::Columns;
use exam::{compare_code, exam_of, is_basic_mathematics};
use records::dataset::ExamRow;
use records::provenance::{Place, Problem, Severity, Traits};
use records::reference::school_year;
use records::text::{Phrase, Text};
use records::vocabulary::{Kind, SchoolYear};
use title::Title;

use crate::blocks::{Body, blocks, number_columns, pupils, tell_left};
use crate::columns as told;
use crate::draft::Draft;
use crate::exam_sheet::{ExamSheet, ExamSheetRow, ShortAnswer};
use crate::formats::asked;
use crate::grid::{Book, Row, Sheet};
use crate::layout::{Layout, Recognised};
use crate::names::{Sealed, SealedName};
use crate::{cells, limits};

/// Rows above the header in which the title is looked for.
const ROWS_OF_TITLE: usize = 6;
/// The layout.
pub(crate) struct Gia;

impl Layout for Gia {
    fn id(&self) -> &'static str {
        "gia-protocol"
    }

    fn title(&self) -> Phrase {
        Phrase { ru: "Протокол ГИА (ОГЭ, ЕГЭ, ГВЭ)", en: "Protocol of a state examination (OGE, EGE, GVE)" }
    }

    fn from_description(&self) -> bool {
        true
    }

    fn traits(&self) -> Traits {
        Traits { carries_names: true, exam_school_codes: true, ..Traits::default() }
    }

    fn recognise(&self, book: &Book) -> Option<Recognised> {
        let table = book.sheets.iter().flat_map(Table::all).next()?;
        let (confidence, why) = match table.title {
            Some(Title { code: None, .. }) => (
                95,
                Text::new(
                    "в заголовке предмет и дата экзамена, ниже столбцы «Фамилия» и «Первичный балл»",
                    "the title has subject and date of an examination; columns «Фамилия» and «Первичный балл» follow",
                ),
            ),
            Some(_) => (
                100,
                Text::new(
                    "в заголовке код экзамена, предмет и дата, ниже столбцы «Фамилия» и «Первичный балл»",
                    "the title has exam code, subject and date; columns «Фамилия» and «Первичный балл» follow",
                ),
            ),
            None => (
                60,
                Text::new(
                    "есть столбцы «Фамилия», «Первичный балл» и «Балл», но заголовок без кода экзамена, предмета и даты",
                    "columns «Фамилия», «Первичный балл» and «Балл» are there, but the title lacks exam code, subject and date",
                ),
            ),
        };
        Some(Recognised::new(confidence, why))
    }

    fn read(&self, book: &Book, draft: &mut Draft<'_>) {
        let mut found = false;
        for sheet in &book.sheets {
            for table in Table::all(sheet) {
                found = true;
                // A line without a code is a title where its subject is one.
                let known =
                    |title: &&Title| title.code.is_some() || draft.reference().is_none_or(|known| known.subject(&title.subject).is_some());
                match table.title.as_ref().filter(known) {
                    Some(title) => read_table(self, &table, title, draft),
                    None => draft.problem(no_title(draft.place(&sheet.name, Some(table.line), Some(0)))),
                }
            }
        }
        if !found {
            draft.problem(no_title(Place::file(draft.file.clone())));
        }
    }
}

fn no_title(place: Place) -> Problem {
    Problem {
        code: "gia-title",
        severity: Severity::Refused,
        place,
        found: String::new(),
        what: Text::new(
            "Над таблицей нет строки с предметом и датой экзамена (например, «01 - Русский язык 2026.05.30»); таблица не прочитана.",
            "No line with the subject and the date of the examination (say, «01 - Русский язык 2026.05.30») is above the table; it was not read.",
        ),
        mend: Text::new("Возьмите протокол в том виде, в каком его выдаёт РЦОИ.", "Take the protocol as the regional centre issues it."),
    }
}

struct Table<'b> {
    sheet: &'b Sheet,
    title: Option<Title>,
    /// Row of the title, or where it is missed.
    line: u32,
    /// Place among the tables of its sheet.
    at: usize,
    columns: Columns,
    head: &'b Row,
    /// Rows of participants.
    pupils: Vec<&'b Row>,
    /// Rows that hold data and are no participants'.
    left: Vec<&'b Row>,
}

impl<'b> Table<'b> {
    /// Every table of the sheet: one examination each. A table under the same columns goes on with the title before it; one under other columns
    /// needs its own.
    fn all(sheet: &'b Sheet) -> Vec<Self> {
        let is_head = |row: &Row| Columns::of(row).complete();
        if !sheet.rows.iter().take(ROWS_OF_TITLE + 1).any(is_head) {
            return Vec::new();
        }
        let mut tables: Vec<Self> = Vec::new();
        for (at, block) in blocks(sheet, is_head, |row| title_of(row).is_some()).into_iter().enumerate() {
            let columns = Columns::of(block.head);
            let own = block.above.iter().find_map(|row| Some((row.index, title_of(row)?)));
            let before =
                tables.last().filter(|before| before.columns == columns).and_then(|before| Some((before.line, before.title.clone()?)));
            let line = if at == 0 { 0 } else { block.head.index };
            let (line, title) = own.or(before).map_or((line, None), |(line, title)| (line, Some(title)));
            let Body { pupils, mut left } = pupils(&block.rows, &number_columns(block.head, &block.rows, &columns.names), &columns.names);
            left.extend(block.left);
            tables.push(Self { sheet, title, line, at, columns, head: block.head, pupils, left });
        }
        tables
    }

    /// Columns with data under a heading that is not known; series and number of a document often stand under none and are never looked at.
    fn free(&self) -> Vec<u32> {
        let named: Vec<u32> =
            self.columns.named().into_iter().map(|(_, column)| column).chain(self.columns.extended.iter().copied()).collect();
        told::untaken(self.head, &self.pupils, |column| {
            let heading = self.head.get(column).map(cells::folded).unwrap_or_default();
            named.contains(&column) || self.columns.names.contains(&column) || Columns::is_known(&heading)
        })
    }

    /// What its question is about: the sheet, and which of its tables where there are several.
    fn name(&self) -> String {
        if self.at == 0 { self.sheet.name.clone() } else { format!("{}#{}", self.sheet.name, self.at + 1) }
    }
}

/// The title in one cell, or over the cells of a row.
fn title_of(row: &Row) -> Option<Title> {
    row.cells.iter().find_map(|(_, cell)| Title::parse(&cells::words(cell))).or_else(|| Title::parse(&row.line()))
}

/// A row with its person still sealed.
struct Read {
    sealed: Sealed,
    row: u32,
    class: String,
    room: Option<String>,
    short: Option<Vec<ShortAnswer>>,
    extended: Option<Vec<(u8, u8)>>,
    primary: Option<u16>,
    ball: Option<u16>,
}

fn read_table(layout: &Gia, table: &Table<'_>, title: &Title, draft: &mut Draft<'_>) {
    let year = year_of(title, draft);
    let rows: Vec<Read> = table.pupils.iter().filter_map(|row| read_row(table, row, year, draft)).collect();
    tell_left(table.sheet, &table.left, draft);
    told::tell(table.sheet, table.head, &table.free(), draft);
    let grades: BTreeSet<u8> = rows.iter().map(|row| row.sealed.grade).collect();
    describe(title, rows.len(), draft);
    let place = draft.place(&table.sheet.name, Some(table.line), Some(0));
    compare_code(title, place.clone(), draft);
    let Some(exam) = exam_of(title, &grades, (place, &table.name()), draft) else { return };
    let source = layout.source(Some(&table.sheet.name), table.columns.named(), draft);
    let subject = draft.subject(&title.subject);
    let mark_scale = !matches!(exam, Kind::Ege | Kind::EgeDiagnostic) || is_basic_mathematics(title, draft);
    draft.details.push((Text::new("Экзамен", "Examination"), exam.label().ru.to_owned()));
    let mut sheet = ExamSheet { exam, code: title.code, subject: title.subject.clone(), year, date: title.date, rows: Vec::new() };
    for read in rows {
        let place = draft.place(&table.sheet.name, Some(read.row), table.columns.short);
        let (score, mark) = result(&read, mark_scale, table, draft);
        if read.primary.is_none() && score.is_none() && mark.is_none() {
            draft.problem(no_result(draft.place(&table.sheet.name, Some(read.row), table.columns.primary)));
            continue;
        }
        let school = draft.school(&read.sealed.school);
        let person = draft.person_sealed(read.sealed);
        let origin = draft.origin(source, read.row);
        draft.data.exams.push(ExamRow {
            person,
            school,
            exam,
            subject,
            year,
            date: Some(title.date),
            primary: read.primary,
            score,
            mark,
            origin,
        });
        let Read { class, room, short, extended, primary, .. } = read;
        sheet.rows.push(ExamSheetRow { person, school, class, room, short, extended, primary, mark, origin, place });
    }
    draft.exam_sheets.push(sheet);
}

/// School year of the examination: its additional period in September ends the school year before.
fn year_of(title: &Title, draft: &Draft<'_>) -> SchoolYear {
    let in_season = draft.reference().is_some_and(|reference| reference.in_exam_season(title.date));
    let is_additional = title.date.month() >= 9 && in_season && !title.rehearsal;
    if is_additional { SchoolYear::of_spring(title.date.year()) } else { school_year(title.date) }
}

fn read_row(table: &Table<'_>, row: &Row, year: SchoolYear, draft: &mut Draft<'_>) -> Option<Read> {
    let columns = &table.columns;
    let words = |column: Option<u32>| column.map(|column| row.words(column)).unwrap_or_default();
    let place = |draft: &Draft<'_>, column: Option<u32>| draft.place(&table.sheet.name, Some(row.index), column);
    let names: Vec<_> = columns.names.iter().map(|column| row.words(*column)).collect();
    let Some(name) = SealedName::read(&names) else {
        draft.problem(asked::name_not_read(place(draft, columns.names.first().copied())));
        return None;
    };
    let class = words(columns.class).into_owned();
    let Some(grade) = asked::grade_of_class(&class) else {
        draft.problem(asked::no_grade(place(draft, columns.class), &class));
        return None;
    };
    let school = words(columns.school).into_owned();
    if school.is_empty() {
        draft.problem(asked::no_school(place(draft, columns.school)));
        return None;
    }
    let short = read_answers(short_answers(&words(columns.short)), place(draft, columns.short), draft);
    let written = columns.extended.iter().map(|column| row.words(*column)).collect::<Vec<_>>().join(" ");
    let of_extended = columns.extended.first().copied();
    let extended = read_answers(extended_answers(&written), place(draft, of_extended), draft);
    let primary = number(row, columns.primary, &table.sheet.name, draft);
    let ball = number(row, columns.ball, &table.sheet.name, draft);
    let at = place(draft, None);
    let label = class.chars().any(char::is_alphabetic).then(|| class.clone());
    let sealed = Sealed { name, school: school.clone(), class: label, grade, year, place: at, once: table.at == 0 };
    if draft.preview.len() <= limits::PREVIEW_ROWS {
        // Cells of answers are shown only where they were understood: in a shifted table they may hold anything.
        let shown = |read: bool, words: &str| if read { words.to_owned() } else { "?".to_owned() };
        let cells = [shown(short.is_some(), &words(columns.short)), shown(extended.is_some(), &written)];
        let points = [primary, ball].map(|value| value.map_or_else(String::new, |value| value.to_string()));
        preview([school.clone(), class.clone()].into_iter().chain(cells).chain(points), draft);
    }
    Some(Read {
        sealed,
        row: row.index,
        class,
        room: Some(words(columns.room).into_owned()).filter(|room| !room.is_empty()),
        short,
        extended,
        primary,
        ball,
    })
}

/// The answers, or a problem with the cell.
fn read_answers<T>(answers: Result<Vec<T>, String>, place: Place, draft: &mut Draft<'_>) -> Option<Vec<T>> {
    answers
        .map_err(|found| {
            draft.problem(Problem {
                code: "gia-answers",
                severity: Severity::Warning,
                place,
                found,
                what: Text::new(
                    "В ячейке ответов есть знак, которого в протоколе быть не может; задания этой работы не прочитаны, баллы за экзамен прочитаны.",
                    "The cell of answers holds a sign no protocol has; the items of this script were not read, the result of the exam was.",
                ),
                mend: Text::new(
                    "Краткие ответы — знаки «+», «-» и цифры, развёрнутые — «балл(максимум)» подряд, например 1(2)0(3). Сверьте ячейку с протоколом.",
                    "Short answers are the signs +, - and digits; extended ones are points(maximum) in a row, say 1(2)0(3). Compare the cell with the protocol.",
                ),
            });
        })
        .ok()
}

/// A whole number of points; a cell that holds something else is a problem.
fn number(row: &Row, column: Option<u32>, sheet: &str, draft: &mut Draft<'_>) -> Option<u16> {
    let column = column?;
    let cell = row.get(column)?;
    let found = cells::words(cell);
    let value = cells::whole(cell).and_then(|value| u16::try_from(value).ok()).filter(|value| *value <= 1_000);
    if value.is_none() && !matches!(&*found, "" | "-" | "–" | "—") {
        draft.problem(out_of_range(draft.place(sheet, Some(row.index), Some(column)), &found));
    }
    value
}

fn out_of_range(place: Place, found: &str) -> Problem {
    Problem {
        code: "gia-points",
        severity: Severity::Warning,
        place,
        found: asked::number_only(found),
        what: Text::new(
            "В ячейке баллов стоит значение, которого быть не может; оно не прочитано.",
            "The cell of points holds a value that cannot be; it was not read.",
        ),
        mend: Text::new(
            "Первичный балл — целое число; «Балл» — 0–100 для ЕГЭ, 2–5 для ОГЭ, ГВЭ и базовой математики.",
            "The primary score is a whole number; «Балл» is 0–100 for EGE and 2–5 for OGE, GVE and basic mathematics.",
        ),
    }
}

fn no_result(place: Place) -> Problem {
    Problem {
        code: "gia-no-result",
        severity: Severity::Note,
        place,
        found: String::new(),
        what: Text::new(
            "У участника нет ни первичного балла, ни балла; строка не учтена.",
            "The participant has neither a primary score nor a score; the row is left out.",
        ),
        mend: Text::new("Если результат есть, впишите его в протокол.", "If there is a result, enter it in the protocol."),
    }
}

/// Test score or mark, whichever «Балл» is.
fn result(read: &Read, mark_scale: bool, table: &Table<'_>, draft: &mut Draft<'_>) -> (Option<u16>, Option<u8>) {
    let Some(ball) = read.ball else { return (None, None) };
    let mark = u8::try_from(ball).ok().filter(|mark| (2..=5).contains(mark));
    let fits = if mark_scale { mark.is_some() } else { ball <= 100 };
    if !fits {
        draft.problem(out_of_range(draft.place(&table.sheet.name, Some(read.row), table.columns.ball), &ball.to_string()));
        return (None, None);
    }
    if mark_scale { (None, mark) } else { (Some(ball), None) }
}

fn describe(title: &Title, rows: usize, draft: &mut Draft<'_>) {
    draft.details.extend([
        (Text::new("Предмет", "Subject"), title.subject.clone()),
        (Text::new("Дата", "Date"), title.date.to_string()),
        (Text::new("Участников", "Participants"), rows.to_string()),
    ]);
    let code = title.code.map(|code| (Text::new("Код экзамена", "Exam code"), code.to_string()));
    let at = draft.details.len() - 2;
    draft.details.splice(at..at, code);
}

fn preview(cells: impl Iterator<Item = String>, draft: &mut Draft<'_>) {
    if draft.preview.is_empty() {
        let header = ["Участник", "Код ОО", "Класс", "Краткие ответы", "Развёрнутые ответы", "Первичный балл", "Балл"];
        draft.preview.push(header.map(str::to_owned).to_vec());
    }
    draft.preview.push(std::iter::once(asked::SEALED.to_owned()).chain(cells).collect());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Answers;
    use crate::formats::sample;
    use crate::grid::BookKind;
    use records::provenance::Question;

    const HEADER: &str = "№ | Код МСУ | Код ОО | Класс | Код ППЭ | Аудитория | Фамилия | Имя | Отчество | | | Задания с кратким ответом | Задания с развёрнутым ответом | Первичный балл | Балл";
    const NAMES: [&str; 6] = ["Петров", "Пётр", "Ильич", "Зимина", "Анна", "Львовна"];
    const DOCUMENTS: [&str; 2] = ["4019", "987654"];

    fn told(page: &str, answers: &Answers) -> (Vec<ExamRow>, Vec<ExamSheet>, Vec<&'static str>, Vec<Question>) {
        let book = sample::book(BookKind::Xlsx, &[("Протокол", page)]);
        let forbidden: Vec<&str> = NAMES.iter().chain(&DOCUMENTS).copied().collect();
        let draft = sample::read(&Gia, &book, answers, &forbidden);
        let codes = draft.problems.iter().map(|problem| problem.code).collect();
        (draft.data.exams, draft.exam_sheets, codes, draft.questions)
    }

    fn page(title: &str, header: &str, rows: &[&str]) -> String {
        format!("{title}\n{header}\n{}", rows.join("\n"))
    }

    #[test]
    fn the_additional_period_of_september_ends_the_school_year_before() {
        let row = ["1 | 101 | 450123 | 11А | 3101 | 0005 | Петров | Пётр | Ильич | 4019 | 987654 | +-2+ | 1(2)2(2)0(3) | 7 | 64"];
        let year = |title| told(&page(title, HEADER, &row), &Answers::default()).0.first().map(|exam| exam.year);
        assert_eq!(year("01 - Русский язык 2025.09.04"), Some(SchoolYear(2024)));
        assert_eq!(year("01 - Русский язык (пробный ЕГЭ) 2025.09.25"), Some(SchoolYear(2025)), "a rehearsal is of the year that begins");
    }

    #[test]
    fn a_clean_protocol_of_ege() {
        let page = page(
            "01 - Русский язык 2025.05.30",
            HEADER,
            &[
                "1 | 101 | 450123 | 11А | 3101 | 0005 | Петров | Пётр | Ильич | 4019 | 987654 | +-2+ | 1(2)2(2)0(3) | 7 | 64",
                "2 | 101 | 450123 | 11Б | 3101 | 0005 | Зимина | Анна | Львовна | 4019 | 987654 | ++0- | 2(2)2(2)3(3) | 9 | 70",
                "Всего: 2 | | | | | | | | | | | | | 16",
            ],
        );
        let (exams, protocols, codes, questions) = told(&page, &Answers::default());
        assert!(codes.is_empty() && questions.is_empty(), "{codes:?} {questions:?}");
        assert_eq!(exams.len(), 2);
        assert_eq!(
            (exams[0].exam, exams[0].year, exams[0].primary, exams[0].score, exams[0].mark),
            (Kind::Ege, SchoolYear(2024), Some(7), Some(64), None)
        );
        assert_eq!(exams[0].origin.row, 2);
        let row = &protocols[0].rows[0];
        assert_eq!(
            row.short.as_deref(),
            Some([ShortAnswer::Right, ShortAnswer::Wrong, ShortAnswer::Points(2), ShortAnswer::Right].as_slice())
        );
        assert_eq!(row.extended.as_deref(), Some([(1, 2), (2, 2), (0, 3)].as_slice()));
        assert_eq!((row.class.as_str(), row.room.as_deref()), ("11А", Some("0005")));
    }

    #[test]
    fn without_the_extended_column_the_later_ones_move_left() {
        let header = HEADER.replace(" Задания с развёрнутым ответом |", "");
        let rows = ["1 | 101 | 450123 | 11А | 3101 | 0005 | Петров | Пётр | Ильич | | | +-2+ | 13 | 4"];
        let (exams, protocols, codes, _) = told(&page("22 - Математика базовая 27.05.2025", &header, &rows), &Answers::default());
        assert!(codes.is_empty(), "{codes:?}");
        assert_eq!(
            (exams[0].exam, exams[0].primary, exams[0].score, exams[0].mark),
            (Kind::Ege, Some(13), None, Some(4)),
            "«Балл» of basic maths is a mark"
        );
        assert_eq!(protocols[0].rows[0].extended.as_deref(), Some([].as_slice()));
    }

    #[test]
    fn e_and_yo_in_the_header_and_a_mark_for_oge() {
        let header = HEADER.replace("развёрнутым", "развернутым");
        let rows = ["1 | 101 | 450123 | 9 | 3101 | 0005 | Петров | Пётр | Ильич | | | +-2+ | 1(2) | 7 | 3"];
        let (exams, protocols, codes, _) = told(&page("01 - Русский язык 2025.06.03", &header, &rows), &Answers::default());
        assert!(codes.is_empty(), "{codes:?}");
        assert_eq!((exams[0].exam, exams[0].score, exams[0].mark), (Kind::Oge, None, Some(3)));
        assert_eq!(protocols[0].rows[0].extended.as_deref(), Some([(1, 2)].as_slice()));
        let (exams, ..) = told(&page("51 - Русский язык 2025.06.03", &header, &rows), &Answers::default());
        assert_eq!((exams[0].exam, exams[0].mark), (Kind::Gve, Some(3)));
    }

    #[test]
    fn a_spoiled_protocol_says_where() {
        let rows = [
            "1 | 101 | 450123 | 11А | 3101 | 0005 | Петров | Пётр | Ильич | | | +х2+ | 1(2) | 7 | 64",
            "2 | 101 | 450123 | 11А | 3101 | 0005 | Зимина | Анна | Львовна | | | +-2+ | 1(2)Петров | 7 | 640",
            "3 | 101 | 450123 | | 3101 | 0005 | Зимина | Анна | Львовна | | | +-2+ | 1(2) | 7 | 64",
            "4 | 101 | | 11А | 3101 | 0005 | Зимина | Анна | Львовна | | | +-2+ | 1(2) | 7 | 64",
            "5 | 101 | 450123 | 11А | 3101 | 0005 | Зимина2 | Анна | Львовна | | | +-2+ | 1(2) | 7 | 64",
            "6 | 101 | 450123 | 11А | 3101 | 0005 | Зимина | Анна | | | | | | - | -",
        ];
        let page = page("01 - Русский язык 2025.05.30", HEADER, &rows);
        let (exams, protocols, codes, _) = told(&page, &Answers::default());
        assert_eq!(
            codes,
            ["gia-answers", "gia-answers", "class-not-read", "school-not-read", "name-not-read", "gia-points", "gia-no-result"]
        );
        assert_eq!(exams.len(), 2, "a cell of answers that cannot be read costs the items, not the result");
        assert_eq!(protocols[0].rows[0].short, None);
        assert_eq!((exams[1].primary, exams[1].score), (Some(7), None));
        let book = sample::book(BookKind::Xlsx, &[("Протокол", &page)]);
        let draft = sample::read(&Gia, &book, &Answers::default(), &NAMES).problems;
        assert_eq!(draft[0].place.cell().as_deref(), Some("L3"));
        assert_eq!((draft[1].place.cell().as_deref(), draft[1].found.as_str()), (Some("M4"), "буква, знак 5"));
    }

    #[test]
    fn outside_the_season_a_rehearsal_is_asked_about() {
        let rows = ["1 | 101 | 450123 | 11А | 3101 | 0005 | Петров | Пётр | Ильич | | | +-2+ | 1(2) | 7 | 64"];
        let page = page("01 - Русский язык 2026.03.10", HEADER, &rows);
        let (exams, protocols, _, questions) = told(&page, &Answers::default());
        assert!(exams.is_empty() && protocols.is_empty());
        assert_eq!(questions[0].choices, ["ЕГЭ", "диагностический ЕГЭ"]);
        let mut answers = Answers::default();
        answers.set(questions[0].key.clone(), "диагностический ЕГЭ");
        let (exams, _, _, questions) = told(&page, &answers);
        assert!(questions.is_empty());
        assert_eq!((exams[0].exam, exams[0].score), (Kind::EgeDiagnostic, Some(64)));
        let (exams, ..) = told(&page.replace("язык", "язык (пробный)"), &Answers::default());
        assert_eq!(exams[0].exam, Kind::EgeDiagnostic, "the title says it");
    }

    #[test]
    fn recognised_by_title_and_header() {
        let confidence = |page: &str| Gia.recognise(&sample::book(BookKind::Xlsx, &[("Лист1", page)])).map(|seen| seen.confidence);
        assert_eq!(confidence(&page("01 - Русский язык 2025.05.30", HEADER, &[])), Some(100));
        assert_eq!(confidence(&page("Протокол", HEADER, &[])), Some(60));
        assert_eq!(confidence("Класс | Код | Фамилия | Имя | Отчество"), None);
        let (exams, _, codes, _) = told(&page("Протокол", HEADER, &["1 | 101 | 450123 | 11А"]), &Answers::default());
        assert!(exams.is_empty());
        assert_eq!(codes, ["gia-title"]);
    }

    #[test]
    fn a_second_examination_below_the_first_is_another() {
        let first = "1 | 101 | 450123 | 11А | 3101 | 0005 | Петров | Пётр | Ильич | | | +-2+ | 13 | 4";
        let second = "1 | 101 | 450123 | 11А | 3101 | 0005 | Зимина | Анна | Львовна | | | +-2+ | 1(2) | 36 | 72";
        let short = HEADER.replace(" Задания с развёрнутым ответом |", "");
        let base = page("22 - Математика базовая 2025.05.27", &short, &[first, "Всего: 1 | | | | | | | | | | | | 13"]);
        let rows = [
            second.to_owned(),
            HEADER.to_owned(),
            second.replacen('1', "2", 1),
            " | | | | | | Средний балл | | | | | | | 30 | 64".to_owned(),
        ];
        let both = format!("{base}\n\n01 - Русский язык 2025.05.30\n{HEADER}\n{}", rows.join("\n"));
        let (exams, protocols, codes, _) = told(&both, &Answers::default());
        let results: Vec<_> = exams.iter().map(|exam| (exam.primary, exam.score, exam.mark)).collect();
        assert_eq!(results, [(Some(13), None, Some(4)), (Some(36), Some(72), None), (Some(36), Some(72), None)]);
        assert_eq!(
            protocols.iter().map(|sheet| (sheet.code, sheet.rows.len())).collect::<Vec<_>>(),
            [(Some(22), 1), (Some(1), 2)],
            "a repeated heading goes on"
        );
        assert!(codes.is_empty(), "{codes:?}");
        let untitled = format!("{base}\n\n{HEADER}\n{second}");
        let (exams, _, codes, _) = told(&untitled, &Answers::default());
        assert_eq!((exams.len(), codes), (1, vec!["gia-title"]), "other columns without a title are refused, never counted in the first");
        let titled = format!("{base}\n22 - Математика базовая 2025.05.28\n{}", first.replacen('1', "2", 1));
        assert_eq!(told(&titled, &Answers::default()).1.len(), 2, "a title alone begins another");
    }

    #[test]
    fn a_language_without_a_code_on_two_days() {
        let header = "№ | Фамилия | Имя | Отчество | Документ | Код ОО | Класс | Часть с кратким ответом | Часть с развёрнутым ответом | Устная часть | \
                      Первичный балл устной части | Первичный балл письм. части | Первичный балл | Тестовый балл";
        let rows = ["1 | Петров | Пётр | Ильич | 4019 987654 | 450123 | 11А | 25+- | 2(2) | 1(1)4(4) | 5 | 10 | 15 | 54"];
        let (exams, protocols, codes, questions) =
            told(&page("Английский язык п.: 2025.06.18, у.: 2025.06.21", header, &rows), &Answers::default());
        assert!(codes.is_empty() && questions.is_empty(), "{codes:?} {questions:?}");
        assert_eq!((exams[0].exam, exams[0].year, exams[0].primary, exams[0].score), (Kind::Ege, SchoolYear(2024), Some(15), Some(54)));
        assert_eq!(
            protocols[0].rows[0].extended.as_deref(),
            Some([(2, 2), (1, 1), (4, 4)].as_slice()),
            "the spoken part follows the written one"
        );
        assert_eq!(
            told(&page("Школа Сидоровой 2025.06.18", header, &rows), &Answers::default()).2,
            ["gia-title"],
            "no subject is called so"
        );
    }
}
