//! Statistics and psychometrics as pure functions: numbers in, numbers out; nothing here knows of schools.
//!
//! Same bytes in, same bits out, on any machine and any number of threads: transcendental functions come from
//! [`math`], random numbers from keyed [`stream`]s, sums are taken in a fixed order.
//!
//! Where to begin: [`items`] and [`reliability`] for a work, [`curves`] for abilities, [`binomial`] for "k of n", [`comparison`] and
//! [`variance`] for groups. Ill-formed input is a [`KernelError`] that says what was given and what is expected, and so is input so
//! large or small that the answer would be no finite number; a confidence, level or probability is a share, 0.95 and never 95.
//!
//! ```
//! use psychometrics::comparison::newcombe;
//!
//! // 56 of 70 pupils passed here, 48 of 80 there: the difference and its 95 % interval.
//! let found = newcombe(56.0, 70.0, 48.0, 80.0, 0.95)?;
//! assert_eq!(format!("{:.2} ({:.2} to {:.2})", found.estimate, found.low, found.high), "0.20 (0.05 to 0.33)");
//! # Ok::<(), psychometrics::KernelError>(())
//! ```
#![warn(missing_docs, unreachable_pub)]

pub mod beta_binomial;
pub mod binomial;
mod check;
pub mod class_index;
pub mod comparison;
pub mod components;
pub mod covariance;
pub mod curves;
pub mod descriptive;
pub mod discrete;
mod error;
pub mod fuzzy;
pub mod gls;
pub mod grid;
pub mod hypergeometric;
pub mod items;
mod latent;
pub mod linalg;
pub mod math;
pub mod mde;
pub mod multiplicity;
pub mod poisson_binomial;
pub mod regression;
pub mod reliability;
pub mod score_distribution;
pub mod stream;
pub mod variance;

pub use check::MOST_NUMBERS;
pub use error::KernelError;

/// The example of the README is a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
