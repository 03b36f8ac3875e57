//! The executable methodology: one file per indicator, the model, the screen that turns readings into signals, description. Pure: no files,
//! no clock, no environment, no locale.
#![warn(missing_docs)]

pub mod analyse;
pub mod beside;
pub mod declaration;
pub mod describe;
pub mod indicators;
pub mod ladder;
pub mod model;
pub mod passport;
pub mod permit;
mod q;
pub mod screen;

/// The examples of the README run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
