//! What is spoken of: the vocabulary of the field, the data set with its provenance, versioned reference data, texts for people, and the
//! types of a study. Pure: no files, no clock, no environment, no locale; nothing here is computed from results.
#![warn(missing_docs, unreachable_pub)]

pub mod beside;
pub mod card;
pub mod dataset;
pub mod figure;
mod kept_number;
pub mod plan;
pub mod procedure;
pub mod progress;
pub mod protocol;
pub mod provenance;
pub mod reference;
pub mod registration;
pub mod retention;
pub mod study;
pub mod telling;
pub mod text;
pub mod vocabulary;

/// The examples of the README run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
