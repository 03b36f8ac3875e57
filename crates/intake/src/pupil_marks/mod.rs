//! Marks of pupils for periods, lessons they missed, points of works, in a workbook or a text table: a line a mark, a line a pupil with subjects
//! or periods over the columns, a line a pupil with lessons missed. Names leave the parser here as in lists of classes: the office seals them.

mod columns;
mod rows;

use std::fmt;

use records::dataset::{JournalMark, Period};
use records::provenance::Problem;
use records::reference::Reference;
use records::text::Text;
use records::vocabulary::SchoolYear;

use crate::blocks::blocks;
use crate::roster::{Child, RosterLeft};
use crate::{files, read};
use columns::Columns;

/// What a file says, row by row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PupilMarks {
    /// The school as a line above a table names it.
    pub school: Option<String>,
    /// What was understood, in its order.
    pub rows: Vec<MarkRow>,
    /// Rows and columns that were not, with the reason.
    pub left: Vec<RosterLeft>,
    /// School years lines above its tables name, or its name, each once.
    pub titled: Vec<SchoolYear>,
}

/// Something a row says of a pupil.
#[derive(Clone, PartialEq)]
pub struct MarkRow {
    /// Sheet.
    pub sheet: String,
    /// Row as a spreadsheet numbers it.
    pub row: u32,
    /// The pupil; of one who is known by a code, the class as far as it is written.
    pub child: Child,
    /// The code of the participant, where the table has codes and no names.
    pub code: String,
    /// The school year of the row, where a column says it.
    pub year: Option<SchoolYear>,
    /// The subject as written; nothing where it is of all subjects.
    pub subject: String,
    /// The period; None for a work, and where the file does not say it.
    pub period: Option<Period>,
    /// The month the row is of, where the file says that and no period.
    pub month: Option<i8>,
    /// The work, as written.
    pub work: String,
    /// What it says.
    pub says: Standing,
}

/// How a pupil stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Standing {
    /// A mark.
    Mark(JournalMark),
    /// Lessons missed.
    Missed {
        /// So many.
        missed: u32,
        /// Of so many, where the file says.
        of: Option<u32>,
        /// So many of them without a reason, where the file says.
        unexcused: Option<u32>,
    },
    /// Points of a work.
    Points {
        /// Reached.
        points: f64,
        /// So many are enough, where the file says.
        least: Option<f64>,
        /// So many can be reached, where the file says.
        most: Option<f64>,
        /// The mark of the work, where the file says.
        mark: Option<u8>,
    },
}

/// Reads what a file says of pupils' marks and attendance. Never fails half-way: what was not read is told.
///
/// ```
/// let reference = records::reference::Reference::shipped().unwrap();
/// let table = "1 четверть\n7А класс\n№;ФИО;Алгебра;Русский язык\n1;Ёлкин Пётр;2;4\n";
/// let (marks, problems) = intake::pupil_marks(table.as_bytes(), "итоги.csv", &reference);
/// assert!(problems.is_empty() && marks.left.is_empty() && marks.rows.len() == 2);
/// ```
#[must_use]
pub fn pupil_marks(bytes: &[u8], name: &str, reference: &Reference) -> (PupilMarks, Vec<Problem>) {
    let file = files::shown(name);
    let book = match read::book(&file, "", bytes) {
        Ok(book) => book,
        Err(refusal) => return (PupilMarks::default(), vec![*refusal]),
    };
    let mut marks = PupilMarks::default();
    for sheet in &book.sheets {
        if sheet.hidden {
            rows::tell(sheet, Text::new("Лист скрыт: он не взят.", "The sheet is hidden: it was not taken."), &mut marks);
            continue;
        }
        let head = |row: &crate::grid::Row| Columns::of(row, reference).is_some();
        let tables = blocks(sheet, head, |row| crate::formats::asked::class_line(row).is_some());
        if tables.is_empty() {
            rows::tell(sheet, rows::unknown(), &mut marks);
        }
        for table in &tables {
            rows::read(sheet, table, (reference, &file), &mut marks);
        }
    }
    (marks, Vec::new())
}

