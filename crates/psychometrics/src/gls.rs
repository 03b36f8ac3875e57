//! Contrasts of class-mean item residuals by generalised least squares.

use crate::check::{Numbers, all_finite, answer, same_length};
use crate::error::KernelError;
use crate::linalg::{Cholesky, Matrix, inner};
use crate::math::norm_sf;

/// A coefficient along one direction.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contrast {
    /// Units of the residuals for one unit of the direction.
    pub estimate: f64,
    /// Standard error.
    pub se: f64,
    /// estimate / se.
    pub z: f64,
    /// One-sided p-value P(Z ≥ z).
    pub p_upper: f64,
}

impl Numbers for Contrast {
    fn stray(&self) -> Option<f64> {
        [self.estimate, self.se, self.z, self.p_upper].stray()
    }
}

/// A coefficient in the presence of the other directions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Partial {
    /// The coefficient with all directions in the model.
    pub contrast: Contrast,
    /// Its variance inflation: variance here / variance with only the constant beside it. Above 5 the directions
    /// cannot be told apart and are to be stated together.
    pub vif: f64,
}

impl Numbers for Partial {
    fn stray(&self) -> Option<f64> {
        self.contrast.stray().or(self.vif.stray())
    }
}

/// The linear functionals of one covariance and one set of directions, ready for many residual vectors.
///
/// r = α·1 + Σ b_k d_k + e, Cov e = S: b̂ = (X'S⁻¹X)⁻¹X'S⁻¹r (Aitken 1936) with X = (1, d…), so that a shift common to all
/// items does not enter a contrast. Each estimate is wₖ'r with weights that do not depend on r.
///
/// ```
/// use psychometrics::gls::Gls;
/// use psychometrics::linalg::Matrix;
///
/// // Equal variances: the least squares slope of (1, 3, 2, 5) on (0, 1, 2, 3).
/// let gls = Gls::of(&Matrix::diagonal(&[0.2; 4]), &[&[0.0, 1.0, 2.0, 3.0]])?;
/// let slope = gls.alone(&[1.0, 3.0, 2.0, 5.0])?[0];
/// assert!((slope.estimate - 1.1).abs() < 1e-14 && (slope.se - 0.2).abs() < 1e-14);
/// # Ok::<(), psychometrics::KernelError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Gls {
    items: usize,
    alone: Vec<Functional>,
    together: Vec<Functional>,
}

#[derive(Debug, Clone)]
struct Functional {
    weights: Vec<f64>,
    variance: f64,
}

impl Numbers for Functional {
    fn stray(&self) -> Option<f64> {
        self.weights.stray().or(self.variance.stray())
    }
}

impl Functional {
    fn at(&self, r: &[f64]) -> Contrast {
        let (estimate, se) = (inner(&self.weights, r), self.variance.sqrt());
        let z = estimate / se;
        Contrast { estimate, se, z, p_upper: norm_sf(z) }
    }
}

impl Gls {
    /// Prepares contrasts of J items; `covariance` is J × J, each direction has J values.
    ///
    /// # Errors
    /// `Length` for shapes that differ, `Domain` for a direction with a value that is not finite, `NotPositiveDefinite` for a singular
    /// covariance, for a direction that is constant, and for directions that are combinations of one another, `OutOfRange` where a
    /// weight or a variance is not finite.
    pub fn of(covariance: &Matrix, directions: &[&[f64]]) -> Result<Self, KernelError> {
        let factor = Cholesky::of(covariance)?;
        for direction in directions {
            same_length("direction", covariance.rows(), direction.len())?;
            all_finite("direction", direction)?;
        }
        let alone = directions.iter().map(|d| functionals(&factor, covariance.rows(), &[*d]).map(|mut all| all.swap_remove(0)));
        Ok(Self {
            items: covariance.rows(),
            alone: alone.collect::<Result<_, _>>()?,
            together: functionals(&factor, covariance.rows(), directions)?,
        })
    }

    /// The contrast along each direction, with only the constant beside it; `residuals` has J values.
    ///
    /// # Errors
    /// `Length` unless one residual an item, `Domain` for a residual that is not finite, `OutOfRange` for a contrast that is not.
    pub fn alone(&self, residuals: &[f64]) -> Result<Vec<Contrast>, KernelError> {
        self.check(residuals)?;
        answer("contrasts", self.alone.iter().map(|functional| functional.at(residuals)).collect())
    }

