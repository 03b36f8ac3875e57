//! What the columns of a table of people mean, by their headings.

use crate::blocks::is_number_heading;
use crate::cells;
use crate::formats::asked;
use crate::grid::Row;

/// A column's meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// «№».
    Number,
    /// The class of the row, or several.
    Class,
    /// A class as a column: hours a teacher has there.
    OneClass,
    /// A whole name.
    Name,
    /// Parts of a name.
    Surname,
    First,
    Patronymic,
    /// A pupil's whole name.
    Pupil,
    Born,
    PupilNumber,
    /// Somebody who works here.
    Staff,
    Post,
    ClassTeacher,
    /// The classes somebody who works here leads.
    Leads,
    Subject,
    /// Hours a week of a load.
    Hours,
    /// Somebody of a family, and what they are where the heading says it.
    Relative(&'static str),
    Kin,
    Contact,
    Code,
    /// Known, and not asked for here.
    Passed,
}

/// Columns of a table, each with its meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Columns(pub Vec<(u32, Meaning)>);

impl Columns {
    /// The meanings of a heading's cells; None where the row is no heading of a table of people.
    pub(super) fn of(row: &Row) -> Option<Self> {
        let columns: Vec<(u32, Meaning)> = row.cells.iter().filter_map(|(at, cell)| Some((*at, meaning(cells::heading(cell))?))).collect();
        let columns = Self(columns);
        let named =
            columns.has(Meaning::Name) || columns.has(Meaning::Pupil) || columns.has(Meaning::Surname) || columns.has(Meaning::Staff);
        let classes = columns.has(Meaning::Class) && columns.has(Meaning::ClassTeacher);
        let several = columns.0.iter().filter(|(_, meaning)| *meaning != Meaning::OneClass).count() >= 2;
        ((named || classes) && several).then_some(columns)
    }

    /// Whether there is a column of this meaning.
    pub(super) fn has(&self, meaning: Meaning) -> bool {
        self.first(meaning).is_some()
    }

    /// The first column of this meaning.
    pub(super) fn first(&self, meaning: Meaning) -> Option<u32> {
        self.all(meaning).next()
    }

    /// Columns of this meaning.
    pub(super) fn all(&self, meaning: Meaning) -> impl Iterator<Item = u32> {
        self.0.iter().filter(move |(_, of)| *of == meaning).map(|(at, _)| *at)
    }

    /// Whether a column has any meaning.
    pub(super) fn knows(&self, column: u32) -> bool {
        self.0.iter().any(|(at, _)| *at == column)
    }
}

/// Headings of hours begin so, as [`crate::spelling::fold`] leaves them.
const HOURS: [&str; 8] = ["часы", "часов", "час.", "кол-во час", "количество час", "нагрузка", "недельная нагрузка", "учебная нагрузка"];

/// Headings that begin so; the first that fits is meant.
const BEGINNINGS: [(&str, Meaning); 54] = [
    ("классный рук", Meaning::ClassTeacher),
    ("кл. рук", Meaning::ClassTeacher),
    ("кл.рук", Meaning::ClassTeacher),
    ("фио классного рук", Meaning::ClassTeacher),
    ("класс", Meaning::Class),
    ("кл.", Meaning::Class),
    ("дата рожд", Meaning::Born),
    ("день рожд", Meaning::Born),
    ("д.р", Meaning::Born),
    ("год рожд", Meaning::Passed),
    ("место рожд", Meaning::Passed),
    ("фио матери", Meaning::Relative("мать")),
    ("мать", Meaning::Relative("мать")),
    ("мама", Meaning::Relative("мать")),
    ("фио отца", Meaning::Relative("отец")),
    ("отец", Meaning::Relative("отец")),
    ("папа", Meaning::Relative("отец")),
    ("фио родител", Meaning::Relative("")),
    ("фио законного", Meaning::Relative("")),
    ("родител", Meaning::Relative("")),
    ("законный предст", Meaning::Relative("")),
    ("опекун", Meaning::Relative("опекун")),
    ("кем приход", Meaning::Kin),
    ("степень родства", Meaning::Kin),
    ("родство", Meaning::Kin),
    ("телефон", Meaning::Contact),
    ("тел.", Meaning::Contact),
    ("контакт", Meaning::Contact),
    ("электронная", Meaning::Contact),
    ("почта", Meaning::Contact),
    ("эл. п", Meaning::Contact),
    ("эл.п", Meaning::Contact),
    ("фио учен", Meaning::Pupil),
    ("фио обуч", Meaning::Pupil),
    ("фио учащ", Meaning::Pupil),
    ("фио ребенка", Meaning::Pupil),
    ("учени", Meaning::Pupil),
    ("учащи", Meaning::Pupil),
    ("обучающи", Meaning::Pupil),
    ("ребенок", Meaning::Pupil),
    ("фио учит", Meaning::Staff),
    ("фио сотр", Meaning::Staff),
    ("фио педаг", Meaning::Staff),
    ("фио препод", Meaning::Staff),
    ("фио работ", Meaning::Staff),
    ("учитель", Meaning::Staff),
    ("преподаватель", Meaning::Staff),
    ("педагог", Meaning::Staff),
    ("сотрудник", Meaning::Staff),
    ("должность", Meaning::Post),
    ("предмет", Meaning::Subject),
    ("учебный предмет", Meaning::Subject),
    ("дисциплина", Meaning::Subject),
    ("код", Meaning::Code),
];

/// The meaning of a heading.
pub(crate) fn meaning(heading: &str) -> Option<Meaning> {
    // «Ф.И.О. ученика» is «фио ученика».
    let plain = heading.replace("ф.и.о.", "фио ").replace("ф. и. о.", "фио ").replace("ф.и.о", "фио ");
    let plain = plain.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let exact = match plain.as_str() {
        "" => return None,
        // Beside somebody who works here: whose class teacher she is, no class she teaches.
        led if led.starts_with("классное рук") || led.starts_with("кл. руководство") => Some(Meaning::Leads),
        // Hours of a year are no hours of a week.
        year if HOURS.iter().any(|hours| year.starts_with(hours)) && year.contains("год") => Some(Meaning::Passed),
        hours if HOURS.iter().any(|begins| hours.starts_with(begins)) => Some(Meaning::Hours),
        "кл" => Some(Meaning::Class),
        "др" => Some(Meaning::Born),
        "фамилия" => Some(Meaning::Surname),
        "имя" | "имя отчество" | "имя, отчество" | "имя и отчество" => Some(Meaning::First),
        "отчество" => Some(Meaning::Patronymic),
        "id" | "№ личного дела" | "номер личного дела" | "личное дело" | "идентификатор" | "номер ученика" => {
            Some(Meaning::PupilNumber)
        }
        "e-mail" | "email" => Some(Meaning::Contact),
        "всего" | "итого" | "пол" => Some(Meaning::Passed),
        _ => None,
    };
    let begins =
        || BEGINNINGS.iter().find(|(begins, _)| plain.starts_with(&crate::spelling::fold(begins)[..])).map(|(_, meaning)| *meaning);
    let other = || {
        if is_number_heading(&plain) {
            Some(Meaning::Number)
        } else if asked::class_alone(&plain).is_some() {
            Some(Meaning::OneClass)
        } else {
            asked::is_name_heading(&plain).then_some(Meaning::Name)
        }
    };
    exact.or_else(begins).or_else(other)
}
