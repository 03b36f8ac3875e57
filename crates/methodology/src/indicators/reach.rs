//! What lift of its mean a set could have shown.

use psychometrics::math::norm_quantile;

use super::calibration::Calibrated;

/// What a set could have shown: its mean as it was judged, and the room below the maximum.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reach {
    /// The mean as it was judged.
    pub own: Calibrated,
    /// Points to the maximum above what was expected.
    pub room: f64,
}

impl Reach {
    /// Least lift of the mean, points, by which p of this indicator comes down to `p` and the effect up to `material`, each with this power;
    /// None where the paper has no room for it.
    pub(crate) fn lift(&self, p: f64, power: f64, material: f64) -> Option<f64> {
        let least = self.own.least(p, power).max(material + self.own.error * norm_quantile(power));
        (least <= self.room).then_some(least)
    }
}
