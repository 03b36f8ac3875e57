//! Findings into documents, and the layouts other programs write.

pub mod charts;
pub mod layouts;
#[cfg(test)]
mod sample;
mod words;
