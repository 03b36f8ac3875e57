//! Bytes of a file into records, with every problem found and where. Nothing is guessed, nothing is repaired silently.
//!
//! [`assemble()`] is the one door: files in, a [`Dataset`](records::dataset::Dataset), problems and questions out. A file goes through
//! three steps: its bytes say what it is (`read` gives a `grid::Book`), a `Layout` of the visible list in `formats` recognises the table and
//! reads it into a `Draft`, and the drafts of all files are joined.
//! covers: R19
#![warn(unreachable_pub)]

mod answers;
mod assemble;
mod blocks;
mod cells;
mod coded;
mod columns;
mod draft;
mod exam_sheet;
mod files;
mod formats;
mod grid;
mod headings;
mod inspect;
mod join;
mod keys;
mod layout;
pub mod limits;
mod mask;
mod names;
mod options;
mod people;
mod plan;
mod pupil_marks;
mod read;
mod roster;
mod spelling;
mod template;
mod together;
mod work;

pub use answers::Answers;
pub use assemble::{Assembly, assemble};
pub use coded::{CodedTable, coded_table};
pub use files::{Collected, Input, IntakeError, collect, collect_telling};
pub use formats::layout_titles;
pub use keys::{Key, KeyError};
pub use options::Options;
pub use plan::{PlanFor, plan};
pub use pupil_marks::{MarkRow, PupilMarks, Standing, pupil_marks};
pub use roster::{Child, Extent, Kin, Roster, RosterLeft, RosterRow, Says, roster};
pub use together::ClassesAsked;

/// The example of the README runs as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
