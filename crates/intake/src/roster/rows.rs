//! Rows of a table of people, by what its columns mean.

use records::text::Text;

use super::columns::{Columns, Meaning};
use super::{Child, Extent, Kin, Roster, RosterLeft, RosterRow, Says};
use crate::blocks::{Block, Body, pupils};
use crate::cells;
use crate::formats::asked;
use crate::formats::marks;
use crate::grid::{Row, Sheet};

/// What a table lists.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Classes,
    Staff,
    Loads,
    Pupils,
    Codes,
}

/// A table with its columns.
struct Table<'b> {
    sheet: &'b Sheet,
    columns: Columns,
    kind: Kind,
    /// Columns of the name, one to three.
    names: Vec<u32>,
    /// Class of all its rows, where no column says it.
    class: Option<String>,
}

/// Reads a table into the roster.
pub(super) fn read(sheet: &Sheet, block: &Block<'_>, roster: &mut Roster) {
    let Some(columns) = Columns::of(block.head) else { return };
    let above: Vec<String> = block.above.iter().map(|row| row.line()).collect();
    if roster.school.is_none() {
        roster.school = above.iter().find(|line| is_school(line)).cloned();
    }
    let names = names(&columns);
    let kind = kind(&columns);
    let class = class_above(&above).or_else(|| asked::class_alone(&sheet.name));
    let table = Table { sheet, kind, names, class, columns };
    let numbers: Vec<u32> = table.columns.all(Meaning::Number).chain(table.columns.all(Meaning::Code)).collect();
    let keyed = if kind == Kind::Classes { table.columns.all(Meaning::Class).collect() } else { table.names.clone() };
    let rows: Vec<&Row> = block.rows.iter().copied().filter(|row| !is_total(row)).collect();
    let body = if matches!(kind, Kind::Pupils | Kind::Codes) {
        pupils(&rows, &numbers, &keyed)
    } else {
        Body { pupils: rows.clone(), left: Vec::new() }
    };
    // A row that says something of somebody and does not say of whom: it is told, not passed over.
    let met = |row: &Row| body.pupils.iter().chain(&body.left).any(|other| other.index == row.index);
    let nameless =
        |row: &&&Row| !met(row) && table.name(row).is_empty() && row.cells.iter().filter(|(_, cell)| !cell.is_blank()).count() > 1;
    for row in rows.iter().filter(nameless) {
        leave(sheet, row, no_name(), roster);
    }
    for row in body.pupils {
        table.row(row, roster);
    }
    let not_this = Text::new("Строка не похожа на строки этой таблицы.", "The row is not like the others of its table.");
    for row in body.left.iter().chain(&block.left) {
        leave(sheet, row, not_this.clone(), roster);
    }
    table.untaken(block, roster);
}

/// Most tenths of an hour a week has.
const MOST_TENTHS: f64 = 400.0;

/// Longest post, in characters.
const LONGEST_POST: usize = 500;

/// A sheet with data in which no table is known.
pub(super) fn tell_unknown(sheet: &Sheet, roster: &mut Roster) {
    let Some(first) = sheet.rows.iter().find(|row| !row.cells.is_empty()) else { return };
    let reason = Text::new(
        "На листе не найдена таблица людей: нужны заголовки, например «Класс» и «ФИО ученика», «ФИО сотрудника» и «Должность», «Учитель», «Предмет» и «Класс».",
        "No table of people was found on the sheet: headings are needed, as «Класс» and «ФИО ученика», «ФИО сотрудника» and «Должность», «Учитель», «Предмет» and «Класс».",
    );
    roster.left.push(RosterLeft::row(sheet, first, Extent::Sheet, reason));
}

/// A hidden sheet is not taken: what is hidden may be a list of another year.
pub(super) fn tell_hidden(sheet: &Sheet, roster: &mut Roster) {
    let Some(first) = sheet.rows.iter().find(|row| !row.cells.is_empty()) else { return };
    let reason = Text::new("Лист скрыт: он не взят.", "The sheet is hidden: it was not taken.");
    roster.left.push(RosterLeft::row(sheet, first, Extent::Sheet, reason));
}

