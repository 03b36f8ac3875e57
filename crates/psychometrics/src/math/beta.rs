//! The beta function's family: incomplete beta, Student's t, Fisher's F.

use super::gamma::{MAX_TERMS, away_from_zero, deviance, settled, stirling_error};
use super::{exp, ln, logistic};

/// Regularised incomplete beta I_x(a, b) = P(X ≤ x), a, b > 0; `NaN` outside the domain, and where a and b are too large to be summed
/// (above about 10⁹).
///
/// Source: Press et al. (2007), Numerical Recipes, §6.4 (Lentz's continued fraction); the factor before it is
/// Loader's (2000) saddle-point form, so that large a and b keep their digits.
#[must_use]
pub fn beta_cdf(x: f64, a: f64, b: f64) -> f64 {
    beta_tails(x, 1.0 - x, a, b).0
}

/// 1 − I_x(a, b), computed as a tail.
#[must_use]
pub fn beta_sf(x: f64, a: f64, b: f64) -> f64 {
    beta_tails(x, 1.0 - x, a, b).1
}

/// x with I_x(a, b) = p; 0 at p = 0, 1 at p = 1, `NaN` outside the domain.
#[must_use]
pub fn beta_quantile(p: f64, a: f64, b: f64) -> f64 {
    if p > 0.5 { beta_point(1.0 - p, b, a).1 } else { beta_point(p, a, b).0 }
}

/// P(T_df ≤ t) for real df > 0.
#[must_use]
pub fn student_cdf(t: f64, df: f64) -> f64 {
    student_sf(-t, df)
}

/// P(T_df > t), computed as a tail.
#[must_use]
pub fn student_sf(t: f64, df: f64) -> f64 {
    let square = t * t;
    let half = if square > df {
        0.5 * beta_tails(df / (df + square), 1.0 / (1.0 + df / square), 0.5 * df, 0.5).0
    } else {
        0.5 * beta_tails(square / (df + square), df / (df + square), 0.5, 0.5 * df).1
    };
    if t < 0.0 { 1.0 - half } else { half }
}

/// t with P(T_df ≤ t) = p; `NaN` outside 0 ≤ p ≤ 1.
#[must_use]
pub fn student_quantile(p: f64, df: f64) -> f64 {
    if df.is_infinite() {
        return super::norm_quantile(p);
    }
    let tail = p.min(1.0 - p);
    let (x, y) = beta_point(2.0 * tail, 0.5 * df, 0.5);
    let t = (df * y / x).sqrt();
    if p < 0.5 { -t } else { t }
}

/// P(F_{d1,d2} ≤ x).
#[must_use]
pub fn f_cdf(x: f64, d1: f64, d2: f64) -> f64 {
    f_tails(x, d1, d2).0
}

/// P(F_{d1,d2} > x), computed as a tail.
#[must_use]
pub fn f_sf(x: f64, d1: f64, d2: f64) -> f64 {
    f_tails(x, d1, d2).1
}

/// x with P(F_{d1,d2} ≤ x) = p; `NaN` outside the domain.
#[must_use]
pub fn f_quantile(p: f64, d1: f64, d2: f64) -> f64 {
    let (x, y) = if p > 0.5 {
        let (y, x) = beta_point(1.0 - p, 0.5 * d2, 0.5 * d1);
        (x, y)
    } else {
        beta_point(p, 0.5 * d1, 0.5 * d2)
    };
    d2 * x / (d1 * y)
}

fn f_tails(x: f64, d1: f64, d2: f64) -> (f64, f64) {
    if x.is_infinite() && x > 0.0 && d1 > 0.0 && d2 > 0.0 {
        return (1.0, 0.0);
    }
    let total = d1 * x + d2;
    beta_tails(d1 * x / total, d2 / total, 0.5 * d1, 0.5 * d2)
}

/// (I, 1 − I) at x with y = 1 − x given apart, so that neither end loses digits.
fn beta_tails(x: f64, y: f64, a: f64, b: f64) -> (f64, f64) {
    if !(a > 0.0 && b > 0.0 && (0.0..=1.0).contains(&x)) {
        return (f64::NAN, f64::NAN);
    }
    if x <= 0.0 {
        return (0.0, 1.0);
    }
    if y <= 0.0 {
        return (1.0, 0.0);
    }
    let mass = beta_mass(x, y, a, b);
    if x < (a + 1.0) / (a + b + 2.0) {
        let lower = (mass * fraction(x, a, b) / a).clamp(0.0, 1.0);
        (lower, 1.0 - lower)
    } else {
        let upper = (mass * fraction(y, b, a) / b).clamp(0.0, 1.0);
        (1.0 - upper, upper)
    }
}

/// xᵃ yᵇ / B(a, b).
fn beta_mass(x: f64, y: f64, a: f64, b: f64) -> f64 {
    let n = a + b;
    let log = stirling_error(n) - stirling_error(a) - stirling_error(b) - deviance(a, n * x) - deviance(b, n * y);
    exp(log) * (a * b / n / std::f64::consts::TAU).sqrt()
}

fn fraction(x: f64, a: f64, b: f64) -> f64 {
    let mut c = 1.0;
    let mut d = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut h = d;
    let mut step = 0.0;
    for m in 1..MAX_TERMS {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / away_from_zero(1.0 + even * d);
        c = away_from_zero(1.0 + even / c);
        h *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away_from_zero(1.0 + odd * d);
        c = away_from_zero(1.0 + odd / c);
        step = d * c;
        h *= step;
        if (step - 1.0).abs() < f64::EPSILON {
            break;
        }
    }
    settled(h, step)
}

