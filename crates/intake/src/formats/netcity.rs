//! «Сетевой Город»: «Отчёт об успеваемости и посещаемости ученика», downloaded as `.xls` that is HTML; the same blocks «Ученик: …» also come as xlsx.

use jiff::civil::Date;
use records::dataset::Period;
use records::provenance::{Place, Problem, Severity, SourceId, Traits};
use records::reference::school_year;
use records::text::{Phrase, Text};
use records::vocabulary::SchoolYear;

use crate::blocks::{is_heading, tell_left};
use crate::cells;
use crate::columns;
use crate::draft::Draft;
use crate::formats::asked;
use crate::formats::labels::{Label, class_only, labels, subject_only};
use crate::formats::marks::{self, Token};
use crate::formats::run::{Kept, Run, preview, token_only};
use crate::grid::{Book, Row, Sheet};
use crate::layout::{Layout, Recognised};
use crate::names::SealedName;

/// The layout.
pub(crate) struct NetCity;

impl Layout for NetCity {
    fn id(&self) -> &'static str {
        "netcity-pupil"
    }

    fn title(&self) -> Phrase {
        Phrase {
            ru: "«Сетевой Город»: отчёт об успеваемости ученика", en: "“Сетевой Город” journal: report of a pupil"
        }
    }

    fn from_description(&self) -> bool {
        true
    }

    fn traits(&self) -> Traits {
        Traits { carries_names: true, ..Traits::default() }
    }

    fn recognise(&self, book: &Book) -> Option<Recognised> {
        let has = |test: fn(&Row) -> bool| book.sheets.iter().any(|sheet| sheet.rows.iter().any(test));
        let pupil = || has(|row| labels(row).iter().any(|(label, _)| *label == Label::Pupil));
        let header = || has(|row| Header::of(row).is_some());
        let why = Text::new(
            "есть строки «Ученик: …» и таблица «Предмет … Средн. оценка … Итог. оценка»",
            "there are rows «Ученик: …» and a table «Предмет … Средн. оценка … Итог. оценка»",
        );
        (pupil() && header()).then(|| Recognised::new(95, why))
    }

    fn read(&self, book: &Book, draft: &mut Draft<'_>) {
        let blocks: Vec<Block<'_>> = book.sheets.iter().flat_map(|sheet| blocks_of(sheet, draft)).collect();
        draft.details.push((Text::new("Учеников", "Pupils"), blocks.len().to_string()));
        if blocks.is_empty() {
            return;
        }
        for sheet in &book.sheets {
            let of_sheet: Vec<&Block<'_>> = blocks.iter().filter(|block| std::ptr::eq(block.sheet, sheet)).collect();
            if let Some(first) = of_sheet.first() {
                let source = self.source(Some(&sheet.name), first.header.named(), draft);
                let left: Vec<&Row> =
                    of_sheet.iter().flat_map(|block| block.left.iter().filter(|row| row.cells.len() > 1)).copied().collect();
                tell_left(sheet, &left, draft);
                let rows: Vec<&Row> = of_sheet.iter().flat_map(|block| &block.rows).copied().collect();
                if let Some(head) = sheet.row(first.header.row) {
                    columns::tell(sheet, head, &columns::untaken(head, &rows, |column| first.header.takes(column)), draft);
                }
                for block in of_sheet {
                    block.read(source, draft);
                }
            }
        }
        draft.details.push((Text::new("Отметок за период", "Period marks"), draft.data.marks.len().to_string()));
    }
}

/// Columns of a table of marks.
#[derive(Clone, Debug, Default)]
struct Header {
    row: u32,
    subject: u32,
    /// Columns of days.
    days: Vec<u32>,
    averages: Vec<(u32, String)>,
    finals: Vec<(u32, String)>,
}

