//! Class × item: how far ordinary classes depart from their expectation item by item, and contrasts weighted by it.
//!
//! Residual of class c: r_c = class × item effects + level + sampling, Cov r_c = B + W_c. B is estimated over all sets so that bent ones
//! cannot swell it (diagonal from the lower half, correlations from winsorised residuals), shrunk towards "level only" and made positive
//! semidefinite. A direction d is then judged by generalised least squares: λ = d'S⁻¹r / d'S⁻¹d, z = d'S⁻¹r / √(d'S⁻¹d) (Aitken 1935).

use psychometrics::linalg::{Cholesky, Matrix, nearest_psd};

use super::Model;
use super::kinds::Kinds;
use super::panel::Panel;
use super::predicted::Predicted;
use super::robust::{lower_spread, median};

/// Standardised residuals are winsorised here for the correlations.
const CAP: f64 = 2.5;

/// Covariance of ordinary classes' item residuals beyond sampling.
#[derive(Clone, Debug)]
pub struct ClassItem {
    /// B, items × items.
    pub between: Matrix,
    /// Centre of the residuals, by item.
    pub centre: Vec<f64>,
    /// Items.
    pub items: usize,
    /// By set: level variance of an honest class of which less is known than of most, beyond that of most.
    excess: Vec<f64>,
}

/// A direction judged on one set.
#[derive(Clone, Debug, Default)]
pub struct Judged {
    /// d_a'S⁻¹d_b.
    pub gram: Vec<f64>,
    /// d_a'S⁻¹r.
    pub score: Vec<f64>,
}

impl ClassItem {
    /// Estimates B from the sets with at least `fewest` pupils.
    #[must_use]
    pub fn of(model: &Model, panel: &Panel, predicted: &Predicted, fewest: usize) -> Self {
        let j = panel.items();
        let told: Vec<usize> = (0..panel.sets.len()).filter(|&set| predicted.sets[set].n >= fewest).collect();
        let sampling: Vec<Vec<f64>> = told.iter().map(|&set| predicted.sampling(set)).collect();
        let (mut centre, mut diagonal) = (vec![0.0; j], vec![0.0; j]);
        for item in 0..j {
            let x: Vec<f64> = told.iter().map(|&set| predicted.sets[set].residual[item]).collect();
            let v: Vec<f64> = sampling.iter().map(|w| w[item * j + item]).collect();
            let middle = median(&x);
            centre[item] = if middle.is_finite() { middle } else { 0.0 };
            diagonal[item] = lower_spread(&x, &v, centre[item]).0;
        }
        let mut between = Matrix::zeros(j, j);
        let spread = median(&model.levels.spread);
        let spread = if spread.is_finite() { spread } else { 0.0 };
        let loading: Vec<f64> = (0..j).map(|item| mean(told.iter().map(|&set| predicted.sets[set].loading[item]))).collect();
        let shrink = j as f64 / (j as f64 + told.len() as f64);
        for a in 0..j {
            for b in 0..a {
                let products = told.iter().zip(&sampling).map(|(&set, w)| {
                    let standard = |item: usize| {
                        let sd = (diagonal[item] + w[item * j + item]).sqrt().max(1e-9);
                        let t = (predicted.sets[set].residual[item] - centre[item]) / sd;
                        t.clamp(-CAP, CAP) * sd
                    };
                    standard(a) * standard(b) - w[a * j + b]
                });
                let cell = (1.0 - shrink) * mean(products) + shrink * spread * loading[a] * loading[b];
                *between.at(a, b) = cell;
                *between.at(b, a) = cell;
            }
            *between.at(a, a) = diagonal[a];
        }
        // Where the eigenvalues cannot be found the items stand alone.
        Self {
            between: nearest_psd(&between, 0.0).unwrap_or_else(|_| Matrix::diagonal(&diagonal)),
            centre,
            items: j,
            excess: excess(model),
        }
    }

    /// Judges directions (each one entry per item) on a set; None where S cannot be inverted.
    #[must_use]
    pub fn judge(&self, predicted: &Predicted, set: usize, directions: &[Vec<f64>]) -> Option<Judged> {
        let j = self.items;
        let own = predicted.sets.get(set)?;
        let mut s = Matrix::from_values(j, j, predicted.sampling(set)).and_then(|w| w.plus(&self.between)).ok()?;
        let excess = self.excess.get(set).copied().unwrap_or(0.0);
        for at in (0..j * j).filter(|_| excess > 0.0) {
            *s.at(at / j, at % j) += excess * own.loading[at / j] * own.loading[at % j];
        }
        for item in 0..j {
            // A thousandth of the variance keeps a nearly determined item from carrying everything.
            *s.at(item, item) = 1.001 * s.get(item, item) + 1e-9;
        }
        let factor = Cholesky::of(&s).ok()?;
        let residual: Vec<f64> =
            (0..j).map(|item| if own.count[item] > 0.0 { own.residual[item] - self.centre[item] } else { 0.0 }).collect();
        let weighted: Vec<Vec<f64>> = directions.iter().map(|d| factor.solve(d)).collect::<Result<_, _>>().ok()?;
        let score = weighted.iter().map(|w| super::dot(w, &residual)).collect::<Result<_, _>>().ok()?;
        let gram = weighted.iter().flat_map(|w| directions.iter().map(move |d| super::dot(w, d))).collect::<Result<_, _>>().ok()?;
        Some(Judged { gram, score })
    }
}

/// B is that of all sets, and nearly that of those with the commonest pattern of what is known; the others stand wider by the difference
/// of T². A class whose level is predicted less surely than most stands wider by that, too, and where the intake is open by all that a
/// kind of school may add.
fn excess(model: &Model) -> Vec<f64> {
    let commonest = model.patterns.commonest();
    let alike = |set: &usize| model.patterns.place(*set) == commonest;
    let (spread, uncertainty) = (&model.levels.spread, &model.levels.uncertainty);
    let usual = median(&(0..spread.len()).filter(alike).map(|set| spread[set]).collect::<Vec<f64>>());
    let unsure = median(uncertainty);
    let beyond = |own: f64, usual: f64| if usual.is_finite() { (own - usual).max(0.0) } else { 0.0 };
    let of = |set: usize| {
        let wider = if alike(&set) { 0.0 } else { beyond(spread[set], usual) };
        let open = if model.kinds.open(set) { Kinds::OPEN } else { 0.0 };
        wider + beyond(uncertainty[set], unsure) + open
    };
    (0..spread.len()).map(of).collect()
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, n) = values.fold((0.0, 0.0), |(sum, n), value| (sum + value, n + 1.0));
    if n > 0.0 { sum / n } else { 0.0 }
}
