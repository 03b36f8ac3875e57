//! Whole files in, whole datasets out.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that cannot read its own input fails, one without data says so"
)]

mod asked;
mod books;
mod canonical;
mod example;
mod hostile;
mod mutations;
mod people;
mod plan_files;
mod plans;
mod real;
mod regions;
mod round_trip;
mod support;
mod vpr;
mod word;
mod world;