impl Header {
    fn of(row: &Row) -> Option<Self> {
        let mut header = Self { row: row.index, ..Self::default() };
        let mut subject = None;
        let (mut last, mut strange) = (0, Vec::new());
        for (column, cell) in &row.cells {
            let heading = cells::heading(cell);
            last = *column;
            if is_subject_heading(heading) {
                subject = subject.or(Some(*column));
            } else if heading.starts_with("средн") || heading.starts_with("ср.") {
                header.averages.push((*column, bare(heading)));
            } else if heading.starts_with("итог") || marks::period_named(heading).is_some() {
                header.finals.push((*column, bare(heading)));
            } else if marks::month_named(heading).is_none() && heading.chars().any(char::is_alphabetic) {
                strange.push(*column);
            }
        }
        header.subject = subject?;
        let marked =
            |column: &u32| header.averages.iter().chain(&header.finals).any(|(other, _)| other == column) || strange.contains(column);
        // Month headings are merged over their days, so every column up to the last heading that is neither average nor final is a day.
        header.days = (header.subject + 1..=last).filter(|column| !marked(column)).collect();
        (!header.finals.is_empty() || !header.averages.is_empty()).then_some(header)
    }

    fn takes(&self, column: u32) -> bool {
        let marked = self.averages.iter().chain(&self.finals).any(|(other, _)| *other == column);
        column <= self.subject || marked || self.days.contains(&column)
    }

    /// The average that stands beside a final mark: the same words after «Средн. оценка», or the only one.
    fn average_of(&self, heading: &str) -> Option<u32> {
        let same = self.averages.iter().find(|(_, other)| other == heading);
        let only = if self.finals.len() == 1 && self.averages.len() == 1 { self.averages.first() } else { None };
        same.or(only).map(|(column, _)| *column)
    }

    fn named(&self) -> Vec<(String, u32)> {
        let mut columns = vec![("subject".to_owned(), self.subject)];
        columns.extend(self.averages.first().map(|(column, _)| ("average".to_owned(), *column)));
        columns.extend(self.finals.first().map(|(column, _)| ("mark".to_owned(), *column)));
        columns
    }
}

fn is_subject_heading(folded: &str) -> bool {
    matches!(folded, "предмет" | "предметы" | "учебный предмет")
}

/// A heading without «Средн. оценка» / «Итог. оценка»: what is left names the period.
fn bare(heading: &str) -> String {
    let stop = |word: &&str| !["средн", "ср.", "итог", "оценк", "отметк", "балл", "за"].iter().any(|start| word.starts_with(start));
    heading.split([' ', '\u{a0}']).filter(|word| !word.is_empty()).filter(stop).collect::<Vec<_>>().join(" ")
}

/// What is said of a table before it begins.
#[derive(Clone, Debug, Default)]
struct Said {
    year: Option<SchoolYear>,
    class: Option<String>,
    period: Option<String>,
    school: Option<String>,
}

impl Said {
    fn hear(&mut self, label: Label, value: &str) {
        match label {
            Label::Year => self.year = asked::year_in(value).or(self.year),
            Label::Class => self.class = class_only(value).or_else(|| self.class.take()),
            Label::Period => self.period = Some(value.to_owned()),
            Label::School => self.school = asked::school_key(value).or_else(|| self.school.take()),
            Label::Pupil | Label::Subject | Label::Other => {}
        }
    }

    fn or(self, other: &Self) -> Self {
        Self {
            year: self.year.or(other.year),
            class: self.class.or_else(|| other.class.clone()),
            period: self.period.or_else(|| other.period.clone()),
            school: self.school.or_else(|| other.school.clone()),
        }
    }

    /// School year as stated, or that of the first and the last day of the period where they agree.
    fn school_year(&self) -> Option<SchoolYear> {
        let of_days = || {
            let days: Vec<SchoolYear> = dates_in(self.period.as_deref()?).into_iter().map(school_year).collect();
            days.first().copied().filter(|first| days.iter().all(|day| day == first))
        };
        self.year.or_else(of_days)
    }
}

