//! Random draws by key: what is drawn for one school, class or set does not depend on what was drawn for another, so an honest and a bent
//! world with the same seed share every honest draw.

use super::math::{ln, sqrt};

/// A stream of random numbers that belongs to one purpose and one unit.
pub(super) struct Draws {
    state: u64,
}

impl Draws {
    /// The stream of `purpose` for the unit with these numbers.
    pub(super) fn of(seed: u64, purpose: &str, unit: &[u64]) -> Self {
        let start = purpose.bytes().fold(mix(seed ^ 0x6f62_6a65_6b74_6976), |state, byte| mix(state ^ u64::from(byte)));
        Self { state: unit.iter().fold(start, |state, &number| mix(state.wrapping_add(number))) }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        finish(self.state)
    }

    /// Uniform on the open interval (0, 1).
    pub(super) fn uniform(&mut self) -> f64 {
        ((self.next() >> 12) as f64 + 0.5) / (1_u64 << 52) as f64
    }

    /// True with probability `p`.
    pub(super) fn chance(&mut self, p: f64) -> bool {
        self.uniform() < p
    }

    /// Uniform over 0..n; 0 where n = 0.
    pub(super) fn below(&mut self, n: usize) -> usize {
        ((self.uniform() * n as f64) as usize).min(n.saturating_sub(1))
    }

    /// Uniform between two numbers.
    pub(super) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.uniform()
    }

    /// Standard normal, by the polar method (Marsaglia & Bray 1964).
    pub(super) fn normal(&mut self) -> f64 {
        loop {
            let (x, y) = (2.0 * self.uniform() - 1.0, 2.0 * self.uniform() - 1.0);
            let square = x * x + y * y;
            if square > 0.0 && square < 1.0 {
                return x * sqrt(-2.0 * ln(square) / square);
            }
        }
    }

    /// Standard logistic.
    pub(super) fn logistic(&mut self) -> f64 {
        let u = self.uniform();
        ln(u / (1.0 - u))
    }

    /// Position drawn with these weights; `None` where they do not add up to anything.
    pub(super) fn pick(&mut self, weights: &[f64]) -> Option<usize> {
        let total: f64 = weights.iter().sum();
        let mut left = self.uniform() * total;
        if total <= 0.0 {
            return None;
        }
        for (index, weight) in weights.iter().enumerate() {
            left -= weight;
            if left < 0.0 {
                return Some(index);
            }
        }
        weights.iter().rposition(|&weight| weight > 0.0)
    }

    /// Puts a list in random order (Fisher & Yates).
    pub(super) fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            let other = self.below(last + 1);
            list.swap(last, other);
        }
    }
}

const fn mix(state: u64) -> u64 {
    finish(state.wrapping_add(0x9e37_79b9_7f4a_7c15))
}

const fn finish(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_are_keyed_and_sane() {
        let first: Vec<u64> = (0..3).map(|unit| Draws::of(1, "a", &[unit]).next()).collect();
        assert!(first[0] != first[1] && first[1] != first[2]);
        assert_eq!(Draws::of(1, "a", &[7]).next(), Draws::of(1, "a", &[7]).next());
        let mut draws = Draws::of(5, "normal", &[]);
        let sample: Vec<f64> = (0..20_000).map(|_| draws.normal()).collect();
        let mean = sample.iter().sum::<f64>() / 20_000.0;
        let var = sample.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / 20_000.0;
        assert!(mean.abs() < 0.03 && (var - 1.0).abs() < 0.05, "{mean} {var}");
        assert_eq!(draws.pick(&[0.0, 0.0]), None);
        assert_eq!(draws.pick(&[0.0, 2.0, 0.0]), Some(1));
    }
}
