//! Ф1 «Индивидуальные результаты» of ФИС ОКО: one work per file, a banner row per school, pupils who sat the work.

use jiff::civil::Date;
use records::dataset::{Dataset, KimId, SchoolId};
use records::vocabulary::Attendance;

use super::LayoutError;
use super::sheet::{Cell, Sheet, row, xlsx};
use super::vpr_title::{Sat, item_header, level_letter, school_title, score_cell, sheet_name, title_block};

/// Writes Ф1 of a work. Absent pupils are not in it, the class is its number in the parallel.
///
/// # Errors
/// The KIM is not in the data, or the workbook cannot be written.
pub fn write(data: &Dataset, kim: KimId, day: Date) -> Result<Vec<u8>, LayoutError> {
    let sat = Sat::find(data, kim)?;
    let mut rows = title_block("Индивидуальные результаты", &sat);
    rows.push(levels(&sat));
    rows.push(header(&sat));
    for school in sat.schools() {
        school_rows(&sat, school, &mut rows);
    }
    xlsx(&[Sheet::new(&sheet_name(&sat, "Индивидуальные результаты"), rows)], day)
}

fn levels(sat: &Sat<'_>) -> Vec<Cell> {
    let mut cells = row!["", "", "Уровень сложности задания", "", "", ""];
    cells.extend(sat.kim.items.iter().map(|item| Cell::from(level_letter(item.level))));
    cells
}

fn header(sat: &Sat<'_>) -> Vec<Cell> {
    let mut cells = row!["ОО", "Муниципалитет", "Название ОО", "Код участника", "Класс", "Вариант"];
    cells.extend(sat.kim.items.iter().map(|item| Cell::from(item_header(item))));
    cells.extend(row!["Первичный балл", "Отметка", "Отметка по журналу"]);
    cells
}

fn school_rows(sat: &Sat<'_>, id: SchoolId, rows: &mut Vec<Vec<Cell>>) {
    let Some(school) = sat.school(id) else { return };
    let present: Vec<usize> =
        sat.rows_of(id).into_iter().filter(|&row| sat.sitting.status.get(row) == Some(&Attendance::Present)).collect();
    rows.push(row![format!("{} | Кол-во участников: {}", school_title(school), present.len())]);
    for row in present {
        let code = sat.code(row);
        let code = code.parse::<u32>().map_or_else(|_| Cell::from(code), Cell::from);
        let mut cells = row![school.school.as_str(), school.municipality.as_deref().unwrap_or_default(), school_title(school)];
        cells.push(code);
        cells.extend(row![sat.class_ordinal(row), sat.sitting.variant.get(row).copied().flatten()]);
        cells.extend((0..sat.kim.items.len()).map(|item| score_cell(sat.sitting.row(row).get(item))));
        cells.extend(row![
            sat.sitting.total(row),
            sat.sitting.mark.get(row).copied().flatten(),
            sat.sitting.prior.get(row).copied().flatten(),
        ]);
        rows.push(cells);
    }
}
