//! Lines that lay what an indicator shows of a set against what honest sets of the same screen show in replicas: z′ = a + b·z. One line moves
//! p, effect, interval and least detectable effect together, so that an answer is one test said in several ways.

use psychometrics::KernelError;
use psychometrics::descriptive::quantile;
use psychometrics::math::{norm_pdf, norm_quantile, norm_sf, norm_upper_quantile};

/// p is never written as zero.
const LEAST: f64 = 1e-300;
/// Sets of fewer scripts than this stand together, and so on.
const EDGES: [usize; 3] = [15, 20, 25];
/// Sizes told apart.
pub(crate) const BINS: usize = EDGES.len() + 1;
/// Where a line is laid: quantiles of the upper half.
const AT: [f64; 7] = [0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99];
/// Fewer draws than this say nothing.
const FEWEST: usize = 100;
/// The tail begins here: z′ of the last quantile the line is laid through.
const TAIL: f64 = 2.326;

/// z′ = a + b·z as far as was drawn; beyond it the tail goes on no faster than the model's own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Line {
    /// a.
    pub shift: f64,
    /// b.
    pub slope: f64,
    /// Variance of a, covariance of a and b, variance of b by the number of draws.
    pub doubt: [f64; 3],
}

impl Default for Line {
    fn default() -> Self {
        Self::SAME
    }
}

impl Line {
    pub(crate) const SAME: Self = Self { shift: 0.0, slope: 1.0, doubt: [0.0; 3] };

    /// Lays the upper half of `z` against the normal, least squares over the quantiles, held at another line by so many draws.
    pub(crate) fn of(z: &[f64], held_at: Self, held: f64) -> Self {
        if z.len() < FEWEST {
            return held_at;
        }
        let pairs = AT.iter().map(|&at| Ok((quantile(z, at)?, norm_quantile(at)))).collect::<Result<Vec<(f64, f64)>, KernelError>>();
        let Ok(pairs) = pairs else { return held_at };
        let k = pairs.len() as f64;
        let (mx, my) = pairs.iter().fold((0.0, 0.0), |(x, y), pair| (x + pair.0 / k, y + pair.1 / k));
        let (xx, xy) = pairs.iter().fold((0.0, 0.0), |(xx, xy), (x, y)| (xx + (x - mx) * (x - mx), xy + (x - mx) * (y - my)));
        if xx < 1e-6 {
            return held_at;
        }
        let slope = (xy / xx).clamp(0.5, 2.0);
        let trust = z.len() as f64 / (z.len() as f64 + held);
        let mix = |own: f64, other: f64| trust * own + (1.0 - trust) * other;
        Self { shift: mix(my - slope * mx, held_at.shift), slope: mix(slope, held_at.slope), doubt: [0.0; 3] }
    }

    /// The p that a p stands for.
    #[must_use]
    pub(crate) fn p(&self, p: f64) -> f64 {
        if *self == Self::SAME { p } else { norm_sf(self.of_z(standard(p))).max(LEAST) }
    }

    fn of_z(&self, z: f64) -> f64 {
        let straight = self.shift + self.slope * z;
        if straight <= TAIL { straight } else { TAIL + (straight - TAIL) * (1.0 / self.slope).min(1.0) }
    }

    /// a + b·z of the z that is laid on z′.
    pub(crate) fn straight(&self, z: f64) -> f64 {
        if z <= TAIL { z } else { TAIL + (z - TAIL) / (1.0 / self.slope).min(1.0) }
    }

    /// Monte-Carlo error of the p that a p stands for. Where the tail goes on at the model's own pace, only where it begins depends on the line.
    #[must_use]
    pub(crate) fn error(&self, p: f64) -> f64 {
        let [shift, both, slope] = self.doubt;
        let z = standard(p);
        let begins = self.before(TAIL);
        let (of, pace) = if self.slope > 1.0 && z > begins { (begins, 1.0 / self.slope) } else { (z, 1.0) };
        norm_pdf(self.of_z(z)) * pace * (shift + 2.0 * of * both + of * of * slope).max(0.0).sqrt()
    }

    /// Monte-Carlo error of a laid p, as a share of it.
    #[must_use]
    pub(crate) fn doubt_of(&self, laid: f64) -> f64 {
        let z = self.before(self.straight(standard(laid)));
        self.error(norm_sf(z)) / laid.max(LEAST)
    }

