//! Lists of a school's people, in a workbook or a text table, into rows: classes, staff, loads, pupils, families, codes. Every table of every
//! sheet is known by what its headings mean. This is the one door through which names leave the parser: the office asks for them, and seals them
//! in the act that takes them (decision 0042).

pub(crate) mod columns;
pub(crate) mod rows;

use std::fmt;

use jiff::civil::Date;
use records::provenance::Problem;
use records::text::Text;

use crate::blocks::blocks;
use crate::grid::{Row, Sheet};
use crate::{files, read};
use columns::Columns;

/// What a file says, row by row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roster {
    /// The school as a line above a table names it.
    pub school: Option<String>,
    /// Rows that were understood, in their order.
    pub rows: Vec<RosterRow>,
    /// Rows and columns that were not, with the reason.
    pub left: Vec<RosterLeft>,
}

/// A row that was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterRow {
    /// Sheet.
    pub sheet: String,
    /// Row as a spreadsheet numbers it.
    pub row: u32,
    /// What it says.
    pub says: Says,
}

/// A row or a column that was not taken. Its words are what the file says: they may name somebody.
#[derive(Clone, PartialEq, Eq)]
pub struct RosterLeft {
    /// Sheet.
    pub sheet: String,
    /// Row as a spreadsheet numbers it.
    pub row: u32,
    /// As written.
    pub words: String,
    /// Why not.
    pub reason: Text,
    /// How much of the file it stands for.
    pub extent: Extent,
}

/// How much was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// A column, a day that cannot be: the rest of the row was taken.
    Part,
    /// The row.
    Row,
    /// The whole sheet.
    Sheet,
}

impl RosterLeft {
    /// A row, by its first words.
    pub(crate) fn row(sheet: &Sheet, row: &Row, extent: Extent, reason: Text) -> Self {
        Self { sheet: sheet.name.clone(), row: row.index + 1, words: row.line().chars().take(200).collect(), reason, extent }
    }

    /// A column, by what stands over it.
    pub(crate) fn column(sheet: &Sheet, head: &Row, words: String, reason: Text) -> Self {
        Self { sheet: sheet.name.clone(), row: head.index + 1, words, reason, extent: Extent::Part }
    }
}

/// What a row says.
#[derive(Clone, PartialEq, Eq)]
pub enum Says {
    /// There is a class, and who its class teacher is; empty where the table does not say.
    Class {
        /// The class, as written.
        class: String,
        /// Its class teacher.
        teacher: String,
    },
    /// Somebody works here.
    Staff {
        /// Name.
        name: String,
        /// The post, as written.
        post: String,
        /// The subject, as written; it tells two of one name apart.
        subject: String,
        /// The day of birth; it tells two of one name apart.
        born: Option<Date>,
        /// Classes she leads, as written.
        leads: Vec<String>,
    },
    /// Somebody teaches a subject in a class.
    Load {
        /// Name of the teacher.
        teacher: String,
        /// The subject, as written.
        subject: String,
        /// The class, as written.
        class: String,
        /// Hours a week there, in tenths.
        hours: Option<u16>,
    },
    /// A pupil is in a class.
    Pupil(Child),
    /// A pupil has a code.
    Code {
        /// The pupil.
        child: Child,
        /// The code.
        code: String,
    },
}

/// A pupil as a row says.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Child {
    /// The class, as written.
    pub class: String,
    /// Name.
    pub name: String,
    /// The day of birth.
    pub born: Option<Date>,
    /// The number of the school's own system.
    pub number: String,
    /// The family.
    pub family: Vec<Kin>,
    /// Whether the table is a list of a class: who is not in it is missing.
    pub listed: bool,
}

/// Somebody of a family.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Kin {
    /// Name.
    pub name: String,
    /// What they are to the child.
    pub kin: String,
    /// How they can be reached.
    pub contact: String,
}

/// Reads the lists of a school's people. Never fails half-way: what was not read is told.
///
/// ```
/// let table = "№;ФИО ученика;Дата рождения;Класс\n1;Ёлкин Пётр Ильич;05.04.2013;7А\n";
/// let (roster, problems) = intake::roster(table.as_bytes(), "список.csv");
/// assert!(problems.is_empty() && roster.left.is_empty());
/// let intake::Says::Pupil(child) = &roster.rows[0].says else { panic!() };
/// assert_eq!((child.name.as_str(), child.class.as_str()), ("Ёлкин Пётр Ильич", "7А"));
/// ```
#[must_use]
pub fn roster(bytes: &[u8], name: &str) -> (Roster, Vec<Problem>) {
    let file = files::shown(name);
    let book = match read::book(&file, "", bytes) {
        Ok(book) => book,
        Err(refusal) => return (Roster::default(), vec![*refusal]),
    };
    let mut roster = Roster::default();
    for sheet in &book.sheets {
        if sheet.hidden {
            rows::tell_hidden(sheet, &mut roster);
            continue;
        }
        let tables = blocks(sheet, |row| Columns::of(row).is_some(), |row| crate::formats::asked::class_line(row).is_some());
        if tables.is_empty() {
            rows::tell_unknown(sheet, &mut roster);
        }
        for table in &tables {
            rows::read(sheet, table, &mut roster);
        }
    }
    (roster, Vec::new())
}

