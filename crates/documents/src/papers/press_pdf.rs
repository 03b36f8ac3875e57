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

/// Letters of a table across the text: 167 mm of 8.5 points, 254 mm where the sheet lies.
const TABLE_EMS: [f64; 2] = [55.7, 84.7];

/// Parts of the width that columns are told in.
const PARTS: f64 = 10_000.0;

/// The paper with the columns of its tables as wide as their words need.
fn fitted(paper: &Paper) -> Paper {
    let mut paper = paper.bound();
    let ems = TABLE_EMS[usize::from(paper.landscape)];
    for block in &mut paper.blocks {
        if let Block::Table(table) = block {
            let widths = table.widths(ems);
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

#[cfg(test)]
mod tests {
    use typst::layout::{Frame, FrameItem};

    use super::super::paper::{Column, Mark};
    use super::*;

    fn texts(frame: &Frame, all: &mut String) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Text(text) => all.push_str(&text.text),
                FrameItem::Group(group) => texts(&group.frame, all),
                _ => {}
            }
        }
    }

    /// What stands on each page.
    fn pages(paper: &Paper) -> Vec<String> {
        let document = typst::compile::<PagedDocument>(&Folder::of(paper).unwrap()).output.unwrap();
        let of = |frame: &Frame| {
            let mut all = String::new();
            texts(frame, &mut all);
            all
        };
        document.pages().iter().map(|page| of(&page.frame)).collect()
    }

    /// Two lines to be signed below what is put above them, with the drawing for a machine.
    fn signed(above: impl Fn(&mut Paper)) -> Paper {
        let mut paper = super::super::sample::paper();
        paper.blocks.clear();
        above(&mut paper);
        paper.pair("Директор", "подпись / А. В. Смирнова");
        paper.pair("Секретарь", "подпись / О. И. Уткин");
        paper.mark = Some(Mark {
            svg: "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"83\" height=\"83\"></svg>".into(),
            text: "отметка".into(),
        });
        paper
    }

    /// However long a table is, the page with the signatures has rows of it, under its head.
    #[test]
    fn a_signature_stands_on_no_page_alone() {
        let mut turned = 0;
        for rows in 22..=31 {
            let row = |at: usize| vec![at.to_string(), format!("строка {at}")];
            let paper =
                signed(|paper| paper.signed(vec![Column::words("№", 5), Column::words("Колонка", 50)], (1..=rows).map(row).collect()));
            let pages = pages(&paper);
            let last = pages.last().unwrap();
            for part in [format!("строка {rows}"), format!("строка {}", rows - 1), "Колонка".into(), "Смирнова".into(), "Уткин".into()]
            {
                assert!(last.contains(&part), "{rows} rows, {part}: {pages:#?}");
            }
            turned += usize::from(pages.len() > 1);
        }
        assert!((1..10).contains(&turned), "some fit on a page, some do not: {turned}");
    }

    /// A row to be signed in is as high as its words: what stands in the next one lies over none of them.
    #[test]
    fn a_row_to_be_signed_is_as_high_as_its_words() {
        let words = "учитель физики и информатики, заместитель директора по воспитательной работе";
        let row = |at: usize| vec![at.to_string(), words.to_owned(), String::new()];
        let columns = || vec![Column::words("№", 5), Column::words("ФИО, должность", 12), Column::words("Подпись", 60)];
        let pages = |signed: bool| {
            let table = |paper: &mut Paper| {
                let rows = (1..=30).map(row).collect();
                if signed { paper.signed(columns(), rows) } else { paper.table("", columns(), rows) }
            };
            self::pages(&self::signed(table)).len()
        };
        assert!(pages(false) > 1 && pages(true) >= pages(false), "{} {}", pages(true), pages(false));
    }

    /// The same of points and of words.
    #[test]
    fn the_last_words_stay_with_the_signature() {
        for count in 24..=40 {
            let point = |at: usize| format!("пункт {at}");
            let steps = signed(|paper| paper.steps((1..=count).map(point).collect()));
            let texts = signed(|paper| (1..=count).for_each(|at| paper.text(point(at))));
            for pages in [steps, texts].map(|paper| pages(&paper)) {
                let last = pages.last().unwrap();
                assert!(last.contains(&point(count)) && last.contains("Уткин"), "{count}: {pages:#?}");
            }
        }
    }

    /// «№ 112-о» is one word of a line, however narrow the line is.
    #[test]
    fn a_number_is_not_broken() {
        let mut paper = super::super::sample::paper();
        paper.blocks.clear();
        paper.text(format!("{} № 112-о и дальше", "слово ".repeat(14).trim_end()));
        let held = serde_json::to_string(&fitted(&paper)).unwrap();
        assert!(held.contains("№\u{a0}112-о"), "{held}");
    }
}
