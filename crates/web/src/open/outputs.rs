//! Documents of a finished analysis, made when first asked for and kept.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use documents::{Document, DocumentsError, KINDS, Kind, Material};
use intake::{Answers, Assembly, Input};
use jiff::Timestamp;
use records::study::Study;
use records::text::Lang;
use records::vocabulary::Audience;

use super::settings::Settings;

/// Documents by language and paper; no paper: the page and the tables.
type Shelf = BTreeMap<(Lang, Option<&'static str>), Arc<Vec<Document>>>;

/// What a study was counted with.
pub struct Counting {
    /// Answers, as a file.
    pub answers: Answers,
    /// Choices.
    pub settings: Settings,
    /// When it was finished.
    pub at: Timestamp,
}

/// What an analysis was counted from.
pub struct Counted {
    /// Its files.
    pub files: Vec<Input>,
    /// Questions left open.
    pub questions: usize,
}

/// A study with the documents made from it so far.
pub struct Finished {
    /// The study.
    pub study: Study,
    assembly: Arc<Assembly>,
    audience: Audience,
    version: &'static str,
    /// With which answers and choices it was counted, and when.
    pub counted: Counting,
    shelf: Mutex<Shelf>,
}

impl Finished {
    /// A study of what was read.
    #[must_use]
    pub fn new(study: Study, assembly: Arc<Assembly>, audience: Audience, version: &'static str, counted: Counting) -> Self {
        Self { study, assembly, audience, version, counted, shelf: Mutex::new(BTreeMap::new()) }
    }

    /// What is kept with the results: the report, its tables, and every paper but those that take long and were not asked for yet.
    ///
    /// # Errors
    /// What `documents` could not write.
    pub fn to_keep(&self, lang: Lang) -> Result<Vec<Document>, DocumentsError> {
        let quick = |kind: &&Kind| !kind.file.ends_with(".pdf") || self.shelf().contains_key(&(lang, Some(kind.file)));
        let kinds: Vec<&'static Kind> = KINDS.iter().copied().filter(|kind| kind.built()).filter(quick).collect();
        let mut kept = self.made(lang, None)?.to_vec();
        for kind in kinds {
            kept.extend(self.made(lang, Some(kind))?.iter().cloned());
        }
        Ok(kept)
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whom the documents are written for.
    #[must_use]
    pub const fn audience(&self) -> Audience {
        self.audience
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
        let kind = KINDS.iter().copied().find(|kind| kind.built() && kind.file == name);
        let made = self.made(lang, kind)?;
        Ok(made.iter().find(|document| document.name == name).map(|document| document.bytes.clone()))
    }

    fn made(&self, lang: Lang, kind: Option<&'static Kind>) -> Result<Arc<Vec<Document>>, DocumentsError> {
        let mut shelf = self.shelf();
        let place = (lang, kind.map(|kind| kind.file));
        if let Some(known) = shelf.get(&place) {
            return Ok(Arc::clone(known));
        }
        let material = Material::of(&self.study, self.assembly.met(), self.audience, lang, self.version);
        let made = Arc::new(kind.map_or_else(|| documents::outputs(&material, &[]), |kind| documents::pressed(&material, &[kind]))?);
        shelf.insert(place, Arc::clone(&made));
        Ok(made)
    }
}
