//! What the markers and the index need of a set.

use records::dataset::{Kim, ResultSet, Sitting};

/// The rows of the pupils who wrote the work, with sums over them.
pub(super) struct SetFacts {
    /// Rows in the sitting.
    pub rows: Vec<usize>,
    /// Primary scores.
    pub totals: Vec<u16>,
    /// Share of the pupils with both marks whose mark of the work is above the journal mark.
    pub raised: Option<f64>,
    /// Mean journal mark.
    pub prior: Option<f64>,
    /// Item by item: points and possible points over the pupils who were given it.
    pub items: Vec<(f64, f64)>,
}

impl SetFacts {
    pub(super) fn n(&self) -> usize {
        self.totals.len()
    }

    pub(super) fn mean(&self) -> f64 {
        self.totals.iter().map(|&total| f64::from(total)).sum::<f64>() / self.totals.len().max(1) as f64
    }
}

pub(super) fn facts(kim: &Kim, sitting: &Sitting, set: &ResultSet) -> SetFacts {
    let rows: Vec<usize> = set.rows.iter().map(|&row| row as usize).filter(|&row| sitting.total(row).is_some()).collect();
    let totals: Vec<u16> = rows.iter().filter_map(|&row| sitting.total(row)).collect();
    let prior = |row: &usize| sitting.prior.get(*row).copied().flatten();
    let both = rows.iter().zip(&totals).filter_map(|(row, &total)| Some((mark(kim, sitting, *row, total)?, prior(row)?)));
    let above: Vec<f64> = both.map(|(mark, prior)| f64::from(u8::from(mark > prior))).collect();
    let priors: Vec<f64> = rows.iter().filter_map(prior).map(f64::from).collect();
    let items = (0..kim.items.len()).map(|item| item_sum(kim, sitting, &rows, item)).collect();
    SetFacts { totals, raised: mean_of(&above), prior: mean_of(&priors), items, rows }
}

/// The recorded mark, else the mark of the scale.
fn mark(kim: &Kim, sitting: &Sitting, row: usize, total: u16) -> Option<u8> {
    sitting.mark.get(row).copied().flatten().or_else(|| kim.scale.as_ref().map(|scale| scale.mark(total)))
}

fn item_sum(kim: &Kim, sitting: &Sitting, rows: &[usize], item: usize) -> (f64, f64) {
    let max = kim.items.get(item).map_or(0.0, |item| f64::from(item.max));
    let points = rows.iter().filter_map(|&row| sitting.row(row).get(item)?.value());
    points.fold((0.0, 0.0), |sum, points| (sum.0 + f64::from(points), sum.1 + max))
}

pub(super) fn mean_of(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}
