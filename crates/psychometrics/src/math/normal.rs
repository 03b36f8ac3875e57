//! The standard normal distribution.

use super::{erfc, exp, ln};

/// Density φ(x).
#[must_use]
pub fn norm_pdf(x: f64) -> f64 {
    const INV_SQRT_2PI: f64 = 0.398_942_280_401_432_7;
    INV_SQRT_2PI * exp(-0.5 * x * x)
}

/// Φ(x) = P(Z ≤ x); relative error at most about (1 + x²)·10⁻¹⁶ also in the far lower tail.
#[must_use]
pub fn norm_cdf(x: f64) -> f64 {
    0.5 * erfc(-x * std::f64::consts::FRAC_1_SQRT_2)
}

/// 1 − Φ(x) = P(Z > x), computed as a tail, never by subtraction.
#[must_use]
pub fn norm_sf(x: f64) -> f64 {
    norm_cdf(-x)
}

/// z with P(Z > z) = p: the z of a one-sided p-value, exact to 10⁻¹⁴ for p down to 10⁻³⁰⁰.
#[must_use]
pub fn norm_upper_quantile(p: f64) -> f64 {
    -norm_quantile(p)
}

/// Φ⁻¹(p), relative accuracy about 10⁻¹⁵; −∞ at 0, +∞ at 1, `NaN` outside [0, 1].
///
/// Source: Wichura (1988), Algorithm AS 241, routine PPND16, Applied Statistics 37, 477–484.
#[must_use]
pub fn norm_quantile(p: f64) -> f64 {
    if !(0.0..=1.0).contains(&p) {
        return f64::NAN;
    }
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        return q * horner(&CENTRE.0, r) / horner(&CENTRE.1, r);
    }
    let tail = if q < 0.0 { p } else { 1.0 - p };
    if tail <= 0.0 {
        return if q < 0.0 { f64::NEG_INFINITY } else { f64::INFINITY };
    }
    let r = (-ln(tail)).sqrt();
    let (table, shift) = if r <= 5.0 { (&MIDDLE, 1.6) } else { (&FAR, 5.0) };
    let z = horner(&table.0, r - shift) / horner(&table.1, r - shift);
    if q < 0.0 { -z } else { z }
}

/// Σ cₖ xᵏ, constant term first.
fn horner(coefficients: &[f64; 8], x: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, c| sum * x + c)
}

/// Numerator and denominator for |p − 1/2| ≤ 0.425 (AS 241, a and b).
const CENTRE: ([f64; 8], [f64; 8]) = (
    [
        3.387_132_872_796_366_5,
        1.331_416_678_917_843_8e2,
        1.971_590_950_306_551_3e3,
        1.373_169_376_550_946e4,
        4.592_195_393_154_987e4,
        6.726_577_092_700_87e4,
        3.343_057_558_358_813e4,
        2.509_080_928_730_122_7e3,
    ],
    [
        1.0,
        4.231_333_070_160_091e1,
        6.871_870_074_920_579e2,
        5.394_196_021_424_751e3,
        2.121_379_430_158_659_7e4,
        3.930_789_580_009_271e4,
        2.872_908_573_572_194_3e4,
        5.226_495_278_852_854e3,
    ],
);

/// For √(−ln p) ≤ 5 (AS 241, c and d).
const MIDDLE: ([f64; 8], [f64; 8]) = (
    [
        1.423_437_110_749_683_5,
        4.630_337_846_156_546,
        5.769_497_221_460_691,
        3.647_848_324_763_204_5,
        1.270_458_252_452_368_4,
        2.417_807_251_774_506e-1,
        2.272_384_498_926_918_4e-2,
        7.745_450_142_783_414e-4,
    ],
    [
        1.0,
        2.053_191_626_637_759,
        1.676_384_830_183_803_8,
        6.897_673_349_851e-1,
        1.481_039_764_274_800_8e-1,
        1.519_866_656_361_645_7e-2,
        5.475_938_084_995_345e-4,
        1.050_750_071_644_416_9e-9,
    ],
);

/// For √(−ln p) > 5 (AS 241, e and f).
const FAR: ([f64; 8], [f64; 8]) = (
    [
        6.657_904_643_501_103,
        5.463_784_911_164_114,
        1.784_826_539_917_291_3,
        2.965_605_718_285_048_7e-1,
        2.653_218_952_657_612_4e-2,
        1.242_660_947_388_078_4e-3,
        2.711_555_568_743_487_6e-5,
        2.010_334_399_292_288_1e-7,
    ],
    [
        1.0,
        5.998_322_065_558_88e-1,
        1.369_298_809_227_358e-1,
        1.487_536_129_085_061_5e-2,
        7.868_691_311_456_133e-4,
        1.846_318_317_510_054_8e-5,
        1.421_511_758_316_446e-7,
        2.044_263_103_389_939_8e-15,
    ],
);

#[cfg(test)]
mod tests {
    use super::*;

    /// 60-digit values by mpmath 1.3: Φ⁻¹ by inversion of erfc.
    const QUANTILES: [(f64, f64); 12] = [
        (1e-300, -37.047_096_299_361_2),
        (1e-100, -21.273_453_560_965_326),
        (1e-30, -11.464_024_688_443_615),
        (1e-16, -8.222_082_216_130_435),
        (1e-9, -5.997_807_015_007_686_5),
        (1e-5, -4.264_890_793_922_825),
        (0.001, -3.090_232_306_167_813_6),
        (0.025, -1.959_963_984_540_054_3),
        (0.075, -1.439_531_470_938_456),
        (0.0751, -1.438_825_392_752_54),
        (0.3, -0.524_400_512_708_040_8),
        (0.975, 1.959_963_984_540_053_8),
    ];

    const TAILS: [(f64, f64); 7] = [
        (-37.0, 5.725_571_222_524_577e-300),
        (-20.0, 2.753_624_118_606_233_7e-89),
        (-10.0, 7.619_853_024_160_525e-24),
        (-5.0, 2.866_515_718_791_939e-7),
        (-1.96, 0.024_997_895_148_220_435),
        (0.3, 0.617_911_422_188_952_7),
        (2.5, 0.993_790_334_674_223_8),
    ];

    #[test]
    fn quantiles_in_both_tails() {
        for (p, z) in QUANTILES {
            assert!((norm_quantile(p) / z - 1.0).abs() < 2e-15, "{p}: {} for {z}", norm_quantile(p));
        }
        assert_eq!(norm_quantile(0.5).to_bits(), 0f64.to_bits());
        assert!(norm_quantile(0.0).is_infinite() && norm_quantile(1.0).is_infinite() && norm_quantile(1.1).is_nan());
    }

    #[test]
    fn tails_keep_their_digits() {
        for (x, p) in TAILS {
            assert!((norm_cdf(x) / p - 1.0).abs() < (1.0 + x * x) * 3e-16, "{x}: {} for {p}", norm_cdf(x));
            assert_eq!(norm_sf(-x).to_bits(), norm_cdf(x).to_bits());
        }
    }
}
