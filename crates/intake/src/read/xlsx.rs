//! OOXML workbooks, by calamine's cell reader only: its ranges ask for memory by the corners of the used area, which a single far cell can lie about.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx};
use jiff::civil::Date;
use quick_xml::events::Event;
use records::provenance::Place;

use super::extent;
use super::markup::Counts;
use super::refuse::{self, Refusal};
use super::sheet::{Budget, SheetBuilder};
use super::zip_guard::{self, Contents};
use crate::cells::Cell;
use crate::grid::{Book, BookKind};
use crate::limits;

/// Reads a workbook.
///
/// # Errors
/// Why it is refused.
pub(super) fn read(file: &str, sha256: &str, bytes: &[u8]) -> Result<Book, Refusal> {
    let contents = zip_guard::inspect(file, bytes)?;
    let plain = extent::without_odd(bytes, &contents);
    let damaged = |error: calamine::XlsxError| refuse::damaged(Place::file(file), error.to_string());
    let mut workbook: Xlsx<Cursor<&[u8]>> = Xlsx::new(Cursor::new(&*plain)).map_err(|error| match error {
        calamine::XlsxError::Password => refuse::protected(Place::file(file)),
        other => damaged(other),
    })?;
    let parts = parts_of(&contents);
    let metadata = workbook.sheets_metadata().to_vec();
    let (mut sheets, mut budget) = (Vec::new(), Budget::new());
    for meta in metadata.iter().filter(|meta| meta.typ == SheetType::WorkSheet).take(limits::SHEETS) {
        let hidden = meta.visible != SheetVisible::Visible;
        let mut sheet = SheetBuilder::new(file, &meta.name, hidden, &mut budget);
        let mut cells = workbook.worksheet_cells_reader(&meta.name).map_err(damaged)?;
        while let Some(cell) = cells.next_cell().map_err(damaged)? {
            let (row, column) = cell.get_position();
            if let Some(value) = value(cell.get_value()) {
                sheet.put(row, column, value)?;
            }
        }
        let part = parts.get(&meta.name);
        part.iter().flat_map(|part| &part.merged).for_each(|tall| sheet.merge(*tall));
        part.iter().flat_map(|part| &part.wide).for_each(|wide| sheet.widen(*wide));
        sheets.push(sheet.finish(part.map_or(&[], |part| part.hidden_rows.as_slice())));
    }
    Ok(Book { file: file.to_owned(), sha256: sha256.to_owned(), kind: BookKind::Xlsx, sheets })
}

fn value(value: &DataRef<'_>) -> Option<Cell> {
    Some(match value {
        DataRef::Empty => return None,
        DataRef::String(text) => Cell::text(text),
        DataRef::SharedString(text) => Cell::text(text),
        DataRef::Float(number) => Cell::Number(*number),
        #[expect(clippy::cast_precision_loss, reason = "whole numbers of tables are far below 2^53")]
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Bool(value) => Cell::Bool(*value),
        DataRef::Error(error) => Cell::Error(error.to_string()),
        DataRef::DateTimeIso(text) => text.get(..10).and_then(|day| day.parse().ok()).map_or_else(|| Cell::text(text), Cell::Date),
        DataRef::DurationIso(text) => Cell::text(text),
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            day_of(year, month, day).map_or(Cell::Number(moment.as_f64()), Cell::Date)
        }
        DataRef::DateTime(moment) => Cell::Number(moment.as_f64()),
    })
}

/// A day of this or the last century; anything else under a date format is a number that lost its own format (a code shown as a date).
fn day_of(year: u16, month: u8, day: u8) -> Option<Date> {
    let year = i16::try_from(year).ok().filter(|year| (1950..2100).contains(year))?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// What was counted of each sheet, by its name.
fn parts_of(contents: &Contents) -> BTreeMap<String, &Counts> {
    let targets: BTreeMap<String, String> =
        elements(&contents.relations, "Relationship", ["Id", "Target"]).into_iter().map(|[id, target]| (id, target)).collect();
    let sheets = elements(&contents.workbook, "sheet", ["name", "id"]);
    let part = |id: &str| {
        let target = targets.get(id)?.trim_start_matches('/');
        let path = if target.starts_with("xl/") { target.to_owned() } else { format!("xl/{target}") };
        contents.parts.get(&path)
    };
    sheets.into_iter().filter_map(|[name, id]| Some((name, part(&id)?))).collect()
}

/// Two attributes of every element with this local name.
pub(super) fn elements(xml: &[u8], local: &str, names: [&str; 2]) -> Vec<[String; 2]> {
    let mut reader = quick_xml::Reader::from_reader(xml);
    let mut found = Vec::new();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element) | Event::Empty(element)) if element.local_name().as_ref() == local => {
                let value = |wanted: &str| {
                    let attribute = element.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == wanted)?;
                    attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
                };
                if let (Some(first), Some(second)) = (value(names[0]), value(names[1])) {
                    found.push([first, second]);
                }
            }
            Ok(Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
    }
}
