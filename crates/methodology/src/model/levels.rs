//! Class levels: measured, predicted from what is known of the class, and shrunken towards the prediction.

use psychometrics::KernelError;
use psychometrics::linalg::dot;

use super::Posterior;
use super::covariates::Covariates;
use super::dense::Normal;
use super::panel::Panel;
use super::robust::{huber, lower_spread, median};

/// A class further than this many standard deviations from its prediction begins to weigh less (Huber 1964).
const HUBER: f64 = 2.0;
/// Ridge on class-level slopes, in units of information: a slope seen by few classes stays near zero.
const RIDGE: f64 = 1.0;

/// Class levels on the ability scale, one entry per set of the panel.
#[derive(Clone, Debug, Default)]
pub struct Levels {
    /// Measured level (mean ability of the class, deviations of its pupils taken out).
    pub level: Vec<f64>,
    /// Information of the measurement: 1/sampling variance.
    pub information: Vec<f64>,
    /// Prediction z_c'γ; after [`Levels::leave_schools_out`] without the set's own school.
    pub prediction: Vec<f64>,
    /// Variance of that prediction from the uncertainty of γ.
    pub uncertainty: Vec<f64>,
    /// Spread T² of ordinary classes around their predictions, own school left out at the end.
    pub spread: Vec<f64>,
    /// Departures behind T²: its degrees of freedom.
    pub freedom: Vec<f64>,
    weight: Vec<f64>,
    pooled_spread: f64,
}

impl Levels {
    /// Levels to begin with.
    #[must_use]
    pub fn around(centres: Vec<f64>) -> Self {
        let zeros = vec![0.0; centres.len()];
        Self {
            level: centres.clone(),
            information: zeros.clone(),
            uncertainty: zeros.clone(),
            spread: zeros.clone(),
            freedom: zeros,
            weight: vec![1.0; centres.len()],
            prediction: centres,
            pooled_spread: 0.0,
        }
    }

    /// Prediction without the set's school.
    #[must_use]
    pub fn predicted(&self, set: usize) -> f64 {
        self.prediction.get(set).copied().unwrap_or(0.0)
    }

    /// Measured − predicted.
    #[must_use]
    pub fn departure(&self, set: usize) -> f64 {
        self.level.get(set).copied().unwrap_or(0.0) - self.predicted(set)
    }

    /// Sampling variance of the measured level.
    #[must_use]
    pub fn sampling(&self, set: usize) -> f64 {
        1.0 / self.information.get(set).copied().unwrap_or(0.0).max(1e-6)
    }

    /// Level shrunken towards the prediction by T²/(T² + sampling variance).
    #[must_use]
    pub fn shrunken(&self, set: usize) -> f64 {
        let spread = self.spread.get(set).copied().unwrap_or(0.0);
        self.predicted(set) + self.departure(set) * spread / (spread + self.sampling(set))
    }

    /// Centre of the prior of the set's pupils during the fit.
    pub(super) fn centre(&self, set: usize) -> f64 {
        self.shrunken(set)
    }

    /// Weight of the set in everything estimated from all sets.
    pub(super) fn weight(&self, set: usize) -> f64 {
        self.weight.get(set).copied().unwrap_or(1.0)
    }

    /// Measures every class: one Newton step on the marginal likelihood of its level, ∂ℓ = Σ(E[θ] − μ)/σ², −∂²ℓ = Σ(1/σ² − Var[θ]/σ⁴).
    pub(super) fn measure(&mut self, panel: &Panel, posterior: &[Posterior], within: &[f64], sigma: f64) {
        let s2 = sigma * sigma;
        for (index, set) in panel.sets.iter().enumerate() {
            let centre = self.centre(index);
            let (mut slope, mut information) = (0.0, 0.0);
            for pupil in set.pupils.clone().filter(|&pupil| panel.itemised(pupil)) {
                let (Some(post), Some(within)) = (posterior.get(pupil), within.get(pupil)) else { continue };
                slope += (post.mean - centre - within) / s2;
                // Far out on the grid the curvature can vanish; a pupil never tells less than a hundredth of 1/σ².
                information += (1.0 / s2 - post.variance / (s2 * s2)).max(0.01 / s2);
            }
            let step = if information > 0.0 { (slope / information).clamp(-1.0, 1.0) } else { 0.0 };
            self.level[index] = centre + step;
            self.information[index] = information;
        }
    }

