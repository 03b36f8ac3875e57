//! Rows of a table of marks or lessons missed, by what its columns mean.

use records::dataset::Period;
use records::reference::Reference;
use records::text::Text;
use records::vocabulary::SchoolYear;

use super::columns::{Columns, Meaning};
use super::{MarkRow, PupilMarks, Standing};
use crate::blocks::{Block, pupils};
use crate::cells;
use crate::formats::asked;
use crate::formats::marks::{PeriodCell, month_named, period_cell, period_named};
use crate::grid::{Row, Sheet};
use crate::roster::columns::Meaning as Person;
use crate::roster::rows::{class_above, is_school, is_total};
use crate::roster::{Child, Extent, RosterLeft};

/// A table with what stands above it.
struct Table<'b> {
    sheet: &'b Sheet,
    head: &'b Row,
    columns: Columns,
    names: Vec<u32>,
    /// Class of all its rows, where no column says it.
    class: Option<String>,
    /// Period of all its rows, where no column says it.
    period: Option<Period>,
    /// The month of all its rows, where no period is said.
    month: Option<i8>,
    /// Subject of all its rows, where no column says it.
    subject: String,
}

/// Reads a table.
pub(super) fn read(sheet: &Sheet, block: &Block<'_>, (reference, file): (&Reference, &str), marks: &mut PupilMarks) {
    let Some(columns) = Columns::of(block.head, reference) else { return };
    let above: Vec<String> = block.above.iter().map(|row| row.line()).collect();
    if marks.school.is_none() {
        marks.school = above.iter().find(|line| is_school(line)).cloned();
    }
    let table = Table {
        sheet,
        head: block.head,
        names: if columns.coded() { columns.first(Meaning::Of(Person::Code)).into_iter().collect() } else { columns.names() },
        class: class_above(&above).or_else(|| asked::class_alone(&sheet.name)),
        period: above.iter().rev().find_map(|line| period_of(line)).or_else(|| period_of(&sheet.name)),
        subject: above.iter().rev().find_map(|line| subject_of(line, reference)).unwrap_or_default(),
        month: above.iter().rev().map(String::as_str).chain([sheet.name.as_str(), file]).find_map(month_of),
        columns,
    };
    for year in above.iter().map(String::as_str).chain([sheet.name.as_str(), file]).filter_map(asked::year_in) {
        if !marks.titled.contains(&year) {
            marks.titled.push(year);
        }
    }
    let numbered = [Person::Number, Person::Code].map(|of| table.columns.first(Meaning::Of(of)));
    let numbers: Vec<u32> = numbered.into_iter().flatten().collect();
    let rows: Vec<&Row> = block.rows.iter().copied().filter(|row| !is_total(row)).collect();
    let body = pupils(&rows, &numbers, &table.names);
    for row in body.pupils {
        table.row(row, marks);
    }
    let not_this = Text::new("Строка не похожа на строки этой таблицы.", "The row is not like the others of its table.");
    for row in body.left.iter().chain(&block.left) {
        leave(sheet, row, not_this.clone(), marks);
    }
    table.untaken(&rows, marks);
}

/// The period a line speaks of; «2026/2027 учебный год» is the year of the school, no period of it.
fn period_of(line: &str) -> Option<Period> {
    let yearly = crate::spelling::fold(line);
    period_named(line).filter(|period| *period != Period::Year || yearly.contains("годов") || yearly.contains("за год"))
}

/// The month a line speaks of: «за октябрь», «Посещаемость_сентябрь»; «5 ноября» is a day, and two months are none.
fn month_of(line: &str) -> Option<i8> {
    let line = crate::spelling::fold(line);
    let mut found =
        line.split(|c: char| !c.is_alphabetic()).filter(|word| MONTHS.iter().any(|month| crate::spelling::fold(month) == *word));
    let first = found.next().and_then(month_named);
    first.filter(|month| found.all(|other| month_named(other) == Some(*month)))
}

/// Months as a table is named after them.
const MONTHS: [&str; 12] =
    ["январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"];

/// The subject a line names, alone or after a colon.
fn subject_of(line: &str, reference: &Reference) -> Option<String> {
    let words = line.rsplit_once(':').map_or(line, |(_, after)| after).trim();
    reference.subject(words).map(|_| words.to_owned())
}

/// A sheet that is not taken, told by its first row.
pub(super) fn tell(sheet: &Sheet, reason: Text, marks: &mut PupilMarks) {
    if let Some(first) = sheet.rows.iter().find(|row| !row.cells.is_empty()) {
        leave(sheet, first, reason, marks);
    }
}

