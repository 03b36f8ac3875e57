//! One file per layout.

pub mod asked;
pub(crate) mod canonical;
pub mod gia;
pub mod marks;
#[cfg(test)]
pub(crate) mod sample;