/// Never a name: what is printed may end in a log.
impl fmt::Debug for MarkRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MarkRow(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(table: &str) -> PupilMarks {
        let (marks, problems) = pupil_marks(table.as_bytes(), "итоги.csv", &Reference::shipped().unwrap());
        assert!(problems.is_empty(), "{problems:?}");
        marks
    }

    fn told(marks: &PupilMarks) -> Vec<String> {
        let told = |row: &MarkRow| {
            let period = row.period.map(Period::code).unwrap_or_else(|| row.work.clone());
            format!("{} {} {} {period} {:?}", row.child.class, row.child.name, row.subject, row.says)
        };
        marks.rows.iter().map(told).collect()
    }

    /// covers: R27
    #[test]
    fn subjects_over_columns_with_class_and_period_above() {
        let marks = read(
            "МБОУ «Гимназия № 2»\nИтоги 1 четверти 2026/2027 учебного года\n7 «А» класс\n№;ФИО;Алгебра;Русский язык;Поведение\n1;Ёлкин Пётр Ильич;2;4;прим.\n2;Ким Ян Олегович;н/а;;прим.\nУспеваемость;50%;100%;\n",
        );
        let expected = [
            "7А Ёлкин Пётр Ильич Алгебра q1 Mark(Mark(2))",
            "7А Ёлкин Пётр Ильич Русский язык q1 Mark(Mark(4))",
            "7А Ким Ян Олегович Алгебра q1 Mark(NotAttested)",
        ];
        assert_eq!(told(&marks), expected);
        assert_eq!(marks.left.iter().filter(|left| left.words == "Поведение").count(), 1, "a column that is no subject is told");
        assert_eq!(marks.school.as_deref(), Some("МБОУ «Гимназия № 2»"));
    }

    /// Class and period as schools write them above a table, between commas.
    #[test]
    fn a_title_between_commas_says_class_and_period() {
        let marks = read("Сводная ведомость, 6А, 1 четверть\n№;ФИО;Алгебра\n1;Ёлкин Пётр;2\n");
        assert_eq!(told(&marks), ["6А Ёлкин Пётр Алгебра q1 Mark(Mark(2))"], "{:?}", marks.left.len());
    }

    #[test]
    fn a_line_a_mark_and_periods_over_columns() {
        let lines =
            read("Класс;ФИО ученика;Предмет;Период;Отметка\n7А;Ёлкин Пётр;Алгебра;2 четверть;3\n7А;Ёлкин Пётр;Алгебра;когда-то;3\n");
        assert_eq!(told(&lines), ["7А Ёлкин Пётр Алгебра q2 Mark(Mark(3))"]);
        assert_eq!(lines.left.len(), 1, "a period that is none is told");
        let columns = read("Предмет: алгебра\n7А класс\n№;ФИО;1 четверть;2 четверть\n1;Ёлкин Пётр;2;3\n");
        assert_eq!(told(&columns), ["7А Ёлкин Пётр алгебра q1 Mark(Mark(2))", "7А Ёлкин Пётр алгебра q2 Mark(Mark(3))"]);
    }

    #[test]
    fn lessons_missed_and_points_of_works() {
        let missed = read(
            "За 1 четверть\nКласс;ФИО ученика;Пропущено уроков;Из них без уважительной причины;Всего уроков\n7А;Ёлкин Пётр;18;6;60\n7А;Ким Ян;0;;60\n",
        );
        let expected = [
            "7А Ёлкин Пётр  q1 Missed { missed: 18, of: Some(60), unexcused: Some(6) }",
            "7А Ким Ян  q1 Missed { missed: 0, of: Some(60), unexcused: None }",
        ];
        assert_eq!(told(&missed), expected);
        let works = read("Класс;ФИО ученика;Предмет;Работа;Баллы;Минимум;Максимум\n7А;Ёлкин Пётр;Алгебра;ДКР октябрь;5;8;20\n");
        assert_eq!(
            told(&works),
            ["7А Ёлкин Пётр Алгебра ДКР октябрь Points { points: 5.0, least: Some(8.0), most: Some(20.0), mark: None }"]
        );
    }

    /// A month stands where journals write it: above the table, over the sheet, in the name of the file, in a column. A day has a month too, and is
    /// no month of the table; two months are none.
    #[test]
    fn months_of_lessons_missed() {
        let months = |table: &str, name: &str| {
            let (marks, _) = pupil_marks(table.as_bytes(), name, &Reference::shipped().unwrap());
            (marks.rows.iter().map(|row| (row.period.map(Period::code), row.month)).collect::<Vec<_>>(), marks.left.len())
        };
        let table = "ФИО;Класс;Пропущено уроков\nЁлкин Пётр;7А;3\n";
        for (above, name, month) in [
            ("", "Посещаемость_сентябрь.csv", Some(9)),
            ("Пропуски уроков за октябрь 2026 г.\n", "а.csv", Some(10)),
            ("Пропуски, ЯНВАРЬ\n", "сентябрь.csv", Some(1)),
            ("Сведения на 5 ноября 2026 г.\n", "а.csv", None),
            ("Пропуски за сентябрь–октябрь\n", "а.csv", None),
            ("", "Маркетинг.csv", None),
        ] {
            assert!(months(&format!("{above}{table}"), name) == (vec![(None, month)], 0), "{above}{name}");
        }
        assert_eq!(
            months(&format!("1 четверть\n{table}"), "сентябрь.csv").0,
            [(Some("q1".into()), None)],
            "the period stands before the month"
        );
        let column = "ФИО;Класс;Период;Пропущено уроков\nЁлкин Пётр;7А;октябрь;3\nКим Ян;7А;2 четверть;1\nЗуев Лев;7А;когда-то;1\n";
        assert_eq!(months(column, "а.csv"), (vec![(None, Some(10)), (Some("q2".into()), None)], 1));
    }

    #[test]
    fn a_school_year_over_the_table_is_told() {
        let titled = |table: &str, name: &str| pupil_marks(table.as_bytes(), name, &Reference::shipped().unwrap()).0.titled;
        let table = "7А класс\n№;ФИО;Алгебра\n1;Ёлкин Пётр;4\n";
        let year = SchoolYear(2023);
        assert_eq!(titled(&format!("Сводная ведомость. 1 четверть 2023/2024\n{table}"), "а.csv"), [year]);
        assert_eq!((titled(table, "Итоги_2023-2024.csv"), titled(table, "Итоги 2023.csv")), (vec![year], vec![]));
    }

    /// A table of codes speaks of works, each with its year; the zeros of a code stay, a row without a code is told.
    #[test]
    fn works_by_the_codes_of_participants() {
        let marks = read(
            "Код;Класс;Предмет;Работа;Учебный год;Баллы;Минимум;Максимум;Отметка\n0042;7А;Физика;ВПР (апрель 2026);2025/2026;5;8;20;2\nЛ-7;;Физика;ВПР (апрель 2026);2025/2026;12,5;;;\n;7А;Физика;ВПР;2025/2026;5;8;20;2\n",
        );
        let of = |row: &MarkRow| (row.code.clone(), row.child.class.clone(), row.year, row.says);
        let points = |points, least, most, mark| Standing::Points { points, least, most, mark };
        let year = Some(SchoolYear(2025));
        let expected = [
            ("0042".to_owned(), "7А".to_owned(), year, points(5.0, Some(8.0), Some(20.0), Some(2))),
            ("Л-7".to_owned(), String::new(), year, points(12.5, None, None, None)),
        ];
        assert_eq!(marks.rows.iter().map(of).collect::<Vec<_>>(), expected);
        let workless = read("Код;Предмет;Баллы\n42;Физика;5\n");
        assert_eq!((workless.rows.len(), workless.left.len()), (0, 1), "of which work is not said");
    }

    #[test]
    fn what_is_not_understood_is_left_with_its_reason() {
        assert_eq!(read("Дата;Тема\n01.09.2026;Введение\n").left.len(), 1);
        let nameless = read("1 четверть\n7А класс\n№;ФИО;Алгебра\n1;Ёлкин Пётр;пять\n2;;4\n");
        assert_eq!((nameless.rows.len(), nameless.left.len()), (0, 2), "{:?}", nameless.left.len());
        let timeless = read("7А класс\n№;ФИО;Алгебра\n1;Ёлкин Пётр;4\n");
        assert_eq!((timeless.rows.len(), timeless.left.len()), (1, 0), "of which period is asked, not guessed");
        assert_eq!((timeless.rows[0].period, timeless.rows[0].month), (None, None));
        let pointless = read("Класс;ФИО ученика;Предмет;Работа;Баллы\n7А;Ёлкин Пётр;Алгебра;;5\n");
        assert_eq!((pointless.rows.len(), pointless.left.len()), (0, 1), "of which work is not said");
        // What cannot be so many is told; an empty cell and a dash say nothing.
        let missed = "1 четверть\nКласс;ФИО ученика;Пропущено уроков;Всего уроков;Без уважительной причины\n\
            7А;Ёлкин Пётр;пять;60;\n7А;Ким Ян;300;240;\n7А;Уткин Олег;5;60;9\n7А;Зимина Яна;-;60;\n7А;Лунин Лев;5;60;2\n";
        let missed = read(missed);
        assert_eq!((missed.rows.len(), missed.left.len()), (1, 3), "{:?}", told(&missed));
        let points = "Класс;ФИО ученика;Предмет;Работа;Баллы;Минимум;Максимум\n7А;Ёлкин Пётр;Алгебра;ДКР;семь;8;20\n\
            7А;Ким Ян;Алгебра;ДКР;27;8;20\n7А;Уткин Олег;Алгебра;ДКР;7;8;20\n7А;Лунин Лев;Алгебра;ДКР;н;8;20\n";
        let points = read(points);
        assert_eq!((points.rows.len(), points.left.len()), (1, 2), "{:?}", told(&points));
        assert!(!format!("{:?}", read("1 четверть\n7А класс\n№;ФИО;Алгебра\n1;Ёлкин Пётр;4\n")).contains("Ёлкин"));
    }
}
