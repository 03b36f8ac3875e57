//! What is inside a zip container, counted while it is inflated and thrown away: nothing is handed to the workbook parser before this passes.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use records::provenance::Place;
use records::text::Text;
use zip::ZipArchive;

use super::container;
use super::markup::{Counts, Overstep, Scan};
use super::refuse::{self, Refusal};
use crate::limits;

/// What passed the guard.
#[derive(Debug, Default)]
pub(super) struct Contents {
    /// Counts of each XML part, by name.
    pub parts: BTreeMap<String, Counts>,
    /// `xl/workbook.xml` and its relationships, kept to find the part of each sheet.
    pub workbook: Vec<u8>,
    /// Relationships of the workbook.
    pub relations: Vec<u8>,
}

/// Counts everything.
///
/// # Errors
/// Why the container is refused.
pub(super) fn inspect(file: &str, bytes: &[u8]) -> Result<Contents, Refusal> {
    let place = || Place::file(file);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| refuse::damaged(place(), error.to_string()))?;
    if archive.len() > limits::ZIP_ENTRIES {
        return Err(beyond(
            place(),
            format!("{}", archive.len()),
            "Частей в контейнере слишком много.",
            "The container has too many parts.",
        ));
    }
    let names: Vec<String> = archive.file_names().filter_map(Result::ok).map(|name| name.replace('\\', "/")).collect();
    is_workbook(file, &names)?;
    let mut contents = Contents::default();
    let (mut total, mut cells) = (0_u64, 0_u64);
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|error| refuse::damaged(place(), error.to_string()))?;
        let name = entry.name().map_err(|error| refuse::damaged(place(), error.to_string()))?.replace('\\', "/");
        let packed = entry.compressed_size();
        let mut part = Part { place: Place { sheet: Some(name.clone()), ..place() }, packed, total: &mut total, keep: None, scan: None };
        part.declared(entry.size())?;
        let lower = name.to_lowercase();
        part.scan = (lower.ends_with(".xml") || lower.ends_with(".rels")).then(Scan::new);
        part.keep = matches!(lower.as_str(), "xl/workbook.xml" | "xl/_rels/workbook.xml.rels").then(Vec::new);
        let (scan, keep) = part.drain(entry)?;
        if lower == "xl/workbook.xml" {
            contents.workbook = keep.unwrap_or_default();
        } else if let Some(keep) = keep {
            contents.relations = keep;
        }
        if let Some(scan) = scan {
            cells += scan.counts.cells;
            contents.parts.insert(name, scan.counts);
        }
        if cells > limits::CELLS {
            return Err(refuse::too_many_cells(place(), cells));
        }
    }
    Ok(contents)
}

/// A zip is many things; only a workbook of the OOXML kind is read.
fn is_workbook(file: &str, names: &[String]) -> Result<(), Refusal> {
    let has = |wanted: &str| names.iter().any(|name| name.eq_ignore_ascii_case(wanted));
    if has("xl/workbook.xml") {
        return Ok(());
    }
    let what = if has("content.xml") && has("mimetype") {
        Text::new("Это документ OpenDocument (.ods).", "This is an OpenDocument file (.ods).")
    } else if has("xl/workbook.bin") {
        Text::new("Это двоичная книга Excel (.xlsb).", "This is a binary Excel workbook (.xlsb).")
    } else if names.iter().any(|name| name.to_lowercase().ends_with("workbook.xml")) {
        Text::new(
            "Это книга Excel, части которой лежат не в папке xl: так её записала другая программа.",
            "This is an Excel workbook whose parts do not lie in the folder xl: another program wrote it so.",
        )
    } else if let Some(what) = document_of(&has) {
        let found = names.first().map_or("", String::as_str);
        return Err(refuse::refusal("container-not-a-workbook", Place::file(file), found, what, container::take_table()));
    } else {
        Text::new(
            "Это архив, а не книга Excel: распакуйте его и добавьте сами файлы.",
            "This is an archive, not a workbook: unpack it and add the files themselves.",
        )
    };
    Err(refuse::other_container(Place::file(file), names.first().map_or("", String::as_str), what))
}