fn dates_in(words: &str) -> Vec<Date> {
    words.split(' ').filter_map(cells::date_in).collect()
}

/// One pupil with the table that follows.
struct Block<'b> {
    sheet: &'b Sheet,
    name: SealedName,
    row: u32,
    said: Said,
    header: Header,
    rows: Vec<&'b Row>,
    /// Rows below it under a heading of another table.
    left: Vec<&'b Row>,
}

/// Splits a sheet at «Ученик: …». What stands before the first pupil holds for all; what stands between a table and the next pupil holds for him.
fn blocks_of<'b>(sheet: &'b Sheet, draft: &mut Draft<'_>) -> Vec<Block<'b>> {
    let mut blocks: Vec<Block<'b>> = Vec::new();
    let (mut common, mut ahead) = (Said::default(), Said::default());
    let (mut before_all, mut open) = (true, false);
    for row in &sheet.rows {
        let heard = labels(row);
        if !heard.is_empty() {
            let pupil = heard.iter().find(|(label, _)| *label == Label::Pupil).map(|(_, value)| value);
            if let Some(value) = pupil {
                before_all = false;
                open = start_block(sheet, row, value, &mut ahead, &mut blocks, draft);
            }
            let table_began = blocks.last().is_some_and(|block| !block.rows.is_empty());
            let target = match blocks.last_mut() {
                Some(block) if open && (!table_began || pupil.is_some()) => &mut block.said,
                _ if before_all => &mut common,
                _ => &mut ahead,
            };
            heard.iter().for_each(|(label, value)| target.hear(*label, value));
        } else if let (true, Some(block)) = (open, blocks.last_mut()) {
            match Header::of(row) {
                Some(header) => block.header = header,
                None if block.header.row > block.row => block.take(row),
                None => {}
            }
        }
    }
    for block in &mut blocks {
        block.said = std::mem::take(&mut block.said).or(&common);
    }
    blocks
}

/// Opens a block for the pupil named; false where the cell holds no name.
fn start_block<'b>(sheet: &'b Sheet, row: &Row, value: &str, ahead: &mut Said, blocks: &mut Vec<Block<'b>>, draft: &mut Draft<'_>) -> bool {
    let said = std::mem::take(ahead);
    let Some(name) = SealedName::read(&[value]) else {
        draft.problem(asked::name_not_read(draft.place(&sheet.name, Some(row.index), None)));
        return false;
    };
    blocks.push(Block { sheet, name, row: row.index, said, header: Header::default(), rows: Vec::new(), left: Vec::new() });
    true
}

impl<'b> Block<'b> {
    /// A row below the header: of the table, or of another one whose heading ends it.
    fn take(&mut self, row: &'b Row) {
        let another = is_heading(row) || row.get(self.header.subject).is_some_and(|cell| is_subject_heading(cells::heading(cell)));
        let two_rows_of_header = row.index == self.header.row + 1;
        if !self.left.is_empty() || (another && !two_rows_of_header) {
            self.left.push(row);
        } else if row.get(self.header.subject).is_some() {
            self.rows.push(row);
        }
    }

