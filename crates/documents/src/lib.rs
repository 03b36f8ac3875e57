//! Findings into documents, and the layouts other programs write. Pure: bytes out, no file system.

mod cards;
pub mod charts;
pub mod layouts;
pub mod outputs;
pub mod papers;
mod report;
#[cfg(test)]
mod sample;
mod tables;
pub mod truth;
mod units;
mod words;

pub use outputs::{Document, DocumentsError, Material, Wanted, outputs};
