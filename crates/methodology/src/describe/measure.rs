//! Shares and means with their 95 % intervals, from exact counts and sums.

use psychometrics::binomial::wilson;
use psychometrics::math::student_quantile;

/// Confidence of every interval of description.
pub(super) const CONFIDENCE: f64 = 0.95;

/// A share k of n with Wilson's (1927) 95 % interval: (low, share, high). None for n = 0.
///
/// `k` may be a sum of parts of a whole, e.g. points over the maximum: the variance of a number in 0..=1 is at most that of a yes/no with the same
/// mean, so the interval is then on the safe side.
pub(super) fn share(k: f64, n: usize) -> Option<[f64; 3]> {
    if n == 0 {
        return None;
    }
    let (low, high) = wilson(k, real(n), CONFIDENCE).ok()?;
    let middle = k / real(n);
    Some([low.min(middle), middle, high.max(middle)])
}

/// How clearly an estimate differs from zero: its size over the half width of its interval; 0 where there is none.
pub(super) fn clarity(interval: Option<[f64; 3]>) -> f64 {
    interval.map_or(0.0, |[low, middle, high]| if high > low { 2.0 * middle.abs() / (high - low) } else { 0.0 })
}

/// Count, mean and spread gathered in one pass over small whole numbers (exact sums).
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Moments {
    pub n: usize,
    sum: i64,
    squares: i64,
}

impl Moments {
    pub(super) fn add(&mut self, value: i64) {
        self.add_many(value, 1);
    }

    pub(super) fn add_many(&mut self, value: i64, times: usize) {
        let weight = i64::try_from(times).unwrap_or(i64::MAX);
        self.n += times;
        self.sum += value * weight;
        self.squares += value * value * weight;
    }

    /// Both together.
    pub(super) fn join(&mut self, other: &Self) {
        self.n += other.n;
        self.sum += other.sum;
        self.squares += other.squares;
    }

    /// None for n = 0.
    pub(super) fn mean(&self) -> Option<f64> {
        (self.n > 0).then(|| whole(self.sum) / real(self.n))
    }

    /// Standard deviation with n − 1. None for n < 2.
    pub(super) fn sd(&self) -> Option<f64> {
        if self.n < 2 {
            return None;
        }
        let spread = whole(self.squares) - whole(self.sum) * whole(self.sum) / real(self.n);
        Some((spread.max(0.0) / real(self.n - 1)).sqrt())
    }

    /// Mean with Student's 95 % interval: (low, mean, high). None for n < 2.
    pub(super) fn mean_interval(&self) -> Option<[f64; 3]> {
        self.mean_interval_of(self.n)
    }

    /// The same where only `independent` of the values tell something of their own (several marks of one pupil). None for fewer than two.
    pub(super) fn mean_interval_of(&self, independent: usize) -> Option<[f64; 3]> {
        let (mean, sd) = (self.mean()?, self.sd()?);
        if independent < 2 {
            return None;
        }
        let half = student_quantile(0.5 + 0.5 * CONFIDENCE, real(independent - 1)) * sd / real(independent).sqrt();
        Some([mean - half, mean, mean + half])
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
pub(super) const fn real(count: usize) -> f64 {
    count as f64
}

#[expect(clippy::cast_precision_loss, reason = "sums of scores are far below 2^52")]
const fn whole(sum: i64) -> f64 {
    sum as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn a_mean_by_hand() {
        let mut moments = Moments::default();
        for mark in [2, 3, 3, 4, 5] {
            moments.add(mark);
        }
        // mean 3.4, variance 1.3, t(0.975, 4) = 2.776445105197793
        let half = 2.776_445_105_197_793 * (1.3_f64 / 5.0).sqrt();
        let [low, mean, high] = moments.mean_interval().expect("n ≥ 2");
        assert!(near(mean, 3.4) && near(low, 3.4 - half) && near(high, 3.4 + half));
        assert_eq!(Moments::default().mean_interval(), None);
    }
}