    fn read(&self, source: SourceId, draft: &mut Draft<'_>) {
        let school = self.said.school.clone().or_else(|| asked::school(draft));
        let class = self.said.class.clone().filter(|class| asked::grade_of_class(class).is_some());
        let class = class.or_else(|| asked::class_of_folder(draft, &self.sheet.name));
        let year = self.said.school_year().or_else(|| asked::year(draft));
        let finals: Vec<(u32, String, Option<Period>)> =
            self.header.finals.iter().map(|(column, heading)| (*column, heading.clone(), self.period_of(heading, draft))).collect();
        let (Some(class), Some(year), Some(school)) = (class, year, school) else { return };
        let Some(run) = Run::open(&self.sheet.name, source, (&school, &class), year, draft) else { return };
        let person = run.person(self.name.clone(), self.row, false, draft);
        for row in &self.rows {
            let subject = subject_only(&row.words(self.header.subject));
            if !marks::is_subject(&subject) {
                continue;
            }
            let count = self.count(row, draft);
            for (column, heading, period) in &finals {
                let Some(mark) = run.period_mark(row, *column, draft) else { continue };
                let Some(period) = *period else { continue };
                let average = self.header.average_of(heading).and_then(|column| row.get(column)).and_then(cells::decimal);
                let count = if finals.len() == 1 { count } else { None };
                run.keep(person, &Kept { subject: &subject, period, mark, average, count }, row.index, draft);
                let shown = || vec![class.clone(), subject.clone(), asked::period_words(period), row.words(*column).into_owned()];
                preview(|| ["Класс", "Предмет", "Период", "Отметка"].map(str::to_owned).to_vec(), shown, draft);
            }
        }
    }

    /// Period of a final column: its heading, the line «Период», else a question.
    fn period_of(&self, heading: &str, draft: &mut Draft<'_>) -> Option<Period> {
        let said = self.said.period.as_deref().unwrap_or_default();
        // Beside quarters and the year «Итог.» without a period is the mark of the certificate.
        let among_periods = heading.is_empty() && self.header.finals.iter().any(|(_, other)| marks::period_named(other).is_some());
        let named = marks::period_named(heading).or(among_periods.then_some(Period::Final)).or_else(|| marks::period_named(said));
        let dates = dates_in(if dates_in(heading).is_empty() { said } else { heading });
        let dates: Vec<String> = dates.iter().map(|date| date.strftime("%d.%m.%Y").to_string()).collect();
        named.or_else(|| asked::period(draft, &dates.join(" – "), draft.place(&self.sheet.name, Some(self.header.row), None)))
    }

    /// Number of marks in the days of a row; None where a token is unknown.
    fn count(&self, row: &Row, draft: &mut Draft<'_>) -> Option<u16> {
        let mut count = 0;
        for column in &self.header.days {
            let found = row.words(*column);
            let Some(tokens) = marks::current_cell(&found) else {
                draft.problem(unknown_token(draft.place(&self.sheet.name, Some(row.index), Some(*column)), &found));
                return None;
            };
            count += tokens.iter().filter(|token| matches!(token, Token::Mark { .. })).count();
        }
        (!self.header.days.is_empty()).then(|| u16::try_from(count).unwrap_or(u16::MAX))
    }
}

