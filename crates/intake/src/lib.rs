//! Bytes of a file into records, with every problem found and where. Nothing is guessed, nothing is repaired silently.
//!
//! [`assemble`] is the one door: files in, a [`Dataset`](records::dataset::Dataset), problems and questions out. A file goes through
//! three steps: its bytes say what it is ([`grid`]), a [`Layout`] of the visible list [`LAYOUTS`] recognises the table and reads it into a
//! [`Draft`], and the drafts of all files are joined.
//! covers: R19

pub mod answers;
pub mod assemble;
pub mod cells;
mod codes;
pub mod draft;
pub mod files;
pub mod formats;
pub mod grid;
mod inspect;
mod join;
pub mod keys;
pub mod layout;
pub mod limits;
mod links;
mod mask;
pub mod names;
pub mod options;
mod papers;
mod people;
mod protocols;
mod read;
mod scales;
pub mod template;
pub mod text;
mod twice;
pub mod work;

pub use answers::Answers;
pub use assemble::{Assembly, assemble};
pub use draft::Draft;
pub use files::{Input, IntakeError};
pub use keys::{Key, KeyError};
pub use layout::{LAYOUTS, Layout, Recognised};
pub use names::SealedName;
pub use options::Options;
