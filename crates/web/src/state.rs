//! What one run of the page remembers: its secrets, its language, its analyses. All of it in memory, all of it gone with the process.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use intake::{Input, Key};
use records::reference::Reference;
use records::text::Lang;
use tokio::sync::Notify;

use crate::analysis::Analysis;
use crate::guard::Secrets;

/// Analyses kept at once: each holds its files in memory.
pub const ANALYSES: usize = 12;

/// Memory of one run.
pub struct Shared {
    /// Port the page listens on.
    pub port: u16,
    /// Version of the program, for documents.
    pub version: &'static str,
    /// Secrets of this run.
    pub secrets: Secrets,
    /// Reference data.
    pub reference: Reference,
    /// Key for pseudonyms; it dies with the process.
    pub key: Key,
    /// The person asked to close the program.
    pub quit: Notify,
    english: AtomicBool,
    next: AtomicU32,
    analyses: Mutex<BTreeMap<u32, Arc<Analysis>>>,
}

impl Shared {
    /// Memory of a run that begins.
    #[must_use]
    pub fn new(port: u16, version: &'static str, secrets: Secrets, reference: Reference, key: Key, lang: Lang) -> Self {
        Self {
            port,
            version,
            secrets,
            reference,
            key,
            quit: Notify::new(),
            english: AtomicBool::new(lang == Lang::En),
            next: AtomicU32::new(1),
            analyses: Mutex::new(BTreeMap::new()),
        }
    }

    /// The language of the pages.
    #[must_use]
    pub fn lang(&self) -> Lang {
        if self.english.load(Ordering::Relaxed) { Lang::En } else { Lang::Ru }
    }

    /// Changes the language of the pages.
    pub fn speak(&self, lang: Lang) {
        self.english.store(lang == Lang::En, Ordering::Relaxed);
    }

    /// A new analysis of these files; None where there are too many already.
    #[must_use]
    pub fn begin(&self, files: Vec<Input>, rehearsal: bool) -> Option<Arc<Analysis>> {
        let mut analyses = self.analyses.lock().unwrap_or_else(PoisonError::into_inner);
        if analyses.len() >= ANALYSES {
            return None;
        }
        let analysis = Arc::new(Analysis::new(self.next.fetch_add(1, Ordering::Relaxed), files, rehearsal));
        analyses.insert(analysis.id, Arc::clone(&analysis));
        Some(analysis)
    }

    /// Whether another analysis finds room.
    #[must_use]
    pub fn has_room(&self) -> bool {
        self.analyses.lock().unwrap_or_else(PoisonError::into_inner).len() < ANALYSES
    }

    /// An analysis by its number.
    #[must_use]
    pub fn analysis(&self, id: u32) -> Option<Arc<Analysis>> {
        self.analyses.lock().unwrap_or_else(PoisonError::into_inner).get(&id).cloned()
    }

    /// All analyses, the newest first.
    #[must_use]
    pub fn analyses(&self) -> Vec<Arc<Analysis>> {
        self.analyses.lock().unwrap_or_else(PoisonError::into_inner).values().rev().cloned().collect()
    }

    /// Forgets an analysis with its files.
    pub fn forget(&self, id: u32) {
        let gone = self.analyses.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
        if let Some(analysis) = gone {
            analysis.stop();
        }
    }

    /// Where a browser that just came in is sent: the analysis begun at the command line, else the start.
    #[must_use]
    pub fn first_page(&self) -> String {
        self.analyses().first().map_or_else(|| "/".to_owned(), |analysis| analysis.address())
    }
}