fn unknown_token(place: Place, found: &str) -> Problem {
    Problem {
        code: "journal-token",
        severity: Severity::Note,
        place,
        found: token_only(found),
        what: Text::new(
            "Незнакомый знак среди текущих отметок; число отметок по этому предмету не посчитано.",
            "An unknown sign among current marks; the number of marks in this subject was not counted.",
        ),
        mend: Text::new("Отметка за период от этого не зависит.", "The period mark does not depend on it."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Answers;
    use crate::formats::sample;
    use crate::grid::BookKind;
    use records::dataset::{JournalMark, MarkRow};

    const NAMES: [&str; 5] = ["Петров", "Пётр", "Ильич", "Зимина", "Львовна"];
    const TABLE: &str = "Предмет | Сентябрь | | Октябрь | | Средн. оценка | Итог. оценка\n | 2 | 9 | 1 | 8 | |\n";

    fn answers(draft: &Draft<'_>, given: &[&str]) -> Answers {
        let mut answers = Answers::default();
        for (question, answer) in draft.questions.iter().zip(given) {
            answers.set(question.key.clone(), answer);
        }
        answers
    }

    /// subject, period, mark, average, count
    type Told = (String, String, JournalMark, Option<f64>, Option<u16>);

    fn told(page: &str, given: &[&str]) -> (Vec<Told>, Vec<&'static str>, Vec<String>) {
        let book = sample::book(BookKind::Html, &[("", page)]);
        let none = Answers::default();
        let first = sample::read(&NetCity, &book, &none, &NAMES);
        let asked = first.questions.iter().map(|question| question.key.split(':').next().unwrap().to_owned()).collect();
        let answers = answers(&first, given);
        let draft = sample::read(&NetCity, &book, &answers, &NAMES);
        let row = |row: &MarkRow| {
            let subject = draft.data.subject_names.name(row.subject.0).to_owned();
            (subject, row.period.code(), row.mark, row.average, row.count)
        };
        (draft.data.marks.iter().map(row).collect(), draft.problems.iter().map(|problem| problem.code).collect(), asked)
    }

    #[test]
    fn a_clean_report() {
        let page = format!(
            "Отчёт об успеваемости и посещаемости ученика\nУчебный год: | 2025/2026\nПериод: | с 01.09.2025 по 26.10.2025\nУченик: | Петров Пётр Ильич\nКласс: | 7А\n{TABLE}\
             Русский язык | 5 | н | 4 | 4 3 | 4,33 | 4\nФизическая культура | УП | | | | | осв.\nМузыка | б | | зач | | | зач\nИстория | | | | | 2,00 | н/а\nИтого | | | | | 4,10 |"
        );
        let (found, problems, asked) = told(&page, &["edu450123", "1 четверть"]);
        assert_eq!(asked, ["school", "period"], "the dates of a quarter are the school's own");
        assert!(problems.is_empty(), "{problems:?}");
        let expected = [
            ("Русский язык".into(), "q1".into(), JournalMark::Mark(4), Some(4.33), Some(4)),
            ("Физическая культура".into(), "q1".into(), JournalMark::Released, None, Some(0)),
            ("Музыка".into(), "q1".into(), JournalMark::Pass, None, Some(0)),
            ("История".into(), "q1".into(), JournalMark::NotAttested, Some(2.0), Some(0)),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn blocks_of_several_pupils_in_one_sheet() {
        let page = "Ученик: Петров Пётр Ильич\nУчебный год: 2024/2025\nКласс: 8А\nПериод: 2 четверть\nПредмет | Ноябрь | Средн. оценка 2 четверть | Итог. оценка 2 четверть\n | 12 | |\nАлгебра | 5² | 4,50 | 5\n\n\
                    Ученик: Зимина Анна Львовна\nУчебный год: 2024/2025\nКласс: 8Б\nПериод: 2 четверть\nПредмет | Ноябрь | Средн. оценка 2 четверть | Итог. оценка 2 четверть\nАлгебра | 3 | 3.00 | 3";
        let book = sample::book(BookKind::Xlsx, &[("Отчёт", page)]);
        let none = Answers::default();
        let first = sample::read(&NetCity, &book, &none, &NAMES);
        assert_eq!(first.questions.len(), 1, "{:?}", first.questions);
        let answers = answers(&first, &["edu450123"]);
        let draft = sample::read(&NetCity, &book, &answers, &NAMES);
        assert_eq!(draft.sealed.len(), 2);
        let classes: Vec<&str> = draft.data.marks.iter().map(|row| draft.data.class_names.name(row.class.0)).collect();
        assert_eq!(classes, ["8А", "8Б"]);
        assert_eq!(draft.data.marks[0].average, Some(4.5));
        assert_eq!(draft.data.marks[0].origin.row, 6);
        assert_eq!(draft.data.marks[0].year, SchoolYear(2024));
    }

    #[test]
    fn several_final_columns_and_labels_in_one_line() {
        let page = "Учебный год: 2025/2026 Период: с 01.09.2025 по 31.05.2026 Ученик: Петров Пётр Ильич Класс: 9В\nПредмет | Средн. оценка 1 полугодие | Итог. оценка 1 полугодие | Средн. оценка Год | Итог. оценка Год\nХимия | 3,4 | 3 | 3,6 | 4";
        let (found, problems, asked) = told(page, &["edu450123"]);
        assert_eq!(asked, ["school"]);
        assert!(problems.is_empty());
        let expected = [
            ("Химия".into(), "h1".into(), JournalMark::Mark(3), Some(3.4), None),
            ("Химия".into(), "year".into(), JournalMark::Mark(4), Some(3.6), None),
        ];
        assert_eq!(
            found.iter().map(|row| (&row.0, &row.1, row.2, row.3)).collect::<Vec<_>>(),
            expected.iter().map(|row: &Told| (&row.0, &row.1, row.2, row.3)).collect::<Vec<_>>()
        );
    }

    #[test]
    fn what_is_not_said_is_asked() {
        let page = format!("Ученик: Петров Пётр Ильич\n{TABLE}Алгебра | 5 | | | | 5,00 | 5");
        let (found, _, asked) = told(&page, &[]);
        assert_eq!(asked, ["school", "class-of-folder", "year", "period"]);
        assert!(found.is_empty());
        let (found, _, _) = told(&page, &["edu450123", "7А", "2025/2026", "год"]);
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn a_spoiled_report_says_where() {
        let page = format!(
            "Учебный год: 2025/2026\nПериод: 1 четверть\nКласс: 7А\nУченик: Петров Пётр Ильич\n{TABLE}Алгебра | 5 | ?? | | | 5,00 | 5 4\nХимия | 5 | | | | 5,00 | Зимина\nФизика | 52 | | | | 5,00 | 5\nУченик: 12\n{TABLE}Алгебра | 5 | | | | | 5"
        );
        let (found, problems, _) = told(&page, &["edu450123"]);
        assert_eq!(problems, ["name-not-read", "journal-token", "mark-not-read", "mark-not-read", "journal-token"]);
        assert_eq!(
            found,
            [("Физика".into(), "q1".into(), JournalMark::Mark(5), Some(5.0), None)],
            "the pupil who could not be read gets nobody's marks"
        );
    }

    #[test]
    fn a_table_of_absences_below_gives_no_marks() {
        let page = format!(
            "Учебный год: 2025/2026\nПериод: 1 четверть\nКласс: 7А\nУченик: Петров Пётр Ильич\n{TABLE}Алгебра | 5 | | | | 5,00 | 5\n\n\
             Предмет | Уроков | Болел | Без причины | Опоздал | Пропущено | Всего\nАлгебра | 9 | 1 | 1 | 0 | 2 | 3"
        );
        let (found, problems, _) = told(&page, &["edu450123"]);
        assert_eq!(found.len(), 1);
        assert_eq!(problems, ["rows-left-over"]);
    }

    #[test]
    fn every_period_is_kept_and_an_examination_is_told() {
        let page = "Ученик: Петров Пётр Ильич\nУчебный год: 2025/2026\nКласс: 9А\n№ | Предмет | 1 четверть | 2 чет. | I полугодие | Годов. отметка | Экз. оценка | Итог. оценка\n\
                    1 | Алгебра | 4 | 5 | 4 | 3 | 5 | 4\n2 | Химия | осв. | 5 | | 4 | | 4";
        let (found, problems, asked) = told(page, &["edu450123"]);
        assert_eq!(asked, ["school"], "«Итог.» beside the year is the mark of the certificate");
        let periods: Vec<(&str, &str)> = found.iter().map(|row| (row.0.as_str(), row.1.as_str())).collect();
        let expected = [("Алгебра", ["q1", "q2", "h1", "year", "final"].as_slice()), ("Химия", ["q1", "q2", "year", "final"].as_slice())];
        let expected: Vec<_> = expected.iter().flat_map(|(subject, periods)| periods.iter().map(|period| (*subject, *period))).collect();
        assert_eq!(periods, expected);
        assert_eq!(problems, ["columns-not-read"]);
    }
}
