//! Findings into documents, and the layouts other programs write. Pure: bytes out, no file system.
#![warn(unreachable_pub)]

#[cfg(test)]
#[path = "../../words/src/agreement.rs"]
mod agreement;
#[cfg(test)]
mod agrees;
pub mod charts;
mod document;
mod far_journals;
mod kind;
mod material;
mod names;
mod outputs;
#[cfg(test)]
mod outside_cells;
mod papers;
mod places;
mod press_error;
mod report;
#[cfg(test)]
mod sample;
mod tables;
mod trust;
mod unit_readings;

pub use document::{Document, DocumentsError};
pub use kind::Kind;
pub use material::Material;
pub use outputs::{KINDS, outputs, pressed};
pub use papers::office;
pub use report::style_sheet;
pub use tables::{EXCEL_FOLDER, csv_document, csv_text, excel_twins};