    /// Predicts levels from class-level covariates by Huber-weighted least squares and estimates T² from the lower half.
    ///
    /// # Errors
    /// `Length` where covariates and panel do not belong together.
    pub(super) fn predict(&mut self, panel: &Panel, covariates: &Covariates) -> Result<(), KernelError> {
        let sampling: Vec<f64> = (0..panel.sets.len()).map(|set| self.sampling(set)).collect();
        for _ in 0..3 {
            let w: Vec<f64> = (0..panel.sets.len()).map(|set| self.weight(set) / (self.pooled_spread + sampling[set])).collect();
            let gamma = Normal::of(&covariates.class, covariates.class_width, &self.level, &w).held(1e-9, RIDGE).solve();
            for (set, prediction) in self.prediction.iter_mut().enumerate() {
                *prediction = dot(covariates.set(set), &gamma)?;
            }
            let departures: Vec<f64> = (0..panel.sets.len()).map(|set| self.departure(set)).collect();
            let told: Vec<usize> = (0..panel.sets.len()).filter(|&set| self.information[set] > 0.0).collect();
            let x: Vec<f64> = told.iter().map(|&set| departures[set]).collect();
            let v: Vec<f64> = told.iter().map(|&set| sampling[set]).collect();
            let centre = median(&x);
            self.pooled_spread = lower_spread(&x, &v, if centre.is_finite() { centre } else { 0.0 }).0;
            for set in 0..panel.sets.len() {
                let sd = (self.pooled_spread + sampling[set]).sqrt();
                self.weight[set] = huber(departures[set] / sd, HUBER);
            }
        }
        self.spread.iter_mut().for_each(|spread| *spread = self.pooled_spread);
        Ok(())
    }

    /// Predictions and T² anew for every school from the other schools alone.
    ///
    /// # Errors
    /// As [`Levels::predict`].
    pub(super) fn leave_schools_out(&mut self, panel: &Panel, covariates: &Covariates) -> Result<(), KernelError> {
        let k = covariates.class_width;
        let w: Vec<f64> = (0..panel.sets.len()).map(|set| self.weight(set) / (self.pooled_spread + self.sampling(set))).collect();
        let mut schools: Vec<u32> = panel.sets.iter().map(|set| set.school).collect();
        schools.sort_unstable();
        schools.dedup();
        let mut prediction = self.prediction.clone();
        for &school in &schools {
            let others: Vec<f64> = panel.sets.iter().zip(&w).map(|(set, w)| if set.school == school { 0.0 } else { *w }).collect();
            let normal = Normal::of(&covariates.class, k, &self.level, &others).held(1e-9, RIDGE);
            let gamma = normal.solve();
            for (index, _) in panel.sets.iter().enumerate().filter(|(_, set)| set.school == school) {
                prediction[index] = dot(covariates.set(index), &gamma)?;
                self.uncertainty[index] = normal.leverage(covariates.set(index));
            }
        }
        self.prediction = prediction;
        self.spread_without(panel, &schools);
        Ok(())
    }

    /// T² of every school's sets from the departures of the other schools.
    fn spread_without(&mut self, panel: &Panel, schools: &[u32]) {
        let sampling: Vec<f64> = (0..panel.sets.len()).map(|set| self.sampling(set) + self.uncertainty[set]).collect();
        for &school in schools {
            let others = || (0..panel.sets.len()).filter(|&set| panel.sets[set].school != school && self.information[set] > 0.0);
            let x: Vec<f64> = others().map(|set| self.departure(set)).collect();
            let v: Vec<f64> = others().map(|set| sampling[set]).collect();
            let centre = median(&x);
            let (spread, used) = lower_spread(&x, &v, if centre.is_finite() { centre } else { 0.0 });
            for (index, _) in panel.sets.iter().enumerate().filter(|(_, set)| set.school == school) {
                self.spread[index] = spread;
                self.freedom[index] = used as f64;
            }
        }
    }
}
