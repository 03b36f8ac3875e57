//! Documents of a finished analysis, made when first asked for and kept.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use documents::{Document, DocumentsError, Material, Wanted};
use intake::Assembly;
use records::study::Study;
use records::text::Lang;
use records::vocabulary::Audience;

/// A document that is made on request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Paper {
    /// Report for Word.
    Docx,
    /// Tables for Excel.
    Xlsx,
    /// Report as PDF.
    Pdf,
}

impl Paper {
    /// Every paper this build can make, in the order of the buttons.
    pub const ALL: &'static [Self] = if cfg!(feature = "pdf") { &[Self::Docx, Self::Xlsx, Self::Pdf] } else { &[Self::Docx, Self::Xlsx] };

    /// Name of the file.
    #[must_use]
    pub const fn file(self) -> &'static str {
        match self {
            Self::Docx => "report.docx",
            Self::Xlsx => "tables.xlsx",
            Self::Pdf => "report.pdf",
        }
    }

    fn wanted(self) -> Wanted {
        Wanted { html: false, docx: self == Self::Docx, xlsx: self == Self::Xlsx, pdf: self == Self::Pdf }
    }
}

/// Documents by language and paper; no paper: the page and the tables.
type Shelf = BTreeMap<(Lang, Option<Paper>), Arc<Vec<Document>>>;

/// A study with the documents made from it so far.
pub struct Finished {
    /// The study.
    pub study: Study,
    assembly: Arc<Assembly>,
    audience: Audience,
    version: &'static str,
    shelf: Mutex<Shelf>,
}

impl Finished {
    /// A study of what was read.
    #[must_use]
    pub fn new(study: Study, assembly: Arc<Assembly>, audience: Audience, version: &'static str) -> Self {
        Self { study, assembly, audience, version, shelf: Mutex::new(BTreeMap::new()) }
    }

    /// The report for the screen and the tables.
    ///
    /// # Errors
    /// What `documents` could not write.
    pub fn tables(&self, lang: Lang) -> Result<Arc<Vec<Document>>, DocumentsError> {
        self.made(lang, None)
    }

    /// The bytes of one file of the output folder.
    ///
    /// # Errors
    /// What `documents` could not write.
    pub fn file(&self, name: &str, lang: Lang) -> Result<Option<Vec<u8>>, DocumentsError> {
        let paper = Paper::ALL.iter().copied().find(|paper| paper.file() == name);
        let made = self.made(lang, paper)?;
        Ok(made.iter().find(|document| document.name == name).map(|document| document.bytes.clone()))
    }

    fn made(&self, lang: Lang, paper: Option<Paper>) -> Result<Arc<Vec<Document>>, DocumentsError> {
        let mut shelf = self.shelf.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = shelf.get(&(lang, paper)) {
            return Ok(Arc::clone(known));
        }
        let page = Wanted { html: true, docx: false, xlsx: false, pdf: false };
        let wanted = paper.map_or(page, Paper::wanted);
        let material = Material::of(&self.study, self.assembly.met(), self.audience, lang, self.version);
        let made = Arc::new(documents::outputs(&material, &wanted)?);
        shelf.insert((lang, paper), Arc::clone(&made));
        Ok(made)
    }
}
