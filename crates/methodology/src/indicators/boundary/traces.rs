//! Boundary detective (D15): on which items the scripts standing right at a boundary got their points.
//!
//! A script at the cut is compared with all scripts of the work that have the same primary score: x_j − E[x_j | score]. The differences
//! of one script sum to zero, so a positive item is one where these scripts stand higher than others with the same total.

use crate::indicators::examined::Examined;
use crate::indicators::say;
use crate::model::panel::NONE;
use records::figure::{Figure, Plot};
use records::text::{Lang, Text};

use super::bands::Band;

/// Mean and variance of each item's points among scripts with a given total.
#[derive(Clone, Debug)]
pub(super) struct Traces {
    /// [total][item]: sum, sum of squares, count.
    cells: Vec<Vec<[f64; 3]>>,
}

/// Fewest scripts at the boundaries for a decomposition.
const FEWEST: usize = 3;
/// Fewest scripts of other sets with the same total for a comparison.
const FEWEST_ELSEWHERE: f64 = 20.0;

impl Traces {
    /// Sums over all scripts of the work.
    #[must_use]
    pub(super) fn of(work: &Examined<'_>) -> Self {
        let mut cells = vec![vec![[0.0; 3]; work.panel.items()]; work.panel.top() + 1];
        for pupil in 0..work.panel.len() {
            let Some(row) = cells.get_mut(usize::from(work.panel.total[pupil])) else { continue };
            for (cell, &points) in row.iter_mut().zip(work.panel.script(pupil)).filter(|(_, points)| **points != NONE) {
                let points = f64::from(points);
                *cell = [cell[0] + points, cell[1] + points * points, cell[2] + 1.0];
            }
        }
        Self { cells }
    }

    /// Items of the scripts at a cut or one point above, against scripts with the same total; None where there are too few.
    #[must_use]
    pub(super) fn figure(&self, work: &Examined<'_>, set: usize, bands: &[Band]) -> Option<Figure> {
        let at_cut = |total: usize| bands.iter().any(|band| total >= band.cut && total < (band.cut + 2).min(band.cut + band.above));
        let scripts: Vec<usize> = work.panel.sets[set]
            .pupils
            .clone()
            .filter(|&pupil| at_cut(usize::from(work.panel.total[pupil])) && work.panel.itemised(pupil))
            .collect();
        if scripts.len() < FEWEST {
            return None;
        }
        let mut rows: Vec<(Text, [f64; 3])> = (0..work.panel.items()).filter_map(|item| self.item(work, &scripts, item)).collect();
        rows.sort_by(|a, b| b.1[1].total_cmp(&a.1[1]));
        let best = rows.first()?.0.clone();
        Some(Figure {
            title: Text::new(
                format!("У работ на границе выше всего относительно работ с тем же баллом — задание {}", best.ru),
                format!("At the boundary, against scripts with the same score, item {} stands highest", best.en),
            ),
            caption: Text::new(
                format!(
                    "{} на границе или на балл выше; точка — разница средних баллов за задание с работами того же первичного балла во всей работе, отрезок — 95 %. Ноль — как у всех.",
                    say::scripts(scripts.len(), Lang::Ru)
                ),
                format!(
                    "{} at a boundary or one point above; dot: difference of mean item points from scripts with the same primary score, segment 95%. Zero: like everyone.",
                    say::scripts(scripts.len(), Lang::En)
                ),
            ),
            plot: Plot::Intervals { rows, axis: Text::new("разница, баллы", "difference, points"), zero: 0.0 },
        })
    }

    fn item(&self, work: &Examined<'_>, scripts: &[usize], item: usize) -> Option<(Text, [f64; 3])> {
        let (mut sum, mut variance, mut n) = (0.0, 0.0, 0.0);
        for &pupil in scripts {
            let points = *work.panel.script(pupil).get(item)?;
            let [total, square, count] = *self.cells.get(usize::from(work.panel.total[pupil]))?.get(item)?;
            if points == NONE || count < FEWEST_ELSEWHERE {
                continue;
            }
            let mean = total / count;
            sum += f64::from(points) - mean;
            variance += (square / count - mean * mean).max(0.0);
            n += 1.0;
        }
        (n > 0.0).then(|| {
            let (gap, half) = (sum / n, 1.96 * variance.sqrt() / n);
            (Text::same(work.kim.items[item].name.clone()), [gap - half, gap, gap + half])
        })
    }
}
