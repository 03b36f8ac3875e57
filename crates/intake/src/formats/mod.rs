//! One file per layout; the list below is all the program can read: add a file and a line.

pub(crate) mod asked;
pub(crate) mod canonical;
pub(crate) mod codes_list;
pub(crate) mod eljur;
pub(crate) mod gia;
pub(crate) mod labels;
pub(crate) mod marks;
pub(crate) mod netcity;
mod run;
#[cfg(test)]
pub(crate) mod sample;
pub(crate) mod summary;
pub(crate) mod vpr;

use records::text::Phrase;

use crate::layout::Layout;

/// Every layout of workbooks and text tables (the canonical directory is known by its own tables, `formats::canonical`).
pub(crate) static LAYOUTS: &[&dyn Layout] = &[
    &vpr::F1,
    &vpr::FORM,
    &vpr::MARKS,
    &vpr::JOURNAL,
    &vpr::SCORES,
    &vpr::ITEMS,
    &vpr::GROUPS,
    &vpr::PLANNED,
    &gia::Gia,
    &codes_list::CodesList,
    &netcity::NetCity,
    &summary::Summary,
    &eljur::Eljur,
];

/// What can be read besides the canonical directory, in words and in the order of the list.
pub fn layout_titles() -> impl ExactSizeIterator<Item = Phrase> {
    LAYOUTS.iter().map(|layout| layout.title())
}
