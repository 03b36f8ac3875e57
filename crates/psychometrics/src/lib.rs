//! Statistics and psychometrics as pure functions: numbers in, numbers out; nothing here knows of schools.
//!
//! Same bytes in, same bits out, on any machine and any number of threads: transcendental functions come from
//! [`math`], random numbers from keyed [`stream`]s, sums are taken in a fixed order.
#![warn(missing_docs)]

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
pub mod poisson_binomial;
pub mod regression;
pub mod reliability;
pub mod score_distribution;
pub mod stream;
pub mod variance;

pub use error::KernelError;