fn leave(sheet: &Sheet, row: &Row, reason: Text, roster: &mut Roster) {
    roster.left.push(RosterLeft::row(sheet, row, Extent::Row, reason));
}

fn names(columns: &Columns) -> Vec<u32> {
    if let Some(surname) = columns.first(Meaning::Surname) {
        let rest = [Meaning::First, Meaning::Patronymic].into_iter().filter_map(|part| columns.first(part));
        return std::iter::once(surname).chain(rest).collect();
    }
    [Meaning::Pupil, Meaning::Name, Meaning::Staff].into_iter().find_map(|whole| columns.first(whole)).into_iter().collect()
}

fn kind(columns: &Columns) -> Kind {
    let has = |meaning| columns.has(meaning);
    let named = has(Meaning::Pupil) || has(Meaning::Name) || has(Meaning::Surname);
    let family = columns.0.iter().any(|(_, meaning)| matches!(meaning, Meaning::Relative(_)));
    match () {
        () if has(Meaning::Code) && named => Kind::Codes,
        // A post and no class: the subject says what somebody teaches, not where.
        () if (has(Meaning::Post) || has(Meaning::Leads)) && !has(Meaning::Class) && !has(Meaning::OneClass) && !has(Meaning::Pupil) => {
            Kind::Staff
        }
        () if has(Meaning::Subject) && (has(Meaning::Staff) || has(Meaning::Name)) && !has(Meaning::Pupil) => Kind::Loads,
        () if has(Meaning::ClassTeacher) && has(Meaning::Class) && !named => Kind::Classes,
        () if has(Meaning::Post) || (has(Meaning::Staff) && !has(Meaning::Pupil) && !family) => Kind::Staff,
        () => Kind::Pupils,
    }
}

pub(crate) fn is_school(line: &str) -> bool {
    let folded = crate::spelling::fold(line);
    let known = ["школа", "гимназия", "лицей", "мбоу", "маоу", "мкоу", "гбоу", "моу", "сош", "оош"];
    folded.split(|c: char| !c.is_alphanumeric()).any(|word| known.contains(&word))
}

/// The class a line above speaks of.
pub(crate) fn class_above(above: &[String]) -> Option<String> {
    let speaks = |line: &&String| crate::spelling::fold(line).contains("класс") || line.chars().count() <= 6;
    // «Сводная ведомость, 6А, 1 четверть»: a class alone between commas.
    let part = |line: &'_ String| line.split([',', ';', '—', '–']).find_map(|part| asked::class_alone(part.trim()));
    above.iter().rev().filter(speaks).find_map(|line| asked::class_in(line)).or_else(|| above.iter().rev().find_map(part))
}

pub(crate) fn is_total(row: &Row) -> bool {
    row.cells.first().is_some_and(|(_, cell)| marks::is_total(cells::heading(cell)))
}

