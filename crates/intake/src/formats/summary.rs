//! Class summary sheets (сводная ведомость): pupils × subjects, with period columns under each subject or one period for the whole sheet.

use std::collections::BTreeMap;

use records::dataset::Period;
use records::provenance::{Place, Problem, Severity, Traits};
use records::text::{Phrase, Text};
use records::vocabulary::SchoolYear;

use crate::blocks::{Block, Body, blocks, number_columns, pupils, tell_left};
use crate::columns::{self, ClassColumn};
use crate::draft::Draft;
use crate::formats::asked;
use crate::formats::labels::{Label, labels, subject_only};
use crate::formats::marks::{self, PeriodCell};
use crate::formats::run::{Kept, Run, preview};
use crate::grid::{Book, BookKind, Row, Sheet};
use crate::layout::{Layout, Recognised};
use crate::names::SealedName;
use crate::{cells, limits, spelling};

/// Rows in which the header is looked for.
const ROWS_OF_HEADER: usize = 30;
/// Least number of columns of marks in a table that neither its title nor its periods make known.
const LEAST_COLUMNS: usize = 2;

/// Below the confidence of a journal's own layout.
const BELOW_A_JOURNAL: u8 = 30;

/// The layout.
pub(crate) struct Summary;

impl Layout for Summary {
    fn id(&self) -> &'static str {
        "class-summary"
    }

    fn title(&self) -> Phrase {
        Phrase { ru: "Сводная ведомость отметок класса", en: "Summary sheet of a class" }
    }

    fn from_description(&self) -> bool {
        true
    }

    fn traits(&self) -> Traits {
        Traits { carries_names: true, ..Traits::default() }
    }

    fn recognise(&self, book: &Book) -> Option<Recognised> {
        let tables = Table::all(book);
        let named = tables.iter().any(|table| {
            ["ведомост", "успеваемост", "итоговые оценки", "итоговые отметки", "сводн"]
                .iter()
                .any(|word| table.above.contains(word) || table.earlier.contains(word))
        });
        let periods = tables.iter().any(|table| table.columns.iter().any(|column| column.period.is_some()));
        let marked = tables.iter().any(Table::mostly_marks);
        let confidence = match (named, periods, marked) {
            (true, _, true) | (true, true, _) => 85,
            (_, true, true) => 75,
            (_, _, true) if tables.iter().any(|table| table.columns.len() >= LEAST_COLUMNS) => 45,
            // A journal of days only is known here to be refused with its reason.
            _ if tables.iter().any(|table| table.columns.is_empty()) => BELOW_A_JOURNAL,
            _ => return None,
        };
        // A page of one subject's days in a BIFF book is the journal's that writes such pages: it keeps its current marks too.
        let page_of_days = book.kind == BookKind::Xls && tables.iter().any(Table::is_page_of_days);
        let confidence = if page_of_days { confidence.min(BELOW_A_JOURNAL) } else { confidence };
        let why = Text::new(
            "строки — ученики, столбцы — предметы, в ячейках отметки за период",
            "rows are pupils, columns are subjects, the cells hold period marks",
        );
        Some(Recognised::new(confidence, why))
    }

    fn read(&self, book: &Book, draft: &mut Draft<'_>) {
        let tables = Table::all(book);
        if tables.is_empty() {
            return;
        }
        for table in &tables {
            if table.columns.is_empty() {
                draft.problem(days_only(draft.place(&table.sheet.name, Some(table.header), None)));
                continue;
            }
            let school = table.school.clone().or_else(|| asked::school(draft));
            let (free, class_column) = table.free_columns(draft);
            let class = match class_column {
                ClassColumn::None => {
                    table.said_class().or_else(|| asked::class_at(draft, &table.sheet.name, table.first_row())).map(Class::OfAll)
                }
                ClassColumn::At(column) => Some(Class::In(column)),
                ClassColumn::Waits => None,
            };
            let year = table.said_year().or_else(|| asked::year(draft));
            let period = table.period_of_sheet(draft);
            if let (Some(school), Some(class), Some(year)) = (&school, class, year) {
                table.read(self, school, &class, year, period, draft);
                columns::tell(table.sheet, table.head, &free, draft);
            }
        }
        draft.details.push((Text::new("Отметок за период", "Period marks"), draft.data.marks.len().to_string()));
    }
}