    /// The same line with the doubt that lines found without a part of the draws each leave (delete-a-group jackknife; Shao & Tu 1995, ch. 2).
    #[must_use]
    pub(crate) fn doubted(self, without: &[Self]) -> Self {
        let g = without.len() as f64;
        let mean = |of: fn(&Self) -> f64| without.iter().map(of).sum::<f64>() / g;
        let (shift, slope) = (mean(|line| line.shift), mean(|line| line.slope));
        let sum = |of: &dyn Fn(&Self) -> f64| without.iter().map(of).sum::<f64>() * (g - 1.0) / g;
        let doubt = [
            sum(&|line| (line.shift - shift) * (line.shift - shift)),
            sum(&|line| (line.shift - shift) * (line.slope - slope)),
            sum(&|line| (line.slope - slope) * (line.slope - slope)),
        ];
        if without.len() < 2 { self } else { Self { doubt, ..self } }
    }

    /// The z that stands for z′, before the tail.
    #[must_use]
    pub(crate) fn before(&self, z: f64) -> f64 {
        (z - self.shift) / self.slope
    }
}

/// The standard normal quantile that a p stands for, held where digits end.
pub(crate) fn standard(p: f64) -> f64 {
    norm_upper_quantile(p.clamp(LEAST, 1.0 - 1e-15))
}

/// Place of a size among [`BINS`].
pub(crate) fn bin(n: usize) -> usize {
    EDGES.iter().filter(|edge| n >= **edge).count()
}

/// Lines by size of the set and indicator.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    /// Ids of the indicators, in the order of the registry.
    ids: Vec<&'static str>,
    by_size: Vec<Vec<Line>>,
}

impl Lines {
    /// By size, each by place in the registry.
    #[must_use]
    pub(crate) fn of(ids: Vec<&'static str>, by_size: Vec<Vec<Line>>) -> Self {
        Self { ids, by_size }
    }

    /// The line of an indicator for a set of `n` scripts.
    #[must_use]
    pub(crate) fn line(&self, id: &str, n: usize) -> Line {
        let place = self.ids.iter().position(|known| *known == id);
        let lines = self.by_size.get(bin(n));
        lines.zip(place).and_then(|(lines, place)| lines.get(place)).copied().unwrap_or(Line::SAME)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The error of p is what p moves by when the line does: before the tail, in it, and in one that goes on at its own pace.
    #[test]
    fn the_error_follows_the_line_into_the_tail() {
        for slope in [0.8, 1.2] {
            let line = Line { shift: 0.1, slope, ..Line::SAME };
            for raw in [0.3, 0.01, 1e-5] {
                let step = 1e-5;
                let by = |shift: f64, slope: f64| Line { shift: line.shift + shift, slope: line.slope + slope, ..line }.p(raw);
                let (a, b) = ((by(step, 0.0) - by(-step, 0.0)) / (2.0 * step), (by(0.0, step) - by(0.0, -step)) / (2.0 * step));
                for doubt in [[4e-3, 0.0, 0.0], [0.0, 0.0, 2e-3], [4e-3, -1e-3, 2e-3]] {
                    let by_hand = (a * a * doubt[0] + 2.0 * a * b * doubt[1] + b * b * doubt[2]).sqrt();
                    let said = Line { doubt, ..line }.error(raw);
                    assert!((said / by_hand - 1.0).abs() < 1e-3, "{slope} {raw} {doubt:?}: {said} {by_hand}");
                }
            }
        }
    }

    /// A model that is too wide is corrected as far as was drawn, and no faster beyond.
    #[test]
    fn nothing_is_gained_beyond_the_draws() {
        let line = Line { shift: 0.2, slope: 1.2, ..Line::SAME };
        let z = |p: f64| standard(line.p(p));
        assert!((z(norm_sf(1.0)) - 1.4).abs() < 1e-9);
        assert!((z(norm_sf(5.0)) - z(norm_sf(4.0)) - 1.0).abs() < 1e-6, "{} {}", z(norm_sf(5.0)), z(norm_sf(4.0)));
        let wide = Line { slope: 0.8, ..Line::SAME };
        assert!((standard(wide.p(norm_sf(5.0))) - 4.0).abs() < 1e-6);
        assert!((line.of_z(line.before(1.5)) - 1.5).abs() < 1e-12, "there and back");
    }

    /// The error of a laid p is found from the p that is laid and from the p that was laid on it alike, before the tail and in it.
    #[test]
    fn a_laid_p_knows_its_error() {
        for slope in [0.8, 1.2] {
            let line = Line { shift: 0.1, slope, doubt: [0.004, -0.001, 0.002] };
            for raw in [0.3, 0.01, 1e-5] {
                let (laid, error) = (line.p(raw), line.error(raw));
                assert!((line.doubt_of(laid) / (error / laid) - 1.0).abs() < 1e-6, "{slope} {raw}");
            }
        }
    }
}
