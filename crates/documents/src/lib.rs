//! Findings into documents, and the layouts other programs write.

pub mod layouts;
pub mod papers;
