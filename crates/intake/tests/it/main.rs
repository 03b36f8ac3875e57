//! Whole files in, whole datasets out.

mod canonical;
mod people;
mod support;