/// Where the class of a row stands.
enum Class {
    /// One for the table.
    OfAll(String),
    /// A column.
    In(u32),
}

/// A column of marks.
#[derive(Clone)]
struct Column {
    at: u32,
    subject: String,
    period: Option<Period>,
}

struct Table<'b> {
    sheet: &'b Sheet,
    /// Last row of the header.
    header: u32,
    names: Vec<u32>,
    /// Columns that number the pupils.
    numbers: Vec<u32>,
    columns: Vec<Column>,
    /// First row of the heading.
    head: &'b Row,
    /// Rows of pupils.
    pupils: Vec<&'b Row>,
    /// Rows that hold data and are no pupils'.
    left: Vec<&'b Row>,
    /// Texts above the header, folded.
    above: String,
    /// Those of the table before it in the sheet, or the sheet's name: they stand where its own say nothing.
    earlier: String,
    school: Option<String>,
    /// What stands above it speaks of the pupils before these.
    class_unsaid: bool,
    /// First of its sheet.
    first: bool,
}

impl<'b> Table<'b> {
    fn all(book: &'b Book) -> Vec<Self> {
        book.sheets.iter().flat_map(Self::of_sheet).collect()
    }

    /// Every table of the sheet; what a later one does not say of itself is what the one before it said.
    fn of_sheet(sheet: &'b Sheet) -> Vec<Self> {
        let is_head = |row: &Row| !name_columns(row).is_empty();
        if !sheet.rows.iter().take(ROWS_OF_HEADER).any(is_head) {
            return Vec::new();
        }
        let mut tables: Vec<Self> = Vec::new();
        for block in blocks(sheet, is_head, begins_another) {
            let before = tables.last().map(|table| (format!("{} · {}", table.above, table.earlier), table.school.clone()));
            tables.extend(Self::of_block(sheet, block, before).into_iter().flat_map(Self::counted_anew));
        }
        if let Some(first) = tables.first_mut() {
            first.first = true;
        }
        tables
    }

    fn of_block(sheet: &'b Sheet, block: Block<'b>, before: Option<(String, Option<String>)>) -> Option<Self> {
        let (row, names) = (block.head, name_columns(block.head));
        let first = names.iter().max()? + 1;
        let under = block.rows.first().copied();
        let under = under.filter(|under| under.index == row.index + 1 && names.iter().all(|column| under.get(*column).is_none()));
        let label = block.above.iter().flat_map(|row| labels(row)).rfind(|(label, _)| *label == Label::Subject);
        let columns = columns_of(row, under, first, label.map(|(_, subject)| subject_only(&subject)).as_deref());
        let other_table = |heading: &str| heading.starts_with("код") || heading.contains("первичный балл") || heading == "вариант";
        let days = row.cells.iter().any(|(column, cell)| *column >= first && is_day(cell));
        if (columns.is_empty() && !days) || row.cells.iter().any(|(_, cell)| other_table(cells::heading(cell))) {
            return None;
        }
        let header = under.filter(|under| is_period_row(under) || is_period_row(row)).map_or(row.index, |under| under.index);
        let rows: Vec<&Row> = block.rows.iter().filter(|row| row.index > header).copied().collect();
        let numbers = number_columns(row, &rows, &names);
        let Body { pupils, mut left } = pupils(&rows, &numbers, &names);
        left.extend(block.left);
        let (earlier, school_before) = before.unwrap_or_else(|| (spelling::fold(&sheet.name).into_owned(), None));
        let (above, school) = said_above(&block.above);
        Some(Self {
            sheet,
            header,
            names,
            numbers,
            columns,
            head: row,
            pupils,
            left,
            above,
            earlier,
            school: school.or(school_before),
            class_unsaid: false,
            first: false,
        })
    }