/// (x, 1 − x) with I_x(a, b) = p.
///
/// Newton's method for ln I against the log odds u of x, kept inside a shrinking bracket: in u both ends have all
/// their digits, and ln I is nearly linear in the tail.
fn beta_point(p: f64, a: f64, b: f64) -> (f64, f64) {
    if !(a > 0.0 && b > 0.0 && (0.0..=1.0).contains(&p)) {
        return (f64::NAN, f64::NAN);
    }
    if p <= 0.0 {
        return (0.0, 1.0);
    }
    if p >= 1.0 {
        return (1.0, 0.0);
    }
    let (mut low, mut high) = (-700.0_f64, 700.0_f64);
    let mut u = ln(a / b).clamp(low, high);
    for _ in 0..200 {
        let (x, y) = (logistic(u), logistic(-u));
        let reached = beta_tails(x, y, a, b).0;
        if reached.is_nan() {
            return (f64::NAN, f64::NAN);
        }
        if reached < p {
            low = u;
        } else {
            high = u;
        }
        let slope = beta_mass(x, y, a, b) / reached;
        let newton = u - (ln(reached) - ln(p)) / slope;
        let next = if newton > low && newton < high { newton } else { 0.5 * (low + high) };
        if (next - u).abs() <= 4.0 * f64::EPSILON * u.abs().max(1.0) {
            u = next;
            break;
        }
        u = next;
    }
    (logistic(u), logistic(-u))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// x, a, b, I, 1 − I by mpmath 1.3 with 60 digits.
    const INCOMPLETE: [(f64, f64, f64, f64, f64); 7] = [
        (0.5, 0.5, 0.5, 0.5, 0.5),
        (0.01, 5.0, 200.0, 0.055_409_730_342_816_33, 0.944_590_269_657_183_6),
        (0.9, 10.0, 3.0, 0.889_130_022_255, 0.110_869_977_744_999_95),
        (0.3, 1000.0, 2400.0, 0.774_876_120_591_830_6, 0.225_123_879_408_169_33),
        (0.5, 50.0, 80.0, 0.995_996_163_395_954_5, 0.004_003_836_604_045_431),
        (1e-6, 1.0, 1e5, 0.095_162_627_205_940_36, 0.904_837_372_794_059_6),
        (0.02, 1000.0, 40000.0, 4.381_357_114_564_101_5e-10, 0.999_999_999_561_864_3),
    ];

    /// t, df, P(T > t), as above.
    const STUDENT: [(f64, f64, f64); 8] = [
        (0.5, 3.0, 0.325_723_982_424_075_5),
        (2.0, 1.0, 0.147_583_617_650_433_26),
        (2.5, 10.0, 0.015_723_422_118_304_402),
        (10.0, 5.0, 8.547_378_787_148_18e-5),
        (40.0, 2.5, 7.097_817_145_246_691e-5),
        (6.0, 120.0, 1.074_151_909_653_020_4e-8),
        (-1.2, 7.0, 0.865_414_031_586_396_7),
        (1e-3, 4.0, 0.499_625_000_078_125),
    ];

    #[test]
    fn incomplete_beta_from_small_to_large() {
        for (x, a, b, p, q) in INCOMPLETE {
            assert!((beta_cdf(x, a, b) / p - 1.0).abs() < 1e-11, "I_{x}({a}, {b}) = {} for {p}", beta_cdf(x, a, b));
            assert!((beta_sf(x, a, b) / q - 1.0).abs() < 1e-11, "1 − I_{x}({a}, {b}) = {} for {q}", beta_sf(x, a, b));
        }
        assert!(beta_cdf(0.5, 0.0, 1.0).is_nan() && beta_cdf(1.5, 1.0, 1.0).is_nan());
    }

    #[test]
    fn student_tails() {
        for (t, df, p) in STUDENT {
            assert!((student_sf(t, df) / p - 1.0).abs() < 1e-12, "{t}, {df}: {} for {p}", student_sf(t, df));
            assert!((student_quantile(1.0 - p, df) - t).abs() < 1e-9 * (1.0 + t.abs()), "{t}, {df}");
        }
    }

    #[test]
    fn quantiles_by_table() {
        // scipy 1.18 (Boost); p, a, b, x.
        let beta = [
            (0.025, 1.0, 100.0, 0.000_253_146_032_977_420_64),
            (0.975, 3.0, 4.0, 0.777_221_904_496_487_9),
            (0.05, 0.5, 0.5, 0.006_155_829_702_431_136_5),
            (1e-6, 20.0, 30.0, 0.128_609_941_816_795_75),
            (0.01, 1.0, 1e5, 1.005_033_534_845_520_6e-7),
        ];
        for (p, a, b, x) in beta {
            assert!((beta_quantile(p, a, b) / x - 1.0).abs() < 1e-12, "{p}, {a}, {b}: {} for {x}", beta_quantile(p, a, b));
        }
        let fisher = [
            (0.95, 3.0, 20.0, 3.098_391_212_140_781),
            (0.05, 10.0, 4.0, 0.287_517_456_307_527_06),
            (0.025, 499.0, 499.0, 0.838_885_777_276_301_1),
            (0.999, 2.0, 5.0, 37.122_329_811_527_83),
        ];
        for (p, d1, d2, x) in fisher {
            assert!((f_quantile(p, d1, d2) / x - 1.0).abs() < 1e-12, "{p}, {d1}, {d2}");
            assert!((f_cdf(x, d1, d2) - p).abs() < 1e-12 && (f_sf(x, d1, d2) - (1.0 - p)).abs() < 1e-12);
        }
        assert!((student_quantile(0.975, 5.0) - 2.570_581_835_636_314_6).abs() < 1e-12);
        assert!((student_quantile(1e-6, 3.0) + 103.299_467_780_419_35).abs() < 1e-9);
    }
}
