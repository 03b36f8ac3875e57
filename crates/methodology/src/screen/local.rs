//! Local false discovery rate of a set: how probable it is that nothing was done to it, given its own evidence.
//!
//! z = Φ⁻¹(1 − p) of all answered sets is taken as a mixture of sets to which nothing was done, N(0, 1), and others, N(μ, 1) (Efron 2010,
//! ch. 5). μ is kept at 2 or more and π₀ is held near .9 by a few imagined sets: otherwise a region where nothing was done fits a weak
//! alternative and finds guilt in noise.

use psychometrics::math::{exp, norm_upper_quantile};

/// Least mean of the alternative.
const LEAST_MEAN: f64 = 2.0;
/// Imagined sets that hold π₀ at [`ASSUMED`].
const IMAGINED: f64 = 20.0;
/// Share of sets to which nothing was done, where data cannot tell.
pub(super) const ASSUMED: f64 = 0.9;
/// Rounds of EM; each moves the likelihood up, and far fewer are needed.
const ROUNDS: usize = 200;

/// The two-component mixture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Mixture {
    /// Share of sets to which nothing was done.
    pub untouched: f64,
    /// Mean z of the others.
    pub mean: f64,
}

impl Mixture {
    /// What stands in where too few sets are known: π₀ = .9 and the weakest alternative.
    pub(super) const ASSUMED: Self = Self { untouched: ASSUMED, mean: LEAST_MEAN };

    /// Fits π₀ and μ to p-values by EM.
    pub(super) fn fit(p: &[f64]) -> Self {
        let z: Vec<f64> = p.iter().map(|p| standard(*p)).collect();
        let mut mixture = Self::ASSUMED;
        for _ in 0..ROUNDS {
            let others: Vec<f64> = z.iter().map(|z| 1.0 - mixture.rate(*z)).collect();
            let weight: f64 = others.iter().sum();
            let mean = others.iter().zip(&z).map(|(other, z)| other * z).sum::<f64>() / weight.max(1e-9);
            mixture.mean = mean.max(LEAST_MEAN);
            mixture.untouched = 1.0 - (weight + IMAGINED * (1.0 - ASSUMED)) / (z.len() as f64 + IMAGINED);
        }
        mixture
    }

    /// Local false discovery rate of a p.
    pub(super) fn of(&self, p: f64) -> f64 {
        self.rate(standard(p))
    }

    /// π₀φ(z)/(π₀φ(z) + (1 − π₀)φ(z − μ)); the ratio of the densities is exp(μz − μ²/2), so it falls with z everywhere.
    fn rate(&self, z: f64) -> f64 {
        let ratio = exp(self.mean * z - self.mean * self.mean / 2.0);
        self.untouched / (self.untouched + (1.0 - self.untouched) * ratio)
    }
}

/// The standard normal quantile that a p stands for, held where digits end.
fn standard(p: f64) -> f64 {
    norm_upper_quantile(p.clamp(1e-15, 1.0 - 1e-15))
}

#[cfg(test)]
mod tests {
    use psychometrics::math::norm_sf;
    use psychometrics::stream::Stream;

    use super::*;

    fn drawn(untouched: usize, others: usize, mean: f64) -> Vec<f64> {
        let mut stream = Stream::of(7, "mixture", 0);
        (0..untouched + others).map(|i| norm_sf(stream.normal() + if i < untouched { 0.0 } else { mean })).collect()
    }

    #[test]
    fn a_planted_mixture_comes_back() {
        let fitted = Mixture::fit(&drawn(4_600, 400, 3.0));
        assert!((fitted.untouched - 0.92).abs() < 0.02 && (fitted.mean - 3.0).abs() < 0.3, "{fitted:?}");
    }

    /// Where nothing was done hardly any set gets a low rate: below .2 in fewer than one of two hundred.
    #[test]
    fn noise_is_not_guilt() {
        let p = drawn(2_000, 0, 0.0);
        let fitted = Mixture::fit(&p);
        let low = p.iter().filter(|p| fitted.of(**p) < 0.2).count();
        assert!(fitted.untouched > 0.97 && low < 10, "{fitted:?}, {low} sets");
    }

    #[test]
    fn a_smaller_p_never_has_a_larger_rate() {
        let mixture = Mixture { untouched: 0.9, mean: 2.5 };
        let rates: Vec<f64> = [0.9, 0.5, 0.1, 0.01, 1e-4, 1e-12, 0.0].iter().map(|p| mixture.of(*p)).collect();
        assert!(rates.windows(2).all(|pair| pair[0] >= pair[1]) && rates.iter().all(|rate| (0.0..=1.0).contains(rate)), "{rates:?}");
    }
}
