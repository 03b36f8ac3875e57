//! Keyed random streams: what is drawn depends on the key alone, never on threads or order of work.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use crate::check;
use crate::error::KernelError;
use crate::math::norm_quantile;

/// A random stream named by `(seed, label, unit)`.
///
/// ChaCha with 8 rounds used as a counter-based generator. Its 256-bit key is the seed (64 bits) followed by a
/// 192-bit digest of the label, its 64-bit nonce is the unit, its counter the position in the stream. So different
/// seeds and units never share a stream, and different labels only where three independent 64-bit digests all agree.
/// ChaCha itself does the scrambling, the digest need only tell labels apart.
///
/// ```
/// use psychometrics::stream::Stream;
///
/// let mut stream = Stream::of(2026, "pupils", 7);
/// let (level, mark) = (stream.normal(), 2 + stream.pick(&[0.05, 0.35, 0.4, 0.2])?);
/// assert!((2..=5).contains(&mark));
/// // The same key draws the same.
/// assert_eq!(Stream::of(2026, "pupils", 7).normal(), level);
/// # Ok::<(), psychometrics::KernelError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Stream {
    generator: ChaCha8Rng,
}

impl Stream {
    /// The stream of one unit (a set, a pupil, a bootstrap round) in the work named `label` under `seed`.
    #[must_use]
    pub fn of(seed: u64, label: &str, unit: u64) -> Self {
        let words = [seed, digest(label, 1), digest(label, 2), digest(label, 3)];
        let mut key = [0; 32];
        for (place, word) in key.chunks_exact_mut(8).zip(words) {
            place.copy_from_slice(&word.to_le_bytes());
        }
        let mut generator = ChaCha8Rng::from_seed(key);
        generator.set_stream(unit);
        Self { generator }
    }

    /// 64 random bits.
    pub fn next_u64(&mut self) -> u64 {
        self.generator.next_u64()
    }

    /// Uniform on [0, 1), a multiple of 2⁻⁵³.
    pub fn uniform(&mut self) -> f64 {
        (self.next_u64() >> 11) as f64 * STEP
    }

    /// Uniform on {0, …, n − 1} without bias. Source: Lemire (2019), ACM TOMACS 29(1), algorithm 5.
    ///
    /// # Errors
    /// `TooFew` for n = 0; nothing is drawn then.
    pub fn below(&mut self, n: usize) -> Result<usize, KernelError> {
        check::at_least("values to draw from", 1, n)?;
        Ok(self.one_of(n))
    }

    /// True with probability p.
    ///
    /// # Errors
    /// `Parameter` for p outside [0, 1]; nothing is drawn then.
    pub fn chance(&mut self, p: f64) -> Result<bool, KernelError> {
        check::probability("chance", p)?;
        Ok(self.uniform() < p)
    }

    /// Standard normal by inversion: one draw each, so that streams stay aligned.
    pub fn normal(&mut self) -> f64 {
        norm_quantile(((self.next_u64() >> 11) as f64 + 0.5) * STEP)
    }

    /// Index k with probability `weights[k]` / Σ weights; the last one if rounding runs over.
    ///
    /// # Errors
    /// `TooFew` for an empty slice, `Domain` for a weight that is negative or not finite, `Parameter` where they sum to 0; nothing is
    /// drawn then.
    pub fn pick(&mut self, weights: &[f64]) -> Result<usize, KernelError> {
        check::at_least("weights to pick by", 1, weights.len())?;
        check::all_non_negative("weights to pick by", weights)?;
        let total = weights.iter().sum();
        check::positive("sum of the weights", total)?;
        let mut left = self.uniform() * total;
        for (k, w) in weights.iter().enumerate() {
            if left < *w {
                return Ok(k);
            }
            left -= w;
        }
        Ok(weights.len() - 1)
    }

    /// Uniform random order in place (Fisher & Yates; Durstenfeld 1964).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.one_of(i + 1));
        }
    }

    /// [`Stream::below`] of n > 0.
    fn one_of(&mut self, n: usize) -> usize {
        let n = n as u64;
        if n < 2 {
            return 0;
        }
        loop {
            let product = u128::from(self.next_u64()) * u128::from(n);
            let low = product as u64;
            if low >= n || low >= n.wrapping_neg() % n {
                return (product >> 64) as usize;
            }
        }
    }
}

