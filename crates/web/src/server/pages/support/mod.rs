//! Lists of pupils with the reason of each line, and the files they are made of. A page that shows a name asks for the password once more.
//! covers: R27, R28, R29

pub mod import;
pub mod lists;
mod reading;

pub(in crate::server::pages) use reading::{Coded, coded};