    /// Pupils counted from one again without a line between are of another class than the first: it is asked.
    fn counted_anew(mut self) -> Vec<Self> {
        let number = |row: &Row| self.numbers.iter().find_map(|column| cells::whole(row.get(*column)?));
        let anew =
            |pair: &[&Row]| matches!(pair, [before, row] if number(row) == Some(1) && number(before).is_some_and(|before| before > 1));
        let Some(at) = self.pupils.windows(2).position(anew).map(|at| at + 1) else { return vec![self] };
        let rest = self.pupils.split_off(at);
        let below = Self {
            class_unsaid: true,
            first: self.first,
            pupils: rest,
            left: Vec::new(),
            names: self.names.clone(),
            numbers: self.numbers.clone(),
            columns: self.columns.clone(),
            above: self.above.clone(),
            earlier: self.earlier.clone(),
            school: self.school.clone(),
            sheet: self.sheet,
            header: self.header,
            head: self.head,
        };
        std::iter::once(self).chain(below.counted_anew()).collect()
    }

    /// Marks of one subject under days or numbers of lessons.
    fn is_page_of_days(&self) -> bool {
        let one = self.columns.windows(2).all(|pair| matches!(pair, [a, b] if a.subject == b.subject));
        let mut heads = self.sheet.rows.iter().take_while(|row| row.index <= self.header).flat_map(|row| &row.cells);
        one && (heads.any(|(_, cell)| is_day(cell)) || self.head.cells.iter().any(|(_, cell)| cells::whole(cell).is_some()))
    }

    /// Whether most of the filled cells hold marks.
    fn mostly_marks(&self) -> bool {
        let (mut filled, mut marked) = (0_usize, 0_usize);
        for row in self.pupils.iter().take(200) {
            for column in &self.columns {
                match marks::period_cell(&row.words(column.at)) {
                    PeriodCell::Empty => {}
                    PeriodCell::Mark(_) => (filled, marked) = (filled + 1, marked + 1),
                    PeriodCell::Unknown => filled += 1,
                }
            }
        }
        marked > 0 && marked * 2 >= filled
    }

    /// First row, where the class of these rows alone is asked.
    fn first_row(&self) -> Option<u32> {
        self.pupils.first().filter(|_| self.class_unsaid).map(|row| row.index)
    }

    /// School year named above the table or by the sheet.
    fn said_year(&self) -> Option<SchoolYear> {
        asked::year_in(&self.above).or_else(|| asked::year_in(&self.earlier))
    }

    /// Class named above the table or by the sheet.
    fn said_class(&self) -> Option<String> {
        if self.class_unsaid {
            return None;
        }
        asked::class_in(&self.above).or_else(|| asked::class_in(&self.earlier))
    }

    /// Period of columns that name none: the text above, else a question; None also where every column names its own.
    fn period_of_sheet(&self, draft: &mut Draft<'_>) -> Option<Period> {
        if self.columns.iter().all(|column| column.period.is_some()) {
            return None;
        }
        let named = |words: &str| {
            marks::period_named(&["учебный год", "уч. год", "уч.год"].iter().fold(words.to_owned(), |words, year| words.replace(year, " ")))
        };
        named(&self.above)
            .or_else(|| named(&self.earlier))
            .or_else(|| asked::period(draft, "", draft.place(&self.sheet.name, Some(self.header), None)))
    }

    /// Columns with data that are not taken, and the one of classes among them.
    fn free_columns(&self, draft: &mut Draft<'_>) -> (Vec<u32>, ClassColumn) {
        let taken = |at: u32| self.columns.iter().any(|column| column.at == at) || self.names.contains(&at) || self.numbers.contains(&at);
        let mut free = columns::untaken(self.head, &self.pupils, taken);
        let class = columns::class_column(self.sheet, self.head, &self.pupils, &free, draft);
        free.retain(|column| class != ClassColumn::At(*column));
        (free, class)
    }

