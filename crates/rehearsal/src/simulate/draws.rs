//! Random draws by key: what is drawn for one school, class or set does not depend on what was drawn for another, so an honest and a bent
//! world with the same seed share every honest draw.

use psychometrics::math::ln;
use psychometrics::stream::Stream;

/// A stream of random numbers that belongs to one purpose and one unit.
pub(super) struct Draws {
    stream: Stream,
}

impl Draws {
    /// The stream of `purpose` for the unit with these numbers.
    pub(super) fn of(seed: u64, purpose: &str, unit: &[u64]) -> Self {
        let unit = unit.iter().fold(unit.len() as u64, |state, &number| mix(state ^ number));
        Self { stream: Stream::of(seed, purpose, unit) }
    }

    /// Uniform on (0, 1).
    pub(super) fn uniform(&mut self) -> f64 {
        self.stream.uniform()
    }

    /// True with probability `p`; beyond 0 and 1 as at the ends, so that a knob turned far says always.
    pub(super) fn chance(&mut self, p: f64) -> bool {
        self.stream.chance(p.clamp(0.0, 1.0)).unwrap_or(false)
    }

    /// Uniform over 0..n; 0 where n = 0.
    pub(super) fn below(&mut self, n: usize) -> usize {
        self.stream.below(n).unwrap_or(0)
    }

    /// Uniform between two numbers.
    pub(super) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.uniform()
    }

    /// Standard normal.
    pub(super) fn normal(&mut self) -> f64 {
        self.stream.normal()
    }

    /// Standard normal, or with `heavy` tails Student's t of three degrees of freedom, whose standard deviation is √3, divided by it.
    pub(super) fn tailed(&mut self, heavy: bool) -> f64 {
        let normal = self.normal();
        if !heavy {
            return normal;
        }
        let square: f64 = (0..3).map(|_| self.normal()).map(|x| x * x).sum();
        normal / square.max(1e-9).sqrt()
    }

    /// Standard logistic; a draw of exactly 0 stands for the least one above it.
    pub(super) fn logistic(&mut self) -> f64 {
        let u = self.uniform().max(f64::EPSILON / 2.0);
        ln(u / (1.0 - u))
    }

    /// Position drawn with these weights; `None` where they do not add up to anything.
    pub(super) fn pick(&mut self, weights: &[f64]) -> Option<usize> {
        self.stream.pick(weights).ok()
    }

    /// Puts a list in random order.
    pub(super) fn shuffle<T>(&mut self, list: &mut [T]) {
        self.stream.shuffle(list);
    }
}

/// The splitmix64 mixer (Steele, Lea & Flood 2014): numbers of a unit into one.
const fn mix(state: u64) -> u64 {
    let mut z = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_and_number_of_the_parts_of_a_unit_matter() {
        let first = |unit: &[u64]| Draws::of(1, "a", unit).uniform().to_bits();
        let mut all = [first(&[1, 2]), first(&[2, 1]), first(&[1]), first(&[1, 0]), first(&[]), first(&[0])];
        all.sort_unstable();
        assert!(all.windows(2).all(|pair| pair[0] != pair[1]));
        assert_eq!(first(&[7, 7]), first(&[7, 7]));
        assert_eq!(Draws::of(1, "a", &[]).pick(&[0.0, 0.0]), None);
        assert_eq!(Draws::of(1, "a", &[]).pick(&[0.0, 2.0, 0.0]), Some(1));
    }
}