impl Table<'_> {
    fn row(&self, row: &Row, roster: &mut Roster) {
        let name = self.name(row);
        let words = |meaning| self.columns.first(meaning).map(|column| row.words(column).trim().to_owned()).unwrap_or_default();
        if row.cells.is_empty() {
            return;
        }
        let class = self.class_of(row);
        match self.kind {
            Kind::Classes => match class {
                Some(class) => self.push(row, Says::Class { class, teacher: words(Meaning::ClassTeacher) }, roster),
                None => leave(self.sheet, row, no_class(), roster),
            },
            Kind::Staff if name.is_empty() => leave(self.sheet, row, no_name(), roster),
            Kind::Staff if name.split_whitespace().count() < 2 => {
                let reason = Text::new(
                    "Указана только фамилия: впишите имя и отчество или инициалы.",
                    "Only a surname is given: enter the first name and the patronymic, or initials.",
                );
                leave(self.sheet, row, reason, roster);
            }
            Kind::Staff => {
                let born = self.columns.first(Meaning::Born).and_then(|column| row.get(column)).and_then(cells::date);
                let post = self.post(row, words(Meaning::Post), roster);
                self.push(row, Says::Staff { name, post, subject: words(Meaning::Subject), born, leads: self.leads(row) }, roster);
            }
            Kind::Loads => self.loads(row, &name, &words(Meaning::Subject), roster),
            Kind::Pupils | Kind::Codes if name.is_empty() => leave(self.sheet, row, no_name(), roster),
            Kind::Pupils | Kind::Codes => match class {
                None => leave(self.sheet, row, no_class(), roster),
                Some(class) => self.child(row, name, class, roster),
            },
        }
    }

    fn push(&self, row: &Row, says: Says, roster: &mut Roster) {
        roster.rows.push(RosterRow { sheet: self.sheet.name.clone(), row: row.index + 1, says });
    }

    fn name(&self, row: &Row) -> String {
        let parts = self.names.iter().map(|column| row.words(*column).trim().to_owned()).filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(" ")
    }

    fn class_of(&self, row: &Row) -> Option<String> {
        match self.columns.first(Meaning::Class) {
            // A class may stand once over the rows of its pupils.
            Some(column) => self.sheet.over(row, column).map(|cell| cells::words(cell).trim().to_owned()).filter(|class| !class.is_empty()),
            None => self.class.clone(),
        }
    }

    /// A row for each class: named in the column of classes, or a column of its own with hours in it.
    fn loads(&self, row: &Row, teacher: &str, subject: &str, roster: &mut Roster) {
        let listed = self.columns.first(Meaning::Class).map(|column| row.words(column).into_owned()).unwrap_or_default();
        let listed: Vec<String> = parts(&listed).collect();
        let alone = listed.len() == 1;
        let mut classes: Vec<(String, Option<u16>)> = listed.into_iter().map(|class| (class, None)).collect();
        let own = self.heads();
        for (column, heading) in &own {
            let hours = row.get(*column).and_then(cells::decimal).filter(|hours| *hours > 0.0);
            if hours.is_some() || matches!(row.words(*column).trim(), "+" | "да") {
                classes.push((heading.clone(), hours.and_then(|_| self.hours(row, *column, roster))));
            }
        }
        if teacher.is_empty() || subject.is_empty() || classes.is_empty() {
            return leave(self.sheet, row, self.no_load(), roster);
        }
        // Beside columns of classes it is their sum.
        let column = self.columns.first(Meaning::Hours).filter(|_| own.is_empty());
        if let Some(column) = column.filter(|column| row.get(*column).is_some_and(|cell| !cell.is_blank())) {
            match classes.first_mut().filter(|_| alone) {
                Some((_, hours)) => *hours = self.hours(row, column, roster),
                None => self.part(row, of_several_classes(), roster),
            }
        }
        for (class, hours) in classes {
            self.push(row, Says::Load { teacher: teacher.to_owned(), subject: subject.to_owned(), class, hours }, roster);
        }
    }

    /// Hours a week in tenths; what cannot be hours is told, and the load is taken without them.
    fn hours(&self, row: &Row, column: u32, roster: &mut Roster) -> Option<u16> {
        let tenths = row.get(column).and_then(cells::decimal).map(|hours| (hours * 10.0).round());
        // 0.1–40 hours: a small whole number of tenths.
        let fits = tenths.filter(|tenths| (1.0..=MOST_TENTHS).contains(tenths)).and_then(crate::spelling::whole_of);
        let fits = fits.and_then(|tenths| u16::try_from(tenths).ok());
        if fits.is_none() {
            let reason = Text::new(
                "Часы не прочитаны: нужно число от 0,1 до 40; нагрузка взята без них.",
                "The hours were not read: a number from 0.1 to 40 is needed; the load was taken without them.",
            );
            self.part(row, reason, roster);
        }
        fits
    }

    fn part(&self, row: &Row, reason: Text, roster: &mut Roster) {
        roster.left.push(RosterLeft::row(self.sheet, row, Extent::Part, reason));
    }

    /// Classes somebody who works here leads.
    fn leads(&self, row: &Row) -> Vec<String> {
        let columns = self.columns.all(Meaning::Leads).chain(self.columns.all(Meaning::ClassTeacher));
        let written: Vec<String> = columns.map(|column| row.words(column).into_owned()).collect();
        let none = |class: &String| matches!(crate::spelling::fold(class).as_ref(), "-" | "–" | "—" | "нет");
        written.iter().flat_map(|written| parts(written)).filter(|class| !none(class)).collect()
    }

    /// Why a row is no load: a column is missing, or a cell is empty.
    fn no_load(&self) -> Text {
        if self.columns.has(Meaning::Class) || self.columns.has(Meaning::OneClass) {
            return Text::new(
                "В строке не заполнены учитель, предмет или класс.",
                "The teacher, the subject or the class is empty in the row.",
            );
        }
        Text::new(
            "В таблице нет столбца с классами. Для нагрузки нужны заголовки «Учитель», «Предмет», «Класс» или столбец на каждый класс; для списка сотрудников — «ФИО» и «Должность».",
            "The table has no column of classes. Loads need the headings «Учитель», «Предмет», «Класс» or a column for each class; a list of staff needs «ФИО» and «Должность».",
        )
    }

    /// Columns that are classes, with what stands over them.
    fn heads(&self) -> Vec<(u32, String)> {
        let head = self.sheet.rows.iter().find(|row| Columns::of(row).as_ref() == Some(&self.columns));
        let name = |column: u32| head.map(|head| head.words(column).trim().to_owned()).unwrap_or_default();
        self.columns.all(Meaning::OneClass).map(|column| (column, name(column))).collect()
    }

    /// A post that is one: a whole story in its cell is told and left out, the person is not.
    fn post(&self, row: &Row, post: String, roster: &mut Roster) -> String {
        if post.chars().count() <= LONGEST_POST {
            return post;
        }
        let reason = Text::new(
            "Должность длиннее 500 знаков: сотрудник внесён без неё.",
            "The post is longer than 500 characters: the colleague is entered without it.",
        );
        roster.left.push(RosterLeft::row(self.sheet, row, Extent::Part, reason));
        String::new()
    }

    fn child(&self, row: &Row, name: String, class: String, roster: &mut Roster) {
        let words = |column: Option<u32>| column.map(|column| row.words(column).trim().to_owned()).unwrap_or_default();
        let day = self.columns.first(Meaning::Born).and_then(|column| row.get(column)).filter(|cell| !cell.is_blank());
        let born = day.and_then(cells::date);
        if day.is_some() && born.is_none() {
            let reason = Text::new(
                "Дата рождения не прочитана: ученик внесён без неё.",
                "The birthday was not read: the pupil is entered without it.",
            );
            roster.left.push(RosterLeft::row(self.sheet, row, Extent::Part, reason));
        }
        let family = self.family(row);
        let listed = self.kind == Kind::Pupils && !self.columns.0.iter().any(|(_, meaning)| matches!(meaning, Meaning::Relative(_)));
        let child = Child { class, name, born, number: words(self.columns.first(Meaning::PupilNumber)), family, listed };
        let code = words(self.columns.first(Meaning::Code));
        match self.kind {
            Kind::Codes if code.is_empty() => {
                leave(self.sheet, row, Text::new("Кода нет.", "There is no code."), roster);
            }
            Kind::Codes => self.push(row, Says::Code { child, code }, roster),
            _ => self.push(row, Says::Pupil(child), roster),
        }
    }

    /// Somebody of the family in each of their columns; kin and contact stand behind, up to the next one.
    fn family(&self, row: &Row) -> Vec<Kin> {
        let mut family: Vec<Kin> = Vec::new();
        for (column, meaning) in &self.columns.0 {
            let words = row.words(*column).trim().to_owned();
            match (meaning, family.last_mut()) {
                (Meaning::Relative(kin), _) => family.push(Kin { name: words, kin: (*kin).to_owned(), contact: String::new() }),
                (Meaning::Kin, Some(last)) if last.kin.is_empty() => last.kin = words,
                (Meaning::Contact, Some(last)) if last.contact.is_empty() => last.contact = words,
                (Meaning::Contact, Some(last)) if !words.is_empty() => last.contact = format!("{}, {words}", last.contact),
                _ => {}
            }
        }
        family.retain(|one| !one.name.is_empty());
        family
    }

    /// A phone or a kin that stands behind nobody of a family; a class beside somebody who works here.
    fn is_nobodys(&self, column: u32) -> bool {
        let of = |at: u32, wanted: fn(&Meaning) -> bool| self.columns.0.iter().any(|(column, meaning)| *column == at && wanted(meaning));
        let relative = |at: u32| of(at, |meaning| matches!(meaning, Meaning::Relative(_)));
        let ours = self.kind == Kind::Staff && of(column, |meaning| matches!(meaning, Meaning::Class | Meaning::Hours));
        ours || of(column, |meaning| matches!(meaning, Meaning::Contact | Meaning::Kin)) && !(0..column).any(relative)
    }

    /// Columns that hold data and are not taken, told once each.
    fn untaken(&self, block: &Block<'_>, roster: &mut Roster) {
        let last = block.head.cells.last().map_or(0, |(column, _)| *column);
        let holds = |column: &u32| block.rows.iter().any(|row| row.get(*column).is_some_and(|cell| !cell.is_blank()));
        let untaken = (0..=last).filter(|column| !self.columns.knows(*column) || self.is_nobodys(*column)).filter(holds);
        let words: Vec<String> = untaken.map(|column| block.head.words(column).trim().to_owned()).collect();
        // Lists of staff say much that is kept nowhere: that is one thing to tell.
        if self.kind == Kind::Staff && !words.is_empty() {
            let words: Vec<String> = words.into_iter().filter(|words| !words.is_empty()).collect();
            let reason = if words.len() == 1 { not_kept() } else { not_kept_several() };
            return roster.left.push(RosterLeft::column(self.sheet, block.head, words.join(", "), reason));
        }
        roster.left.extend(words.into_iter().map(|words| RosterLeft::column(self.sheet, block.head, words, not_known())));
    }
}