/// Never a name: what is printed may end in a log.
macro_rules! hidden {
    ($($type:ident),+) => {
        $(impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($type), "(…)"))
            }
        })+
    };
}
hidden!(RosterLeft, Says, Child, Kin);

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn read(table: &str) -> Roster {
        let (roster, problems) = roster(table.as_bytes(), "список.csv");
        assert!(problems.is_empty(), "{problems:?}");
        roster
    }

    fn children(roster: &Roster) -> Vec<(String, String, Option<Date>)> {
        let child = |row: &RosterRow| match &row.says {
            Says::Pupil(child) => Some((child.class.clone(), child.name.clone(), child.born)),
            _ => None,
        };
        roster.rows.iter().filter_map(child).collect()
    }

    #[test]
    fn a_list_of_a_class_has_its_class_above_or_in_a_column() {
        let above = "МБОУ «Гимназия № 2»\nСписок 7 «А» класса\n№;Фамилия;Имя;Отчество;Дата рождения\n1;Ёлкин;Пётр;Ильич;05.04.2013\n2;Ким;Ян;;\nВсего: 2\n";
        let read = read(above);
        let expected =
            [("7А".to_owned(), "Ёлкин Пётр Ильич".to_owned(), Some(date(2013, 4, 5))), ("7А".to_owned(), "Ким Ян".to_owned(), None)];
        assert_eq!(children(&read), expected);
        assert_eq!(read.school.as_deref(), Some("МБОУ «Гимназия № 2»"));
        assert!(read.rows.iter().all(|row| matches!(&row.says, Says::Pupil(child) if child.listed)));
        let column = self::read("ФИО обучающегося;Кл.;Д.р.\nЁлкин Пётр Ильич;7 «а»;05.04.2013\nЗимина Яна;10-1;\n");
        assert_eq!(children(&column).iter().map(|child| child.0.as_str()).collect::<Vec<_>>(), ["7 «а»", "10-1"]);
    }

    /// A row that says something of nobody is told; a line that names a class alone is none.
    #[test]
    fn a_row_without_a_name_is_told() {
        let table = "Класс;ФИО ученика;Дата рождения;№ личного дела\n6А;Ёлкин Пётр Ильич;01.02.2014;17\n6А;;05.06.2014;18\n6Б\n6Б;Ким Ян Олегович;;\n";
        let pupils = read(table);
        assert_eq!((children(&pupils).len(), pupils.left.iter().map(|left| left.row).collect::<Vec<_>>()), (2, vec![3]));
        let families = read("Класс;ФИО ученика;Мать;Телефон\n6А;Ёлкин Пётр Ильич;Ёлкина Анна;1\n6А;;Уткина Анна;2\n");
        assert_eq!((families.rows.len(), families.left.len()), (1, 1));
        let codes = read("Класс;ФИО;Код\n5А;Ёлкин Пётр Ильич;1001\n5А;;77-А\n");
        assert_eq!((codes.rows.len(), codes.left.len()), (1, 1));
    }

    #[test]
    fn two_classes_below_each_other_are_two() {
        let read = read("7А класс\n№;ФИО\n1;Ёлкин Пётр Ильич\n2;Ким Ян Олегович\n7Б класс\n№;ФИО\n1;Зимина Яна Ильинична\n");
        assert_eq!(children(&read).iter().map(|child| child.0.as_str()).collect::<Vec<_>>(), ["7А", "7А", "7Б"]);
    }

    #[test]
    fn families_stand_beside_the_pupil() {
        let table = "Класс;ФИО ученика;Мать;Телефон;Отец;Телефон;Кружок\n7А;Ёлкин Пётр;Ёлкина Анна;+7 900 1;;;шахматы\n";
        let read = read(table);
        let Says::Pupil(child) = &read.rows[0].says else { panic!() };
        assert!(child.family == [Kin { name: "Ёлкина Анна".into(), kin: "мать".into(), contact: "+7 900 1".into() }]);
        assert_eq!(read.left.len(), 1, "a column that holds data and is not taken is told");
        let rows = self::read("ФИО ребенка;Класс;ФИО родителя;Степень родства;Телефон\nКим Ян;5Б;Ким Вера;бабушка;12-34\n");
        let Says::Pupil(child) = &rows.rows[0].says else { panic!() };
        assert!(
            !child.listed
                && child.family == [Kin { name: "Ким Вера".into(), kin: "бабушка".into(), contact: "12-34".into() }]
        );
    }

    #[test]
    fn staff_classes_loads_codes() {
        let staff = read("№;ФИО сотрудника;Должность\n1;Иванова Анна Петровна;учитель\n");
        let works = |name: &str, post: &str, subject: &str| Says::Staff {
            name: name.into(),
            post: post.into(),
            subject: subject.into(),
            born: None,
            leads: Vec::new(),
        };
        assert!(staff.rows[0].says == works("Иванова Анна Петровна", "учитель", ""));
        let classes = read("Класс;Классный руководитель\n5А;Иванова А.П.\n5Б;\n");
        assert!(classes.rows[0].says == Says::Class { class: "5А".into(), teacher: "Иванова А.П.".into() });
        assert!(classes.rows[1].says == Says::Class { class: "5Б".into(), teacher: String::new() });
        let hours = |teacher: &str, subject: &str, class: &str, hours| Says::Load {
            teacher: teacher.into(),
            subject: subject.into(),
            class: class.into(),
            hours,
        };
        let load = |teacher: &str, subject: &str, class: &str| hours(teacher, subject, class, None);
        let loads = read("Учитель;Предмет;Классы\nИванова А.П.;Физика;7А, 7Б\n");
        let says: Vec<Says> = loads.rows.into_iter().map(|row| row.says).collect();
        assert!(says == [load("Иванова А.П.", "Физика", "7А"), load("Иванова А.П.", "Физика", "7Б")]);
        let matrix = read("Учитель;Предмет;5А;5Б;Всего\nИванова А.П.;Физика;2;;2\nКим Я.О.;Химия;1;2;3\n");
        let says: Vec<Says> = matrix.rows.into_iter().map(|row| row.says).collect();
        let each = [("Иванова А.П.", "Физика", "5А", 20), ("Ким Я.О.", "Химия", "5А", 10), ("Ким Я.О.", "Химия", "5Б", 20)];
        assert!(says == each.map(|(teacher, subject, class, tenths)| hours(teacher, subject, class, Some(tenths))));
        let codes = read("Класс;Код;Фамилия Имя Отчество\n7А;40017;Ёлкин Пётр Ильич\n");
        assert!(matches!(&codes.rows[0].says, Says::Code { child, code } if code == "40017" && child.name == "Ёлкин Пётр Ильич"));
    }

    /// The ordinary list of staff has a column of subjects; without a column of classes it is no list of loads.
    #[test]
    fn a_list_with_posts_and_no_classes_is_of_staff() {
        let table = "№;ФИО;Должность;Предмет;Телефон;Эл. почта;Классное руководство\n\
            1;Иванова Анна Петровна;учитель;Физика;+7 900 1;a@example.org;5А\n2;Новикова;учитель;Химия;;;\n";
        let staff = read(table);
        let says = Says::Staff {
            name: "Иванова Анна Петровна".into(),
            post: "учитель".into(),
            subject: "Физика".into(),
            born: None,
            leads: vec!["5А".into()],
        };
        assert!(staff.rows.len() == 1 && staff.rows[0].says == says);
        let left: Vec<(u32, bool)> = staff.left.iter().map(|left| (left.row, left.extent == Extent::Part)).collect();
        assert_eq!(left, [(3, false), (1, true)], "a surname alone is nobody; what is not kept is told once");
        assert_eq!(staff.left[1].words, "Телефон, Эл. почта");
        assert!(staff.left[0].reason.ru.contains("только фамилия") && staff.left[1].reason.ru.contains("не хранит"));
        // A whole story in the cell of a post: she is taken without it, and it is told.
        let story = read(&format!("ФИО;Должность\nИванова Анна Петровна;{}\nЗуев Лев Ильич;{}\n", "у".repeat(501), "у".repeat(500)));
        let posts = story.rows.iter().map(|row| match &row.says {
            Says::Staff { post, .. } => post.chars().count(),
            _ => unreachable!("a list of staff"),
        });
        assert_eq!(posts.collect::<Vec<_>>(), [0, 500]);
        assert!(matches!(story.left.as_slice(), [left] if left.extent == Extent::Part && left.row == 2 && left.reason.ru.contains("500")));
        let taught = read("ФИО;Должность;Предмет;Класс\nИванова Анна Петровна;учитель;Физика;7А\n");
        assert!(matches!(taught.rows[0].says, Says::Load { .. }));
        let lacking = read("Учитель;Предмет\nИванова А.П.;Физика\n");
        let reason = &lacking.left[0].reason.ru;
        assert!(["«Учитель»", "«Класс»", "«Должность»"].iter().all(|heading| reason.contains(heading)), "{reason}");
    }

    /// Hours stand in a column of their own, whole or with halves; of several classes in one cell nobody knows whose they are.
    #[test]
    fn hours_of_loads() {
        let hours = |table: &str| {
            let read = read(table);
            let hours = |row: &RosterRow| match &row.says {
                Says::Load { class, hours, .. } => (class.clone(), *hours),
                _ => unreachable!("a list of loads"),
            };
            (read.rows.iter().map(hours).collect::<Vec<_>>(), read.left.len())
        };
        let of = |class: &str, tenths| (class.to_owned(), tenths);
        for heading in ["Часов в неделю", "Часы", "Нагрузка", "Кол-во часов"] {
            let table = format!("Учитель;Предмет;Класс;{heading}\nИванова А.П.;Физика;7А;2\nКим Я.О.;Химия;8Б;0,5\nКим Я.О.;Химия;9Б;\n");
            assert_eq!(hours(&table), (vec![of("7А", Some(20)), of("8Б", Some(5)), of("9Б", None)], 0), "{heading}");
        }
        let odd = "Учитель;Предмет;Класс;Часы\nИванова А.П.;Физика;7А, 7Б;4\nКим Я.О.;Химия;8Б;много\nКим Я.О.;Химия;9Б;400\n";
        assert_eq!(hours(odd), (vec![of("7А", None), of("7Б", None), of("8Б", None), of("9Б", None)], 3));
        let year = "Учитель;Предмет;Класс;Часов в год\nИванова А.П.;Физика;7А;68\n";
        assert_eq!(hours(year), (vec![of("7А", None)], 0));
    }

    /// Whose class teacher somebody is stands in the list of staff; a dash is nobody's.
    #[test]
    fn classes_the_list_of_staff_says_somebody_leads() {
        let staff = read(
            "ФИО;Должность;Классное руководство;Стаж;Категория\nКим Ян Олегович;учитель;5А, 6Б;3;первая\nЗуев Лев Ильич;учитель;—;;\n",
        );
        let leads = |row: &RosterRow| match &row.says {
            Says::Staff { leads, .. } => leads.clone(),
            _ => unreachable!("a list of staff"),
        };
        assert_eq!(staff.rows.iter().map(leads).collect::<Vec<_>>(), [vec!["5А".to_owned(), "6Б".to_owned()], vec![]]);
        assert!(matches!(staff.left.as_slice(), [left] if left.words == "Стаж, Категория" && left.extent == Extent::Part));
        let headed = read("ФИО сотрудника;Должность;Классный руководитель\nКим Ян Олегович;учитель;5А\n");
        assert_eq!(headed.rows.iter().map(leads).collect::<Vec<_>>(), [vec!["5А".to_owned()]]);
        let postless = read("ФИО;Предмет;Классное руководство\nКим Ян Олегович;Физика;5А\n");
        assert_eq!(postless.rows.iter().map(leads).collect::<Vec<_>>(), [vec!["5А".to_owned()]]);
    }

    #[test]
    fn what_is_not_understood_is_left_with_its_reason() {
        let unknown = read("Дата;Тема\n01.09.2026;Введение\n");
        assert_eq!((unknown.rows.len(), unknown.left.len()), (0, 1));
        let nameless = read("№;ФИО ученика;Класс\n1;Ёлкин Пётр;7А\n2;;7А\n3;Ким Ян;\n");
        assert_eq!((nameless.rows.len(), nameless.left.iter().map(|left| left.row).collect::<Vec<_>>()), (1, vec![3, 4]));
        let dated = read("№;ФИО ученика;Класс;Дата рождения\n1;Ёлкин Пётр;7А;31.02.2013\n");
        assert_eq!((dated.rows.len(), dated.left.len()), (1, 1), "the pupil is taken, the day that cannot be is told");
        let phones = read("№;ФИО ученика;Класс;Телефон\n1;Ёлкин Пётр;7А;12-34\n");
        assert_eq!((phones.rows.len(), phones.left.len()), (1, 1), "whose phone it is nobody knows");
        assert!(roster(b"\x89PNG\r\n", "a.png").1.len() == 1);
    }

    #[test]
    fn nothing_prints_a_name() {
        let read = read("№;ФИО ученика;Класс\n1;Ёлкин Пётр;7А\n2;Ким Ян;\n");
        let printed = format!("{read:?}");
        assert!(!printed.contains("Ёлкин") && !printed.contains("Ким"), "{printed}");
    }
}
