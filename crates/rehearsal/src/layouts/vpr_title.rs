//! What the workbooks of ФИС ОКО have in common: the title block and the names of sheets and items.

use records::dataset::{Dataset, Item, Kim, KimId, School, SchoolId, Score, Sitting};
use records::vocabulary::{Kind, Level};

use super::LayoutError;
use super::sheet::{Cell, row};

/// A work with its scripts.
pub(super) struct Sat<'a> {
    pub data: &'a Dataset,
    pub kim: &'a Kim,
    pub sitting: &'a Sitting,
}

impl<'a> Sat<'a> {
    pub(super) fn find(data: &'a Dataset, kim: KimId) -> Result<Self, LayoutError> {
        let index = kim.0 as usize;
        let (Some(kim), Some(sitting)) = (data.kims.get(index), data.sittings.get(index)) else {
            return Err(LayoutError::Missing("КИМ / KIM"));
        };
        Ok(Self { data, kim, sitting })
    }

    pub(super) fn subject(&self) -> &'a str {
        self.data.subject_names.name(self.kim.subject.0)
    }

    pub(super) fn school(&self, id: SchoolId) -> Option<&'a School> {
        self.data.schools.get(id.0 as usize)
    }

    /// Rows of a school, in order.
    pub(super) fn rows_of(&self, school: SchoolId) -> Vec<usize> {
        (0..self.sitting.len()).filter(|&row| self.sitting.school.get(row) == Some(&school)).collect()
    }

    /// Schools that sat the work, in order of first row.
    pub(super) fn schools(&self) -> Vec<SchoolId> {
        let mut seen = Vec::new();
        for &school in &self.sitting.school {
            if !seen.contains(&school) {
                seen.push(school);
            }
        }
        seen
    }

    /// Code of the pupil of a row: from the list of codes, else the participant as kept.
    pub(super) fn code(&self, row: usize) -> &'a str {
        let Some(&person) = self.sitting.person.get(row) else { return "" };
        let listed = self.data.people.iter().find(|entry| entry.person == person && entry.year == self.kim.year);
        listed.map_or_else(|| self.data.person_names.name(person.0), |entry| entry.code.as_str())
    }

    /// Number of the class in its parallel: А = 1, Б = 2 …
    pub(super) fn class_ordinal(&self, row: usize) -> u16 {
        let name = self.sitting.class.get(row).map_or("", |class| self.data.class_names.name(class.0));
        class_ordinal(name)
    }
}

/// 5А → 1, 5Б → 2; a name without a letter is the first.
pub(super) fn class_ordinal(name: &str) -> u16 {
    let letter = name.chars().last().unwrap_or('А');
    let index = LETTERS.chars().position(|c| c == letter).unwrap_or(0);
    u16::try_from(index + 1).unwrap_or(1)
}

const LETTERS: &str = "АБВГДЕЖЗИКЛМНОПРСТ";

/// `1 (2б)`.
pub(super) fn item_header(item: &Item) -> String {
    format!("{} ({}б)", item.name, item.max)
}

/// A score as the workbooks write it.
pub(super) fn score_cell(score: Option<&Score>) -> Cell {
    match score {
        Some(&score) if score == Score::NOT_ATTEMPTED => Cell::from("X"),
        Some(&score) if score == Score::NOT_TAUGHT => Cell::from("N"),
        Some(score) => Cell::from(score.value()),
        None => Cell::Empty,
    }
}

pub(super) const fn level_letter(level: Option<Level>) -> &'static str {
    match level {
        Some(Level::Basic) => "Б",
        Some(Level::Raised) => "П",
        Some(Level::High) => "В",
        None => "",
    }
}

/// Name, empty row, title, subject, maximum, date: rows 1–6 of every report.
pub(super) fn title_block(report: &str, sat: &Sat<'_>) -> Vec<Vec<Cell>> {
    let kim = sat.kim;
    let year = kim.date.map_or(kim.year.0 + 1, jiff::civil::Date::year);
    let date = kim.date.map_or(String::new(), |date| format!("{:02}.{:02}.{}", date.day(), date.month(), date.year()));
    vec![
        row![report],
        row![],
        row![format!("{} {year} {} {} класс", kim.kind.unwrap_or(Kind::Vpr).label().ru, sat.subject(), kim.grade)],
        row!["Предмет:", sat.subject()],
        row!["Максимальный первичный балл:", kim.max()],
        row!["Дата:", date],
    ]
}

/// `РУ 4 Индивидуальные результаты`.
pub(super) fn sheet_name(sat: &Sat<'_>, report: &str) -> String {
    format!("{} {} {report}", short(sat.subject()), sat.kim.grade)
}

/// Two letters of a subject, as in names of sheets.
fn short(subject: &str) -> String {
    let known = [
        ("Русский язык", "РУ"),
        ("Математика", "МА"),
        ("Окружающий мир", "ОМ"),
        ("История", "ИС"),
        ("Биология", "БИ"),
        ("География", "ГГ"),
        ("Физика", "ФИ"),
        ("Химия", "ХИ"),
        ("Английский язык", "АН"),
        ("Обществознание", "ОБ"),
    ];
    let found = known.iter().find(|(name, _)| *name == subject).map(|(_, short)| (*short).to_owned());
    found.unwrap_or_else(|| subject.chars().take(2).collect::<String>().to_uppercase())
}

/// `МБОУ «СОШ №1»(edu000001)`.
pub(super) fn school_title(school: &School) -> String {
    let name = school.name.as_deref().unwrap_or(school.school.as_str());
    format!("{name}({})", school.school)
}