/// Classes of a cell.
fn parts(written: &str) -> impl Iterator<Item = String> + '_ {
    written.split([',', ';']).map(|class| class.trim().to_owned()).filter(|class| !class.is_empty())
}

fn of_several_classes() -> Text {
    Text::new(
        "Часы не взяты: в строке несколько классов. Укажите каждый класс отдельной строкой.",
        "The hours were not taken: there are several classes in the row. Give each class a row of its own.",
    )
}

fn not_kept_several() -> Text {
    Text::new(
        "Эти столбцы не взяты: таких сведений о сотрудниках программа не хранит.",
        "These columns were not taken: the program keeps nothing of the kind about staff.",
    )
}

fn not_known() -> Text {
    Text::new(
        "Столбец не взят: его заголовок незнаком или непонятно, к кому он относится.",
        "The column was not taken: its heading is not known, or whom it speaks of.",
    )
}

fn not_kept() -> Text {
    Text::new(
        "Столбец не взят: этого о сотрудниках программа не хранит.",
        "The column was not taken: the program does not keep this of staff.",
    )
}

fn no_class() -> Text {
    Text::new(
        "Не указан класс: нужен столбец «Класс» или строка «7А класс» над таблицей.",
        "No class is given: a column «Класс» is needed, or a line «7А класс» above the table.",
    )
}

fn no_name() -> Text {
    Text::new("Нет имени.", "There is no name.")
}
