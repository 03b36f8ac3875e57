//! The layouts real programs write: workbooks of ФИС ОКО, protocols of examinations, journals, lists of codes, the canonical directory.
//! The demo is made of them, the tests of `intake` read them back, and the filled collection form goes back to where it came from.
//!
//! Every writer is `fn(…) -> Result<Vec<u8>, LayoutError>`: bytes out, no file system; same data, same bytes.

mod biff;
pub mod canonical;
pub mod codes_list;
mod demo;
pub mod eljur_biff;
pub mod gia_protocol;
mod journal_page;
pub mod netcity_html;
mod people;
mod sheet;
pub mod summary_sheet;
pub mod vpr_f1;
pub mod vpr_form;
pub mod vpr_shares;
mod vpr_title;

pub use demo::{demo_files, truth};
pub use people::{FullName, Names};

/// Why a layout could not be written.
#[derive(Debug, thiserror::Error)]
pub enum LayoutError {
    /// The workbook writer refused.
    #[error("книга Excel не записана / the workbook was not written: {0}")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    /// The table writer refused.
    #[error("таблица CSV не записана / the table was not written: {0}")]
    Csv(#[from] csv::Error),
    /// The compound file could not be written.
    #[error("файл .xls не записан / the .xls file was not written: {0}")]
    Compound(#[from] std::io::Error),
    /// The data do not hold what the layout needs.
    #[error("для этого файла в данных нет: {0} / the data lack what this file needs: {0}")]
    Missing(&'static str),
}

#[cfg(test)]
mod tests;
