//! Small numeric steps of description: shares and means with their 95 % intervals, quartiles, correlation.

use psychometrics::binomial::wilson;
use psychometrics::math::student_quantile;

const CONFIDENCE: f64 = 0.95;

/// A share k of n with Wilson's (1927) 95 % interval: (low, share, high). None for n = 0.
///
/// `k` may be a sum of parts of a whole, e.g. points over the maximum: the variance of a number in 0..=1 is at most that of a yes/no with the same
/// mean, so the interval is then on the safe side.
pub(super) fn share(k: f64, n: usize) -> Option<[f64; 3]> {
    if n == 0 {
        return None;
    }
    let (low, high) = wilson(k, real(n), CONFIDENCE);
    let middle = k / real(n);
    Some([low.min(middle), middle, high.max(middle)])
}

/// Difference of two shares (second − first) with Newcombe's (1998, method 10) interval from their Wilson intervals.
pub(super) fn share_change(first: [f64; 3], second: [f64; 3]) -> [f64; 3] {
    let [low1, p1, high1] = first;
    let [low2, p2, high2] = second;
    let difference = p2 - p1;
    let down = ((p2 - low2) * (p2 - low2) + (high1 - p1) * (high1 - p1)).sqrt();
    let up = ((high2 - p2) * (high2 - p2) + (p1 - low1) * (p1 - low1)).sqrt();
    [difference - down, difference, difference + up]
}

/// Count, mean and spread gathered in one pass over small whole numbers (exact sums).
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Moments {
    pub n: usize,
    sum: i64,
    squares: i64,
}

impl Moments {
    pub fn add(&mut self, value: i64) {
        self.add_many(value, 1);
    }

    pub fn add_many(&mut self, value: i64, times: usize) {
        let weight = i64::try_from(times).unwrap_or(i64::MAX);
        self.n += times;
        self.sum += value * weight;
        self.squares += value * value * weight;
    }

    /// None for n = 0.
    pub fn mean(&self) -> Option<f64> {
        (self.n > 0).then(|| whole(self.sum) / real(self.n))
    }

    /// Standard deviation with n − 1. None for n < 2.
    pub fn sd(&self) -> Option<f64> {
        if self.n < 2 {
            return None;
        }
        let spread = whole(self.squares) - whole(self.sum) * whole(self.sum) / real(self.n);
        Some((spread.max(0.0) / real(self.n - 1)).sqrt())
    }

    /// Mean with Student's 95 % interval: (low, mean, high). None for n < 2.
    pub fn mean_interval(&self) -> Option<[f64; 3]> {
        let (mean, sd) = (self.mean()?, self.sd()?);
        let half = student_quantile(0.5 + 0.5 * CONFIDENCE, real(self.n - 1)) * sd / real(self.n).sqrt();
        Some([mean - half, mean, mean + half])
    }
}

/// Quartiles of a histogram over 0, 1, … (Hyndman & Fan 1996, type 7). Zeros for an empty one.
pub(super) fn quartiles(histogram: &[u32]) -> [f64; 3] {
    let n: usize = histogram.iter().map(|&count| count as usize).sum();
    [0.25, 0.5, 0.75].map(|part| {
        let position = part * real(n.saturating_sub(1));
        let (below, fraction) = (position.floor(), position - position.floor());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a position inside the histogram")]
        let index = below as usize;
        let (low, high) = (value_at(histogram, index), value_at(histogram, index + 1));
        low + fraction * (high - low)
    })
}

/// The value with this zero-based rank; the greatest beyond the end.
fn value_at(histogram: &[u32], rank: usize) -> f64 {
    let mut seen = 0;
    let mut last = 0;
    for (value, &count) in histogram.iter().enumerate() {
        seen += count as usize;
        if count > 0 {
            last = value;
        }
        if seen > rank {
            return real(value);
        }
    }
    real(last)
}

/// Pearson correlation. None where either side does not vary.
pub(super) fn correlation(pairs: &[(f64, f64)]) -> Option<f64> {
    let n = real(pairs.len());
    let (mean_x, mean_y) = (pairs.iter().map(|p| p.0).sum::<f64>() / n, pairs.iter().map(|p| p.1).sum::<f64>() / n);
    let sum = |f: &dyn Fn(f64, f64) -> f64| pairs.iter().map(|(x, y)| f(x - mean_x, y - mean_y)).sum::<f64>();
    let (xx, yy, xy) = (sum(&|x, _| x * x), sum(&|_, y| y * y), sum(&|x, y| x * y));
    (xx > 0.0 && yy > 0.0).then(|| xy / (xx * yy).sqrt())
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

    #[test]
    fn quartiles_by_hand() {
        // 1 1 2 4 as a histogram: type 7 gives 1, 1.5, 2.5
        let all_near = |histogram: &[u32], expected: [f64; 3]| quartiles(histogram).iter().zip(expected).all(|(a, b)| near(*a, b));
        assert!(all_near(&[0, 2, 1, 0, 1], [1.0, 1.5, 2.5]));
        assert!(all_near(&[], [0.0; 3]));
        assert!(all_near(&[0, 0, 1], [2.0; 3]));
    }

    #[test]
    fn a_difference_of_shares_as_published() {
        // Newcombe (1998), Statistics in Medicine 17, 873–890, Table II, comparison (a): 56/70 − 48/80, method 10: 0.0524 to 0.3339.
        let (first, second) = (share(48.0, 80).expect("n"), share(56.0, 70).expect("n"));
        let [low, difference, high] = share_change(first, second);
        assert!(near(difference, 0.2) && (low - 0.0524).abs() < 5e-5 && (high - 0.3339).abs() < 5e-5);
    }

    #[test]
    fn a_constant_has_no_correlation() {
        assert_eq!(correlation(&[(1.0, 2.0), (1.0, 3.0)]), None);
        assert!(correlation(&[(1.0, 2.0), (2.0, 4.0), (3.0, 6.0)]).is_some_and(|r| near(r, 1.0)));
    }
}
