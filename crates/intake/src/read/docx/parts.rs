//! Parts of a Word package, inflated through a counter. Only the few that hold words are inflated at all; styles, pictures and embedded files never.

use std::io::{Cursor, Read};

use records::provenance::Place;
use records::text::Text;
use zip::ZipArchive;

use super::body::Unfit;
use crate::limits;
use crate::read::markup::{Overstep, Scan};
use crate::read::refuse::{self, Refusal};
use crate::read::xlsx::elements;

/// An opened package.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    file: &'a str,
    inflated: u64,
}

impl<'a> Package<'a> {
    pub(super) fn open(file: &'a str, bytes: &'a [u8]) -> Result<Self, Refusal> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(file, error.to_string()))?;
        if archive.len() > limits::ZIP_ENTRIES {
            return Err(beyond(
                Place::file(file),
                archive.len().to_string(),
                "Частей в файле слишком много.",
                "The file has too many parts.",
            ));
        }
        Ok(Self { archive, file, inflated: 0 })
    }

    /// The part its relationships name as the document.
    pub(super) fn main_part(&mut self) -> Result<Option<String>, Refusal> {
        let Some(relations) = self.part("_rels/.rels")? else { return Ok(None) };
        let found = elements(relations.as_bytes(), "Relationship", ["Type", "Target"]);
        let main = found.into_iter().find(|[kind, _]| kind.ends_with("/officeDocument"));
        Ok(main.map(|[_, target]| target.trim_start_matches('/').to_owned()))
    }

    /// Headers and footers.
    pub(super) fn margins(&self) -> Vec<String> {
        let names = self.archive.file_names().filter_map(Result::ok);
        let margin = |name: &str| name.ends_with(".xml") && (name.starts_with("word/header") || name.starts_with("word/footer"));
        let mut found: Vec<String> = names.filter(|name| margin(name)).map(|name| name.into_owned()).collect();
        found.sort();
        found
    }

    /// A part as text; None where there is none of that name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        let Some(index) = self.archive.index_for_name(name) else { return Ok(None) };
        let place = self.place(name);
        let entry = self.archive.by_index(index).map_err(|error| damaged(self.file, error.to_string()))?;
        let packed = entry.compressed_size();
        let bytes = drain(entry, &place, packed, &mut self.inflated)?;
        let text = String::from_utf8(bytes).map_err(|_| refuse_bytes(place))?;
        Ok(Some(text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned)))
    }

    fn place(&self, part: &str) -> Place {
        Place { sheet: Some(part.to_owned()), ..Place::file(self.file) }
    }

    pub(super) fn damaged(&self, part: &str) -> Refusal {
        damaged(self.file, part)
    }

    /// Why the words of a part were not read.
    pub(super) fn refused(&self, part: &str, why: Unfit) -> Refusal {
        match why {
            Unfit::Broken(error) => damaged(self.file, format!("{part}: {error}")),
            Unfit::TooMuch => beyond(
                self.place(part),
                String::new(),
                "В документе больше таблиц и ячеек, чем бывает в плане.",
                "The document has more tables and cells than a plan has.",
            ),
        }
    }
}

fn drain(mut entry: impl Read, place: &Place, packed: u64, total: &mut u64) -> Result<Vec<u8>, Refusal> {
    let (mut buffer, mut bytes, mut scan) = (vec![0_u8; 64 << 10], Vec::new(), Scan::new());
    loop {
        let read = entry.read(&mut buffer).map_err(|error| damaged(&place.file, error.to_string()))?;
        let piece = buffer.get(..read).unwrap_or_default();
        if piece.is_empty() {
            return Ok(bytes);
        }
        *total += read as u64;
        let size = bytes.len() as u64 + read as u64;
        let tight = size > limits::RATIO_FROM && size > limits::RATIO.saturating_mul(packed.max(1));
        if tight || *total > limits::DOCUMENT_BYTES {
            let (ru, en) =
                ("В распакованном виде документ намного больше, чем бывает план.", "Unpacked, the document is far larger than a plan.");
            return Err(beyond(place.clone(), total.to_string(), ru, en));
        }
        scan.feed(piece).map_err(|overstep| overstepped(place, overstep))?;
        bytes.extend_from_slice(piece);
    }
}

fn overstepped(place: &Place, overstep: Overstep) -> Refusal {
    let (ru, en) = match overstep {
        Overstep::Declarations => {
            ("В разметке документа объявлены сущности: плану они не нужны.", "The markup declares entities: a plan needs none.")
        }
        Overstep::Depth => ("Разметка документа вложена слишком глубоко.", "The markup is nested too deeply."),
        Overstep::Bytes => return refuse_bytes(place.clone()),
        _ => ("В документе есть текст длиннее, чем бывает в плане.", "The document holds a text longer than a plan has."),
    };
    beyond(place.clone(), format!("{overstep:?}"), ru, en)
}

fn refuse_bytes(place: Place) -> Refusal {
    beyond(place, String::new(), "Разметка документа записана не в UTF-8.", "The markup is not UTF-8.")
}

fn beyond(place: Place, found: String, ru: &str, en: &str) -> Refusal {
    refuse::beyond("container-beyond-limits", place, found, Text::new(ru, en))
}

fn damaged(file: &str, found: impl Into<String>) -> Refusal {
    let what = Text::new(
        "Файл повреждён: прочитать его как документ Word не удалось.",
        "The file is damaged: it could not be read as a Word document.",
    );
    refuse::refusal("file-damaged", Place::file(file), found, what, refuse::save_again())
}
