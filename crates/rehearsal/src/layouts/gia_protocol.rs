//! Protocol of a state examination (ОГЭ, ЕГЭ, ГВЭ) as the regional centre exports it: one exam per file, names in the open, answers as strings.
//! Written from the description of the layout, no real file was at hand.

use jiff::civil::Date;
use records::dataset::{Dataset, KimId};
use records::vocabulary::{Attendance, Format};

use super::sheet::{Cell, Sheet, row, xlsx};
use super::vpr_title::Sat;
use super::{LayoutError, Names};

/// Writes the protocol of one examination. Series and number of the document stay empty.
///
/// # Errors
/// The KIM is not in the data, or the workbook cannot be written.
pub fn write(data: &Dataset, kim: KimId, names: &Names, day: Date) -> Result<Vec<u8>, LayoutError> {
    let sat = Sat::find(data, kim)?;
    let extended = sat.kim.items.iter().any(|item| item.format == Some(Format::Extended));
    let date = sat.kim.date.map_or(String::new(), |date| format!("{}.{:02}.{:02}", date.year(), date.month(), date.day()));
    let mut rows = vec![row![format!("{:02} - {} {date}", exam_code(sat.subject()), sat.subject())], header(extended)];
    let mut written = 0_u32;
    for row in 0..sat.sitting.len() {
        if sat.sitting.status.get(row) == Some(&Attendance::Present) {
            written += 1;
            rows.push(participant(&sat, row, written, extended, names));
        }
    }
    xlsx(&[Sheet::new("Протокол", rows)], day)
}

fn header(extended: bool) -> Vec<Cell> {
    let mut cells = row!["№", "Код МСУ", "Код ОО", "Класс", "Код ППЭ", "Аудитория", "Фамилия", "Имя", "Отчество", "Серия", "Номер"];
    cells.push(Cell::from("Задания с кратким ответом"));
    if extended {
        cells.push(Cell::from("Задания с развёрнутым ответом"));
    }
    cells.extend(row!["Первичный балл", "Балл"]);
    cells
}

fn participant(sat: &Sat<'_>, row: usize, number: u32, extended: bool, names: &Names) -> Vec<Cell> {
    let sitting = sat.sitting;
    let school = sitting.school.get(row).and_then(|&school| sat.school(school)).map_or("", |school| school.school.as_str());
    let class = sitting.class.get(row).map_or("", |class| sat.data.class_names.name(class.0));
    let room = sitting.room.get(row).copied().flatten().map_or("", |room| sat.data.rooms.name(room));
    let name = sitting.person.get(row).and_then(|&person| names.of(person));
    let mut cells = row![number, 101_u16, school, class, 1201_u16, room];
    cells.extend(row![name.map(|n| n.surname.as_str()), name.map(|n| n.name.as_str()), name.map(|n| n.patronymic.as_str()), "", ""]);
    cells.push(Cell::from(short_answers(sat, row)));
    if extended {
        cells.push(Cell::from(extended_answers(sat, row)));
    }
    cells.push(Cell::from(sitting.total(row)));
    cells.push(Cell::from(result(sat, row)));
    cells
}

/// Items with their points; what was not attempted is 0 here, the layout has no sign for it.
fn points<'a>(sat: &'a Sat<'_>, row: usize, format: Format) -> impl Iterator<Item = (u8, u8)> + 'a {
    let items = sat.kim.items.iter().zip(sat.sitting.row(row));
    items
        .filter(move |(item, _)| (item.format == Some(Format::Extended)) == (format == Format::Extended))
        .map(|(item, score)| (score.value().unwrap_or(0), item.max))
}

/// `+` = 1 of 1, `-` = 0, a digit = points of an item worth more than one.
fn short_answers(sat: &Sat<'_>, row: usize) -> String {
    let sign = |(points, max): (u8, u8)| match (points, max) {
        (0, _) => '-',
        (1, 1) => '+',
        (points, _) => char::from(b'0' + points.min(9)),
    };
    points(sat, row, Format::Short).map(sign).collect()
}

/// `1(2)2(2)0(3)`.
fn extended_answers(sat: &Sat<'_>, row: usize) -> String {
    points(sat, row, Format::Extended).map(|(points, max)| format!("{points}({max})")).collect()
}

/// Test score of the examination where there is one, else the mark.
fn result(sat: &Sat<'_>, row: usize) -> Option<u16> {
    let person = sat.sitting.person.get(row)?;
    let of_work = |exam: &&records::dataset::ExamRow| {
        exam.person == *person && exam.subject == sat.kim.subject && exam.year == sat.kim.year && Some(exam.exam) == sat.kim.kind
    };
    let exam = sat.data.exams.iter().find(of_work)?;
    exam.score.or(exam.mark.map(u16::from))
}

/// Number of the exam; basic mathematics has its own.
fn exam_code(subject: &str) -> u8 {
    match subject {
        "Русский язык" => 1,
        "Физика" => 3,
        "Химия" => 4,
        "Информатика" => 5,
        "Биология" => 6,
        "История" => 7,
        "География" => 8,
        "Английский язык" => 9,
        "Обществознание" => 12,
        "Литература" => 18,
        "Математика базовая" => 22,
        _ => 2,
    }
}
