//! Список кодов: the paper protocol «код ↔ ФИО» as a school keeps it.

use jiff::civil::Date;
use records::dataset::{Dataset, SchoolId};
use records::vocabulary::SchoolYear;

use super::sheet::{Cell, Sheet, row, xlsx};
use super::{LayoutError, Names};

/// Writes the list of one school and year: `Класс | Код участника | Фамилия | Имя | Отчество`.
///
/// # Errors
/// No codes are in the data, or the workbook cannot be written.
pub fn write(data: &Dataset, school: SchoolId, year: SchoolYear, names: &Names, day: Date) -> Result<Vec<u8>, LayoutError> {
    let mut listed: Vec<_> = data.people.iter().filter(|entry| entry.school == school && entry.year == year).collect();
    if listed.is_empty() {
        return Err(LayoutError::Missing("коды участников / participant codes"));
    }
    listed.sort_by_key(|entry| (entry.class, &entry.code));
    let mut rows = vec![row!["Класс", "Код участника", "Фамилия", "Имя", "Отчество"]];
    for entry in listed {
        let code = entry.code.parse::<u32>().map_or_else(|_| Cell::from(entry.code.as_str()), Cell::from);
        let name = names.of(entry.person);
        let mut cells = row![data.class_names.name(entry.class.0)];
        cells.push(code);
        cells.extend(row![name.map(|n| n.surname.as_str()), name.map(|n| n.name.as_str()), name.map(|n| n.patronymic.as_str())]);
        rows.push(cells);
    }
    xlsx(&[Sheet::new("Коды", rows)], day)
}
