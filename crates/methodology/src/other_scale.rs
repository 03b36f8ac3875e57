//! Who is marked on a scale other than the one attainment is defined for (`sou`: which marks pass, which are good, the highest): a share of «3 and
//! above» of marks up to 10 would mean nothing, and neither would a mark of such a scale beside one of 2–5.

use std::collections::BTreeSet;

use records::dataset::{Dataset, JournalMark, Kim, KimId, SchoolId, Sitting, SubjectId};
use records::reference::Reference;

/// Works and journals of another scale.
#[derive(Clone, Debug, Default)]
pub(crate) struct OtherScale {
    works: Vec<bool>,
    journals: BTreeSet<(SchoolId, SubjectId)>,
}

impl OtherScale {
    /// Of the data: one mark above the highest tells the scale of its work, or of its subject in its school.
    #[must_use]
    pub(crate) fn of(dataset: &Dataset, reference: &Reference) -> Self {
        let highest = reference.sou().highest;
        let works = dataset.kims.iter().zip(&dataset.sittings).map(|(kim, sitting)| top(kim, sitting) > highest).collect();
        let above = dataset.marks.iter().filter(|row| matches!(row.mark, JournalMark::Mark(mark) if mark > highest));
        Self { works, journals: above.map(|row| (row.school, row.subject)).collect() }
    }

    /// Whether a work is marked on another scale.
    #[must_use]
    pub(crate) fn work(&self, kim: KimId) -> bool {
        self.works.get(kim.0 as usize).copied().unwrap_or(false)
    }

    /// Whether a journal is.
    #[must_use]
    pub(crate) fn journal(&self, school: SchoolId, subject: SubjectId) -> bool {
        self.journals.contains(&(school, subject))
    }
}

/// The greatest mark of a work: by its scale or met in it.
fn top(kim: &Kim, sitting: &Sitting) -> u8 {
    let scale = kim.scale.iter().flat_map(|scale| scale.cuts.iter().map(|cut| cut.mark));
    scale.chain(sitting.mark.iter().flatten().copied()).max().unwrap_or(0)
}
