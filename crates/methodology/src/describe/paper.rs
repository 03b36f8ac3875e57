//! One paper prepared for description: primary score, maximum and mark of every row, worked out once.

use super::heap::OwnScores;
use records::dataset::{Kim, Score, Sitting};

/// What is known of one script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Script {
    /// Primary score.
    pub score: u16,
    /// Maximum for this pupil: items not taught (`N`) leave it.
    pub max: u16,
    /// Mark as recorded, else by the scale.
    pub mark: Option<u8>,
    /// Mark of the previous period.
    pub journal: Option<u8>,
}

/// Scripts of one paper; None where a pupil was absent or nothing is marked.
#[derive(Clone, Debug, Default)]
pub(super) struct Paper {
    pub scripts: Vec<Option<Script>>,
    /// What its items make of the total; None where that cannot be known.
    pub own: Option<OwnScores>,
}

impl Paper {
    pub(super) fn new(kim: &Kim, sitting: &Sitting) -> Self {
        let scripts: Vec<Option<Script>> = (0..sitting.len()).map(|row| script(kim, sitting, row)).collect();
        let totals = scripts.iter().enumerate().filter_map(|(row, script)| whole(kim, sitting, row, script.as_ref()?));
        Self { own: OwnScores::of(kim, totals), scripts }
    }

    /// The scripts among these rows, with their row numbers.
    pub(super) fn of<'a>(&'a self, rows: &'a [u32]) -> impl Iterator<Item = (usize, Script)> + 'a {
        rows.iter().filter_map(|&row| Some((row as usize, (*self.scripts.get(row as usize)?)?)))
    }
}

/// Total and cells of a script that was asked every item and whose items add up to its total: others have another maximum.
pub(super) fn whole<'a>(kim: &Kim, sitting: &'a Sitting, row: usize, script: &Script) -> Option<(u16, &'a [Score])> {
    let cells = sitting.row(row);
    let fits = |(cell, item): (&Score, &records::dataset::Item)| cell.value().filter(|points| *points <= item.max).map(u16::from);
    let sum = cells.iter().zip(&kim.items).map(fits).sum::<Option<u16>>()?;
    (cells.len() == kim.items.len() && sum == script.score).then_some((sum, cells))
}

fn script(kim: &Kim, sitting: &Sitting, row: usize) -> Option<Script> {
    let score = sitting.total(row)?;
    let cells = sitting.row(row);
    let taught = |(item, cell): (&records::dataset::Item, &Score)| if *cell == Score::NOT_TAUGHT { 0 } else { u16::from(item.max) };
    let max = if cells.len() == kim.items.len() { kim.items.iter().zip(cells).map(taught).sum() } else { kim.max() };
    let recorded = sitting.mark.get(row).copied().flatten();
    let mark = recorded.or_else(|| kim.scale.as_ref().map(|scale| scale.mark_of(score, &kim.items, cells)));
    Some(Script { score, max, mark, journal: sitting.prior.get(row).copied().flatten() })
}
