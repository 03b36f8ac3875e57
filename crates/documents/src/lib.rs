//! Findings into documents, and the layouts other programs write. Pure: bytes out, no file system.

pub mod charts;
pub mod outputs;
pub mod papers;
mod report;
#[cfg(test)]
mod sample;
mod tables;
mod units;

pub use outputs::{Document, DocumentsError, Material, Wanted, outputs};
pub use report::style_sheet;
pub use tables::{csv_document, csv_text};
