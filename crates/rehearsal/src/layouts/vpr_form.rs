//! Форма сбора результатов: what the school fills in. Sheets «Протокол», «Служебный», «Порядковый номер класса».

use jiff::civil::Date;
use records::dataset::{Dataset, Item, KimId, SchoolId};
use records::vocabulary::Attendance;

use super::LayoutError;
use super::sheet::{Cell, Sheet, row, xlsx};
use super::vpr_title::{Sat, item_header, score_cell};

/// Rows of the template below the filled ones, as the real form has them: nothing but the zero of a formula.
const TEMPLATE_ROWS: usize = 40;

/// Writes the form of one school, filled in.
///
/// # Errors
/// The KIM is not in the data, or the workbook cannot be written.
pub fn write(data: &Dataset, kim: KimId, school: SchoolId, day: Date) -> Result<Vec<u8>, LayoutError> {
    let sat = Sat::find(data, kim)?;
    let mut rows = vec![header(&sat.kim.items)];
    rows.extend(sat.rows_of(school).into_iter().map(|row| pupil(&sat, row)));
    rows.extend((0..TEMPLATE_ROWS).map(|_| template_row(sat.kim.items.len())));
    let sheets = [
        Sheet::new("Протокол", rows),
        Sheet::new("Служебный", allowed(&sat.kim.items)),
        Sheet::new("Порядковый номер класса", (1_u16..=50).map(|n| row![n]).collect()),
    ];
    xlsx(&sheets, day)
}

fn header(items: &[Item]) -> Vec<Cell> {
    let mut cells = row!["Код участника", "Вариант"];
    cells.extend(items.iter().map(|item| Cell::from(item_header(item))));
    cells.extend(row!["Порядковый номер класса", "Отметка за предыдущий триместр/ четверть/полугодие", "Итого баллов"]);
    cells
}

fn pupil(sat: &Sat<'_>, row: usize) -> Vec<Cell> {
    let there = sat.sitting.status.get(row) == Some(&Attendance::Present);
    let code = sat.code(row);
    let mut cells = vec![code.parse::<u32>().map_or_else(|_| Cell::from(code), Cell::from)];
    cells.push(if there { Cell::from(sat.sitting.variant.get(row).copied().flatten()) } else { Cell::from("отсутствовал") });
    cells.extend((0..sat.kim.items.len()).map(|item| if there { score_cell(sat.sitting.row(row).get(item)) } else { Cell::Empty }));
    cells.push(Cell::from(sat.class_ordinal(row)));
    cells.push(sat.sitting.prior.get(row).copied().flatten().map_or_else(|| Cell::from("нет отметки"), Cell::from));
    cells.push(Cell::from(sat.sitting.total(row).unwrap_or(0)));
    cells
}

fn template_row(items: usize) -> Vec<Cell> {
    let mut cells = vec![Cell::Empty; items + 4];
    cells.push(Cell::Number(0.0));
    cells
}

/// Allowed values, a column per list: variants, each item, the earlier mark.
fn allowed(items: &[Item]) -> Vec<Vec<Cell>> {
    let mut columns = vec![row![1_u8, 2_u8, "отсутствовал"]];
    for item in items {
        let mut column: Vec<Cell> = (0..=item.max).rev().map(Cell::from).collect();
        column.push(Cell::from("X"));
        columns.push(column);
    }
    columns.push(row![5_u8, 4_u8, 3_u8, 2_u8, "нет отметки"]);
    let height = columns.iter().map(Vec::len).max().unwrap_or(0);
    (0..height).map(|row| columns.iter().map(|column| column.get(row).cloned().unwrap_or(Cell::Empty)).collect()).collect()
}