    /// The contrasts along all directions at once, with their variance inflation.
    ///
    /// # Errors
    /// As [`Gls::alone`].
    pub fn together(&self, residuals: &[f64]) -> Result<Vec<Partial>, KernelError> {
        self.check(residuals)?;
        let pairs = self.together.iter().zip(&self.alone);
        let partial =
            |(joint, single): (&Functional, &Functional)| Partial { contrast: joint.at(residuals), vif: joint.variance / single.variance };
        answer("contrasts", pairs.map(partial).collect())
    }

    fn check(&self, residuals: &[f64]) -> Result<(), KernelError> {
        same_length("residuals of the items", self.items, residuals.len())?;
        all_finite("residuals of the items", residuals)
    }
}

/// Weights and variances of b̂ for X = (1, d…).
fn functionals(factor: &Cholesky, items: usize, directions: &[&[f64]]) -> Result<Vec<Functional>, KernelError> {
    let constant = vec![1.0; items];
    let columns: Vec<&[f64]> = std::iter::once(constant.as_slice()).chain(directions.iter().copied()).collect();
    let solved = columns.iter().map(|column| factor.solve(column)).collect::<Result<Vec<_>, _>>()?;
    let mut information = Matrix::zeros(columns.len(), columns.len());
    for (a, column) in columns.iter().enumerate() {
        for (b, weighted) in solved.iter().enumerate() {
            *information.at(a, b) = inner(column, weighted);
        }
    }
    let inverse = Cholesky::of(&information)?.inverse();
    let weights = |k: usize| (0..items).map(|j| solved.iter().enumerate().map(|(a, s)| inverse.get(k, a) * s[j]).sum()).collect();
    answer("contrasts", (1..columns.len()).map(|k| Functional { weights: weights(k), variance: inverse.get(k, k) }).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// S = σ²I: ordinary least squares of (1, 3, 2, 5) on (0, 1, 2, 3): slope 1.1, variance σ²/5.
    #[test]
    fn with_equal_variances_it_is_least_squares() {
        let gls = Gls::of(&Matrix::diagonal(&[0.2; 4]), &[&[0.0, 1.0, 2.0, 3.0]]).unwrap();
        let found = gls.alone(&[1.0, 3.0, 2.0, 5.0]).unwrap()[0];
        assert!((found.estimate - 1.1).abs() < 1e-14 && (found.se - 0.2).abs() < 1e-14 && (found.z - 5.5).abs() < 1e-13);
        assert!((gls.together(&[1.0, 3.0, 2.0, 5.0]).unwrap()[0].vif - 1.0).abs() < 1e-14);
    }

    /// Two directions with correlation ρ under S = I: VIF = 1/(1 − ρ²).
    #[test]
    fn inflation_is_that_of_the_textbook() {
        let (d1, d2) = ([1.0, -1.0, 0.0, 0.0], [1.0, 0.0, -1.0, 0.0]);
        let gls = Gls::of(&Matrix::diagonal(&[1.0; 4]), &[&d1, &d2]).unwrap();
        let both = gls.together(&[0.0, 2.0, 2.0, 0.0]).unwrap();
        assert!((both[0].vif - 4.0 / 3.0).abs() < 1e-13 && (both[1].vif - 4.0 / 3.0).abs() < 1e-13);
    }

    #[test]
    fn directions_that_say_nothing_are_refused() {
        let s = Matrix::diagonal(&[1.0; 3]);
        assert!(Gls::of(&s, &[&[2.0, 2.0, 2.0]]).is_err());
        assert!(Gls::of(&s, &[&[0.0, 1.0, 2.0], &[0.0, 2.0, 4.0]]).is_err());
        assert!(Gls::of(&s, &[&[0.0, 1.0]]).is_err());
    }

    proptest! {
        #[test]
        fn a_shift_of_all_items_changes_nothing(r in prop::collection::vec(-2.0f64..2.0, 5), shift in -5.0f64..5.0) {
            let mut s = Matrix::diagonal(&[1.0, 0.5, 0.7, 0.9, 1.1]);
            *s.at(1, 0) = 0.3;
            *s.at(0, 1) = 0.3;
            let gls = Gls::of(&s, &[&[0.0, 0.0, 0.0, 1.0, 1.0], &[1.0, 0.0, 1.0, 0.0, 0.5]]).unwrap();
            let moved: Vec<f64> = r.iter().map(|v| v + shift).collect();
            for (a, b) in gls.together(&r).unwrap().iter().zip(gls.together(&moved).unwrap()) {
                prop_assert!((a.contrast.estimate - b.contrast.estimate).abs() < 1e-10);
            }
        }
    }
}