/// A document of another office program.
fn document_of(has: &impl Fn(&str) -> bool) -> Option<Text> {
    if has("word/document.xml") {
        Some(Text::new(
            "Это документ Word (план, справка, приказ), а не таблица результатов.",
            "This is a Word document (a plan, a report, an order), not a table of results.",
        ))
    } else if has("ppt/presentation.xml") {
        Some(Text::new("Это презентация, а не таблица.", "This is a presentation, not a table."))
    } else {
        None
    }
}

fn beyond(place: Place, found: String, ru: &str, en: &str) -> Refusal {
    refuse::beyond("container-beyond-limits", place, found, Text::new(ru, en))
}

struct Part<'a> {
    place: Place,
    packed: u64,
    total: &'a mut u64,
    keep: Option<Vec<u8>>,
    scan: Option<Scan>,
}

impl Part<'_> {
    /// The size the directory announces is believed only when it is too large.
    fn declared(&self, size: u64) -> Result<(), Refusal> {
        if size > limits::ENTRY_BYTES || *self.total + size > limits::INFLATED_BYTES { Err(self.too_large(size)) } else { Ok(()) }
    }

    fn drain(mut self, mut entry: impl Read) -> Result<(Option<Scan>, Option<Vec<u8>>), Refusal> {
        let mut buffer = vec![0_u8; 64 << 10];
        let mut size = 0_u64;
        loop {
            let read = entry.read(&mut buffer).map_err(|error| refuse::damaged(self.place.clone(), error.to_string()))?;
            let piece = buffer.get(..read).unwrap_or_default();
            if piece.is_empty() {
                return Ok((self.scan, self.keep));
            }
            if size == 0 && piece.starts_with(b"PK\x03\x04") {
                let (ru, en) = ("Внутри книги лежит ещё один архив.", "There is another archive inside the workbook.");
                return Err(beyond(self.place, String::new(), ru, en));
            }
            size += read as u64;
            self.grown(size, read as u64)?;
            self.look(piece)?;
        }
    }

    fn grown(&mut self, size: u64, by: u64) -> Result<(), Refusal> {
        *self.total += by;
        let tight = size > limits::RATIO_FROM && size > limits::RATIO.saturating_mul(self.packed.max(1));
        let kept = self.keep.is_some() && size > limits::STYLES_BYTES;
        let named = self.place.sheet.as_deref().unwrap_or_default().to_lowercase();
        let held = (named.ends_with("sharedstrings.xml") && size > limits::STRINGS_BYTES)
            || (named.ends_with("styles.xml") && size > limits::STYLES_BYTES);
        if tight || kept || held || size > limits::ENTRY_BYTES || *self.total > limits::INFLATED_BYTES {
            return Err(self.too_large(size));
        }
        Ok(())
    }

    fn too_large(&self, size: u64) -> Refusal {
        let (ru, en) = (
            "В распакованном виде часть книги намного больше, чем бывает у таблицы результатов.",
            "Unpacked, a part of the workbook is far larger than a table of results.",
        );
        beyond(self.place.clone(), format!("{size}"), ru, en)
    }

    fn look(&mut self, piece: &[u8]) -> Result<(), Refusal> {
        if let Some(keep) = &mut self.keep {
            keep.extend_from_slice(piece);
        }
        let Some(scan) = &mut self.scan else { return Ok(()) };
        scan.feed(piece).map_err(|overstep| self.overstep(overstep))
    }

    fn overstep(&self, overstep: Overstep) -> Refusal {
        let place = self.place.clone();
        let (ru, en) = match overstep {
            Overstep::Cells => return refuse::too_many_cells(place, limits::CELLS),
            Overstep::LongText | Overstep::LongTag => return refuse::too_much_text(place),
            Overstep::Declarations => {
                ("В разметке книги объявлены сущности: таблице они не нужны.", "The markup declares entities: a table needs none.")
            }
            Overstep::Depth => ("Разметка книги вложена слишком глубоко.", "The markup is nested too deeply."),
            Overstep::Bytes => ("Разметка книги записана не в UTF-8.", "The markup is not UTF-8."),
            Overstep::Strings => {
                ("Книга объявляет больше строк, чем бывает у таблицы.", "The workbook announces more strings than a table has.")
            }
            Overstep::Styles => ("В книге слишком много стилей ячеек.", "The workbook has too many cell styles."),
        };
        beyond(place, format!("{overstep:?}"), ru, en)
    }
}
