//! A layout: how one kind of table is recognised and read. The list of all stands in `formats`.

use records::provenance::{SourceId, Traits};
use records::text::{Phrase, Text};

use crate::draft::Draft;
use crate::grid::Book;

/// Why a book is taken for a layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Recognised {
    /// 0–100; the highest of all layouts reads the book. 100 = title and header agree, 60 = the header alone.
    pub confidence: u8,
    /// What was seen: one sentence.
    pub why: Text,
}

impl Recognised {
    /// A recognition with its reason.
    #[must_use]
    pub(crate) const fn new(confidence: u8, why: Text) -> Self {
        Self { confidence, why }
    }
}

/// One kind of table.
pub(crate) trait Layout: Sync {
    /// Stable id, e.g. `vpr-f1`.
    fn id(&self) -> &'static str;

    /// What it is, in words.
    fn title(&self) -> Phrase;

    /// Whether no real file was at hand when it was written ("layout from description").
    #[expect(clippy::wrong_self_convention, reason = "it says where the layout is from; the words are those of the reports")]
    fn from_description(&self) -> bool {
        false
    }

    /// What all its tables have in common; as a rule nothing of note.
    fn traits(&self) -> Traits {
        Traits::default()
    }

    /// Whether the book is of this kind, and why.
    fn recognise(&self, book: &Book) -> Option<Recognised>;

    /// Reads the book into the draft: records, problems, questions. Never fails half-way.
    fn read(&self, book: &Book, draft: &mut Draft<'_>);

    /// Opens a source: one sheet (or the whole text file) with the meaning of its columns.
    fn source(&self, sheet: Option<&str>, columns: Vec<(String, u32)>, draft: &mut Draft<'_>) -> SourceId {
        draft.source((self.id(), self.title().text(), self.traits()), sheet, columns)
    }
}
