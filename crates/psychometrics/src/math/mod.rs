//! The one module over `libm`: the same bits on any machine.
//!
//! These are functions of real numbers as IEEE 754 and every C library know them: number in, number out, `NaN` outside the domain,
//! never a panic and never a plausible number. Whatever takes data (counts, samples, confidences) is in the other modules and
//! answers ill-formed input with a [`KernelError`](crate::KernelError).
//!
//! Tails are computed, not subtracted: where `1 − F` matters there is a function for it.
//!
//! ```
//! use psychometrics::math::{norm_quantile, norm_sf, student_quantile};
//!
//! assert!((norm_quantile(0.975) - 1.959_964).abs() < 1e-6);
//! assert!(norm_sf(38.0) > 0.0);
//! assert!((student_quantile(0.975, 5.0) - 2.570_582).abs() < 1e-6);
//! assert!(norm_quantile(97.5).is_nan());
//! ```

mod beta;
pub(crate) mod gamma;
mod normal;

pub use beta::{beta_cdf, beta_quantile, beta_sf, f_cdf, f_quantile, f_sf, student_cdf, student_quantile, student_sf};
pub use gamma::{chi2_cdf, chi2_sf, gamma_lower, gamma_upper, ln_beta, ln_choose, ln_factorial};
pub use normal::{norm_cdf, norm_pdf, norm_quantile, norm_sf, norm_upper_quantile};

/// eˣ.
#[must_use]
pub fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// eˣ − 1 without cancellation near 0.
#[must_use]
pub fn exp_m1(x: f64) -> f64 {
    libm::expm1(x)
}

/// Natural logarithm; −∞ at 0, `NaN` below.
#[must_use]
pub fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// ln(1 + x) without cancellation near 0; `NaN` below −1.
#[must_use]
pub fn ln_1p(x: f64) -> f64 {
    libm::log1p(x)
}

/// Decimal logarithm.
#[must_use]
pub fn log10(x: f64) -> f64 {
    libm::log10(x)
}

/// xʸ for real y.
#[must_use]
pub fn pow(x: f64, y: f64) -> f64 {
    libm::pow(x, y)
}

/// xⁿ by repeated squaring: at most 2·log₂|n| roundings, the same on every machine.
#[must_use]
pub fn powi(x: f64, n: i32) -> f64 {
    let (mut base, mut left, mut product) = (x, n.unsigned_abs(), 1.0);
    while left > 0 {
        if left & 1 == 1 {
            product *= base;
        }
        base *= base;
        left >>= 1;
    }
    if n < 0 { 1.0 / product } else { product }
}

/// Sine of an angle in radians.
#[must_use]
pub fn sin(x: f64) -> f64 {
    libm::sin(x)
}

/// Cosine of an angle in radians.
#[must_use]
pub fn cos(x: f64) -> f64 {
    libm::cos(x)
}

/// Hyperbolic tangent (the inverse of Fisher's transformation of a correlation).
#[must_use]
pub fn tanh(x: f64) -> f64 {
    libm::tanh(x)
}

/// Area hyperbolic tangent, Fisher's transformation of a correlation; `NaN` outside [−1, 1].
#[must_use]
pub fn atanh(x: f64) -> f64 {
    libm::atanh(x)
}

/// Error function.
#[must_use]
pub fn erf(x: f64) -> f64 {
    libm::erf(x)
}

/// 1 − erf(x), exact in the upper tail.
#[must_use]
pub fn erfc(x: f64) -> f64 {
    libm::erfc(x)
}

/// ln |Γ(x)|.
#[must_use]
pub fn lgamma(x: f64) -> f64 {
    libm::lgamma(x)
}

/// Logistic function 1 / (1 + e⁻ˣ), without overflow at either end.
#[must_use]
pub fn logistic(x: f64) -> f64 {
    if x >= 0.0 {
        1.0 / (1.0 + exp(-x))
    } else {
        let odds = exp(x);
        odds / (1.0 + odds)
    }
}

/// Log odds of a probability; ±∞ at 1 and 0, `NaN` outside.
#[must_use]
pub fn logit(p: f64) -> f64 {
    ln(p) - ln_1p(-p)
}

/// ln Σ exp(xᵢ) without overflow; −∞ for an empty slice or when all are −∞.
#[must_use]
pub fn log_sum_exp(x: &[f64]) -> f64 {
    let top = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if !top.is_finite() {
        return if x.iter().any(|v| v.is_nan()) { f64::NAN } else { top };
    }
    top + ln(x.iter().map(|v| exp(v - top)).sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_by_multiplication() {
        assert_eq!(powi(3.0, 5).to_bits(), 243f64.to_bits());
        assert_eq!(powi(2.0, -3).to_bits(), 0.125f64.to_bits());
        assert_eq!(powi(-7.5, 0).to_bits(), 1f64.to_bits());
    }

    #[test]
    fn sums_in_log_space_neither_overflow_nor_vanish() {
        assert!((log_sum_exp(&[1000.0, 1000.0]) - (1000.0 + std::f64::consts::LN_2)).abs() < 1e-12);
        assert!((log_sum_exp(&[-1000.0, f64::NEG_INFINITY]) + 1000.0).abs() < 1e-12);
        assert!(log_sum_exp(&[]).is_infinite());
        assert!(log_sum_exp(&[f64::NAN, 0.0]).is_nan());
    }

    #[test]
    fn logistic_is_the_inverse_of_logit() {
        for x in [-30.0, -2.5, 0.0, 0.7, 12.0] {
            assert!((logit(logistic(x)) - x).abs() < 1e-4, "{x}");
        }
        assert!((logistic(-700.0) / exp(-700.0) - 1.0).abs() < 1e-14);
    }
}