/// 2⁻⁵³.
const STEP: f64 = 1.0 / 9_007_199_254_740_992.0;

/// 64 bits of the label and its length: an FNV-1a walk with its own start, finished by the splitmix64 mixer
/// (Steele, Lea & Flood 2014).
fn digest(label: &str, which: u64) -> u64 {
    let start = mix(0xcbf2_9ce4_8422_2325 ^ which);
    let walked = label.bytes().fold(start, |h, b| mix(h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3));
    mix(walked ^ label.len() as u64)
}

fn mix(x: u64) -> u64 {
    let x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_decides_and_nothing_else() {
        let draw = |seed, label, unit| Stream::of(seed, label, unit).next_u64();
        assert_eq!(draw(7, "boundary", 3), draw(7, "boundary", 3));
        let mut all: Vec<u64> = (0..50).map(|u| draw(7, "boundary", u)).collect();
        all.extend([draw(8, "boundary", 3), draw(7, "boundary\0", 3), draw(7, "", 3), draw(7, "yboundar", 3)]);
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 54, "streams of different keys must differ");
    }

    /// A recorded seed must mean the same draws for ever: a change here breaks every stored study.
    #[test]
    fn the_draws_are_frozen() {
        let mut stream = Stream::of(2026, "frozen", 1);
        assert_eq!([stream.next_u64(), stream.next_u64()], FROZEN);
    }
    const FROZEN: [u64; 2] = [15_748_437_581_940_208_716, 12_563_474_470_472_565_114];

    #[test]
    fn uniform_has_the_moments_of_the_uniform() {
        let mut stream = Stream::of(1, "moments", 0);
        let draws: Vec<f64> = (0..20_000).map(|_| stream.uniform()).collect();
        let mean = draws.iter().sum::<f64>() / 20_000.0;
        let second = draws.iter().map(|u| u * u).sum::<f64>() / 20_000.0;
        // 5 standard errors: 5·√(1/12/20000) and 5·√(4/45/20000).
        assert!((mean - 0.5).abs() < 0.0103 && (second - 1.0 / 3.0).abs() < 0.0106, "{mean} {second}");
        assert!(draws.iter().all(|u| (0.0..1.0).contains(u)));
    }

    #[test]
    fn normal_has_the_moments_of_the_normal() {
        let mut stream = Stream::of(1, "moments", 1);
        let draws: Vec<f64> = (0..20_000).map(|_| stream.normal()).collect();
        let mean = draws.iter().sum::<f64>() / 20_000.0;
        let second = draws.iter().map(|u| u * u).sum::<f64>() / 20_000.0;
        let beyond = draws.iter().filter(|z| z.abs() > 1.959_963_984_540_054).count();
        // 5 standard errors: 5/√20000, 5·√(2/20000), 5·√(.05·.95·20000).
        assert!(mean.abs() < 0.0354 && (second - 1.0).abs() < 0.05 && beyond.abs_diff(1000) < 155, "{mean} {second} {beyond}");
    }

    #[test]
    fn below_and_pick_follow_their_weights() {
        let mut stream = Stream::of(1, "weights", 0);
        let mut fair = [0usize; 3];
        let mut skew = [0usize; 3];
        for _ in 0..9000 {
            fair[stream.below(3).unwrap()] += 1;
            skew[stream.pick(&[1.0, 0.0, 3.0]).unwrap()] += 1;
        }
        // 5 standard errors: 5·√(9000·2/9), 5·√(9000·3/16).
        assert!(fair.iter().all(|n| n.abs_diff(3000) < 224), "{fair:?}");
        assert!(skew[0].abs_diff(2250) < 206 && skew[1] == 0, "{skew:?}");
        assert_eq!(stream.below(1), Ok(0));
    }

    #[test]
    fn shuffle_keeps_the_elements_and_reaches_every_order() {
        let mut seen = std::collections::BTreeSet::new();
        for unit in 0..200 {
            let mut order = [1, 2, 3, 4];
            Stream::of(5, "shuffle", unit).shuffle(&mut order);
            assert_eq!(order.iter().sum::<i32>(), 10);
            seen.insert(order);
        }
        // 24 orders; P(one of them missed in 200) < 24·(23/24)^200 ≈ .005, and the seed is fixed.
        assert_eq!(seen.len(), 24);
    }
}
