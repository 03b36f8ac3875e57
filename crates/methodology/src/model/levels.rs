//! Class levels: measured, predicted from what is known of the class, and shrunken towards the prediction.

use psychometrics::KernelError;
use psychometrics::linalg::dot;

use super::Posterior;
use super::covariates::Covariates;
use super::dense::Normal;
use super::panel::{Panel, PanelSet};
use super::patterns::{PATTERNS, Patterns, held};
use super::robust::{Parts, huber, lower_spread, median, parts_without_each};

/// A class further than this many standard deviations from its prediction begins to weigh less (Huber 1964).
const HUBER: f64 = 2.0;

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
    /// Spread T² of ordinary classes known alike around their predictions, own school left out at the end.
    pub spread: Vec<f64>,
    /// The part of T² by which classes of one school differ; the rest is common to the school.
    pub within: Vec<f64>,
    weight: Vec<f64>,
    /// T² by pattern and its part within schools, all schools together.
    pooled: ([f64; PATTERNS], f64),
}

impl Levels {
    /// Levels to begin with.
    #[must_use]
    pub fn at(centres: Vec<f64>) -> Self {
        let zeros = vec![0.0; centres.len()];
        Self {
            level: centres.clone(),
            information: zeros.clone(),
            uncertainty: zeros.clone(),
            spread: zeros.clone(),
            within: zeros,
            weight: vec![1.0; centres.len()],
            prediction: centres,
            pooled: ([0.0; PATTERNS], 0.0),
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

    /// Variance of an honest class around its prediction: T² and the uncertainty of the prediction.
    #[must_use]
    pub(crate) fn variance(&self, set: usize) -> f64 {
        self.spread.get(set).copied().unwrap_or(0.0) + self.uncertainty.get(set).copied().unwrap_or(0.0)
    }

    /// Level shrunken towards the prediction by v/(v + sampling variance), v as in [`Self::variance`].
    #[must_use]
    pub fn shrunken(&self, set: usize) -> f64 {
        let variance = self.variance(set);
        self.predicted(set) + self.departure(set) * variance / (variance + self.sampling(set))
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
    pub(super) fn measure(&mut self, panel: &Panel, patterns: &Patterns, posterior: &[Posterior], within: &[f64], sigma: &[f64; PATTERNS]) {
        for (index, set) in panel.sets.iter().enumerate() {
            let (centre, s2) = (self.centre(index), sigma[patterns.place(index)] * sigma[patterns.place(index)]);
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

    /// Predicts levels from class-level covariates by Huber-weighted least squares and estimates T² from the lower half, by pattern.
    ///
    /// # Errors
    /// `Length` where covariates and panel do not belong together.
    pub(super) fn predict(&mut self, panel: &Panel, covariates: &Covariates) -> Result<(), KernelError> {
        let place = |set: usize| covariates.patterns.place(set);
        let sampling: Vec<f64> = (0..panel.sets.len()).map(|set| self.sampling(set)).collect();
        for _ in 0..3 {
            let (w, shared) = self.weighing(panel, &covariates.patterns);
            let normal = Normal::of_groups(&covariates.class, covariates.class_width, &self.level, &w, &shared);
            let gamma = normal.held_each(&covariates.held).solve();
            for (set, prediction) in self.prediction.iter_mut().enumerate() {
                *prediction = dot(covariates.set(set), &gamma)?;
            }
            let told: Vec<usize> = (0..panel.sets.len()).filter(|&set| self.information[set] > 0.0).collect();
            let within = self.parts_within(panel, &told, &sampling).everybody;
            self.pooled = (self.spreads(panel, &covariates.patterns, &told, &sampling), within);
            for (set, sampling) in sampling.iter().enumerate() {
                let sd = (self.pooled.0[place(set)] + sampling).sqrt();
                self.weight[set] = huber(self.departure(set) / sd, HUBER);
            }
        }
        for (set, spread) in self.spread.iter_mut().enumerate() {
            *spread = self.pooled.0[place(set)];
        }
        Ok(())
    }

    /// Precision of every class by what it has of its own, and what it shares with its school: see [`Normal::of_groups`].
    fn weighing(&self, panel: &Panel, patterns: &Patterns) -> (Vec<f64>, Vec<(u32, f64)>) {
        let (spreads, within) = self.pooled;
        let one = |(set, of): (usize, &PanelSet)| {
            let spread = spreads[patterns.place(set)];
            let own = spread.min(within);
            (self.weight(set) / (own + self.sampling(set)), (of.school, (spread - own).sqrt()))
        };
        panel.sets.iter().enumerate().map(one).unzip()
    }

    /// Spread of classes within their schools, of the sets `told`.
    fn parts_within(&self, panel: &Panel, told: &[usize], sampling: &[f64]) -> Parts {
        let x: Vec<f64> = told.iter().map(|&set| self.departure(set)).collect();
        let v: Vec<f64> = told.iter().map(|&set| sampling[set]).collect();
        let schools: Vec<u32> = told.iter().map(|&set| panel.sets[set].school).collect();
        parts_without_each(&x, &v, &schools)
    }

    /// T² of each pattern from the sets `told`.
    fn spreads(&self, panel: &Panel, patterns: &Patterns, told: &[usize], sampling: &[f64]) -> [f64; PATTERNS] {
        let spread = |sets: &[usize]| {
            let x: Vec<f64> = sets.iter().map(|&set| self.departure(set)).collect();
            let v: Vec<f64> = sets.iter().map(|&set| sampling[set]).collect();
            let centre = median(&x);
            lower_spread(&x, &v, if centre.is_finite() { centre } else { 0.0 }).0
        };
        let pooled = spread(told);
        std::array::from_fn(|place| {
            let own: Vec<usize> = told.iter().copied().filter(|&set| patterns.place(set) == place).collect();
            if own.is_empty() || own.len() == told.len() {
                return pooled;
            }
            let mut schools: Vec<u32> = own.iter().map(|&set| panel.sets[set].school).collect();
            schools.sort_unstable();
            schools.dedup();
            held(spread(&own), pooled, schools.len())
        })
    }

    /// Predictions and T² anew for every school from the other schools alone.
    ///
    /// # Errors
    /// As [`Levels::predict`].
    pub(super) fn leave_schools_out(&mut self, panel: &Panel, covariates: &Covariates) -> Result<(), KernelError> {
        let k = covariates.class_width;
        let (w, shared) = self.weighing(panel, &covariates.patterns);
        let mut schools: Vec<u32> = panel.sets.iter().map(|set| set.school).collect();
        schools.sort_unstable();
        schools.dedup();
        let mut prediction = self.prediction.clone();
        for &school in &schools {
            let others: Vec<f64> = panel.sets.iter().zip(&w).map(|(set, w)| if set.school == school { 0.0 } else { *w }).collect();
            let normal = Normal::of_groups(&covariates.class, k, &self.level, &others, &shared).held_each(&covariates.held);
            let gamma = normal.solve();
            for (index, _) in panel.sets.iter().enumerate().filter(|(_, set)| set.school == school) {
                prediction[index] = dot(covariates.set(index), &gamma)?;
                self.uncertainty[index] = normal.leverage(covariates.set(index));
            }
        }
        self.prediction = prediction;
        self.spread_without(panel, &covariates.patterns, &schools);
        Ok(())
    }

    /// T² of every school's sets from the departures of the other schools.
    fn spread_without(&mut self, panel: &Panel, patterns: &Patterns, schools: &[u32]) {
        let sampling: Vec<f64> = (0..panel.sets.len()).map(|set| self.sampling(set) + self.uncertainty[set]).collect();
        let told: Vec<usize> = (0..panel.sets.len()).filter(|&set| self.information[set] > 0.0).collect();
        let parts = self.parts_within(panel, &told, &sampling);
        for &school in schools {
            let others: Vec<usize> = told.iter().copied().filter(|&set| panel.sets[set].school != school).collect();
            let (spreads, within) = (self.spreads(panel, patterns, &others, &sampling), parts.without(school));
            for (index, _) in panel.sets.iter().enumerate().filter(|(_, set)| set.school == school) {
                self.spread[index] = spreads[patterns.place(index)];
                self.within[index] = self.spread[index].min(within);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::patterns::Pattern;

    /// Two classes a school; the first `odd` schools stand wide around their prediction and nothing is known of them.
    fn levels(schools: u32, odd: u32) -> (Levels, Panel, Patterns) {
        let n = 2 * schools as usize;
        let set = |index: usize| PanelSet { index, school: index as u32 / 2, class: 0, pupils: index..index + 1 };
        let panel = Panel { sets: (0..n).map(set).collect(), ..Panel::default() };
        let known = |set: &PanelSet| Pattern { marks: set.school >= odd, works: set.school >= odd };
        let patterns = Patterns::of(panel.sets.iter().map(known).collect());
        // Normal scores within each group: nothing random.
        let (wide, narrow) = (2 * odd as usize, n - 2 * odd as usize);
        let quantile = |i: usize, of: usize| psychometrics::math::norm_quantile((i as f64 + 0.5) / of as f64);
        let level = (0..n).map(|i| if i < wide { 0.6 * quantile(i, wide) } else { 0.2 * quantile(i - wide, narrow) });
        let levels = Levels { level: level.collect(), information: vec![1e9; n], ..Levels::at(vec![0.0; n]) };
        (levels, panel, patterns)
    }

    #[test]
    fn each_pattern_has_its_own_spread() {
        let (levels, panel, patterns) = levels(60, 12);
        let told: Vec<usize> = (0..panel.sets.len()).collect();
        let spreads = levels.spreads(&panel, &patterns, &told, &vec![0.0; told.len()]);
        let (odd, usual) = (spreads[patterns.place(0)], spreads[patterns.place(100)]);
        assert!((odd - 0.36).abs() < 0.05, "{odd:?}: taken as it is");
        assert!(usual > 0.04 && usual < 0.06, "{usual:?}: a little above its own .04");
        let pooled = lower_spread(&levels.level, &vec![0.0; told.len()], 0.0).0;
        assert!(pooled > 1.3 * usual && pooled < 0.5 * odd, "{pooled}: one spread for both fits neither");
    }

    #[test]
    fn one_pattern_is_the_pooled_spread_to_the_last_bit() {
        let (levels, panel, patterns) = levels(60, 0);
        let told: Vec<usize> = (0..panel.sets.len()).collect();
        let sampling = vec![0.01; told.len()];
        let pooled = lower_spread(&levels.level, &sampling, median(&levels.level));
        assert!(levels.spreads(&panel, &patterns, &told, &sampling).iter().all(|of| of.to_bits() == pooled.0.to_bits()));
    }
}
