//! Findings into documents, and the layouts other programs write.

pub mod charts;
pub mod layouts;
pub mod papers;
#[cfg(test)]
mod sample;
mod words;