/// What a sheet needs.
pub(super) fn unknown() -> Text {
    Text::new(
        "На листе не найдена таблица: нужны заголовки, например «ФИО» и предметы, «ФИО», «Предмет», «Период» и «Отметка», «ФИО», «Пропущено» и «Всего уроков».",
        "No table was found on the sheet: headings are needed, as «ФИО» and subjects, «ФИО», «Предмет», «Период» and «Отметка», «ФИО», «Пропущено» and «Всего уроков».",
    )
}

fn leave(sheet: &Sheet, row: &Row, reason: Text, marks: &mut PupilMarks) {
    marks.left.push(RosterLeft::row(sheet, row, Extent::Row, reason));
}

impl Table<'_> {
    fn words(&self, row: &Row, meaning: Meaning) -> String {
        self.columns.first(meaning).map(|column| row.words(column).trim().to_owned()).unwrap_or_default()
    }

    fn row(&self, row: &Row, marks: &mut PupilMarks) {
        if row.cells.is_empty() {
            return;
        }
        let Some(child) = self.child(row, marks) else { return };
        let subject = self.words(row, Meaning::Of(Person::Subject));
        let subject = if subject.is_empty() { self.subject.clone() } else { subject };
        let work = self.words(row, Meaning::Work);
        let written = self.words(row, Meaning::Period);
        let (period, month) = match written.as_str() {
            "" => (self.period, self.month),
            written => (period_named(written), month_of(written)),
        };
        let unread = !written.is_empty() && period.is_none() && month.is_none();
        let (code, child) =
            if self.columns.coded() { (child.name, Child { name: String::new(), ..child }) } else { (String::new(), child) };
        let year = SchoolYear::parse(&self.words(row, Meaning::Year));
        let mut said = Said {
            row,
            subject: &subject,
            period,
            work: &work,
            asks: !unread && !self.columns.coded(),
            timeless: false,
            found: Vec::new(),
        };
        for (column, meaning) in &self.columns.0 {
            match meaning {
                Meaning::Mark if self.columns.first(Meaning::Points).is_some() && !work.is_empty() => {}
                Meaning::Mark => self.mark(&mut said, *column, &subject, period, marks),
                Meaning::PeriodMark(period) => self.mark(&mut said, *column, &subject, Some(*period), marks),
                Meaning::SubjectMark => self.mark(&mut said, *column, self.head.words(*column).trim(), period, marks),
                Meaning::Missed => self.missed(&mut said, *column, marks),
                Meaning::Points => self.points(&mut said, *column, marks),
                _ => {}
            }
        }
        let (timeless, found) = (said.timeless, said.found);
        if timeless {
            let reason = Text::new(
                "Не понятно, за какой период: нужна строка «1 четверть» над таблицей или столбец «Период».",
                "The period is not said: a line «1 четверть» above the table is needed, or a column «Период».",
            );
            leave(self.sheet, row, reason, marks);
        }
        marks.rows.extend(found.into_iter().map(|(subject, period, says)| MarkRow {
            sheet: self.sheet.name.clone(),
            row: row.index + 1,
            child: child.clone(),
            code: code.clone(),
            year,
            subject,
            month: if period.is_none() && work.is_empty() { month } else { None },
            period,
            work: work.clone(),
            says,
        }));
    }

    fn child(&self, row: &Row, marks: &mut PupilMarks) -> Option<Child> {
        let parts = self.names.iter().map(|column| row.words(*column).trim().to_owned()).filter(|part| !part.is_empty());
        let name = parts.collect::<Vec<_>>().join(" ");
        let class = match self.columns.first(Meaning::Of(Person::Class)) {
            Some(column) => self.sheet.over(row, column).map(|cell| cells::words(cell).trim().to_owned()).filter(|class| !class.is_empty()),
            None => self.class.clone(),
        };
        match (name.is_empty(), class) {
            (true, _) if self.columns.coded() => leave(self.sheet, row, Text::new("Нет кода.", "There is no code."), marks),
            (true, _) => leave(self.sheet, row, Text::new("Нет имени.", "There is no name."), marks),
            (false, class) if self.columns.coded() => {
                let code = crate::spelling::without_decimals(&name).to_owned();
                return Some(Child { class: class.unwrap_or_default(), name: code, ..Child::default() });
            }
            (false, None) => leave(self.sheet, row, Text::new("Не указан класс.", "No class is given."), marks),
            (false, Some(class)) => {
                let born = self.columns.first(Meaning::Of(Person::Born)).and_then(|column| row.get(column)).and_then(cells::date);
                let number = self.words(row, Meaning::Of(Person::PupilNumber));
                return Some(Child { class, name, born, number, ..Child::default() });
            }
        }
        None
    }

    fn mark(&self, said: &mut Said<'_>, column: u32, subject: &str, period: Option<Period>, marks: &mut PupilMarks) {
        match period_cell(&said.row.words(column)) {
            PeriodCell::Empty => {}
            PeriodCell::Mark(mark) => said.push(subject, period, Standing::Mark(mark)),
            PeriodCell::Unknown => {
                let heading = self.head.words(column);
                let reason = Text::new(format!("«{heading}»: это не отметка."), format!("«{heading}»: this is no mark."));
                leave(self.sheet, said.row, reason, marks);
            }
        }
    }

    fn number(&self, said: &Said<'_>, meaning: Meaning) -> Option<u32> {
        said.row.get(self.columns.first(meaning)?).and_then(cells::whole).and_then(|whole| u32::try_from(whole).ok())
    }

    /// Lessons missed; what cannot be so many is told, and nothing of the row is taken in its place.
    fn missed(&self, said: &mut Said<'_>, column: u32, marks: &mut PupilMarks) {
        let missed = said.row.get(column).and_then(cells::whole).and_then(|whole| u32::try_from(whole).ok());
        let (of, unexcused) = (self.number(said, Meaning::Lessons), self.number(said, Meaning::Unexcused));
        let Some(missed) = missed else {
            let reason = Text::new("Пропуски не прочитаны: нужно целое число.", "Lessons missed were not read: a whole number is needed.");
            return self.unread(said.row, column, reason, marks);
        };
        if of.is_some_and(|of| of < missed) || unexcused.is_some_and(|unexcused| missed < unexcused) {
            let reason = Text::new(
                "Пропусков больше, чем уроков, или неуважительных больше, чем всех: исправьте строку в файле.",
                "More lessons are missed than were held, or more without a reason than in all: mend the row in the file.",
            );
            return leave(self.sheet, said.row, reason, marks);
        }
        said.push(said.subject, said.period, Standing::Missed { missed, of, unexcused });
    }

    /// Points of a work; the same.
    fn points(&self, said: &mut Said<'_>, column: u32, marks: &mut PupilMarks) {
        let decimal = |column: Option<u32>| said.row.get(column?).and_then(cells::decimal).filter(|number| *number >= 0.0);
        let Some(points) = decimal(Some(column)) else {
            let reason = Text::new("Баллы не прочитаны: нужно число.", "The points were not read: a number is needed.");
            return self.unread(said.row, column, reason, marks);
        };
        let (least, most) = (decimal(self.columns.first(Meaning::Least)), decimal(self.columns.first(Meaning::Most)));
        if most.is_some_and(|most| most < points || least.is_some_and(|least| most < least)) {
            let reason = Text::new(
                "Баллов или минимума больше, чем максимум работы: исправьте строку в файле.",
                "The points or the least are more than the most of the work: mend the row in the file.",
            );
            return leave(self.sheet, said.row, reason, marks);
        }
        let mark = if said.work.is_empty() { None } else { self.number(said, Meaning::Mark).and_then(|mark| u8::try_from(mark).ok()) };
        said.push(said.subject, said.period, Standing::Points { points, least, most, mark });
    }

    /// A cell that says something else: an empty one, a dash and «н» are no number on purpose.
    fn unread(&self, row: &Row, column: u32, reason: Text, marks: &mut PupilMarks) {
        let words = row.words(column);
        let words = crate::spelling::fold(words.trim());
        let nothing = words.is_empty() || matches!(words.as_ref(), "-" | "–" | "—" | "н" | "нб" | "н/б" | "б" | "не писал" | "не писала");
        if !nothing {
            leave(self.sheet, row, reason, marks);
        }
    }

    /// Columns that hold data and are not taken, told once each.
    fn untaken(&self, rows: &[&Row], marks: &mut PupilMarks) {
        for (column, cell) in &self.head.cells {
            let known = self.columns.0.iter().any(|(at, _)| at == column);
            if !known && rows.iter().any(|row| row.get(*column).is_some_and(|cell| !cell.is_blank())) {
                let reason = Text::new("Столбец не взят: его заголовок незнаком.", "The column was not taken: its heading is not known.");
                let words = cells::words(cell).into_owned();
                marks.left.push(RosterLeft::column(self.sheet, self.head, words, reason));
            }
        }
    }
}

/// A row while it is read.
struct Said<'r> {
    row: &'r Row,
    subject: &'r str,
    period: Option<Period>,
    work: &'r str,
    /// Whether the period can be asked for where the row does not say it.
    asks: bool,
    /// Something was said of no period and no work.
    timeless: bool,
    found: Vec<(String, Option<Period>, Standing)>,
}

impl Said<'_> {
    fn push(&mut self, subject: &str, period: Option<Period>, says: Standing) {
        // A work has a name; a mark or lessons missed are of a period.
        let period = if self.work.is_empty() { period } else { None };
        // Points are of a work, which only its name tells.
        let asks = self.asks && !matches!(says, Standing::Points { .. });
        if self.work.is_empty() && period.is_none() && !asks {
            self.timeless = true;
        } else {
            self.found.push((subject.to_owned(), period, says));
        }
    }
}