    fn read(&self, layout: &Summary, school: &str, class: &Class, year: SchoolYear, period: Option<Period>, draft: &mut Draft<'_>) {
        let named = self.columns.iter().map(|column| {
            let period = column.period.or(period).map_or_else(String::new, |period| format!(" {}", period.code()));
            (format!("{}{period}", column.subject), column.at)
        });
        let source = layout.source(Some(&self.sheet.name), named.collect(), draft);
        for (class, rows) in self.of_classes(class, draft) {
            let Some(run) = Run::open(&self.sheet.name, source, (school, &class), year, draft) else { continue };
            let mut pupils = 0;
            for row in rows {
                pupils += usize::from(self.read_row(row, &run, period, draft));
            }
            draft.details.push((Text::new("Класс, учеников", "Class, pupils"), format!("{class}, {pupils}")));
        }
        tell_left(self.sheet, &self.left, draft);
    }

    /// Rows of every class; a row whose class cannot be read is told.
    fn of_classes(&self, class: &Class, draft: &mut Draft<'_>) -> BTreeMap<String, Vec<&'b Row>> {
        let column = match class {
            Class::OfAll(class) => return BTreeMap::from([(class.clone(), self.pupils.clone())]),
            Class::In(column) => *column,
        };
        let grade = self.said_class().as_deref().and_then(asked::grade_of_class);
        let mut classes: BTreeMap<String, Vec<&Row>> = BTreeMap::new();
        for row in &self.pupils {
            let written = self.sheet.over(row, column).map(cells::words).unwrap_or_default();
            let class = asked::class_in(&written).or_else(|| asked::class_in(&format!("{}{written}", grade?)));
            match class {
                Some(class) => classes.entry(class).or_default().push(row),
                None => draft.problem(asked::no_grade(draft.place(&self.sheet.name, Some(row.index), Some(column)), &written)),
            }
        }
        classes
    }

    fn read_row(&self, row: &Row, run: &Run<'_>, period: Option<Period>, draft: &mut Draft<'_>) -> bool {
        let names: Vec<_> = self.names.iter().map(|column| row.words(*column)).collect();
        let Some(name) = SealedName::read(&names) else {
            draft.problem(asked::name_not_read(draft.place(&self.sheet.name, Some(row.index), self.names.first().copied())));
            return false;
        };
        // A later table of the sheet lists the same pupils again.
        let person = run.person(name, row.index, self.first, draft);
        for column in &self.columns {
            let Some(mark) = run.period_mark(row, column.at, draft) else { continue };
            let Some(period) = column.period.or(period) else { continue };
            run.keep(person, &Kept { subject: &column.subject, period, mark, average: None, count: None }, row.index, draft);
        }
        self.preview(row, draft);
        true
    }

    fn preview(&self, row: &Row, draft: &mut Draft<'_>) {
        let heading = |column: &Column| match column.period {
            Some(period) => format!("{}, {}", column.subject, asked::period_words(period)),
            None => column.subject.clone(),
        };
        let understood =
            |column: &Column| Some(row.words(column.at)).filter(|cell| matches!(marks::period_cell(cell), PeriodCell::Mark(_)));
        let cells = || self.columns.iter().map(|column| understood(column).unwrap_or_default().into_owned()).collect();
        preview(|| self.columns.iter().map(heading).collect(), cells, draft);
    }
}

/// A heading of days: a month, a date.
fn is_day(cell: &cells::Cell) -> bool {
    marks::month_named(cells::heading(cell)).is_some() || cells::date(cell).is_some()
}

fn days_only(place: Place) -> Problem {
    Problem {
        code: "period-marks-missing",
        severity: Severity::Refused,
        place,
        found: String::new(),
        what: Text::new(
            "В таблице только отметки по дням, отметок за период в ней нет: она не прочитана.",
            "The table has marks of days only and none of a period: it was not read.",
        ),
        mend: Text::new(
            "Добавьте сводную ведомость класса или журнал со столбцом отметки за четверть, полугодие или год.",
            "Add the summary sheet of the class, or a journal with a column of the mark of the quarter, half-year or year.",
        ),
    }
}

/// What the lines above a table say, and the school they state.
fn said_above(above: &[&Row]) -> (String, Option<String>) {
    let school = above.iter().flat_map(|row| labels(row)).find(|(label, _)| *label == Label::School);
    let lines = above.iter().map(|row| row.line()).collect::<Vec<_>>().join(" · ");
    (spelling::fold(&lines).into_owned(), school.and_then(|(_, value)| asked::school_key(&value)))
}

/// A line that begins another table under the same heading: it names a class or a period.
fn begins_another(row: &Row) -> bool {
    let words = row.line();
    !marks::is_total(&words) && (asked::class_line(row).is_some() || marks::period_named(&words).is_some())
}

/// Columns of names: «ФИО», or surname and what follows it.
fn name_columns(row: &Row) -> Vec<u32> {
    let first = |wanted: &dyn Fn(&str) -> bool| row.cells.iter().find(|(_, cell)| wanted(cells::heading(cell))).map(|(column, _)| *column);
    let heading = |wanted: &str| first(&|heading| heading == wanted);
    match (first(&asked::is_name_heading), heading("фамилия"), heading("имя")) {
        (Some(whole), _, _) => vec![whole],
        (None, Some(surname), Some(first)) => [Some(surname), Some(first), heading("отчество")].into_iter().flatten().collect(),
        _ => Vec::new(),
    }
}

/// Whether a row of the header names periods.
fn is_period_row(row: &Row) -> bool {
    let named = row.cells.iter().filter(|(_, cell)| marks::period_named(cells::heading(cell)).is_some()).count();
    named > 0 && named * 2 >= row.cells.len()
}

/// Columns of marks: subject above and period below, or the other way round, the upper heading merged over its columns; or subjects alone.
/// `said`: the subject a line above states, for columns whose heading names a period only.
fn columns_of(row: &Row, under: Option<&Row>, first: u32, said: Option<&str>) -> Vec<Column> {
    let top = |at: u32| {
        row.cells
            .iter()
            .take_while(|(column, _)| *column <= at)
            .last()
            .filter(|(column, _)| *column >= first)
            .map(|(_, cell)| cells::words(cell))
    };
    let under = under.filter(|under| is_period_row(under) || is_period_row(row));
    let last = row.cells.last().into_iter().chain(under.and_then(|under| under.cells.last())).map(|(column, _)| *column).max().unwrap_or(0);
    let all = first..=last.min(limits::COLUMNS);
    // Under a stated subject the columns that name periods hold its marks; the others are no subjects.
    let of_period = |at: u32| Some((said?.to_owned(), marks::period_named(&row.get(at).map(cells::words)?)?));
    if under.is_none() && all.clone().any(|at| of_period(at).is_some()) {
        let named = all.filter_map(|at| of_period(at).map(|(subject, period)| Column { at, subject, period: Some(period) }));
        return named.collect();
    }
    let column = |at: u32| match under {
        Some(under) => {
            let (above, below) = top(at).zip(under.get(at).map(cells::words))?;
            let (period, subject) = match (marks::period_named(&below), marks::period_named(&above)) {
                (Some(period), _) => (period, above),
                (None, Some(period)) => (period, below),
                (None, None) => return None,
            };
            Some(Column { at, subject: subject.into_owned(), period: Some(period) })
        }
        None => row.get(at).map(cells::words).map(|subject| Column { at, subject: subject.into_owned(), period: None }),
    };
    let subjects = all.filter_map(column).filter(|column| marks::is_subject(&column.subject));
    subjects.map(|column| Column { subject: subject_only(&column.subject), ..column }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Answers;
    use crate::formats::sample;
    use records::dataset::{JournalMark, MarkRow};

    const NAMES: [&str; 5] = ["Петров", "Пётр", "Ильич", "Зимина", "Львовна"];

    /// class, subject, period, mark
    type Told = (String, String, String, JournalMark);

    fn told(page: &str, given: &[&str]) -> (Vec<Told>, Vec<&'static str>, Vec<String>) {
        let book = sample::book(BookKind::Xlsx, &[("Лист1", page)]);
        let none = Answers::default();
        let first = sample::read(&Summary, &book, &none, &NAMES);
        let mut answers = Answers::default();
        first.questions.iter().zip(given).for_each(|(question, answer)| answers.set(question.key.clone(), answer));
        let draft = sample::read(&Summary, &book, &answers, &NAMES);
        let names = &draft.data;
        let row = |row: &MarkRow| {
            (
                names.class_names.name(row.class.0).to_owned(),
                names.subject_names.name(row.subject.0).to_owned(),
                row.period.code(),
                row.mark,
            )
        };
        let asked = first.questions.iter().map(|question| question.key.split(':').next().unwrap().to_owned()).collect();
        (draft.data.marks.iter().map(row).collect(), draft.problems.iter().map(|problem| problem.code).collect(), asked)
    }

    fn mark(class: &str, subject: &str, period: &str, mark: u8) -> Told {
        (class.into(), subject.into(), period.into(), JournalMark::Mark(mark))
    }

    #[test]
    fn periods_under_each_subject() {
        let page = "Сводная ведомость учёта успеваемости\nКласс: 8 «а» 2025/2026 учебный год\n\n№ | Ученик | Русский язык | | Алгебра | | Средний балл\n | | 1 четверть | Год | I четв. | Год |\n\
                    1 | Петров Пётр Ильич | 4 | 5 | н/а | 3 | 4,1\n2 | Зимина Анна Львовна | осв. | | 2 | 2,0 |\n | Итого | 1 | 1 | 1 | 1 |\n | Качество, % | 50 | 50 | 0 | 0 |";
        let (found, problems, asked) = told(page, &["edu450123"]);
        assert_eq!(asked, ["school"]);
        let expected = [
            mark("8А", "Русский язык", "q1", 4),
            mark("8А", "Русский язык", "year", 5),
            ("8А".into(), "Алгебра".into(), "q1".into(), JournalMark::NotAttested),
            mark("8А", "Алгебра", "year", 3),
            ("8А".into(), "Русский язык".into(), "q1".into(), JournalMark::Released),
            mark("8А", "Алгебра", "q1", 2),
        ];
        assert_eq!(found, expected);
        assert_eq!(problems, ["mark-not-read"], "2,0 is no mark");
    }

    #[test]
    fn subjects_under_each_period() {
        let page = "Класс 7Б, 2024-25\nФамилия | Имя | 1 четверть | | 2 четверть |\n | | Физика | Химия | Физика | Химия\nПетров | Пётр | 4 | 5 | 3 | 2";
        let (found, problems, _) = told(page, &["edu450123"]);
        assert!(problems.is_empty());
        assert_eq!(
            found,
            [mark("7Б", "Физика", "q1", 4), mark("7Б", "Химия", "q1", 5), mark("7Б", "Физика", "q2", 3), mark("7Б", "Химия", "q2", 2)]
        );
    }

    #[test]
    fn one_period_for_the_sheet() {
        let page = "Итоги успеваемости 9А класса за 2 полугодие 2025/2026 учебного года\nФИО | Физика | Химия\nПетров Пётр Ильич | 4 | 5";
        let (found, _, asked) = told(page, &["edu450123"]);
        assert_eq!(asked, ["school"]);
        assert!(told(&format!("Школа: | edu450123\n{page}"), &[]).2.is_empty(), "the sheet states its school");
        assert_eq!(told(&format!("Школа: МБОУ СОШ\n{page}"), &[]).2, ["school"], "a name is no key");
        assert_eq!(found, [mark("9А", "Физика", "h2", 4), mark("9А", "Химия", "h2", 5)]);
    }

    #[test]
    fn what_is_not_said_is_asked() {
        let page = "Сводная ведомость\nФИО | Физика | Химия\nПетров Пётр Ильич | 4 | 5";
        let (found, _, asked) = told(page, &[]);
        assert_eq!(asked, ["school", "class", "year", "period"]);
        assert!(found.is_empty());
        let (found, ..) = told(page, &["edu450123", "9А", "2025/2026", "1 триместр"]);
        assert_eq!(found.len(), 2);
        let (_, _, asked) = told("Ведомость за 2025/2026 учебный год, 9А\nФИО | Физика | Химия\nПетров Пётр Ильич | 4 | 5", &[]);
        assert_eq!(asked, ["school", "period"], "«учебный год» names no period");
    }

    #[test]
    fn a_spoiled_sheet_says_where() {
        let page = "9А 2025/2026\nФИО | Физика | Химия\nПетров Пётр Ильич | 5 4 | Зимина\n12 | 4 | 5\nЗимина Анна Львовна | 3 | н";
        let book = sample::book(BookKind::Xlsx, &[("1 четверть", page)]);
        let mut answers = Answers::default();
        answers.set(sample::read(&Summary, &book, &Answers::default(), &NAMES).questions[0].key.clone(), "edu450123");
        let draft = sample::read(&Summary, &book, &answers, &NAMES);
        let told: Vec<_> = draft.problems.iter().map(|problem| (problem.place.cell().unwrap(), problem.found.as_str())).collect();
        let expected = [("B3", "5 4"), ("C3", "текст"), ("A4", ""), ("C5", "н")];
        assert_eq!(told, expected.map(|(cell, found)| (cell.to_owned(), found)));
        assert_eq!(draft.data.marks.len(), 1, "the sheet's name gives the period");
    }

    #[test]
    fn other_tables_are_not_summaries() {
        for page in [
            "Класс | Код | ФИО\n4А | 40001 | Петров Пётр Ильич",
            "№ | Фамилия | Имя | Отчество | Первичный балл | Балл\n1 | Петров | Пётр | Ильич | 4 | 5",
            "ФИО | Телефон | Адрес\nПетров Пётр | 89 | улица",
        ] {
            assert!(Summary.recognise(&sample::book(BookKind::Xlsx, &[("Лист1", page)])).is_none(), "{page}");
        }
    }

    #[test]
    fn a_footer_is_nobody_and_a_second_table_is_of_its_own_class() {
        let head = "№ | ФИО | Физика | Химия";
        let page = format!(
            "Ведомость 9А класса за 2 четверть 2025/2026 уч. года\nШкола: | edu450123\n{head}\n1 | Петров Пётр Ильич | 4 | 4\n2 | Зимина Анна Львовна | 4 | 4\n\
             | Хорошисты | 2 | 2\n | Успевают | 2 | 2\n | Прибыло | 1 | 1\n\n9Б класс\n{head}\n1 | Петров Пётр | 5 | 5\n | Выбыло | 3 | 3"
        );
        let (found, problems, asked) = told(&page, &[]);
        assert!(asked.is_empty(), "{asked:?}");
        assert_eq!(problems, ["rows-left-over", "rows-left-over"]);
        let expected =
            [("9А", "Физика", 4), ("9А", "Химия", 4), ("9А", "Физика", 4), ("9А", "Химия", 4), ("9Б", "Физика", 5), ("9Б", "Химия", 5)];
        assert_eq!(found, expected.map(|(class, subject, value)| mark(class, subject, "q2", value)));
    }

    #[test]
    fn a_period_line_begins_another_table_under_the_same_heading() {
        let page = "9А 2025/2026\n№ | ФИО | Физика | Химия\n1 четверть\n1 | Петров Пётр | 4 | 5\n2 четверть\n1 | Петров Пётр | 3 | 2";
        let (found, ..) = told(page, &["edu450123"]);
        let periods: Vec<&str> = found.iter().map(|row| row.2.as_str()).collect();
        assert_eq!(periods, ["q1", "q1", "q2", "q2"]);
    }

    #[test]
    fn classes_of_a_parallel_are_never_merged() {
        let page = "Итоги 9-х классов за 2 четверть 2025/2026\nШкола: | edu450123\n№ | Класс | ФИО | Физика | Химия\n1 | 9А | Петров Пётр | 4 | 5\n2 | 9Б | Зимина Анна | 3 | 4";
        let classes = |page: &str, given: &[&str]| {
            let (found, _, asked) = told(page, given);
            (found.into_iter().map(|row| row.0).collect::<Vec<_>>(), asked)
        };
        assert_eq!(classes(page, &[]).0, ["9А", "9А", "9Б", "9Б"]);
        let other = page.replace("| Класс |", "| Группа |");
        assert_eq!(classes(&other, &[]), (vec![], vec!["class-column".to_owned()]), "an unknown heading is asked about");
        assert_eq!(classes(&other, &["B"]).0, ["9А", "9А", "9Б", "9Б"]);
        let anew = "9А класс, 2 четверть 2025/2026\nШкола: | edu450123\n№ | ФИО | Физика | Химия\n1 | Петров Пётр | 4 | 5\n2 | Зимина Анна | 3 | 4\n1 | Петров Пётр | 5 | 5";
        assert_eq!(classes(anew, &[]).1, ["class"], "counted from one again");
        assert_eq!(classes(anew, &["9Б"]).0, ["9А", "9А", "9А", "9А", "9Б", "9Б"]);
    }

    #[test]
    fn data_that_are_not_taken_are_told_and_periods_of_one_subject_are_read() {
        let page = "9А, 2025/2026\nШкола: | edu450123\nПредмет: Физика\n№ | ФИО | 1 четверть | 2 четверть | Экзамен | Средний балл\n1 | Петров Пётр | 4 | 5 | 3 | 4,5";
        let (found, problems, _) = told(page, &[]);
        assert_eq!(found, [mark("9А", "Физика", "q1", 4), mark("9А", "Физика", "q2", 5)]);
        assert_eq!(problems, ["columns-not-read"]);
    }

    #[test]
    fn a_journal_of_days_gives_its_period_marks_or_a_reason() {
        let block = |subject: &str, marks: &str| {
            format!(
                "Предмет: {subject}/9А\nУчитель: Сидорова А. А.\n№ | ФИО | Сентябрь | | Октябрь{marks}\n | | 2 | 9 | 1\n1 | Петров Пётр | 3 | н | 4{}\n\n\
                 № | Дата | Тема\n1 | 02.09 | Урок\n2 | 09.09 | Урок\n",
                if marks.is_empty() { "" } else { " | 5" }
            )
        };
        let page = |marks: &str| {
            format!("Журнал\nШкола: edu450123\nУчебный год: 2025/2026\nКласс: 9А\n{}{}", block("Физика", marks), block("Химия", marks))
        };
        let (found, problems, asked) = told(&page(" | 1 четверть"), &[]);
        assert!(asked.is_empty(), "{asked:?}");
        assert_eq!(found, [mark("9А", "Физика", "q1", 5), mark("9А", "Химия", "q1", 5)], "no subject is called «Сентябрь»");
        assert_eq!(problems, ["rows-left-over", "days-not-read", "rows-left-over", "days-not-read"]);
        let (found, problems, _) = told(&page(""), &[]);
        assert!(found.is_empty());
        assert_eq!(problems, ["period-marks-missing", "period-marks-missing"]);
    }
}
