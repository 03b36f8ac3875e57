//! One file per layout.

pub mod marks;
