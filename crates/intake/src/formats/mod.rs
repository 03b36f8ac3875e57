//! One file per layout.

pub mod asked;
pub(crate) mod canonical;
pub mod codes;
pub mod eljur;
pub mod gia;
pub mod labels;
pub mod marks;
pub mod netcity;
mod run;
#[cfg(test)]
pub(crate) mod sample;
pub mod summary;
pub(crate) mod vpr;
