//! «Список кодов», the paper protocol as the school keeps it: `Класс | Код | Фамилия Имя Отчество` (one to three name columns) → `people`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use records::dataset::PersonRow;
use records::provenance::{Place, Problem, Severity, Traits};
use records::text::{Phrase, Text};
use records::vocabulary::SchoolYear;

use crate::blocks::{Body, blocks, number_columns, pupils, tell_left};
use crate::columns::{self, ClassColumn};
use crate::draft::Draft;
use crate::formats::asked;
use crate::grid::{Book, Row, Sheet};
use crate::layout::{Layout, Recognised};
use crate::names::{Sealed, SealedName};
use crate::{cells, limits};

/// Rows in which the header is looked for.
const ROWS_OF_HEADER: usize = 30;
/// A list of codes is narrow; a wider table with a code is something else.
const GREATEST_WIDTH: usize = 9;

/// The layout.
pub(crate) struct CodesList;

impl Layout for CodesList {
    fn id(&self) -> &'static str {
        "codes"
    }

    fn title(&self) -> Phrase {
        Phrase { ru: "Список кодов участников", en: "List of participant codes" }
    }

    fn from_description(&self) -> bool {
        true
    }

    fn traits(&self) -> Traits {
        Traits { carries_names: true, ..Traits::default() }
    }

    fn recognise(&self, book: &Book) -> Option<Recognised> {
        let table = book.sheets.iter().flat_map(Table::all).next()?;
        let confidence = if table.columns.class.is_some() { 90 } else { 55 };
        let why = Text::new(
            "в заголовке «Код» и столбцы имени, баллов и отметок нет",
            "the header has «Код» and columns of a name, and neither points nor marks",
        );
        Some(Recognised::new(confidence, why))
    }

    fn read(&self, book: &Book, draft: &mut Draft<'_>) {
        let stated = stated_year(book);
        let school = asked::school(draft);
        let year = stated.or_else(|| asked::year(draft));
        let (Some(school), Some(year)) = (school, year) else { return };
        for mut table in book.sheets.iter().flat_map(Table::all) {
            let Some(free) = table.take_class_column(draft) else { continue };
            columns::tell(table.sheet, table.head, &free, draft);
            table.read(self, &school, year, draft);
        }
        draft.details.push((Text::new("Учебный год", "School year"), year.to_string()));
        draft.details.push((Text::new("Кодов", "Codes"), draft.data.people.len().to_string()));
    }
}

/// A school year written above a table.
fn stated_year(book: &Book) -> Option<SchoolYear> {
    book.sheets.iter().flat_map(Table::all).find_map(|table| asked::year_in(&table.above))
}

#[derive(Default)]
struct Columns {
    class: Option<u32>,
    code: Option<u32>,
    names: Vec<u32>,
}

impl Columns {
    fn of(row: &Row) -> Self {
        let mut columns = Self::default();
        let mut whole = None;
        let mut parts = [None; 3];
        for (column, cell) in &row.cells {
            let heading = cells::heading(cell);
            match heading {
                "класс" | "класс (буква)" | "класс, буква" => columns.class = columns.class.or(Some(*column)),
                "код" | "код участника" | "код ученика" | "код обучающегося" => {
                    columns.code = columns.code.or(Some(*column));
                }
                "фамилия" => parts[0] = parts[0].or(Some(*column)),
                "имя" | "имя отчество" | "имя, отчество" | "имя и отчество" => {
                    parts[1] = parts[1].or(Some(*column))
                }
                "отчество" => parts[2] = parts[2].or(Some(*column)),
                _ if asked::is_name_heading(heading) => whole = whole.or(Some(*column)),
                _ => {}
            }
        }
        columns.names = if parts[0].is_some() { parts.into_iter().flatten().collect() } else { whole.into_iter().collect() };
        columns
    }
}

struct Table<'b> {
    sheet: &'b Sheet,
    columns: Columns,
    head: &'b Row,
    numbers: Vec<u32>,
    /// Lines above it.
    above: String,
    /// Rows of pupils.
    pupils: Vec<&'b Row>,
    /// Rows that hold data and are no pupils'.
    left: Vec<&'b Row>,
}

