//! The executable methodology: one file per indicator, the model, the screen that turns readings into signals, description. Pure: no files,
//! no clock, no environment, no locale.
#![warn(missing_docs, unreachable_pub)]

pub mod analyse;
pub mod beside;
pub mod declaration;
mod describe;
pub mod effect;
pub mod indicators;
mod ladder;
mod lines;
mod model;
mod other_scale;
mod passport;
pub mod permit;
mod q;
mod screen;
mod tilt;

/// The examples of the README run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
