//! PDF by typst: the paper travels as JSON, the drawings as SVG files of a virtual folder; the template says how a block looks.

use std::collections::BTreeMap;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, Timestamp};

use super::paper::{Block, Paper};
use super::raster::{FONTS, printable};
use crate::press_error::PressError;

/// How a paper looks.
const TEMPLATE: &str = include_str!("paper.typ");

/// Presses a paper into PDF (tagged, PT Sans embedded, times from the paper's date).
///
/// # Errors
/// When the typesetter refuses a drawing or the template.
pub(super) fn pdf(paper: &Paper) -> Result<Vec<u8>, PressError> {
    let folder = Folder::of(paper)?;
    let document = typst::compile::<PagedDocument>(&folder).output.map_err(|errors| refused(&errors))?;
    let time = Datetime::from_ymd_hms(i32::from(paper.date.year()), month(paper), day(paper), 12, 0, 0);
    let options = PdfOptions {
        ident: Smart::Custom(format!("objektiv/{}/{}", paper.title, paper.subtitle)),
        creator: Smart::Custom(Some("Objektiv".to_owned())),
        timestamp: time.map(Timestamp::new_utc),
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&document, &options).map_err(|errors| refused(&errors));
    // The cache of the typesetter is global; a long-lived server must not grow by every document.
    typst::comemo::evict(0);
    bytes
}

fn month(paper: &Paper) -> u8 {
    paper.date.month().unsigned_abs()
}

fn day(paper: &Paper) -> u8 {
    paper.date.day().unsigned_abs()
}

fn refused(errors: &[typst::diag::SourceDiagnostic]) -> PressError {
    PressError::Typeset(errors.iter().map(|error| error.message.to_string()).collect::<Vec<_>>().join("; "))
}

/// Letters of a table across the text: 167 mm of 8.5 points.
const TABLE_EMS: f64 = 55.7;

/// Parts of the width that columns are told in.
const PARTS: f64 = 10_000.0;

/// The paper with the columns of its tables as wide as their words need.
fn fitted(paper: &Paper) -> Paper {
    let mut paper = paper.clone();
    for block in &mut paper.blocks {
        if let Block::Table(table) = block {
            let widths = table.widths(TABLE_EMS);
            table.columns.iter_mut().zip(widths).for_each(|(column, width)| column.weight = (width * PARTS).round() as u16);
        }
    }
    paper
}

/// The virtual folder a document is set from.
struct Folder {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: Source,
    files: BTreeMap<String, Bytes>,
}

impl Folder {
    fn of(paper: &Paper) -> Result<Self, PressError> {
        let json = serde_json::to_string(&fitted(paper)).map_err(|error| PressError::Typeset(error.to_string()))?;
        let mut files = BTreeMap::from([("paper.json".to_owned(), Bytes::from_string(printable(&json)))]);
        for (index, block) in paper.blocks.iter().enumerate() {
            if let Block::Figure { svg, .. } | Block::Key { svg, alt: Some(_), .. } = block {
                files.insert(format!("figure-{index}.svg"), Bytes::from_string(printable(svg)));
            }
        }
        if let Some(mark) = &paper.mark {
            files.insert("mark.svg".to_owned(), Bytes::from_string(mark.svg.clone()));
        }
        let fonts: Vec<Font> = FONTS.iter().filter_map(|font| Font::new(Bytes::new(*font), 0)).collect();
        Ok(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            main: Source::new(id("paper.typ")?, TEMPLATE.to_owned()),
            files,
        })
    }
}

fn id(name: &str) -> Result<FileId, PressError> {
    let path = VirtualPath::new(name).map_err(|error| PressError::Typeset(format!("{error:?}")))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for Folder {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(missing(id)) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(id.get().vpath().get_without_slash()).cloned().ok_or_else(|| missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}