impl<'b> Table<'b> {
    /// Every list of the sheet.
    fn all(sheet: &'b Sheet) -> Vec<Self> {
        if !sheet.rows.iter().take(ROWS_OF_HEADER).any(is_head) {
            return Vec::new();
        }
        let tables = blocks(sheet, is_head, |row| asked::class_line(row).is_some()).into_iter().map(|block| {
            let columns = Columns::of(block.head);
            let mut numbers = number_columns(block.head, &block.rows, &columns.names);
            numbers.extend(columns.code);
            let Body { pupils, mut left } = pupils(&block.rows, &numbers, &columns.names);
            left.extend(block.left);
            let above = block.above.iter().map(|row| row.line()).collect::<Vec<_>>().join(" · ");
            Self { sheet, columns, head: block.head, numbers, above, pupils, left }
        });
        tables.collect()
    }

    /// Columns with data that are not taken; one of classes under another heading becomes the list's. None while it is asked about.
    fn take_class_column(&mut self, draft: &mut Draft<'_>) -> Option<Vec<u32>> {
        let taken = |at: u32| {
            let key = [self.columns.class, self.columns.code].contains(&Some(at));
            key || self.columns.names.contains(&at) || self.numbers.contains(&at)
        };
        let mut free = columns::untaken(self.head, &self.pupils, taken);
        if self.columns.class.is_none() {
            match columns::class_column(self.sheet, self.head, &self.pupils, &free, draft) {
                ClassColumn::At(column) => self.columns.class = Some(column),
                ClassColumn::Waits => return None,
                ClassColumn::None => {}
            }
            free.retain(|column| self.columns.class != Some(*column));
        }
        Some(free)
    }

    /// Class of a list without a column of classes: the line above it, else a question.
    fn class(&self, draft: &mut Draft<'_>) -> Option<String> {
        if self.columns.class.is_some() {
            return None;
        }
        asked::class_in(&self.above).or_else(|| asked::class(draft, &self.sheet.name))
    }

    fn read(&self, layout: &CodesList, school: &str, year: SchoolYear, draft: &mut Draft<'_>) {
        let class_of_sheet = self.class(draft);
        let mut rows: Vec<(u32, String, Sealed)> = Vec::new();
        tell_left(self.sheet, &self.left, draft);
        for row in &self.pupils {
            rows.extend(self.read_row(row, class_of_sheet.as_deref(), school, year, draft));
        }
        let rows = self.without_double_codes(rows, draft);
        let named = [("class", self.columns.class), ("code", self.columns.code)];
        let columns = named.iter().filter_map(|(name, column)| Some(((*name).to_owned(), (*column)?))).collect();
        let source = layout.source(Some(&self.sheet.name), columns, draft);
        let school = draft.school(school);
        for (row, code, sealed) in rows {
            let class = sealed.class.clone().unwrap_or_else(|| sealed.grade.to_string());
            self.preview(&class, &code, draft);
            let class = draft.class(&class);
            let person = draft.person_sealed(sealed);
            let origin = draft.origin(source, row);
            draft.data.people.push(PersonRow { person, school, year, class, kim: None, code, origin });
        }
    }

    fn read_row(
        &self,
        row: &Row,
        class: Option<&str>,
        school: &str,
        year: SchoolYear,
        draft: &mut Draft<'_>,
    ) -> Option<(u32, String, Sealed)> {
        let place = |draft: &Draft<'_>, column: Option<u32>| draft.place(&self.sheet.name, Some(row.index), column);
        let code = self.columns.code.map(|column| row.words(column)).unwrap_or_default();
        let names: Vec<_> = self.columns.names.iter().map(|column| row.words(*column)).collect();
        let Some(name) = SealedName::read(&names) else {
            draft.problem(asked::name_not_read(place(draft, self.columns.names.first().copied())));
            return None;
        };
        if !is_code(&code) {
            draft.problem(no_code(place(draft, self.columns.code), &code));
            return None;
        }
        let said = |column| self.sheet.over(row, column).map(cells::words).unwrap_or_default();
        let written = self.columns.class.map(said).or(class.map(Cow::Borrowed)).unwrap_or_default();
        let Some(grade) = asked::grade_of_class(&written) else {
            draft.problem(asked::no_grade(place(draft, self.columns.class), &written));
            return None;
        };
        let class = written.chars().any(char::is_alphabetic).then(|| written.into_owned());
        let sealed = Sealed { name, school: school.to_owned(), class, grade, year, place: place(draft, None), once: true };
        Some((row.index, code.into_owned(), sealed))
    }

