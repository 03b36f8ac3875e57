//! What stands above a header: title, labels, letters of difficulty.

use records::vocabulary::Level;

use super::title::{self, Title};
use crate::cells;
use crate::cells::Cell;
use crate::grid::{Row, Sheet};
use crate::template::Header;

/// Above the header.
pub(super) struct Heading {
    pub title: Option<Title>,
    pub max: Option<u16>,
}

pub(super) fn read(sheet: &Sheet, header: &Header) -> Heading {
    let above = sheet.rows.iter().skip_while(|row| row.index < header.from).take_while(|row| row.index < header.row);
    let (title, max) = title::stated(above.map(|row| row.cells.iter().map(|(_, cell)| cell).collect::<Vec<&Cell>>()));
    Heading { title, max }
}

/// The letter of difficulty above an item (Б, П, В), in the row before the header.
pub(super) fn level(sheet: &Sheet, header: &Header, column: u32) -> Option<Level> {
    let before: Option<&Row> = sheet.rows.iter().take_while(|row| row.index < header.row).last();
    match cells::heading(before?.get(column)?) {
        "б" => Some(Level::Basic),
        "п" => Some(Level::Raised),
        "в" => Some(Level::High),
        _ => None,
    }
}
