//! The executable methodology: the words of the field, versioned reference data, one file per indicator, the screen that turns
//! readings into signals, the simulator. Pure: no files, no clock, no environment, no locale.
#![warn(missing_docs)]

pub mod analyse;
pub mod beside;
pub mod card;
pub mod dataset;
pub mod declaration;
pub mod describe;
pub mod figure;
pub mod harness;
pub mod indicators;
pub mod ladder;
pub mod model;
pub mod passport;
pub mod progress;
pub mod protocol;
pub mod provenance;
pub mod reference;
pub mod registration;
pub mod screen;
pub mod simulate;
pub mod study;
pub mod text;
pub mod words;
