//! The scripts of one work laid out for arithmetic: pupils of a set stand together, one byte per item.

use std::collections::BTreeMap;
use std::ops::Range;

use records::dataset::{Kim, ResultSet, Sitting};

/// A cell without a score: topic not taught or nothing written down.
pub(crate) const NONE: u8 = u8::MAX;

/// One work: pupils with a score, ordered by set.
#[derive(Clone, Debug, Default)]
pub struct Panel {
    /// Greatest points of each item.
    pub max: Vec<u8>,
    /// Sets, in the row order of the outputs.
    pub sets: Vec<PanelSet>,
    /// Row in the sitting of each pupil.
    pub row: Vec<u32>,
    /// Points, pupils × items, row-major; [`NONE`] where there is no score.
    pub scores: Vec<u8>,
    /// Primary score of each pupil.
    pub total: Vec<u16>,
    /// Mark for the work.
    pub mark: Vec<Option<u8>>,
    /// Journal mark.
    pub prior: Vec<Option<u8>>,
    /// Which of `patterns` the pupil's items follow.
    pub pattern: Vec<u32>,
    /// Patterns of items with a score; the first is "all of them".
    pub patterns: Vec<Vec<bool>>,
}

/// One set of a panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelSet {
    /// Index in the list of all sets.
    pub index: usize,
    /// School.
    pub school: u32,
    /// Class name.
    pub class: u32,
    /// Its pupils.
    pub pupils: Range<usize>,
}

impl Panel {
    /// Lays out one work; `sets` are (index in the list of all sets, set).
    #[must_use]
    pub fn of(kim: &Kim, sitting: &Sitting, sets: &[(usize, &ResultSet)]) -> Self {
        let mut panel = Self { max: kim.items.iter().map(|item| item.max).collect(), ..Self::default() };
        let mut known = BTreeMap::from([(vec![true; panel.max.len()], 0)]);
        panel.patterns.push(vec![true; panel.max.len()]);
        for (index, set) in sets {
            let start = panel.row.len();
            for &row in &set.rows {
                panel.push(kim, sitting, row, &mut known);
            }
            let pupils = start..panel.row.len();
            panel.sets.push(PanelSet { index: *index, school: set.key.school.0, class: set.key.class.0, pupils });
        }
        panel
    }

    /// Adds a pupil who has a score.
    fn push(&mut self, kim: &Kim, sitting: &Sitting, row: u32, known: &mut BTreeMap<Vec<bool>, u32>) {
        let at = row as usize;
        let Some(total) = sitting.total(at) else { return };
        let start = self.scores.len();
        let items = sitting.row(at);
        for (index, &max) in self.max.iter().enumerate() {
            let points = items.get(index).and_then(|score| score.value());
            self.scores.push(points.map_or(NONE, |points| points.min(max)));
        }
        let seen: Vec<bool> = self.scores.get(start..).unwrap_or(&[]).iter().map(|&points| points != NONE).collect();
        let next = u32::try_from(self.patterns.len()).unwrap_or(0);
        let pattern = *known.entry(seen.clone()).or_insert(next);
        if pattern == next {
            self.patterns.push(seen);
        }
        self.pattern.push(pattern);
        self.row.push(row);
        self.total.push(total);
        self.mark.push(mark(kim, sitting, at, total));
        self.prior.push(sitting.prior.get(at).copied().flatten());
    }

    /// Number of items.
    #[must_use]
    pub fn items(&self) -> usize {
        self.max.len()
    }

    /// Number of pupils.
    #[must_use]
    pub fn len(&self) -> usize {
        self.row.len()
    }

    /// Whether nobody has a score.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.row.is_empty()
    }

    /// Points of a pupil by item.
    #[must_use]
    pub fn script(&self, pupil: usize) -> &[u8] {
        let start = pupil * self.items();
        self.scores.get(start..start + self.items()).unwrap_or(&[])
    }

    /// Which items count for a pupil.
    #[must_use]
    pub fn seen(&self, pupil: usize) -> &[bool] {
        let pattern = self.pattern.get(pupil).copied().unwrap_or(0);
        self.patterns.get(pattern as usize).map_or(&[], |seen| seen)
    }

    /// Whether the pupil has at least one item score (else only a total was recorded).
    #[must_use]
    pub fn itemised(&self, pupil: usize) -> bool {
        self.seen(pupil).contains(&true)
    }

    /// Greatest primary score of the work.
    #[must_use]
    pub fn top(&self) -> usize {
        self.max.iter().map(|&max| usize::from(max)).sum()
    }
}

/// The mark as recorded, else by the scale with its conditions.
fn mark(kim: &Kim, sitting: &Sitting, row: usize, total: u16) -> Option<u8> {
    let recorded = sitting.mark.get(row).copied().flatten();
    recorded.or_else(|| kim.scale.as_ref().map(|scale| scale.mark_of(total, &kim.items, sitting.row(row))))
}

/// A paper without items in a subject, for tests of what needs no more.
#[cfg(test)]
pub(crate) fn paper(subject: u32) -> Kim {
    use records::dataset::SubjectId;
    use records::vocabulary::SchoolYear;
    Kim {
        kim: format!("k{subject}"),
        kind: None,
        kind_text: String::new(),
        subject: SubjectId(subject),
        grade: 5,
        year: SchoolYear(2025),
        date: None,
        items: Vec::new(),
        scale: None,
    }
}
