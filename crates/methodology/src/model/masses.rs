//! Predictive mass of a range of primary scores, pupil by pupil: the chance of a mark, of the maximum, of a low result.

use std::ops::Range;

use psychometrics::score_distribution::ScoreTable;

use super::Model;
use super::curves::{NODES, OnGrid, expected};
use super::panel::Panel;

/// P(score in range | θ) on the grid, by pattern of items and range.
#[derive(Clone, Debug)]
pub(crate) struct Masses {
    by_pattern: Vec<Vec<OnGrid>>,
}

impl Masses {
    /// Of these ranges of primary scores; scores that a pattern of items cannot reach have no mass.
    #[must_use]
    pub(crate) fn of(model: &Model, panel: &Panel, ranges: &[Range<usize>]) -> Self {
        let pattern = |seen: &Vec<bool>| {
            let table = ScoreTable::of(&model.curves, (0..seen.len()).filter(|&item| seen[item]));
            // A pattern of items that the model does not know has no masses.
            table.map_or_else(|_| Vec::new(), |table| ranges.iter().map(|range| mass(&table, range)).collect())
        };
        Self { by_pattern: panel.patterns.iter().map(pattern).collect() }
    }

    /// Mass of a range for a pupil whose ability has these weights.
    #[must_use]
    pub(crate) fn mass(&self, panel: &Panel, pupil: usize, range: usize, weights: &OnGrid) -> f64 {
        let pattern = panel.pattern.get(pupil).and_then(|pattern| self.by_pattern.get(*pattern as usize));
        pattern.and_then(|ranges| ranges.get(range)).map_or(0.0, |curve| expected(weights, curve)).clamp(0.0, 1.0)
    }
}

fn mass(table: &ScoreTable, range: &Range<usize>) -> OnGrid {
    let mut sum = [0.0; NODES];
    for row in range.clone().map_while(|score| table.score(score).ok()) {
        sum.iter_mut().zip(row).for_each(|(sum, p)| *sum += p);
    }
    sum
}
