//! Classes, pupils, families, loads. A page that shows a name of a child asks for the password once more, and its reading is noted.

pub mod class;
pub mod classes;
pub mod import;
pub mod loads;
pub mod merge;
mod preview;
pub mod pupil;
mod questions;
mod reading;
pub mod readings;
pub mod relative;
pub mod samples;
pub mod shape;
mod shown;
pub mod stands;