    /// A code that two rows carry says nothing of either; the rows are left out.
    fn without_double_codes(&self, rows: Vec<(u32, String, Sealed)>, draft: &mut Draft<'_>) -> Vec<(u32, String, Sealed)> {
        let mut seen: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (row, code, _) in &rows {
            seen.entry(code.clone()).or_default().push(*row);
        }
        for (code, twice) in seen.iter().filter(|(_, twice)| twice.len() > 1) {
            let list: Vec<String> = twice.iter().map(|row| (row + 1).to_string()).collect();
            draft.problem(double_code(draft.place(&self.sheet.name, twice.first().copied(), self.columns.code), code, &list.join(", ")));
        }
        rows.into_iter().filter(|(_, code, _)| seen.get(code).is_none_or(|twice| twice.len() == 1)).collect()
    }

    fn preview(&self, class: &str, code: &str, draft: &mut Draft<'_>) {
        if draft.preview.is_empty() {
            draft.preview.push(["Класс", "Код", "Ученик"].map(str::to_owned).to_vec());
        }
        if draft.preview.len() <= limits::PREVIEW_ROWS {
            draft.preview.push(vec![class.to_owned(), code.to_owned(), asked::SEALED.to_owned()]);
        }
    }
}

/// Whether a row heads a list of codes: narrow, with a code and a name, without marks.
fn is_head(row: &Row) -> bool {
    if row.cells.len() > GREATEST_WIDTH {
        return false;
    }
    let of_marks = |heading: &str| ["балл", "отметк", "оценк"].iter().any(|word| heading.contains(word)) || heading == "вариант";
    let columns = Columns::of(row);
    columns.code.is_some() && !columns.names.is_empty() && !row.cells.iter().any(|(_, cell)| of_marks(cells::heading(cell)))
}

/// A code: digits, perhaps with a short prefix; a word is none.
fn is_code(code: &str) -> bool {
    code.len() <= 24 && code.chars().any(|c| c.is_ascii_digit()) && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

fn no_code(place: Place, found: &str) -> Problem {
    Problem {
        code: "code-not-read",
        severity: Severity::Warning,
        place,
        found: asked::number_only(found),
        what: Text::new(
            "Код участника пуст или записан не цифрами; строка не прочитана.",
            "The participant code is missing or has no digits; the row was not read.",
        ),
        mend: Text::new("Впишите код из бумажного протокола.", "Enter the code of the paper protocol."),
    }
}

fn double_code(place: Place, code: &str, rows: &str) -> Problem {
    Problem {
        code: "code-twice",
        severity: Severity::Warning,
        place,
        found: code.to_owned(),
        what: Text::new(
            format!("Один код стоит в нескольких строках ({rows}); эти строки не прочитаны."),
            format!("One code stands in several rows ({rows}); these rows were not read."),
        ),
        mend: Text::new(
            "Сверьте код с бумажным протоколом и оставьте его в одной строке.",
            "Compare the code with the paper protocol and keep it in one row.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Answers;
    use crate::formats::sample;
    use crate::grid::BookKind;

    const NAMES: [&str; 5] = ["Петров", "Пётр", "Ильич", "Зимина", "Львовна"];

    fn answers() -> Answers {
        let mut answers = Answers::default();
        let book = sample::book(BookKind::Csv, &[("", "")]);
        let none = Answers::default();
        let draft = Draft::new(&book.file, &book.sha256, &none);
        answers.set(asked::key_of_folder("school", &draft), "edu450123");
        answers.set(asked::key_of_folder("year", &draft), "2025/2026");
        answers
    }

    fn rows(page: &str) -> (Vec<(String, String)>, Vec<&'static str>) {
        let answers = answers();
        let book = sample::book(BookKind::Csv, &[("Лист1", page)]);
        let draft = sample::read(&CodesList, &book, &answers, &NAMES);
        assert_eq!(draft.sealed.len(), draft.data.people.len());
        let row = |row: &PersonRow| (draft.data.class_names.name(row.class.0).to_owned(), row.code.clone());
        (draft.data.people.iter().map(row).collect(), draft.problems.iter().map(|problem| problem.code).collect())
    }

    fn pair(class: &str, code: &str) -> (String, String) {
        (class.to_owned(), code.to_owned())
    }

    #[test]
    fn one_to_three_columns_of_names() {
        let expected = (vec![pair("4А", "40001"), pair("4Б", "40002")], vec![]);
        for page in [
            "Класс | Код | Фамилия Имя Отчество\n4А | 40001 | Петров Пётр Ильич\n4Б | 40002 | Зимина Анна Львовна",
            "Список кодов 2025/2026\n\n№ | Класс | Код участника | ФИО\n1 | 4А | 40001 | Петров Пётр Ильич\n2 | 4Б | 40002 | Зимина Анна Львовна\n | | | Всего 2",
            "Код | Класс | Фамилия | Имя Отчество\n40001 | 4А | Петров | Пётр Ильич\n40002 | 4Б | Зимина | Анна Львовна",
            "КЛАСС | Kод | Фамилия | Имя | Отчество\n4А | 40001 | Петров | Пётр | Ильич\n4Б | 40002 | Зимина | Анна | Львовна",
        ] {
            assert_eq!(rows(page), expected, "{page}");
        }
    }

    #[test]
    fn spoiled_rows_are_told_and_left_out() {
        let page = "Класс | Код | ФИО\n4А | 40001 | Петров Пётр Ильич\n4А | 40001 | Зимина Анна Львовна\n4А | | Петров Пётр\n4А | Петров | Зимина Анна\n | 40004 | Петров Пётр\n4А | 40005 | 12\n4А | 40006 | Зимина Анна Львовна";
        let (found, codes) = rows(page);
        assert_eq!(found, [pair("4А", "40006")]);
        assert_eq!(codes, ["code-not-read", "code-not-read", "class-not-read", "name-not-read", "code-twice"]);
    }

    #[test]
    fn school_and_year_are_asked_once() {
        let book = sample::book(BookKind::Csv, &[("", "Класс | Код | ФИО\n4А | 40001 | Петров Пётр Ильич")]);
        let none = Answers::default();
        let draft = sample::read(&CodesList, &book, &none, &NAMES);
        let keys: Vec<&str> = draft.questions.iter().map(|question| question.key.split(':').next().unwrap()).collect();
        assert_eq!(keys, ["school", "year"]);
        assert!(draft.data.people.is_empty());
    }

    #[test]
    fn other_tables_with_codes_are_not_lists() {
        for page in [
            "Код участника | Класс | Вариант | 1 (2б) | Первичный балл | ФИО",
            "Код | Наименование",
            "Класс | Фамилия Имя Отчество | Отметка",
            "Класс | Ученик",
        ] {
            assert!(CodesList.recognise(&sample::book(BookKind::Xlsx, &[("Лист1", page)])).is_none(), "{page}");
        }
    }

    #[test]
    fn two_lists_in_one_sheet_are_of_two_classes() {
        let head = "Код | ФИО";
        let page = format!(
            "4А класс\n{head}\n40001 | Петров Пётр Ильич\n\n4Б класс\n{head}\n40002 | Зимина Анна Львовна\n | Ответственный организатор |"
        );
        assert_eq!(rows(&page), (vec![pair("4А", "40001"), pair("4Б", "40002")], vec![]));
        let lines = format!("4А класс\n{head}\n40001 | Петров Пётр Ильич\n4Б класс\n40002 | Зимина Анна Львовна");
        assert_eq!(rows(&lines).0, [pair("4А", "40001"), pair("4Б", "40002")], "a line of the class under the same heading");
    }

    #[test]
    fn classes_under_another_heading_are_asked_about_and_a_second_band_is_told() {
        let page = "Поток | Код | ФИО\n4А | 40001 | Петров Пётр Ильич\n4Б | 40002 | Зимина Анна Львовна";
        let book = sample::book(BookKind::Csv, &[("Лист1", page)]);
        let answers = answers();
        let draft = sample::read(&CodesList, &book, &answers, &NAMES);
        assert!(draft.data.people.is_empty() && draft.questions.iter().any(|question| question.key.starts_with("class-column")));
        let (found, problems) =
            rows("Класс | Код | ФИО | | Класс | Код | ФИО\n4А | 40001 | Петров Пётр Ильич | | 4Б | 40002 | Зимина Анна Львовна");
        assert_eq!((found, problems), (vec![pair("4А", "40001")], vec!["columns-not-read"]), "no code goes to another pupil");
    }
}
